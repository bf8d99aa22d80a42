"""A text outside of lessons: a unit's summary, a part of the handbook, a document of the case.

It is one page of Markdown without containers, footnotes and anchors of its own. Loading only looks
for what is wrong with it; its HTML is made when somebody first opens it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token

from course.content.containers import OPENING, code_lines
from course.content.schema import Term
from course.content.slips import Slip, children, line_of, markdown_slips
from course.content.typeset import Scope, plain_text, short_parser
from course.language import _

_parser = short_parser()
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")


@dataclass(frozen=True)
class Heading:
    """A second-level heading: plain words, and the id under which it stands in the HTML."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Prose:
    """One page of Markdown, set when it is first shown and then kept.

    `name` is what addresses call it. `terms` are glossary entries by every name.
    """

    name: str
    title: str
    body: str
    terms: Mapping[str, Term] = field(default_factory=dict, repr=False, compare=False)

    @property
    def html(self) -> str:
        """The body as safe HTML, without the title. Put it in .prose."""
        return self._set[0]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The second-level headings, for a list of contents."""
        return self._set[1]

    @cached_property
    def _set(self) -> tuple[str, tuple[Heading, ...]]:
        tokens = _parser.parse(self.body, {})
        headings: list[Heading] = []
        for heading, title in _headings(tokens):
            if heading.tag == "h2":
                anchor = f"{self.name}-{len(headings) + 1}"
                heading.attrs["id"] = anchor
                headings.append(Heading(anchor, plain_text(title.children)))
        scope = Scope(self.name, self.title, self.terms)
        html = str(_parser.renderer.render(tokens, _parser.options, {"scope": scope}))
        return html + "".join(scope.pending), tuple(headings)


def slips_of_prose(body: str, terms: Mapping[str, Term] | None) -> Iterator[Slip]:
    """What would not show as its author meant it. `terms` is None when they are unknown."""
    lines = body.split("\n")
    code = code_lines(lines)
    for index, line in enumerate(lines):
        if index in code:
            continue
        if OPENING.match(line):
            yield Slip(index, _("容器（:::）只在课文里用，这里会原样显示。改成标题或引用。"))
        elif _FOOTNOTE.search(line):
            yield Slip(index, _("脚注只在课文里用，这里会原样显示。把来源写进句子。"))
    tokens = _parser.parse(body, {})
    yield from markdown_slips(tokens)
    for heading, title in _headings(tokens):
        if heading.tag == "h1":
            message = _("「{}」：一级标题是这一页的题目，正文从二级标题 ## 开始。")
            yield Slip(line_of(heading), message.format(plain_text(title.children)))
    for at, role in children(tokens, "myst_role"):
        if terms is not None and (role.meta["name"] != "term" or role.content not in terms):
            yield Slip(at, _("术语「{}」不在 glossary.yaml 里。").format(role.content))


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Headings on the text's own level, each with the token of its words."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield token, tokens[index + 1]
