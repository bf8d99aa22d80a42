"""The sheets about accounts and the team: scorecard with matrix, churn, team check-up."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.work import Account, Cause, Criterion, CriterionWords, Cuts, Levels
from course.language import _
from modules.case.accounts import head_of, value_of
from modules.case.numbers import figure
from modules.case.people import name_of
from modules.case.worked.filling import Filling, asked, card, legend
from modules.tables import Cell, book_table, shown


def scorecard_html(case: Case, today: date, *, half: bool) -> str:
    """Raw values with their scores, the quadrant, and the anchors that lead from one to other."""
    filling, sheet = Filling(case.accounts, today, half=half), case.accounts
    ours = [c for c in sheet.criteria if c.id.startswith("A")]
    theirs = [c for c in sheet.criteria if c.id.startswith("B")]
    limit = sheet.threshold
    note = legend(
        _("每格是 原始值 → 分，单位看下面的锚点。"),
        _("指数=（加权平均分−1）÷4×100；两根轴都在 {n} 分开，上下 {grey} 分是灰区。").format(
            n=figure(limit.attractiveness), grey=figure(limit.grey)
        ),
    )
    questions = "".join(asked(filling.ask(account.id), account.short) for account in sheet.accounts)
    return (
        f"{note}{_scores(_('我看客户：吸引力'), sheet.accounts, ours, filling)}"
        f"{_scores(_('客户看我：实力'), sheet.accounts, theirs, filling, quadrant=True)}"
        f"{questions}{_anchors(sheet.criteria, dict(sheet.anchors))}"
    )


def _scores(
    label: str,
    accounts: tuple[Account, ...],
    criteria: list[CriterionWords],
    filling: Filling,
    *,
    quadrant: bool = False,
) -> str:
    heads = [_("客户"), *(f"{c.id} {c.name}" for c in criteria)]
    rows: list[list[Cell]] = []
    for one in accounts:
        row: list[Cell] = [one.short]
        row += [
            filling.mark(
                one.id, c.id, str(one.scores[c.id]), before=f"{value_of(one.raw[c.id])} → "
            )
            for c in criteria
        ]
        if quadrant:
            row.append(filling.mark(one.id, "quadrant", one.quadrant))
        rows.append(row)
    if quadrant:
        heads.append(_("象限"))
    return book_table(label, heads, rows, numbers=range(1, len(criteria) + 1), fold="scroll")


def _anchors(criteria: tuple[CriterionWords, ...], anchors: dict[Criterion, Cuts | Levels]) -> str:
    rows = [(_weighted(c), *_steps(anchors[c.id])) for c in criteria]
    heads = (_("准则，权重"), *(_("{n} 分").format(n=n) for n in range(1, 6)))
    return book_table(_("锚点：原始值到哪里，打几分"), heads, rows, fold="scroll")


def _weighted(criterion: CriterionWords) -> str:
    return f"{criterion.id} {head_of(criterion)}（{criterion.weight:.2f}）"


def _steps(anchor: Cuts | Levels) -> tuple[str, ...]:
    if isinstance(anchor, Levels):
        return anchor.levels
    sign, worst = ("≥", "<") if anchor.rising else ("≤", ">")
    bounds = [value_of(cut) for cut in anchor.cuts]
    return (f"{worst} {bounds[0]}", *(f"{sign} {bound}" for bound in bounds))


def churn_html(case: Case, today: date, *, half: bool) -> str:
    """A table per cause, then what is done and where to stop."""
    filling, sheet = Filling(case.churn, today, half=half), case.churn
    note = legend(
        _("每项 0 没有，1 弱，2 明确，3 证实。"),
        _("因分=三项之和÷9×100；总分=0.6×最大+0.4×平均；60 以上红，35–60 黄。"),
    )
    causes = "".join(_cause(cause, filling) for cause in sheet.causes)
    ids = [f"action.{n}" for n in range(1, len(sheet.actions) + 1)]
    actions = book_table(
        _("行动"),
        (_("做什么"), _("谁"), _("到哪天"), _("对着哪一因")),
        [
            (
                filling.words(row, "text", action.text),
                filling.mark(row, "owner", name_of(case, action.owner)),
                filling.words(row, "due", action.due),
                filling.mark(row, "cause", action.cause),
            )
            for row, action in zip(ids, sheet.actions, strict=True)
        ],
        fold="words",
        asks=filling.asks(ids),
    )
    lines = card(
        f"<h2>{_('两条线')}</h2>",
        [
            (_("放弃线"), filling.words("lines", "quit_line", sheet.quit_line)),
            (_("挽回线"), filling.words("lines", "win_back_line", sheet.win_back_line)),
        ],
        filling.ask("lines"),
    )
    return f"{note}{causes}{actions}{lines}"


def _cause(cause: Cause, filling: Filling) -> str:
    ids = [f"{cause.id}.{n}" for n in range(1, len(cause.indicators) + 1)]
    table = book_table(
        f"{cause.id} {cause.name}",
        (_("看哪一项"), _("分"), _("依据")),
        [
            (
                sign.name,
                filling.mark(row, "score", str(sign.score)),
                filling.words(row, "evidence", sign.evidence),
            )
            for row, sign in zip(ids, cause.indicators, strict=True)
        ],
        fold="words",
        asks=filling.asks(ids),
    )
    how = shown(filling.mark(cause.id, "control", cause.control))
    return f"{table}<p>{_('怎么应对：')}{how}</p>{asked(filling.ask(cause.id))}"


def team_html(case: Case, today: date, *, half: bool) -> str:
    """Everybody's scores, and the agreement that came of them."""
    filling, sheet = Filling(case.team, today, half=half), case.team
    scores = book_table(
        _("八项体检，每项 1–5，各人自己打"),
        (_("谁"), *(feature.name for feature in sheet.features)),
        [
            (
                name_of(case, one.person),
                *(filling.mark(one.person, f.id, str(one.scores[f.id])) for f in sheet.features),
            )
            for one in sheet.health
        ],
        fold="scroll",
    )
    notes = book_table(
        _("各人的附言"),
        (_("谁"), _("附言")),
        [
            (name_of(case, one.person), filling.words(one.person, "note", one.note))
            for one in sheet.health
        ],
        asks=filling.asks(one.person for one in sheet.health),
    )
    agreement = shown(filling.words("agreement", "text", sheet.agreement))
    what = f"<h2>{escape(_('约定'))}</h2><p>{agreement}</p>{asked(filling.ask('agreement'))}"
    return f"{scores}{notes}{what}"
