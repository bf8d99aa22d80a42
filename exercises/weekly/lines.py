"""How a weekly page reads in print, as HTML. Pure strings, no Streamlit."""

from course.content.words import ToolWords
from course.language import _
from exercises.marks import sign, typed
from exercises.numbers import write_number
from exercises.weekly.figure import day_of, span_of
from exercises.weekly.sheet import (
    MOST,
    SPENT,
    Kind,
    Task,
    Week,
    WeeklySheet,
    done,
    outside_share,
)

DAYS = "一二三四五六日"


def kind_head(words: ToolWords, sheet: WeeklySheet, week: Week, kind: Kind) -> str:
    """A kind's name, how many lines it has, and the question that opens it."""
    field, count = words.fields[kind], len(sheet.of(week, kind))
    of = _("{n}/{most} 条").format(n=count, most=MOST)
    return (
        f'<h3 class="part">{field.label} <span class="soft small">{of}</span> '
        f'<span class="soft small">{field.hint}</span></h3>'
    )


def row_line(words: ToolWords, row: Task) -> str:
    """A line at rest: what and what it leaves; who, when, and whether it is done."""
    text = typed(row.text) or f'<span class="soft">{_("（还没有写做什么）")}</span>'
    leaves = typed(row.leaves) or _("（还没有写留下什么）")
    said = f'<p class="soft small">{words.texts["leaves"]}{leaves}</p>'
    if row.result:
        said += f'<p class="small">{typed(row.result)}</p>'
    if row.since is not None:
        said += f'<p class="small">{sign("stale")} {since_line(words, row)}</p>'
    who = typed(row.owner) or f'<span class="soft">{_("谁？")}</span>'
    when = weekday(row) or f'<span class="soft">{_("哪天？")}</span>'
    mark = state_of(words, row)
    return (
        '<div class="line row" style="--cols:1.8rem minmax(0,1fr) 6.8rem">'
        f'<p>{result_sign(row)}</p><div><p class="t">{text}</p>{said}</div>'
        f'<div><p>{who}</p><p class="soft small">{when}</p>{mark}</div></div>'
    )


def result_sign(row: Task) -> str:
    """Tick or cross as the line ended, an empty ring while it is open."""
    return sign({"done": "tick", "missed": "cross"}.get(row.state or "", "ring"))


def state_of(words: ToolWords, row: Task) -> str:
    """How the line ended, sign and word; nothing while it is open."""
    if row.state is None:
        return ""
    label = words.choices["state"][row.state]
    return f'<p class="small nowrap">{label}</p>'


def weekday(row: Task) -> str:
    """The day as people say it within a week: 周三 11/25."""
    if row.day is None:
        return ""
    return _("周{w} {day}").format(w=DAYS[row.day.weekday()], day=f"{row.day.month}/{row.day.day}")


def since_line(words: ToolWords, row: Task) -> str:
    """From which week the line was taken over."""
    if row.since is None:
        return ""
    return words.texts["since"].format(day=day_of(row.since), n=row.weeks)


def week_line(words: ToolWords, sheet: WeeklySheet, week: Week) -> str:
    """The week at its top: how many lines, how many done."""
    count = done(sheet, week)
    if not count.planned:
        return ""
    name = "counted_open" if count.open == count.planned else "counted"
    said = words.texts[name].format(n=count.planned, done=count.done, missed=count.missed)
    return f'<p class="soft small">{typed(said)}</p>'


def lean_line(words: ToolWords, week: Week) -> str:
    """Which kind the week leans to, to be read."""
    if week.lean is None:
        return ""
    label = f"{words.fields['lean'].label}：{words.fields[week.lean].label}"
    return f"<p>{typed('，'.join(filter(None, (label, week.why))))}</p>"


def hours_line(words: ToolWords, week: Week) -> str:
    """Where last week's hours went, and how much was none of the three."""
    part = outside_share(week.hours)
    if part is None:
        return ""
    said = "，".join(
        f"{words.choices['spent'][name]} {write_number(week.hours[name])}"
        for name in SPENT
        if name in week.hours
    )
    total = words.texts["hours_sum"].format(
        all=write_number(sum(week.hours.values())), said=said, share=f"{part:.0%}"
    )
    return f"<p>{typed(total)}</p>"


def past_head(week: Week) -> str:
    """A past week as a heading."""
    return f'<h3 class="part">{span_of(week)}</h3>'


def past_line(words: ToolWords, row: Task) -> str:
    """A line of a past week, short: what, how it ended."""
    label = words.choices["state"][row.state] if row.state else words.texts["not_said"]
    name = words.fields[row.kind].label
    ended = "，".join(filter(None, (label, row.result)))
    return (
        '<div class="line plain" style="--cols:1.8rem minmax(0,1fr)">'
        f"<p>{result_sign(row)}</p><div><p>{typed(row.text or row.leaves)}"
        f' <span class="soft small">{name} · {typed(row.owner)}</span></p>'
        f'<p class="soft small">{typed(ended)}</p></div></div>'
    )
