"""Each analysis finds in the case's rows what transactions.md and the lesson say it finds."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.analysis.agents import agents
from exercises.analysis.analyses import analyse
from exercises.analysis.book import Basis, Book, Focus, Record, Wallet
from exercises.analysis.conduct import behaviour, net_promoters, satisfaction
from exercises.analysis.development import compound_growth, development
from exercises.analysis.grouping import split_by
from exercises.analysis.worth import lifetime_value, one_to_one, value

HENGYU = Focus("恒屿新能源")


def test_hengyu_grows_by_the_year_and_shrinks_by_the_half(book: Book, basis: Basis) -> None:
    found = development(book, HENGYU, basis)

    assert found.years == pytest.approx((980, 1720))
    assert found.growth == pytest.approx(0.755, abs=0.0005)
    assert found.halves is not None
    assert [half.revenue for half in found.halves] == pytest.approx([1060, 660])
    assert [half.share for half in found.halves] == pytest.approx([0.247, 0.153], abs=0.0005)
    assert (found.share, found.share_before) == pytest.approx((0.200, 0.130), abs=0.0005)
    assert found.change == pytest.approx(-0.377, abs=0.0005)


def test_what_is_bought_one_by_one_can_be_left_out(book: Book, basis: Basis) -> None:
    usual = replace(basis, one_off=frozenset({"主机", "干燥"}))

    parts = {part.name: part for part in development(book, HENGYU, usual).standing}

    assert (parts["常州"].first, parts["常州"].second) == pytest.approx((240, 340))
    assert (parts["宜宾"].first, parts["宜宾"].second) == pytest.approx((130, 80))


def test_runhe_grew_by_10_4_percent_a_year(book: Book, basis: Basis) -> None:
    assert development(book, Focus("润禾食品"), basis).growth == pytest.approx(0.104, abs=0.0005)


def test_revenue_and_contribution_do_not_stand_in_one_order(book: Book, basis: Basis) -> None:
    found = {one.name: one for one in value(book, Focus(), basis).parts}

    assert found["润禾食品"].contribution == pytest.approx(210.6)
    assert found["晟驰汽零"].contribution == pytest.approx(102.4)
    assert found["东锦纺织"].contribution == pytest.approx(18.4)
    assert found["浦和乳业"].contribution == pytest.approx(41.6, abs=0.05)
    names = list(found)
    assert names.index("浦和乳业") < names.index("东锦纺织")


def test_hengyu_leaves_326_8_and_yibin_7_8_percent(book: Book, basis: Basis) -> None:
    found = value(book, HENGYU, basis)

    assert found.whole.contribution == pytest.approx(326.8)
    parts = {part.name: part for part in found.parts}
    assert parts["常州"].contribution == pytest.approx(284.6, abs=0.05)
    assert parts["宜宾"].contribution == pytest.approx(42.2, abs=0.05)
    assert parts["宜宾"].rate == pytest.approx(0.078, abs=0.0005)


def test_the_lifetime_value_of_the_worked_example_is_1020() -> None:
    assert lifetime_value(300, 0.85, 0.10) == pytest.approx(1020)
    assert lifetime_value(300, 0.75, 0.10) == pytest.approx(642.857, abs=0.001)
    assert lifetime_value(300, 1.0, 0.0) is None


def test_intervals_change_before_amounts(book: Book, basis: Basis) -> None:
    found = behaviour(book, Focus("恒屿新能源", "宜宾", "备件维保"), basis)

    assert [gap for _day, gap in found.gaps][-4:] == [26, 42, 48, 58]
    everybody = {one.name: one for one in found.customers}
    assert everybody["晟驰汽零"].variation == pytest.approx(0.09, abs=0.005)
    assert everybody["赣源电池"].variation == pytest.approx(1.55, abs=0.005)
    assert everybody["曜芯半导体"].ago == 141
    assert everybody["皖锻机械"].orders == 5


def test_r_f_and_m_compare_the_customers(book: Book, basis: Basis) -> None:
    found = {one.name: one for one in behaviour(book, HENGYU, basis).customers}

    assert (found["润禾食品"].recency, found["曜芯半导体"].recency) == (5, 1)
    assert found["恒屿新能源"].money == 5
    assert found["皖锻机械"].money == 1


def test_who_sells_much_is_not_who_brings_much(book: Book, basis: Basis) -> None:
    jinchuan, huaiqiao = agents(book, Focus(), basis)

    assert (jinchuan.handled, jinchuan.brought, jinchuan.clashes) == (
        pytest.approx(150),
        pytest.approx(12),
        2,
    )
    assert jinchuan.share == pytest.approx(0.08)
    assert (huaiqiao.handled, huaiqiao.brought, huaiqiao.clashes) == (
        pytest.approx(110),
        pytest.approx(74),
        0,
    )
    assert huaiqiao.share == pytest.approx(0.673, abs=0.0005)


def test_a_mean_of_nought_hides_two_sites(book: Book, basis: Basis) -> None:
    found = satisfaction(book, HENGYU, basis)

    assert found.whole.promoters == 0
    parts = {part.name: part for part in found.parts}
    assert (parts["常州"].promoters, parts["宜宾"].promoters) == (60, -60)
    assert (parts["常州"].kept, parts["常州"].calls) == (27, 28)
    assert (parts["宜宾"].kept, parts["宜宾"].calls) == (17, 22)
    assert found.whole.kept_share == pytest.approx(0.88)
    assert found.whole.closings == (23, 8, 3, 9)
    assert len(satisfaction(book, Focus("曜芯半导体"), basis).whole.scores) == 2


def test_the_widest_gaps_are_both_in_yibin(book: Book, basis: Basis) -> None:
    found = one_to_one(book, HENGYU, basis)

    first, second = found.gaps[:2]
    assert (first.site, first.product, first.gap) == ("宜宾", "主机", pytest.approx(2120))
    assert (second.site, second.product, second.gap) == ("宜宾", "干燥", pytest.approx(1600))
    assert found.cell("干燥", "常州").gap == pytest.approx(720)
    assert found.worth.contribution == pytest.approx(326.8)
    with pytest.raises(KeyError):
        found.cell("干燥", "滁州")


def test_what_the_rows_do_not_say_is_not_nought() -> None:
    book = Book((Record(2, 24_000, 730_000, "甲", amount=10.0),))
    found = analyse(book, Focus("甲"), Basis())

    assert found.value.whole.gross is None
    assert found.value.whole.contribution is None
    assert found.value.lifetime is None
    assert found.satisfaction.whole.promoters is None
    assert found.satisfaction.whole.kept_share is None
    assert found.development.halves is None
    assert found.development.growth is None
    assert found.agents == ()


def test_an_order_without_a_cost_is_told_and_earns_nothing() -> None:
    rows = (Record(2, 1, 1, "甲", amount=10.0, cost=6.0), Record(3, 1, 2, "甲", amount=5.0))

    whole = value(Book(rows), Focus("甲"), Basis()).whole

    assert (whole.revenue, whole.gross, whole.uncosted) == (15.0, 4.0, 1)


def test_goods_sent_back_count_against_revenue_and_are_no_order() -> None:
    rows = (Record(2, 1, 1, "甲", amount=10.0), Record(3, 1, 5, "甲", amount=-4.0))

    found = analyse(Book(rows, as_of=9), Focus("甲"), Basis())

    assert found.value.whole.revenue == 6.0
    assert (found.behaviour.focus.orders, found.behaviour.focus.ago) == (1, 8)


def test_years_come_from_the_rows_where_they_reach_back() -> None:
    rows = tuple(
        Record(n, 24_000 + n, 730_000 + 30 * n, "甲", amount=2.0 if n >= 12 else 1.0)
        for n in range(24)
    )
    basis = Basis(wallets=(("甲", Wallet(48.0, 24.0)),), history=(("甲", (5.0, 5.0)),))

    found = development(Book(rows), Focus("甲"), basis)

    assert found.years == (12.0, 24.0)
    assert found.growth == pytest.approx(1.0)
    assert (found.share, found.share_before) == (0.5, 0.5)


def test_without_a_customer_the_parts_are_customers(book: Book) -> None:
    assert split_by(book, Focus()) == "customer"
    assert split_by(book, HENGYU) == "site"
    assert split_by(book, Focus("恒屿新能源", "宜宾")) == "product"
    assert split_by(book, Focus("晟驰汽零")) == "product"


_NAMES = st.sampled_from(["甲", "乙", "丙"])
_MONEY = st.none() | st.integers(-500, 5000).map(lambda n: n / 10)
_MORE = st.none() | st.integers(0, 50).map(float)


@st.composite
def _records(draw: st.DrawFn) -> Record:
    month = draw(st.integers(24_000, 24_030))
    return Record(
        line=draw(st.integers(2, 999)),
        month=month,
        day=730_000 + (month - 24_000) * 30 + draw(st.integers(0, 29)),
        customer=draw(_NAMES),
        site=draw(st.sampled_from(["", "东厂", "西厂"])),
        product=draw(st.sampled_from(["", "主机", "备件"])),
        agent=draw(st.sampled_from(["", "代理"])),
        amount=draw(_MONEY),
        cost=draw(_MONEY),
        hours=draw(_MORE),
        response=draw(_MORE),
        closing=draw(_MORE),
        score=draw(st.none() | st.integers(0, 10)),
        brought=draw(st.none() | st.booleans()),
        clash=draw(st.none() | st.booleans()),
    )


_FOCUS = st.builds(
    Focus, st.sampled_from(["", "甲"]), st.sampled_from(["", "东厂"]), st.sampled_from(["", "主机"])
)


@given(st.lists(_records(), max_size=40), _FOCUS, st.randoms(use_true_random=False))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_rows_changes_nothing(
    records: list[Record], focus: Focus, chance: random.Random
) -> None:
    mixed = list(records)
    chance.shuffle(mixed)

    assert analyse(Book(tuple(mixed)), focus, Basis()) == analyse(
        Book(tuple(records)), focus, Basis()
    )


@given(st.lists(_records(), max_size=40))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_parts_add_up_to_the_whole(records: list[Record]) -> None:
    book = Book(tuple(records))
    found = analyse(book, Focus(), Basis())

    assert sum(p.revenue for p in found.value.parts) == pytest.approx(found.value.whole.revenue)
    months = sum(money for _month, money in found.development.months)
    assert months == pytest.approx(found.value.whole.revenue)
    promoters = found.satisfaction.whole.promoters
    assert promoters is None or -100 <= promoters <= 100
    for one in found.behaviour.customers:
        assert {one.recency, one.frequency, one.money} <= {1, 2, 3, 4, 5}


@given(st.lists(st.integers(0, 10), min_size=1))
def test_net_promoters_do_not_depend_on_the_order(scores: list[int]) -> None:
    assert net_promoters(scores) == net_promoters(scores[::-1])


@given(st.floats(1, 1e6), st.floats(-0.5, 3), st.integers(1, 6))
def test_compound_growth_undoes_growing(start: float, rate: float, years: int) -> None:
    grown = [start * (1 + rate) ** n for n in range(years + 1)]
    assert compound_growth(grown) == pytest.approx(rate, abs=1e-6)


@given(st.floats(1, 1000), st.floats(0.01, 0.99), st.floats(0.01, 0.5))
def test_keeping_more_is_worth_more(margin: float, kept: float, discount: float) -> None:
    less, more = (lifetime_value(margin, r, discount) for r in (kept * 0.9, kept))
    assert less is not None
    assert more is not None
    assert less < more
