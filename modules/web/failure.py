"""When something fails: a short code for the reader, the traceback for the log, no secrets."""

import logging
import secrets
import traceback

import streamlit as st
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from course.errors import StoreBusyError
from course.language import _
from modules.web.page import page

_LOG = logging.getLogger("course.failure")
# Without 0 O 1 I L 5 S 8 B: the code is read out over the telephone.
_LETTERS = "234679ACDEFGHJKMNPQRTUVWXYZ"


def on_script_error(error: Exception) -> bool:
    """Show a notice with a code in place of the rest of the page, and log what happened.

    True tells Streamlit not to show the error itself.
    """
    # Only scripts draw with it, and have it loaded; it would bring Plotly into the start.
    from modules.look import notice  # noqa: PLC0415

    code = log_failure(error)
    with notice("bad", f"failure-{code}"):
        st.html(
            f"<p><b>{_('这一页出错了。')}</b>"
            f"{_('到上一次显示「已保存」为止，填过的内容都在，没有丢。')}</p>"
            f"<p>{_('请刷新这一页。还是不行，就把编号告诉管理员：')}<b>{code}</b></p>"
        )
    return True


class Failures:
    """ASGI middleware: a failure behind it becomes a page with a code.

    Without it the server would log the error with all its values.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer it here when that fails before an answer began."""
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            await _failure_page(Request(scope, receive), error)(scope, receive, send)


def _failure_page(request: Request, error: Exception) -> Response:
    code = log_failure(error)
    busy = isinstance(error, StoreBusyError)
    text = _(
        "刚才这一步没有做成，之前存好的内容都在。请过一会儿再试；还是不行，就把编号告诉管理员：{code}"
    )
    return page(
        request,
        "notice.html",
        status=503 if busy else 500,
        title=_("数据库正忙") if busy else _("这一页出错了"),
        text=text.format(code=code),
    )


async def show_refusal(request: Request, error: HTTPException) -> Response:
    """A request that no page of ours makes, such as a wrong method. No code: nothing is broken."""
    return page(
        request,
        "notice.html",
        status=error.status_code,
        title=_("这个请求办不了"),
        text=_("请回到首页，从那里再打开一次。"),
    )


def log_failure(error: BaseException) -> str:
    """Log `error` under a code such as E-7K2M, and return the code."""
    code = "E-" + "".join(secrets.choice(_LETTERS) for _letter in range(4))
    _LOG.error("%s\n%s", code, told(error))
    return code


def told(error: BaseException) -> str:
    """The traceback of `error`, without the values that were typed or stored.

    pydantic quotes what it refused, and the database's errors quote the row.
    """
    parts = []
    cause: BaseException | None = error
    while cause is not None:
        frames = "".join(traceback.format_tb(cause.__traceback__))
        parts.append(f"{frames}{type(cause).__qualname__}: {_message(cause)}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\nCaused by:\n".join(parts)


def _message(error: BaseException) -> str:
    if isinstance(error, ValidationError):
        faults = error.errors(include_input=False, include_context=False, include_url=False)
        return "; ".join(f"{fault['loc']}: {fault['type']}" for fault in faults)
    if hasattr(error, "hide_parameters"):
        error.hide_parameters = True
    # PostgreSQL says what is wrong in the first line and quotes the row in those below.
    first, *rest = str(error).splitlines() or [""]
    return "\n".join([first, *(line for line in rest if line.startswith("[SQL: "))])


class _AlreadyTold(logging.Filter):
    """Streamlit logs the same error with all its values before it asks us."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False for the record that `on_script_error` replaces."""
        return record.msg != "Uncaught app execution"


logging.getLogger("streamlit.error_util").addFilter(_AlreadyTold())
