"""What the forms of all tools share. Beside the tools' own views, all that knows Streamlit here.

fields: texts, numbers, days, choices, scales · evidence · rows: open, closed, to be read, with
their buttons · changing: how a callback keeps a change and redraws · whole: what stands above the
rows and below them · advice: the coach's cards, undo · pictures: figures with their table ·
provenance: where a row came from and went, what waits to be taken over.
"""

from exercises.view.advice import Move, advice_of, show_advice, show_undo
from exercises.view.changing import keep_and_turn, keep_own, keep_sheet, require_row, turn_to
from exercises.view.evidence import evidence
from exercises.view.fields import Keep, beside_a_field, choice, day, number, scale, text, wrong
from exercises.view.pictures import Picture, drawn, show_pictures
from exercises.view.provenance import (
    Waiting,
    accept_origins,
    show_offered,
    show_origins,
    show_used,
)
from exercises.view.question import show_question
from exercises.view.rows import (
    add_button,
    choose_place,
    closed_row,
    open_row,
    pair,
    read_row,
    row_buttons,
)
from exercises.view.whole import nothing_yet, show_praise, show_top

__all__ = [
    "Keep",
    "Move",
    "Picture",
    "Waiting",
    "accept_origins",
    "add_button",
    "advice_of",
    "beside_a_field",
    "choice",
    "choose_place",
    "closed_row",
    "day",
    "drawn",
    "evidence",
    "keep_and_turn",
    "keep_own",
    "keep_sheet",
    "nothing_yet",
    "number",
    "open_row",
    "pair",
    "read_row",
    "require_row",
    "row_buttons",
    "scale",
    "show_advice",
    "show_offered",
    "show_origins",
    "show_pictures",
    "show_praise",
    "show_question",
    "show_top",
    "show_undo",
    "show_used",
    "text",
    "turn_to",
    "wrong",
]
