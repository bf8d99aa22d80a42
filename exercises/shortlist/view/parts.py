"""Keys of the fragments of the form: the sheet, the open customer, where freed hours go."""

SHEET, ROW, MOVES_PART = "shortlist-sheet", "shortlist-row", "shortlist-moves"
