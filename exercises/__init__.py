"""Interactive tools, one folder each, found by folder. A new tool changes nothing else here.

A folder holds sheet.py (the model and pure calculations), coach.py (rules), figure.py (Plotly) and
view.py (the Streamlit form, which also names the tool's `EXERCISE`).
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from exercises.exercise import Exercise

SHARED = frozenset({"view", "transfer"})
"""The folders that are no tools: what the tools' forms share, and sheets as files."""


@cache
def exercises() -> dict[str, Exercise]:
    """Every tool in this folder, by its id (the folder name)."""
    return {
        module.name: import_module(f"{__name__}.{module.name}.view").EXERCISE
        for module in iter_modules(__path__)
        if module.ispkg and module.name not in SHARED
    }
