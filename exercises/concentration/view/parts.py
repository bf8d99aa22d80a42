"""Keys of the fragments: the sheet, the open customer, the two scenarios, the sentences."""

SHEET, ROW = "concentration-sheet", "concentration-row"
LOSING, WINNING, SAYING = "concentration-loss", "concentration-order", "concentration-said"
