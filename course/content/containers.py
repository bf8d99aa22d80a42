"""The `:::` containers of a lesson, checked line by line before Markdown sees them.

Containers do not nest, so an opening line, or a page break, while one is open means that its end
was forgotten. Markdown itself would swallow the rest of the lesson without a word.
"""

import re

from course.content.slips import Slip
from course.language import _

OPENING = re.compile(r"^ {0,3}:{3,}[ \t]*([^\s:].*?)[ \t]*$")
CLOSING = re.compile(r"^ {0,3}:{3,}[ \t]*$")
PAGE_BREAK = re.compile(r"^ {0,3}(?:-[ \t]*){3,}$")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")

WORDS = {
    "question": 0,
    "case": 0,
    "mistake": 0,
    "key": 0,
    "compliance": 0,
    "apply": 0,
    "notes": 0,
    "check": 1,
    "figure": 2,
}
"""Container name → how many words follow: `check` an item's id, `figure` a tool and a subject."""


def code_lines(lines: list[str]) -> set[int]:
    """Indices of the lines inside fenced code, fences included."""
    inside: set[int] = set()
    fence = ""
    for index, line in enumerate(lines):
        mark = FENCE.match(line)
        if fence or mark:
            inside.add(index)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().strip(fence[0]) == "" and len(mark[1]) >= len(fence):
            fence = ""
    return inside


def close_containers(lines: list[str]) -> tuple[list[str], list[Slip]]:
    """Report wrong containers and close those left open.

    The lines returned are as many as came in, so that line numbers stay true: a missing end is put
    in place of the last blank line before the next opening or page break.
    """
    mended, slips = list(lines), []
    open_at: int | None = None
    skip = code_lines(lines)
    for index, line in enumerate(lines):
        if index in skip:
            continue
        opening = OPENING.match(line)
        if open_at is not None and (opening or PAGE_BREAK.match(line)):
            slips.append(_not_closed(lines, open_at))
            _close_before(mended, open_at, index)
            open_at = None
        if opening:
            open_at = index
            slips += _wrong_words(index, opening[1])
        elif CLOSING.match(line):
            if open_at is None:
                slips.append(Slip(index, _("多了一行 :::，前面没有打开的容器。删掉这一行。")))
                mended[index] = ""
            open_at = None
    if open_at is not None:
        slips.append(_not_closed(lines, open_at))
        _close_before(mended, open_at, len(lines))
    return mended, slips


def _not_closed(lines: list[str], index: int) -> Slip:
    name = lines[index].strip()
    return Slip(index, _("「{}」没有收尾。在它的内容之后另起一行写 :::。").format(name))


def _close_before(lines: list[str], start: int, end: int) -> None:
    blank = next((i for i in range(end - 1, start, -1) if not lines[i].strip()), None)
    if blank is not None:
        lines[blank] = ":::"


def _wrong_words(index: int, text: str) -> list[Slip]:
    name, *words = text.split()
    if name not in WORDS:
        known = "、".join(WORDS)
        return [Slip(index, _("不认识的容器「{}」。可以用：{}。").format(name, known))]
    if len(words) == WORDS[name]:
        return []
    needs = {
        0: _("「::: {}」后面不写别的。"),
        1: _("「::: {}」后面写一道题的 id，例如 ::: check pest-route。"),
        2: _("「::: {}」后面写工具和对象，例如 ::: figure pest case。"),
    }
    return [Slip(index, needs[WORDS[name]].format(name))]
