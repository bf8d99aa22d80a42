"""YAML files and Markdown front matter, read with the line of everything in them.

YAML 1.2: `no` and `12:30` are text. Data are built here from the node tree rather than by the
YAML library, because a key given twice must be reported with both lines and the rest still read.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from course.errors import Problem
from course.language import _

Data = dict[str, Any] | list[Any] | str | int | float | bool | None
Loc = tuple[str | int, ...]
"""A path inside a file, as pydantic tells it: keys and indices from the top."""

_TAG = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"str", "timestamp", "value", "merge"})
_TAGS = _TEXT_TAGS | {"null", "bool", "int", "float", "map", "seq"}
_MAY_BE_ANCHOR = re.compile(r"(?:^|[\s\[{,])[&*][^\s*]", re.M)
_FENCE = "---"
_REASONS = (
    ("mapping values are not allowed", _("冒号用在了不该用的地方。值里有半角冒号时，整句加引号。")),
    ("expected ',' or ']'", _("方括号没有配对，或者少了逗号。")),
    ("expected ',' or '}'", _("花括号没有配对，或者少了逗号。")),
    ("unexpected end of stream", _("引号没有配对。")),
    ("cannot start any token", _("这里有制表符或不能用的字符。缩进用空格，句子以它开头时加引号。")),
    ("found '<scalar>'", _("值以引号、方括号或花括号开头，后面又有字：整句加引号。")),
    ("expected <block end>", _("缩进或列表写乱了：同一层要对齐，列表项以「- 」开头。")),
    ("could not find expected ':'", _("这一行少了冒号，或者缩进不对。")),
    ("expected a single document", _("一个文件只能有一份内容，删掉多余的 ---。")),
    ("undefined alias", _("* 开头的值要加引号。")),
)


@dataclass(frozen=True)
class Document:
    """One YAML text: its data, and the nodes that know their lines.

    `data` and `node` are None when the file could not be read. `first_line` is the line of the file
    at which the YAML begins, counted from 1.
    """

    path: Path
    data: Data
    node: Node | None
    first_line: int = 1

    @property
    def readable(self) -> bool:
        """Whether there is anything to check."""
        return self.node is not None

    def find(self, loc: Loc) -> tuple[int, Loc]:
        """The line of `loc` and its part that really exists in the file.

        Steps that are not in the file are left out: a missing key, and the tags that pydantic adds
        for the members of a union. A key's value counts from the line of the key.
        """
        node, line, found = self.node, 0, []
        for step in loc:
            if isinstance(node, MappingNode):
                pair = next((p for p in node.value if p[0].value == str(step)), None)
                if pair is None:
                    continue
                line, node = pair[0].start_mark.line, pair[1]
            elif isinstance(node, SequenceNode) and isinstance(step, int):
                if not 0 <= step < len(node.value):
                    continue
                node = node.value[step]
                line = node.start_mark.line
            else:
                continue
            found.append(step)
        return self.first_line + line, tuple(found)

    def get(self, loc: Loc) -> Any:
        """The value at `loc` as authored; None where there is nothing."""
        value: Any = self.data
        for step in loc:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def text(self, *loc: str | int) -> str | None:
        """The text at `loc`; None where there is no text."""
        value = self.get(loc)
        return value if isinstance(value, str) else None

    def rows(self, *loc: str | int) -> list[Loc]:
        """Where the entries of the list or mapping at `loc` are."""
        value = self.get(loc)
        keys: Iterable[str | int] = ()
        if isinstance(value, list):
            keys = range(len(value))
        elif isinstance(value, dict):
            keys = value
        return [(*loc, key) for key in keys]

    @cached_property
    def texts(self) -> list[tuple[Loc, int, str]]:
        """Every text with its place and the line at which its first line stands."""
        return [] if self.node is None else list(_texts(self.node, (), self.first_line))

    def line(self, loc: Loc) -> int:
        """The line of `loc`, counted from 1 in its file."""
        return self.find(loc)[0]

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at `loc`."""
        return Problem(self.path, self.line(loc), ".".join(map(str, loc)) or "-", message)


@dataclass(frozen=True)
class Article:
    """A Markdown file: front matter and body. `body_line` is the line of the body's first line."""

    header: Document
    body: str
    body_line: int


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """A file's text with Unix line ends; empty and a problem when it is not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("这个文件不是 UTF-8 编码。用 UTF-8 另存一次。")
        line = error.object[: error.start].count(b"\n") + 1
        return "", [Problem(path, line, "-", message)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def read_yaml(path: Path) -> tuple[Document, list[Problem]]:
    """Read a YAML file. Nothing is raised for what an author may have done wrong."""
    text, problems = read_text(path)
    if problems:
        return Document(path, None, None), problems
    return _compose(path, text, 1)


def read_article(path: Path) -> tuple[Article, list[Problem]]:
    """Read a Markdown file that begins with front matter between two lines of `---`."""
    text, problems = read_text(path)
    lines = text.split("\n")
    nothing = Document(path, None, None)
    if problems:
        return Article(nothing, "", 1), problems
    if lines[0].rstrip() != _FENCE:
        message = _("文件要以 front matter 开头：第一行写 ---，接着 id、title、minutes，再写 ---。")
        return Article(nothing, text, 1), [Problem(path, 1, "front matter", message)]
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() == _FENCE), None)
    if end is None:
        message = _("front matter 没有收尾：在它后面另起一行写 ---。")
        return Article(nothing, "", 1), [Problem(path, 1, "front matter", message)]
    header, problems = _compose(path, "\n".join(lines[1:end]), 2)
    return Article(header, "\n".join(lines[end + 1 :]), end + 2), problems


def _compose(path: Path, text: str, first_line: int) -> tuple[Document, list[Problem]]:
    try:
        node = _parse(text)
        if node is None:
            problem = Problem(path, first_line, "-", _("这个文件是空的。"))
            return Document(path, None, None), [problem]
        builder = _Builder(path, first_line)
        data = builder.build(node, ())
    except (YAMLError, ValueError) as error:
        return Document(path, None, None), [_syntax_problem(path, text, first_line, error)]
    except RecursionError:
        problem = Problem(path, first_line, "-", _("一层套一层太深了，读不下去。"))
        return Document(path, None, None), [problem]
    return Document(path, data, node, first_line), builder.problems


def _parse(text: str) -> Node | None:
    """The node tree. ruamel's C parser takes a fifth of the time, but its nodes forget anchors and
    its errors say less; where there may be either, the one in Python reads again.
    """
    if not _MAY_BE_ANCHOR.search(text):
        with suppress(YAMLError, ValueError):
            return cast(Node | None, YAML(typ="safe").compose(text))
    return cast(Node | None, YAML(typ="safe", pure=True).compose(text))


def _texts(node: Node, loc: Loc, first_line: int) -> Iterator[tuple[Loc, int, str]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _texts(value, (*loc, str(key.value)), first_line)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from _texts(value, (*loc, index), first_line)
    elif isinstance(node, ScalarNode):
        # A block scalar (| or >) begins on the line after its sign.
        line = node.start_mark.line + (node.style in ("|", ">"))
        yield loc, first_line + line, str(node.value)


def _syntax_problem(path: Path, text: str, first_line: int, error: Exception) -> Problem:
    line, reason = first_line, ""
    if isinstance(error, MarkedYAMLError):
        reason = f"{error.context} {error.problem}"
        mark = error.problem_mark
        if "end of stream" in reason and error.context_mark:
            mark = error.context_mark
        line += mark.line if mark else 0
    elif hasattr(error, "position"):
        line += text[: error.position].count("\n")
        reason = "cannot start any token"
    told = next((said for part, said in _REASONS if part in reason), _("检查缩进、冒号和引号。"))
    return Problem(path, line, "-", _("YAML 写法有误，读不下去。{}").format(told))


class _Builder:
    """Turns nodes into data, reporting what the course's YAML may not use."""

    def __init__(self, path: Path, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.problems: list[Problem] = []

    def build(self, node: Node, loc: Loc) -> Data:
        if node.anchor is not None:
            # Aliases would let one line change another far away, and could repeat without end.
            self._tell(node, loc, _("不用 YAML 的 & 和 *。句子以它们开头时，整句加引号。"))
            return None
        if str(node.tag).removeprefix(_TAG) not in _TAGS:
            self._tell(node, loc, _("不用 YAML 的 ! 标记。句子以 ! 开头时，整句加引号。"))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, SequenceNode):
            return [self.build(child, (*loc, i)) for i, child in enumerate(node.value)]
        return self._scalar(node) if isinstance(node, ScalarNode) else None

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Data]:
        data: dict[str, Data] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._tell(
                    key, loc, _("键要写成一个词，不能是列表或表。花括号开头的句子要加引号。")
                )
                continue
            name = str(key.value)
            if name in data:
                message = _("键 {} 重复，第 {} 行已经写过。留一处。").format(name, lines[name])
                self._tell(key, (*loc, name), message)
                self.build(value, (*loc, name))
                continue
            lines[name] = self.first_line + key.start_mark.line
            data[name] = self.build(value, (*loc, name))
        return data

    def _scalar(self, node: ScalarNode) -> Data:
        tag, text = str(node.tag).removeprefix(_TAG), str(node.value)
        if tag in _TEXT_TAGS:
            return text
        if tag == "null":
            return None
        if tag == "bool":
            return text.lower() == "true"
        if re.search("inf|nan", text, re.I):
            return text  # No quantity an author means.
        try:
            return _integer(text) if tag == "int" else float(text.replace("_", ""))
        except ValueError:
            return text

    def _tell(self, node: Node, loc: Loc, message: str) -> None:
        line = self.first_line + node.start_mark.line
        self.problems.append(Problem(self.path, line, ".".join(map(str, loc)) or "-", message))


def _integer(text: str) -> int:
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2].lower(), 10)
    return sign * int(digits, base)
