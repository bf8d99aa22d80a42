"""The shape of the case's people, and of the map of them in one month."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from course.content.case.book import Month, Score
from course.content.case.half import Cells, WorkedSheet
from course.content.schema import Authored, Slug, Text

Role = Literal["发起", "使用", "影响", "评估", "决策", "批准", "采购", "把关", "教练"]


class Fact(Authored):
    """Something about a person's work, and how we know it."""

    text: Text
    how: Text


class Person(Authored):
    """Somebody of the case. Only what concerns work and can be checked."""

    id: Slug
    name: Text
    company: Slug
    title: Text
    reports_to: Slug | None = None
    motives: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    orientation: Literal["财务", "技术", "关系", "业务"] | None = None
    adaptability: Literal["创新", "远见", "务实", "保守", "落后"] | None = None
    mode: Literal["增长", "困境", "平稳", "自满"] | None = None


class Node(Authored):
    """One person on a map: influence, stance and our coverage in that month.

    `counted` people enter the indices; the others are drawn only.
    """

    person: Slug
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    formal: Score
    informal: Score
    status: Literal["内圈", "结构内", "圈外"]
    support: Annotated[int, Field(ge=-2, le=2)]
    coverage: Annotated[int, Field(ge=0, le=4)]
    owner: Slug
    how: Text
    counted: bool

    @property
    def influence(self) -> float:
        """EI, effective influence from 1 to 5: 0.6 formal + 0.4 informal."""
        return 0.6 * self.formal + 0.4 * self.informal


class Edge(Authored):
    """Who moves whom, how strongly (1 to 3), and how we know it."""

    model_config = ConfigDict(populate_by_name=True)

    source: Slug = Field(alias="from")
    target: Slug = Field(alias="to")
    kind: Literal["汇报", "影响", "友", "对立"]
    weight: Annotated[int, Field(ge=1, le=3)]
    evidence: Text


class PeopleMap(Authored):
    """The customer's people around one decision, as they stood in one month."""

    month: Month
    title: Text
    note: Text
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class PeopleFile(WorkedSheet):
    """people.yaml. Maps are in order of time."""

    people: tuple[Person, ...]
    maps: Annotated[tuple[PeopleMap, ...], Field(min_length=1)]

    def cells(self) -> Cells:
        """The latest map: a row per person, and per edge as ``su-qing>shao-min``."""
        now = self.maps[-1]
        return {
            **{node.person: node.model_dump(exclude={"person", "counted"}) for node in now.nodes},
            **{
                f"{edge.source}>{edge.target}": edge.model_dump(exclude={"source", "target"})
                for edge in now.edges
            },
        }
