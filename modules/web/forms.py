"""Reading a posted form, and the proof that it came from a page of ours (CSRF)."""

import hmac
import secrets
from urllib.parse import parse_qsl

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from modules.web.cookie import over_https, secret

CSRF_COOKIE = "kam_csrf"
CSRF_FIELD = "csrf"

_LARGEST_FORM = 16 * 1024
_MOST_FIELDS = 20


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a posted form. Raises HTTPException when it is none, or too large."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            raise HTTPException(413)
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
    return dict(fields)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="csrf")


def browser_mark(request: Request) -> str:
    """What marks this browser. The same on every page, so that two open forms both stay valid."""
    return request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(24)


def csrf_field(mark: str) -> str:
    """The value of the hidden field for a form shown to the browser with `mark`."""
    return str(_signer().dumps(mark))


def keep_mark(response: Response, request: Request, mark: str) -> None:
    """Let the browser keep `mark` until it is closed."""
    response.set_cookie(
        CSRF_COOKIE, mark, path="/", secure=over_https(request), httponly=True, samesite="lax"
    )


def is_ours(request: Request, form: dict[str, str]) -> bool:
    """Whether `form` was shown by this site to this very browser."""
    try:
        mark = _signer().loads(form.get(CSRF_FIELD, ""))
    except BadSignature:
        return False
    kept = request.cookies.get(CSRF_COOKIE, "")
    return isinstance(mark, str) and hmac.compare_digest(mark.encode(), kept.encode())
