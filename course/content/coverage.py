"""docs/coverage.md: the outline this course was made from, line by line, and where it is taught."""

import re
from collections.abc import Sequence

from course.content.course import Course, Lesson, Unit
from course.content.schema import OriginalPart
from course.language import _

_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def coverage_page(course: Course, content: str = "../content/zh") -> str:
    """The page as Markdown. `content` is the way from the page to the course's files."""
    places = _places(course)
    heads = f"| {_('原文')} | {_('在哪一课')} | {_('这门课的改动')} |\n|---|---|---|\n"
    parts = [
        f"# {_('大纲对照表')}\n",
        _(
            "左边是这门课所依据的大纲，逐行照抄，错漏字也照抄；右边是教它的课。由 "
            "content/zh/outline.yaml 生成，不要手改：`python -m course coverage > docs/coverage.md`"
        )
        + "\n",
    ]
    for part in course.original:
        rows = [
            f"| {_plain(text)} | {_links(places, taught, content)} | {_plain(note or '')} |\n"
            for text, taught, note in _rows(part)
        ]
        parts.append(f"## {_plain(part.title)}\n\n{heads}{''.join(rows)}")
    return "\n".join(parts)


def untaught(course: Course) -> list[str]:
    """Lines of the original outline of which no lesson is written yet, as authored."""
    return [
        text
        for part in course.original
        for text, taught, _note in _rows(part)
        if not any(link.partition("#")[0] in course.lesson_by_id for link in taught)
    ]


def _rows(part: OriginalPart) -> list[tuple[str, Sequence[str], str | None]]:
    """The heading and then its lines: words, links, note."""
    lines = [(line.text, line.taught, line.note) for line in part.lines]
    return [(part.title, part.taught, part.note), *lines]


def _places(course: Course) -> dict[str, tuple[str, Lesson | None]]:
    """Outline item → its number and title, and its lesson if there is one."""
    return {
        line.id: (_title(unit, number, line.title), course.lesson_by_id.get(line.id))
        for unit in course.units
        for number, line in enumerate(unit.file.outline, 1)
    }


def _title(unit: Unit, number: int, title: str) -> str:
    return f"{unit.number}.{number} {title}"


def _links(
    places: dict[str, tuple[str, Lesson | None]], taught: Sequence[str], content: str
) -> str:
    said = []
    for link in taught:
        name, _hash, anchor = link.partition("#")
        title, lesson = places[name]
        if lesson is None:
            said.append(f"{_plain(title)}{_('（课文尚未收录）')}")
            continue
        section = lesson.sections[lesson.index(anchor)].title if anchor else ""
        page = f"{_('：')}{section}" if section else ""
        said.append(f"[{_plain(title)}]({content}/{lesson.path}){_plain(page)}")
    return "<br>".join(said)


def _plain(text: str) -> str:
    """Words that Markdown must not take for marks."""
    return _MARKUP.sub(r"\\\1", text)
