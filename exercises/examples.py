"""Checks the authors' examples of every tool with that tool's own sheet model."""

from datetime import date
from pathlib import Path

from pydantic import ValidationError

from course.content.course import Course
from course.content.files import Document, read_yaml
from course.content.problems import message
from course.errors import Problem
from course.language import _
from exercises import exercises


def example_problems(course: Course, root: Path, today: date) -> list[Problem]:
    """Everything wrong between the tools and their words in `root`/exercises, at file and line."""
    problems = []
    tools = exercises()
    for name in sorted(tools.keys() | course.tools.keys()):
        path = root / "exercises" / f"{name}.yaml"
        if name not in course.tools:
            problems.append(Problem(path, 1, "-", _("工具 {} 还没有文字。").format(name)))
        elif name not in tools:
            said = _("没有叫 {} 的工具，这些文字没有地方用。").format(name)
            problems.append(Problem(path, 1, "-", said))
        else:
            document, _unreadable = read_yaml(path)
            for kind, example in course.tools[name].examples.items():
                try:
                    tools[name].from_example(example, today)
                except ValidationError as error:
                    problems += _problems(document, kind, error)
    return problems


def _problems(document: Document, kind: str, error: ValidationError) -> list[Problem]:
    problems = []
    for details in error.errors():
        line, found = document.find(("examples", kind, "sheet", *details["loc"]))
        where = ".".join(map(str, found))
        problems.append(Problem(document.path, line, where, message(details)))
    return list(dict.fromkeys(problems))
