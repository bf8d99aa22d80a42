"""The page 案例: the story, and its chapters under the query `part`."""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from course.content.case import Case, Paper
from course.content.case.clock import dated
from course.content.markup import render_block
from course.errors import ForbiddenError
from course.language import _
from course.people.rights import Actor, require_trainer
from modules.asked import choose
from modules.case.accounts import accounts_html
from modules.case.events import events_html
from modules.case.numbers import numbers_html
from modules.case.objections import objections_html
from modules.case.papers import (
    paper_html,
    paper_line,
    papers_for,
    records_file,
    transfer_html,
)
from modules.case.people import people_html
from modules.case.talks import dialogue_html, head_html, record_html, talk_line
from modules.case.worked import WORKED
from modules.contents import show_contents, show_turning
from modules.identity import current_actor
from modules.look import tap_link, tell, title, today
from modules.pages import link_to
from modules.services import course

STORY = "story"
TITLES = {
    STORY: _("案例"),
    "numbers": _("公司与数字"),
    "people": _("人物"),
    "events": _("大事记"),
    "accounts": _("候选客户"),
    "interviews": _("访谈"),
    "objections": _("异议"),
    "papers": _("文件"),
    "tables": _("范例表"),
    "transfer": _("另外两个客户"),
}
"""Chapters in the order in which one reads them; the keys stand in addresses."""

VIEWS = {"full": _("完整"), "half": _("半填")}
"""How a worked sheet may be shown; the keys stand in addresses."""


def show_case() -> None:
    """Draw the chapter that the address names; without one, the story."""
    actor = current_actor()
    case = course().case
    with st.container(key="reading"):
        if case is None:
            title(_("案例"), "case")
            tell("plain", "case", _("案例尚未收录。"))
            return
        asked = st.query_params.get("part", STORY)
        where = _("贯穿案例") if asked == STORY else escape(case.file.title)
        chosen = show_contents("case", where, TITLES)
        if chosen is not None:
            _leave_for(chosen)
        part = chosen or asked
        if part not in TITLES:
            tell("plain", "part", _("案例里没有你要找的那一章，先从头看起。"))
            part = STORY
        _show(part, case, actor, today())


def _leave_for(part: str) -> None:
    """Have the address name this chapter and nothing inside it."""
    st.query_params.from_dict({} if part == STORY else {"part": part})


def _show(part: str, case: Case, actor: Actor, today: date) -> None:
    inside = {"interviews": "interview", "papers": "paper", "tables": "table"}.get(part)
    opened = st.query_params.get(inside) if inside else None
    if part == "interviews" and opened is not None:
        _show_talk(case, opened, today)
        return
    if part == "papers" and opened is not None:
        _show_paper(case, actor, opened, today)
        return
    if part == "tables" and opened is not None:
        _show_table(case, actor, opened, today)
        return
    _name_page(TITLES[part])
    title(case.file.title if part == STORY else TITLES[part], f"case-{part}")
    _DRAWN[part](case, actor, today)
    show_turning("part", list(TITLES), TITLES, part)


def _name_page(name: str) -> None:
    st.set_page_config(page_title=f"{name} · {course().file.title}")


def _show_story(case: Case, actor: Actor, today: date) -> None:
    st.html(
        f'<aside class="callout case"><p class="t">{_("虚构案例")}</p>'
        f"<p>{escape(case.file.notice)}</p></aside>"
        f'<div class="prose">{dated(render_block(case.file.story), today)}</div>'
    )
    st.header(_("里面有什么"), anchor=False)
    notes = _chapter_notes(case)
    with st.container(gap=None):
        for part, name in TITLES.items():
            if part != STORY:
                line = f'<p class="t">{name}</p><p class="soft small">{escape(notes[part])}</p>'
                _row(part, f'<div class="line one">{line}</div>', {"part": part})
    if actor.teaches:
        st.header(_("给讲师"), anchor=False)
        _show_rows(
            [paper for paper in papers_for(case, with_answers=True) if paper.for_trainers], today
        )


def _chapter_notes(case: Case) -> dict[str, str]:
    """What awaits the reader in each chapter, by chapter."""
    return {
        "numbers": _("两家公司、{n} 个基地、滁州的预算和三家报价").format(n=len(case.file.sites)),
        "people": _("{n} 个人，在意什么，向谁汇报").format(n=len(case.people.people)),
        "events": _("从首单到投产，{n} 件事；三种结局").format(n=len(case.events.events)),
        "accounts": _("{n} 家客户的原始数据").format(n=len(case.accounts.accounts)),
        "interviews": _("{n} 次谈话的逐字稿，标注要你先划过再看").format(n=len(case.interviews)),
        "objections": _("{n} 句原话，参考回应要你先答过再看").format(n=len(case.objections)),
        "papers": _("规格书、投诉记录、往来文件，十二个月的业务记录"),
        "tables": _("{n} 张填好的表，每张还有一份半填的").format(n=len(WORKED)),
        "transfer": _("乳业和半导体，只有事实"),
    }


def _row(key: str, line: str, parameters: dict[str, str]) -> None:
    tap_link(f"case-{key}", line, _("打开"), link_to("case"), parameters)


def _show_talks(case: Case, _actor: Actor, _today: date) -> None:
    note = _("这个月你谈了八次。每次谈完只有一个问题：这句话说到了哪一级，凭的是哪几个字？")
    st.html(f'<p class="soft">{note}</p>')
    with st.container(gap=None):
        for talk in case.interviews:
            _row(talk.id, talk_line(case, talk), {"part": "interviews", "interview": talk.id})


def _show_talk(case: Case, name: str, today: date) -> None:
    talk = case.talk_by_id.get(name)
    if talk is None:
        tell("bad", "interview", _("没有这次访谈。"), _("链接可能写错了。"))
        _show_way_back("interviews")
        return
    person = case.person_by_id[talk.person]
    _name_page(person.name)
    title(person.name, f"case-interview-{talk.id}", f"{_('访谈')} · {escape(person.title)}")
    hint = _("先自己划：哪一句是需求，到哪一级，凭哪几个字。划完再打开标注。")
    st.html(f'{head_html(case, talk)}<p class="soft small">{hint}</p>')
    marked = st.toggle(_("看标注"), key=f"marks-{talk.id}")
    st.html(dialogue_html(case, talk, marked=marked))
    if marked:
        st.html(record_html(talk, today))
    names = {each.id: case.person_by_id[each.person].name for each in case.interviews}
    show_turning("interview", list(names), names, talk.id)
    _show_way_back("interviews")


def _show_papers(case: Case, actor: Actor, today: date) -> None:
    _show_rows(papers_for(case, with_answers=actor.teaches), today)
    st.header(_("业务记录"), anchor=False)
    note = _(
        "八个客户十二个月的订单、服务、投诉和回访，一行一件，共 {n} 行。六类分析都从这里做。"
    ).format(n=len(case.transactions))
    st.html(f"<p>{note}</p>")
    st.download_button(
        _("下载（CSV，用电子表格打开）"),
        records_file(case),
        file_name=_("案例业务记录.csv"),
        mime="text/csv",
        key="case-records",
        on_click="ignore",
    )


def _show_rows(papers: list[Paper], today: date) -> None:
    with st.container(gap=None):
        for paper in papers:
            name = paper.header.id
            _row(name, paper_line(paper, today), {"part": "papers", "paper": name})


def _show_paper(case: Case, actor: Actor, name: str, today: date) -> None:
    paper = case.paper_by_id.get(name)
    if paper is None:
        tell("bad", "paper", _("没有这份文件。"), _("链接可能写错了。"))
        _show_way_back("papers")
        return
    if paper.for_trainers:
        try:
            require_trainer(actor)
        except ForbiddenError as error:
            tell("bad", "paper", str(error))
            _show_way_back("papers")
            return
    _name_page(paper.header.title)
    title(escape(paper.header.title), f"case-paper-{name}", _("文件"))
    st.html(paper_html(paper, today))
    _show_way_back("papers")


def _show_tables(_case: Case, actor: Actor, _today: date) -> None:
    note = _("先读完整的，再换到半填，自己补一遍，最后换回来对。前几个单元的表，范例在工具里。")
    st.html(f'<p class="soft">{note}</p>')
    with st.container(gap=None):
        for name, worked in WORKED.items():
            only = "" if _may_see_whole(actor, name) else _("只有半填的")
            line = (
                f'<div class="line"><p class="t">{worked.title}</p>'
                f'<p class="soft small">{only}</p><p class="soft small">{worked.about}</p></div>'
            )
            _row(name, line, {"part": "tables", "table": name})


def _may_see_whole(actor: Actor, table: str) -> bool:
    return actor.teaches or not WORKED[table].for_trainers


def _show_table(case: Case, actor: Actor, name: str, today: date) -> None:
    worked = WORKED.get(name)
    if worked is None:
        tell("bad", "table", _("没有这张表。"), _("链接可能写错了。"))
        _show_way_back("tables")
        return
    _name_page(worked.title)
    title(worked.title, f"case-table-{name}", _("范例表"))
    half = _chosen_view(actor, name) == "half"
    words = worked.half(case)
    if half:
        st.html(f"<p>{escape(words.intro)}</p>")
    st.html(f'<div class="chapter">{worked.html(case, today, half=half)}</div>')
    if half:
        st.html(f'<p class="ask">{escape(words.finish)}</p>')
    show_turning("table", list(WORKED), {key: each.title for key, each in WORKED.items()}, name)
    _show_way_back("tables")


def _chosen_view(actor: Actor, name: str) -> str:
    """Whole or half filled, as the address asks and the reader may."""
    if not _may_see_whole(actor, name):
        note = _("完整的一张在讲师手里。这是半填的，可以打印出来填，填完请讲师对。")
        st.html(f'<p class="soft">{note}</p>')
        return "half"
    asked = st.query_params.get("view")
    view = asked if asked in VIEWS else "full"
    with st.container(key="noprint-view"):
        choose("view", _("看哪一种（半填的可以打印出来填）"), VIEWS, view)
    return view


def _show_way_back(part: str) -> None:
    with st.container(key="noprint-up"):
        _row(
            "up",
            f'<div class="line"><p>{_("回到：{name}").format(name=TITLES[part])}</p></div>',
            {"part": part},
        )


def _html(chapter: Callable[[Case, date], str]) -> Callable[[Case, Actor, date], None]:
    def draw(case: Case, _actor: Actor, today: date) -> None:
        st.html(f'<div class="chapter">{chapter(case, today)}</div>')

    return draw


def _show_accounts(case: Case, actor: Actor, _today: date) -> None:
    chapter = accounts_html(case, with_answers=actor.teaches)
    st.html(f'<div class="chapter">{chapter}</div>')


_DRAWN: dict[str, Callable[[Case, Actor, date], None]] = {
    STORY: _show_story,
    "numbers": _html(numbers_html),
    "people": _html(people_html),
    "events": _html(events_html),
    "accounts": _show_accounts,
    "interviews": _show_talks,
    "objections": _html(objections_html),
    "papers": _show_papers,
    "tables": _show_tables,
    "transfer": _html(transfer_html),
}
