"""The shape of a tool's words: content/<language>/exercises/<tool>.yaml.

Only words, no conditions: a rule's condition stands in the tool's coach.py and meets its words by
id. The course does not know the tools, so rows of examples stay plain data here; each tool
validates them with its own sheet model (`python -m course check` runs that too).
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from course.content.schema import Authored, Slug, Text

Level = Literal["must", "should", "good"]
Words = dict[str, Text]


class FieldWords(Authored):
    """What the form says beside one field. `notes` holds further sentences by name."""

    label: Text
    hint: Text | None = None
    placeholder: Text | None = None
    notes: Words = Field(default_factory=dict)


class RuleWords(Authored):
    """What the coach says for one rule: what it sees, why it matters, what to do.

    `misconceptions` are the same mistakes as the questions find them: ids of an items file.
    `good` is said when the rule's positive condition holds; `good_when` tells the author which.
    Braces are filled by the rule: {row}, {n} and so on.
    """

    level: Level
    say: Text
    why: Text
    do: Text
    good_when: Text | None = None
    good: Text | None = None
    lesson: Text | None = Field(
        default=None, description="lesson#anchor; the tool's lesson if none"
    )
    misconceptions: tuple[Slug, ...] = ()


class Example(Authored):
    """A sheet prepared by the author: its rows as plain data and what is said around them."""

    subject: Literal["case-us", "case-customer"]
    intro: Text
    sheet: dict[str, Any]
    notes: dict[str, Text] = Field(default_factory=dict, description="row id → why the row is so")
    outro: Text | None = None


class ToolWords(Authored):
    """Everything a tool says.

    `short` is what the table is called where one of its rows is named: 「PEST·P1」. `stage` is the
    heading under which it stands on the page of the chain; none: it is not shown there. `texts` are
    the sentences of the screen by name, `choices` the labels of closed sets by field and value,
    `anchors` the scale points by field and value (shown beside the scale).
    """

    id: Slug
    title: Text
    short: Text
    stage: Text | None = None
    purpose: Text
    lesson: Slug
    texts: Words = Field(default_factory=dict)
    fields: dict[str, FieldWords] = Field(default_factory=dict)
    choices: dict[str, dict[str, Text]] = Field(default_factory=dict)
    anchors: dict[str, dict[int, Text]] = Field(default_factory=dict)
    word_lists: dict[str, tuple[Text, ...]] = Field(
        default_factory=dict, description="words a rule looks for, by list name"
    )
    examples: dict[Literal["full", "half"], Annotated[Example, Field()]] = Field(
        default_factory=dict
    )
    coach: dict[str, RuleWords] = Field(default_factory=dict)
