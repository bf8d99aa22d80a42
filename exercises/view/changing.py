"""How the callback of a widget ends: the changed sheet is kept, and what shows it is drawn anew.

`whole` is everywhere the key of the fragment that draws all of a sheet.
"""

from collections.abc import Iterable
from typing import Any, NoReturn

from pydantic import BaseModel

from exercises.exercise import Desk


def turn_to(desk: Desk, whole: str, row: str | None) -> NoReturn:
    """Open this row for editing, or none."""
    desk.open.turn_to(row)
    desk.redraw(whole)


def require_row(desk: Desk, whole: str, row_id: str, rows: Iterable[Any] | None = None) -> Any:
    """The row that a callback is about, among `rows` or all rows of the sheet.

    A button pressed twice, or a text left late, may speak of a row that is gone: then the callback
    ends here, and only redraws.
    """
    for row in desk.sheet.rows if rows is None else rows:
        if row.id == row_id:
            return row
    desk.redraw(whole)


def keep_sheet(
    desk: Desk, whole: str, changed: BaseModel, *parts: str, inside: bool = True
) -> None:
    """Keep the changed sheet and draw these parts of it anew: `whole`, or smaller ones.

    All of it where the way back from an earlier change stands: this change takes that away. A
    single smaller part has the widget `inside`: that part Streamlit draws by itself after a
    callback that asks for nothing, and to ask for it takes a second run.
    """
    parts = parts if desk.open.undo is None else (whole,)
    desk.save(changed)
    if len(parts) > 1 or whole in parts or not inside or not desk.settled():
        desk.redraw(*parts)


def keep_own(desk: Desk, whole: str, part: str, name: str, value: Any) -> None:
    """Keep one of the sheet's own values, as of its head. Raises ValidationError."""
    changed = type(desk.sheet).model_validate({**dict(desk.sheet), name: value})
    keep_sheet(desk, whole, changed, part)


def keep_and_turn(
    desk: Desk, whole: str, changed: BaseModel, row: str | None, undo: str | None = None
) -> NoReturn:
    """Keep the changed sheet and open this row, or none. `undo` says what can be had back."""
    desk.save(changed, undo=undo)
    turn_to(desk, whole, row)
