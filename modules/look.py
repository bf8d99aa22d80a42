"""Patterns of the look that more than one screen draws. Their classes are in theme.css."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import plotly.graph_objects as go
import streamlit as st

from course.assessment.results import points
from course.language import _
from exercises.marks import sign
from exercises.plot import FONT

THEME = Path(__file__).parent / "theme.css"

StateKind = Literal["todo", "now", "done", "bad", "stale"]
NoticeKind = Literal["bad", "ok", "plain"]

_STATES: dict[StateKind, tuple[str, str]] = {
    "todo": ("ring", _("未开始")),
    "now": ("half", _("学习中")),
    "done": ("done", _("已完成")),
    "bad": ("cross", _("未通过")),
    "stale": ("stale", _("需复核")),
}


def wordmark(dark: bool) -> str:
    """The course's name with its sign, as SVG for the corner of the sidebar."""
    colour = "#7cc4b6" if dark else "#17594f"
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' width='172' height='28' viewBox='0 0 172 28'>"
        f"<path d='M1 4h4v20H1z M8 4h4v20H8z M15 9h4v15h-4z' fill='{colour}'/>"
        f"<text x='29' y='20' font-family='{FONT}' font-size='17.5' font-weight='700' "
        f"fill='{colour}'>{_('大客户开发与管理')}</text></svg>"
    )


def state(kind: StateKind, word: str | None = None) -> str:
    """How far something is: colour, drawn sign and word together. `word` replaces the usual one."""
    name, usual = _STATES[kind]
    return f'<span class="state {kind}">{sign(name)} {word or usual}</span>'


def in_points(fraction: float) -> str:
    """A fraction in [0, 1] as 「80 分」."""
    return _("{n} 分").format(n=points(fraction))


def tap(
    key: str,
    html: str,
    button: str,
    icon: str | None = None,
    on_click: Callable[[], None] | None = None,
) -> bool:
    """A row that can be pressed anywhere: HTML on the left, one real button on the right."""
    with _row(key):
        st.html(html, width="stretch")
        return st.button(
            button,
            key=f"go-{key}",
            type="tertiary",
            icon=icon,
            icon_position="right",
            on_click=on_click,
        )


def tap_link(
    key: str, html: str, label: str, page: st.Page, parameters: Mapping[str, str] | None = None
) -> None:
    """A row that leads to a page: a real link, so it also opens in a new tab."""
    with _row(key):
        st.html(html, width="stretch")
        st.page_link(
            page,
            label=label,
            icon=":material/chevron_right:",
            icon_position="right",
            query_params=dict(parameters or {}),
        )


def _row(key: str) -> AbstractContextManager[object]:
    return st.container(
        key=f"tap-{key}", horizontal=True, vertical_alignment="center", wrap=False, gap="small"
    )


def notice(kind: NoticeKind, key: str) -> AbstractContextManager[object]:
    """A box for something the reader must know: what happened, what was lost, what next."""
    return st.container(key=f"notice-{key}" if kind == "plain" else f"notice-{kind}-{key}")


def tell(kind: NoticeKind, key: str, what: str, then: str = "") -> None:
    """A notice of one or two sentences. Text is ours or escaped already."""
    name = {"bad": "bang", "ok": "tick", "plain": "bang"}[kind]
    with notice(kind, key):
        st.html(f"<p><b>{sign(name)} {what}</b>{then}</p>")


def show_demo_banner() -> None:
    """Says on every page that the people and scores are made up."""
    st.html(f'<p class="demo"><b>{_("示例数据")}</b> {_("人名、成绩都是编的，可以随意试。")}</p>')


def empty(key: str) -> AbstractContextManager[object]:
    """A box where nothing is yet; inside it: what belongs here and the first step."""
    return st.container(key=f"empty-{key}")


def saved(at: datetime) -> None:
    """「已保存 10:32」, announced to screen readers. `at` is shown in the reader's time zone."""
    st.html(
        f'<p class="saved" role="status">{sign("tick")} {_("已保存")} {local(at):%H:%M}</p>',
        width="content",
    )


def local(moment: datetime) -> datetime:
    """A moment in the reader's time zone, as the browser states it; unchanged where it does not."""
    try:
        return moment.astimezone(ZoneInfo(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return moment


def today() -> date:
    """The day it is for the reader, which for many hours is not the day it is in UTC."""
    return local(datetime.now(UTC)).date()


def title(text: str, place: str, kicker: str = "") -> None:
    """A page's heading. `place` names what is shown; where it changes the page begins at its top.

    The second half is done by web/assets/place.js. Both texts are ours or escaped.
    """
    above = f'<p class="kicker">{kicker}</p>' if kicker else ""
    st.html(f'{above}<h1 tabindex="-1" data-place="{place}">{text}</h1>')


def is_dark() -> bool:
    """Whether the reader's theme is dark; figures are drawn for it."""
    return st.context.theme.type == "dark"


def colour_scheme(dark: bool) -> str:
    """A style for what Streamlit opens beside the page, where light-dark() knows no theme."""
    return f"<style>:root {{ color-scheme: {'dark' if dark else 'light'}; }}</style>"


def show_figure(figure: go.Figure, alt: str, key: str, twin_html: str) -> None:
    """A figure and its table twin. No toolbar: the table is the way to the numbers."""
    picture, table = st.tabs([_("图"), _("表")])
    with picture:
        # theme=None: Streamlit must not repaint it.
        st.plotly_chart(
            figure,
            theme=None,
            key=key,
            alt=alt,
            config={"displayModeBar": False, "scrollZoom": False},
        )
    with table:
        st.html(twin_html)
