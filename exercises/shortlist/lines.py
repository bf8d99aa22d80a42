"""How a shortlist reads in print, as HTML. Pure strings, no Streamlit."""

from course.content.words import ToolWords
from course.language import _
from exercises.marks import sign, typed
from exercises.numbers import write_number
from exercises.shortlist.figure import decision_labels
from exercises.shortlist.sheet import (
    DECISIONS,
    Candidate,
    Decision,
    Move,
    ShortlistSheet,
    entries,
    freed,
    hours_each,
    sieved,
    stopped_by,
)

SIGNS: dict[Decision, str] = {
    "keep": "tick",
    "develop": "half",
    "serve": "down",
    "release": "cross",
}
"""The sign that stands beside each decision's word."""


def row_line(words: ToolWords, sheet: ShortlistSheet, row: Candidate) -> str:
    """A customer at rest: name and reason, decision and potential."""
    name = typed(row.name) or f'<span class="soft">{_("（还没有写名字）")}</span>'
    stop = stopped_by(sheet, row)
    said = typed(row.reason) or _("（还没有写理由）")
    if stop:
        said += f"<br>{_('筛：')}{words.choices['sieve'][stop]}"
    if row.decision is None:
        mark = f'<p class="soft">{_("还没定")}</p>'
    else:
        mark = (
            f'<p class="nowrap">{sign(SIGNS[row.decision])} {decision_labels()[row.decision]}</p>'
        )
    if row.potential is not None:
        mark += f'<p class="soft small nowrap">{potential_of(row)}</p>'
    return (
        '<div class="line row" style="--cols:2.6rem minmax(0,1fr) 6.8rem">'
        f'<p class="soft">{row.id}</p><div><p class="t">{name}</p>'
        f'<p class="soft small">{said}</p></div><div>{mark}</div></div>'
    )


def potential_of(row: Candidate) -> str:
    """The potential with its unit."""
    return _("{n} 万元/年").format(n=write_number(row.potential))


def backing(words: ToolWords, row: Candidate) -> str:
    """What stands behind a decision: the three answers, and the way out and back."""
    fields, choices = words.fields, words.choices
    parts = [
        (fields["how"].label, row.how),
        (fields["willing"].label, choices["willing"][row.willing] if row.willing else ""),
        (fields["asked"].label, row.asked),
        (fields["fit"].label, choices["fit"][row.fit] if row.fit else ""),
        (fields["hours_row"].label, write_number(row.hours)),
        (condition_label(words, row.decision), row.condition),
        (fields["until"].label, row.until),
        (fields["back"].label, row.back),
    ]
    items = "".join(
        f"<li>{label.split('：')[0]}：{typed(said)}</li>" for label, said in parts if said
    )
    return f'<ul class="backing soft small">{items}</ul>' if items else ""


def condition_label(words: ToolWords, decision: Decision | None) -> str:
    """The same field asks for a way out, or for candidates, for the signal that lets them in."""
    field = words.fields["condition"]
    return field.notes.get(decision or "", field.label)


def capacity_line(words: ToolWords, sheet: ShortlistSheet) -> str:
    """How many can be served, and what an hour's division makes of the list as it is."""
    texts = words.texts
    if not sheet.places:
        return f'<p class="soft">{typed(texts["no_places"])}</p>'
    head = texts["places"].format(
        managers=sheet.managers, each=sheet.per_manager, places=sheet.places
    )
    said = []
    now, then = hours_each(sheet, sheet.length), hours_each(sheet, sheet.places)
    if now is not None and then is not None and sheet.length:
        said.append(
            texts["hours_each"].format(
                length=sheet.length, now=_hours(now), places=sheet.places, then=_hours(then)
            )
        )
    lines = "".join(f"<p>{typed(text)}</p>" for text in said)
    return f'<p class="totals">{typed(head)}</p>{lines}'


def _hours(value: float) -> str:
    return write_number(round(value, 1))


def totals(words: ToolWords, sheet: ShortlistSheet) -> str:
    """What was decided, against what can be served, and what is still open."""
    texts, found = words.texts, sieved(sheet)
    labels = decision_labels()
    parts = "　".join(
        f'<span class="nowrap">{labels[decision]} <b>{len(sheet.decided(decision))}</b></span>'
        for decision in DECISIONS
    )
    said = []
    open_rows = entries(sheet) - sum(row.decision is not None for row in sheet.rows)
    if open_rows > 0:
        said.append(texts["undecided"].format(n=open_rows))
    if sheet.listed and sheet.listed > found.rows:
        said.append(texts["not_written"].format(n=sheet.listed - found.rows, all=sheet.listed))
    stopped = found.potential + found.willing + found.fit
    if stopped:
        said.append(
            texts["stopped"].format(potential=found.potential, willing=found.willing, fit=found.fit)
        )
    if found.open:
        said.append(texts["open"].format(n=found.open))
    if found.waiting:
        said.append(texts["waiting"].format(n=found.waiting))
    lines = "".join(f"<p>{typed(text)}</p>" for text in said)
    return f'<p class="totals">{parts}</p>{lines}'


def move_line(move: Move) -> str:
    """A line of tilting, to be read."""
    hours = _("{n} 小时").format(n=write_number(move.hours)) if move.hours is not None else "—"
    who = "，".join(
        filter(None, (move.decider, move.since.isoformat() if move.since else "", move.what))
    )
    return (
        '<div class="line" style="--cols:5.5rem minmax(0,1fr)">'
        f'<p class="nowrap"><b>{hours}</b></p>'
        f"<div><p>{typed(move.source) or '—'} → {typed(move.to) or '—'}</p>"
        f'<p class="soft small">{typed(who)}</p></div></div>'
    )


def freed_line(words: ToolWords, sheet: ShortlistSheet) -> str:
    """What all the moves take from somewhere."""
    if not sheet.moves:
        return ""
    said = words.texts["freed"].format(hours=write_number(freed(sheet)))
    return f'<p class="soft small">{typed(said)}</p>'
