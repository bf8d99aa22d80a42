"""Security headers on every answer, whoever made it."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modules.web.cookie import over_https

# For everything but the page in which Streamlit draws, which brings its own (document.py).
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ONE_YEAR = 365 * 24 * 3600


class SecurityHeaders:
    """ASGI middleware, the outermost of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the head of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        https = over_https(HTTPConnection(scope))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), https)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _complete(headers: MutableHeaders, https: bool) -> None:
    headers.setdefault("Content-Security-Policy", _POLICY)
    for name, value in _ALWAYS.items():
        headers[name] = value
    if https:
        headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR}"
    # Every HTML page here is somebody's own; a shared computer's back button must not show it.
    # What says nothing about keeping is asked for again each time, which mostly costs a 304.
    if headers.get("content-type", "").startswith("text/html"):
        headers["Cache-Control"] = "no-store"
    headers.setdefault("Cache-Control", "no-cache")
