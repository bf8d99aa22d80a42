"""The addresses that are ours, beside Streamlit's. Who may open them is the gate's business."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from modules.web.account import show_account, show_password, take_password
from modules.web.health import show_health, show_readiness
from modules.web.setup import show_set_up, take_set_up
from modules.web.sheet_file import send_sheet
from modules.web.signin import ask_sign_out, show_sign_in, take_sign_in, take_sign_out

_ASSETS = Path(__file__).parent / "assets"


def routes() -> list[BaseRoute]:
    """Our routes. A new one is a line here; unless the gate names it, it needs a sign-in."""
    return [
        Route("/login", show_sign_in, methods=["GET"]),
        Route("/login", take_sign_in, methods=["POST"]),
        Route("/logout", ask_sign_out, methods=["GET"]),
        Route("/logout", take_sign_out, methods=["POST"]),
        Route("/setup", show_set_up, methods=["GET"]),
        Route("/setup", take_set_up, methods=["POST"]),
        Route("/password", show_password, methods=["GET"]),
        Route("/password", take_password, methods=["POST"]),
        Route("/account", show_account, methods=["GET"]),
        Route("/sheet-file", send_sheet, methods=["GET"]),
        Route("/healthz", show_health, methods=["GET"]),
        Route("/readyz", show_readiness, methods=["GET"]),
        Mount("/assets", StaticFiles(directory=_ASSETS)),
    ]
