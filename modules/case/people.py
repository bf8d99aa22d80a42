"""人物: who there is, what drives them, whom they report to, and how we know."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.clock import dated
from course.content.case.people import Person
from course.language import _
from modules.tables import book_table


def people_html(case: Case, today: date) -> str:
    """The chapter: the customer's people first, then outsiders, then ours."""
    ours = case.person_by_id[case.file.you].company
    companies = sorted(
        {person.company: None for person in case.people.people}, key=lambda id_: id_ == ours
    )
    parts = [
        f'<p class="soft">{escape(_("只写与工作有关、能核实的事。打听来的，一句也没有。"))}</p>'
    ]
    for id_ in companies:
        company = case.company_by_id[id_]
        people = [person for person in case.people.people if person.company == id_]
        parts.append(f"<h2>{escape(company.short)}</h2>")
        parts.append(_who(case, company.name, people, today))
        if any(person.facts for person in people):
            parts.append(_facts(people, today))
    return "".join(parts)


def name_of(case: Case, id_: str) -> str:
    """A person's name."""
    return case.person_by_id[id_].name


def _who(case: Case, company: str, people: list[Person], today: date) -> str:
    driven = any(person.motives for person in people)
    heads = [_("姓名"), _("职务"), _("在意什么"), _("向谁汇报")]
    rows = [
        [
            person.name,
            dated(person.title, today),
            "；".join(dated(motive, today) for motive in person.motives),
            name_of(case, person.reports_to) if person.reports_to else "—",
        ]
        for person in people
    ]
    if not driven:
        heads.pop(2)
        rows = [[*row[:2], row[3]] for row in rows]
    return book_table(company, heads, rows, fold="words")


def _facts(people: list[Person], today: date) -> str:
    rows = "".join(
        f"<dt>{escape(person.name)}</dt><dd><ul>{_known(person, today)}</ul></dd>"
        for person in people
        if person.facts
    )
    return f'<h3>{_("知道的事，和怎么知道的")}</h3><dl class="facts">{rows}</dl>'


def _known(person: Person, today: date) -> str:
    return "".join(
        f"<li>{escape(dated(fact.text, today))} "
        f'<span class="soft small">{escape(_("（{how}）").format(how=dated(fact.how, today)))}'
        "</span></li>"
        for fact in person.facts
    )
