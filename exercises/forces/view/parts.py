"""Keys of the fragments of the form: the sheet, its head, the open driver, the answers."""

SHEET, HEAD, ROW, RESPONSES = "forces-sheet", "forces-head", "forces-row", "forces-responses"
