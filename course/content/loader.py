"""Puts the course together, or tells every reason why it cannot be."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from course.content.case import Case, load_case
from course.content.checks import CHECKS
from course.content.course import Course, Lesson, Unit
from course.content.files import Document
from course.content.items import AnyQuestion, Item, ItemFile, Vignette
from course.content.problems import validate
from course.content.prose import Prose
from course.content.question_checks import QUESTION_CHECKS
from course.content.schema import (
    CourseFile,
    Glossary,
    LessonHeader,
    OriginalPart,
    OutlineFile,
    SummaryHeader,
    Term,
    UnitFile,
)
from course.content.sources import LessonSource, Sources, UnitSource, content_files, read_sources
from course.content.words import ToolWords
from course.errors import ContentError, Problem
from course.language import _

_COURSE = TypeAdapter(CourseFile)
_GLOSSARY = TypeAdapter(Glossary)
_UNIT = TypeAdapter(UnitFile)
_LESSON = TypeAdapter(LessonHeader)
_ITEMS = TypeAdapter(ItemFile)
_TOOL = TypeAdapter(ToolWords)
_SUMMARY = TypeAdapter(SummaryHeader)
_OUTLINE = TypeAdapter(OutlineFile)
_HASH_LENGTH = 16
T = TypeVar("T")


def load_course(root: Path) -> Course:
    """Load content/<language>/.

    Raises:
        ContentError: with all problems of all files, when there is any.
    """
    if not root.is_dir():
        raise ContentError([Problem(root, 1, "-", _("找不到课程内容的文件夹。"))])
    sources = read_sources(root)
    problems = list(sources.problems)
    loader = _Loader(problems)
    course = loader.course(sources, loader.case(root / "case", sources))
    for check in (*CHECKS, *QUESTION_CHECKS):
        problems += check(sources)
    if problems or course is None:
        raise ContentError(list(dict.fromkeys(problems)))
    return course


def content_version(root: Path) -> str:
    """A short hash over every file's path and bytes: it changes whenever any of them does."""
    digest = hashlib.sha256()
    for path in content_files(root):
        for part in (path.relative_to(root).as_posix().encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()[:_HASH_LENGTH]


def text_hash(question: AnyQuestion, case: str | None) -> str:
    """A short hash of a question as worded, with the case of its vignette."""
    words = {"question": question.model_dump(mode="json"), "case": case}
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:_HASH_LENGTH]


class _Loader:
    """Validates one file after another; a file that fails leaves its problems and None."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def case(self, folder: Path, sources: Sources) -> Case | None:
        """The running case; a course in the making may have none yet."""
        if not folder.is_dir():
            return None
        try:
            return load_case(folder, sources.case)
        except ContentError as error:
            self.problems += error.problems
            return None

    def course(self, sources: Sources, case: Case | None) -> Course | None:
        file = self._model(sources.course, _COURSE)
        glossary = self._model(sources.glossary, _GLOSSARY)
        units = [self._unit(unit, sources) for unit in sources.units]
        tools = [self._model(document, _TOOL) for document in sources.tools]
        if file is None or glossary is None:
            return None
        misconceptions = {
            str(loc[-1]): document.text(*loc) or ""
            for unit in sources.units
            for document in unit.items
            for loc in document.rows("misconceptions")
        }
        return Course(
            file=file,
            version=content_version(sources.root),
            units=tuple(unit for unit in units if unit),
            terms=glossary.terms,
            tools={tool.id: tool for tool in tools if tool},
            misconceptions=misconceptions,
            case=case,
            original=self._original(sources),
        )

    def _original(self, sources: Sources) -> tuple[OriginalPart, ...]:
        file = self._model(sources.original, _OUTLINE)
        return file.parts if file else ()

    def _unit(self, source: UnitSource, sources: Sources) -> Unit | None:
        file = self._model(source.unit, _UNIT)
        lessons = [self._lesson(lesson, source.slug, sources.root) for lesson in source.lessons]
        items: list[Item] = []
        for document in source.items:
            item_file = self._model(document, _ITEMS)
            if item_file:
                for entry in item_file.items:
                    items += _items_of(entry, source.slug)
        if file is None:
            return None
        order = {line.id: index for index, line in enumerate(file.outline)}
        taught = [lesson for lesson in lessons if lesson and lesson.id in order]
        return Unit(
            number=source.number,
            file=file,
            lessons=tuple(sorted(taught, key=lambda lesson: order[lesson.id])),
            items=tuple(items),
            summary=self._summary(source, sources.terms or {}),
            handbook=tuple(
                Prose(part.name, part.title, part.body, sources.terms or {})
                for part in source.handbook
            ),
        )

    def _lesson(self, source: LessonSource, unit: str, root: Path) -> Lesson | None:
        header = self._model(source.header, _LESSON)
        self.problems += [source.problem(slip.line, slip.message) for slip in source.text.slips]
        path = source.header.path.relative_to(root).as_posix()
        return Lesson(header, unit, tuple(source.text.sections), path) if header else None

    def _summary(self, source: UnitSource, terms: Mapping[str, Term]) -> Prose | None:
        header = self._model(source.summary.header, _SUMMARY) if source.summary else None
        if source.summary is None or header is None:
            return None
        return Prose("summary", header.title, source.summary.body, terms)

    def _model(self, document: Document, shape: TypeAdapter[T]) -> T | None:
        if not document.readable:
            return None
        validated = validate(document, shape)
        self.problems += validated[1]
        return validated[0]


def _items_of(entry: AnyQuestion | Vignette, unit: str) -> list[Item]:
    """A question as one item, a vignette as one item per part with what the part inherits."""
    questions = entry.parts if isinstance(entry, Vignette) else (entry,)
    case = entry.case if isinstance(entry, Vignette) else None
    if entry.objective is None or entry.pool is None or entry.source is None:
        return []  # A check tells what is missing.
    return [
        Item(
            unit=unit,
            lesson=(question.source or entry.source).partition("#")[0],
            anchor=(question.source or entry.source).partition("#")[2],
            objective=entry.objective,
            pool=entry.pool,
            question=question,
            text_hash=text_hash(question, case),
            case=case,
            group=entry.id if case is not None else None,
        )
        for question in questions
    ]
