"""What the maps of people, the needs and the profiles yield."""

from collections import defaultdict
from collections.abc import Iterator

from course.content.case import Case
from course.content.case.people import PeopleMap
from tests.content.figures.figure import Figure, each, share
from tests.course.content.case.sums import counted, coverage_index, map_of, support_index


def snapshots(case: Case) -> Iterator[Figure]:
    """Both maps, and who was for us on the later one."""
    for month in ("T−4", "T−3"):
        yield from snapshot(map_of(case, month))
    yield from supporters(map_of(case, "T−3"))


def snapshot(map_: PeopleMap) -> Iterator[Figure]:
    """Each counted person's influence and its products, the sums and both indices."""
    nodes = counted(map_)
    for node in nodes:
        yield from each(
            f"{node.person} at {map_.month}",
            (node.influence, node.influence * node.support, node.influence * node.coverage / 4),
        )
    total = sum(node.influence for node in nodes)
    yield from each(
        f"sums at {map_.month}",
        (
            total,
            2 * total,
            sum(node.influence * node.support for node in nodes),
            sum(node.influence * node.coverage / 4 for node in nodes),
        ),
    )
    yield Figure(f"support at {map_.month}", support_index(nodes))
    yield Figure(f"coverage at {map_.month}", coverage_index(nodes))


def supporters(map_: PeopleMap) -> Iterator[Figure]:
    """Influence of those who are for us, and its share."""
    nodes = counted(map_)
    ours = sum(node.influence for node in nodes if node.support > 0)
    yield Figure("influence of our supporters", ours)
    total = sum(node.influence for node in nodes)
    yield share("of all influence", ours / total, whole=True)


def ways(case: Case) -> Iterator[Figure]:
    """Length of each edge of influence that is walked to the operating chief."""
    map_ = map_of(case, "T−3")
    length = {(e.source, e.target): 1 / e.weight for e in map_.edges if e.kind == "影响"}
    direct = {source: value for (source, target), value in length.items() if target == "shao-min"}
    yield from each("one step", direct.values())
    for (source, target), value in length.items():
        if target in direct:
            yield Figure(f"{source} by {target}", value + direct[target])


def carried(case: Case) -> Iterator[Figure]:
    """How much of the coverage each of us carries."""
    map_ = map_of(case, "T−3")
    by_owner: dict[str, float] = defaultdict(float)
    for node in counted(map_):
        by_owner[node.owner] += node.influence * node.coverage / 4
    total = sum(by_owner.values())
    for owner, value in by_owner.items():
        yield Figure(f"carried by {owner}", value)
        yield share(f"share of {owner}", value / total, whole=True)
    first, second = sorted(by_owner.values())[-1:-3:-1]
    yield share("share of the first two", (first + second) / total, whole=True)


def maturity(case: Case) -> Iterator[Figure]:
    """Of the needs."""
    reached = sum(need.level * need.priority for need in case.needs.needs)
    yield Figure("maturity", reached / (3 * sum(need.priority for need in case.needs.needs)))


def matches(case: Case) -> Iterator[Figure]:
    """How much of what each profiled person wants we give; unsure dimensions are left out."""
    for profile in case.spises.profiles:
        sure = [
            (wanted, wanted * covered / 2)
            for wanted, covered, known in zip(
                profile.intensity, profile.covered, profile.confidence, strict=True
            )
            if known >= 2
        ]
        wanted, given = (sum(pair[i] for pair in sure) for i in (0, 1))
        yield from each(f"{profile.person}, by dimension", (pair[1] for pair in sure))
        yield from each(f"{profile.person} in all", (wanted, given, wanted - given))
        yield share(f"match of {profile.person}", given / wanted, whole=True)
