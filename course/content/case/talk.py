"""The shape of what is said in the case: interviews, objections and answers to them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from course.content.case.book import Dim, Level, Month, NeedId, Side
from course.content.case.half import Cells, WorkedSheet
from course.content.schema import Authored, Slug, Text


class MarkBody(Authored):
    """The fields of a mark."""

    quote: Text
    need: NeedId | None = None
    level: Level | None = None
    side: Side | None = None
    spises: Dim | None = None
    why: Text


def _is_meaningful(mark: MarkBody) -> MarkBody:
    need = (mark.need, mark.level, mark.side)
    if any(part is None for part in need) != all(part is None for part in need):
        raise ValueError("标注需求时，need、level、side 三样一起写")
    if mark.need is None and mark.spises is None:
        raise ValueError("一处标注至少写 need 或 spises 中的一样")
    return mark


Mark = Annotated[MarkBody, AfterValidator(_is_meaningful)]
"""A passage of a transcript: the need it shows with its level, a cue of SPISES, or both."""


class TurnBody(Authored):
    """What one person said. `spin` is the kind of our question, `flaw` what was wrong with it."""

    who: Slug
    say: Text
    spin: Literal["S", "P", "I", "N"] | None = None
    flaw: Text | None = None
    marks: tuple[Mark, ...] = ()


def _quotes_are_said(turn: TurnBody) -> TurnBody:
    for mark in turn.marks:
        if mark.quote not in turn.say:
            raise ValueError(f"标注的原话不在这句话里：{mark.quote}")
    return turn


Turn = Annotated[TurnBody, AfterValidator(_quotes_are_said)]


class Interview(Authored):
    """A transcript. `ours` are our people present, `record` is what was noted afterwards."""

    id: Slug
    person: Slug
    ours: tuple[Slug, ...]
    month: Month
    place: Text
    minutes: Annotated[int, Field(gt=0, le=120)]
    aim: Text
    turns: Annotated[tuple[Turn, ...], Field(min_length=12, max_length=25)]
    record: Text


class Steps(Authored):
    """The five steps of an answer: listen, acknowledge, explore, respond, confirm."""

    L: Text
    A: Text
    E: Text
    R: Annotated[Text, StringConstraints(max_length=120)]
    C: Text


class Fault(Authored):
    """A coaching rule that a poor answer breaks, and where."""

    rule: Annotated[str, StringConstraints(pattern=r"^(OB|NL)[1-9]$")]
    why: Text


class PoorAnswer(Authored):
    """An answer that sounds right and is not."""

    text: Text
    wrong: Annotated[tuple[Fault, ...], Field(min_length=1)]


class Objection(Authored):
    """What somebody objected. `handle` is false while the need is below P2: back to the need."""

    id: Annotated[str, StringConstraints(pattern=r"^O[0-9]{2}$")]
    person: Slug
    stage: Literal["认知需求", "评估方案", "解决顾虑", "决策与实施", "随时间变化"]
    type: Literal["需求", "价格", "信任", "竞品", "时机", "权限", "技术风险", "合规"]
    real: bool
    verbatim: Text
    root: Text
    need: NeedId
    handle: bool
    answer: Steps
    evidence: Text
    outcome: Text
    poor: PoorAnswer


class ObjectionsFile(WorkedSheet):
    """objections.yaml."""

    objections: tuple[Objection, ...]

    def cells(self) -> Cells:
        """A row per objection; the five steps of its answer are fields of their own."""
        kept = {"stage", "type", "real", "root", "need", "handle", "evidence", "outcome"}
        return {
            one.id: {**one.model_dump(include=kept), **one.answer.model_dump()}
            for one in self.objections
        }
