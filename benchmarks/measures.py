"""What is measured: one function per line of the budget table. Each answers with a `Row`."""

import asyncio
import csv
import io
import math
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import people, records, sheets
from benchmarks.server import Server, serving
from benchmarks.visitor import Visitor
from course.people.rights import Role
from course.store.migrate import migrate
from course.store.sheets import SheetKey
from exercises.analysis.analyses import analyse
from exercises.analysis.book import Basis, Focus
from exercises.analysis.cleaning import clean
from exercises.analysis.desktop import suggested
from exercises.analysis.reading import key_of, pack, read_file
from modules.demo.__main__ import make
from modules.services import course

RUNS = 120
WARM_UP = 15
LEARNERS = 100
EVERY = 5.0
"""Seconds between two answers of one learner."""
ROUNDS = 6
EMPTY = ("run", "benchmarks/empty/app.py")
COURSE = ("run", "app.py")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what it is compared with, and the budget."""

    what: str
    measured: str
    ratio: str
    budget: str
    held: bool


@contextmanager
def serving_course(file: Path, health: str = "/readyz") -> Iterator[Server]:
    """The course on the database `file`, ready."""
    environment = {
        "DATABASE_URL": f"sqlite:///{file}",
        "COOKIE_SECRET": "for measurements only, on loopback",
        "PUBLIC_ADDRESS": "",
    }
    with serving(*COURSE, health=health, environment=environment) as server:
        yield server


@dataclass(frozen=True)
class Cost:
    """What one run of a page costs: CPU seconds of the server, and seconds until it is shown.

    `at_once` are these seconds where the server does not wait for TCP (modules/web/at_once.py).
    """

    cpu: float
    wall: float
    at_once: float = math.nan


async def rerun_cost(server: Server, visitor: Visitor, runs: int = RUNS) -> Cost:
    """Median wall time and mean CPU of rerunning the open page."""
    for _ in range(WARM_UP):
        await visitor.rerun()
    before = server.cpu()
    walls = [await visitor.rerun() for _ in range(runs)]
    return Cost((server.cpu() - before) / runs, statistics.median(walls))


def empty_cost() -> Cost:
    """The cost of the empty script, that ratios are taken against."""
    with serving(*EMPTY) as server:
        cost = asyncio.run(_rerun(server))
    with serving(*EMPTY, environment={"SEND_AT_ONCE": "1"}) as server:
        return replace(cost, at_once=asyncio.run(_rerun(server)).wall)


async def _rerun(server: Server) -> Cost:
    async with Visitor(server.address) as visitor:
        await visitor.open()
        return await rerun_cost(server, visitor)


async def lesson(server: Server, cookie: str, empty: Cost) -> Row:
    """A lesson page with text, run again."""
    async with Visitor(server.address, cookie) as visitor:
        await visitor.open("lesson", "lesson=pest&section=why")
        cost = await rerun_cost(server, visitor)
    return _ratio("课文页重跑 / lesson page rerun, CPU", cost.cpu, empty.cpu, 4)


async def tool(server: Server, cookie: str, empty: Cost) -> Row:
    """The PEST sheet: a text typed into the open row, saved, coached and shown."""
    async with Visitor(server.address, cookie) as visitor:
        await visitor.open("tool", "tool=pest&subject=case&side=us")
        walls = await _type(visitor)
    return _until_shown("工具里写一格并存好 / one cell typed and saved, seconds", walls, empty, 3)


async def _type(visitor: Visitor) -> float:
    await visitor.set(_key(visitor, "-add-E"), True)
    field = _key(visitor, "factor")
    walls = [await visitor.set(field, f"工业电价第 {number} 次调整") for number in range(40)]
    return statistics.median(walls[5:])


def _key(visitor: Visitor, part: str) -> str:
    found = [key for key in visitor.keys if part in key]
    if not found:
        raise KeyError(f"no widget named {part}; the page has {visitor.keys}")
    return found[0]


async def sheet_typing(server: Server, cookie: str, saved: dict[str, SheetKey], empty: Cost) -> Row:
    """A text typed into every tool's filled sheet; the slowest one counts."""
    took = await sheets.typing(server, cookie, saved)
    slowest = max(took, key=took.__getitem__)
    what = f"写进填满的表，最慢的是 {slowest} / typed into a full sheet, the slowest, seconds"
    return _until_shown(what, took[slowest], empty, 3)


async def begin_quiz(visitor: Visitor) -> tuple[str, list[str]]:
    """Begin a practice paper and find a single-choice question: its key and its options."""
    await visitor.open("quiz", "unit=opportunity&mode=practice")
    if "begin" in visitor.keys:
        await visitor.set("begin", True)
    elif "resume-draft" in visitor.keys:
        await visitor.set("resume-draft", True)
    for _ in range(10):
        for key, options in visitor.choices.items():
            if key.startswith("q-"):
                return key, options
        # The visitor remembers the buttons of the questions before, too.
        await visitor.set(max(key for key in visitor.keys if key.startswith("next-")), True)
    raise RuntimeError(f"no single-choice question found; the page has {visitor.keys}")


async def answer(server: Server, cookie: str, empty: Cost) -> Row:
    """One quiz answer given, saved durably and shown."""
    async with Visitor(server.address, cookie) as visitor:
        key, options = await begin_quiz(visitor)
        walls = [await visitor.set(key, options[i % len(options)]) for i in range(60)]
    return _until_shown(
        "一个答案存好并显示 / one answer saved and shown", statistics.median(walls), empty, 3
    )


async def hundred_learners(server: Server, logins: list[str]) -> Row:
    """A hundred learners, each answering every five seconds; 95th percentile of an answer."""
    cookies = [await asyncio.to_thread(people.sign_in, server.address, one) for one in logins]
    took: list[float] = []

    async def learn(cookie: str, wait: float) -> None:
        async with Visitor(server.address, cookie) as visitor:
            await asyncio.sleep(wait)
            key, options = await begin_quiz(visitor)
            await together.wait()
            await asyncio.sleep(wait)
            for number in range(ROUNDS):
                started = time.perf_counter()
                took.append(await visitor.set(key, options[number % len(options)]))
                await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - started)))

    together = asyncio.Barrier(len(cookies))
    waits = [EVERY * number / len(cookies) for number in range(len(cookies))]
    async with asyncio.timeout(300):
        await asyncio.gather(*map(learn, cookies, waits))
    p95 = statistics.quantiles(took, n=20)[-1]
    return Row(
        f"{len(cookies)} 人每 5 秒一答，第 95 百分位 / p95 of {len(took)} answers",
        f"{p95 * 1000:.0f} ms",
        "–",
        "≤ 250 ms",
        p95 <= 0.25,
    )


async def idle_memory(server: Server, cookie: str, sessions: int = 60) -> Row:
    """Resident memory that an idle session adds."""
    async with Visitor(server.address, cookie) as first:
        await first.open()
        before = server.memory()
        idle = [Visitor(server.address, cookie) for _ in range(sessions)]
        for visitor in idle:
            await visitor.__aenter__()
            await visitor.open()
        each = (server.memory() - before) / sessions / 2**20
        for visitor in idle:
            await visitor.__aexit__(None, None, None)
    return Row(
        "一个闲着的会话占的内存 / memory of an idle session",
        f"{each:.2f} MiB",
        "–",
        "≤ 1 MiB",
        each <= 1,
    )


def large_files() -> list[Row]:
    """A hundred thousand records of one's own, from the file to all six analyses.

    Against reading the same text with the standard library's csv and doing nothing with it.
    """
    made = records.rows()
    text = records.as_csv(made)
    bare = _timed(lambda: list(csv.reader(io.StringIO(text.decode("gbk")))))
    found = []
    for kind, data in (("CSV", text), ("XLSX", records.as_workbook(made))):
        took = _timed(partial(_from_file, data))
        what = f"10 万行 {kind}：读、对列、六类都算 / 100,000 rows, file to six analyses"
        found.append(_ratio(what, took, bare, 30))
    return found


def _from_file(data: bytes) -> None:
    table = read_file(data)
    mapping, unit = suggested(table)
    cleaned = clean(table, mapping, unit)
    assert len(cleaned.book.records) == records.ROWS, cleaned.faults[:3]
    analyse(cleaned.book, Focus(), Basis())


def _timed(work: Callable[[], object], times: int = 3) -> float:
    took = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


async def large_desk(server: Server, cookie: str, empty: Cost) -> Row:
    """A conclusion typed on the analysis desk over a hundred thousand records of one's own."""
    async with Visitor(server.address, cookie) as visitor:
        await visitor.open("tool", "tool=analysis&subject=own")
        field = _key(visitor, "development-conclusion")
        texts = (f"后半年比前半年少 {number} 万元" for number in range(40))
        walls = [await visitor.set(field, text) for text in texts]
    what = "分析台 10 万行上写一句结论 / one conclusion over 100,000 rows, seconds"
    return _until_shown(what, statistics.median(walls[5:]), empty, 3)


def keep_large_file(file: Path, login: str) -> None:
    """Give this person the hundred thousand records, as uploading them does."""
    packed = pack(read_file(records.as_csv(records.rows())))
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(
            "INSERT INTO dataset (user_id, tool, subject, name, key, rows, content, saved_at) "
            "SELECT id, 'analysis', 'own', 'large.csv', ?, ?, ?, ? FROM person WHERE login = ?",
            (
                key_of(packed),
                records.ROWS,
                packed,
                datetime.now(UTC).isoformat(sep=" ")[:26],
                login,
            ),
        )


def matrix() -> Row:
    """The manager's first page with a hundred thousand learners, against a thousand."""
    costs = [asyncio.run(_matrix(count)) for count in (1_000, 100_000)]
    return _ratio(
        "团队页首页：10 万人比 1 千人 / first page, 100,000 against 1,000, CPU",
        costs[1],
        costs[0],
        2,
    )


async def _matrix(count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "crowd.db"
        migrate(f"sqlite:///{file}")
        people.crowd(file, count, [unit.slug for unit in course().units])
        login = people.add(file, 1, Role.ADMIN)[0]
        with serving_course(file) as server:
            cookie = people.sign_in(server.address, login)
            async with Visitor(server.address, cookie) as visitor:
                await visitor.open("team")
                return (await rerun_cost(server, visitor, 60)).cpu


def start() -> list[Row]:
    """From the command to the first healthy answer, against `streamlit hello`; and until ready."""
    healthy, ready, hello = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "start.db"
        for _ in range(6):
            with serving_course(file, "/healthz") as server:
                healthy.append(server.started_in)
            with serving("hello") as server:
                hello.append(server.started_in)
            with serving_course(file) as server:
                ready.append(server.started_in)
    # The first start of each makes the database and fills the operating system's caches.
    ours, until_ready, theirs = (statistics.median(times[1:]) for times in (healthy, ready, hello))
    return [
        _ratio("启动到应答，比 streamlit hello / start to healthy", ours, theirs, 2),
        Row(
            "启动到课程读完 / start to ready, the course loaded",
            f"{until_ready * 1000:.0f} ms : {theirs * 1000:.0f} ms",
            f"{until_ready / theirs:.2f}",
            "–",
            True,
        ),
    ]


def with_sample_data() -> list[Row]:
    """All measurements that run on the sample data of `make demo`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.db"
        make(file)
        logins = people.add(file, LEARNERS)
        keep_large_file(file, logins[0])
        filled = sheets.fill(file, logins[1])
        empty = empty_cost()
        with serving_course(file) as server:
            cookie, second = (people.sign_in(server.address, one) for one in logins[:2])
            rows = [
                asyncio.run(lesson(server, cookie, empty)),
                asyncio.run(tool(server, cookie, empty)),
                asyncio.run(large_desk(server, cookie, empty)),
                asyncio.run(sheet_typing(server, second, filled, empty)),
                asyncio.run(answer(server, cookie, empty)),
                asyncio.run(idle_memory(server, cookie)),
            ]
        with serving_course(file) as server:
            rows.append(asyncio.run(hundred_learners(server, logins)))
    return rows


def _until_shown(what: str, ours: float, empty: Cost, at_most: float) -> Row:
    """Seconds until something is shown, against the empty script's."""
    row = _ratio(what, ours, empty.wall, at_most)
    at_once = f"; {empty.at_once * 1000:.1f} ms: {ours / empty.at_once:.2f}"
    return replace(row, measured=row.measured + at_once)


def _ratio(what: str, ours: float, theirs: float, at_most: float) -> Row:
    ratio = ours / theirs
    return Row(
        what,
        f"{ours * 1000:.1f} ms : {theirs * 1000:.1f} ms",
        f"{ratio:.2f}",
        f"≤ {at_most:g} ×",
        ratio <= at_most,
    )
