"""What happens when the server starts, while it runs, and when it stops."""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit import config

from course.errors import CourseError
from course.language import _
from course.people.accounts import has_users
from course.people.brakes import WINDOW
from course.store import people
from course.store.version import ready
from modules.services import course, settings, store
from modules.web.at_once import send_at_once
from modules.web.cookie import secret
from modules.web.failure import told
from modules.web.setup import set_up_token
from modules.web.visitor import now

_REACHED_HERE = ("127.0.0.1", "0.0.0.0", "::", "", None)  # noqa: S104 - compared, not bound
_SECONDS_BETWEEN_COLLECTIONS = 30


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001
    """Open the database, then answer; the course is loaded beside the first requests."""
    try:
        anybody = await run_in_threadpool(_open_database)
    except CourseError as error:
        print(f"\n{error}\n", file=sys.stderr, flush=True)
        # The server would bury these sentences under a traceback.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        raise
    send_at_once()
    beside = [
        asyncio.create_task(_load(anybody)),
        asyncio.create_task(_collect_garbage()),
    ]
    try:
        yield {}
    finally:
        for task in beside:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        store().close()


def _open_database() -> bool:
    """Bring the database up; whether anybody has an account yet."""
    if not ready(store()):
        # Alembic takes longer to import than the database to open, and is rarely needed.
        from course.store.migrate import migrate  # noqa: PLC0415

        migrate(settings().database_url)
    secret()
    with store().writing() as db:
        people.end_sessions_before(db, now() - settings().session_absolute)
        people.forget_failures_before(db, now() - WINDOW)
        return has_users(db)


async def _load(anybody: bool) -> None:
    """Load the course and greet; a course that cannot be loaded ends the server."""
    try:
        await run_in_threadpool(_load_course)
    except Exception as error:
        told_to_authors = isinstance(error, CourseError)
        print(f"\n{error if told_to_authors else told(error)}\n", file=sys.stderr, flush=True)
        # There is nothing to serve, and whatever watches this process should see that it failed.
        os._exit(1)
    print(_greeting(anybody), flush=True)


def _load_course() -> None:
    # The tools bring Plotly along, which the first answers do not need and the first reader should
    # not wait for.
    from exercises import exercises  # noqa: PLC0415

    course()
    exercises()
    # What is there now stays; the collector, off since app.py, need not look at it again.
    gc.collect()
    gc.freeze()
    gc.enable()


def _greeting(anybody: bool) -> str:
    address = settings().public_address or _own_address()
    lines = ["", _("  {course} 已经启动").format(course=course().file.title), f"  {address}", ""]
    if not anybody:
        lines += [
            _("  还没有人使用。在这台电脑的浏览器里打开上面的地址，就可以开始。"),
            _("  从别的电脑打开时要填口令：{token}").format(token=set_up_token()),
            "",
        ]
    return "\n".join(lines)


def _own_address() -> str:
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    host = config.get_option("server.address")
    if host in _REACHED_HERE:
        # Who listens everywhere is reached by this machine's own name, which asks for no token.
        # Sample data by the other one: browsers keep cookies by host and not by port, so signing in
        # there does not sign anybody out of the course itself.
        host = "localhost" if settings().demo else "127.0.0.1"
    return f"{scheme}://{host}:{config.get_option('server.port')}"


async def _collect_garbage() -> None:
    """Collect on a timer: after every script run, as Streamlit would, costs most of the time."""
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_COLLECTIONS)
        await run_in_threadpool(gc.collect)
