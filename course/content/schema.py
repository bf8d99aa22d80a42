"""The shape of a course as its authors write it in content/."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
LessonLink = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(#[a-z0-9-]+)?$")]
"""A lesson, or a place in it."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Fraction = Annotated[float, Field(ge=0.0, le=1.0)]
Minutes = Annotated[int, Field(gt=0, le=240)]


class Authored(BaseModel):
    """A model read from a file: unknown keys and silent conversions are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Facet(Authored):
    """One thing a learner can do who reached an objective. Items name the facet they test."""

    id: Slug
    text: Text


class OutlineItem(Authored):
    """One line of the course outline, and the objective behind it.

    Its id is also the id of its objective and of its lesson. `essay` marks the seven that come from
    the essays of the outline rather than from its list of topics (domain.md §2).
    """

    id: Slug
    title: Text
    objective: Text
    can: tuple[Facet, ...] = ()
    essay: bool = False


class UnitFile(Authored):
    """unit.yaml: one of the seven units. The folder's number gives the order, the slug identity."""

    slug: Slug
    title: Text
    short: Annotated[str, StringConstraints(min_length=1, max_length=4)]
    purpose: Text
    promise: Text
    outline: Annotated[tuple[OutlineItem, ...], Field(min_length=1)]
    tools: tuple[Slug, ...] = ()


class Parties(Authored):
    """What the two companies of the running case are called, in short."""

    us: Text
    customer: Text


class CourseFile(Authored):
    """course.yaml: what holds for all units."""

    title: Text
    subtitle: Text
    pass_mark: Fraction
    quiz_length: Annotated[int, Field(ge=1, le=50)]
    parties: Parties | None = None


class LessonHeader(Authored):
    """The front matter of a lesson. The id is that of the outline item which the lesson teaches."""

    id: Slug
    title: Text
    minutes: Minutes
    tool: Slug | None = None


class SummaryHeader(Authored):
    """The front matter of a unit's summary."""

    title: Text


Taught = Annotated[tuple[LessonLink, ...], Field(min_length=1)]


class OriginalLine(Authored):
    """A line of the outline this course was made from, and where it is taught.

    `note` says what the course corrected.
    """

    text: Text
    taught: Taught
    note: Text | None = None


class OriginalPart(Authored):
    """A part of that outline, under its own heading."""

    title: Text
    taught: Taught
    note: Text | None = None
    lines: Annotated[tuple[OriginalLine, ...], Field(min_length=1)]


class OutlineFile(Authored):
    """outline.yaml: the outline this course was made from, line by line, as it was worded."""

    parts: Annotated[tuple[OriginalPart, ...], Field(min_length=1)]


class Term(Authored):
    """One glossary entry.

    `ours` marks a term that the outline leaves undefined: it is shown with 「本课程采用的解释」 and
    `corresponds` says what it is called in the literature.
    """

    name: Text
    text: Text
    ours: bool = False
    corresponds: Text | None = None
    also: tuple[Text, ...] = ()


class Glossary(Authored):
    """glossary.yaml: the course's terms by their id."""

    terms: dict[Slug, Term]
