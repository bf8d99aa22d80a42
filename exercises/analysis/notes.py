"""What has to be said before a number is believed: what the rows lack, and what they are too few
for. Pure."""

from collections.abc import Sequence

from course.content.words import ToolWords
from exercises.analysis.analyses import Results
from exercises.analysis.book import Basis, Book, Focus
from exercises.analysis.coach import FEW_ANSWERS, FEW_MONTHS, FEW_ORDERS
from exercises.analysis.grouping import split_by
from exercises.analysis.sheet import AnalysisId, Seen

_NEEDED: dict[AnalysisId, tuple[str, ...]] = {
    "development": ("amount",),
    "value": ("amount",),
    "behaviour": ("amount",),
    "agents": ("agent",),
    "satisfaction": (),
    "one": ("amount",),
}
_USED: dict[AnalysisId, tuple[str, ...]] = {
    "development": (),
    "value": ("cost", "hours"),
    "behaviour": (),
    "agents": ("brought",),
    "satisfaction": ("score", "response", "closing"),
    "one": ("cost", "hours", "site", "product"),
}


def possible(analysis: AnalysisId, book: Book, focus: Focus) -> bool:
    """Whether the rows carry this analysis at all."""
    if analysis == "satisfaction":
        return any(book.has(name) for name in _USED[analysis])
    if analysis == "one" and not focus.customer:
        return False
    return all(book.has(name) for name in _NEEDED[analysis])


def notes(
    words: ToolWords,
    analysis: AnalysisId,
    results: Results,
    book: Book,
    focus: Focus,
    basis: Basis,
    seen: Seen,
) -> list[str]:
    """Sentences to be read beside the numbers, as plain text."""
    texts = words.texts
    if analysis == "one" and not focus.customer:
        return [texts["no_customer"]]
    needed = _NEEDED[analysis] or (() if possible(analysis, book, focus) else _USED[analysis])
    missing = _missing(words, book, needed)
    if missing:
        return [texts["lacks"].format(fields=missing)]
    told = []
    partly = _missing(words, book, _USED[analysis])
    if partly:
        told.append(texts["lacks_part"].format(fields=partly))
    if analysis in ("value", "one") and book.has("hours") and basis.hour_cost is None:
        told.append(texts["need_hour_cost"])
    if analysis in ("value", "one") and results.value.whole.uncosted:
        told.append(texts["uncosted"].format(n=results.value.whole.uncosted))
    if analysis == "development" and seen.months < FEW_MONTHS:
        told.append(texts["short_span"].format(n=seen.months))
    if analysis == "development" and focus.customer and basis.wallet(focus.customer).now is None:
        told.append(texts["wallet_missing"])
    if analysis == "behaviour" and (seen.sample or 0) < FEW_ORDERS:
        told.append(texts["few_orders"].format(n=seen.sample or 0))
    if analysis == "satisfaction" and 0 < (seen.sample or 0) < FEW_ANSWERS:
        told.append(texts["few_answers"].format(n=seen.sample))
    if len(seen.apart) == 2:
        low, high = seen.apart
        kind = "agent" if analysis == "agents" else split_by(book, focus)
        label = words.choices["field"]["agent"] if kind == "agent" else words.choices["kind"][kind]
        told.append(texts["average_hides"].format(low=low, high=high, kind=label))
    return told


def _missing(words: ToolWords, book: Book, names: Sequence[str]) -> str:
    return "、".join(words.choices["field"][name] for name in names if not book.has(name))


def focus_name(customer: str, site: str, product: str, everybody: str) -> str:
    """What is looked at, in words: 「恒屿新能源 · 宜宾 · 备件维保」."""
    return " · ".join(filter(None, (customer or everybody, site, product)))
