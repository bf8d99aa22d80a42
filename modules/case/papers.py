"""文件: documents of the case as they reached the account manager, and the records as a file."""

from datetime import date
from html import escape

from course.content.case import Case, Paper
from course.content.case.book import TransferCase
from course.content.case.clock import dated, spoken, written
from course.language import _

_BOM = "\ufeff"
"""Spreadsheet programs take a file without it for one in the system's old encoding."""


def papers_for(case: Case, *, with_answers: bool) -> list[Paper]:
    """What may be read, learners' papers first."""
    papers = [paper for paper in case.papers if with_answers or not paper.for_trainers]
    return sorted(papers, key=lambda paper: paper.for_trainers)


def paper_line(paper: Paper, today: date) -> str:
    """A paper as one line of a list."""
    who = _("只给讲师") if paper.for_trainers else ""
    return (
        f'<div class="line"><p class="t">{escape(paper.header.title)}</p>'
        f'<p class="soft small">{who or spoken(paper.header.month)}</p>'
        f'<p class="soft small">{escape(dated(paper.header.source, today))}</p></div>'
    )


def paper_html(paper: Paper, today: date) -> str:
    """One paper: where it comes from, then its text."""
    when = written(paper.header.month, today)
    source = _("{when} · {source}").format(when=when, source=dated(paper.header.source, today))
    return (
        f'<p class="soft small">{escape(source)}</p>'
        f'<div class="prose paper">{dated(paper.prose.html, today)}</div>'
    )


def records_file(case: Case) -> bytes:
    """transactions.csv as spreadsheet programs like it."""
    return (_BOM + case.records).encode()


def transfer_html(case: Case, today: date) -> str:
    """Two more accounts, to try it all again: facts and no answers."""
    note = _("换两家客户，把学过的再用一遍。这里只有事实，没有参考答案。")
    return f'<p class="soft">{note}</p>' + "".join(_other(each, today) for each in case.transfer)


def _other(other: TransferCase, today: date) -> str:
    facts = other.facts
    quotes = tuple(
        _("{who}：「{text}」").format(who=said.who, text=said.text) for said in facts.quotes
    )
    groups = (
        (_("数"), facts.numbers),
        (_("人"), facts.people),
        (_("原话"), quotes),
        (_("看到的文件和消息"), facts.documents),
        (_("发生过的事"), facts.events),
        (_("还不知道的"), facts.unknown),
    )
    shown = "".join(
        f"<h3>{name}</h3><ul>"
        + "".join(f"<li>{escape(dated(line, today))}</li>" for line in lines)
        + "</ul>"
        for name, lines in groups
    )
    return (
        f'<div class="prose"><h2>{escape(other.title)}</h2>'
        f"<p>{escape(dated(other.summary, today))}</p>{shown}</div>"
    )
