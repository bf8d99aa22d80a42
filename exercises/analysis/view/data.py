"""The rows: where they are from, how to bring one's own, which column is which, what is left."""

from functools import partial
from typing import Any

import streamlit as st

from course.errors import CourseError
from course.language import _
from exercises.analysis.book import Book
from exercises.analysis.columns import FIELDS, NEEDED
from exercises.analysis.desktop import CASE, Desktop, suggested
from exercises.analysis.lines import FAULTS, fault_table, preview
from exercises.analysis.reading import Table, key_of, pack, read_file
from exercises.analysis.sheet import change
from exercises.analysis.view.parts import SHEET
from exercises.exercise import Desk, FileNote
from exercises.marks import hint, sign, typed
from exercises.view import wrong


def show_data(desk: Desk, top: Desktop | None) -> None:
    """What lies on the desk; on one's own desk also how to bring, change and delete it."""
    if desk.subject == CASE:
        if top is not None:
            said = desk.words.texts["case_data"].format(
                rows=len(top.book.records), customers=len(top.book.customers)
            )
            st.html(f'<p class="soft small">{said}</p>')
        return
    with st.container(key=f"data-{desk.key}", gap="xsmall"):
        if top is None:
            _nothing_yet(desk)
        else:
            _what_there_is(desk, top)


def _nothing_yet(desk: Desk) -> None:
    texts = desk.words.texts
    with st.container(key=f"empty-{desk.key}"):
        st.html(f"<p>{typed(texts['no_data'])}</p>")
        st.html(hint(texts["no_data_need"]))
        _uploader(desk)
        st.html(hint(texts["no_data_sample"]) + hint(texts["private"]))


def _uploader(desk: Desk) -> None:
    key = desk.widget("data", "upload")
    st.file_uploader(
        desk.words.fields["upload"].label,
        key=key,
        max_upload_size=10,
        on_change=_uploaded,
        args=(desk, key),
    )
    st.html(hint(desk.words.texts["no_data_kinds"]))
    wrong(st.session_state.get(_problem(desk), ""))


def _problem(desk: Desk) -> str:
    """Where the last upload's failure stands until the next one."""
    return f"{desk.key}-upload-problem"


def _workbook(desk: Desk) -> str:
    """Where a workbook of several sheets waits for another sheet to be chosen."""
    return f"{desk.key}-upload-workbook"


def _uploaded(desk: Desk, key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        _take(desk, file.name, file.getvalue(), None)
        # An uploader of a new edition has no file and takes the next one.
        desk.open.turn_to(desk.open.row)
    desk.redraw(SHEET)


def _take(desk: Desk, name: str, data: bytes, sheet: str | None) -> None:
    """Read, keep and set up these rows; or leave everything as it was and say why."""
    assert desk.files is not None
    st.session_state.pop(_workbook(desk), None)
    try:
        table = read_file(data, sheet)
        packed = pack(table)
        note = FileNote(name, key_of(packed), len(table.rows))
        desk.files.keep(note, packed)
    except CourseError as error:
        st.session_state[_problem(desk)] = str(error)
        return
    st.session_state.pop(_problem(desk), None)
    if len(table.sheets) > 1:
        st.session_state[_workbook(desk)] = (name, data, table.sheet, table.sheets)
    mapping, unit = suggested(table)
    desk.save(change(desk.sheet, data=note.key, mapping=mapping, unit=unit))


def _what_there_is(desk: Desk, top: Desktop) -> None:
    texts, table, note = desk.words.texts, top.table, top.note
    assert table is not None
    assert note is not None
    said = texts["file_line"].format(
        name=note.name, rows=f"{top.cleaned.rows:,}", span=_span(top.book)
    )
    if table.sheet:
        said += texts["file_sheet"].format(sheet=table.sheet)
    st.html(f"<p>{typed(said)}</p>")
    ready = all(name in top.mapping for name in NEEDED)
    st.html(_state(desk, top, ready))
    wrong(st.session_state.get(_problem(desk), ""))
    with st.container(horizontal=True, gap="small"):
        with st.popover(_("换一份"), type="tertiary", icon=":material/upload_file:"):
            st.html(hint(texts["replace_hint"]))
            _uploader(desk)
        with st.popover(_("删除数据"), type="tertiary", icon=":material/delete:"):
            st.html(hint(texts["delete_hint"]))
            st.button(
                _("删除这份数据"),
                key=f"{desk.key}-forget",
                on_click=partial(_forget, desk),
            )
    _other_sheet(desk)
    with st.expander(_("对列"), expanded=not top.book.records, icon=":material/view_column:"):
        _columns(desk, top, table)
    if top.cleaned.faults:
        label = _("没有用上的 {n} 行").format(n=f"{top.cleaned.left_out:,}")
        with st.expander(label, icon=":material/error:", expanded=not top.book.records):
            st.html(fault_table(top.cleaned.faults))
            more = len(top.cleaned.faults) - FAULTS
            if more > 0:
                st.html(hint(texts["more_faults"].format(n=f"{more:,}")))


def _span(book: Book) -> str:
    if not book.records:
        return _("还没有能用的行")
    first = min(record.month for record in book.records)
    return _("{first} 至 {last}").format(
        first=book.month_name(first), last=book.month_name(book.last_month)
    )


def _state(desk: Desk, top: Desktop, ready: bool) -> str:
    """Whether all rows are used; and what else there is to know of the file."""
    texts, cleaned, table = desk.words.texts, top.cleaned, top.table
    assert table is not None
    used = len(top.book.records)
    if not ready:
        told = [f"{sign('bang')} {texts['need_columns']}"]
    elif not used:
        told = [f"{sign('bang')} {texts['none_used']}"]
    elif cleaned.left_out:
        said = texts["some_left"].format(used=f"{used:,}", left=f"{cleaned.left_out:,}")
        told = [f"{sign('bang')} {said}"]
    else:
        told = [f"{sign('tick')} {texts['all_used']}"]
    if cleaned.repeated:
        example = typed(cleaned.repeated[0][0])
        said = texts["repeated"].format(n=f"{len(cleaned.repeated):,}", example=example)
        told.append(f"{sign('bang')} {said}")
    if table.left_out:
        told.append(texts["left_out_columns"].format(names=typed("、".join(table.left_out))))
    if desk.sheet.data and desk.sheet.data != top.key:
        told.append(texts["new_data"])
    return "".join(f'<p class="small" role="status">{line}</p>' for line in told)


def _other_sheet(desk: Desk) -> None:
    """Another sheet of the workbook just brought, as long as this tab still has it."""
    held = st.session_state.get(_workbook(desk))
    if held is None:
        return
    name, data, current, sheets = held
    key = f"{desk.key}-sheet-name"
    st.session_state[key] = current
    st.selectbox(
        desk.words.fields["sheet_name"].label,
        sheets,
        key=key,
        placeholder=_("选一项"),
        filter_mode=None,
        width=260,
        on_change=lambda: _turn_sheet(desk, name, data, st.session_state[key]),
    )


def _turn_sheet(desk: Desk, name: str, data: bytes, sheet: str) -> None:
    _take(desk, name, data, sheet)
    desk.redraw(SHEET)


def _columns(desk: Desk, top: Desktop, table: Table) -> None:
    words = desk.words
    st.html(hint(words.texts["mapping_hint"]))
    st.html(preview(table))
    with st.container(horizontal=True, gap="small"):
        for name in FIELDS:
            key = f"{desk.key}-column-{name}"
            st.session_state[key] = top.mapping.get(name, "")
            needed = _("（必填）") if name in NEEDED else ""
            st.selectbox(
                words.choices["field"][name] + needed,
                ("", *table.names),
                format_func=lambda column: column or _("不用"),
                key=key,
                placeholder=_("选一项"),
                filter_mode=None,
                width=190,
                on_change=_map,
                args=(desk, top, name, key),
            )
    key = f"{desk.key}-unit"
    st.session_state[key] = top.unit
    with st.container(gap="xxsmall"):
        st.segmented_control(
            words.fields["unit"].label,
            list(words.choices["unit"]),
            required=True,
            format_func=words.choices["unit"].__getitem__,
            key=key,
            on_change=lambda: _set(desk, top, unit=st.session_state[key]),
        )
        st.html(hint(words.fields["unit"].hint or ""))


def _map(desk: Desk, top: Desktop, name: str, key: str) -> None:
    """One column for one field: where another field had it, that one goes without."""
    column = st.session_state[key]
    mapping = {f: c for f, c in top.mapping.items() if f != name and c != column}
    if column:
        mapping[name] = column
    _set(desk, top, mapping=mapping)


def _set(desk: Desk, top: Desktop, **values: Any) -> None:
    whole = {"data": top.key, "mapping": top.mapping, "unit": top.unit}
    desk.save(change(desk.sheet, **{**whole, **values}))
    desk.redraw(SHEET)


def _forget(desk: Desk) -> None:
    assert desk.files is not None
    try:
        desk.files.forget()
    except CourseError as error:
        st.session_state[_problem(desk)] = str(error)
    st.session_state.pop(_workbook(desk), None)
    desk.redraw(SHEET)
