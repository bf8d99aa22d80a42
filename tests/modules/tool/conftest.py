"""What the tests of the tool page begin with."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.modules.conftest import Visitor
from tests.modules.forms import press, write
from tests.modules.tool.pest import CHANGE, OURS


@pytest.fixture
def with_a_row(learner: Visitor) -> AppTest:
    """A tab in which the first row was begun."""
    return write(press(learner.open("tool", OURS), "add-P"), "P1-factor", CHANGE)
