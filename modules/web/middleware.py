"""What every request passes before a route of ours or Streamlit answers it."""

from starlette.middleware import Middleware

from modules.web.failure import Failures
from modules.web.gate import Gate
from modules.web.headers import SecurityHeaders
from modules.web.routes import routes


def middleware() -> list[Middleware]:
    """Headers outside, so that they are also on what the gate answers."""
    return [
        Middleware(SecurityHeaders),
        Middleware(Failures),
        Middleware(Gate, routes=tuple(routes())),
    ]
