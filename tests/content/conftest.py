"""The Chinese course and its case, loaded once."""

from pathlib import Path

import pytest

from course.content.case import Case, load_case
from course.content.course import Course
from course.content.loader import load_course

ROOT = Path(__file__).parents[2] / "content" / "zh"


@pytest.fixture(scope="session")
def case() -> Case:
    return load_case(ROOT / "case")


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)
