"""The scorecard, the churn diagnosis and the team."""

from collections import defaultdict
from statistics import mean

import pytest

from course.content.case import Case
from course.content.case.book import month_offset
from tests.course.content.case.sums import (
    counted,
    coverage_index,
    map_of,
)


def index(case: Case, account: str, letter: str) -> float:
    scores = case.account_by_id[account].scores
    criteria = [c for c in case.accounts.criteria if c.id.startswith(letter)]
    return sum(c.weight * (scores[c.id] - 1) / 4 * 100 for c in criteria)


@pytest.mark.parametrize(
    ("account", "attractiveness", "strength", "quadrant"),
    [
        ("hengyu", 75.0, 42.5, "重点培育"),
        ("runhe", 75.0, 71.25, "关键"),
        ("yaoxin", 82.5, 15.0, "重点培育"),
        ("puhe", 71.25, 40.0, "重点培育"),
        ("ganyuan", 58.75, 15.0, "机会"),
        ("shengchi", 35.0, 88.75, "维护"),
        ("dongjin", 6.25, 71.25, "维护"),
        ("wanduan", 31.25, 36.25, "机会"),
    ],
)
def test_each_account_has_its_indices_and_its_quadrant(
    case: Case, account: str, attractiveness: float, strength: float, quadrant: str
):
    assert index(case, account, "A") == pytest.approx(attractiveness)
    assert index(case, account, "B") == pytest.approx(strength)
    assert case.account_by_id[account].quadrant == quadrant
    names = {(True, True): "关键", (True, False): "重点培育", (False, True): "维护"}
    limit = case.accounts.threshold
    place = (attractiveness >= limit.attractiveness, strength >= limit.strength)
    assert names.get(place, "机会") == quadrant


def test_every_score_follows_from_its_raw_value_and_anchor(case: Case):
    for account in case.accounts.accounts:
        for criterion, raw in account.raw.items():
            anchor = case.accounts.anchors[criterion]
            assert anchor.score(raw) == account.scores[criterion], (account.id, criterion)


def test_accounts_rank_by_attractiveness_as_taught(case: Case):
    by_index: dict[float, set[str]] = defaultdict(set)
    for account in case.accounts.accounts:
        by_index[index(case, account.id, "A")].add(account.id)
    ranked = [by_index[value] for value in sorted(by_index, reverse=True)]
    assert ranked == [
        {"yaoxin"},
        {"hengyu", "runhe"},
        {"puhe"},
        {"ganyuan"},
        {"shengchi"},
        {"wanduan"},
        {"dongjin"},
    ]


def test_ganyuan_is_the_only_account_in_the_grey_zone_of_attractiveness(case: Case):
    limit = case.accounts.threshold
    near = [
        account.id
        for account in case.accounts.accounts
        if abs(index(case, account.id, "A") - limit.attractiveness) <= limit.grey
    ]
    assert near == ["ganyuan"]


def test_the_largest_customer_is_not_key_and_the_most_attractive_is_weak(case: Case):
    latest = {account.id: account.revenue[-1] or 0 for account in case.accounts.accounts}
    assert max(latest, key=lambda id_: latest[id_]) == "hengyu"
    assert case.account_by_id["hengyu"].quadrant != "关键"
    assert index(case, "yaoxin", "A") == max(index(case, id_, "A") for id_ in latest)
    assert index(case, "yaoxin", "B") == pytest.approx(15)


def test_hengyus_coverage_criterion_is_the_coverage_index_of_its_map(case: Case):
    assert case.account_by_id["hengyu"].raw["B3"] == pytest.approx(
        coverage_index(counted(map_of(case, "T−3"))), abs=0.005
    )


def test_the_churn_diagnosis_is_67_1_and_red(case: Case):
    scores = [
        sum(indicator.score for indicator in cause.indicators) / 9 * 100
        for cause in case.churn.causes
    ]
    assert [round(score, 1) for score in scores] == [33.3, 77.8, 66.7, 22.2, 55.6]
    assert mean(scores) == pytest.approx(51.1, abs=0.05)
    total = 0.6 * max(scores) + 0.4 * mean(scores)
    assert total == pytest.approx(67.1, abs=0.05)
    assert total >= 60


def test_a_red_diagnosis_has_actions_against_its_own_causes(case: Case):
    causes = {action.cause for action in case.churn.actions}
    assert {"R2", "R3"} <= causes
    assert case.churn.quit_line
    assert case.churn.win_back_line


def test_the_anonymous_rumour_counts_nothing_and_is_kept_out_of_every_sheet(case: Case):
    non_standard = next(cause for cause in case.churn.causes if cause.id == "R4")
    assert non_standard.indicators[-1].score == 0
    for need in case.needs.needs:
        assert "回扣" not in need.quote
    for person in case.people.people:
        assert all("回扣" not in fact.text for fact in person.facts)


def test_talk_and_support_are_the_teams_two_lowest_features(case: Case):
    means = {
        feature.id: mean(member.scores[feature.id] for member in case.team.health)
        for feature in case.team.features
    }
    assert sorted(means, key=lambda id_: means[id_])[:2] == ["support", "talk"]
    assert means["support"] == pytest.approx(2.4)
    assert means["talk"] == pytest.approx(2.6)


def test_events_are_in_order_of_time(case: Case):
    months = [month_offset(event.month) for event in case.events.events]
    assert months == sorted(months)
    assert months[0] == -24


def test_events_fall_into_the_months_of_the_storys_axis(case: Case):
    """Source: domain.md §4; lessons and papers count from these months."""
    months = {event.id: month_offset(event.month) for event in case.events.events}
    assert months == {
        "first-order": -24,
        "stop": -10,
        "chuzhou-approved": -8,
        "supplier-cut": -6,
        "rival-trial": -5,
        "energy-target": -4,
        "new-coo": -3,
        "rumour": -2,
        "rfp-draft": -1,
        "handover": 0,
        "emc-question": 1,
        "award": 2,
        "list": 3,
        "review": 6,
        "start": 8,
    }


def test_transfer_cases_speak_of_accounts_that_exist(case: Case):
    assert {transfer.account for transfer in case.transfer} == {"puhe", "yaoxin"}
    assert {transfer.account for transfer in case.transfer} <= set(case.account_by_id)


def test_transfer_cases_tell_the_numbers_of_their_accounts(case: Case):
    for transfer in case.transfer:
        raw = case.account_by_id[transfer.account].raw
        revenue = case.account_by_id[transfer.account].revenue[-1]
        told = "".join(transfer.facts.numbers)
        spends = f"年空气系统支出 {raw['A1']:,.0f} 万元，澄湃 {revenue:.0f} 万元"
        growth, margin, days = (f"{raw[id_]:g}" for id_ in ("A2", "A3", "A6"))
        said = (
            *(spends, f"{raw['B1']:g}%", f"三年复合增长 {growth}%"),
            *(f"贡献毛利率 {margin}%", f"回款 {days} 天"),
        )
        assert [words for words in said if words not in told] == [], transfer.id
