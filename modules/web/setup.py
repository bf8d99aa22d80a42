"""The first start: who will use this installation, and who may say so."""

import hmac
import secrets
from functools import cache
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from course.language import _
from course.people.accounts import AccountError, create_user, may_set_up
from course.people.rights import Role
from course.people.signin import open_session
from modules.services import store
from modules.web.cookie import give_session
from modules.web.forms import is_ours, read_form
from modules.web.origin import local_path
from modules.web.page import page
from modules.web.visitor import now, visitor_of

LOCAL_LOGIN = "local"
_FIELDS = ("login", "name")


@cache
def set_up_token() -> str:
    """Printed on the server's console; whoever can read it may set up from another machine."""
    return secrets.token_urlsafe(18)


async def show_set_up(request: Request) -> Response:
    """GET /setup: the two ways on this machine, a question for the token elsewhere."""
    visitor = visitor_of(request)
    onward = local_path(request.query_params.get("next", "/"))
    if visitor.people:
        return RedirectResponse(onward, 303)
    if not visitor.on_this_machine:
        return page(request, "setup_token.html", next=onward, error=None)
    if request.query_params.get("for") == "team":
        return _team_form(request, {}, onward)
    return page(request, "setup.html", next=onward, name="", error=None)


async def take_set_up(request: Request) -> Response:
    """POST /setup."""
    visitor = visitor_of(request)
    form = await read_form(request)
    onward = local_path(form.get("next", "/"))
    if visitor.people:
        return RedirectResponse(onward, 303)
    allowed = visitor.on_this_machine or _knows_token(form)
    if not allowed:
        error = _("口令不对。它印在服务器的控制台里，每次启动都会换。")
        return page(request, "setup_token.html", status=403, next=onward, error=error)
    if not is_ours(request, form):
        return RedirectResponse(f"/setup?next={quote(onward)}", 303)
    match form.get("kind"):
        case "solo" if visitor.on_this_machine:
            return await _set_up_solo(request, form, onward)
        case "team":
            return await _set_up_team(request, form, onward)
        case _other:
            return _team_form(request, form, onward)


def _knows_token(form: dict[str, str]) -> bool:
    given = form.get("token", "").strip()
    return hmac.compare_digest(given.encode(), set_up_token().encode())


async def _set_up_solo(request: Request, form: dict[str, str], onward: str) -> Response:
    name = form.get("name", "")
    try:
        return await _create(
            request, onward, login=LOCAL_LOGIN, name=name, role=Role.LEARNER, local=True
        )
    except AccountError as error:
        return page(request, "setup.html", status=422, next=onward, name=name, error=str(error))


async def _set_up_team(request: Request, form: dict[str, str], onward: str) -> Response:
    password = form.get("password", "")
    if password != form.get("again", ""):
        return _team_form(request, form, onward, _("两次输入的密码不一样。"))
    try:
        return await _create(
            request,
            onward,
            login=form.get("login", ""),
            name=form.get("name", ""),
            role=Role.ADMIN,
            password=password,
        )
    except AccountError as error:
        return _team_form(request, form, onward, str(error))


def _team_form(
    request: Request, form: dict[str, str], onward: str, error: str | None = None
) -> Response:
    """The administrator's form with what was typed, passwords excepted."""
    visitor = visitor_of(request)
    return page(
        request,
        "setup_team.html",
        status=200 if error is None else 422,
        next=onward,
        typed={field: form.get(field, "") for field in _FIELDS},
        token=None if visitor.on_this_machine else form.get("token", ""),
        error=error,
    )


async def _create(
    request: Request,
    onward: str,
    *,
    login: str,
    name: str,
    role: Role,
    password: str | None = None,
    local: bool = False,
) -> Response:
    def create() -> str | None:
        with store().writing() as db:
            if not may_set_up(db):
                return None
            user_id = create_user(
                db, login=login, name=name, role=role, password=password, local=local, now=now()
            )
            return open_session(db, user_id, now())

    token = await run_in_threadpool(create)
    response = RedirectResponse(onward, 303)
    # Without a token somebody else was quicker; the gate then asks this browser to sign in.
    if token is not None:
        give_session(response, request, token)
    return response
