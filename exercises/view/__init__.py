"""What the forms of all tools share. Beside the tools' own views, all that knows Streamlit here.

fields: texts, numbers, days, choices, scales · evidence · advice: the coach's cards, figures, undo
· rows: the open row's buttons · provenance: where a row came from and where it went.
"""

from exercises.view.advice import Move, Picture, show_advice, show_pictures, show_undo
from exercises.view.evidence import evidence
from exercises.view.fields import Keep, choice, day, number, scale, text, wrong
from exercises.view.provenance import show_origins, show_used
from exercises.view.question import show_question
from exercises.view.rows import row_buttons

__all__ = [
    "Keep",
    "Move",
    "Picture",
    "choice",
    "day",
    "evidence",
    "number",
    "row_buttons",
    "scale",
    "show_advice",
    "show_origins",
    "show_pictures",
    "show_question",
    "show_undo",
    "show_used",
    "text",
    "wrong",
]
