"""A number as people type it in Chinese: full-width digits, thousands commas, real minus signs."""

import re
import unicodedata

from course.assessment.answers import LARGEST
from course.errors import CourseError
from course.language import _

_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "。": "."})
_PLAIN = re.compile(r"[+-]?\d*\.?\d+|[+-]?\d+\.")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_HAN_DIGITS = re.compile(r"[零〇一二两三四五六七八九十百千]")
_SCALE = re.compile(r"[万亿]")


class NotANumberError(CourseError):
    """What was typed is no number. The message says in Chinese what to change."""


def read_number(typed: str, unit: str) -> float:
    """The number in `typed`, in `unit`. The unit may be typed along, a percent sign only for %.

    Raises NotANumberError for anything else; the text may be shown to the reader, escaped.
    """
    text, said_unit = _plain(typed), _plain(unit)
    if said_unit and text.endswith(said_unit):
        text = text.removesuffix(said_unit)
    if _PLAIN.fullmatch(text):
        return _within(float(text))
    if _GROUPED.fullmatch(text):
        return _within(float(text.replace(",", "")))
    raise NotANumberError(_reason(text, unit))


def _plain(typed: str) -> str:
    """Half-width, ASCII signs, no spaces."""
    return "".join(unicodedata.normalize("NFKC", typed).translate(_SIGNS).split())


def _within(number: float) -> float:
    if abs(number) > LARGEST:
        raise NotANumberError(_("这个数太大了，检查一下是不是多打了几位。"))
    return number or 0.0  # never minus nothing


def _reason(text: str, unit: str) -> str:
    if not text:
        return _("请填一个数。")
    if "%" in text:
        return _("这里要的单位是“{unit}”，不要写百分号。").format(unit=unit)
    if _SCALE.search(text):
        return _("请换算成“{unit}”再填，只写数字，例如 1200。").format(unit=unit)
    if _HAN_DIGITS.search(text):
        return _("请用阿拉伯数字，例如 12。")
    if text.count(".") > 1:
        return _("小数点多了一个。")
    if "," in text:
        return _("逗号只用来隔开千位，例如 1,200；小数点请写“.”。")
    if re.search(r"[-+*/×÷=~]", text.lstrip("+-")):
        return _("请填算好的一个数，不要写算式或范围。")
    return _("这里只能填数字，可以带负号和小数点，例如 −3.5。")
