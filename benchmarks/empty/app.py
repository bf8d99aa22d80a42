"""Serves the empty script as the course is served: the same way, with the same settings."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from modules.web.at_once import send_at_once


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:  # noqa: ARG001
    """As Streamlit comes; with SEND_AT_ONCE without the wait for TCP, as our server."""
    if "SEND_AT_ONCE" in os.environ:
        send_at_once()
    yield


app = st.App(Path(__file__).parent / "page.py", lifespan=lifespan)
