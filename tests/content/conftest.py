"""The Chinese course's case, loaded once."""

from pathlib import Path

import pytest

from course.content.case import Case, load_case

ROOT = Path(__file__).parents[2] / "content" / "zh"


@pytest.fixture(scope="session")
def case() -> Case:
    return load_case(ROOT / "case")
