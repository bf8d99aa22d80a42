"""A unit in five minutes."""

import pytest

from modules.services import course
from tests.modules.conftest import words


@pytest.mark.parametrize("slug", [unit.slug for unit in course().units])
def test_every_unit_has_one_and_its_page_leads_there(learner, slug):
    summary = course().unit_by_slug[slug].summary
    assert summary is not None
    page = learner.open("summary", {"unit": slug})

    assert not page.exception
    assert f">{summary.title}</h1>" in words(page)
    assert summary.html in words(page)
    assert "summary" in [link.proto.page for link in learner.open(f"unit-{slug}").page_link]


@pytest.mark.parametrize("parameters", [{}, {"unit": "nonsense"}, {"unit": "<b>"}])
def test_an_unknown_unit_is_told_and_leads_home(learner, parameters):
    page = learner.open("summary", parameters)

    assert not page.exception
    assert "没有这份小结" in words(page)
    assert page.button(key="summary-home").label == "回到首页"


def test_the_statements_sent_are_few(learner, statements):
    statements.clear()
    learner.open("summary", {"unit": "opportunity"})

    assert 0 < len(statements) <= 6
