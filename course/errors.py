"""Everything this project raises on purpose."""

from dataclasses import dataclass
from pathlib import Path


class CourseError(Exception):
    """Base of all errors a caller may want to show instead of crash on."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one content file, told in Chinese so that its author can mend it.

    `line` counts from 1. `where` is the path inside the file, such as ``items.3.options.1``.
    """

    path: Path
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.where}: {self.message}"


class ContentError(CourseError):
    """The content folder does not describe a valid course.

    Carries every problem found, not only the first, so that an author mends a file in one pass.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class ForbiddenError(CourseError):
    """The person signed in may not see or change what was asked for."""


class NotFoundError(CourseError):
    """What was asked for does not exist, or not for this person."""


class StoreBusyError(CourseError):
    """The database was locked for too long. Nothing was written; trying again may succeed."""
