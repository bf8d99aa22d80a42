"""来龙去脉: how one customer's sheets feed each other, and where that does not hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from course.content.words import ToolWords
from course.language import _
from course.store.sheets import CASE, AccountRow, accounts_of, sheets_about
from exercises import exercises
from exercises.chain import Break, ChainLine, Lines, Origin, breaks, uses
from exercises.exercise import Side, reference
from exercises.marks import named, sign, typed
from modules.accounts import manage_accounts
from modules.asked import choose_account, go_to
from modules.beside import lines_of, readable
from modules.identity import current_actor
from modules.look import StateKind, empty, notice, state, tap_link, title
from modules.pages import link_to
from modules.services import course, store


@dataclass(frozen=True)
class Chain:
    """All sheets of the chain on one subject and side.

    `entries` counts by tool what was filled in; `lines` has every tool whose sheet can be read.
    """

    subject: str
    side: Side
    entries: Mapping[str, int]
    lines: Lines
    unreadable: frozenset[str]

    def place(self, tool: str, line: ChainLine | None = None) -> dict[str, str]:
        """The address of a sheet, and of a row in it."""
        at = {"tool": tool, "subject": self.subject, "side": self.side}
        return at if line is None else at | {"row": line.opens or line.row}


def show_chain() -> None:
    """Draw the page for the subject and side that the address names."""
    actor = current_actor()
    with store().reading() as db:
        accounts = accounts_of(db, actor)
        subject = _subject(accounts)
        states = sheets_about(db, actor, subject)
    side: Side = "customer" if st.query_params.get("side") == "customer" else "us"
    sheets, unreadable = readable(one for one in states if one.key.side == side)
    tools = _tools()
    chain = Chain(
        subject,
        side,
        {tool: exercises()[tool].entries(sheets[tool]) if tool in sheets else 0 for tool in tools},
        {tool: lines_of(tool, sheets) for tool in tools if tool not in unreadable},
        frozenset(unreadable & tools.keys()),
    )
    found = breaks(chain.lines)
    with st.container(key="work"):
        title(_("来龙去脉"), "chain")
        said = _(
            "一位客户的表是怎样连起来的。上游改了，下游标「需复核」；改不改由你定，不会替你改。"
        )
        st.html(f'<p class="soft">{said}</p>')
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            choose_account(subject, side, accounts)
            manage_accounts(accounts, lambda chosen: go_to(subject=chosen))
        _show_stages(chain, tools, found)
        _show_breaks(chain, tools, found)
        _show_table(chain, tools, found)
        _show_lines(chain, tools)


def _subject(accounts: Sequence[AccountRow]) -> str:
    wanted = st.query_params.get("subject", CASE)
    return wanted if any(str(a.id) == wanted and not a.archived for a in accounts) else CASE


def _tools() -> dict[str, ToolWords]:
    """The tools of the chain in the order of the units; those that stand on this page."""
    order = [tool for unit in course().units for tool in unit.file.tools]
    return {
        tool: course().tools[tool]
        for tool in order
        if tool in exercises() and course().tools[tool].stage
    }


def _show_stages(chain: Chain, tools: Mapping[str, ToolWords], found: Sequence[Break]) -> None:
    stages = list(dict.fromkeys(cast(str, words.stage) for words in tools.values()))
    for number, (column, stage) in enumerate(zip(st.columns(len(stages)), stages, strict=True), 1):
        with column:
            last = "last" if number == len(stages) else ""
            st.html(f'<p class="stage {last}">{stage}</p>')
            for tool, words in tools.items():
                if words.stage == stage:
                    _show_box(chain, tool, words, found)


def _show_box(chain: Chain, tool: str, words: ToolWords, found: Sequence[Break]) -> None:
    kind = _state(chain, tool, found)
    look = {"stale": "stale", "bad": "stale", "todo": "none"}.get(kind, "ok")
    stale = sum(one.tool == tool and one.review is not None for one in found)
    waiting = sum(one.waits_for == tool for one in found)
    notes = [
        _("{n} 条的来源变了").format(n=stale) if stale else "",
        _("{n} 条等着接过来").format(n=waiting) if waiting else "",
    ]
    said = "".join(f'<p class="small">{note}</p>' for note in notes if note)
    count = _("{n} 条").format(n=chain.entries[tool])
    with st.container(key=f"sheet-{look}-{tool}", gap="xsmall"):
        st.html(
            f'<p class="t">{words.title}</p><p class="soft small">{count}</p>'
            f"<p>{_state_mark(kind)}</p>{said}"
        )
        st.page_link(
            link_to("tool"),
            label=_("去复核") if kind == "stale" else _("打开"),
            icon=":material/chevron_right:",
            icon_position="right",
            query_params=chain.place(tool),
        )


def _state(chain: Chain, tool: str, found: Sequence[Break]) -> StateKind:
    if tool in chain.unreadable:
        return "bad"
    if any(one.tool == tool and one.review is not None for one in found):
        return "stale"
    return "now" if chain.entries[tool] else "todo"


def _state_mark(kind: StateKind) -> str:
    word = {"now": _("填写中"), "bad": _("读不出来")}.get(kind)
    return state(kind, word)


def _show_breaks(chain: Chain, tools: Mapping[str, ToolWords], found: Sequence[Break]) -> None:
    st.header(_("要看一眼的"), anchor=False)
    if not any(chain.lines.values()) and not chain.unreadable:
        with empty("chain"):
            st.html(
                f"<p><b>{_('还没有一张表。')}</b>"
                f"{_('从 PEST 写起：先记客户那边最近有什么事，不是你们两家能决定的。')}</p>"
            )
        return
    if not found:
        with notice("ok", "chain"):
            said = _("每一条都接得上：来源没有变，该接过来的都接过来了。")
            begun = {one for one in tools if chain.entries[one] or chain.lines.get(one)}
            missing = [tools[one].short for one in tools if one not in begun]
            left = _("还没开始的：{tools}。").format(tools="、".join(missing)) if missing else ""
            st.html(f"<p>{sign('tick')} {said}{left}</p>")
        return
    with st.container(gap=None):
        for number, one in enumerate(found):
            _show_break(chain, tools, one, number)


def _show_break(chain: Chain, tools: Mapping[str, ToolWords], one: Break, number: int) -> None:
    name = typed(reference(tools[one.tool].short, one.line))
    said = typed(f"{one.line.text} {one.line.value}".strip())
    if one.review is None:
        head = _("{name} 还没有去处").format(name=name)
        rest = f"<p>{said}</p>"
        target, row = one.waits_for, None
        label = _("接进{tool}").format(tool=tools[target].short)
    else:
        head = f"{sign('stale')} {_('{name} 需复核').format(name=name)}"
        rest = f"<p>{said}</p>{_change(tools, one)}"
        target, row, label = one.tool, one.line, _("去复核")
    html = f'<div class="break"><p class="t">{head}</p><div class="small">{rest}</div></div>'
    tap_link(f"break-{number}", html, label, link_to("tool"), chain.place(target, row))


def _change(tools: Mapping[str, ToolWords], one: Break) -> str:
    assert one.review is not None
    origin, now = one.review.origin, one.review.now
    source = typed(reference(tools[origin.tool].short, now or _label(tools, origin)))
    then = typed(f"{origin.text} {origin.value}".strip())
    by_now = (
        _("那张表里已经没有这一行") if now is None else typed(f"{now.text} {now.value}".strip())
    )
    return (
        f"<p>{_('来源 {name}').format(name=source)}：{_('当时')} <s>{then}</s> → "
        f"{_('现在')} {by_now}</p>"
    )


def _show_table(chain: Chain, tools: Mapping[str, ToolWords], found: Sequence[Break]) -> None:
    used = uses(chain.lines)
    rows = []
    for tool, words in tools.items():
        lines = chain.lines.get(tool, ())
        sources = Counter(
            source for line in lines for source in dict.fromkeys(o.tool for o in line.origins)
        )
        own = sum(not (line.origins or line.summed) for line in lines)
        made = {(user, one.row) for line in lines for user, one in used.get((tool, line.row), ())}
        targets = Counter(user for user, _row in made)
        come = [
            _("{tool} {n} 条").format(tool=tools[s].short, n=n)
            for s, n in sources.items()
            if s in tools
        ]
        come += [_("自己写 {n} 条").format(n=own)] if own else []
        gone = [
            _("{tool} {n} 条").format(tool=tools[t].short, n=n) for t, n in sorted(targets.items())
        ]
        state_mark = _state_mark(_state(chain, tool, found))
        rows.append(
            f'<tr><th scope="row">{words.title}</th>'
            f'<td data-l="{_("从哪里来")}">{"，".join(come) or "—"}</td>'
            f'<td data-l="{_("到哪里去")}">{"，".join(gone) or "—"}</td>'
            f'<td data-l="{_("状态")}">{state_mark}</td></tr>'
        )
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in (_("表"), _("从哪里来"), _("到哪里去"), _("状态"))
    )
    st.html(
        f'<table class="book stack"><caption>{_("每张表从哪里来、到哪里去")}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _show_lines(chain: Chain, tools: Mapping[str, ToolWords]) -> None:
    """Every line with where it came from and where it went, tool by tool."""
    used = uses(chain.lines)
    for tool, words in tools.items():
        lines = chain.lines.get(tool, ())
        if not lines:
            continue
        label = _("{tool}：{n} 条").format(tool=words.title, n=chain.entries[tool])
        more = len(lines) - chain.entries[tool]
        if more > 0:
            label += _("，另有 {n} 行是合计或引用").format(n=more)
        with st.expander(label), st.container(gap=None):
            for line in lines:
                html = _line(chain, tools, line, used.get((tool, line.row), ()))
                at = chain.place(tool, line)
                tap_link(f"line-{tool}-{line.row}", html, _("打开"), link_to("tool"), at)


def _source(chain: Chain, tools: Mapping[str, ToolWords], origin: Origin) -> str:
    lines = chain.lines.get(origin.tool, ())
    now = next((one for one in lines if one.row == origin.row), None)
    return reference(tools[origin.tool].short, now or _label(tools, origin))


def _label(tools: Mapping[str, ToolWords], origin: Origin) -> str:
    """What a row is called whose sheet does not tell: as the field that it is there, or its id."""
    field = tools[origin.tool].fields.get(origin.row)
    return field.label if field else origin.row


def _line(
    chain: Chain,
    tools: Mapping[str, ToolWords],
    line: ChainLine,
    went_to: Sequence[tuple[str, ChainLine]],
) -> str:
    come = [_source(chain, tools, one) for one in line.origins if one.tool in tools]
    gone = [reference(tools[user].short, one) for user, one in went_to]
    ways = [
        f"{_('来自')} {'、'.join(come)}" if come else "",
        f"{_('用在')} {named(gone)}" if gone else "",
    ]
    way = typed("；".join(filter(None, ways)))
    return (
        f'<div class="break"><p><b>{typed(line.name)}</b> {typed(line.text)} '
        f'<span class="nowrap">{typed(line.value)}</span></p><p class="soft small">{way}</p></div>'
    )
