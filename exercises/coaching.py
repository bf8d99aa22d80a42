"""What a coach says, in the same form for every tool."""

from collections.abc import Iterable
from dataclasses import dataclass

from course.content.words import Level, RuleWords, ToolWords


@dataclass(frozen=True)
class Advice:
    """One remark of the coach, ready to show. Text is plain and may quote what the learner typed.

    `row` is the id of the row it speaks of, None for the sheet as a whole. `lesson` is where to
    read about it, as `lesson#anchor`.
    """

    rule: str
    level: Level
    say: str
    why: str
    do: str
    lesson: str
    row: str | None = None


def advise(words: ToolWords, rule: str, row: str | None = None, **facts: object) -> Advice:
    """The rule's words with `row` and `facts` filled in, as a remark on something to mend.

    Raises KeyError when the tool's words lack the rule or a fact that its text names.
    """
    said = words.coach[rule]
    return Advice(
        rule=rule,
        level=said.level,
        say=_fill(said.say, row, facts),
        why=_fill(said.why, row, facts),
        do=_fill(said.do, row, facts),
        lesson=_lesson(words, said),
        row=row,
    )


def praise(words: ToolWords, rule: str, row: str | None = None, **facts: object) -> Advice:
    """The rule's praise. Raises KeyError when its words have none."""
    said = words.coach[rule]
    if said.good is None:
        raise KeyError(f"{words.id}: rule {rule} has no praise")
    return Advice(
        rule=rule,
        level="good",
        say=_fill(said.good, row, facts),
        why="",
        do="",
        lesson=_lesson(words, said),
        row=row,
    )


def _lesson(words: ToolWords, said: RuleWords) -> str:
    return said.lesson or words.lesson


def _fill(text: str, row: str | None, facts: dict[str, object]) -> str:
    return text.format_map({**facts, "row": row})


_RANK: tuple[Level, ...] = ("must", "should", "good")


def worst_first(advices: Iterable[Advice]) -> list[Advice]:
    """What must be mended, then what should be, then what is good; else in the order given."""
    return sorted(advices, key=lambda advice: _RANK.index(advice.level))
