"""访谈: transcripts as dialogues; needs, cues and kinds of question only when asked for."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.clock import dated
from course.content.case.talk import Interview, MarkBody, TurnBody
from course.language import _

_SPIN = {
    "S": _("背景问题 S"),
    "P": _("难点问题 P"),
    "I": _("暗示问题 I"),
    "N": _("需求回报问题 N"),
}
_LEVELS = (_("P0 没有觉察"), _("P1 有不满"), _("P2 明确要改"), _("P3 已在采购"))
_SIDES = {"org": _("组织的需求"), "personal": _("个人的需求")}


def talk_line(case: Case, talk: Interview) -> str:
    """An interview as one line of a list."""
    person = case.person_by_id[talk.person]
    minutes = _("{n} 分钟").format(n=talk.minutes)
    return (
        f'<div class="line"><p><span class="t">{escape(person.name)}</span> '
        f'<span class="soft small">{escape(person.title)}</span></p>'
        f'<p class="soft small">{minutes}</p>'
        f'<p class="small">{escape(talk.aim)}</p></div>'
    )


def head_html(case: Case, talk: Interview) -> str:
    """Where it was, who was there, what it was for."""
    ours = "、".join(case.person_by_id[id_].name for id_ in talk.ours)
    place = _("{place}，{n} 分钟。我方：{ours}。").format(
        place=talk.place, n=talk.minutes, ours=ours
    )
    aim = _("去之前定的目标：{aim}").format(aim=talk.aim)
    return f'<p class="soft">{escape(place)}</p><p>{escape(aim)}</p>'


def dialogue_html(case: Case, talk: Interview, *, marked: bool) -> str:
    """What was said, in order. `marked` shows needs with their level, cues, kinds of question."""
    turns = "".join(_turn(case, turn, talk, marked) for turn in talk.turns)
    return f'<ol class="talk">\n{turns}</ol>'


def record_html(talk: Interview, today: date) -> str:
    """What was noted afterwards: it gives the levels away."""
    return (
        f'<aside class="callout key"><p class="t">{_("访谈以后记下的")}</p>'
        f"<p>{escape(dated(talk.record, today))}</p></aside>"
    )


def _turn(case: Case, turn: TurnBody, talk: Interview, marked: bool) -> str:
    ours = turn.who in talk.ours
    spin = ""
    if marked and turn.spin:
        spin = f' <span class="spin">{_SPIN[turn.spin]}</span>'
    said = _with_quotes(turn) if marked else escape(turn.say)
    several = len(turn.marks) > 1
    remarks = "".join(_remark(case, mark, several) for mark in turn.marks) if marked else ""
    if marked and turn.flaw:
        remarks += f'<p class="remark flaw"><b>{_("这一问的毛病")}</b> {escape(turn.flaw)}</p>'
    return (
        f'<li class="{"ours" if ours else "theirs"}"><p class="who">'
        f"{escape(case.person_by_id[turn.who].name)}{spin}</p><p>{said}</p>{remarks}</li>\n"
    )


def _with_quotes(turn: TurnBody) -> str:
    """The words with every marked passage in <mark>; passages may overlap."""
    inside = [False] * len(turn.say)
    for mark in turn.marks:
        start = turn.say.index(mark.quote)
        inside[start : start + len(mark.quote)] = [True] * len(mark.quote)
    html, before = "", False
    for letter, now in zip(turn.say, inside, strict=True):
        if now != before:
            html += "<mark>" if now else "</mark>"
        html += escape(letter)
        before = now
    return html + ("</mark>" if before else "")


def _remark(case: Case, mark: MarkBody, several: bool) -> str:
    """What a passage shows; where a turn has several, the passage is named."""
    labels = []
    if mark.level is not None and mark.side is not None:
        labels += [_LEVELS[mark.level], _SIDES[mark.side]]
    if mark.spises is not None:
        dims = dict(zip(case.spises.dims, case.spises.labels, strict=True))
        labels.append(_("SPISES：{dim}").format(dim=dims[mark.spises]))
    shown = "".join(f'<b class="tag">{escape(label)}</b>' for label in labels)
    quote = escape(_("「{quote}」").format(quote=mark.quote)) if several else ""
    return f'<p class="remark">{shown} {quote}{escape(mark.why)}</p>'
