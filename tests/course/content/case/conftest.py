"""The case as shipped, loaded once."""

import pytest

from course.content.case import Case, load_case
from tests.course.content.case.sums import CONTENT


@pytest.fixture(scope="session")
def case() -> Case:
    return load_case(CONTENT / "case")
