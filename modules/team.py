"""团队进度: people of one's own departments × units, and on top who needs help."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import streamlit as st

from course.assessment.results import points
from course.content.course import Unit
from course.content.items import Pool
from course.language import _
from course.people.rights import Actor, Role
from course.store.results import UnitResultRow
from course.store.team import (
    DepartmentRow,
    NeedsHelp,
    Sort,
    TeamRow,
    departments_of,
    needing_help,
    team_page,
)
from exercises.marks import sign, typed
from modules.identity import current_actor
from modules.look import empty, local, title
from modules.pages import NUMERALS
from modules.services import course, store

PAGE_SIZE = 25
IDLE_DAYS = 14
NAMED = 3

SORTS: dict[Sort, str] = {"need": _("先看需要帮助的"), "name": _("姓名"), "recent": _("最近学习")}


def show_team() -> None:
    """Draw the page."""
    actor = current_actor()
    st.set_page_config(page_title=f"{_('团队进度')} · {course().file.title}")
    with store().reading() as db:
        departments = departments_of(db, actor)
    with st.container(key="work"):
        title(_("团队进度"), "team")
        if not departments and not actor.sees_everybody:
            _show_no_department()
            return
        department, sort, only = _show_filters(actor, departments)
        now = datetime.now(UTC)
        rule = help_rule(now)
        page = _page()
        with store().reading() as db:
            first = needing_help(db, actor, department=department, rule=rule, limit=NAMED + 1)
            found = team_page(
                db,
                actor,
                department=department,
                sort=sort,
                page=page,
                size=PAGE_SIZE,
                only=rule if only else None,
            )
        if not found.total:
            _show_nobody(actor, only)
            return
        if not found.rows:  # fewer people than when the page was turned
            _first_page()
            st.rerun()
        st.html(who_needs_help(first, rule, now))
        st.html(people_table(found.rows, rule, now))
        _show_turning(page, found.total)


def help_rule(now: datetime) -> NeedsHelp:
    """Who needs help as of `now`. Units without an assessment cannot be passed yet."""
    units = sum(bool(unit.pool(Pool.ASSESSMENT)) for unit in course().units)
    return NeedsHelp(idle_since=now - timedelta(days=IDLE_DAYS), units=units)


def who_needs_help(first: list[TeamRow], rule: NeedsHelp, now: datetime) -> str:
    """One sentence that names up to NAMED people and why; safe HTML."""
    if not first:
        said = _("没有人需要你马上去帮：没有人测验未通过，也没有人超过 {n} 天没学。")
        return f"<p>{sign('tick')} {said.format(n=IDLE_DAYS)}</p>"
    reasons = "；".join(f"{typed(row.name)} {_reason(row, rule, now)}" for row in first[:NAMED])
    many = len(first) > NAMED
    head = (
        _("不止 {n} 人需要你，最急的是：").format(n=NAMED)
        if many
        else _("{n} 人需要你：").format(n=len(first))
    )
    return f"<p><b>{sign('bang')} {head}</b>{reasons}。</p>"


def people_table(rows: list[TeamRow], rule: NeedsHelp, now: datetime) -> str:
    """The table with its legend and, in the last line, who on this page has passed; safe HTML."""
    units = course().units
    body = "".join(_person(row, units, rule, now) for row in rows)
    heads = "".join(
        f'<th scope="col" class="c">{NUMERALS[unit.number]}'
        f'<span class="long"> {unit.file.short}</span></th>'
        for unit in units
    )
    passed = "".join(f'<td class="c">{_passed(rows, unit)}</td>' for unit in units)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_("学员与单元")}">'
        f'<table class="book people"><thead><tr><th scope="col">{_("学员")}</th>'
        f'<th scope="col" class="long">{_("部门")}</th>{heads}'
        f'<th scope="col" class="long mid">{_("最近学习")}</th></tr></thead><tbody>{body}</tbody>'
        f'<tfoot><tr><th scope="row">{_("本页通过")}</th>'
        f'<td class="long">{_("{n} 人").format(n=len(rows))}</td>{passed}'
        f'<td class="long mid"></td></tr></tfoot></table></div>{_legend()}'
    )


def since(moment: datetime | None, now: datetime) -> str:
    """How long ago, in days of the reader's calendar."""
    if moment is None:
        return _("还没有来过")
    days = _days(moment, now)
    return _("今天") if days <= 0 else _("昨天") if days == 1 else _("{n} 天前").format(n=days)


def _days(moment: datetime, now: datetime) -> int:
    return (local(now).date() - local(moment).date()).days


def _reason(row: TeamRow, rule: NeedsHelp, now: datetime) -> str:
    parts = []
    failed = set(rule.failed(row))
    if failed:
        numbers = "、".join(NUMERALS[unit.number] for unit in course().units if unit.slug in failed)
        parts.append(_("第{numbers}单元测验未通过").format(numbers=numbers))
    if rule.is_idle(row):
        if row.active_at is None:
            parts.append(_("还没有开始学"))
        else:
            parts.append(_("{n} 天没有学习").format(n=_days(row.active_at, now)))
    return "，".join(parts)


def _person(row: TeamRow, units: Iterable[Unit], rule: NeedsHelp, now: datetime) -> str:
    cells = "".join(_cell(row.results.get(unit.slug), unit) for unit in units)
    away = rule.is_idle(row)
    seen = since(row.active_at, now)
    seen = f"<b>{sign('bang')} {seen}</b>" if away else seen
    why = _("还没有来过") if row.active_at is None else _("很久没学")
    mark = f'<span class="away">{sign("bang")}<span class="said">{why}</span></span>'
    return (
        f'<tr><th scope="row">{typed(row.name)}{mark if away else ""}</th>'
        f'<td class="nowrap long">{typed(row.department or "—")}</td>{cells}'
        f'<td class="soft nowrap long mid">{seen}</td></tr>'
    )


def _cell(result: UnitResultRow | None, unit: Unit) -> str:
    """State in sign, colour and number; the phone shows the sign, everybody can hear the words."""
    if result is None:
        return f'<td class="c none"><span aria-hidden="true">·</span>{_said(_("未开始"))}</td>'
    if result.passed_at is not None and result.best is not None:
        return _scored("pass", "tick", _("通过"), points(result.best))
    if result.attempts and result.best is not None:
        return _scored("fail", "cross", _("未通过"), points(result.best))
    read, all_ = result.lessons_finished, len(unit.lessons)
    word = _("学习中")
    note = _("读完 {n}/{all} 课").format(n=read, all=all_) if all_ else ""
    return (
        f'<td class="c" title="{note}">{sign("half")}<span class="long mid"> {word}</span>'
        f"{_said(f'{word}，{note}')}</td>"
    )


def _scored(css: str, name: str, word: str, number: int) -> str:
    said = _("{word}，{n} 分").format(word=word, n=number)
    return (
        f'<td class="c {css}">{sign(name)}<span class="long" aria-hidden="true"> {number}</span>'
        f"{_said(said)}</td>"
    )


def _said(text: str) -> str:
    """For screen readers: the sign alone says nothing."""
    return f'<span class="said">{text}</span>'


def _passed(rows: list[TeamRow], unit: Unit) -> str:
    if not unit.pool(Pool.ASSESSMENT):
        return "—"
    results = (row.results.get(unit.slug) for row in rows)
    done = sum(result is not None and result.passed_at is not None for result in results)
    return f'{done}<span class="long">/{len(rows)}</span>'


def _legend() -> str:
    away = _("超过 {n} 天没学，或还没有来过").format(n=IDLE_DAYS)
    words = (
        ("tick", _("通过（最好的分数）")),
        ("half", _("学习中")),
        ("cross", _("未通过（最好的分数）")),
        ("bang", away),
    )
    marks = "".join(f"<span>{sign(name)} {word}</span>" for name, word in words)
    return f'<p class="legend">{marks}<span>· {_("未开始")}</span></p>'


def _show_filters(actor: Actor, departments: list[DepartmentRow]) -> tuple[int | None, Sort, bool]:
    names: dict[int | None, str] = {row.id: row.name for row in departments}
    everybody = (
        _("全部人员") if actor.sees_everybody else _("我的 {n} 个部门").format(n=len(departments))
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        department = None
        if len(departments) > 1:
            department = st.selectbox(
                _("部门"),
                [None, *names],
                format_func=lambda id_: names.get(id_, everybody),
                key="team-department",
                on_change=_first_page,
                placeholder=_("选一项"),
                filter_mode=None,
                width=220,
            )
        sort = st.segmented_control(
            _("排序"),
            list(SORTS),
            default="need",
            required=True,
            format_func=SORTS.__getitem__,
            key="team-sort",
            on_change=_first_page,
        )
        only = st.toggle(_("只看需要帮助的"), key="team-only", on_change=_first_page)
    return department, sort or "need", only


def _page() -> int:
    asked = st.query_params.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def _first_page() -> None:
    st.query_params.pop("page", None)


def _show_no_department() -> None:
    with empty("no-department"):
        st.html(
            f"<h3>{_('还没有部门归你负责')}</h3><p>"
            + _("请管理员把你设为一个部门的主管：他建账号时填“负责的部门”，你下次打开就能看到。")
            + "</p>"
        )


def _show_nobody(actor: Actor, only: bool) -> None:
    with empty("no-people"):
        if only:
            st.html(
                f"<h3>{_('没有人需要帮助')}</h3><p>"
                + _("没有人测验未通过，也没有人超过 {n} 天没学。").format(n=IDLE_DAYS)
                + "</p>"
            )
        else:
            st.html(f"<h3>{_('这里还没有学员')}</h3><p>{_how_accounts_are_made(actor)}</p>")


def _how_accounts_are_made(actor: Actor) -> str:
    if actor.role is not Role.ADMIN:
        return _("请管理员建好学员的账号，并写上部门。")
    command = _("python -m course user add 登录名 --name 姓名 --department 部门")
    said = _("账号在服务器上用命令建，一人一条；一次性密码只显示一遍，请转给本人：")
    return f"{said}<br><code>{command}</code>"


def _show_turning(page: int, total: int) -> None:
    """Pages by buttons: the built-in pager speaks English to screen readers."""
    pages = -(-total // PAGE_SIZE)
    if pages == 1:
        st.html(f'<p class="soft small">{_("共 {n} 人").format(n=total)}</p>')
        return
    with st.container(horizontal=True, vertical_alignment="center", key="noprint-pages"):
        _turn_button(_("上一页"), "arrow_back", page - 1, pages)
        st.html(
            "<p>"
            + _("第 {page} 页，共 {pages} 页，{n} 人").format(page=page, pages=pages, n=total)
            + "</p>",
            width="content",
        )
        _turn_button(_("下一页"), "arrow_forward", page + 1, pages)


def _turn_button(word: str, icon: str, to: int, pages: int) -> None:
    st.button(
        word,
        key=f"turn-{icon}",
        icon=f":material/{icon}:",
        disabled=not 1 <= to <= pages,
        on_click=st.query_params.__setitem__,
        args=("page", str(to)),
    )
