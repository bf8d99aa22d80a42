"""战略导出: candidates written from the strong cells, compared, and cut down to three at most."""
