"""Sums that several tests of the case make."""

from pathlib import Path

from course.content.case import Case, Transaction
from course.content.case.book import Site
from course.content.case.people import Node, PeopleMap

CONTENT = Path(__file__).parents[4] / "content" / "zh"


def site(case: Case, id_: str) -> Site:
    return next(place for place in case.file.sites if place.id == id_)


def rows(case: Case, account: str, kind: str = "订单", **wanted: str) -> list[Transaction]:
    name = case.account_by_id[account].name
    return [
        row
        for row in case.transactions
        if row.account == name
        and row.kind == kind
        and all(getattr(row, key) == value for key, value in wanted.items())
    ]


def revenue(lines: list[Transaction]) -> float:
    return sum(row.amount or 0 for row in lines)


def weighted(weights: list[float], scores: list[float]) -> float:
    return sum(w * s for w, s in zip(weights, scores, strict=True))


def map_of(case: Case, month: str) -> PeopleMap:
    return next(map_ for map_ in case.people.maps if map_.month == month)


def support_index(nodes: list[Node]) -> float:
    ei = sum(node.influence for node in nodes)
    return sum(node.influence * node.support for node in nodes) / (2 * ei)


def coverage_index(nodes: list[Node]) -> float:
    ei = sum(node.influence for node in nodes)
    return sum(node.influence * node.coverage / 4 for node in nodes) / ei


def counted(map_: PeopleMap) -> list[Node]:
    return [node for node in map_.nodes if node.counted]
