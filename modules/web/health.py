"""For whatever watches the server. Says nothing about people."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from course.store.version import ready
from modules.services import course, store


async def show_health(request: Request) -> Response:  # noqa: ARG001
    """GET /healthz: the process answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def show_readiness(request: Request) -> Response:  # noqa: ARG001
    """GET /readyz: 200 when people can work, 503 and which part is missing otherwise."""
    database = await run_in_threadpool(_database_answers)
    content = await run_in_threadpool(_content_loads)
    well = database and content
    parts = {"database": database, "content": content}
    return JSONResponse(
        {"status": "ok" if well else "unavailable", **parts},
        200 if well else 503,
        headers={"Cache-Control": "no-store"},
    )


def _database_answers() -> bool:
    try:
        return ready(store())
    except Exception:
        return False


def _content_loads() -> bool:
    try:
        course()
    except Exception:
        return False
    return True
