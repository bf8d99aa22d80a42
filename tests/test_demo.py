"""The sample data: complete, plausible, repeatable, and never in the way of real progress."""

import socket
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import typer
from argon2 import PasswordHasher
from streamlit import config
from typer.testing import CliRunner

from course.assessment.grading import grade
from course.people import passwords
from course.people.accounts import list_users
from course.people.passwords import random_password
from course.people.rights import Actor, Role
from course.people.signin import sign_in
from course.settings import Settings
from course.store.attempts import attempt, attempts_of, draft_of
from course.store.engine import open_store
from course.store.migrate import migrate
from course.store.reading import readings
from course.store.sheets import accounts_of, sheets_of
from course.store.team import team_page
from modules.demo import __main__ as console
from modules.demo.answering import answer_to, right_answer
from modules.demo.history import Login, fill
from modules.demo.people import DEPARTMENTS, LEADERS, LEARNERS
from modules.services import course

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def quick_hashing():
    """Good hashing is slow on purpose, and here are 28 people several times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64))
        yield


@pytest.fixture(scope="module")
def demo(tmp_path_factory, quick_hashing):
    """A database of sample data and how everybody signs in."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}"
    migrate(url)
    store = open_store(url)
    yield store, fill(store, course(), NOW)
    store.close()


def learners(store):
    with store.reading() as db:
        admin = Actor(0, "admin", "", Role.ADMIN)
        rows = team_page(db, admin, department=None, sort="name", page=1, size=99).rows
        return [(Actor(row.user_id, "", row.name, Role.LEARNER), row) for row in rows]


def test_there_are_24_learners_in_3_departments_and_those_who_lead_them(demo):
    store, logins = demo
    with store.reading() as db:
        roles = Counter(user.role for user in list_users(db))
    assert roles == {Role.LEARNER: 24, Role.TRAINER: 1, Role.MANAGER: 2, Role.ADMIN: 1}
    assert Counter(row.department for _actor, row in learners(store)) == dict.fromkeys(
        DEPARTMENTS, 8
    )
    assert len(logins) == 28


def test_everybody_signs_in_with_the_password_that_was_printed(demo):
    store, logins = demo
    assert len({login.password for login in logins}) == len(logins)
    for login in (logins[0], logins[-1]):
        assert sign_in(store, login.person.login, login.password, NOW).token


def test_every_state_of_a_learner_occurs(demo):
    store, _logins = demo
    results = [list(row.results.values()) for _actor, row in learners(store)]
    assert any(r.passed_at for rs in results for r in rs)
    assert any(r.attempts and not r.passed_at for rs in results for r in rs)
    assert any(r.attempts == 0 for rs in results for r in rs)
    assert any(not rs for rs in results)
    assert sum(row.active_at is None for _actor, row in learners(store)) == 2


def test_the_history_covers_six_weeks_and_nothing_lies_in_the_future(demo):
    store, _logins = demo
    moments = []
    with store.reading() as db:
        for actor, row in learners(store):
            moments += [row.active_at] if row.active_at else []
            for unit in row.results:
                for done in attempts_of(db, actor, unit):
                    assert done.started_at < done.submitted_at
                    moments += [done.started_at, done.submitted_at]
    assert NOW - timedelta(weeks=6) <= min(moments)
    assert min(moments) < NOW - timedelta(weeks=3)
    assert NOW - timedelta(days=7) < max(moments) <= NOW


def test_people_work_in_working_hours(demo):
    store, _logins = demo
    china = timedelta(hours=8)
    with store.reading() as db:
        hours = [
            (done.started_at + china).hour
            for actor, row in learners(store)
            for unit in row.results
            for done in attempts_of(db, actor, unit)
        ]
    assert hours
    assert sum(7 <= hour <= 22 for hour in hours) >= 0.9 * len(hours)


def test_attempts_are_of_real_questions_and_graded_as_they_are_everywhere(demo):
    store, _logins = demo
    items = course().item_by_id
    modes = set()
    with store.reading() as db:
        for actor, row in learners(store):
            for unit in row.results:
                for done in attempts_of(db, actor, unit):
                    modes.add(done.mode)
                    for response in attempt(db, actor, done.id).responses:
                        item = items[response.item_id]
                        assert item.unit == unit
                        assert item.text_hash == response.text_hash
    assert modes == {"practice", "assessment"}


def test_some_read_some_fill_sheets_some_left_in_the_middle(demo):
    store, _logins = demo
    with store.reading() as db:
        people = [actor for actor, _row in learners(store)]
        lessons = [reading for actor in people for reading in readings(db, actor).values()]
        assert any(reading.finished_at for reading in lessons)
        assert any(reading.finished_at is None for reading in lessons)
        assert any(sheets_of(db, actor) for actor in people)
        assert any(accounts_of(db, actor) for actor in people)
        units = [unit.slug for unit in course().units]
        assert any(draft_of(db, actor, unit, "practice") for actor in people for unit in units)


def test_the_same_seed_makes_the_same_history(demo, sqlite_store):
    store, _logins = demo
    some = (*LEADERS, *LEARNERS[::6])
    fill(sqlite_store, course(), NOW, people=some)

    def told(of):
        return {
            row.name: (row.active_at, {u: (r.best, r.attempts) for u, r in row.results.items()})
            for _actor, row in learners(of)
        }

    again = told(sqlite_store)
    assert len(again) == 4
    assert again.items() <= told(store).items()


@pytest.mark.parametrize("item", course().item_by_id.values(), ids=lambda item: item.id)
def test_a_learner_of_full_skill_is_right_and_one_of_none_is_wrong(item):
    assert grade(item.question, right_answer(item.question)).full
    for seed in range(30):
        answer = answer_to(item.question, 0.0, Random(seed))
        assert not grade(item.question, answer).full


def test_names_are_obviously_made_up():
    assert {learner.name for learner in LEARNERS} >= {"立春", "冬至", "大寒"}


# ── the console ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call the command with demo.db in a folder of its own; what it printed."""
    monkeypatch.setattr(console, "FILE", tmp_path / "demo.db")
    app = typer.Typer()
    app.command()(console.main)

    def call(*arguments):
        return CliRunner().invoke(app, ["--no-serve", *arguments])

    return call


def test_the_passwords_are_printed_once(run, tmp_path, monkeypatch):
    def quick(_store, _course, _now):
        return [Login(person, random_password()) for person in LEARNERS]

    monkeypatch.setattr(console, "fill", quick)
    first = run()
    assert first.exit_code == 0
    assert first.output.count("学员") == 24
    assert "密码只在这里显示这一次" in first.output

    made = (tmp_path / "demo.db").read_bytes()
    again = run()
    assert again.exit_code == 0
    assert "用原来的示例数据" in again.output
    assert "学员" not in again.output
    assert (tmp_path / "demo.db").read_bytes() == made

    fresh = run("--fresh")
    assert fresh.output.count("学员") == 24
    assert fresh.output != first.output


def test_real_progress_is_not_touched(run, tmp_path, monkeypatch):
    real = tmp_path / "progress.db"
    migrate(f"sqlite:///{real}")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{real}")
    assert run().exit_code == 0
    with sqlite3.connect(real) as db:
        assert db.execute("SELECT count(*) FROM person").fetchone() == (0,)


def test_a_port_that_is_taken_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert console.free_port(port) > port


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Call the part that becomes the server; its command and the settings it is given."""
    calls = []
    monkeypatch.setattr(console.os, "execve", lambda *call: calls.append(call))
    monkeypatch.setattr(console.os, "chdir", lambda _folder: None)
    monkeypatch.delenv("STREAMLIT_SERVER_PORT", raising=False)

    def call():
        console.start(tmp_path / "demo.db")
        ((_program, command, environment),) = calls
        for name in ("DATABASE_URL", "DEMO", "PUBLIC_ADDRESS"):
            monkeypatch.setenv(name, environment[name])
        return command, Settings(_env_file=None)

    return call


def test_the_server_is_started_on_the_sample_data_and_says_so(start):
    command, settings = start()
    assert int(command[-1]) >= console.FIRST_PORT
    assert settings.demo
    assert settings.database_url.endswith("/demo.db")


def test_a_port_that_is_set_in_the_environment_is_left_to_streamlit(start, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8600")
    command, _settings = start()
    assert command[-1] == "app.py"


def test_a_port_that_is_set_in_a_file_is_left_to_streamlit(start, monkeypatch):
    monkeypatch.setattr(config, "is_manually_set", lambda name: name == "server.port")
    command, _settings = start()
    assert command[-1] == "app.py"


def test_the_address_of_the_course_itself_is_not_the_sample_datas(start, monkeypatch):
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://course.example.com")
    _command, settings = start()
    assert not settings.public_address
