"""How a SWOT reads in print: items, evidence, the grid, as HTML. Pure strings, no Streamlit."""

from course.content.words import ToolWords
from course.language import _
from exercises.chain import ChainLine
from exercises.marks import sign, typed
from exercises.swot.figure import DEEPEST, GOOD, depth, weight_of
from exercises.swot.sheet import (
    QUADS,
    Quad,
    SwotItem,
    SwotSheet,
    entries,
    is_written,
    items_of,
    rank,
)


def quad_head(words: ToolWords, quad: Quad) -> str:
    """A quadrant's name, its sign, and the question that opens it."""
    kind, name = ("plus", "up") if quad in GOOD else ("minus", "down")
    return (
        f'<h3 class="part"><span class="{kind}">{sign(name)}</span> {words.choices["quad"][quad]}'
        f' <span class="soft small">{words.choices["quad_ask"][quad]}</span></h3>'
    )


def row_line(item: SwotItem, way: str = "") -> str:
    """An item at rest, like a line of a printed table. `way` says where it came from and went."""
    points = rank(item)
    if points is None:
        mark = f'<p class="soft">{_("还没打完分")}</p><p class="soft small">{weight_of(item)}</p>'
    else:
        mark = f'<p><b>{points}</b> {_("分")}</p><p class="soft small">{weight_of(item)}</p>'
    text = typed(item.text) or f'<span class="soft">{_("（还没有写）")}</span>'
    if item.note and not item.text:
        text = typed(item.note)
    against = f'<p class="soft small">{_("比：")}{typed(item.against)}</p>' if item.against else ""
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 6.8rem">'
        f'<p class="soft">{item.id}</p>'
        f'<div><p class="t">{text}</p>{against}{way}</div><div>{mark}</div></div>'
    )


def way_line(came: str, went: str, stale: bool) -> str:
    """Where an item came from and where it is used, in one line; both are escaped here."""
    said = []
    if stale:
        said.append(f'<b class="state stale">{sign("stale")} {_("需复核")}</b>')
    if came:
        said.append(_("来自 {names}").format(names=typed(came)))
    if went:
        said.append(_("用在 {names}").format(names=typed(went)))
    return f'<p class="soft small">{"　".join(said)}</p>' if said else ""


def offer_line(name: str, line: ChainLine) -> str:
    """A row of another sheet that can be taken over."""
    good = line.value.startswith("+")
    value = ""
    if line.value:
        mark = f"{sign('up')} " if good else f"{sign('down')} "
        kind = "plus" if good else "minus"
        value = f'<span class="{kind} nowrap">{mark}<b>{typed(line.value)}</b></span>'
    return (
        '<div class="line offer" style="--cols:8.5rem minmax(0,1fr) 4rem">'
        f'<p class="soft nowrap">{typed(name)}</p><p>{typed(line.text)}</p><p>{value}</p></div>'
    )


def backing(words: ToolWords, item: SwotItem) -> str:
    """What stands behind an item: its evidence and how sure one is of it."""
    said = []
    for piece in item.evidence:
        kind = words.choices["evidence_type"][piece.type]
        month = f"{piece.date:%Y-%m}" if piece.date else ""
        parts = [part for part in (piece.text, piece.source, month) if part]
        if parts:
            said.append(typed(f"{kind}：{'，'.join(parts)}"))
    if item.certainty:
        label = words.fields["certainty"].label
        said.append(f"{label} {item.certainty}：{words.anchors['certainty'][item.certainty]}")
    points = "".join(f"<li>{line}</li>" for line in said)
    return f'<ul class="backing soft small">{points}</ul>' if points else ""


def grid(words: ToolWords, sheet: SwotSheet) -> str:
    """Two by two cards; a card opens to show what stands behind it."""
    return f'<div class="swot">{"".join(_quadrant(words, sheet, quad) for quad in QUADS)}</div>'


def _quadrant(words: ToolWords, sheet: SwotSheet, quad: Quad) -> str:
    items = [item for item in items_of(sheet, quad) if is_written(item)]
    shown = "".join(_card(words, item) for item in items)
    empty = f'<p class="soft small">{words.texts["nothing"]}</p>'
    kind, name = ("good", "up") if quad in GOOD else ("bad", "down")
    return (
        f'<section class="{kind}"><h4>{sign(name)} {words.choices["quad"][quad]}</h4>'
        f"{shown or empty}</section>"
    )


def _card(words: ToolWords, item: SwotItem) -> str:
    points = rank(item)
    said = typed(item.text or item.note)
    against = f'<p class="small">{_("比：")}{typed(item.against)}</p>' if item.against else ""
    behind = f"{against}{backing(words, item)}" or f'<p class="small">{_("还没有证据")}</p>'
    return (
        f'<details class="{"" if points else "unranked"}" '
        f'style="--depth:{depth(item) / DEEPEST * 100:.0f}%">'
        f"<summary><b>{item.id}</b><span>{said}</span>"
        f'<b class="num">{points or "—"}</b></summary>{behind}</details>'
    )


def summary(words: ToolWords, sheet: SwotSheet) -> str:
    """How many items each quadrant has, which come first, and how many have no rank yet."""
    texts = words.texts
    counts = {quad: sum(map(is_written, items_of(sheet, quad))) for quad in QUADS}
    firsts = [items[0] for quad in QUADS if (items := items_of(sheet, quad)) and rank(items[0])]
    said = [texts["summary"].format(**counts), texts["summary_rank"]]
    if firsts:
        named = "、".join(f"{item.id}（{rank(item)}）" for item in firsts)
        said.append(texts["summary_first"].format(firsts=named))
    unranked = entries(sheet) - sum(rank(i) is not None and is_written(i) for i in sheet.rows)
    if unranked:
        said.append(texts["summary_unranked"].format(n=unranked))
    return "".join(f"<p>{typed(text)}</p>" for text in said)


def standpoint(words: ToolWords, side: str, owner: str) -> str:
    """From whose side the sheet is filled in."""
    text = words.texts["us_side" if side == "us" else "customer_side"]
    return f'<p class="soft small">{typed(text.format(name=owner))}</p>'
