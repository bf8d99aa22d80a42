"""What the parts of the form share: the keys of its fragments, and which analysis is open."""

from exercises.analysis.sheet import ANALYSES, AnalysisId
from exercises.exercise import Desk

SHEET, CONCLUSION = "analysis-sheet", "analysis-conclusion"
"""Keys of the fragments."""


def open_analysis(desk: Desk) -> AnalysisId:
    """The analysis that is open in this tab: the first, until another was chosen."""
    return next((one for one in ANALYSES if one == desk.open.row), ANALYSES[0])
