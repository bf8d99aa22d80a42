"""The table twin of the nine boxes, and the words that figure and table share. Pure."""

from course.content.words import ToolWords
from course.language import _
from exercises.ge.boxes import LEVELS, Box, box_of, edges, placed, score, share_of_market
from exercises.ge.sheet import AXES, Axis, GeSheet, Trend, Unit
from exercises.marks import typed

ARROWS: dict[Trend, str] = {"up": "↑", "flat": "→", "down": "↓"}


def axis_words(axis: Axis) -> tuple[str, str, str]:
    """The three levels of an axis, lowest first."""
    if axis == "attractiveness":
        return _("低"), _("中"), _("高")
    return _("弱"), _("中"), _("强")


def box_words(box: Box) -> str:
    """A box as it is called: 中·强 (attractiveness first)."""
    return "·".join(
        axis_words(axis)[LEVELS.index(level)] for axis, level in zip(AXES, box, strict=True)
    )


def place_words(sheet: GeSheet, unit: Unit) -> str:
    """The box of a unit, or a dash where it has none yet."""
    box = box_of(sheet, unit)
    return "—" if box is None else box_words(box)


def value_of(value: float | None) -> str:
    """A score as it is shown: 3.45, or a dash where there is none."""
    return "—" if value is None else f"{value:.2f}"


def describe(sheet: GeSheet) -> str:
    """What the figure shows, in one sentence, for those who do not see it."""
    boxes = placed(sheet)
    if not boxes:
        return _("还没有放进格的单位")
    said = "，".join(
        f"{unit.name} {box_words(boxes[unit.id])}" for unit in sheet.rows if unit.id in boxes
    )
    return _("九格图，横轴实力左弱右强，纵轴吸引力：{units}").format(units=said)


def table(sheet: GeSheet, words: ToolWords) -> str:
    """The units as an HTML table: scores, box, action, market, share, where they go."""
    heads = (
        (words.choices["kind"][sheet.kind], ""),
        (words.fields["attractiveness"].label, ' class="num"'),
        (words.fields["strength"].label, ' class="num"'),
        (_("格"), ""),
        (words.fields["action"].label, ""),
        (_("市场（亿元）"), ' class="num"'),
        (_("份额"), ' class="num"'),
        (_("两年后"), ""),
    )
    head = "".join(f'<th scope="col"{attributes}>{label}</th>' for label, attributes in heads)
    body = "".join(_table_row(sheet, words, unit) for unit in sheet.rows)
    caption = _("各单位的分、格和动作；切点 2.333 与 3.667，踩线算高")
    return (
        f'<table class="book stack kept"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _table_row(sheet: GeSheet, words: ToolWords, unit: Unit) -> str:
    share = share_of_market(unit)
    place = place_words(sheet, unit)
    if edges(sheet, unit):
        place += _("（边界）")
    means = words.choices["action"][unit.action] if unit.action else "—"
    goes = "　".join(
        f"{label} {ARROWS[trend]}"
        for label, trend in (
            (_("吸引力"), unit.attractiveness_trend),
            (_("实力"), unit.strength_trend),
        )
        if trend
    )
    market = "—" if unit.market is None else f"{unit.market:g}"
    part = "—" if share is None else f"{share * 100:.1f}%"
    scores = [value_of(score(sheet, unit, axis)) for axis in AXES]
    cells = (
        (words.fields["attractiveness"].label, scores[0], True),
        (words.fields["strength"].label, scores[1], True),
        (_("格"), place, False),
        (words.fields["action"].label, means, False),
        (_("市场（亿元）"), market, True),
        (_("份额"), part, True),
        (_("两年后"), goes or "—", False),
    )
    shown = "".join(
        f'<td{" class=num" if number else ""} data-l="{label}">{text}</td>'
        for label, text, number in cells
    )
    return f'<tr><th scope="row">{typed(unit.name or unit.id)}</th>{shown}</tr>'
