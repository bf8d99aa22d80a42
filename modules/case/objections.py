"""异议: twelve sentences, and behind a click what lay behind each and one way to answer."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.clock import dated
from course.content.case.talk import Objection
from course.language import _


def objections_html(case: Case, today: date) -> str:
    """The chapter."""
    note = _("先自己答一遍：要不要当场处理？先问哪一句？写下来，再打开参考。")
    shown = "".join(_objection(case, objection, today) for objection in case.objections)
    return f'<p class="soft">{note}</p>{shown}'


def _objection(case: Case, objection: Objection, today: date) -> str:
    person = case.person_by_id[objection.person]
    return (
        f'<section class="objection"><p class="who"><b>{escape(person.name)}</b> '
        f'<span class="soft small">{escape(dated(person.title, today))}</span></p>'
        f"<blockquote>{escape(objection.verbatim)}</blockquote>"
        f"<details><summary>{_('看根因和参考回应')}</summary>"
        f"{_behind(case, objection, today)}</details></section>\n"
    )


def _behind(case: Case, objection: Objection, today: date) -> str:
    need = next(need for need in case.needs.needs if need.id == objection.need)
    real = _("真顾虑") if objection.real else _("托词")
    verdict = (
        _("当场处理：需求已经到 P{level}。")
        if objection.handle
        else _("不当场处理：需求才到 P{level}，退回去谈需求。")
    ).format(level=need.level)
    answer = objection.answer
    steps = [
        (_("倾听"), answer.L),
        (_("认可"), answer.A),
        (_("探询"), answer.E),
        (_("回应"), answer.R),
        (_("确认"), answer.C),
    ]
    wrong = "".join(f"<li>{escape(fault.why)}</li>" for fault in objection.poor.wrong)
    lines = [
        (_("类别"), f"{objection.type} · {real} · {objection.stage}"),
        (_("根因"), objection.root),
        (_("要不要处理"), verdict),
        *steps,
        (_("证据"), dated(objection.evidence, today)),
        (_("后来"), dated(objection.outcome, today)),
    ]
    listed = "".join(f"<dt>{term}</dt><dd>{escape(text)}</dd>" for term, text in lines)
    return (
        f'<dl class="facts">{listed}</dl><p><b>{_("一句像样的错话")}</b></p>'
        f"<blockquote>{escape(objection.poor.text)}</blockquote><ul>{wrong}</ul>"
    )
