from hypothesis import given
from hypothesis import strategies as st

from exercises.concentration.paste import MOST, paste
from exercises.concentration.sheet import ConcentrationSheet, add_row, entries


def test_lines_from_a_spreadsheet_become_customers() -> None:
    found = paste(ConcentrationSheet(), "恒屿新能源\t1,720\t498.8\t172\n润禾食品\t780\n")

    assert found.taken == 2
    assert found.wrong == ()
    first, second = found.sheet.rows
    assert (first.name, first.revenue, first.gross, first.service) == (
        "恒屿新能源",
        1720,
        498.8,
        172,
    )
    assert (second.name, second.revenue, second.gross) == ("润禾食品", 780, None)


def test_a_name_that_is_there_gets_the_new_numbers() -> None:
    sheet, _row = add_row(ConcentrationSheet(), name="恒屿", revenue=1, gross=0.5)

    found = paste(sheet, "恒屿 1720")

    assert entries(found.sheet) == 1
    assert (found.sheet.rows[0].revenue, found.sheet.rows[0].gross) == (1720, 0.5)


def test_a_heading_is_left_out_silently_and_a_bad_line_is_named() -> None:
    found = paste(ConcentrationSheet(), "客户\t收入\n恒屿\t1720万元\n润禾\t不详\n\n晟驰\t640；160")

    assert [row.name for row in found.sheet.rows] == ["恒屿", "晟驰"]
    assert [row.gross for row in found.sheet.rows] == [None, 160]
    assert found.wrong == ("第 3 行没有读进来：润禾\t不详",)


def test_only_so_many_lines_are_read() -> None:
    found = paste(ConcentrationSheet(), "\n".join(f"客户{n}\t{n}" for n in range(MOST + 5)))

    assert found.taken == MOST
    assert found.wrong == (f"只读了前 {MOST} 行。",)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = paste(ConcentrationSheet(), text)

    assert found.taken == len(found.sheet.rows) or found.taken > len(found.sheet.rows)
