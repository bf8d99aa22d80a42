"""The session cookie: its name, its signature, and the secret behind the signature."""

import os
import secrets
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import HTTPConnection
from starlette.responses import Response

from modules.services import settings

COOKIE = "kam_session"

_SECRET_LENGTH = 64
_WAIT_FOR_ANOTHER_PROCESS = 2.0


def kept_secret(path: Path) -> str:
    """The secret kept in `path`, made there with mode 0600 when there is none yet.

    Of several processes that start at once, one makes the file and the others read it.
    Raises RuntimeError when the file stays empty, as after a full disk.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(path)
    secret = secrets.token_hex(_SECRET_LENGTH // 2)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
    return secret


def _read_secret(path: Path) -> str:
    give_up = time.monotonic() + _WAIT_FOR_ANOTHER_PROCESS
    while len(secret := path.read_text(encoding="ascii").strip()) < _SECRET_LENGTH:
        if time.monotonic() > give_up:
            raise RuntimeError(f"{path} holds no secret; delete it and start again")
        time.sleep(0.01)
    return secret


@cache
def secret() -> str:
    """What signs cookies and forms in this installation."""
    return settings().cookie_secret or kept_secret(settings().cookie_secret_file)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="session")


def token_from(cookies: Mapping[str, str]) -> str | None:
    """The session token in `cookies`; None without one or when its signature is not ours.

    Says nothing about the session: whether it still lasts is asked of the database.
    """
    try:
        token = _signer().loads(cookies.get(COOKIE, ""))
    except BadSignature:
        return None
    return token if isinstance(token, str) else None


def over_https(connection: HTTPConnection) -> bool:
    """Whether people reach this installation encrypted, directly or through a proxy."""
    public = settings().public_address or ""
    return public.startswith("https://") or connection.url.scheme in ("https", "wss")


def give_session(response: Response, connection: HTTPConnection, token: str) -> None:
    """Let the browser keep `token`. The database, not the cookie's age, ends the session."""
    response.set_cookie(
        COOKIE,
        _signer().dumps(token),
        max_age=int(settings().session_absolute.total_seconds()),
        path="/",
        secure=over_https(connection),
        httponly=True,
        samesite="lax",
    )


def take_session(response: Response, connection: HTTPConnection) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(
        COOKIE, path="/", secure=over_https(connection), httponly=True, samesite="lax"
    )
