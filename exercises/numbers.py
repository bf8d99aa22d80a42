"""Numbers as people write them in a form."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from course.language import _

_MINUS = str.maketrans("−–—", "---")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|[+-]?\.\d+")


def read_number(
    text: str, *, least: float | None = None, most: float | None = None, whole: bool = False
) -> float | None:
    """The number in `text`: full-width digits, thousands marks and a real minus are understood.

    Empty text is None; with `whole` the number is an int. Raises ValueError with a sentence in
    Chinese for what is no number, or out of bounds.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise ValueError(_("这里只写数字，还没有存。单位已经写在旁边。"))
    try:
        value = Decimal(plain.replace(",", ""))
    except InvalidOperation as error:  # pragma: no cover - the pattern lets none through
        raise ValueError(str(error)) from error
    if least is not None and value < Decimal(str(least)):
        raise ValueError(_("不能小于 {n}，还没有存。").format(n=write_number(least)))
    if most is not None and value > Decimal(str(most)):
        raise ValueError(_("不能大于 {n}，还没有存。").format(n=write_number(most)))
    if whole and value != value.to_integral_value():
        raise ValueError(_("这里要整数，还没有存。"))
    return int(value) if whole else float(value)


def write_number(value: float | None) -> str:
    """A number as `read_number` takes it back: 1,720 or 0.25 or −3; empty for None."""
    if value is None:
        return ""
    plain = f"{Decimal(repr(value)):f}"
    whole, _point, rest = plain.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}".replace("-", "−") if not rest else _joined(whole, rest)


def _joined(whole: str, rest: str) -> str:
    sign = "−" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}.{rest}"
