"""The one place that knows session-state keys: who is here and what this tab has open.

Nothing a learner did lives here; that is in the database, because a reload empties this.
"""

from dataclasses import dataclass, field
from typing import cast

import streamlit as st

_KEY = "tab"


@dataclass
class Tab:
    """What one browser tab remembers between reruns.

    `open_rows` is the row that is open for editing, by sheet key. `revisions` is the revision that
    this tab last saw, by sheet key: saving states it, so that a second tab is noticed.
    `answering_again` are the checks inside lessons that the reader wants to answer once more.
    `orders` are pieces put in order, by widget key: moving buttons have no value of their own.
    """

    open_rows: dict[str, str | None] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    answering_again: set[str] = field(default_factory=set)
    orders: dict[str, list[str]] = field(default_factory=dict)


def tab() -> Tab:
    """This tab's memory, made on first use."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Tab()
    return cast(Tab, st.session_state[_KEY])
