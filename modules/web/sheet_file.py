"""A sheet of one's own as a file. Streamlit's downloads do not ask who fetches them; this does."""

from datetime import date
from typing import Literal, cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from course.errors import NotFoundError
from course.language import _
from course.people.rights import Actor
from course.store.sheets import SheetKey, accounts_of, open_sheet
from modules.services import course, store
from modules.web.page import page
from modules.web.visitor import now, visitor_of

Side = Literal["us", "customer"]
_TYPES: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


async def send_sheet(request: Request) -> Response:
    """GET /sheet-file?tool=…&subject=…&side=…&as=xlsx: what is saved, of whoever asks."""
    actor = visitor_of(request).actor
    assert actor is not None
    asked = request.query_params
    tool, side, kind = asked.get("tool", ""), asked.get("side", ""), asked.get("as", "")
    if kind not in _TYPES or side not in ("us", "customer") or tool not in course().tools:
        return _none(request)
    key = SheetKey(tool, asked.get("subject", ""), cast(Side, side))
    try:
        name, content = await run_in_threadpool(_file, actor, key, kind)
    except NotFoundError:
        return _none(request)
    except _NoFileError as error:
        title = _("这张表存不成文件")
        return page(request, "notice.html", status=409, title=title, text=str(error))
    saved_as = f"attachment; filename=\"sheet.{kind}\"; filename*=UTF-8''{name}"
    headers = {"Content-Disposition": saved_as, "Cache-Control": "no-store"}
    return Response(content, media_type=_TYPES[kind], headers=headers)


class _NoFileError(Exception):
    """The saved sheet cannot be written. The message says why."""


def _file(actor: Actor, key: SheetKey, kind: str) -> tuple[str, bytes]:
    """The file's name, quoted for a header, and its content. Raises NotFoundError, _NoFileError."""
    # The tools bring Plotly along, for which the server's start must not wait.
    from exercises import exercises  # noqa: PLC0415
    from exercises.transfer.files import FileRefusedError, as_json, as_workbook  # noqa: PLC0415
    from modules.asked import called  # noqa: PLC0415
    from modules.held_sheet import UnreadableError, read_sheet  # noqa: PLC0415

    words, exercise = course().tools[key.tool], exercises()[key.tool]
    with store().reading() as db:
        state, accounts = open_sheet(db, actor, key), accounts_of(db, actor)
    about = called(exercise, key.subject, key.side, accounts)
    write = as_workbook if kind == "xlsx" else as_json
    try:
        content = write(key.tool, read_sheet(exercise.sheet, state), course().tools, about)
    except UnreadableError as error:
        raise _NoFileError(_("它是另一个版本存的，这里读不出来。它还在，没有丢。")) from error
    except FileRefusedError as error:
        raise _NoFileError(str(error)) from error
    return quote(f"{words.short} {_plain(about)} {_today()}.{kind}", safe=""), content


def _plain(about: str) -> str:
    """The words without signs that no file's name may have."""
    words = "".join(" " if sign in '\\/:*?"<>|：·' else sign for sign in about)
    return " ".join(words.split())


def _today() -> date:
    """The day it is where the server stands: a download says nothing of the reader's time zone."""
    return now().astimezone().date()


def _none(request: Request) -> Response:
    return page(
        request,
        "notice.html",
        status=404,
        title=_("没有这张表"),
        text=_("从这张表的页面上点「存成 Excel」，就不会错。"),
    )
