"""How a contract reads in print: periods, commitments, their frame. No Streamlit."""

from datetime import date

from course.content.words import ToolWords
from course.language import _
from exercises.chain import ChainLine
from exercises.contract.sheet import (
    PERIODS,
    Commitment,
    ContractSheet,
    Period,
    is_waiting,
    is_written,
    tally,
    window,
)
from exercises.marks import sign, typed

SIGNS = {"kept": "tick", "changed": "stale", "missed": "cross"}
"""The sign beside what became of a commitment."""


def period_head(words: ToolWords, sheet: ContractSheet, period: Period) -> str:
    """A period and the days that it covers."""
    days = window(sheet, period)
    if days is None:
        when = words.texts["no_window"] if period == PERIODS[0] else ""
    else:
        when = words.texts["window"].format(first=days.first, last=days.last)
    name = words.texts["period"].format(n=period)
    return f'<h3 class="part">{name} <span class="soft small">{when}</span></h3>'


def row_line(words: ToolWords, row: Commitment, today: date) -> str:
    """A commitment at rest, like a line of a printed table."""
    what = typed(row.what) or f'<span class="soft">{_("（还没有写做什么）")}</span>'
    rest = "；".join(part for part in (typed(row.whom), typed(row.result)) if part)
    day = row.due.isoformat() if row.due else _("还没有日子")
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 7.4rem">'
        f'<p class="soft">{row.id}</p>'
        f'<div><p class="t">{what}</p><p class="soft small">{rest}</p></div>'
        f'<div><p class="nowrap">{day}</p>{_became(words, row, today)}</div></div>'
    )


def _became(words: ToolWords, row: Commitment, today: date) -> str:
    if row.state is not None:
        said = words.choices["state"][row.state]
        return f'<p class="small nowrap">{sign(SIGNS[row.state])} {said}</p>'
    if is_waiting(row, today):
        return f'<p class="state stale">{sign("bang")} {_("到期了")}</p>'
    return ""


def offered_line(name: str, line: ChainLine) -> str:
    """A row of another sheet that can be taken over, under the name it has here."""
    return (
        '<div class="line" style="--cols:8rem minmax(0,1fr)">'
        f'<p class="soft">{typed(name)}</p><div><p>{typed(line.text)}</p>'
        f'<p class="soft small">{typed(line.value)}</p></div></div>'
    )


def outcome_line(words: ToolWords, row: Commitment) -> str:
    """Where a commitment is looked up, and what came of it."""
    said = []
    if row.where:
        said.append(f"{words.fields['where'].label}：{typed(row.where)}")
    if row.state is not None:
        became = words.choices["state"][row.state]
        said.append(f"<b>{became}</b>{'：' if row.said else ''}{typed(row.said)}")
    items = "".join(f"<li>{line}</li>" for line in said)
    return f'<ul class="backing soft small">{items}</ul>' if items else ""


def frame_line(words: ToolWords, sheet: ContractSheet, name: str) -> str:
    """One sentence of the frame with its label, to be read."""
    said = typed(getattr(sheet, name)) or "—"
    return f'<p><span class="soft">{words.fields[name].label}：</span>{said}</p>'


def tally_line(words: ToolWords, sheet: ContractSheet, today: date) -> str:
    """How many commitments were kept, changed, missed, and how many are still open."""
    texts = words.texts
    counts = texts["tally"].format(**tally(sheet, today)._asdict())
    said = [f"<p>{counts}</p>", f'<p class="soft small">{texts["honest"]}</p>']
    undated = "、".join(row.id for row in sheet.ordered if is_written(row) and row.due is None)
    if undated:
        said.insert(1, f'<p class="small">{texts["undated"].format(rows=undated)}</p>')
    return "".join(said)
