"""How the desk reads in print: conclusions, formulas, faults, a preview. HTML, no Streamlit."""

from collections.abc import Sequence

from course.content.words import ToolWords
from course.language import _
from exercises.analysis.cleaning import Fault
from exercises.analysis.notes import focus_name
from exercises.analysis.reading import Table
from exercises.analysis.sheet import AnalysisSheet, Finding, Seen
from exercises.marks import sign, typed

FAULTS = 30
"""So many faults are listed at once."""

PREVIEW = 5
"""So many rows of the file are shown."""

CELL = 24
"""So many characters of a cell."""


def finding_line(words: ToolWords, finding: Finding, whole: bool = False) -> str:
    """An analysis and its conclusion; with `whole` also what it is for and what comes next."""
    name = words.choices["analysis"][finding.id]
    said = typed(finding.conclusion) or f'<span class="soft">{_("（还没有结论）")}</span>'
    more = []
    if whole and finding.decision:
        more.append(f"{words.fields['decision'].label}：{finding.decision}")
    if finding.next_step:
        who = "，".join(filter(None, (finding.owner, _until(finding))))
        more.append(
            f"{words.fields['next_step'].label}：{finding.next_step}"
            + (f"（{who}）" if who else "")
        )
    if whole and finding.seen is not None:
        more.append(words.texts["seen_at"].format(focus=seen_name(finding.seen)))
    lines = "".join(f'<p class="soft small">{typed(text)}</p>' for text in more)
    return (
        '<div class="line" style="--cols:4.2rem minmax(0,1fr)">'
        f'<p class="nowrap"><b>{name}</b></p><div><p>{said}</p>{lines}</div></div>'
    )


def _until(finding: Finding) -> str:
    return _("{day} 前").format(day=finding.due.isoformat()) if finding.due else ""


def seen_name(seen: Seen) -> str:
    """What was looked at."""
    return focus_name(seen.customer, seen.site, seen.product, _("全部客户"))


def table_of(sheet: AnalysisSheet, words: ToolWords) -> str:
    """Every conclusion with its decision and its next step."""
    heads = [
        words.fields["analysis"].label,
        *(words.fields[name].label for name in ("decision", "conclusion", "next_step")),
        words.fields["owner"].label,
        words.fields["due"].label,
    ]
    head = "".join(f'<th scope="col">{label}</th>' for label in heads)
    body = ""
    for one in sheet.ordered:
        due = one.due.isoformat() if one.due else ""
        cells = [one.decision, one.conclusion, one.next_step, one.owner, due]
        body += f'<tr><th scope="row">{words.choices["analysis"][one.id]}</th>' + "".join(
            f'<td data-l="{label}">{typed(cell)}</td>'
            for label, cell in zip(heads[1:], cells, strict=True)
        )
        body += "</tr>"
    return f'<table class="book stack"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def formula_lines(made: Sequence[tuple[str, str]]) -> str:
    """The numbers, each with how it was worked out."""
    lines = "".join(
        f'<p><b>{typed(said)}</b> <span class="soft small">{typed(formula)}</span></p>'
        for said, formula in made
    )
    return f'<div class="sums">{lines}</div>' if lines else ""


def note_lines(told: Sequence[str]) -> str:
    """What to know before a number is believed."""
    return "".join(f'<p class="small">{sign("bang")} {typed(text)}</p>' for text in told)


def fault_table(faults: Sequence[Fault]) -> str:
    """The first faults, by the rows' numbers in the file."""
    heads = (_("行号"), _("列"), _("哪里不对，怎么改"))
    head = "".join(f'<th scope="col">{label}</th>' for label in heads)
    body = "".join(
        f'<tr><th scope="row">{_("第 {n} 行").format(n=fault.line)}</th>'
        f'<td data-l="{heads[1]}">{typed(fault.column) or "—"}</td>'
        f'<td data-l="{heads[2]}">{typed(fault.say)}</td></tr>'
        for fault in faults[:FAULTS]
    )
    label = _("没有用上的行")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="book kept"><caption>{label}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def preview(table: Table) -> str:
    """The first rows as they stand in the file."""
    label = _("原文件的前几行")
    head = "".join(f'<th scope="col">{typed(name)}</th>' for name in (_("行号"), *table.names))
    body = ""
    for line, row in zip(table.lines[:PREVIEW], table.rows[:PREVIEW], strict=True):
        cells = "".join(f"<td>{typed(cell[:CELL])}</td>" for cell in row)
        body += f'<tr><th scope="row">{line}</th>{cells}</tr>'
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="book kept compared"><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
