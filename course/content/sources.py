"""Everything under content/<language>/, read but not yet put together.

What does not fit its shape stays here as raw data, so that the checks between files can speak of
all files in the same run.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from course.content.files import Article, Document, Loc, read_article, read_text, read_yaml
from course.content.markup import LessonText, render_lesson
from course.content.schema import Term
from course.errors import Problem
from course.language import _

_UNIT = re.compile(r"^(?P<number>\d{2})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)$")
_NUMBERED = re.compile(r"^\d{2}-(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)$")
_FREE = re.compile(r"^(case/.+\.(md|csv)|README\.md|units/[^/]+/design\.md)$")
"""Files read elsewhere or by people only: the case's texts and data, a unit's notes."""


@dataclass
class LessonSource:
    """A lesson's front matter as read and its body as rendered."""

    article: Article
    text: LessonText = field(default_factory=LessonText)

    @property
    def header(self) -> Document:
        """The front matter."""
        return self.article.header

    @property
    def id(self) -> str:
        """The id in the front matter; the file's name when there is none."""
        return self.header.text("id") or name_behind_number(self.header.path)

    def problem(self, line: int, message: str) -> Problem:
        """A problem at a line of the body, counted from 0."""
        return Problem(self.header.path, self.article.body_line + line, _("正文"), message)


@dataclass(frozen=True)
class HandbookSource:
    """A part of the trainer's handbook: `# title` in the first line, then the body."""

    path: Path
    title: str
    body: str

    @property
    def name(self) -> str:
        """What addresses call it."""
        return name_behind_number(self.path)

    def problem(self, line: int, message: str) -> Problem:
        """A problem at a line of the body, counted from 0."""
        return Problem(self.path, line + 2, "-", message)


@dataclass
class UnitSource:
    """One folder under units/. Lessons, items and the handbook are sorted by file name."""

    folder: Path
    number: int
    slug: str
    unit: Document
    lessons: list["LessonSource"] = field(default_factory=list)
    items: list[Document] = field(default_factory=list)
    handbook: list[HandbookSource] = field(default_factory=list)
    summary: Article | None = None

    @property
    def outline(self) -> set[str]:
        """Ids of the unit's outline items, as far as they are readable."""
        ids = (self.unit.text(*loc, "id") for loc in self.unit.rows("outline"))
        return {id_ for id_ in ids if id_}


@dataclass
class Sources:
    """All files, units in the order of their folders."""

    root: Path
    course: Document
    glossary: Document
    units: list[UnitSource] = field(default_factory=list)
    tools: list[Document] = field(default_factory=list)
    case: list[Document] = field(default_factory=list)
    original: Document = field(init=False)
    terms: dict[str, Term] | None = None
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.original = Document(self.root / "outline.yaml", None, None)

    @property
    def outline_readable(self) -> bool:
        """False when a unit.yaml is broken, so that what it defines is unknown, not missing."""
        return all(unit.unit.readable for unit in self.units)

    @property
    def outline(self) -> set[str]:
        """Ids of all units' outline items, as far as they are readable."""
        return set().union(*(unit.outline for unit in self.units))

    def lessons(self) -> Iterator[LessonSource]:
        """The lessons of all units."""
        return (lesson for unit in self.units for lesson in unit.lessons)

    def questions(self) -> Iterator["QuestionSource"]:
        """Every question of every items file, the parts of vignettes after their vignette."""
        for unit in self.units:
            for document in unit.items:
                for loc in document.rows("items"):
                    yield QuestionSource(document, loc)
                    for part in document.rows(*loc, "parts"):
                        yield QuestionSource(document, part, vignette=loc)


@dataclass(frozen=True)
class QuestionSource:
    """A question, or a vignette, as authored. `vignette` is the place of a part's vignette."""

    document: Document
    loc: Loc
    vignette: Loc | None = None

    @property
    def id(self) -> str | None:
        """Its id, if it has one."""
        return self.text("id")

    @property
    def type(self) -> str | None:
        """Its type as written."""
        return self.text("type")

    def text(self, key: str) -> str | None:
        """Its own text under `key`."""
        return self.document.text(*self.loc, key)

    def inherited(self, key: str) -> str | None:
        """Its text under `key`, or its vignette's."""
        own = self.text(key)
        return own if own or self.vignette is None else self.document.text(*self.vignette, key)

    def problem(self, message: str, *keys: str | int) -> Problem:
        """A problem of this question, at `keys` inside it."""
        return self.document.problem((*self.loc, *keys), message)


def content_files(root: Path) -> list[Path]:
    """All files that make up the course, sorted; hidden files and what editors leave are not."""
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and not path.name.endswith("~")
        and not any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
    )


def read_sources(root: Path) -> Sources:
    """Read every file under `root`; whatever cannot be read becomes a problem."""
    sources = Sources(
        root,
        Document(root / "course.yaml", None, None),
        Document(root / "glossary.yaml", None, None),
    )
    units: dict[str, UnitSource] = {}
    for path in content_files(root):
        _read(sources, units, path, path.relative_to(root).parts)
    sources.units = sorted(units.values(), key=lambda unit: unit.folder.name)
    for document in (sources.course, sources.glossary, *(unit.unit for unit in sources.units)):
        if not document.path.is_file():
            message = _("缺少 {}。").format(document.path.relative_to(root).as_posix())
            sources.problems.append(Problem(document.path, 1, "-", message))
    sources.terms = terms = _terms(sources.glossary)
    for lesson in sources.lessons():
        lesson.text = render_lesson(
            lesson.article.body, lesson.header.text("title") or lesson.id, terms
        )
    return sources


def _terms(glossary: Document) -> dict[str, Term] | None:
    """Terms by every name a lesson may use: name, other names, id. None when unreadable."""
    if not glossary.readable:
        return None
    terms: dict[str, Term] = {}
    for loc in glossary.rows("terms"):
        try:
            term = Term.model_validate_json(json.dumps(glossary.get(loc)))
        except ValidationError:
            # Told when the glossary is validated; its name still counts as known.
            term = Term.model_construct(name=glossary.text(*loc, "name") or str(loc[-1]), text="")
        for name in (term.name, *term.also, str(loc[-1])):
            terms.setdefault(name, term)
    return terms


def _read(
    sources: Sources, units: dict[str, UnitSource], path: Path, parts: tuple[str, ...]
) -> None:
    match parts:
        case ("course.yaml",):
            sources.course = _yaml(sources, path)
        case ("glossary.yaml",):
            sources.glossary = _yaml(sources, path)
        case ("outline.yaml",):
            sources.original = _yaml(sources, path)
        case ("case", *_folders, name) if name.endswith(".yaml"):
            sources.case.append(_yaml(sources, path))
        case ("exercises", name) if name.endswith(".yaml"):
            sources.tools.append(_yaml(sources, path))
        case ("units", folder, *rest) if match_ := _UNIT.match(folder):
            if folder not in units:
                at = sources.root / "units" / folder
                nothing = Document(at / "unit.yaml", None, None)
                units[folder] = UnitSource(at, int(match_["number"]), match_["slug"], nothing)
            if not _read_of_unit(sources, units[folder], path, rest):
                _stray(sources, path, parts)
        case _:
            _stray(sources, path, parts)


def _read_of_unit(sources: Sources, unit: UnitSource, path: Path, rest: list[str]) -> bool:
    match rest:
        case ["unit.yaml"]:
            unit.unit = _yaml(sources, path)
        case ["lessons", name] if _is_numbered(name, ".md"):
            article, problems = read_article(path)
            sources.problems += problems
            unit.lessons.append(LessonSource(article))
        case ["items", name] if _is_numbered(name, ".yaml"):
            unit.items.append(_yaml(sources, path))
        case ["trainer", name] if _is_numbered(name, ".md"):
            unit.handbook.append(_handbook(sources, path))
        case ["summary.md"]:
            unit.summary, problems = read_article(path)
            sources.problems += problems
        case _:
            return False
    return True


def _handbook(sources: Sources, path: Path) -> HandbookSource:
    text, problems = read_text(path)
    sources.problems += problems
    first, _newline, body = text.partition("\n")
    title = first.removeprefix("# ").strip()
    if not problems and (not first.startswith("# ") or not title):
        message = _("第一行写「# 标题」，前面不写 front matter。")
        sources.problems.append(Problem(path, 1, "-", message))
    return HandbookSource(path, title, body)


def _is_numbered(name: str, suffix: str) -> bool:
    return name.endswith(suffix) and bool(_NUMBERED.match(name.removesuffix(suffix)))


def name_behind_number(path: Path) -> str:
    """`pest` for `01-pest.md`."""
    match_ = _NUMBERED.match(path.stem)
    return match_["name"] if match_ else path.stem


def _yaml(sources: Sources, path: Path) -> Document:
    document, problems = read_yaml(path)
    sources.problems += problems
    return document


def _stray(sources: Sources, path: Path, parts: tuple[str, ...]) -> None:
    if _FREE.match("/".join(parts)):
        return
    message = _("不认识的文件，课程不会读它。文件夹和文件名的写法见 docs/authoring.md。")
    sources.problems.append(Problem(path, 1, "-", message))
