"""What an author's Markdown would show otherwise than meant.

Such slips are collected, never raised: the loader tells them together with all the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from course.language import _

_ATTRIBUTE = r"\s+[A-Za-z:@-]+(=(\"[^\"]*\"|'[^']*'|[^\s>]+))?"
_TAG = re.compile(rf"</?[A-Za-z][A-Za-z0-9-]*({_ATTRIBUTE})*\s*/?>|<!--")

_CAUSES = re.compile(r"[<&*\]\n]")
"""Every slip needs one of them: a tag, an entity, emphasis, a link or picture, a second line."""

_ITEM = re.compile(r"\d{1,2}[.)] ")


@dataclass(frozen=True)
class Slip:
    """One thing wrong in a text. `line` counts from 0 at the text's first line."""

    line: int
    message: str


def may_slip(text: str) -> bool:
    """Whether Markdown can show `text` otherwise than meant; most short texts need no parsing."""
    return _CAUSES.search(text) is not None


def markdown_slips(tokens: Sequence[Token]) -> Iterator[Slip]:
    """What Markdown would show otherwise than meant."""
    for line, _child in children(tokens, "image"):
        yield Slip(line, _("正文里不放图片。图由工具画出来：::: figure。"))
    for line, child in children(tokens, "text"):
        if _TAG.search(child.content):
            yield Slip(line, _("正文里不能写 HTML，会原样显示出来。改用 Markdown。"))
        if "**" in child.content:
            yield Slip(
                line,
                _("这里的 ** 没有变成粗体。看看是否成对；紧跟全角标点收尾时，后面要空一格。"),
            )
        if "](" in child.content:
            yield Slip(line, _("这个链接没有生效。地址只能是 http、https 或课程里的相对地址。"))
    yield from _lists_glued_to_a_paragraph(tokens)


def _lists_glued_to_a_paragraph(tokens: Sequence[Token]) -> Iterator[Slip]:
    """A list that begins with another number than 1 needs an empty line before it."""
    for token in tokens:
        line = line_of(token)
        for before, after in pairwise(token.children or ()):
            line += before.type in ("softbreak", "hardbreak")
            if before.type == "softbreak" and _ITEM.match(after.content):
                yield Slip(line, _("这一行没有变成列表。在它前面空一行。"))
                break


def children(tokens: Sequence[Token], kind: str) -> Iterator[tuple[int, Token]]:
    """Inline tokens of one type with their line, counted from 0."""
    for token in tokens:
        line = line_of(token)
        for child in token.children or ():
            if child.type == kind:
                yield line, child
            if child.type in ("softbreak", "hardbreak"):
                line += 1


def line_of(token: Token) -> int:
    """The line at which a token's block begins, counted from 0."""
    return token.map[0] if token.map else 0
