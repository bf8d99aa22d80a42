"""`python -m benchmarks [--write]`: measure, print the table; --write: docs/benchmarks.md too."""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import measures

REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"

HEAD = """# Measurements

Ratios within one run of `make bench`, because machines differ and are noisy; times are medians of
many runs in one process against the empty script of `benchmarks/empty`, served the same way with
the same settings. The visitor is `benchmarks/visitor.py`, a client of Streamlit's own websocket
protocol, so a browser's drawing time is not in the numbers. Written by `make bench WRITE=1`.
The number of SQL statements per run is a test, not a measurement: tests/modules count them.
Where seconds are compared, the empty script is Streamlit as it comes: most of its time is TCP
waiting for an acknowledgement, 40 ms on Linux, for which our server does not wait
(`modules/web/at_once.py`). Behind the semicolon is the same comparison with that wait taken from
the empty script too; it has no budget.
"""


def machine() -> str:
    """The machine in one line: processors, Python, Streamlit."""
    return (
        f"{os.cpu_count()} processors, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, Streamlit {version('streamlit')}"
    )


def table(rows: list[measures.Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        f"| {row.what} | {row.measured} | {row.ratio} | {row.budget} | {'✓' if row.held else '✗'} |"
        for row in rows
    ]
    return "\n".join(
        ["| what | measured | ratio | budget | held |", "|---|---|---|---|---|", *lines]
    )


def main() -> int:
    """Run all measurements; 1 when a budget is not held."""
    rows = [
        *measures.with_sample_data(),
        *measures.large_files(),
        measures.matrix(),
        *measures.start(),
    ]
    text = table(rows)
    print(text)
    if "--write" in sys.argv[1:]:
        REPORT.write_text(
            f"{HEAD}\n{datetime.now(UTC):%Y-%m-%d}, {machine()}\n\n{text}\n", encoding="utf-8"
        )
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
