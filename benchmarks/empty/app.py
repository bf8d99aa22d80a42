"""Serves the empty script as the course is served: the same way, with the same settings."""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).parent / "page.py")
