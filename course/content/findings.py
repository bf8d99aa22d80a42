"""Where in the files the questions stand that the lint speaks of."""

from collections.abc import Iterable
from pathlib import Path

from course.content.files import Document, Loc
from course.content.lint import Finding
from course.content.sources import read_sources
from course.errors import Problem


def located(findings: Iterable[Finding], root: Path) -> list[Problem]:
    """Findings as problems at file and line; one about the whole bank is told at `root`."""
    places = dict(_places(root))
    problems = []
    for finding in findings:
        said = f"{finding.rule} {finding.message}"
        if finding.item in places:
            document, loc = places[finding.item]
            problems.append(Problem(document.path, document.line(loc), finding.item, said))
        else:
            problems.append(Problem(root, 1, finding.item or "-", said))
    return problems


def _places(root: Path) -> list[tuple[str, tuple[Document, Loc]]]:
    """(item id, its document and place), parts of vignettes too."""
    return [
        (id_, (document, loc))
        for unit in read_sources(root).units
        for document in unit.items
        for entry in document.rows("items")
        for loc in (entry, *document.rows(*entry, "parts"))
        if (id_ := document.text(*loc, "id"))
    ]
