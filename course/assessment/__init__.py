"""Questions answered: which are drawn, how they are graded."""
