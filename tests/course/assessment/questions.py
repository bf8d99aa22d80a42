"""Questions of every type for tests, and strategies that make questions with answers to them."""

from hypothesis import strategies as st

from course.content.items import (
    AnyQuestion,
    Bloom,
    Item,
    Left,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    Piece,
    Pool,
    SingleChoice,
    TrueFalse,
    WrongNumber,
    WrongOrder,
)


def option(id_: str, correct: bool = False, misconception: str | None = None) -> Option:
    return Option(
        id=id_,
        text=f"选项 {id_}",
        correct=correct,
        feedback=f"理由 {id_}",
        misconception=misconception,
    )


def common(id_: str = "q", **more: object) -> dict[str, object]:
    return {"id": id_, "bloom": Bloom.APPLY, "difficulty": 0.5, "stem": "题干", **more}


def single(id_: str = "single", **more: object) -> SingleChoice:
    options = (option("a"), option("b", correct=True), option("c", misconception="wrong-c"))
    return SingleChoice.model_validate(common(id_, type="single", options=options, **more))


def multiple(id_: str = "multiple", **more: object) -> MultipleChoice:
    options = (
        option("a", correct=True),
        option("b", misconception="wrong-b"),
        option("c", correct=True),
        option("d"),
    )
    return MultipleChoice.model_validate(common(id_, type="multiple", options=options, **more))


def truefalse(answer: bool = False, **more: object) -> TrueFalse:
    return TrueFalse.model_validate(
        common(
            "truefalse",
            type="truefalse",
            answer=answer,
            feedback={"true": "说“对”的理由", "false": "说“错”的理由"},
            misconception="believes",
            **more,
        )
    )


def ordering(**more: object) -> Ordering:
    return Ordering.model_validate(
        common(
            "ordering",
            type="ordering",
            items=tuple(Piece(id=i, text=f"第 {i} 步") for i in "abcd"),
            answer=("d", "c", "b", "a"),
            feedback="先看分数",
            common_answers=(
                WrongOrder(
                    value=("a", "b", "c", "d"), feedback="顺序倒了", misconception="reversed"
                ),
            ),
            **more,
        )
    )


def matching(**more: object) -> Matching:
    return Matching.model_validate(
        common(
            "matching",
            type="matching",
            left=(
                Left(id="l1", text="左一", match="r1", feedback="左一的理由"),
                Left(
                    id="l2", text="左二", match="r2", feedback="左二的理由", misconception="mixed"
                ),
            ),
            right=tuple(Piece(id=f"r{i}", text=f"右{i}") for i in (1, 2, 3)),
            **more,
        )
    )


def numeric(**more: object) -> Numeric:
    return Numeric.model_validate(
        common(
            "numeric",
            type="numeric",
            answer=-12,
            tolerance=0,
            unit="分",
            feedback="3×4=12，是威胁",
            common_answers=(WrongNumber(value=12, feedback="漏了方向", misconception="sign"),),
        )
        | more
    )


def one_of_each() -> list[AnyQuestion]:
    return [single(), multiple(), truefalse(), ordering(), matching(), numeric()]


def item(
    question: AnyQuestion,
    objective: str = "pest",
    group: str | None = None,
    pool: Pool = Pool.ASSESSMENT,
) -> Item:
    return Item(
        unit="opportunity",
        lesson="pest",
        anchor="gate",
        objective=objective,
        pool=pool,
        question=question,
        text_hash=f"hash-of-{question.id}",
        case="案例文字" if group else None,
        group=group,
    )


def key_of(question: AnyQuestion) -> object:
    """The answer that is wholly right."""
    match question:
        case SingleChoice():
            return next(o.id for o in question.options if o.correct)
        case MultipleChoice():
            return [o.id for o in question.options if o.correct]
        case TrueFalse() | Numeric():
            return question.answer
        case Ordering():
            return list(question.answer)
        case Matching():
            return {left.id: left.match for left in question.left}


_ids = [f"p{n}" for n in range(8)]


@st.composite
def _multiples(draw: st.DrawFn) -> tuple[MultipleChoice, list[str]]:
    count = draw(st.integers(3, 8))
    keys = draw(st.sets(st.sampled_from(_ids[:count]), min_size=1, max_size=count - 1))
    options = tuple(option(i, correct=i in keys) for i in _ids[:count])
    question = MultipleChoice.model_validate(common(type="multiple", options=options))
    picks = draw(st.lists(st.sampled_from(_ids[:count]), min_size=1, unique=True))
    return question, picks


@st.composite
def _singles(draw: st.DrawFn) -> tuple[SingleChoice, str]:
    count = draw(st.integers(3, 6))
    key = draw(st.sampled_from(_ids[:count]))
    options = tuple(option(i, correct=i == key) for i in _ids[:count])
    question = SingleChoice.model_validate(common(type="single", options=options))
    return question, draw(st.sampled_from(_ids[:count]))


@st.composite
def _orderings(draw: st.DrawFn) -> tuple[Ordering, list[str]]:
    ids = _ids[: draw(st.integers(3, 8))]
    question = Ordering.model_validate(
        common(
            type="ordering",
            items=tuple(Piece(id=i, text=i) for i in ids),
            answer=tuple(draw(st.permutations(ids))),
            feedback="理由",
        )
    )
    return question, draw(st.permutations(ids))


@st.composite
def _matchings(draw: st.DrawFn) -> tuple[Matching, dict[str, str]]:
    lefts = _ids[: draw(st.integers(2, 8))]
    rights = _ids[: draw(st.integers(2, 8))]
    sides = st.sampled_from(rights)
    question = Matching.model_validate(
        common(
            type="matching",
            left=tuple(Left(id=i, text=i, match=draw(sides), feedback="理由") for i in lefts),
            right=tuple(Piece(id=i, text=i) for i in rights),
        )
    )
    return question, draw(st.dictionaries(st.sampled_from(lefts), sides, min_size=1))


@st.composite
def _numerics(draw: st.DrawFn) -> tuple[Numeric, float]:
    numbers = st.integers(-(10**6), 10**6).map(lambda n: n / 100)
    question = Numeric.model_validate(
        common(
            type="numeric",
            answer=draw(numbers),
            tolerance=draw(st.integers(0, 500)) / 100,
            unit="万元",
            feedback="理由",
        )
    )
    return question, draw(numbers)


answered = st.one_of(
    _singles(),
    _multiples(),
    st.tuples(st.booleans().map(truefalse), st.booleans()),
    _orderings(),
    _matchings(),
    _numerics(),
)
"""A question of any type with some answer to it."""
