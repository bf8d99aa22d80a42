"""Tables from plain words."""

from modules.tables import book_table


def test_words_cannot_become_markup():
    html = book_table("<b>", ("<i>", '"x"'), [("<u>", "<s>")])

    assert not any(tag in html for tag in ("<b>", "<i>", "<u>", "<s>", 'data-l=""x""'))


def test_the_first_cell_of_a_row_is_its_heading_and_numbers_stand_right():
    html = book_table("钱", ("包", "万元"), [("主机", "1,400")], numbers={1})

    assert '<th scope="row">主机</th>' in html
    assert '<td data-l="万元" class="num">1,400</td>' in html


def test_a_table_says_what_it_shows_even_without_a_caption():
    html = book_table("三家报价", ("公司", "价"), [("华擎", "1,200")], caption=False)

    assert "<caption>" not in html
    assert 'aria-label="三家报价"' in html
