"""对持矩阵: every inside fact against every outside fact, cell by cell."""
