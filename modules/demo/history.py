"""What the people of the sample data did in the last six weeks, written through the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from random import Random

from course.assessment.drawing import draw
from course.assessment.grading import grade
from course.content.course import CheckSlot, Course, Lesson, Unit
from course.content.items import Pool
from course.people.accounts import create_user
from course.people.passwords import random_password
from course.people.rights import Actor
from course.store.attempts import GradedResponse, Mode, save_answer, start_draft, submit
from course.store.engine import Db, Store
from course.store.reading import record_answer, record_place, record_section
from course.store.sheets import SheetKey, create_account, save_sheet
from exercises import exercises
from modules.demo.answering import answer_to
from modules.demo.people import LEADERS, LEARNERS, Kind, SamplePerson

WEEKS = 6
CHINA = timedelta(hours=8)

SKILL: dict[Kind, float] = {"strong": 0.96, "steady": 0.8, "weak": 0.45}
"""How often they are right; those who only read do not sit an assessment."""

Sitting = Callable[[datetime], None]
"""Something done in one go; gets the moment at which it begins."""


@dataclass(frozen=True)
class Login:
    """How somebody of the sample data signs in."""

    person: SamplePerson
    password: str


def fill(
    store: Store,
    course: Course,
    now: datetime,
    seed: int = 20261123,
    people: Sequence[SamplePerson] = (*LEADERS, *LEARNERS),
) -> list[Login]:
    """Add these people and their history; the same `seed` and course give the same history.

    Passwords are random and not kept anywhere but in the answer.
    """
    logins = []
    joined = now - timedelta(weeks=WEEKS)
    for person in people:
        chance = Random(f"{seed}:{person.login}")  # noqa: S311 - made-up history, not a secret
        password = random_password()
        with store.writing() as db:
            user_id = create_user(
                db,
                login=person.login,
                name=person.name,
                role=person.role,
                password=password,
                department=person.department,
                manages=person.manages,
                now=joined,
            )
            actor = Actor(user_id, person.login, person.name, person.role)
            if person.kind is not None:
                _live(_Life(db, actor, course, chance), person.kind, now)
        logins.append(Login(person, password))
    return logins


@dataclass(frozen=True)
class _Life:
    """One learner while the history is written."""

    db: Db
    actor: Actor
    course: Course
    chance: Random

    def read(self, unit: Unit, lesson: Lesson, sections: int, at: datetime) -> None:
        """Read the first `sections` sections, with the checks inside answered."""
        read = lesson.sections[:sections]
        for section in read:
            at += timedelta(minutes=self.chance.randint(2, 6))
            for block in section.blocks:
                if isinstance(block, CheckSlot):
                    self.answer_check(lesson, block.item_id, at)
        # Each section would write over what the one before left.
        last = read[-1]
        record_section(
            self.db,
            self.actor,
            unit=unit.slug,
            lesson=lesson.id,
            section=last.anchor,
            index=sections - 1,
            finished=last is lesson.sections[-1],
            now=at,
        )
        parameters = {"lesson": lesson.id, "section": last.anchor}
        record_place(self.db, self.actor, "lesson", parameters, at)

    def answer_check(self, lesson: Lesson, item_id: str, at: datetime) -> None:
        """Answer a question inside a lesson."""
        answer = answer_to(self.course.item_by_id[item_id].question, 0.7, self.chance)
        if answer is not None:
            record_answer(
                self.db, self.actor, lesson=lesson.id, slot=item_id, answer=answer, now=at
            )

    def sit(self, unit: Unit, mode: Mode, skill: float, finish: bool, at: datetime) -> None:
        """Answer a paper; hand it in, or leave it after some questions."""
        pool = unit.pool(Pool.ASSESSMENT if mode == "assessment" else Pool.PRACTICE)
        seed = self.chance.randrange(2**31)
        items = draw(pool, self.course.file.quiz_length, seed)
        start_draft(
            self.db,
            self.actor,
            unit=unit.slug,
            mode=mode,
            seed=seed,
            item_ids=[item.id for item in items],
            now=at,
        )
        graded = []
        for position, item in enumerate(items if finish else items[: len(items) // 2]):
            at += timedelta(seconds=self.chance.randint(25, 110))
            answer = answer_to(item.question, skill, self.chance)
            if not finish:  # a paper handed in keeps what was graded, and no draft
                save_answer(
                    self.db,
                    self.actor,
                    unit=unit.slug,
                    mode=mode,
                    seed=seed,
                    item_id=item.id,
                    answer=answer,
                    position=position,
                    now=at,
                )
            score = grade(item.question, answer)
            graded.append(
                GradedResponse(item.id, item.text_hash, answer, score.earned, score.possible)
            )
        parameters = {"unit": unit.slug, "mode": mode}
        if finish:
            submit(
                self.db,
                self.actor,
                unit=unit.slug,
                mode=mode,
                course_version=self.course.version,
                pass_mark=self.course.file.pass_mark,
                graded=graded,
                now=at,
            )
        else:
            parameters["q"] = str(len(graded))
        record_place(self.db, self.actor, "quiz", parameters, at)

    def fill_sheet(self, tool: str, example: str, subject: str, at: datetime) -> None:
        """Fill a tool's sheet as the author's example does."""
        words = self.course.tools[tool]
        sheet = exercises()[tool].from_example(words.examples[example], at.date())  # type: ignore[index]
        if subject != "case":
            subject = str(create_account(self.db, self.actor, subject, at))
        key = SheetKey(tool, subject, "us")
        save_sheet(self.db, self.actor, key, sheet.model_dump(mode="json"), 0, at)


def _live(life: _Life, kind: Kind, now: datetime) -> None:
    """Spread the sittings of this kind of learner over its weeks, in working hours."""
    sittings = list(_sittings(life, kind))
    begun = life.chance.randint(WEEKS * 7 - 12, WEEKS * 7 - 2)
    ended = life.chance.randint(18, 27) if kind == "away" else life.chance.randint(0, 5)
    days = sorted((life.chance.uniform(ended, begun) for _sitting in sittings), reverse=True)
    before = now - timedelta(weeks=WEEKS)
    for days_ago, sitting in zip(days, sittings, strict=True):
        # One after the other, with time for the sitting before; never in the future.
        at = max(_at_work(now, days_ago, life.chance), before + timedelta(hours=2))
        before = min(at, now - timedelta(hours=1))
        sitting(before)


def _at_work(now: datetime, days_ago: float, chance: Random) -> datetime:
    """A moment on that day between 8:00 and 21:00 in China."""
    day = (now + CHINA - timedelta(days=days_ago)).date()
    hour, minute = chance.randint(8, 20), chance.randint(0, 59)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - CHINA


def _sittings(life: _Life, kind: Kind) -> Iterator[Sitting]:
    """What this kind of learner does, in order. Units without content are passed over."""
    if kind == "new":
        return
    skill = SKILL.get(kind, 0.7)
    units = [unit for unit in life.course.units if unit.lessons or unit.items]
    # The further ones of many units are not reached by everybody.
    share = {"strong": 1.0, "steady": 0.8, "weak": 0.6}.get(kind, 0.4)
    reached = units[: max(1, round(len(units) * share))]
    accounts = count(1)
    for unit in reached:
        last = unit is reached[-1]
        for lesson in unit.lessons:
            half = last and kind in ("reading", "away") and lesson is unit.lessons[-1]
            sections = max(1, len(lesson.sections) // 2) if half else len(lesson.sections)
            yield partial(life.read, unit, lesson, sections)
        if last and kind in ("reading", "away"):
            if kind == "reading" and unit.pool(Pool.PRACTICE):
                yield partial(life.sit, unit, "practice", skill, False)
            return
        yield from _sheets(life, unit, kind, accounts)
        if unit.pool(Pool.PRACTICE) and life.chance.random() < 0.7:
            yield partial(life.sit, unit, "practice", skill, True)
        if unit.pool(Pool.ASSESSMENT):
            yield partial(life.sit, unit, "assessment", skill, True)
            if kind == "weak":
                yield partial(life.sit, unit, "assessment", skill, True)
            elif kind == "steady":
                # Who did not do well the first time has learned from the reasons.
                yield partial(life.sit, unit, "assessment", 0.97, True)


def _sheets(life: _Life, unit: Unit, kind: Kind, accounts: Iterator[int]) -> Iterator[Sitting]:
    for tool in unit.file.tools:
        words = life.course.tools.get(tool)
        if words is None or tool not in exercises() or kind == "weak":
            continue
        if "full" in words.examples and kind == "strong":
            yield partial(life.fill_sheet, tool, "full", "case")
        if "half" in words.examples:
            subject = "case" if kind == "steady" else f"示例客户{next(accounts)}"
            yield partial(life.fill_sheet, tool, "half", subject)
