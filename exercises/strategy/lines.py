"""How strategies read in print: the sentence, the comparison, posture, as HTML. No Streamlit."""

from collections.abc import Collection, Sequence
from datetime import date

from course.content.words import ToolWords
from course.language import _
from exercises.chain import ChainLine, Origin
from exercises.marks import sign, typed, went
from exercises.strategy.compare import (
    Break,
    Robustness,
    behind,
    completion,
    counted_weights,
    groups,
    parts,
    robustness,
    sequence,
    totals,
)
from exercises.strategy.posture import evaluation, posture
from exercises.strategy.sheet import (
    SIDES,
    Side,
    Strategy,
    StrategySheet,
    factor_weights,
    is_written,
    side_of,
)
from exercises.weights import TOLERANCE, weight_sum

Names = tuple[tuple[Origin, str], ...]
"""Sources with what they are called here. One that is missing is called by its row's id, as the
cells of the matrix always are: 「S2×O1」."""


def chain_lines(sheet: StrategySheet, words: ToolWords) -> list[ChainLine]:
    """Every candidate as the chain sees it, and the factors by which they are compared."""
    candidates = [
        ChainLine(
            row=row.id,
            text=row.name or sentence(words, row),
            value=words.choices["fate"][row.fate] if row.fate else "",
            label=row.letter,
            origins=row.origins,
        )
        for row in sheet.rows
        if is_written(row)
    ]
    return [
        *candidates,
        *(
            ChainLine(row=fact, text=one.origin.text, origins=(one.origin,))
            for fact, one in sheet.factors.items()
        ),
    ]


def value_of(value: float | None) -> str:
    """A total as it is shown: 5.80."""
    return "—" if value is None else f"{value:.2f}"


def share_of(value: float) -> str:
    """A share as it is shown: 1.7%."""
    return f"{value:.1%}"


def name_of(row: Strategy) -> str:
    """A candidate as it is called: 「A 能效总包」. Not escaped."""
    return f"{row.letter} {row.name}".strip()


def names(sheet: StrategySheet, ids: Sequence[str]) -> str:
    """Several candidates as they are called."""
    return "、".join(name_of(sheet.row(one)) for one in ids)


def written_day(day: date) -> str:
    """A day as a sentence has it: 2026 年 12 月 15 日."""
    return _("{y} 年 {m} 月 {d} 日").format(y=day.year, m=day.month, d=day.day)


def sentence(words: ToolWords, row: Strategy) -> str:
    """The candidate as one sentence, with gaps where something is missing. Not escaped.

    Where only an aim is told, as of a customer from outside, it is no longer than that.
    """
    texts, choices = words.texts, words.choices
    if row.metric and not (row.with_what or row.at_what or row.first_step):
        until = texts["by_due"].format(due=written_day(row.due)) if row.due else ""
        who = row.owner or row.for_whom
        return texts["aim_only" if who else "aim_bare"].format(
            who=who, metric=row.metric, due=until
        )
    gap = texts["gap"]
    due = texts["by_due"].format(due=written_day(row.due)) if row.due else ""
    said = {
        "lever": choices["lever"][row.lever] if row.lever else "/".join(choices["lever"].values()),
        "aim": choices["aim"][row.aim] if row.aim else "/".join(choices["aim"].values()),
        "with_what": row.with_what or gap,
        "at_what": row.at_what or gap,
        "for_whom": row.for_whom or gap,
        "metric": row.metric or gap,
        "first_step": row.first_step or gap,
        "due": due,
    }
    return texts["sentence"].format(**said)


def called(origin: Origin, names: Names) -> str:
    """A source as it is called here. Not escaped."""
    return dict(names).get(origin, origin.row)


def sources_of(row: Strategy, names: Names = ()) -> list[str]:
    """The rows that a candidate was made from: 「S2×O1 ++」. Not escaped."""
    return [f"{called(one, names)} {one.value}".strip() for one in row.origins]


def sources_line(row: Strategy, names: Names = ()) -> str:
    """The rows that a candidate was made from, in one line."""
    if not row.origins:
        return ""
    said = "　".join(sources_of(row, names))
    return f'<p class="soft small">{_("来自")} {typed(said)}</p>'


def offered_line(head: str, text: str, said: str) -> str:
    """What waits to be written as a candidate."""
    rest = f'<p class="soft small">{typed(said)}</p>' if said else ""
    return (
        '<div class="line" style="--cols:6.2rem minmax(0,1fr)">'
        f'<p class="soft nowrap">{typed(head)}</p><div><p>{typed(text)}</p>{rest}</div></div>'
    )


def row_line(
    words: ToolWords,
    sheet: StrategySheet,
    row: Strategy,
    names: Names = (),
    stale: bool = False,
    used: Sequence[str] = (),
) -> str:
    """A candidate at rest: letter, name, sentence, where it is from, and how it stands."""
    name = typed(row.name) or f'<span class="soft">{_("（还没有名字）")}</span>'
    marks = []
    total = totals(sheet).get(row.id)
    if total is not None:
        marks.append(f"<b>{value_of(total)}</b> {_('分')}")
    if row.fate:
        tone = "state done" if row.fate == "main" else "state"
        mark = f"{sign('done')} " if row.fate == "main" else ""
        marks.append(f'<span class="{tone}">{mark}{words.choices["fate"][row.fate]}</span>')
    if stale:
        marks.append(_stale())
    rest = "".join(f"<p>{one}</p>" for one in marks)
    note = f'<p class="soft small">{typed(row.note)}</p>' if row.note else ""
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 6.2rem">'
        f'<p><b>{row.letter}</b></p><div><p class="t">{name}</p>'
        f'<p class="small">{typed(sentence(words, row))}</p>'
        f"{sources_line(row, names)}{note}{went(used)}</div>"
        f"<div>{rest}</div></div>"
    )


def _stale() -> str:
    return f'<span class="state stale">{sign("stale")} {_("需复核")}</span>'


def details(words: ToolWords, row: Strategy) -> str:
    """What belongs to a candidate beside its sentence, to be read."""
    fields = words.fields
    step = " ".join(
        part for part in (row.step_owner, written_day(row.step_day) if row.step_day else "") if part
    )
    given = (
        (fields["owner"].label, row.owner),
        (fields["first_step"].label, "，".join(filter(None, (row.first_step, step)))),
        (fields["not_doing"].label, row.not_doing),
        (fields["precondition"].label, row.precondition),
        (fields["undo"].label, words.choices["undo"][row.undo] if row.undo else ""),
        (fields["carry"].label, row.carry),
    )
    rows = "".join(f"<dt>{label}</dt><dd>{typed(text)}</dd>" for label, text in given if text)
    return f'<dl class="facts small">{rows}</dl>' if rows else ""


def comparison(words: ToolWords, sheet: StrategySheet, stale: Collection[str] = ()) -> str:
    """Every factor with its weight, and what each candidate gets from it; sums below.

    `stale` are the factors that say something else in the SWOT now.
    """
    rows = sheet.written
    given, counted, sums = parts(sheet), counted_weights(sheet), totals(sheet)
    heads = "".join(f'<th scope="col" class="num">{row.letter}</th>' for row in rows)
    label = words.fields["weight"].label
    body = ""
    for side in SIDES:
        facts = [fact for fact in sheet.factors if side_of(fact) == side]
        for fact in facts:
            factor = sheet.factors[fact]
            cells = ""
            for row in rows:
                points = factor.scores.get(row.id)
                worth = given.get(row.id, {}).get(fact)
                shown = "—" if points is None else str(points)
                shown += "" if worth is None else f'<span class="soft">→{worth:.2f}</span>'
                cells += f'<td class="num" data-l="{row.letter}">{shown}</td>'
            weight = "—" if factor.weight is None else f"{factor.weight:g}"
            mark = f" {_stale()}" if fact in stale else ""
            half = factor.scores and fact not in counted
            note = f' <span class="soft small">{words.texts["half_row"]}</span>' if half else ""
            body += (
                f'<tr><th scope="row">{fact} {typed(factor.origin.text)}{mark}{note}</th>'
                f'<td class="num" data-l="{label}">{weight}</td>{cells}</tr>'
            )
    foot = "".join(
        f'<td class="num" data-l="{row.letter}"><b>{value_of(sums.get(row.id))}</b></td>'
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_("因素与候选")}">'
        f'<table class="book kept cards"><caption>{_("权重×分，满分 8")}</caption>'
        f'<thead><tr><th scope="col">{_("因素")}</th><th scope="col" class="num">{label}</th>'
        f"{heads}</tr></thead><tbody>{body}</tbody>"
        f'<tfoot><tr><th scope="row" colspan="2">{_("合计")}</th>'
        f"{foot}</tr></tfoot></table></div>"
    )


def weights_lines(words: ToolWords, weights: dict[Side, dict[str, float | None]]) -> str:
    """Whether the weights of either side add up."""
    said = []
    for side, given in weights.items():
        name, total = words.choices["side"][side], weight_sum(given)
        if not given:
            continue
        if total is None:
            said.append(words.texts["weights_even"].format(side=name))
            continue
        left = sum(weight is None for weight in given.values())
        if left:
            said.append(f"{sign('bang')} " + words.texts["weights_part"].format(side=name, n=left))
        if abs(total - 1) > TOLERANCE:
            shown = f"{total:.3f}".rstrip("0").rstrip(".")
            off = words.texts["weights_off"].format(side=name, sum=shown)
            said.append(f"{sign('bang')} {off}")
        elif not left:
            said.append(f"{sign('tick')} " + words.texts["weights_good"].format(side=name))
    return "".join(f'<p class="small flat">{one}</p>' for one in said)


def factor_sides(sheet: StrategySheet) -> dict[Side, dict[str, float | None]]:
    """The weights of the comparison by side."""
    return {side: factor_weights(sheet, side) for side in SIDES}


def progress(words: ToolWords, sheet: StrategySheet) -> str:
    """How many factors are filled in."""
    done = completion(sheet)
    whole = done.chosen and done.counted == done.chosen
    text = words.texts["progress_done" if whole else "progress"]
    return f'<p class="small">{text.format(chosen=done.chosen, counted=done.counted)}</p>'


def reading(words: ToolWords, sheet: StrategySheet) -> str:
    """Who is ahead, what counts as equal, who is behind."""
    texts, sums, found = words.texts, totals(sheet), groups(sheet)
    if len(sums) < 2:
        return ""
    said = []
    best, second = list(sums.items())[:2]
    if len(found[0]) > 1:
        said.append(texts["equal"].format(names=names(sheet, found[0])))
    else:
        gap = share_of(behind(second[1], best[1]))
        name = name_of(sheet.row(best[0]))
        said.append(texts["ahead"].format(name=name, value=value_of(best[1]), gap=gap))
    for group in found[1:]:
        for one in group:
            gap = share_of(behind(sums[one], best[1]))
            said.append(texts["behind"].format(name=name_of(sheet.row(one)), gap=gap))
    return "".join(f"<p>{typed(line)}</p>" for line in said)


def robust_lines(words: ToolWords, sheet: StrategySheet) -> str:
    """By candidate whether its place holds, and what would change it."""
    found = robustness(sheet)
    if len(found) < 2:
        return ""
    body = "".join(
        f'<tr><th scope="row">{typed(name_of(sheet.row(one)))}</th>'
        f"<td>{_robust(words, given)}</td></tr>"
        for one, given in found.items()
    )
    return f'<table class="book"><caption>{_("战略稳健性")}</caption><tbody>{body}</tbody></table>'


def _robust(words: ToolWords, given: Robustness) -> str:
    texts = words.texts
    place = "leads" if given.leads else "trails"
    if given.robust:
        # A tick would praise what stays behind however one counts.
        return f"{sign('tick') if given.leads else sign('ring')} {texts[f'robust_{place}']}"
    shown = [_way(words, one) for one in given.breaks[:2]]
    more = len(given.breaks) - len(shown)
    ways = _("，或").join(shown) + (texts["more_ways"].format(n=len(given.breaks)) if more else "")
    gap = share_of(given.breaks[0].gap)
    return f"{sign('bang')} {texts[f'fragile_{place}'].format(ways=ways, gap=gap)}"


def _way(words: ToolWords, one: Break) -> str:
    return words.texts[one.how].format(fact=one.fact)


def posture_line(words: ToolWords, sheet: StrategySheet) -> str:
    """Both totals, the box and its stance."""
    found = posture(sheet)
    if found is None:
        return f'<p class="soft small">{words.texts["posture_open"]}</p>'
    stance = words.choices["stance"][found.stance]
    said = words.texts["posture"].format(
        outside=value_of(evaluation(sheet, "outside")),
        inside=value_of(evaluation(sheet, "inside")),
        box=found.box,
        stance=stance,
    )
    return f"<p><b>{said}</b>{words.choices['stance_says'][found.stance]}。</p>"


def sequence_line(words: ToolWords, sheet: StrategySheet) -> str:
    """The main strategies in the order in which to begin."""
    ids = sequence(sheet, [row.id for row in sheet.main])
    if not ids:
        return f'<p class="soft">{words.texts["none_main"]}</p>'
    said = " → ".join(name_of(sheet.row(one)) for one in ids)
    return f"<p><b>{typed(words.texts['sequence'].format(names=said))}</b></p>"


def other_side(words: ToolWords, opposite: StrategySheet | None) -> str:
    """The main strategies that the sheet of the other side has."""
    main = opposite.main if opposite is not None else ()
    if not main:
        return f'<p class="soft small">{words.texts["other_side_none"]}</p>'
    items = "".join(
        f"<li><b>{typed(name_of(row))}</b> {typed(sentence(words, row))}</li>" for row in main
    )
    return f'<p class="soft small">{words.texts["other_side"]}</p><ul>{items}</ul>'
