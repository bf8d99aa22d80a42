"""Under a tool's form: the sheet as a file, and a sheet taken from a file.

Taking one in asks before it replaces anything, is a new revision, and can be undone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from pydantic import BaseModel

from course.content.words import ToolWords
from course.language import _
from course.merge import differences, with_numbers_of
from course.store.sheets import AccountRow
from exercises.exercise import Exercise
from exercises.marks import hint, sign, typed
from exercises.transfer.files import LARGEST, Brought, FileRefusedError, read_file
from modules.asked import Asked, called
from modules.held_sheet import HeldSheet, plain
from modules.look import notice
from modules.services import course
from modules.state import tab

Put = Callable[[BaseModel, str], None]
"""Puts a sheet in the place of one's own; the sentence says so beside 「撤销」."""


def show_files(
    asked: Asked,
    words: ToolWords,
    exercise: Exercise,
    held: HeldSheet,
    accounts: Sequence[AccountRow],
    put: Put,
) -> None:
    """Links to the sheet as a file, and the place to bring one."""
    about = called(exercise, asked.subject, asked.side, accounts)
    with st.expander(_("存成文件、从文件取回")):
        st.html(_links(asked, words) + hint(_("文件里是已经保存的内容，只有你登录以后能取。")))
        name = f"bring-{asked.tool}-{asked.subject}-{asked.side}"
        uploader = f"{name}-{tab().rounds.get(name, 0)}"
        st.file_uploader(
            _("从文件取回：在这里存过的 Excel 或 JSON"),
            key=uploader,
            max_upload_size=LARGEST // 1024**2,
            on_change=partial(_bring, exercise, held, name, uploader, put),
        )
        st.html(hint(_("取回以前会先告诉你换掉什么；换了以后还可以撤销。")))
        with st.container():
            _answer(exercise, held, name, about, put)


def _links(asked: Asked, words: ToolWords) -> str:
    links = []
    for kind, label in (("xlsx", _("存成 Excel")), ("json", _("存成 JSON"))):
        where = {"tool": asked.tool, "subject": asked.subject, "side": asked.side, "as": kind}
        address = typed(f"/sheet-file?{urlencode(where)}")
        said = _("{label}（{title}）").format(label=label, title=words.title)
        links.append(
            f'<a class="button" href="{address}" download aria-label="{typed(said)}">{label}</a>'
        )
    return f'<p class="files">{" ".join(links)}</p>'


def _bring(exercise: Exercise, held: HeldSheet, name: str, uploader: str, put: Put) -> None:
    """Read what was brought. Into an empty sheet it goes at once; else it waits for an answer."""
    tab().brought.pop(held.key, None)
    file = st.session_state.get(uploader)
    if file is None:
        return
    try:
        brought = read_file(file.getvalue(), held.key.tool, exercise.sheet, course().tools)
    except FileRefusedError as error:
        tab().brought[held.key] = str(error)
        return
    brought = replace(brought, sheet=_counting_on(brought.sheet, held.open.sheet))
    if held.open.sheet == exercise.sheet():
        _take(exercise, held, name, brought, put)
    else:
        tab().brought[held.key] = brought


def _counting_on(sheet: BaseModel, mine: BaseModel) -> BaseModel:
    """The file's sheet; where rows were added since it was made, their numbers stay given."""
    data = plain(sheet)
    counted = with_numbers_of(data, plain(mine))
    if counted == with_numbers_of(data, data):
        return sheet
    return type(sheet).model_validate(counted)


def _take(exercise: Exercise, held: HeldSheet, name: str, brought: Brought, put: Put) -> None:
    """Put the sheet in place and forget the file."""
    _forget(held, name)
    said = _("已换成文件里的 {n} 条。").format(n=exercise.entries(brought.sheet))
    put(brought.sheet, said)


def _forget(held: HeldSheet, name: str) -> None:
    tab().brought.pop(held.key, None)
    tab().rounds[name] = tab().rounds.get(name, 0) + 1


def _answer(exercise: Exercise, held: HeldSheet, name: str, about: str, put: Put) -> None:
    """What was found in the file: why it is not taken, or what it would replace."""
    found = tab().brought.get(held.key)
    if isinstance(found, str):
        with notice("bad", name):
            lines = "".join(f"<p>{typed(line)}</p>" for line in found.splitlines())
            said = _("没有取回，你的表没有变。")
            st.html(f"<p><b>{sign('bang')} {said}</b></p>{lines}")
    elif found is not None:
        with notice("plain", name):
            st.html(_compared(exercise, held, found, about))
            with st.container(horizontal=True, gap="small"):
                if found.sheet != held.open.sheet:
                    st.button(
                        _("换成文件里的"),
                        key=f"{name}-take",
                        type="primary",
                        on_click=partial(_take, exercise, held, name, found, put),
                    )
                st.button(_("不换"), key=f"{name}-leave", on_click=partial(_forget, held, name))


def _compared(exercise: Exercise, held: HeldSheet, found: Brought, about: str) -> str:
    mine = held.open.sheet
    if found.sheet == mine:
        return f"<p><b>{_('文件里的和现在的一模一样，不用换。')}</b></p>"
    count = len(differences(plain(mine), plain(found.sheet)))
    said = _("文件里有 {n} 条，现在这张表里有 {m} 条，{k} 处不一样。要换成文件里的吗？").format(
        n=exercise.entries(found.sheet), m=exercise.entries(mine), k=count
    )
    other = ""
    if found.about and found.about != about:
        told = _("这个文件导出的时候，是「{other}」的表。").format(other=found.about)
        other = f"<p>{typed(told)}</p>"
    return f"<p><b>{said}</b></p>{other}"
