"""Rows whose numbers never come back."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from exercises.evidence import SheetPart
from exercises.rows import next_id, row_of, with_row, without_row


class Row(SheetPart):
    """A row with nothing in it."""

    id: str
    text: str = ""


class Some(SheetPart):
    """A sheet of such rows."""

    rows: tuple[Row, ...] = ()
    last_numbers: dict[str, int] = Field(default_factory=dict)


@given(st.lists(st.tuples(st.sampled_from("SW"), st.booleans()), max_size=30))
def test_an_id_is_given_only_once_whatever_is_deleted(steps: list[tuple[str, bool]]) -> None:
    sheet, given_ids = Some(), set()
    for letter, delete in steps:
        if delete and sheet.rows:
            sheet = without_row(sheet, sheet.rows[-1].id)
        new = next_id(sheet, letter)
        assert new not in given_ids
        given_ids.add(new)
        sheet = with_row(sheet, Row(id=new))


def test_a_row_with_the_same_id_takes_the_old_ones_place() -> None:
    sheet = with_row(with_row(Some(), Row(id="S1")), Row(id="S2"))
    sheet = with_row(sheet, Row(id="S1", text="改过"))

    assert [row.text for row in sheet.rows] == ["改过", ""]
    assert row_of(sheet, "S1").text == "改过"
