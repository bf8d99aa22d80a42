"""The interface's language: Chinese text in the code is the message id, gettext translates it."""

import gettext
import os
from pathlib import Path

LANGUAGE = os.environ.get("COURSE_LANGUAGE", "zh")

_translation = gettext.translation(
    "course", Path(__file__).parent.parent / "locale", languages=[LANGUAGE], fallback=True
)


def _(text: str) -> str:
    """Translate an interface text. Without a catalogue the Chinese text itself is shown."""
    return _translation.gettext(text)
