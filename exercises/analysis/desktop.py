"""What lies on the desk: the case's rows or the learner's, read once and kept for the next run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakKeyDictionary

from course.content.case import Case
from exercises.analysis.analyses import Results, analyse
from exercises.analysis.book import Basis, Book, Focus, basis_of_case, book_of_case
from exercises.analysis.cleaning import Cleaned, Unit, clean
from exercises.analysis.columns import propose, propose_unit
from exercises.analysis.reading import Table, unpack
from exercises.analysis.sheet import AnalysisSheet, basis_of, focus_of
from exercises.exercise import Desk, FileNote

CASE = "case"
"""The key of the case's rows, and the subject on which they lie."""


FEW = 8
"""So many results of one book are kept."""


@dataclass(frozen=True)
class Desktop:
    """Rows, and what is looked at. `table` and `note` are None for the case."""

    key: str
    cleaned: Cleaned
    basis: Basis
    focus: Focus
    mapping: dict[str, str] = field(default_factory=dict)
    unit: Unit = "wan"
    table: Table | None = None
    note: FileNote | None = None

    @property
    def book(self) -> Book:
        """The rows that can be used."""
        return self.cleaned.book

    @property
    def results(self) -> Results:
        """All six analyses of what is looked at."""
        return _results(self.book, self.focus, self.basis)


def desktop(desk: Desk) -> Desktop | None:
    """What lies on this desk now; None where the learner has brought nothing yet."""
    sheet: AnalysisSheet = desk.sheet
    if desk.subject == CASE:
        return None if desk.case is None else _of_case(desk.case, sheet)
    note = desk.files.about() if desk.files else None
    return None if note is None else _of_file(desk, note, sheet)


def _of_case(case: Case, sheet: AnalysisSheet) -> Desktop:
    cleaned, known = _case(_Kept(f"{id(case)}", lambda: case))
    focus = focus_of(sheet, cleaned.book)
    return Desktop(CASE, cleaned, basis_of(sheet, known), focus)


def _of_file(desk: Desk, note: FileNote, sheet: AnalysisSheet) -> Desktop | None:
    files = desk.files
    assert files is not None
    kept = _Kept(note.key, lambda: files.load(note.key))
    table = _table(kept)
    if table is None:  # replaced in another tab since `note` was read
        _table.cache_clear()
        return None
    mapping, unit = mapping_of(sheet, note, table)
    cleaned = _cleaned(kept, tuple(sorted(mapping.items())), unit)
    focus = focus_of(sheet, cleaned.book)
    return Desktop(note.key, cleaned, basis_of(sheet, None), focus, mapping, unit, table, note)


def mapping_of(sheet: AnalysisSheet, note: FileNote, table: Table) -> tuple[dict[str, str], Unit]:
    """What was set for exactly these rows; else what their headings suggest."""
    if sheet.data == note.key:
        return dict(sheet.mapping), sheet.unit
    return suggested(table)


def suggested(table: Table) -> tuple[dict[str, str], Unit]:
    """The columns and the unit that the table's headings and sizes suggest."""
    mapping = propose(table.names)
    amounts: list[str] = []
    if "amount" in mapping:
        place = table.names.index(mapping["amount"])
        amounts = [row[place].replace(",", "") for row in table.rows[:2_000]]
    return mapping, ("yuan" if propose_unit(mapping, amounts) == "yuan" else "wan")


@dataclass(frozen=True)
class _Kept:
    """Something to be read, known by its key alone."""

    key: str
    read: Callable[[], object] = field(compare=False)


# A hundred thousand rows are some tens of megabytes, so few of them are kept.
@lru_cache(maxsize=1)
def _table(kept: _Kept) -> Table | None:
    content = kept.read()
    return unpack(content) if isinstance(content, bytes) else None


@lru_cache(maxsize=4)
def _cleaned(kept: _Kept, mapping: tuple[tuple[str, str], ...], unit: Unit) -> Cleaned:
    table = _table(kept)
    return Cleaned(Book(()), (), 0) if table is None else clean(table, dict(mapping), unit)


@lru_cache(maxsize=2)
def _case(kept: _Kept) -> tuple[Cleaned, Basis]:
    case = kept.read()
    assert isinstance(case, Case)
    book = book_of_case(case)
    return Cleaned(book, (), len(book.records)), basis_of_case(case)


_RESULTS: WeakKeyDictionary[Book, dict[tuple[Focus, Basis], Results]] = WeakKeyDictionary()


def _results(book: Book, focus: Focus, basis: Basis) -> Results:
    """The newest few of each book that is kept, and none of any other."""
    known = _RESULTS.setdefault(book, {})
    results = known.get((focus, basis))
    if results is None:
        while len(known) >= FEW:
            known.pop(next(iter(known)), None)
        results = known[focus, basis] = analyse(book, focus, basis)
    return results
