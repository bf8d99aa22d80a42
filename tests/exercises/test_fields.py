"""What a form's fields say beside what is in them."""

from hypothesis import given
from hypothesis import strategies as st

from exercises.view.fields import whole


def test_a_text_that_fits_is_not_said_again() -> None:
    assert whole("") == whole("秦岚，胡悦") == whole("EMC 600") == ""


def test_a_longer_text_tells_the_look_how_many_characters_wide_it_is() -> None:
    shown = whole("字" * 30 + "a" * 10)

    assert "--n:36.0" in shown
    assert "字" * 30 + "a" * 10 in shown


@given(st.text(max_size=200))
def test_no_text_becomes_markup(text: str) -> None:
    assert whole(f"<b>{text}" + "字" * 50).count("<b>") == 0
