"""The server's program, forked from a process that has read it all before.

A start takes some seconds of reading: Streamlit, Plotly, the course. The browser tests start a
server some forty times, the kills alone twenty. This module is what that process reads; what is
served, and how, is `streamlit run app.py` in every other respect, in a process of its own.
"""

import os
import sys
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from streamlit.web import cli

from exercises import exercises
from modules import services
from modules.web import lifespan, middleware, routes  # noqa: F401 - what app.py reads

_forks = get_context("forkserver")
_forks.set_forkserver_preload([__name__])

services.course()
exercises()


def start(environment: dict[str, str], log: Path) -> BaseProcess:
    """Begin to serve with these settings; all that is printed goes to `log`."""
    process = _forks.Process(target=_serve, args=(environment, log), daemon=True)
    process.start()
    return process


def _serve(environment: dict[str, str], log: Path) -> None:
    os.setsid()
    with log.open("ab") as file:
        for printed in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), printed.fileno())
    os.environ.update(environment)
    services.settings.cache_clear()
    sys.argv = ["streamlit", "run", "app.py"]
    with suppress(SystemExit):
        cli.main()
