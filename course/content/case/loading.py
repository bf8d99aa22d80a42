"""The running case, loaded: immutable, the same for everybody.

`load_case` reads the folder content/<language>/case and tells every fault of it at once: what does
not fit its shape, and references that lead nowhere. Words that this course does not use are told
here of the papers; the check of all YAML files tells those of the others.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from course.content.case.book import CaseFile, Company, EventsFile, PaperHeader, TransferCase
from course.content.case.half import WorkedSheet, half_problems
from course.content.case.papers import Paper, Transaction
from course.content.case.people import PeopleFile, Person
from course.content.case.strategy import (
    ConfrontationFile,
    FiveForcesFile,
    GeFile,
    StrategyFile,
    SwotFile,
)
from course.content.case.talk import Interview, Objection, ObjectionsFile
from course.content.case.work import (
    Account,
    AccountsFile,
    ChurnFile,
    NeedsFile,
    SpisesFile,
    TeamFile,
)
from course.content.files import Document, read_article, read_text, read_yaml
from course.content.problems import message, validate
from course.content.prose import slips_of_prose
from course.content.wording import phrase_slips, punctuation_slips
from course.errors import ContentError, Problem
from course.language import _

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Case:
    """Everything under content/<language>/case. `records` is transactions.csv as it stands."""

    file: CaseFile
    people: PeopleFile
    events: EventsFile
    accounts: AccountsFile
    needs: NeedsFile
    spises: SpisesFile
    swot: SwotFile
    five_forces: FiveForcesFile
    ge: GeFile
    confrontation: ConfrontationFile
    strategy: StrategyFile
    churn: ChurnFile
    team: TeamFile
    objections_file: ObjectionsFile
    interviews: tuple[Interview, ...]
    transfer: tuple[TransferCase, ...]
    papers: tuple[Paper, ...]
    transactions: tuple[Transaction, ...]
    records: str

    @property
    def objections(self) -> tuple[Objection, ...]:
        """The twelve objections."""
        return self.objections_file.objections

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        """Everybody, of both sides, by id."""
        return {person.id: person for person in self.people.people}

    @cached_property
    def company_by_id(self) -> dict[str, Company]:
        """The companies by id."""
        return {company.id: company for company in self.file.companies}

    @cached_property
    def talk_by_id(self) -> dict[str, Interview]:
        """The interviews by id."""
        return {talk.id: talk for talk in self.interviews}

    @cached_property
    def account_by_id(self) -> dict[str, Account]:
        """The candidate accounts by id."""
        return {account.id: account for account in self.accounts.accounts}

    @cached_property
    def paper_by_id(self) -> dict[str, Paper]:
        """The documents by id."""
        return {paper.header.id: paper for paper in self.papers}


def load_case(folder: Path, read: Iterable[Document] = ()) -> Case:
    """Load the case. YAML files in `read` are not read again, nor their problems told again.

    Raises:
        ContentError: with all problems of all files.
    """
    reader = _Reader(folder, {document.path: document for document in read})
    case = reader.case()
    if case is not None:
        reader.problems += _dangling(folder, case)
    if reader.problems or case is None:
        raise ContentError(reader.problems)
    return case


@dataclass
class _Reader:
    """Reads one file after the other and keeps what is wrong with each."""

    folder: Path
    read: Mapping[Path, Document]
    problems: list[Problem] = field(default_factory=list)

    def case(self) -> Case | None:
        """The case, or None when a file is missing or does not fit its shape."""
        parts: dict[str, Any] = {
            "file": self.yaml("case.yaml", CaseFile),
            "people": self.yaml("people.yaml", PeopleFile),
            "events": self.yaml("events.yaml", EventsFile),
            "accounts": self.yaml("accounts.yaml", AccountsFile),
            "needs": self.yaml("needs.yaml", NeedsFile),
            "spises": self.yaml("spises.yaml", SpisesFile),
            "swot": self.yaml("swot.yaml", SwotFile),
            "five_forces": self.yaml("five_forces.yaml", FiveForcesFile),
            "ge": self.yaml("ge.yaml", GeFile),
            "confrontation": self.yaml("confrontation.yaml", ConfrontationFile),
            "strategy": self.yaml("strategy.yaml", StrategyFile),
            "churn": self.yaml("churn.yaml", ChurnFile),
            "team": self.yaml("team.yaml", TeamFile),
            "objections_file": self.yaml("objections.yaml", ObjectionsFile),
            "interviews": self.folder_of("interviews", Interview),
            "transfer": self.folder_of("transfer", TransferCase),
            "papers": self.papers(),
            "transactions": self.transactions(),
            "records": self.records(),
        }
        return None if any(part is None for part in parts.values()) else Case(**parts)

    def yaml(self, name: str, shape: type[Shape]) -> Shape | None:
        """One YAML file in its shape."""
        path = self.folder / name
        if not path.is_file():
            self.problems.append(Problem(path, 1, "-", _("缺少 {}。").format(name)))
            return None
        document, problems = (self.read[path], []) if path in self.read else read_yaml(path)
        self.problems += problems
        if not document.readable:
            return None
        value, problems = validate(document, TypeAdapter(shape))
        self.problems += problems
        if isinstance(value, WorkedSheet):
            self.problems += half_problems(document, value)
        return value

    def folder_of(self, name: str, shape: type[Shape]) -> tuple[Shape, ...] | None:
        """All YAML files of a folder, in the order of their names."""
        paths = sorted((self.folder / name).glob("*.yaml"))
        if not paths:
            message_ = _("缺少 {} 文件夹，或者里面没有 .yaml 文件。").format(name)
            self.problems.append(Problem(self.folder / name, 1, "-", message_))
            return None
        values = [self.yaml(f"{name}/{path.name}", shape) for path in paths]
        found = tuple(value for value in values if value is not None)
        return found if len(found) == len(values) else None

    def papers(self) -> tuple[Paper, ...] | None:
        """All Markdown documents of the folder."""
        found, complete = [], True
        for path in sorted(self.folder.glob("*.md")):
            article, problems = read_article(path)
            header, more = (
                validate(article.header, TypeAdapter(PaperHeader))
                if article.header.readable
                else (None, [])
            )
            self.problems += problems + more + list(_slips(path, article.body, article.body_line))
            for slip in slips_of_prose(article.body, {}):
                line = article.body_line + slip.line
                self.problems.append(Problem(path, line, "-", slip.message))
            if header is None:
                complete = False
            else:
                found.append(Paper(header, article.body))
        return tuple(found) if complete else None

    def records(self) -> str | None:
        """transactions.csv as it stands; None when there is none."""
        path = self.folder / "transactions.csv"
        return read_text(path)[0] if path.is_file() else None

    def transactions(self) -> tuple[Transaction, ...] | None:
        """The lines of transactions.csv."""
        path = self.folder / "transactions.csv"
        if not path.is_file():
            self.problems.append(Problem(path, 1, "-", _("缺少 {}。").format(path.name)))
            return None
        text, problems = read_text(path)
        rows = []
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
            try:
                rows.append(Transaction.model_validate({k: v for k, v in row.items() if v}))
            except ValidationError as error:
                problems += [
                    Problem(path, number, str(details["loc"][0]), message(details))
                    for details in error.errors()
                ]
        self.problems += problems
        return None if problems else tuple(rows)


def _slips(path: Path, text: str, line: int) -> Iterator[Problem]:
    for slip in (*punctuation_slips(text), *phrase_slips(text)):
        yield Problem(path, line + slip.line, "-", slip.message)


def _dangling(folder: Path, case: Case) -> list[Problem]:
    """References between files that lead nowhere, and quotes that nobody said."""
    found = [
        Problem(folder / name, 1, where, _("没有 id 为 {} 的人。").format(person))
        for name, where, person in _named_people(case)
        if person not in case.person_by_id
    ]
    needs = {need.id for need in case.needs.needs}
    for objection in case.objections:
        if objection.need not in needs:
            text = _("没有 id 为 {} 的需求。").format(objection.need)
            found.append(Problem(folder / "objections.yaml", 1, objection.id, text))
    talks = {talk.id: talk for talk in case.interviews}
    for need in case.needs.needs:
        talk = talks.get(need.interview)
        said = [turn.say for turn in talk.turns if turn.who == need.person] if talk else []
        if not any(need.quote in say for say in said):
            text = _("访谈 {} 里，{} 没有说过这句话。").format(need.interview, need.person)
            found.append(Problem(folder / "needs.yaml", 1, need.id, text))
    accounts = {account.name for account in case.accounts.accounts}
    found += [
        Problem(folder / "transactions.csv", index, "客户", _("没有这个客户：{}。").format(name))
        for index, name in enumerate((row.account for row in case.transactions), start=2)
        if name not in accounts
    ]
    return found


def _named_people(case: Case) -> Iterator[tuple[str, str, str]]:
    """Every place that names a person: file, place in it, id."""
    for person in case.people.people:
        if person.reports_to:
            yield "people.yaml", person.id, person.reports_to
    for map_ in case.people.maps:
        for node in map_.nodes:
            yield "people.yaml", map_.month, node.person
            yield "people.yaml", map_.month, node.owner
        for edge in map_.edges:
            yield "people.yaml", map_.month, edge.source
            yield "people.yaml", map_.month, edge.target
    for talk in case.interviews:
        for who in (talk.person, *talk.ours, *(turn.who for turn in talk.turns)):
            yield "interviews", talk.id, who
    for objection in case.objections:
        yield "objections.yaml", objection.id, objection.person
    for need in case.needs.needs:
        yield "needs.yaml", need.id, need.person
        yield "needs.yaml", need.id, need.owner
    for profile in case.spises.profiles:
        yield "spises.yaml", profile.person, profile.person
    for action in case.churn.actions:
        yield "churn.yaml", action.cause, action.owner
    for strategy in case.strategy.candidates:
        yield "strategy.yaml", strategy.id, strategy.owner
    for theirs in case.strategy.customer_strategy:
        yield "strategy.yaml", "customer_strategy", theirs.owner
    for health in case.team.health:
        yield "team.yaml", "health", health.person
