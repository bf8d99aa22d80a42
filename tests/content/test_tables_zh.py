"""Scores of one digit in the lessons' tables are those of the case, cell by cell."""

from pathlib import Path

import pytest

from course.content.case import Case
from course.content.case.people import Node
from tests.content.figures.scorecard import index
from tests.content.printed import table_of
from tests.course.content.case.sums import map_of, revenue, rows, site

ROOT = Path(__file__).parents[2] / "content" / "zh"


def lesson(name: str) -> Path:
    """By numbers of unit and lesson: 03/05."""
    (path,) = ROOT.glob(f"units/{name[:2]}-*/lessons/{name[3:]}-*.md")
    return path


def signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"


def plain(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def list_of(scores: tuple[int, ...]) -> str:
    return ",".join(map(str, scores))


def test_the_buyers_drivers_have_the_scores_of_the_case(case: Case) -> None:
    shown = table_of(lesson("03/02"), "买方的驱动", "分")
    buyers = next(force for force in case.five_forces.forces if force.id == "buyers")
    assert {name: cells[0] for name, cells in shown.items()} == {
        driver.name: str(driver.score) for driver in buyers.drivers
    }


def test_the_five_forces_have_their_drivers_weights_and_trends(case: Case) -> None:
    shown = table_of(lesson("03/02"), "驱动的分", "权重")
    assert {name: [c[0], c[2], c[4]] for name, c in shown.items()} == {
        force.name: [
            list_of(tuple(driver.score for driver in force.drivers)),
            f"{force.weight:.2f}",
            force.trend,
        ]
        for force in case.five_forces.forces
    }


def test_the_segments_have_their_scores_and_cells(case: Case) -> None:
    shown = table_of(lesson("03/03"), "吸引力分项")
    assert {name: [c[0], c[2], c[4], c[5]] for name, c in shown.items()} == {
        segment.name: [
            list_of(segment.attractiveness),
            list_of(segment.strength),
            f"{segment.cell}，{segment.action}",
            f"{segment.market_yi:.1f} 亿元",
        ]
        for segment in case.ge.segments
    }


def test_swot_ranks_are_importance_times_certainty(case: Case) -> None:
    shown = table_of(lesson("03/04"), "S", "W", "O", "T")
    ranks: dict[str, str] = {}
    for first, others in shown.items():
        cells = [first, *others]
        ranks |= {cells[i][:2]: cells[i + 1] for i in range(0, 8, 2)}
    assert ranks == {item.id: str(item.importance * item.certainty) for item in case.swot.items}


def test_the_opposing_matrix_shows_36_cells_and_their_sums(case: Case) -> None:
    shown = table_of(lesson("03/05"), "行和")
    matrix = case.confrontation
    for id_, scores in zip(matrix.rows, matrix.scores, strict=True):
        (cells,) = (cells for name, cells in shown.items() if name.startswith(id_))
        assert cells == [plain(score) for score in (*scores, sum(scores))], id_
    columns = [sum(column) for column in zip(*matrix.scores, strict=True)]
    assert shown["列和"] == [plain(value) for value in (*columns, sum(columns))]


def test_the_planning_matrix_shows_weights_scores_and_products(case: Case) -> None:
    shown = table_of(lesson("03/06"), "因素", "权重", "A", "B", "C")
    for factor in case.strategy.qspm.factors:
        (cells,) = (cells for name, cells in shown.items() if name.startswith(factor.id))
        products = [f"{s}→{factor.weight * s:.2f}" for s in factor.scores.values()]
        assert cells == [f"{factor.weight:.2f}", *products], factor.id


def test_outer_and_inner_ratings_are_those_of_the_case(case: Case) -> None:
    shown = table_of(lesson("03/06"), "外部", "权重×评分")
    outer = {name: cells[0] for name, cells in shown.items() if len(name) == 2}
    inner = {cells[1]: cells[2] for cells in shown.values() if len(cells[1]) == 2}
    for printed, ratings in ((outer, case.strategy.efe), (inner, case.strategy.ife)):
        assert printed == {
            r.id: f"{r.weight:.2f}×{r.rating}={r.weight * r.rating:.2f}" for r in ratings
        }


def test_the_scorecard_shows_all_scores_and_indices(case: Case) -> None:
    shown = table_of(lesson("04/02"), "A 表分", "B 指数")
    for account in case.accounts.accounts:
        cells = shown[account.name]
        for letter, (scores, value) in zip("AB", (cells[:2], cells[2:]), strict=True):
            given = tuple(s for id_, s in account.scores.items() if id_.startswith(letter))
            assert scores == list_of(given), account.id
            assert float(value) == index(case, account.scores, letter), account.id


def test_the_target_matrix_puts_every_account_where_the_case_does(case: Case) -> None:
    shown = table_of(lesson("04/04"), "客户", "象限")
    for account in case.accounts.accounts:
        a, b, place = shown[account.name]
        assert (float(a), float(b)) == tuple(index(case, account.scores, x) for x in "AB")
        assert account.quadrant in place, account.id


def test_needs_have_their_levels_and_priorities(case: Case) -> None:
    shown = table_of(lesson("05/03"), "N1", "N8")
    needs = case.needs.needs
    assert shown["级"][:8] == [str(need.level) for need in needs]
    assert shown["优先"][:8] == [str(need.priority) for need in needs]
    assert shown["级×优先"][:8] == [str(need.level * need.priority) for need in needs]


def test_profiles_have_their_intensity_certainty_and_cover(case: Case) -> None:
    profiles = {profile.person: profile for profile in case.spises.profiles}
    wei = table_of(lesson("05/02"), "维度", "强度", "把握")
    assert [cells[:2] for cells in wei.values()] == [
        [str(i), str(c)]
        for i, c in zip(
            profiles["wei-guodong"].intensity, profiles["wei-guodong"].confidence, strict=True
        )
    ]
    shao = profiles["shao-min"]
    match = table_of(lesson("05/02"), "邵敏", "合计")
    assert match["强度"][:6] == [str(i) for i in shao.intensity]
    assert match["覆盖"][:6] == [str(c) for c in shao.covered]
    given = [i * c / 2 for i, c in zip(shao.intensity, shao.covered, strict=True)]
    assert match["强度×覆盖÷2"] == [plain(value) for value in (*given, sum(given))]


def test_the_map_of_people_shows_every_counted_person(case: Case) -> None:
    shown = table_of(lesson("06/03"), "正式", "非正式", "影响力×态度")
    nodes = [node for node in map_of(case, "T−3").nodes if node.counted]
    assert len(shown) == len(nodes) + 1
    for node in nodes:
        name = case.person_by_id[node.person].name
        (cells,) = (cells for person, cells in shown.items() if person.startswith(name))
        assert cells[:5] == [
            str(node.formal),
            str(node.informal),
            f"{node.influence:.1f}",
            signed(node.support),
            str(node.coverage),
        ], name
        products = (node.influence * node.support, node.influence * node.coverage / 4)
        for cell, product in zip(cells[5:], products, strict=True):
            assert float(cell.replace("−", "-")) == pytest.approx(product), name


def test_the_two_records_of_su_qing_are_those_of_both_maps(case: Case) -> None:
    shown = table_of(lesson("06/03"), "四个月前", "三个月前", "凭什么")
    then, now = (
        next(node for node in map_of(case, month).nodes if node.person == "su-qing")
        for month in ("T−4", "T−3")
    )

    def cells(node: Node) -> list[str]:
        return [str(node.formal), str(node.informal), signed(node.support), str(node.coverage)]

    assert [row[0] for row in shown.values()] == cells(then)
    assert [row[1] for row in shown.values()] == cells(now)


def test_the_health_check_shows_every_members_scores(case: Case) -> None:
    members = case.team.health
    names = "、".join(case.person_by_id[member.person].name for member in members)
    shown = table_of(lesson("07/04"), "特征", names, "平均")
    for feature in case.team.features:
        scores = [member.scores[feature.id] for member in members]
        average = f"{sum(scores) / len(scores):.1f}"
        assert shown[feature.name] == ["、".join(map(str, scores)), average], feature.id


def test_self_assessment_shows_the_scores_of_the_case(case: Case) -> None:
    shown = table_of(lesson("01/02"), "自评", "核后")
    scores = {one.name: one.score for one in case.team.competencies}
    assert {name: int(shown[name][0]) for name in scores} == scores
    assert int(shown["合计"][0]) == sum(scores.values())
    assert int(shown["合计"][-1]) == sum(int(shown[name][-1]) for name in scores)


def test_orders_of_each_customer_are_counted_right(case: Case) -> None:
    shown = table_of(lesson("02/01"), "订单次数")
    for account in case.accounts.accounts:
        assert shown[account.name][0] == str(len(rows(case, account.id))), account.id
        assert shown[account.name][2] == f"{float(account.raw['A3']):g}%", account.id


def test_white_spaces_show_spending_and_sales_of_each_line(case: Case) -> None:
    shown = table_of(lesson("02/06"), "产品线", "常州我方")
    for product in case.file.products:
        expected = []
        for base in ("changzhou", "yibin"):
            place = site(case, base).short
            (wallet,) = (
                c.wallet
                for c in case.file.customer.spend
                if (c.site, c.product) == (base, product.id)
            )
            ours = revenue(rows(case, "hengyu", site=place, product=product.name))
            expected += [f"{wallet:,.0f}", f"{ours:,.0f}"]
        assert shown[product.name] == expected


def test_the_log_adds_up_by_task(case: Case) -> None:
    shown = table_of(lesson("02/05"), "小时", "归到")
    names = {"information": "情报", "coverage": "关系", "value": "机会", None: "归不进"}
    printed = sorted((cells[1], float(cells[0])) for cells in shown.values())
    assert printed == sorted((names[entry.task], entry.hours) for entry in case.team.log)


def test_every_indicator_of_churn_has_its_score(case: Case) -> None:
    shown = table_of(lesson("07/06"), "三项", "因分")
    for cause in case.churn.causes:
        three, total = shown[cause.id]
        printed = [int(one[0]) for one in three.split("、")]
        assert printed == [indicator.score for indicator in cause.indicators], cause.id
        assert total == f"{sum(printed) / 9 * 100:.1f}", cause.id
