"""Drawing one of our own HTML pages: template, words, and the headers such a page needs."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from course.language import _
from modules.services import course, settings
from modules.web.forms import CSRF_COOKIE, browser_mark, csrf_field, keep_mark

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> "Environment":
    # A page of ours needs the course too, which the first answers do not wait for.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = _
    return environment


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    **words: Any,
) -> HTMLResponse:
    """The page `template` with `words`. It may be kept by nobody, and no script runs on it."""
    mark = browser_mark(request)
    html = (
        _environment()
        .get_template(template)
        .render(course=course(), demo=settings().demo, csrf=csrf_field(mark), **words)
    )
    response = HTMLResponse(html, status)
    if request.cookies.get(CSRF_COOKIE) != mark:
        keep_mark(response, request, mark)
    return response
