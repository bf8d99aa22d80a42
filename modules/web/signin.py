"""Signing in and out."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from course.language import _
from course.people.signin import SignInRefusedError, sign_in, sign_out
from modules.services import store
from modules.web.cookie import give_session, take_session
from modules.web.forms import is_ours, read_form
from modules.web.origin import local_path
from modules.web.page import page
from modules.web.visitor import now, visitor_of


async def show_sign_in(request: Request) -> Response:
    """GET /login: the form, or straight on for somebody who is signed in already."""
    onward = local_path(request.query_params.get("next", "/"))
    if visitor_of(request).actor is not None:
        return RedirectResponse(onward, 303)
    return _form(request, onward)


async def take_sign_in(request: Request) -> Response:
    """POST /login."""
    form = await read_form(request)
    onward = local_path(form.get("next", "/"))
    login = form.get("login", "")
    if not is_ours(request, form):
        return _form(request, onward, login, _("这一页放得太久了。请再登录一次。"), status=403)
    try:
        signed_in = await run_in_threadpool(
            sign_in, store(), login, form.get("password", ""), now()
        )
    except SignInRefusedError as refusal:
        status = 429 if refusal.wait_minutes is not None else 401
        return _form(request, onward, login, str(refusal), status=status)
    await run_in_threadpool(_end_session, visitor_of(request).token)
    if signed_in.must_change_password:
        onward = f"/password?next={quote(onward)}"
    response = RedirectResponse(onward, 303)
    give_session(response, request, signed_in.token)
    return response


def _form(
    request: Request, onward: str, login: str = "", error: str | None = None, status: int = 200
) -> Response:
    visitor = visitor_of(request)
    return page(
        request,
        "signin.html",
        status=status,
        next=onward,
        login=login,
        error=error,
        only_here=visitor.solo is not None and not visitor.on_this_machine,
    )


async def ask_sign_out(request: Request) -> Response:
    """GET /logout: asks first, so that a link or a prefetch signs nobody out."""
    return page(request, "signout.html", actor=visitor_of(request).actor)


async def take_sign_out(request: Request) -> Response:
    """POST /logout: ends the session in the database, so that every open tab ends too."""
    form = await read_form(request)
    if not is_ours(request, form):
        return RedirectResponse("/logout", 303)
    await run_in_threadpool(_end_session, visitor_of(request).token)
    response = RedirectResponse("/login", 303)
    take_session(response, request)
    # What the browser keeps of unsaved texts (assets/unsaved.js) is not for whoever sits here next.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _end_session(token: str | None) -> None:
    if token is not None:
        with store().writing() as db:
            sign_out(db, token, now())
