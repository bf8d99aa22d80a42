"""Keys of the fragments of the form: the sheet, the open line, and what is said of the week."""

SHEET, ROW = "weekly-sheet", "weekly-row"
LEANING, SPENDING = "weekly-lean", "weekly-hours"
