"""The map of people before and after the change, needs, interviews and objections."""

from collections import defaultdict

import pytest

from course.content.case import Case
from tests.course.content.case.sums import (
    counted,
    coverage_index,
    map_of,
    support_index,
)


def test_eight_people_count_and_their_influence_is_27_4(case: Case):
    nodes = counted(map_of(case, "T−3"))
    assert len(nodes) == 8
    assert sum(node.influence for node in nodes) == pytest.approx(27.4)
    assert sum(node.influence * node.support for node in nodes) == pytest.approx(-3.6)
    assert sum(node.influence * node.coverage / 4 for node in nodes) == pytest.approx(11.8)


def test_the_support_index_is_minus_0_07_and_the_coverage_index_0_43(case: Case):
    nodes = counted(map_of(case, "T−3"))
    assert support_index(nodes) == pytest.approx(-0.07, abs=0.005)
    assert coverage_index(nodes) == pytest.approx(0.43, abs=0.005)


def test_before_the_change_of_coo_support_was_0_15_and_coverage_0_50(case: Case):
    nodes = counted(map_of(case, "T−4"))
    assert support_index(nodes) == pytest.approx(0.15, abs=0.005)
    assert coverage_index(nodes) == pytest.approx(0.50, abs=0.005)


def test_with_all_eleven_support_is_minus_0_11_and_coverage_0_36(case: Case):
    nodes = list(map_of(case, "T−3").nodes)
    assert len(nodes) == 11
    assert support_index(nodes) == pytest.approx(-0.11, abs=0.005)
    assert coverage_index(nodes) == pytest.approx(0.36, abs=0.005)


def test_three_second_meetings_lift_coverage_to_0_54(case: Case):
    seen = {"shao-min", "zheng-siqi", "wei-guodong"}
    nodes = [
        node.model_copy(update={"coverage": node.coverage + (node.person in seen)})
        for node in counted(map_of(case, "T−3"))
    ]
    assert coverage_index(nodes) == pytest.approx(0.54, abs=0.005)


def test_none_of_the_four_key_people_is_for_us_and_supporters_equal_opponents(case: Case):
    nodes = counted(map_of(case, "T−3"))
    key = {node.person: node.support for node in nodes if node.influence >= 3.5}
    assert set(key) == {"shao-min", "zheng-siqi", "gao-xuefeng", "wei-guodong"}
    assert max(key.values()) == 0
    assert sum(node.support > 0 for node in nodes) == sum(node.support < 0 for node in nodes) == 3


def test_the_economic_buyer_was_met_once_and_the_coach_is_at_the_base(case: Case):
    nodes = {node.person: node for node in counted(map_of(case, "T−3"))}
    assert [p for p, node in nodes.items() if "批准" in node.roles] == ["shao-min"]
    assert nodes["shao-min"].coverage == 1
    coach = [node for node in nodes.values() if "教练" in node.roles]
    assert [node.person for node in coach] == ["he-xiaodong"]
    assert coach[0].formal == 2


def test_the_shortest_way_to_the_coo_is_from_su_qing_with_weight_3(case: Case):
    edges = map_of(case, "T−3").edges
    to_coo = {e.source: e.weight for e in edges if e.target == "shao-min" and e.kind == "影响"}
    assert max(to_coo, key=lambda person: to_coo[person]) == "su-qing"
    assert to_coo["su-qing"] == 3


def test_no_one_of_ours_carries_more_than_60_percent_of_the_coverage(case: Case):
    carried: dict[str, float] = defaultdict(float)
    for node in counted(map_of(case, "T−3")):
        carried[node.owner] += node.influence * node.coverage / 4
    assert max(carried.values()) / sum(carried.values()) < 0.6


def test_the_coos_profile_is_matched_by_63_percent(case: Case):
    profile = next(p for p in case.spises.profiles if p.person == "shao-min")
    assert profile.intensity == (4, 3, 2, 1, 2, 3)
    assert profile.covered == (2, 1, 0, 1, 2, 1)
    matched = sum(i * c / 2 for i, c in zip(profile.intensity, profile.covered, strict=True))
    assert matched == 9.5
    assert matched / sum(profile.intensity) == pytest.approx(0.63, abs=0.005)
    assert min(profile.confidence) >= 2


def test_every_profile_gives_what_its_offers_say(case: Case):
    for profile in case.spises.profiles:
        best = dict.fromkeys(case.spises.dims, 0)
        for offer in profile.offers:
            best[offer.dim] = max(best[offer.dim], offer.covered)
        assert tuple(best.values()) == profile.covered, profile.person


def test_the_eight_needs_are_mature_to_0_556(case: Case):
    levels = [need.level for need in case.needs.needs]
    priorities = [need.priority for need in case.needs.needs]
    assert levels == [2, 3, 2, 1, 0, 3, 1, 0]
    assert priorities == [3, 3, 2, 2, 2, 1, 1, 1]
    reached = sum(level * prio for level, prio in zip(levels, priorities, strict=True))
    assert (reached, 3 * sum(priorities)) == (25, 45)
    assert reached / (3 * sum(priorities)) == pytest.approx(0.556, abs=0.0005)


def test_the_eight_interviews_show_every_need_at_its_level(case: Case):
    assert len(case.interviews) == 8
    shown = {
        (mark.need, mark.level, mark.side)
        for talk in case.interviews
        for turn in talk.turns
        for mark in turn.marks
        if mark.need
    }
    assert shown == {(need.id, need.level, need.side) for need in case.needs.needs}


def test_marked_words_are_the_customers_own(case: Case):
    for talk in case.interviews:
        for turn in talk.turns:
            if turn.marks:
                assert turn.who == talk.person, turn.say
            if turn.spin or turn.flaw:
                assert turn.who in talk.ours, turn.say


def test_the_interviews_give_cues_for_all_six_dimensions(case: Case):
    cues = {
        mark.spises
        for talk in case.interviews
        for turn in talk.turns
        for mark in turn.marks
        if mark.spises
    }
    assert cues == set(case.spises.dims)


def test_an_objection_is_handled_only_from_p2_on(case: Case):
    level = {need.id: need.level for need in case.needs.needs}
    assert len(case.objections) == 12
    assert len({objection.id for objection in case.objections}) == 12
    for objection in case.objections:
        assert objection.handle == (level[objection.need] >= 2), objection.id


def test_the_objections_are_of_all_eight_types(case: Case):
    assert len({objection.type for objection in case.objections}) == 8
