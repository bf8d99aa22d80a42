"""Signs that nobody sees do not get in with what is pasted."""

import pytest

from course.pasted import visible


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("甲\x00乙", "甲乙"),
        ("\x01\x1b[31m红\x7f\x85", "[31m红 "),
        ("上\x0b下\x0c", "上 下 "),
        ("一\n二\t三\r\n四", "一\n二\t三\r\n四"),
        ("é😀\u3000\u202e\ufeff", "é😀\u3000\u202e\ufeff"),
    ],
)
def test_control_characters_go_and_everything_else_stays(pasted: str, kept: str) -> None:
    assert visible(pasted) == kept
