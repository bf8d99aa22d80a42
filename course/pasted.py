"""What people type or paste, without the signs that come along and that nobody sees."""

import re

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters but for tabs and ends of lines. PostgreSQL holds no NUL in a text, and a
workbook none of them."""


def visible(text: str) -> str:
    """The text without control characters; one that parts words, as slides have, is a blank."""
    return UNSEEN.sub(lambda found: " " if found[0].isspace() else "", text)
