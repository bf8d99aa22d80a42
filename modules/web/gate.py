"""The gate: decides for every request and every WebSocket who may go where.

`decide` is the whole rule and touches nothing; `Gate` carries out what it says.
"""

from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from course.language import _
from course.people.rights import ROLE_NAMES
from course.people.signin import open_session
from modules.pages import first_page, known_paths, may_open
from modules.services import course, store
from modules.web.cookie import give_session
from modules.web.document import document
from modules.web.origin import from_own_pages
from modules.web.page import page
from modules.web.visitor import Visitor, look_up, now

# Answered to anybody, without looking at the database.
_OPEN_PATHS = frozenset({"/healthz", "/readyz", "/_stcore/health", "/manifest.json"})
# Streamlit's page asks this before it connects. No other page may steer ours, and its own dialogs,
# which are English, stay away: assets/connection.js tells what there is to tell.
_HOST_CONFIG = "/_stcore/host-config"
_HOST_CONFIG_ANSWER = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": True,
    "resourceCrossOriginMode": None,
}
_OPEN_FOLDERS = ("/static/", "/assets/")
# Streamlit's own addresses that a person signed in needs. What is not named here does not exist:
# metrics, the agent API and whatever a later version adds.
_STREAMLIT_FOLDERS = (
    "/media/",
    "/component/",
    "/_stcore/bidi-components/",
    "/_stcore/upload_file/",
)


class Kind(Enum):
    """What an address is."""

    OPEN = auto()
    SIGN_IN = auto()
    SET_UP = auto()
    PASSWORD = auto()
    OWN = auto()
    PAGE = auto()
    RESOURCE = auto()
    STREAM = auto()
    UNKNOWN = auto()


_MACHINE = (Kind.RESOURCE, Kind.STREAM)
"""What a program asks for, not a person: its refusal is no page."""


class Verdict(Enum):
    """What happens to the request."""

    PASS = auto()
    SHOW = auto()
    TO_SET_UP = auto()
    TO_SIGN_IN = auto()
    TO_PASSWORD = auto()
    BECOME_LOCAL = auto()
    FORBIDDEN = auto()
    NOT_FOUND = auto()
    REFUSED = auto()


def decide(kind: Kind, visitor: Visitor, *, may_open_page: bool = True) -> Verdict:
    """Whether `visitor` may go to an address of `kind`, and otherwise where to.

    `may_open_page` says whether the visitor's role may open the page; it counts for pages only.
    """
    if kind == Kind.OPEN:
        return Verdict.PASS
    machine = kind in _MACHINE
    if not visitor.people:
        if kind == Kind.SET_UP:
            return Verdict.PASS
        return Verdict.REFUSED if machine else Verdict.TO_SET_UP
    if kind in (Kind.SIGN_IN, Kind.SET_UP):
        return Verdict.PASS
    if kind == Kind.UNKNOWN:
        return Verdict.NOT_FOUND
    if visitor.actor is None:
        if machine:
            return Verdict.REFUSED
        if visitor.on_this_machine and visitor.solo is not None:
            return Verdict.BECOME_LOCAL
        return Verdict.TO_SIGN_IN
    if visitor.actor.must_change_password and kind != Kind.PASSWORD:
        return Verdict.REFUSED if machine else Verdict.TO_PASSWORD
    if kind == Kind.PAGE:
        return Verdict.SHOW if may_open_page else Verdict.FORBIDDEN
    return Verdict.PASS


@dataclass(frozen=True)
class Gate:
    """ASGI middleware around our routes and Streamlit. `routes` are those of ours."""

    app: ASGIApp
    routes: tuple[BaseRoute, ...]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        if not _is_open(scope):
            # Every page names the course. Who comes while it is being loaded waits in a thread, so
            # that the others, such as /healthz, are answered meanwhile.
            await run_in_threadpool(course)
        kind = self._kind(scope)
        if not from_own_pages(connection):
            refuse = _refuse if kind in _MACHINE else _refuse_foreign
            await refuse(scope, receive, send)
            return
        scope = _without_origin(scope)
        if scope["path"] == _HOST_CONFIG:
            await JSONResponse(_HOST_CONFIG_ANSWER)(scope, receive, send)
            return
        if kind == Kind.OPEN:
            await self.app(scope, receive, send)
            return
        visitor = await run_in_threadpool(look_up, connection)
        verdict = decide(kind, visitor, may_open_page=_may_open(scope, visitor))
        if verdict == Verdict.BECOME_LOCAL:
            assert visitor.solo is not None
            visitor, send = await _become_local(connection, visitor.solo, send)
            verdict = decide(kind, visitor, may_open_page=_may_open(scope, visitor))
        scope["visitor"] = visitor
        if verdict == Verdict.PASS:
            await self.app(scope, receive, send)
        elif verdict == Verdict.REFUSED:
            await _refuse(scope, receive, send)
        else:
            answer = await _ANSWERS[verdict](Request(scope, receive), visitor)
            await answer(scope, receive, send)

    def _kind(self, scope: Scope) -> Kind:
        path: str = scope["path"]
        if _is_open(scope):
            return Kind.OPEN
        if scope["type"] == "websocket":
            return Kind.STREAM
        named = {"/login": Kind.SIGN_IN, "/setup": Kind.SET_UP, "/password": Kind.PASSWORD}
        # Somebody who must change the password may also leave.
        named["/logout"] = Kind.PASSWORD
        if path in named:
            return named[path]
        if any(route.matches(scope)[0] != Match.NONE for route in self.routes):
            return Kind.OWN
        if path in known_paths(course()):
            return Kind.PAGE
        if path.startswith(_STREAMLIT_FOLDERS):
            return Kind.RESOURCE
        return Kind.UNKNOWN


def _is_open(scope: Scope) -> bool:
    path: str = scope["path"]
    return scope["type"] == "http" and (path in _OPEN_PATHS or path.startswith(_OPEN_FOLDERS))


def _without_origin(scope: Scope) -> Scope:
    """The request without its Origin, which the gate has checked.

    Streamlit would compare it with the Host, which a proxy may have changed, and then ask another
    computer for this one's outside address.
    """
    kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": kept}


def _may_open(scope: Scope, visitor: Visitor) -> bool:
    return visitor.actor is not None and may_open(scope["path"], visitor.actor.role)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Say no to a program: a closed WebSocket, or 401 without a page around it."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4401})
        return
    await JSONResponse({"error": "sign in"}, 401)(scope, receive, send)


async def _refuse_foreign(scope: Scope, receive: Receive, send: Send) -> None:
    """Say no to a page of another site, and to our own where a proxy hides our address from us."""
    answer = page(
        Request(scope, receive),
        "notice.html",
        status=403,
        title=_("这个请求办不了"),
        text=_(
            "它不是从这份课件的网页发来的，所以没有照办，什么也没有改动。请从首页重新打开；"
            "总是这样的话，请管理员核对设置 PUBLIC_ADDRESS，它要和浏览器里的地址一样。"
        ),
    )
    await answer(scope, receive, send)


async def _show(request: Request, visitor: Visitor) -> Response:
    if request.method not in ("GET", "HEAD"):
        return Response(status_code=405, headers={"Allow": "GET, HEAD"})
    assert visitor.actor is not None
    if request.url.path == first_page(visitor.actor.role).address:
        # Streamlit knows its first page by no other address than this.
        return RedirectResponse(_with_query("/", request), 303)
    return document(visitor.actor.user_id)


def _with_query(path: str, request: Request) -> str:
    query = request.url.query
    return path + (f"?{query}" if query else "")


def _first_to(form: str, request: Request) -> Response:
    """To a form that leads on to what was asked for."""
    asked = _with_query(request.url.path, request)
    return RedirectResponse(form if asked == "/" else f"{form}?next={quote(asked)}", 303)


async def _to_set_up(request: Request, visitor: Visitor) -> Response:  # noqa: ARG001
    return _first_to("/setup", request)


async def _to_sign_in(request: Request, visitor: Visitor) -> Response:  # noqa: ARG001
    return _first_to("/login", request)


async def _to_password(request: Request, visitor: Visitor) -> Response:  # noqa: ARG001
    return _first_to("/password", request)


async def _become_local(
    connection: HTTPConnection, user_id: int, send: Send
) -> tuple[Visitor, Send]:
    """Sign the one local person in, without a question; the answer brings the cookie along."""
    visitor, token = await run_in_threadpool(_open_local_session, connection, user_id)
    cookie = Response()
    give_session(cookie, connection, token)

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie.headers["set-cookie"])
        await send(message)

    return visitor, send_with_cookie


def _open_local_session(connection: HTTPConnection, user_id: int) -> tuple[Visitor, str]:
    with store().writing() as db:
        token = open_session(db, user_id, now())
    return look_up(connection, token), token


async def _forbidden(request: Request, visitor: Visitor) -> Response:
    assert visitor.actor is not None
    return page(
        request,
        "notice.html",
        status=403,
        title=_("这一页不对你开放"),
        text=_(
            "你登录的是「{name}」（{role}），这一页要别的角色才能看。需要的话，请找管理员。"
        ).format(name=visitor.actor.name, role=ROLE_NAMES[visitor.actor.role]),
    )


async def _not_found(request: Request, visitor: Visitor) -> Response:  # noqa: ARG001
    return page(
        request,
        "notice.html",
        status=404,
        title=_("没有这一页"),
        text=_("地址可能打错了，也可能这一页已经搬走。你学过的内容都在，没有丢。"),
    )


_ANSWERS = {
    Verdict.SHOW: _show,
    Verdict.TO_SET_UP: _to_set_up,
    Verdict.TO_SIGN_IN: _to_sign_in,
    Verdict.TO_PASSWORD: _to_password,
    Verdict.FORBIDDEN: _forbidden,
    Verdict.NOT_FOUND: _not_found,
}
