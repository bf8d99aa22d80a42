"""For each rule one sheet of which it speaks and one of which it does not, and its praise."""

from datetime import date

import pytest
from hypothesis import given, settings

from exercises.coaching import Advice
from exercises.exercise import Position
from exercises.ge.coach import coach
from exercises.ge.sheet import (
    GeSheet,
    add_factor,
    change_factor,
    change_row,
    remove_row,
    set_score,
)
from tests.exercises.ge.conftest import TODAY, factors, ge_words, proof, sheets, unit

CASE = Position("us", {"us": "澄湃", "customer": "恒屿"})
WORDS = ge_words()


def said(about: GeSheet) -> list[Advice]:
    return coach(about, WORDS, TODAY, CASE)


def speaks(rule: str, about: GeSheet) -> list[str | None]:
    """The rows of which the rule has something to say that is not praise."""
    return [a.row for a in said(about) if a.rule == rule and a.level != "good"]


def words_of(rule: str, about: GeSheet) -> str:
    return next(a.say for a in said(about) if a.rule == rule and a.level != "good")


def praises(rule: str, about: GeSheet) -> bool:
    return any(a.rule == rule and a.level == "good" for a in said(about))


def every(about: GeSheet, points: int, letter: str) -> GeSheet:
    """The sheet with this score for all factors of one axis in all units."""
    for one in about.rows:
        for factor in about.factors:
            if factor.id.startswith(letter):
                about = set_score(about, one.id, factor.id, points)
    return about


def test_nothing_is_said_of_an_empty_sheet() -> None:
    assert said(GeSheet()) == []
    assert said(GeSheet(rows=(unit(name="", evidence=()),))) == []


def test_of_the_worked_example_there_is_only_good_to_say(full: GeSheet) -> None:
    assert {(a.rule, a.say) for a in said(full) if a.level != "good"} == set()
    assert {a.rule for a in said(full)} == WORDS.coach.keys() - {"G4"}


def test_the_half_filled_example_is_told_only_what_is_left_to_fill_in(half: GeSheet) -> None:
    assert {(a.rule, a.row) for a in said(half) if a.level != "good"} == {
        ("IM8", "U1"),
        ("IM10", "U1"),
        ("G1", "U4"),
        ("G1", "U5"),
    }


@pytest.mark.parametrize(
    ("weights", "what"),
    [
        ((0.5, 0.4), "权重合计 0.9，不是 1"),
        ((0.5, None), "有 1 个因素还没有权重"),
        ((None, None), "还没有权重"),
    ],
)
def test_im1_speaks_of_weights_that_are_not_whole(
    weights: tuple[float | None, ...], what: str
) -> None:
    about = GeSheet(factors=factors(*weights))

    assert speaks("IM1", about) == ["attractiveness"]
    assert what in words_of("IM1", about)


def test_im1_is_silent_of_weights_that_sum_to_one(full: GeSheet) -> None:
    assert speaks("IM1", GeSheet(factors=factors(0.4, 0.6))) == []
    assert praises("IM1", full)


def test_im2_speaks_of_a_factor_on_the_wrong_axis_or_on_both(full: GeSheet) -> None:
    assert speaks("IM2", change_factor(full, "A5", name="我方份额")) == ["A5"]
    assert speaks("IM2", change_factor(full, "B5", name="行业增速")) == ["B5"]
    both = change_factor(full, "B5", name="规模")
    assert speaks("IM2", both) == ["B5"]
    assert "（A1）" in words_of("IM2", both)
    assert speaks("IM2", full) == []
    assert praises("IM2", full)


def test_im3_speaks_of_what_is_bad_when_high_and_not_turned_round(full: GeSheet) -> None:
    raw = change_factor(full, "A4", name="竞争强度", reverse=False)
    assert speaks("IM3", raw) == ["A4"]
    assert "还没有标成反向" in words_of("IM3", raw)

    marked = change_factor(full, "A4", name="竞争强度", five="")
    assert "还没写打 5 分是什么样" in words_of("IM3", marked)

    assert speaks("IM3", change_factor(full, "A4", name="竞争强度")) == []
    assert speaks("IM3", full) == []
    assert praises("IM3", full)
    assert not praises("IM3", change_factor(full, "A4", reverse=False))


def test_im4_speaks_when_everything_is_to_be_invested_in(full: GeSheet) -> None:
    assert speaks("IM4", every(every(full, 5, "A"), 4, "B")) == [None]
    assert speaks("IM4", full) == []
    assert praises("IM4", full)


def test_im4_waits_for_three_units(full: GeSheet) -> None:
    few = full
    for row in ("U3", "U4", "U5"):
        few = remove_row(few, row)

    assert speaks("IM4", every(every(few, 5, "A"), 4, "B")) == []


@pytest.mark.parametrize("market", [None, 0.0])
def test_im5_speaks_of_a_unit_without_a_market(full: GeSheet, market: float | None) -> None:
    assert speaks("IM5", change_row(full, "U2", market=market)) == ["U2"]
    assert speaks("IM5", full) == []
    assert praises("IM5", full)


def test_im6_speaks_of_an_action_that_departs_without_a_reason(full: GeSheet) -> None:
    about = change_row(full, "U4", action="invest")
    assert speaks("IM6", about) == ["U4"]
    assert "高·弱，默认选择，你选的是投资" in words_of("IM6", about)

    assert speaks("IM6", change_row(about, "U4", reason="曜芯已经签了三年框架")) == []
    assert speaks("IM6", change_row(full, "U3", reason="")) == ["U3"]
    assert praises("IM6", full)
    assert not praises("IM6", change_row(full, "U3", action="invest"))


@pytest.mark.parametrize("name", ["恒屿新能源", "华东纺织集团", "450 kW 无油机"])
def test_im7_speaks_of_customers_and_products_among_segments(full: GeSheet, name: str) -> None:
    assert speaks("IM7", change_row(full, "U2", name=name)) == ["U2"]


def test_im7_knows_what_the_picture_is_of(full: GeSheet) -> None:
    customers = full.model_copy(update={"kind": "group"})

    assert speaks("IM7", change_row(customers, "U2", name="恒屿新能源")) == []
    assert speaks("IM7", change_row(customers, "U2", name="450 kW 无油机")) == ["U2"]
    assert praises("IM7", full)


def test_im8_asks_which_point_to_check_on_an_edge(full: GeSheet) -> None:
    about = change_row(full, "U1", check="")
    assert speaks("IM8", about) == ["U1"]
    assert "竞争实力 3.60，离切点 3.667 只有 0.07" in words_of("IM8", about)

    assert speaks("IM8", change_row(full, "U4", check="")) == []
    assert praises("IM8", full)


def test_im8_waits_for_all_scores(full: GeSheet) -> None:
    part = set_score(change_row(full, "U1", check=""), "U1", "A5", None)

    assert speaks("IM8", part) == []


@pytest.mark.parametrize("name", ["去年收入", "业绩贡献", "销售额"])
def test_im9_speaks_of_results_as_a_factor(full: GeSheet, name: str) -> None:
    assert speaks("IM9", change_factor(full, "B5", name=name)) == ["B5"]
    assert speaks("IM9", full) == []
    assert praises("IM9", full)


def test_im10_asks_for_an_action_once_the_box_is_there(full: GeSheet) -> None:
    assert speaks("IM10", change_row(full, "U1", action=None)) == ["U1"]
    assert speaks("IM10", set_score(change_row(full, "U1", action=None), "U1", "A1", None)) == []
    assert praises("IM10", full)
    assert not praises("IM10", change_row(full, "U1", plan=""))


def test_g1_speaks_of_a_unit_without_evidence(full: GeSheet) -> None:
    assert speaks("G1", change_row(full, "U2", evidence=())) == ["U2"]
    assert praises("G1", full)


def test_g2_speaks_of_old_evidence(full: GeSheet) -> None:
    old = (proof(day=date(2025, 6, 1)),)

    assert speaks("G2", change_row(full, "U2", evidence=old)) == ["U2"]
    assert praises("G2", full)


def test_g3_speaks_of_nothing_but_guesses(full: GeSheet) -> None:
    guessed = full
    for one in full.rows:
        guessed = change_row(guessed, one.id, confidence=1)

    assert speaks("G3", guessed) == [None]
    assert praises("G3", full)


def test_g4_speaks_of_the_same_unit_twice(full: GeSheet) -> None:
    again = full.row("U1").model_dump(exclude={"id"})

    assert speaks("G4", change_row(full, "U5", **again)) == ["U5"]
    assert speaks("G4", full) == []


def test_g5_speaks_of_a_factor_that_tells_nothing_apart(full: GeSheet) -> None:
    even = full
    for one in full.rows:
        even = set_score(even, one.id, "B4", 3)

    assert speaks("G5", even) == ["B4"]
    assert "“案例”一项，各行全是 3 分" in words_of("G5", even)
    assert praises("G5", full)


def test_g6_speaks_of_what_would_hold_for_any_unit(full: GeSheet) -> None:
    vague = change_row(full, "U2", evidence=(proof("前景好，我们实力强"),))

    assert speaks("G6", vague) == ["U2"]
    assert praises("G6", full)


def test_g6_leaves_a_bare_name_to_g1(full: GeSheet) -> None:
    bare = change_row(full, "U2", evidence=())

    assert speaks("G6", bare) == []


@settings(max_examples=60)
@given(sheets())
def test_the_coach_has_an_answer_to_any_sheet(about: GeSheet) -> None:
    rows = {None, "attractiveness", "strength"}
    rows |= {one.id for one in (*about.rows, *about.factors)}

    assert {a.row for a in said(about)} <= rows


def test_a_factor_without_a_name_is_not_judged_by_it() -> None:
    about, _id = add_factor(GeSheet(), "attractiveness")

    assert said(about) == []
