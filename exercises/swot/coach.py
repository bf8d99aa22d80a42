"""What the coach says about a SWOT: SW1 to SW11, then the general rules.

Conditions only; the words, and the words that a rule looks for, stand in the tool's file. SW1 to
SW10 are those of the course's plan. SW7 speaks of too many items, SW7-empty of none; SW9 of an item
without a source, SW9-unused of a source without an item; SW11 is the lesson's box on compliance.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from course.content.words import ToolWords
from exercises.coaching import Advice, advise, praise
from exercises.evidence import sourced, stated
from exercises.exercise import NOWHERE, Position, Side
from exercises.forces.sheet import MIDDLE, ForcesSheet, pressures, strongest
from exercises.general import ENOUGH, Entry, general_advice, likeness, verifiable
from exercises.pest.sheet import PestSheet, swot_candidates
from exercises.subjects import clauses, is_own_action, owners
from exercises.swot.sheet import (
    INSIDE,
    MOST,
    OUTSIDE,
    QUADS,
    Quad,
    SwotItem,
    SwotSheet,
    is_written,
    items_of,
    used,
)

SAME = 0.6
"""Two facts more alike than this are one fact on two sides (SW5)."""

RESTATED = 0.35
"""A threat more like a weakness than this says the weakness again (SW8)."""

ENOUGH_EACH = 3
"""So many items a quadrant should have."""

GOOD_QUADS: tuple[Quad, ...] = ("S", "O")


def coach(
    sheet: SwotSheet, words: ToolWords, today: date, position: Position = NOWHERE
) -> list[Advice]:
    """Everything there is to say about the sheet. Nothing about one without items."""
    rows = [row for row in sheet.ordered if row.text]
    if not any(is_written(row) for row in sheet.rows):
        return []
    told = [
        *_no_subject(sheet, words),
        *_actions(rows, words, position),
        *_compared_with_nobody(rows, words),
        *_outside_among_inside(rows, words, position),
        *_inside_among_outside(rows, words, position),
        *_on_two_sides(rows, words),
        *_without_evidence(sheet, rows, words),
        *_how_many(sheet, words),
        *_weakness_again(rows, words),
        *_sources(sheet, rows, words, position),
        *_accusations(rows, words),
    ]
    twice = {one.row for one in told if one.rule in ("SW5", "SW8") and one.row}
    general = general_advice(words, _entries(rows), _columns(rows), today)
    return [*told, *(one for one in general if not (one.rule == "G4" and one.row in twice))]


def _no_subject(sheet: SwotSheet, words: ToolWords) -> list[Advice]:
    if not sheet.subject:
        return [advise(words, "SW10")]
    return [praise(words, "SW10")] if verifiable(sheet.subject, words) else []


def _actions(rows: Sequence[SwotItem], words: ToolWords, position: Position) -> list[Advice]:
    outside = [row for row in rows if row.quad in OUTSIDE]
    own = [row for row in outside if is_action(row.text, words, position)]
    if len(outside) >= ENOUGH and not own:
        return [praise(words, "SW1", n=len(outside))]
    return [advise(words, "SW1", row.id, text=row.text) for row in own]


def is_action(text: str, words: ToolWords, position: Position) -> bool:
    """Whether a part of the text tells what the sheet's owner does or ought to do.

    Only the first part may leave its subject out: the end of 「恒屿成立委员会，加强管控」 is still
    theirs. A later part is ours when it wants something done: 「机会大，要加强合作」.
    """
    actions, wants = words.word_lists.get("own_actions", ()), words.word_lists.get("wants", ())
    for place, clause in enumerate(clauses(text)):
        for want in wants:
            if clause.startswith(want) and clause[len(want) :].startswith(actions):
                return True
        ours = place == 0 or clause.startswith(owners(words, position))
        if ours and is_own_action(clause, words, position):
            return True
    return False


def _compared_with_nobody(rows: Sequence[SwotItem], words: ToolWords) -> list[Advice]:
    inside = [row for row in rows if row.quad in INSIDE]
    alone = [row for row in inside if not row.against]
    if len(inside) >= ENOUGH and not alone:
        return [praise(words, "SW2", n=len(inside))]
    return [advise(words, "SW2", row.id, text=row.text) for row in alone]


def _outside_among_inside(
    rows: Iterable[SwotItem], words: ToolWords, position: Position
) -> list[Advice]:
    lists = words.word_lists
    theirs: Side = "customer" if position.side == "us" else "us"
    subjects = (
        *lists.get("outside_subjects", ()),
        *lists.get(f"outside_subjects_{position.side}", ()),
        *filter(None, [position.names.get(theirs)]),
    )
    told = []
    for row in rows:
        bare = (clauses(row.text) or [""])[0]
        found = next((subject for subject in subjects if bare.startswith(subject)), None)
        if row.quad in INSIDE and found and not bare.startswith(lists.get("inside_exceptions", ())):
            told.append(advise(words, "SW3", row.id, text=row.text, found=found))
    return told


def _inside_among_outside(
    rows: Iterable[SwotItem], words: ToolWords, position: Position
) -> list[Advice]:
    lists = words.word_lists
    subjects = (*owners(words, position), *lists.get("own_resources", ()))
    told = []
    for row in rows:
        bare = (clauses(row.text) or [""])[0]
        found = next((subject for subject in subjects if bare.startswith(subject)), None)
        if row.quad not in OUTSIDE or found is None:
            continue
        exempt = bare.startswith(lists.get("own_exceptions", ()))
        if not exempt and not is_action(row.text, words, position):
            told.append(advise(words, "SW4", row.id, text=row.text, found=found))
    return told


def _on_two_sides(rows: Sequence[SwotItem], words: ToolWords) -> list[Advice]:
    told = {}
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            good = {one.quad in GOOD_QUADS, other.quad in GOOD_QUADS}
            if len(good) == 2 and likeness(one.text, other.text) > SAME:
                told[other.id] = advise(words, "SW5", other.id, other=one.id)
    return list(told.values())


def _without_evidence(sheet: SwotSheet, rows: Sequence[SwotItem], words: ToolWords) -> list[Advice]:
    told = [advise(words, "SW6", row.id) for row in rows if not stated(row.evidence)]
    firsts = [items[0] for quad in QUADS if (items := items_of(sheet, quad))]
    if len(firsts) == len(QUADS) and all(sourced(row.evidence) for row in firsts):
        told.append(praise(words, "SW6"))
    return told


def _how_many(sheet: SwotSheet, words: ToolWords) -> list[Advice]:
    counts = {quad: sum(map(is_written, items_of(sheet, quad))) for quad in QUADS}
    called = words.choices["quad"]
    told = [
        advise(words, "SW7", quad=called[quad], n=n, over=n - MOST)
        for quad, n in counts.items()
        if n > MOST
    ]
    empty = [called[quad] for quad, n in counts.items() if n == 0]
    if empty:
        told.append(advise(words, "SW7-empty", quads="、".join(empty)))
    if all(ENOUGH_EACH <= n <= MOST for n in counts.values()):
        told.append(praise(words, "SW7", n=sum(counts.values())))
    return told


def _weakness_again(rows: Sequence[SwotItem], words: ToolWords) -> list[Advice]:
    weak = [row for row in rows if row.quad == "W"]
    told = []
    for row in rows:
        if row.quad != "T" or not weak:
            continue
        alike = max(weak, key=lambda one: likeness(one.text, row.text))
        close = likeness(alike.text, row.text)
        if close <= SAME and (close > RESTATED or _is_displeasure(row.text, words)):
            told.append(advise(words, "SW8", row.id, text=row.text, other=alike.id))
    return told


def _is_displeasure(text: str, words: ToolWords) -> bool:
    """Whether a threat only says that people are not content, with nothing one could look up."""
    found = any(word in text for word in words.word_lists.get("displeased", ()))
    return found and not verifiable(text, words)


def _sources(
    sheet: SwotSheet, rows: Iterable[SwotItem], words: ToolWords, position: Position
) -> list[Advice]:
    outside = [row for row in rows if row.quad in OUTSIDE]
    told = [advise(words, "SW9", row.id) for row in outside if not row.origins]
    unused = _unused(sheet, words, position)
    if unused:
        told.append(advise(words, "SW9-unused", unused="；".join(unused)))
    if len(outside) >= ENOUGH and not told:
        told.append(praise(words, "SW9", n=len(outside)))
    return told


def _unused(sheet: SwotSheet, words: ToolWords, position: Position) -> list[str]:
    """What should have been taken over and was not, in words."""
    known, said = used(sheet), []
    pest, forces = position.others.get("pest"), position.others.get("forces")
    if isinstance(pest, PestSheet):
        rows = [row.id for row in swot_candidates(pest.ordered) if ("pest", row.id) not in known]
        if rows:
            said.append(words.texts["unused_pest"].format(rows="、".join(rows)))
    if isinstance(forces, ForcesSheet):
        given = pressures(forces)
        strong = [force for force in strongest(forces) if given[force] > MIDDLE]
        count = sum(("forces", force) not in known for force in strong)
        if count:
            said.append(words.texts["unused_forces"].format(n=count))
    return said


def _accusations(rows: Iterable[SwotItem], words: ToolWords) -> list[Advice]:
    told = []
    for row in rows:
        said = "，".join((row.text, row.against, row.note, *(p.text for p in row.evidence)))
        if any(word in said for word in words.word_lists.get("accusations", ())):
            told.append(advise(words, "SW11", row.id))
    return told


def _entries(rows: Iterable[SwotItem]) -> list[Entry]:
    return [
        Entry(
            row=row.id,
            text="，".join(filter(None, (row.text, row.against))),
            effect=1 if row.quad in GOOD_QUADS else -1,
            evidence=row.evidence,
            confidence=row.certainty,
        )
        for row in rows
    ]


def _columns(rows: Sequence[SwotItem]) -> dict[str, list[int]]:
    return {
        "importance": [row.importance for row in rows if row.importance],
        "certainty": [row.certainty for row in rows if row.certainty],
    }
