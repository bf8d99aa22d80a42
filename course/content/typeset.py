"""Markdown tokens → the HTML that modules/theme.css knows how to set.

Two parsers: `lesson_parser` for a lesson with containers, anchors and footnotes, `short_parser` for
a stem, a reason, a vignette's case. Neither lets HTML of the source through, and both know only
links to http(s) and to places inside the course.
"""

# A rendering rule's four parameters are markdown-it's, whether or not the rule needs them.
# ruff: noqa: ARG002

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from course.content.schema import Term
from course.language import _

CALLOUTS = {
    "case": ("case", _("案例")),
    "mistake": ("wrong", _("误区")),
    "key": ("key", _("要点")),
    "compliance": ("law", _("合规")),
    "apply": ("apply", _("用到你的客户上")),
}
"""Container name in a lesson → class in the style sheet and the title shown."""

# Everything set as wide as a Han character: no space belongs between two of them.
_WIDE = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6“”‘’—…]"
)
_STOP = re.compile(r"[，。、；：？！（）「」『』《》〈〉【】“”‘’—…]")
_NUMBER = re.compile(r"^[+\-−–±]?\d[\d,.]*\s?%?([×÷/]\d[\d,.]*)?$")
_STACKED_FROM = 4
"""Tables of at least so many columns fold into cards on a phone."""

_SHORT_NAME = 8
"""A row's heading of so few characters is not broken by the sentences beside it."""


@dataclass
class Scope:
    """One page of ids: a section, or its notes. `place` makes its ids unique in the lesson.

    `cited` maps a footnote's label to its number, `opened` a term's name to its popover's id; both
    are filled while rendering.
    """

    place: str
    title: str
    terms: Mapping[str, Term] = field(default_factory=dict)
    footnotes: Mapping[str, list[Token]] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    tables: int = 0


def container_words(token: Token) -> list[str]:
    """The words behind the colons: name first, then what it takes."""
    return token.info.split()


def plain_text(children: Sequence[Token] | None) -> str:
    """The words of an inline token, without any mark-up."""
    parts = []
    for token in children or ():
        if token.type in ("text", "code_inline", "myst_role"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)


class Typesetter(RendererHTML):
    """Renders tokens; a method named like a token type renders that token."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Plain words. The space that Markdown needs between `。` and `**` is not shown."""
        words = tokens[idx].content
        before, after = _neighbours(tokens, idx)
        if before and words.startswith(" ") and _STOP.search(before + words[1:2]):
            words = words[1:]
        if after and words.endswith(" ") and _STOP.search(words[-2:-1] + after):
            words = words[:-1]
        return escapeHtml(words)

    def softbreak(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A line break in the source: nothing between Chinese characters, else a space."""
        before, after = _neighbours(tokens, idx)
        if not before or not after:
            return ""
        both_wide = _WIDE.match(before) and _WIDE.match(after)
        beside_stop = _STOP.match(before) or _STOP.match(after)
        return "" if both_wide or beside_stop else "\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Images are not part of a lesson; what is left is their description."""
        return escapeHtml(tokens[idx].content)

    def myst_role(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A term: a button that opens its definition. A name without definition is plain text."""
        name = tokens[idx].content
        scope: Scope | None = env.get("scope")
        term = scope.terms.get(name) if scope and tokens[idx].meta["name"] == "term" else None
        if scope is None or term is None:
            return escapeHtml(name)
        if term.name not in scope.opened:
            id_ = f"t-{scope.place}-{len(scope.opened) + 1}"
            scope.opened[term.name] = id_
            scope.pending.append(_definition(id_, term))
        target = scope.opened[term.name]
        return (
            f'<button type="button" class="term" popovertarget="{target}">'
            f"{escapeHtml(name)}</button>"
        )

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A raised number that leads to the section's list of sources."""
        scope: Scope | None = env.get("scope")
        label = tokens[idx].meta["label"]
        if scope is None or label not in scope.footnotes:
            return escapeHtml(f"[^{label}]")
        first = label not in scope.cited
        number = scope.cited.setdefault(label, len(scope.cited) + 1)
        anchor = f' id="r-{scope.place}-{number}"' if first else ""
        return f'<sup><a href="#n-{scope.place}-{number}"{anchor}>{number}</a></sup>'

    def container_any_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A callout with its title; `apply` may bring a longer title of its own."""
        kind, title = CALLOUTS.get((container_words(tokens[idx]) or [""])[0], ("", ""))
        if not kind:
            return "<div>\n"
        first = tokens[idx + 2] if idx + 2 < len(tokens) else None
        if first and first.type == "inline" and plain_text(first.children).startswith(title):
            tokens[idx + 1].attrs["class"] = "t"
            return f'<aside class="callout {kind}">\n'
        return f'<aside class="callout {kind}"><p class="t">{escapeHtml(title)}</p>\n'

    def container_any_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The end of a callout."""
        words = container_words(_opening(tokens, idx))
        return "</aside>\n" if words and words[0] in CALLOUTS else "</div>\n"

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """A table scrolls by itself when it is wider than the page, by keyboard too."""
        label, classes = _("表格"), _set_table(tokens, idx)
        scope: Scope | None = env.get("scope")
        if scope:
            scope.tables += 1
            label = f"{scope.title}{_('：表格')}" + (str(scope.tables) if scope.tables > 1 else "")
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escapeHtml(label)}">'
            f'<table class="{classes}">\n'
        )

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The end of a table and of its frame."""
        return "</table></div>\n"


def _neighbours(tokens: Sequence[Token], idx: int) -> tuple[str, str]:
    """The characters shown before and after the token at `idx`; empty at the ends."""
    before = next((t.content for t in reversed(tokens[:idx]) if t.content), "")
    after = next((t.content for t in tokens[idx + 1 :] if t.content), "")
    return before[-1:], after[:1]


def _opening(tokens: Sequence[Token], idx: int) -> Token:
    depth = 0
    for token in reversed(tokens[: idx + 1]):
        depth += token.nesting if token.type.startswith("container_any") else 0
        if depth == 0:
            return token
    return tokens[idx]


def _definition(id_: str, term: Term) -> str:
    mine = ""
    if term.ours:
        said = _("本课程采用的解释")
        also = f"{_('。对应：')}{term.corresponds}" if term.corresponds else ""
        mine = f'<p class="mine">{escapeHtml(said + also)}</p>'
    elif term.corresponds:
        mine = f'<p class="mine">{escapeHtml(_("对应：") + term.corresponds)}</p>'
    text = _short.renderInline(term.text)
    return (
        f'<div popover id="{id_}" class="def"><b>{escapeHtml(term.name)}</b>'
        f"<p>{text}</p>{mine}</div>\n"
    )


def _set_table(tokens: Sequence[Token], start: int) -> str:
    """Give the cells of the table at `start` their classes and labels; return the table's own."""
    end = next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")
    rows: list[list[int]] = []
    for i in range(start, end):
        if tokens[i].type == "tr_open":
            rows.append([])
        elif tokens[i].type in ("th_open", "td_open"):
            rows[-1].append(i)
    head, body = rows[0], rows[1:]
    labels = [plain_text(tokens[i + 1].children) for i in head]
    stacked = len(head) >= _STACKED_FROM
    for column, cell in enumerate(head):
        cells = [row[column] for row in body]
        numeric = column > 0 and bool(cells) and _all_numbers(tokens, cells)
        numeric = numeric or tokens[cell].attrs.get("style") == "text-align:right"
        for i in (cell, *cells):
            tokens[i].attrs = {"class": "num"} if numeric else {}
        for i in cells:
            if column > 0 and stacked:
                tokens[i].attrs["data-l"] = labels[column]
            elif column == 0:
                close = next(j for j in range(i, end) if tokens[j].type == "td_close")
                tokens[i].tag = tokens[close].tag = "th"
                tokens[i].attrs["scope"] = "row"
                if len(plain_text(tokens[i + 1].children)) <= _SHORT_NAME:
                    tokens[i].attrs["class"] = "nowrap"
        tokens[cell].attrs["scope"] = "col"
    return "book stack" if stacked else "book"


def _all_numbers(tokens: Sequence[Token], cells: list[int]) -> bool:
    return all(_NUMBER.match(plain_text(tokens[i + 1].children).strip()) for i in cells)


def allowed_link(address: str) -> bool:
    """Whether a link may stand in content: http(s), or a place inside the course."""
    if address.startswith(("//", "\\", "/\\")) or any(c <= " " or c == "\x7f" for c in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    return ":" not in address.split("?")[0].split("#")[0]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Whether markdown-it makes a link of it; if not, its source is shown."""
        return allowed_link(url)


def short_parser() -> MarkdownIt:
    """Paragraphs, lists, emphasis, links, tables and terms: what a stem or a case may use."""
    parser = _Parser("commonmark", {"html": False, "xhtmlOut": False})
    # A `---` under a line breaks the page, it does not make that line a heading; an indented line
    # is a slip of the author's, not a program.
    parser.enable("table").disable(["lheading", "code", "html_block", "html_inline"])
    parser.use(myst_role_plugin)
    return _with_our_rules(parser)


def lesson_parser() -> MarkdownIt:
    """All of `short_parser`, and containers, anchors and footnotes."""
    parser = short_parser()
    parser.use(container_plugin, "any", validate=_any_container)
    parser.use(attrs_block_plugin, allowed=("id",))
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return _with_our_rules(parser)


def _with_our_rules(parser: MarkdownIt) -> MarkdownIt:
    # Plugins bring rendering of their own and put it before ours: begin again with ours alone.
    parser.renderer = Typesetter(parser)
    return parser


def _any_container(params: str, _markup: str) -> bool:
    return bool(params.strip())


_short = short_parser()
