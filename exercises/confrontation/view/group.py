"""Several people score apart and then talk: who they are, and where they do not agree."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from course.language import _
from exercises import view
from exercises.coaching import Advice
from exercises.confrontation.lines import pair, votes_line
from exercises.confrontation.matrix import Matrix, apart
from exercises.confrontation.sheet import Cell, change_cell, name_members, read_names
from exercises.confrontation.view.line import SHEET
from exercises.exercise import Desk
from exercises.marks import hint, sign


def show_group(desk: Desk, shown: Matrix, advice: Sequence[Advice]) -> None:
    """Names, and the cells to be talked about first."""
    words, members = desk.words, desk.sheet.members
    with st.expander(_("几个人一起打：先各打各的，再谈分歧"), key=f"{desk.key}-group"):
        field = words.fields["members"]
        key = desk.widget("group", "members")
        st.text_input(
            field.label,
            "、".join(member.name for member in members),
            key=key,
            placeholder=field.placeholder or "",
            max_chars=200,
            on_change=_name,
            args=(desk, key),
        )
        st.html(hint(field.hint or ""))
        st.html(hint(words.texts["group_hint"] + words.texts["group_whole"]))
    with st.container():
        if members and any(len(cell.votes) > 1 for cell in shown.cells):
            _differences(desk, shown, advice)


def _differences(desk: Desk, shown: Matrix, advice: Sequence[Advice]) -> None:
    texts, wide = desk.words.texts, apart(shown.cells)
    waiting = sum(not cell.discussed for cell in wide)
    st.header(_("分歧在哪里"), anchor=False)
    if not wide:
        st.html(f"<p>{sign('tick')} {texts['group_agree']}</p>")
    elif waiting:
        st.html(f"<p>{texts['group_apart'].format(n=waiting)}</p>")
    else:
        st.html(f"<p>{sign('tick')} {texts['group_done']}</p>")
    for cell in wide:
        left, right = view.pair(desk, f"wide-{cell.id}")
        with left:
            _wide(desk, shown, cell)
        with right:
            mine = [told for told in advice if (told.rule, told.row) == ("CM7", cell.id)]
            view.show_advice(desk, mine, f"wide-{cell.id}")


def _wide(desk: Desk, shown: Matrix, cell: Cell) -> None:
    with st.container(gap="xxsmall"):
        st.html(f"<p>{pair(shown, cell)}</p>" + votes_line(desk.words, shown, cell))
        key = desk.widget(cell.id, "discussed")
        st.checkbox(
            desk.words.fields["discussed"].label,
            cell.discussed,
            key=key,
            on_change=partial(_talked, desk, cell.id, key),
        )


def _talked(desk: Desk, cell: str, key: str) -> None:
    desk.save(change_cell(desk.sheet, cell, discussed=st.session_state[key]))
    desk.redraw(SHEET)


def _name(desk: Desk, key: str) -> None:
    """Another list of people. Who is not in it any more takes the votes along, with a way back."""
    sheet = name_members(desk.sheet, read_names(st.session_state[key] or ""))
    left = len(desk.sheet.members) > len(sheet.members)
    lost = sum(len(c.votes) for c in desk.sheet.rows) - sum(len(c.votes) for c in sheet.rows)
    said = _("名单里少了人，{n} 个打过的分一起拿掉了。").format(n=lost)
    desk.save(sheet, undo=said if left and lost else None)
    desk.redraw(SHEET)
