"""The one place that knows session-state keys: who is here and what this tab has open.

Nothing a learner did lives here; that is in the database, because a reload empties this.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import streamlit as st

from course.assessment.answers import Answer
from course.store.sheets import SheetKey
from exercises.transfer.files import Brought
from modules.held_sheet import HeldSheet

_KEY = "tab"


@dataclass
class Tab:
    """What one browser tab remembers between reruns.

    `owner` is the id of the person who began it: after a break of the connection Streamlit goes on
    with the tab, whoever signed in since.
    `sheets` are the sheets opened in this tab, with what is not saved of them.
    `answering_again` are the checks inside lessons that the reader wants to answer once more.
    `opening_saved` is when the answer to a lesson's opening question was saved here, by lesson.
    `opening_unsaved` are the lessons of which the last one could not be saved.
    `orders` are pieces put in order, by widget key: moving buttons have no value of their own.
    `rounds` counts how often a question was begun anew here, by the key it is asked under.
    `brought` is by sheet what a file holds that was brought here, or why it is not taken.
    `seen` is what was stored of a quiz's question when it was drawn here last.
    `notes` is whether a trainer wants to see the notes beside the lessons.
    """

    owner: int | None = None
    sheets: dict[SheetKey, HeldSheet] = field(default_factory=dict)
    answering_again: set[str] = field(default_factory=set)
    opening_saved: dict[str, datetime] = field(default_factory=dict)
    opening_unsaved: set[str] = field(default_factory=set)
    orders: dict[str, list[str]] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    brought: dict[SheetKey, Brought | str] = field(default_factory=dict)
    seen: dict[str, Answer | None] = field(default_factory=dict)
    notes: bool = True


def tab() -> Tab:
    """This tab's memory, made on first use."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Tab()
    return cast(Tab, st.session_state[_KEY])
