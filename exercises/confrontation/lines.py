"""How the matrix reads in print: the table itself, quadrants, topics, as HTML. No Streamlit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from course.content.words import ToolWords
from course.language import _
from exercises.chain import ChainLine
from exercises.confrontation.coach import sign_of
from exercises.confrontation.matrix import (
    APART,
    QUADRANTS,
    Item,
    Matrix,
    Stale,
    completion,
    extremes,
    line_sum,
    quadrant,
    spread,
    total,
    weight,
)
from exercises.confrontation.sheet import (
    SCORES,
    Cell,
    ConfrontationSheet,
    Issue,
    cell_id,
)
from exercises.marks import named, sign, signed, typed
from exercises.plot import short

HEAD = 16
"""So many characters of a fact fit at the edge of the matrix on a wide screen."""

_CLASS = {2: "p2", 1: "p1", 0: "z", -1: "m1", -2: "m2"}


@dataclass(frozen=True)
class Marked:
    """What is pointed out in the table: the open line, and cells to be looked at again."""

    line: str | None = None
    stale: Collection[str] = ()


def heat_map(words: ToolWords, table: Matrix, marked: Marked = Marked()) -> str:
    """The matrix as a table: signs in the cells, sums with bars at the edges, quadrants framed."""
    widest = max([abs(line_sum(table, item.id) or 0) for item in table.items], default=0)
    edge, columns = words.choices["edge"], table.outside
    head = "".join(_column_head(table, item, marked) for item in columns)
    body = "".join(_row(words, table, item, widest, marked) for item in table.inside)
    sums = "".join(
        f'<td class="sum {_ql(table, item)} {_cur(item.id, marked)}">'
        f"{_sum(line_sum(table, item.id), widest)}</td>"
        for item in columns
    )
    whole = total(table.cells)
    caption = words.texts["question"]
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_("矩阵")}">'
        f'<table class="cm" style="--n:{len(columns)}">'
        f'<caption class="said">{caption}</caption>'
        f'<colgroup><col class="f"><col span="{len(columns)}"><col class="s"></colgroup>'
        f'<thead><tr><td></td>{head}<th scope="col" class="ql">{edge["rows"]}</th></tr></thead>'
        f'<tbody>{body}<tr class="qt"><th scope="row">{edge["columns"]}</th>{sums}'
        f'<td class="sum ql"><b>{_plain(whole)}</b></td></tr></tbody></table></div>'
        f"{legend(words, bool(marked.stale))}"
    )


def _column_head(table: Matrix, item: Item, marked: Marked) -> str:
    return (
        f'<th scope="col" class="{_ql(table, item)} {_cur(item.id, marked)}"><b>{item.id}</b>'
        f'<span class="long"><br>{typed(short(item.text, HEAD))}</span></th>'
    )


def _row(words: ToolWords, table: Matrix, item: Item, widest: int, marked: Marked) -> str:
    first_weak = next((one.id for one in table.inside if one.id[0] == "W"), None)
    kind = "qt" if item.id == first_weak and table.inside[0].id != first_weak else ""
    cells = "".join(_cell(words, table, item, other, marked) for other in table.outside)
    return (
        f'<tr class="{kind}"><th scope="row" class="{_cur(item.id, marked)}"><b>{item.id}</b>'
        f'<span class="long"> {typed(short(item.text, HEAD + 4))}</span></th>{cells}'
        f'<td class="sum ql {_cur(item.id, marked)}">'
        f"{_sum(line_sum(table, item.id), widest)}</td></tr>"
    )


def _cell(words: ToolWords, table: Matrix, inside: Item, outside: Item, marked: Marked) -> str:
    cell = table.by_id[cell_id(inside.id, outside.id)]
    on = _cur(inside.id, marked) or _cur(outside.id, marked)
    kind = "" if cell.score is None else _CLASS[cell.score]
    found = spread(cell)
    notes = ""
    if cell.id in marked.stale:
        notes += f'{sign("stale")}<span class="said">{_("需复核")}</span>'
    if found is not None and found.deviation >= APART:
        kind += "" if cell.discussed else " apart"
        notes += f'<span class="sd">{_("差")} {found.deviation:.1f}</span>'
    return f'<td class="{kind} {_ql(table, outside)} {on}">{mark(words, cell)}{notes}</td>'


def mark(words: ToolWords, cell: Cell) -> str:
    """A score's sign, with its meaning for those who hear the table."""
    if cell.score is None:
        return f'<span class="said">{_("还没打")}</span>'
    meaning = words.choices["meaning"][str(cell.score)]
    return (
        f'<span aria-hidden="true">{sign_of(cell.score)}</span><span class="said">{meaning}</span>'
    )


def _ql(table: Matrix, item: Item) -> str:
    first = next((one.id for one in table.outside if one.id[0] == "T"), None)
    return "ql" if item.id == first and table.outside[0].id != first else ""


def _cur(item_id: str, marked: Marked) -> str:
    return "cur" if item_id == marked.line else ""


def _plain(value: int | None) -> str:
    return "" if value is None else signed(value)


def _sum(value: int | None, widest: int) -> str:
    if value is None:
        return ""
    side = "up" if value > 0 else "down"
    bar = f'<i class="bar {side}" style="--v:{abs(value) / widest:.2f}"></i>' if value else ""
    return f"<b>{signed(value)}</b>{bar}"


def legend(words: ToolWords, with_stale: bool = False) -> str:
    """What the signs mean, beside the table."""
    meaning = words.choices["meaning"]
    said = [
        f'<span><b class="{_CLASS[score]}">{sign_of(score)}</b>{meaning[str(score)]}</span>'
        for score in reversed(SCORES)
    ]
    if with_stale:
        said.append(f"<span>{sign('stale')} {_('需复核')}</span>")
    return f'<p class="legend">{"".join(said)}</p>'


def progress(words: ToolWords, table: Matrix) -> str:
    """How much of the table is scored."""
    done = completion(table.cells)
    text = words.texts["progress_done" if done.all else "progress"]
    return f'<p class="small">{text.format(cells=done.cells, scored=done.scored)}</p>'


def fact(item: Item) -> str:
    """A fact with its id."""
    return f'<p class="fact"><b>{item.id}</b> {typed(item.text)}</p>'


def standing(words: ToolWords, table: Matrix) -> str:
    """Of most use, most painful, worst defended, and what the sum of all is good for."""
    texts, said = words.texts, []
    kinds = ("extreme_plus", "extreme_minus", "extreme_threat")
    for kind, ids in zip(kinds, extremes(table), strict=True):
        if ids:
            named = "、".join(f"{one}（{signed(line_sum(table, one) or 0)}）" for one in ids)
            said.append(texts[kind].format(items=named))
    done, whole = completion(table.cells), total(table.cells)
    first = f"<p><b>{'；'.join(said)}。</b></p>" if said else ""
    if done.all:
        rest = texts["check_sum"].format(total=signed(whole or 0))
    else:
        rest = texts["part_sum"].format(n=done.cells - done.scored)
    return f'{first}<p class="soft small">{rest}</p>'


def quadrants(words: ToolWords, table: Matrix) -> str:
    """The four quadrants with their sums, normalised too."""
    boxes = ""
    for name in QUADRANTS:
        field = quadrant(table, name)
        share = "—" if field.share is None else f"{field.share:.2f}".replace("-", "−")
        tone = "plus" if field.sum > 0 else "minus" if field.sum < 0 else ""
        boxes += (
            f'<div><p class="soft">{words.choices["quadrant"][name]}</p>'
            f'<p><b class="{tone}">{signed(field.sum) if field.scored else "—"}</b>'
            f' <span class="soft small nowrap">{_("归一化")} {share}</span></p>'
            f'<p class="soft small">{words.choices["quadrant_says"][name]}</p></div>'
        )
    return f'<div class="quads">{boxes}</div>'


def topic_line(
    words: ToolWords, table: Matrix, cell: Cell, stale: bool = False, used: Sequence[str] = ()
) -> str:
    """A strong cell: its sign, its reason, what it is about, and where it was used."""
    kind = _CLASS[cell.score or 0]
    heavy = weight(table, cell)
    said = words.texts["topic_weight"].format(weight=heavy) if heavy else ""
    again = f'<span class="state stale">{sign("stale")} {_("需复核")}</span>' if stale else ""
    reason = typed(cell.reason) or f'<span class="soft">{words.texts["no_reason"]}</span>'
    went = f'　<span class="together">{_("用在")} {typed(named(used))}</span>' if used else ""
    pair = typed(f"{table.item(cell.inside).text}　×　{table.item(cell.outside).text}")
    return (
        '<div class="line topic" style="--cols:6.2rem minmax(0,1fr) 5rem">'
        f'<p class="nowrap"><b class="cm-mark {kind}">{sign_of(cell.score or 0)}</b> {cell.id}</p>'
        f'<div><p>{reason}</p><p class="soft small">{pair}{went}</p></div>'
        f'<div><p class="soft small">{said} {again}</p></div></div>'
    )


def pair(table: Matrix, cell: Cell) -> str:
    """A cell with the words of both its facts."""
    both = f"{table.item(cell.inside).text}　×　{table.item(cell.outside).text}"
    return f'<b>{cell.id}</b> <span class="small">{typed(both)}</span>'


def fact_note(table: Matrix, item: Item) -> str:
    """An inside fact with the sum of its row, to be read."""
    return (
        '<div class="line" style="--cols:2.2rem minmax(0,1fr) 3rem">'
        f"<p><b>{item.id}</b></p><p>{typed(item.text)}</p>"
        f'<p class="num"><b>{_plain(line_sum(table, item.id))}</b></p></div>'
    )


def issue_line(table: Matrix, issue: Issue) -> str:
    """An issue and the cells it is made of, to be read."""
    cells = "　".join(f"{one} {_sign_in(table, one)}" for one in issue.cells)
    name = typed(issue.name) or _("（还没有写）")
    return (
        '<div class="line" style="--cols:2.2rem minmax(0,1fr)">'
        f'<p class="soft">{issue.id}</p><div><p class="t">{name}</p>'
        f'<p class="soft small">{cells}</p></div></div>'
    )


def _sign_in(table: Matrix, wanted: str) -> str:
    score = table.sheet.cell(wanted).score
    return "" if score is None else sign_of(score)


def stale_line(words: ToolWords, found: Stale, signs: Mapping[str, str]) -> str:
    """A fact that reads otherwise now: the old words, the new ones, and the cells concerned."""
    texts = words.texts
    cells = "　".join(f"{one} {signs.get(one, '')}".strip() for one in found.cells)
    lines = [texts["stale_before"].format(text=one) for one in found.before]
    if found.now is not None:
        lines.append(texts["stale_now"].format(text=found.now))
    said = "".join(f"<p>{typed(line)}</p>" for line in lines)
    return (
        '<div class="line" style="--cols:2.2rem minmax(0,1fr)">'
        f"<p><b>{found.item}</b></p><div>{said}"
        f'<p class="soft small">{texts["stale_cells"].format(cells=cells)}</p></div></div>'
    )


def votes_line(words: ToolWords, table: Matrix, cell: Cell) -> str:
    """What the group gave for this cell, with mean and deviation; red where it is wide."""
    names = {member.id: member.name for member in table.sheet.members}
    given = [(names[one], vote) for one, vote in cell.votes.items() if one in names]
    if not given:
        return ""
    each = "　".join(f"{typed(name)} {signed(vote)}" for name, vote in given)
    found = spread(cell)
    if found is None:
        return f'<p class="soft small">{each}</p>'
    mean = f"{found.mean:+.1f}".replace("-", "−") if round(found.mean, 1) else "0"
    text = words.texts["votes_line"].format(n=found.votes, mean=mean, sd=f"{found.deviation:.1f}")
    wide = round(found.deviation, 9) >= APART
    tone = "apart-said" if wide and not cell.discussed else "soft"
    flag = f"{sign('bang')} " if wide and not cell.discussed else ""
    return f'<p class="small {tone}">{flag}{text}</p><p class="soft small">{each}</p>'


def chain_lines(sheet: ConfrontationSheet, _words: ToolWords) -> list[ChainLine]:
    """Every scored cell as the chain sees it; the strong ones are offered to the strategies.

    What a cell says is its reason, or the two facts that it is about.
    """
    return [
        ChainLine(
            row=cell.id,
            text=cell.reason or " × ".join(origin.text for origin in cell.origins),
            value=sign_of(cell.score),
            origins=cell.origins,
            offered_to=("strategy",) if cell.strong else (),
            bound=True,
        )
        for cell in sheet.rows
        if cell.score is not None
    ]
