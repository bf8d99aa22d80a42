"""What the coach says about concentration and loss: CT1 to CT15.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file.
"""

import re
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.concentration.figure import amount, percent
from exercises.concentration.sheet import (
    ASPECTS,
    DISCLOSED,
    SENTENCES,
    TOP,
    ConcentrationSheet,
    Customer,
    Loss,
    dependence,
    entries,
    listed,
    loss,
    lost_row,
    of_profit,
    share,
    top,
)
from exercises.exercise import NOWHERE, Position

HEAD = {"CT1", "CT3"}
"""Rules about the company's totals; they speak beside those fields."""

LOSS = {"CT6", "CT7"}
"""Rules about the scenario of a loss."""

ORDER = {"CT8", "CT9", "CT10"}
"""Rules about growing dependence."""

SAID = {"CT11", "CT12", "CT13"}
"""Rules about the sentences for one's superior."""

NOTABLE = 0.05
"""A customer with this much of the revenue who leaves less than half the usual rate is named."""


def coach(
    sheet: ConcentrationSheet, words: ToolWords, _today: date, _position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the sheet. Nothing about one without customers."""
    if not entries(sheet):
        return []
    lost = loss(sheet)
    return [
        *_no_totals(sheet, words),
        *_more_than_all(sheet, words),
        *_no_period(sheet, words),
        *_fewer_than_ten(sheet, words),
        *_one_group_twice(sheet, words),
        *_no_contribution(sheet, lost, words),
        *_no_plan(sheet, lost, words),
        *_not_weighed(sheet, words),
        *_no_second_year(sheet, words),
        *_one_sided(sheet, words),
        *_borrowed_numbers(sheet, words),
        *_a_promise(sheet, words),
        *_sentences_without_numbers(sheet, words),
        *_poor_rate(sheet, words),
    ]


def _no_totals(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    missing = [name for name in ("company_revenue", "net_profit") if getattr(sheet, name) is None]
    if missing:
        labels = "、".join(words.fields[name].label for name in missing)
        return [advise(words, "CT1", fields=labels)]
    return []


def _more_than_all(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    total = listed(sheet)
    told = []
    if sheet.company_revenue is not None and total > sheet.company_revenue * (1 + 1e-9):
        told.append(advise(words, "CT2", listed=amount(total), all=amount(sheet.company_revenue)))
    for row in sheet.rows:
        if row.revenue is not None and row.gross is not None and row.gross > row.revenue:
            told.append(
                advise(
                    words,
                    "CT14",
                    row.id,
                    name=name_of(row),
                    gross=amount(row.gross),
                    revenue=amount(row.revenue),
                )
            )
    return told


def _no_period(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    if not sheet.period:
        return [advise(words, "CT3")]
    if sheet.company_revenue is not None and sheet.net_profit is not None:
        return [praise(words, "CT3", period=sheet.period)]
    return []


def _fewer_than_ten(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    first = top(sheet)
    if first.share is None:
        return []
    enough = first.number >= TOP or first.number == sheet.customers
    if enough or first.share >= 1 - 1e-9:
        return [praise(words, "CT4", n=first.number, share=percent(first.share))]
    return [advise(words, "CT4", n=first.number)]


def _one_group_twice(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    told: list[Advice] = []
    seen: dict[str, Customer] = {}
    for row in sheet.rows:
        key = group_of(row.name, words)
        if len(key) >= 2 and key in seen:
            told.append(
                advise(words, "CT5", row.id, name=row.name, other=name_of(seen[key]), group=key)
            )
        else:
            seen[key] = row
    return told


def group_of(name: str, words: ToolWords) -> str:
    """What two sites of one group have in common: the name without kind of firm and place.

    Empty where nothing would be left that tells one company from another.
    """
    bare = re.sub(r"[（(].*?[）)]|[\s·\-—_/]+", "", name)
    for part in sorted(words.word_lists.get("places", ()), key=len, reverse=True):
        bare = bare.replace(part, "")
    return bare


def _no_contribution(
    sheet: ConcentrationSheet, lost: Loss | None, words: ToolWords
) -> list[Advice]:
    row = lost_row(sheet)
    if row is None:
        return []
    if lost is None:
        missing = [name for name in ("gross", "service") if getattr(row, name) is None]
        labels = "、".join(words.fields[name].label for name in missing)
        return [advise(words, "CT6", row.id, name=name_of(row), fields=labels or "—")]
    part = of_profit(sheet, lost.contribution)
    of_all = share(sheet, row)
    if part is None or of_all is None:
        return []
    return [praise(words, "CT6", share=percent(of_all), part=percent(part), name=name_of(row))]


def _no_plan(sheet: ConcentrationSheet, lost: Loss | None, words: ToolWords) -> list[Advice]:
    if lost is None or lost.service <= 0:
        return []
    facts = {"service": amount(lost.service), "name": name_of(lost.customer)}
    if not sheet.plan or sheet.months is None:
        return [advise(words, "CT7", **facts)]
    return [praise(words, "CT7", months=sheet.months, first=amount(lost.first_year))]


def _not_weighed(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    found = dependence(sheet)
    if found is None or max(found.now, found.ordered or 0) < DISCLOSED:
        return []
    open_lines = [aspect for aspect in ASPECTS if aspect not in sheet.leanings]
    highest = max(found.now, found.ordered or 0)
    if open_lines or not sheet.verdict:
        return [advise(words, "CT8", name=name_of(found.customer), share=percent(highest))]
    return []


def _no_second_year(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    found = dependence(sheet)
    if found is None or found.ordered is None or not sheet.order:
        return []
    if sheet.recurring is None:
        facts = {"now": percent(found.now), "then": percent(found.ordered)}
        return [advise(words, "CT9", order=amount(sheet.order), **facts)]
    return [praise(words, "CT9", after=percent(found.after or 0))]


def _one_sided(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    given = [sheet.leanings[aspect] for aspect in ASPECTS if aspect in sheet.leanings]
    if len(given) < len(ASPECTS):
        return []
    if set(given) == {"chance"}:
        return [advise(words, "CT10")]
    if len(set(given)) == 2 and sheet.verdict:
        return [praise(words, "CT10", n=given.count("risk"))]
    return []


def _texts(sheet: ConcentrationSheet) -> str:
    return "\n".join([*sheet.sentences.values(), sheet.verdict, sheet.plan])


def _borrowed_numbers(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    said = _texts(sheet)
    found = next((word for word in words.word_lists.get("borrowed", ()) if word in said), None)
    return [advise(words, "CT11", found=found)] if found else []


def _a_promise(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    said = "\n".join(sheet.sentences.values())
    found = next((word for word in words.word_lists.get("promises", ()) if word in said), None)
    return [advise(words, "CT12", found=found)] if found else []


def _sentences_without_numbers(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    written = {name: sheet.sentences[name] for name in SENTENCES if sheet.sentences.get(name)}
    if not written:
        return []
    bare = [name for name, text in written.items() if not _DIGIT.search(text)]
    missing = [name for name in SENTENCES if name not in written]
    if bare or missing:
        labels = "、".join(words.fields[name].label for name in (*missing, *bare))
        return [advise(words, "CT13", fields=labels)]
    return [praise(words, "CT13")]


_DIGIT = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万亿两半]")


def _poor_rate(sheet: ConcentrationSheet, words: ToolWords) -> list[Advice]:
    """Customers who weigh in revenue and leave little; with the usual rate of all that are known.

    They have to be among the first ten, or carry `NOTABLE` of the revenue.
    """
    known = [row for row in sheet.rows if row.rate is not None and row.revenue]
    revenue = sum(row.revenue or 0 for row in known)
    if len(known) < 3 or revenue <= 0:
        return []
    usual = sum(row.contribution or 0 for row in known) / revenue
    told = []
    for place, row in enumerate(sheet.ranked, 1):
        heavy = place <= TOP or (share(sheet, row) or 0) >= NOTABLE
        if heavy and row in known and row.rate is not None and row.rate < usual / 2:
            facts = {"rate": percent(row.rate), "usual": percent(usual)}
            told.append(advise(words, "CT15", row.id, name=name_of(row), place=place, **facts))
    return told


def name_of(row: Customer) -> str:
    """The customer's name, or its id while it has none."""
    return row.name or row.id
