"""The chain of sheets: rows made from rows of other sheets, and what became of those since.

A row keeps its `Origin`s: which row it was made from, and what that row said then. Nothing here
changes a sheet: where a source says something else now, or is gone, that is a `Review`, and the
learner decides (domain.md §7, 跨表一致性). Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from course.pasted import visible
from exercises.evidence import Line, SheetPart

Lines = Mapping[str, Sequence["ChainLine"]]
"""By tool: the rows of its sheet."""

Upstream = Mapping[str, Mapping[str, "ChainLine"]]
"""By tool and row id: what the sheets say now that a tool reads. Unreadable ones are left out."""


class Origin(SheetPart):
    """The row of another sheet that a row was made from, and what that row said then.

    `value` is its figure then (「+20」, 「++」); empty where the row had none.
    """

    tool: str
    row: str
    text: Line = ""
    value: str = ""


@dataclass(frozen=True)
class ChainLine:
    """A row as the chain sees it.

    `value` is a short figure. `label` is what the row is called outside of its sheet, where that is
    not its id. `opens` is the row of the form to open for it, where that is not its id.
    `offered_to` are the tools that ought to take it over. One that is `summed` was not written but
    follows from other rows. One that is `bound` is there only as long as all it was made from is:
    a cell of the matrix without one of its two facts.
    """

    row: str
    text: str
    value: str = ""
    label: str = ""
    opens: str = ""
    origins: tuple[Origin, ...] = ()
    offered_to: tuple[str, ...] = ()
    summed: bool = False
    bound: bool = False

    @property
    def name(self) -> str:
        """What the row is called: its label, or its id."""
        return self.label or self.row


@dataclass(frozen=True)
class Review:
    """An origin that no longer says what it said. `now` is None where the row is gone."""

    origin: Origin
    now: ChainLine | None


def origin_of(tool: str, line: ChainLine) -> Origin:
    """What a row keeps about `line` of `tool` when it is made from it today."""
    return Origin(tool=tool, row=line.row, text=line.text[:200], value=line.value)


def review(origin: Origin, upstream: Upstream) -> Review | None:
    """What has to be looked at again about one origin; None while it says the same.

    A tool that `upstream` does not have is not judged, nor a figure that was not noted.
    """
    lines = upstream.get(origin.tool)
    if lines is None:
        return None
    now = lines.get(origin.row)
    if now is None or (now.bound and not stands(now, upstream)):
        return Review(origin, None)
    same_text = " ".join(visible(now.text[:200]).split()) == " ".join(origin.text.split())
    same_value = not origin.value or origin.value == now.value
    return None if same_text and same_value else Review(origin, now)


def reviews(origins: Iterable[Origin], upstream: Upstream) -> list[Review]:
    """Every origin that has to be looked at again, in their order."""
    return [found for origin in origins if (found := review(origin, upstream)) is not None]


def accepted(origins: Iterable[Origin], upstream: Upstream) -> tuple[Origin, ...]:
    """The origins with what their rows say now. Those whose row is gone are left out."""
    kept = []
    for origin in origins:
        found = review(origin, upstream)
        if found is None:
            kept.append(origin)
        elif found.now is not None:
            kept.append(origin_of(origin.tool, found.now))
    return tuple(kept)


def offered(tool: str, upstream: Upstream) -> list[tuple[str, ChainLine]]:
    """Every line that `tool` ought to take over, with the tool it stands in.

    One whose source is gone has to be looked at first, and is not offered on.
    """
    return [
        (source, line)
        for source, lines in upstream.items()
        for line in lines.values()
        if tool in line.offered_to and stands(line, upstream)
    ]


def stands(line: ChainLine, upstream: Upstream) -> bool:
    """Whether every row that it was made from is still there.

    A sheet without a row is not judged: nobody has begun it, or it was begun anew.
    """
    return all(
        found.now is not None or not upstream[found.origin.tool]
        for found in reviews(line.origins, upstream)
    )


def taken(lines: Iterable[ChainLine]) -> set[tuple[str, str]]:
    """(tool, row) of everything that these lines were made from."""
    return {(origin.tool, origin.row) for line in lines for origin in line.origins}


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: `line` of `tool` has to be looked at.

    With a `review` its source says something else now. Without one it waits to be taken over by the
    tool `waits_for`.
    """

    tool: str
    line: ChainLine
    review: Review | None = None
    waits_for: str = ""


def breaks(lines: Lines) -> list[Break]:
    """Everything to look at in all sheets on one subject and side, tool by tool.

    A tool that is not in `lines` has a sheet that cannot be read: nothing is said about it.
    """
    upstream = {tool: {line.row: line for line in told} for tool, told in lines.items()}
    known = {tool: taken(told) for tool, told in lines.items()}
    found = []
    for tool, told in lines.items():
        for line in told:
            found += [Break(tool, line, review=one) for one in reviews(line.origins, upstream)]
            found += [
                Break(tool, line, waits_for=user)
                for user in line.offered_to
                if user in known and (tool, line.row) not in known[user] and stands(line, upstream)
            ]
    return found


def uses(lines: Lines) -> dict[tuple[str, str], list[tuple[str, ChainLine]]]:
    """By (tool, row): the rows elsewhere that were made from it, with their tool."""
    used: dict[tuple[str, str], list[tuple[str, ChainLine]]] = defaultdict(list)
    for tool, told in lines.items():
        for line in told:
            for source in dict.fromkeys((one.tool, one.row) for one in line.origins):
                used[source].append((tool, line))
    return dict(used)
