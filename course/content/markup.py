"""A lesson's Markdown → its sections; a stem's or a reason's Markdown → safe HTML.

Section breaks (`---`) cut a lesson into pages. Each page after the first begins with its heading,
which carries the page's `{#anchor}`; the first page is the opening and always has the anchor
`start`. What is wrong is collected, never raised: the loader tells it together with the rest.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from course.content.containers import close_containers
from course.content.course import Block, CheckSlot, FigureSlot, Html, OpeningSlot, Section
from course.content.schema import Term
from course.content.slips import Slip, children, line_of, markdown_slips, may_slip
from course.content.typeset import (
    Scope,
    container_words,
    lesson_parser,
    plain_text,
    short_parser,
)
from course.language import _

START = "start"
"""Anchor of the opening, the page before the first break."""

_lesson = lesson_parser()
_short = short_parser()
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_ANCHORS_ONLY = _("花括号一行只能写标题的锚点：{#锚点}，紧接着写标题。")
_SLOTS = ("question", "check", "figure", "notes")


@dataclass(frozen=True)
class Reference:
    """A name in a lesson that must exist elsewhere. `line` counts from 0 in the body.

    `word` is what follows the name: a figure's subject.
    """

    line: int
    name: str
    word: str = ""


@dataclass
class LessonText:
    """A lesson's body as rendered: its sections, what it refers to, what is wrong with it."""

    sections: list[Section] = field(default_factory=list)
    checks: list[Reference] = field(default_factory=list)
    figures: list[Reference] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


def render_inline(text: str) -> str:
    """One line of Markdown as HTML without a paragraph around it: a stem, an option, a reason."""
    return str(_short.renderInline(text, {}))


def render_block(text: str) -> str:
    """Markdown as HTML with paragraphs, lists and tables: a vignette's case. Put it in .prose."""
    return str(_short.render(text, {}))


def text_slips(text: str) -> list[Slip]:
    """What would not show as its author meant it, in Markdown outside of lessons."""
    return list(markdown_slips(_short.parse(text, {}))) if may_slip(text) else []


def render_lesson(body: str, title: str, terms: Mapping[str, Term] | None) -> LessonText:
    """Cut and render a lesson.

    Args:
        body: the Markdown after the front matter.
        title: the lesson's title, which names its opening page for assistive technology.
        terms: glossary entries by every name a lesson may use; None when the glossary could not
            be read, so that not every term of every lesson is reported.
    """
    lines, slips = close_containers(body.split("\n"))
    tokens = _lesson.parse("\n".join(lines), {})
    text = LessonText(slips=slips)
    text.slips += markdown_slips(tokens)
    text.slips += _unknown_terms(tokens, terms)
    tokens, notes = _take_footnotes(tokens, text)
    anchors: set[str] = set()
    for number, page in enumerate(_pages(tokens)):
        section = _Page(text, page, title, terms or {}, notes, opening=number == 0)
        text.slips += section.take_heading(anchors)
        text.slips += section.misplaced()
        text.sections.append(section.render())
    return text


def _pages(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    page: list[Token] = []
    for token in tokens:
        if token.type == "hr" and token.level == 0:
            yield page
            page = []
        page.append(token)
    yield page


class _Page:
    """One section while it is rendered."""

    def __init__(
        self,
        text: LessonText,
        tokens: list[Token],
        title: str,
        terms: Mapping[str, Term],
        footnotes: Mapping[str, list[Token]],
        *,
        opening: bool,
    ) -> None:
        broken_at = tokens[0].map[0] if tokens and tokens[0].type == "hr" and tokens[0].map else 0
        self.line = broken_at
        self.tokens = tokens if opening else tokens[1:]
        self.text, self.opening = text, opening
        self.anchor, self.title = START, _("开场") if opening else title
        self.spoken_title = title
        self.terms, self.footnotes = terms, footnotes

    def take_heading(self, anchors: set[str]) -> Iterator[Slip]:
        """Take the page's heading out of its tokens; tell what is wrong with headings."""
        anchors.add(START)
        if self.opening and not self.tokens:
            yield Slip(0, _("第一页是空的。先写开场问题，再写第一个 ---。"))
        first = self.tokens[0] if self.tokens else None
        if not self.opening:
            if first is None or first.type != "heading_open" or first.tag != "h2":
                yield Slip(
                    self.line,
                    _("这个 --- 后面的一页没有标题。写一行 {#锚点}，下一行写「## 标题」。"),
                )
                self.anchor = f"page-{self.line}"
            else:
                self.title = self.spoken_title = plain_text(self.tokens[1].children)
                self.anchor = str(first.attrs.get("id", ""))
                if not self.anchor:
                    yield Slip(
                        line_of(first),
                        _("标题「{}」没有锚点。在它前一行写 {{#锚点}}，用小写字母。").format(
                            self.title
                        ),
                    )
                    self.anchor = f"page-{self.line}"
                yield from _on_heading(self.tokens[1])
                self.tokens = self.tokens[3:]
                yield from _anchor_slips(first, anchors)
        for index, token in enumerate(self.tokens):
            if token.type != "heading_open":
                if token.meta.get("insecure_attrs") or token.attrs.pop("id", None):
                    yield Slip(line_of(token), _ANCHORS_ONLY)
                continue
            yield from _anchor_slips(token, anchors)
            if token.tag in ("h1", "h2"):
                title = plain_text(self.tokens[index + 1].children)
                yield Slip(
                    line_of(token),
                    _("「{}」：二级标题只在一页开头。用 --- 分页，或者改成三级标题 ###。").format(
                        title
                    ),
                )

    def misplaced(self) -> Iterator[Slip]:
        """Containers in a list or a quotation, and notes on a heading: nobody would see them."""
        for index, token in enumerate(self.tokens):
            if token.type == "container_any_open" and token.level > 0:
                yield Slip(line_of(token), _("::: 要顶格写，不放在列表和引用里。"))
            if token.type == "heading_open":
                yield from _on_heading(self.tokens[index + 1])

    def render(self) -> Section:
        """The section: runs of text between slots become one Html each, sources come last."""
        page, notes = self._scope(), self._scope("-notes")
        blocks: list[Block] = []
        spoken: list[str] = []
        run: list[Token] = []
        for kind, tokens in _split(self.tokens):
            if kind == "":
                run += tokens
                continue
            if run:
                blocks.append(Html(_prose(run, page)))
                run = []
            words = container_words(tokens[0])[1:]
            inner = tokens[1:-1]
            if kind == "notes":
                spoken.append(_prose(inner, notes))
            elif kind == "question":
                blocks.append(OpeningSlot(_prose(inner, page, "prose ask")))
            elif kind == "check" and len(words) == 1:
                if inner:
                    self.text.slips.append(
                        Slip(line_of(tokens[0]), _("::: check 里面不写内容，题目在 items/ 里。"))
                    )
                self.text.checks.append(Reference(line_of(tokens[0]), words[0]))
                blocks.append(CheckSlot(words[0]))
            elif kind == "figure" and len(words) == 2:
                self.text.figures.append(Reference(line_of(tokens[0]), *words))
                if not any(token.type == "table_open" for token in inner):
                    self.text.slips.append(
                        Slip(line_of(tokens[0]), _("::: figure 里面要有图的表格版，数字与图相同。"))
                    )
                html = _rendered(inner, page)
                blocks.append(FigureSlot(words[0], words[1], html))
        if run:
            blocks.append(Html(_prose(run, page)))
        if page.cited:
            blocks.append(Html(_sources(page)))
        if notes.cited:
            spoken.append(_sources(notes))
        return Section(self.anchor, self.title, tuple(blocks), "".join(spoken))

    def _scope(self, suffix: str = "") -> Scope:
        return Scope(self.anchor + suffix, self.spoken_title, self.terms, self.footnotes)


def _split(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Cut a page at its slots: ("", tokens of text) and (kind, tokens of the slot's container)."""
    start = 0
    while start < len(tokens):
        words = container_words(tokens[start]) if _is_opening(tokens[start]) else []
        if words and words[0] in _SLOTS:
            end = next(
                i
                for i in range(start + 1, len(tokens))
                if tokens[i].type == "container_any_close" and tokens[i].level == 0
            )
            yield words[0], list(tokens[start : end + 1])
            start = end + 1
        else:
            yield "", [tokens[start]]
            start += 1


def _is_opening(token: Token) -> bool:
    return token.type == "container_any_open" and token.level == 0


def _rendered(tokens: Sequence[Token], scope: Scope) -> str:
    html = str(_lesson.renderer.render(tokens, _lesson.options, {"scope": scope}))
    return html + _definitions(scope)


def _prose(tokens: Sequence[Token], scope: Scope, classes: str = "prose") -> str:
    html = str(_lesson.renderer.render(tokens, _lesson.options, {"scope": scope}))
    return f'<div class="{classes}">\n{html}</div>\n{_definitions(scope)}'


def _definitions(scope: Scope) -> str:
    """The popovers opened since last asked; they may not stand inside a paragraph."""
    definitions, scope.pending = "".join(scope.pending), []
    return definitions


def _sources(scope: Scope) -> str:
    """The section's footnotes, numbered in the order in which it cites them."""
    lines = []
    back, backwards = _("返回"), _("回到正文")
    for label, number in scope.cited.items():
        tokens = [t for t in scope.footnotes[label] if t.type == "inline"]
        html = " ".join(_rendered([token], scope) for token in tokens)
        lines.append(
            f'<li id="n-{scope.place}-{number}">{html} '
            f'<a href="#r-{scope.place}-{number}" aria-label="{backwards}">{back}</a></li>\n'
        )
    return f'<div class="notes"><b>{_("来源")}</b><ol>\n{"".join(lines)}</ol></div>\n'


def _take_footnotes(
    tokens: Sequence[Token], text: LessonText
) -> tuple[list[Token], dict[str, list[Token]]]:
    """Separate the definitions of footnotes from the text; tell those missing or left over."""
    rest: list[Token] = []
    notes: dict[str, list[Token]] = {}
    defined: dict[str, int] = {}
    label: str | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            if label in defined:
                message = _("脚注 [^{}] 定义了两次。留一处，或者换一个编号。").format(label)
                text.slips.append(Slip(line_of(token), message))
            defined[label], notes[label] = line_of(token), []
        elif token.type == "footnote_reference_close":
            label = None
        elif label is not None:
            notes[label].append(token)
        else:
            rest.append(token)
    cited = {child.meta["label"] for _at, child in children(rest, "footnote_ref")}
    for line, child in children(rest, "footnote_ref"):
        if child.meta["label"] not in notes:
            name = child.meta["label"]
            message = _("脚注 [^{}] 没有定义。在文末写一行「[^{}]: 来源」。").format(name, name)
            text.slips.append(Slip(line, message))
    for name, line in defined.items():
        if name not in cited:
            message = _("脚注 [^{}] 没有用到。在正文里引用它，或者删掉。").format(name)
            text.slips.append(Slip(line, message))
    return rest, notes


def _unknown_terms(tokens: Sequence[Token], terms: Mapping[str, Term] | None) -> Iterator[Slip]:
    for line, role in children(tokens, "myst_role"):
        if role.meta["name"] != "term":
            yield Slip(
                line, _("不认识 {{{}}}。术语写成 {{term}}`名称`。").format(role.meta["name"])
            )
        elif terms is not None and role.content not in terms:
            yield Slip(line, _("术语「{}」不在 glossary.yaml 里。").format(role.content))


def _on_heading(title: Token) -> Iterator[Slip]:
    if any(child.type == "footnote_ref" for child in title.children or ()):
        yield Slip(line_of(title), _("标题上不放脚注，放到正文里。"))


def _anchor_slips(heading: Token, anchors: set[str]) -> Iterator[Slip]:
    anchor = str(heading.attrs.get("id", ""))
    if anchor and not _SLUG.match(anchor):
        yield Slip(line_of(heading), _("锚点「{}」只能用小写字母、数字和连字符。").format(anchor))
    if anchor in anchors:
        yield Slip(line_of(heading), _("锚点「{}」重复，这一课里每个锚点只用一次。").format(anchor))
    if heading.meta.get("insecure_attrs"):
        yield Slip(line_of(heading), _ANCHORS_ONLY)
    if anchor:
        anchors.add(anchor)
