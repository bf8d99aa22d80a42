"""Whose sentence it is: what the sheet's owner does, or what is outside. Told by how it begins."""

import re

from course.content.words import ToolWords
from exercises.exercise import Position

_CLAUSE = re.compile("[，。；：！？,;]")
_WILL = re.compile("[要得须想拟]|打算|决定")
_BEFORE = "“「『（( "


def clauses(text: str) -> list[str]:
    """The text cut at its punctuation, without empty pieces or what stands before a first word."""
    return [bare for piece in _CLAUSE.split(text) if (bare := piece.strip().lstrip(_BEFORE))]


def owners(words: ToolWords, position: Position) -> tuple[str, ...]:
    """How the sheet's owner is called where it is a sentence's subject."""
    name = "own_subjects" if position.side == "us" else "own_subjects_customer"
    return (*words.word_lists.get(name, ()), *filter(None, [position.names.get(position.side)]))


def is_own_action(text: str, words: ToolWords, position: Position) -> bool:
    """Whether the sentence tells what the sheet's owner does, not what changes outside.

    Either it opens with a verb of action that leaves its subject out (「加强研发」), or with the
    owner or a department as subject and such a verb soon after (「公司计划引进设备」).
    """
    lists = words.word_lists
    bare = text.lstrip(_BEFORE)
    if bare.startswith(lists.get("own_exceptions", ())):
        return False
    actions = lists.get("own_actions", ())
    if bare.startswith(actions):
        return True
    for subject in owners(words, position):
        if bare.startswith(subject):
            clause = _CLAUSE.split(bare[len(subject) :])[0][:12]
            if _WILL.match(clause) or any(verb in clause for verb in actions):
                return True
    return False
