"""The course as loaded: immutable, cached, the same for everybody."""

from dataclasses import dataclass
from functools import cached_property

from course.content.case import Case
from course.content.items import Item, Pool
from course.content.prose import Prose
from course.content.schema import (
    CourseFile,
    LessonHeader,
    OriginalPart,
    OutlineItem,
    Term,
    UnitFile,
)
from course.content.words import ToolWords


@dataclass(frozen=True)
class Html:
    """Ready HTML of our own rendering; nothing a learner typed."""

    html: str


@dataclass(frozen=True)
class FigureSlot:
    """A place for a tool's figure on case data, with its table twin as HTML.

    `subject` as written in the lesson: `case` (our side) or one of the examples' subjects.
    """

    tool: str
    subject: str
    table_html: str


@dataclass(frozen=True)
class CheckSlot:
    """A place for an embedded question."""

    item_id: str


@dataclass(frozen=True)
class OpeningSlot:
    """The question to think about before reading; the learner's answer is kept."""

    html: str


Block = Html | FigureSlot | CheckSlot | OpeningSlot


@dataclass(frozen=True)
class Section:
    """One page of a lesson, one slide of a projection.

    `anchor` is stable and unique in the lesson. `title` is plain text and not repeated in the
    blocks: whoever shows the section sets it as its heading. `notes_html` is for trainers only.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    notes_html: str


@dataclass(frozen=True)
class Lesson:
    """One outline item, taught. `path` is its file's, inside content/<language>/."""

    header: LessonHeader
    unit: str
    sections: tuple[Section, ...]
    path: str

    @property
    def id(self) -> str:
        """The outline item's id."""
        return self.header.id

    def index(self, anchor: str) -> int:
        """Position of the section `anchor`, counted from 0; 0 for an anchor that is not there."""
        return next((i for i, s in enumerate(self.sections) if s.anchor == anchor), 0)


@dataclass(frozen=True)
class Unit:
    """One of the seven units. `number` counts from 1; lessons are in outline order.

    `summary` is for learners who have five minutes, `handbook` for trainers only: its parts in
    the order of their files.
    """

    number: int
    file: UnitFile
    lessons: tuple[Lesson, ...]
    items: tuple[Item, ...]
    summary: Prose | None = None
    handbook: tuple[Prose, ...] = ()

    @property
    def slug(self) -> str:
        """Identity in addresses and records."""
        return self.file.slug

    @property
    def title(self) -> str:
        """The title of the outline."""
        return self.file.title

    def pool(self, pool: Pool) -> tuple[Item, ...]:
        """The unit's items of one pool, in authoring order."""
        return tuple(item for item in self.items if item.pool == pool)


@dataclass(frozen=True)
class Course:
    """All of content/<language>/. `version` changes whenever any file of it does."""

    file: CourseFile
    version: str
    units: tuple[Unit, ...]
    terms: dict[str, Term]
    tools: dict[str, ToolWords]
    misconceptions: dict[str, str]
    case: Case | None = None
    original: tuple[OriginalPart, ...] = ()

    @cached_property
    def unit_by_slug(self) -> dict[str, Unit]:
        """Units by slug."""
        return {unit.slug: unit for unit in self.units}

    @cached_property
    def lesson_by_id(self) -> dict[str, Lesson]:
        """Lessons of all units by id."""
        return {lesson.id: lesson for unit in self.units for lesson in unit.lessons}

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Questions of all units by id."""
        return {item.id: item for unit in self.units for item in unit.items}

    @cached_property
    def objective_by_id(self) -> dict[str, OutlineItem]:
        """Objectives of all units by id."""
        return {line.id: line for unit in self.units for line in unit.file.outline}

    @cached_property
    def tools_against(self) -> dict[str, tuple[str, ...]]:
        """By misconception: the tools whose coach looks for the same mistake."""
        found: dict[str, list[str]] = {}
        for tool, words in self.tools.items():
            for rule in words.coach.values():
                for misconception in rule.misconceptions:
                    found.setdefault(misconception, []).append(tool)
        return {name: tuple(dict.fromkeys(tools)) for name, tools in found.items()}

    @cached_property
    def unit_of_tool(self) -> dict[str, Unit]:
        """The unit to which a tool belongs."""
        return {tool: unit for unit in self.units for tool in unit.file.tools}
