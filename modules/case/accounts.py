"""八个候选客户: raw values for everybody, scores and quadrants for trainers."""

from collections.abc import Sequence
from html import escape

from course.content.case import Case
from course.content.case.work import Account, CriterionWords
from course.language import _
from modules.case.numbers import figure
from modules.tables import book_table


def accounts_html(case: Case, *, with_answers: bool) -> str:
    """The chapter. `with_answers` adds what learners are to work out."""
    accounts, criteria = case.accounts.accounts, case.accounts.criteria
    ours = [criterion for criterion in criteria if criterion.id.startswith("A")]
    theirs = [criterion for criterion in criteria if criterion.id.startswith("B")]
    note = _("这里只有原始的数。几分、落在哪个象限，是第四单元的事。")
    parts = [
        f'<p class="soft">{note}</p>',
        _revenue(accounts),
        _raw(_("我看客户：吸引力的原始值"), accounts, ours),
        _raw(_("客户看我：对最强对手，原始值"), accounts, theirs),
        _sources(criteria),
    ]
    if with_answers:
        parts.append(_answers(accounts, criteria))
    return "".join(parts)


def _revenue(accounts: Sequence[Account]) -> str:
    rows = [
        (a.short, a.industry, *("—" if year is None else figure(year) for year in a.revenue))
        for a in accounts
    ]
    heads = (_("客户"), _("行业"), _("前年"), _("去年"), _("近 12 个月"))
    return book_table(_("我们的收入，万元"), heads, rows, numbers={2, 3, 4}, fold="scroll")


def _raw(label: str, accounts: Sequence[Account], criteria: Sequence[CriterionWords]) -> str:
    heads = (_("客户"), *map(head_of, criteria))
    rows = [(a.short, *(value_of(a.raw[c.id]) for c in criteria)) for a in accounts]
    numbers = {n for n, c in enumerate(criteria, 1) if c.unit or c.id == "B3"}
    return book_table(label, heads, rows, numbers=numbers, fold="scroll")


def head_of(criterion: CriterionWords) -> str:
    """A criterion's name with its unit."""
    if not criterion.unit:
        return criterion.name
    return _("{name}，{unit}").format(name=criterion.name, unit=criterion.unit)


def value_of(raw: float | str) -> str:
    """A raw value as it is printed."""
    return raw if isinstance(raw, str) else figure(raw).replace("-", "−")


def _sources(criteria: Sequence[CriterionWords]) -> str:
    rows = [(c.name, c.period, c.source, c.scorer) for c in criteria]
    heads = (_("准则"), _("期间"), _("数从哪里来"), _("谁来打分"))
    table = book_table(_("口径"), heads, rows, fold="words", caption=False)
    return f"<details><summary>{_('这些数的口径和来源')}</summary>{table}</details>"


def _answers(accounts: Sequence[Account], criteria: Sequence[CriterionWords]) -> str:
    heads = (_("客户"), *(c.id for c in criteria), _("象限"))
    rows = [(a.short, *(str(a.scores[c.id]) for c in criteria), a.quadrant) for a in accounts]
    table = book_table(
        _("得分与象限"), heads, rows, numbers=range(1, len(criteria) + 1), fold="scroll"
    )
    notes = "".join(f"<li><b>{escape(a.short)}</b> {escape(a.note)}</li>" for a in accounts)
    return f"<h2>{_('给讲师：参考打分')}</h2>{table}<div class='prose'><ul>{notes}</ul></div>"
