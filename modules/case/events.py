"""大事记: the axis of events, and behind a click how the story may end."""

from datetime import date
from html import escape

from course.content.case import Case
from course.content.case.book import Ending, Event, month_offset
from course.content.case.clock import dated, spoken, written
from course.language import _


def events_html(case: Case, today: date) -> str:
    """The chapter. Months count from the reader's own."""
    note = _("案例的时间跟着你走：你读到这一页的月份，就是你接手的那个月。往后的，现在还没有发生。")
    axis = "".join(_event(event, today) for event in case.events.events)
    return f'<p class="soft">{note}</p><ol class="axis">\n{axis}</ol>{_endings(case, today)}'


def _event(event: Event, today: date) -> str:
    offset = month_offset(event.month)
    kind = "past" if offset < 0 else "ahead" if offset else "now"
    source = _("消息来源：{source}").format(source=event.seen_by)
    return (
        f'<li class="{kind}"><p class="when"><b>{spoken(event.month)}</b> '
        f'<span class="soft">{written(event.month, today)}</span></p>'
        f'<p class="t">{escape(event.title)}</p><p>{escape(dated(event.text, today))}</p>'
        f'<p class="soft small">{escape(dated(source, today))}</p></li>\n'
    )


def _endings(case: Case, today: date) -> str:
    note = _("三种走法，三种结果。先写下你会怎么走，再打开。")
    shown = "".join(_ending(ending, today) for ending in case.events.endings)
    return f'<h2>{_("三种结局")}</h2><p class="soft">{note}</p>{shown}'


def _ending(ending: Ending, today: date) -> str:
    story = "".join(
        f"<p>{escape(dated(text, today))}</p>" for text in (ending.path, ending.outcome)
    )
    return (
        f"<details><summary>{escape(ending.title)}</summary>{story}"
        f"<p><b>{escape(ending.lesson)}</b></p></details>"
    )
