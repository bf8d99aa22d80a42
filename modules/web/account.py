"""What a person sees and changes of their own account."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from course.language import _
from course.people.accounts import PasswordError, change_password
from course.people.rights import ROLE_NAMES, Actor
from course.people.signin import SignInRefusedError, open_session
from course.store.people import department_of
from modules.services import store
from modules.web.cookie import give_session
from modules.web.forms import is_ours, read_form
from modules.web.origin import local_path
from modules.web.page import page
from modules.web.visitor import now, visitor_of


def _signed_in(request: Request) -> Actor:
    actor = visitor_of(request).actor
    assert actor is not None
    return actor


async def show_account(request: Request) -> Response:
    """GET /account."""
    actor = _signed_in(request)

    def department() -> str | None:
        with store().reading() as db:
            return department_of(db, actor.user_id)

    return page(
        request,
        "account.html",
        actor=actor,
        department=await run_in_threadpool(department),
        role=ROLE_NAMES[actor.role],
        changed="changed" in request.query_params,
    )


async def show_password(request: Request) -> Response:
    """GET /password. The local person has none."""
    actor = _signed_in(request)
    if actor.local:
        return RedirectResponse("/account", 303)
    return _form(request, actor, local_path(request.query_params.get("next", "/")))


async def take_password(request: Request) -> Response:
    """POST /password. Other browsers of this person are signed out, this one gets a new session."""
    actor = _signed_in(request)
    form = await read_form(request)
    onward = local_path(form.get("next", "/"))
    if not is_ours(request, form):
        return _form(request, actor, onward, _("这一页放得太久了。请再填一次。"))
    new = form.get("password", "")
    if new != form.get("again", ""):
        return _form(request, actor, onward, _("两次输入的新密码不一样。"))

    def change() -> str:
        with store().writing() as db:
            change_password(db, actor, form.get("old", ""), new, now())
            return open_session(db, actor.user_id, now())

    try:
        token = await run_in_threadpool(change)
    except (PasswordError, SignInRefusedError) as error:
        return _form(request, actor, onward, str(error))
    forced = actor.must_change_password
    response = RedirectResponse(onward if forced else "/account?changed=1", 303)
    give_session(response, request, token)
    return response


def _form(request: Request, actor: Actor, onward: str, error: str | None = None) -> Response:
    return page(
        request,
        "password.html",
        status=200 if error is None else 422,
        actor=actor,
        next=onward,
        error=error,
    )
