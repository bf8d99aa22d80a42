"""How the sheet of concentration reads in print, as HTML. Pure strings, no Streamlit."""

from course.content.words import ToolWords
from course.language import _
from exercises.concentration.figure import amount, percent
from exercises.concentration.sheet import (
    ASPECTS,
    DISCLOSED,
    SENTENCES,
    ConcentrationSheet,
    Customer,
    break_even,
    dependence,
    entries,
    hhi,
    loss,
    lost_row,
    of_profit,
    share,
    top,
)
from exercises.marks import sign, typed


def row_line(words: ToolWords, sheet: ConcentrationSheet, row: Customer, place: int) -> str:
    """A customer at rest: place, name, what it buys and what it leaves."""
    name = typed(row.name) or f'<span class="soft">{_("（还没有写名字）")}</span>'
    if row.revenue is None:
        mark = f'<p class="soft">{_("还没有收入")}</p>'
    else:
        mark = f"<p><b>{amount(row.revenue)}</b></p>"
        mark += f'<p class="soft small">{percent(share(sheet, row))}</p>'
    return (
        '<div class="line row" style="--cols:2rem minmax(0,1fr) 6.8rem">'
        f'<p class="soft">{place}</p><div><p class="t">{name}</p>'
        f'<p class="soft small">{typed(left_over(words, row))}</p></div><div>{mark}</div></div>'
    )


def left_over(words: ToolWords, row: Customer) -> str:
    """What the customer leaves, or what is missing to say so."""
    if row.contribution is not None:
        said = f"{words.fields['contribution'].label} {amount(row.contribution)}"
        return f"{said}，{percent(row.rate)}" if row.rate is not None else said
    missing = [words.fields[n].label for n in ("gross", "service") if getattr(row, n) is None]
    return _("还没有{fields}").format(fields="、".join(missing))


def totals(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """How much the largest weigh, what that is and is not, and the index as a help."""
    texts, first, largest = words.texts, top(sheet), sheet.largest
    if first.share is None or largest is None:
        return f'<p class="soft">{typed(texts["no_share"])}</p>'
    one = share(sheet, largest) or 0
    head = texts["totals"].format(
        n=first.number,
        share=percent(first.share),
        one=percent(one),
        name=largest.name or largest.id,
    )
    said = [
        texts["sum"].format(
            revenue=amount(first.revenue),
            all=amount(sheet.company_revenue),
            share=percent(first.share),
        )
    ]
    if sheet.customers and sheet.customers >= first.number:
        said.append(
            texts["of_customers"].format(
                n=first.number,
                all=amount(sheet.customers),
                share=percent(first.number / sheet.customers),
            )
        )
    if one >= DISCLOSED:
        said.append(texts["disclosed"].format(name=largest.name or largest.id))
    bounds = hhi(sheet)
    if bounds:
        said.append(texts["hhi"].format(range=hhi_range(bounds)))
    known = sum(row.contribution is not None for row in sheet.rows)
    if known < entries(sheet):
        said.append(texts["incomplete"].format(known=known, all=entries(sheet)))
    lines = "".join(f"<p>{typed(text)}</p>" for text in said)
    return f'<p class="totals">{typed(head)}</p>{lines}'


def hhi_range(bounds: tuple[float, float]) -> str:
    """The index as one number, or as the range in which it lies."""
    low, high = (f"{round(bound):,}" for bound in bounds)
    return low if low == high else f"{low}–{high}"


def loss_lines(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """The calculation of the lesson, step by step: what goes when this customer goes."""
    texts, lost, row = words.texts, loss(sheet), lost_row(sheet)
    if lost is None or row is None:
        return f'<p class="soft">{typed(texts["no_loss"])}</p>'
    name = row.name or row.id

    def part(value: float) -> str:
        share_of = of_profit(sheet, value)
        return "" if share_of is None else texts["of_profit"].format(share=percent(share_of))

    head = texts["loss"].format(
        name=name, amount=amount(-lost.contribution), part=part(lost.contribution)
    )
    said = [
        texts["loss_sum"].format(
            revenue=amount(lost.revenue),
            share=percent(share(sheet, row)),
            gross=amount(lost.gross),
            service=amount(lost.service),
            left=amount(lost.contribution),
        ),
        texts["loss_stuck"].format(amount=amount(-lost.gross), part=part(lost.gross)),
    ]
    if lost.months:
        said.append(
            texts["loss_year"].format(
                months=lost.months, amount=amount(-lost.first_year), part=part(lost.first_year)
            )
        )
    if sheet.net_profit is not None and sheet.net_profit <= 0:
        said.append(texts["no_profit"])
    said.append(texts["rough"])
    lines = "".join(f"<p>{typed(text)}</p>" for text in said)
    return f'<p class="totals">{typed(head)}</p>{lines}'


def order_lines(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """How far one would lean on the customer after a large order."""
    texts, found = words.texts, dependence(sheet)
    if found is None or found.ordered is None:
        return f'<p class="soft">{typed(texts["no_order"])}</p>'
    name = found.customer.name or found.customer.id
    head = texts["order"].format(name=name, now=percent(found.now), then=percent(found.ordered))
    said = [
        texts["order_sum"].format(
            revenue=amount(found.customer.revenue),
            order=amount(sheet.order),
            all=amount(sheet.company_revenue),
            then=percent(found.ordered),
        )
    ]
    if found.after is not None:
        said.append(texts["order_after"].format(after=percent(found.after)))
    lines = "".join(f"<p>{typed(text)}</p>" for text in said)
    return f'<p class="totals">{typed(head)}</p>{lines}'


def break_even_line(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """From which fall of the risk on the extra spending pays."""
    found = break_even(sheet)
    if found is None:
        return ""
    moved, stuck = found
    said = words.texts["break_even"].format(
        spend=amount(sheet.spend), moved=amount(100 * moved), stuck=amount(100 * stuck)
    )
    return f"<p>{typed(said)}</p>"


def balance_line(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """The four lines as they were ticked and the verdict, to be read."""
    labels = words.choices["leaning"]
    given = [
        f"{words.fields[aspect].label}：{labels[sheet.leanings[aspect]]}"
        for aspect in ASPECTS
        if aspect in sheet.leanings
    ]
    said = typed("；".join(given))
    return f'<p class="soft small">{said}</p><p>{typed(sheet.verdict)}</p>' if given else ""


def sentence_lines(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """The four sentences for one's superior, to be read."""
    lines = "".join(
        '<div class="line" style="--cols:7rem minmax(0,1fr)">'
        f'<p class="soft">{words.fields[name].label}</p>'
        f"<p>{typed(sheet.sentences.get(name, ''))}</p></div>"
        for name in SENTENCES
        if sheet.sentences.get(name)
    )
    return lines


def head_line(words: ToolWords, sheet: ConcentrationSheet) -> str:
    """The company's totals in one line, to be read."""
    parts = [
        (words.fields["period"].label, sheet.period),
        (words.fields["company_revenue"].label, amount(sheet.company_revenue)),
        (words.fields["net_profit"].label, amount(sheet.net_profit)),
        (words.fields["customers"].label, amount(sheet.customers)),
    ]
    said = "　".join(f"{label} {typed(value)}" for label, value in parts if value not in ("", "—"))
    return f'<p class="soft">{said}</p>'


def pasted_line(taken: int, wrong: tuple[str, ...]) -> str:
    """What became of the lines that were pasted."""
    said = _("读进 {n} 家。").format(n=taken)
    rest = "".join(f"<br>{sign('bang')} {typed(line)}" for line in wrong)
    return f'<p class="small" role="status">{said}{rest}</p>'
