"""What the documents, needs and objections say agrees with the case's figures."""

from course.content.case import Case
from tests.course.content.case.sums import revenue, rows, site


def paper(case: Case, id_: str) -> str:
    return case.paper_by_id[id_].text


def test_answers_and_records_are_for_trainers_and_the_rest_for_learners(case: Case):
    hidden = {p.header.id for p in case.papers if p.header.audience == "trainer"}
    assert hidden == {"answers", "transactions"}
    assert set(case.paper_by_id) == hidden | {"rfp", "complaint", "letters"}


def test_the_specification_repeats_the_budget_and_the_size_of_the_stations(case: Case):
    text = paper(case, "rfp")
    amounts = {line.name: line.amount for line in case.file.project.lines}
    for number in (case.file.project.budget, amounts["一号站主机包"], amounts["二号站主机包"]):
        assert f"{number:,.0f} 万元" in text
    assert f"{site(case, 'chuzhou').energy.power_kw:,} kW" in text


def test_the_specification_has_the_clauses_that_lessons_and_answers_speak_of(case: Case):
    text = paper(case, "rfp")
    assert "4.2 单机额定功率不小于 700 kW。不接受三台以上并联。" in text
    assert "2.3 交货期不超过 18 周。" in text
    assert "5.1 故障响应 24 小时到场。" in text
    assert "价格 45 分，技术 35 分，业绩 10 分，服务 10 分" in text


def test_the_specification_contradicts_the_rivals_two_machines(case: Case):
    text = paper(case, "rfp")
    assert "供气量不低于设计值的 80%" in text
    rival = next(row for row in case.file.quotes.rows if row.company == "nuoweike")
    assert "2 台 1,000 kW" in rival.note
    ours = next(row for row in case.file.quotes.rows if row.company == "chengpai")
    assert "5 台 400 kW" in ours.note
    assert case.file.supplier.oil_free_max_kw < 700


def test_the_complaint_record_has_the_stop_of_the_case(case: Case):
    text, stop = paper(case, "complaint"), case.file.stop
    assert f"停机 {stop.hours} 小时" in text
    assert f"{stop.hours * stop.loss_per_hour:.0f} 万元" in text
    assert f"| {stop.complaint_days} |" in text


def test_the_account_statement_in_the_letters_comes_from_the_records(case: Case):
    text, orders = paper(case, "letters"), rows(case, "hengyu")
    cost = sum(row.cost or 0 for row in orders)
    hours = sum(row.hours or 0 for row in rows(case, "hengyu", "服务"))
    service = hours * case.file.supplier.service_hour_cost
    for amount in (cost, revenue(orders) - cost, service, revenue(orders) - cost - service):
        assert f"{amount:,.1f}" in text
    assert f"{hours:,.0f} 小时" in text


def test_the_price_objection_shows_both_assumptions(case: Case):
    answer = next(o for o in case.objections if o.id == "O01").answer.R
    for number in ("144", "816", "40.8", "3.53", "65.28", "2.21"):
        assert number in answer


def test_costs_of_needs_are_those_of_the_sites(case: Case):
    cost = {need.id: need.cost for need in case.needs.needs if need.cost is not None}
    changzhou = site(case, "changzhou")
    assert changzhou.leak is not None
    leak = changzhou.energy.cost * (changzhou.leak.rate - changzhou.leak.benchmark)
    assert cost == {
        "N1": round(changzhou.energy.cost * case.file.customer.energy_target.cut, 1),
        "N3": case.file.stop.hours * case.file.stop.loss_per_hour,
        "N5": round(leak, 1),
        "N6": round(case.file.customer.price_cut_target * revenue(rows(case, "hengyu")), 1),
    }


def test_the_trainers_answers_print_the_golden_numbers(case: Case):
    text = paper(case, "answers")
    golden = "14.3% 46% 326.8 44.6% 38.8% 1,566.7 125.3 10.4 816 3.53 2.21 21.1% 154.8 1,548"
    golden += " 3.24 3.44 3.45 3.60 5.80 5.70 4.30 2.70 2.65 0.556 63% −0.07 0.43 0.54 67.1 77.8"
    for number in golden.split():
        assert number in text, number


def test_an_answer_is_short_enough_to_be_said(case: Case):
    for objection in case.objections:
        assert len(objection.answer.R) <= 120, objection.id


def test_a_poor_answer_is_blamed_for_its_opening_when_it_opens_with_but(case: Case):
    for objection in case.objections:
        first = objection.poor.text.split("，")[0]
        opens_badly = any(word in first for word in ("但是", "其实", "你不了解"))
        broken = {fault.rule for fault in objection.poor.wrong}
        assert ("OB1" in broken) == opens_badly, objection.id
