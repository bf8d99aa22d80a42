"""What a form's fields say beside what is in them."""

from hypothesis import given
from hypothesis import strategies as st

from exercises.view.fields import whole


def test_a_text_that_fits_is_not_said_again() -> None:
    assert whole("") == whole("秦岚，每月最后一个周五看一次表") == ""


def test_the_longer_a_text_the_wider_the_pages_that_show_all_of_it() -> None:
    shown = [whole("字" * n) for n in (22, 30, 50)]

    assert ["on-phone" in shown[0], "at-mid" in shown[1], "at-any" in shown[2]] == [True] * 3
    assert "字" * 50 in shown[2]
    assert whole("a" * 40) == ""


@given(st.text(max_size=200))
def test_no_text_becomes_markup(text: str) -> None:
    assert whole(f"<b>{text}" + "字" * 50).count("<b>") == 0
