"""Serves the empty script as the course is served: the same way, with the same settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from modules.web.at_once import send_at_once


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:  # noqa: ARG001
    """Without the wait for TCP, which is longer than anything that is compared."""
    send_at_once()
    yield


app = st.App(Path(__file__).parent / "page.py", lifespan=lifespan)
