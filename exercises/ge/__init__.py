"""The matrix of nine boxes: where to invest, where to choose, where to harvest, and why."""
