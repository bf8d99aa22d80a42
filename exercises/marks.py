"""Small HTML in the course's hand: signs, amounts, coach cards. Pure strings, no Streamlit.

Nothing is told by colour alone: sign and word or number stand together (see modules/theme.css).
"""

import re
from collections.abc import Sequence
from html import escape

from course.language import _
from exercises.coaching import Advice


def sign(name: str) -> str:
    """A drawn sign. It says nothing to a screen reader, so a word always stands beside it.

    Names: done half ring cross tick bang stale up down.
    """
    return f'<span class="sg sg-{name}" aria-hidden="true"></span>'


def number(value: int) -> str:
    """A whole number with a real minus sign; no plus."""
    return f"{value:,}".replace("-", "−")


def signed(value: int) -> str:
    """A whole number with its sign: +20, −15, 0."""
    return f"{value:+,}".replace("-", "−") if value else "0"


def effect(value: int) -> str:
    """Opportunity or threat: colour, sign and number together. `value` is not 0."""
    if value > 0:
        return f'<span class="plus nowrap">{sign("up")} {_("机会")} <b>{signed(value)}</b></span>'
    return f'<span class="minus nowrap">{sign("down")} {_("威胁")} <b>{signed(value)}</b></span>'


def typed(text: str) -> str:
    """What a person typed, made harmless for HTML."""
    return escape(text, quote=True)


_STARTS_A_BLOCK = re.compile(r"^(\d+)([.)])(?=\s)|^([-+*#>])(?=\s)")


def label(text: str, *, authored: bool = False) -> str:
    """Text for a widget's label, where Streamlit reads Markdown of its own kind.

    Every character stands for itself; colours, emoji, formulas, links and lists are never meant.
    What is `authored` may be bold or code.
    """
    special = r"([\\$~\[\]:])" if authored else r"([\\$~\[\]:*_`])"
    text = re.sub(special, r"\\\1", " ".join(text.split()))
    return _STARTS_A_BLOCK.sub(lambda m: f"{m[1] or ''}\\{m[2] or m[3]}", text)


_LEVELS = {"must": _("必须改"), "should": _("建议改"), "good": sign("tick") + " " + _("做得好")}


def coach_card(advice: Advice, brief: bool = False) -> str:
    """One remark of the coach: what it sees, and unless `brief` why that matters and what to do."""
    rest = "" if brief else f"{_paragraph('why', advice.why)}{_paragraph('do', advice.do)}"
    return (
        f'<div class="coach {advice.level}"><p><span class="lv">{_LEVELS[advice.level]}</span>'
        f"{typed(advice.say)}</p>{rest}</div>"
    )


def _paragraph(name: str, text: str) -> str:
    return f'<p class="{name}">{typed(text)}</p>' if text else ""


NAMED = 2
"""So many rows of one table are named; of more only the number is told."""


def named(used: Sequence[str]) -> str:
    """Rows of other sheets in a line: 「五要素·J1、对持 6 处」. Not escaped."""
    by_table: dict[str, list[str]] = {}
    for name in used:
        by_table.setdefault(name.partition("·")[0], []).append(name)
    return "、".join(
        "、".join(names) if len(names) <= NAMED else _("{t} {n} 处").format(t=table, n=len(names))
        for table, names in by_table.items()
    )


def went(used: Sequence[str]) -> str:
    """Where a row went: the rows of other sheets that were made from it. Empty for none."""
    return f'<p class="soft small">{_("用在")} {typed(named(used))}</p>' if used else ""


def hint(text: str) -> str:
    """A sentence of help under a field."""
    return f'<p class="soft small help">{typed(text)}</p>'
