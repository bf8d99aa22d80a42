"""People in numbers: a hundred who sign in, a hundred thousand who only stand in tables."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import httpx

from course.people.accounts import create_user
from course.people.rights import Role
from course.store.engine import open_store

PASSWORD = "量一量要多久 2026"  # noqa: S105  (of a throw-away database on loopback)


def add(file: Path, count: int, role: Role = Role.LEARNER) -> list[str]:
    """Add `count` people to the database in `file`; their logins."""
    logins = [f"bench-{role}-{number}" for number in range(count)]
    store = open_store(f"sqlite:///{file}")
    try:
        for login in logins:
            with store.writing() as db:
                create_user(
                    db,
                    login=login,
                    name=f"甲 {login}",
                    role=role,
                    password=PASSWORD,
                    department="测量部",
                    now=datetime.now(UTC),
                )
    finally:
        store.close()
    return logins


def sign_in(address: str, login: str) -> str:
    """Sign in over HTTP as a browser does; the cookie header of the session."""
    with httpx.Client(base_url=f"http://{address}", timeout=60) as browser:
        form = browser.get("/login").text
        token = re.search(r'name="csrf" value="([^"]+)"', form)
        assert token, "the sign-in form has no token"
        answer = browser.post(
            "/login",
            data={"csrf": token[1], "next": "/", "login": login, "password": PASSWORD},
            headers={"Origin": f"http://{address}"},
        )
        assert answer.status_code == 303, f"{login} could not sign in: {answer.status_code}"
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def crowd(file: Path, count: int, units: list[str]) -> None:
    """Fill the tables that a manager's page reads with `count` learners and all their units.

    Straight into the tables, because a hundred thousand password hashes would take hours; the
    database's own checks still hold.
    """
    now = datetime.now(UTC).isoformat(sep=" ")[:26]
    with sqlite3.connect(file) as db:
        db.execute("INSERT OR IGNORE INTO department (name) VALUES ('一部'), ('二部'), ('三部')")
        numbers = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
        )
        db.execute(
            "INSERT INTO person (id, login, login_key, name, role, department_id,"
            " must_change_password, active, local, created_at) "
            f"{numbers} SELECT 1000 + i, 'c' || i, 'c' || i, '学员' || i, 'learner',"
            f" (SELECT id FROM department WHERE name = '一部') + i % 3, 0, 1, 0, '{now}' FROM n"
        )
        for unit in units:
            db.execute(
                "INSERT INTO unit_result (user_id, unit, lessons_finished, attempts, best, last,"
                f" passed_at, active_at) {numbers} SELECT 1000 + i, ?, 1, 1, (i % 11) / 10.0,"
                f" (i % 11) / 10.0, CASE WHEN i % 11 >= 8 THEN '{now}' END,"
                f" datetime('{now}', '-' || (i % 40) || ' days') FROM n",
                (unit,),
            )
        db.execute(
            "INSERT INTO standing (user_id, department_id, name, passed, failing, need, active_at)"
            " SELECT p.id, p.department_id, p.name, count(r.passed_at),"
            " count(*) - count(r.passed_at),"
            " count(r.passed_at) - 1000 * (count(*) - count(r.passed_at)), max(r.active_at)"
            " FROM person p JOIN unit_result r ON r.user_id = p.id WHERE p.id > 1000 GROUP BY p.id"
        )
        db.execute(
            "INSERT OR REPLACE INTO headcount (department_id, learners)"
            " SELECT department_id, count(*) FROM standing WHERE department_id IS NOT NULL"
            " GROUP BY department_id"
        )
        db.execute("ANALYZE")
