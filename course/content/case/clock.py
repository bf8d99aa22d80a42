"""The case's clock: `T−3` as a month of the calendar, and in words.

T0 is the month in which somebody reads, so the case never grows old.
"""

import re
from datetime import date

from course.content.case.book import month_offset
from course.language import _

# A space behind a month would stand between two Chinese characters once it is written out.
_MONTH = re.compile(r"T(?:0|[−+][1-9][0-9]?)(?![0-9])(?: (?=[\u4e00-\u9fff]))?")


def month_of(month: str, today: date) -> date:
    """The first day of `month` (such as ``T−3``) when today is `today`."""
    year, index = divmod(today.year * 12 + today.month - 1 + month_offset(month), 12)
    return date(year, index + 1, 1)


def written(month: str, today: date) -> str:
    """`month` on the calendar: 2026 年 8 月."""
    day = month_of(month, today)
    return _("{year} 年 {month} 月").format(year=day.year, month=day.month)


def spoken(month: str) -> str:
    """`month` as one says it: 3 个月前, 上个月, 这个月, 2 个月后."""
    offset = month_offset(month)
    near = {-1: _("上个月"), 0: _("这个月"), 1: _("下个月")}
    if offset in near:
        return near[offset]
    pattern = _("{n} 个月前") if offset < 0 else _("{n} 个月后")
    return pattern.format(n=abs(offset))


def dated(text: str, today: date) -> str:
    """`text` with every month of the case written as one of the calendar."""
    return _MONTH.sub(lambda found: written(found[0].rstrip(), today), text)
