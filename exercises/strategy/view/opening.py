"""Keys of the two fragments of the form, and the name under which the ratings are open.

One at a time is open: a candidate, a factor, or the posture.
"""

SHEET, ROW = "strategy-sheet", "strategy-row"

POSTURE = "IE"
"""Open under this name: the ratings."""
