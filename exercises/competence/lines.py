"""How the self-assessment reads in print: one line for each competency, sums, what was chosen.

HTML without Streamlit.
"""

from datetime import date

from course.content.words import ToolWords
from course.language import _
from exercises.competence.coach import with_new_deed
from exercises.competence.sheet import (
    COMPETENCES,
    NEEDS_DEED,
    CompetenceSheet,
    Mark,
    Rating,
    When,
    borne,
    borne_scores,
    candidates,
    change,
    scores,
)
from exercises.marks import sign, signed, typed


def rating_line(words: ToolWords, rating: Rating, when: When) -> str:
    """A competency at rest: what it is, the deed, and the score of this round."""
    field, mark = words.fields[rating.id], rating.mark(when)
    if mark.score is None:
        told = f'<p class="soft">{_("还没打分")}</p>'
    else:
        anchor = words.anchors[rating.id][mark.score]
        told = f'<p><b>{_went(rating, when)}</b> {_("分")}</p><p class="soft small">{anchor}</p>'
    chosen = f' <span class="spin">{_("先练")}</span>' if rating.chosen else ""
    return (
        '<div class="line row" style="--cols:1.5rem minmax(0,1fr) 12rem">'
        f'<p class="soft">{COMPETENCES.index(rating.id) + 1}</p>'
        f'<div><p class="t">{field.label}{chosen}</p>'
        f'<p class="soft small">{_deed(mark) or field.hint}</p></div>'
        f"<div>{told}</div></div>"
    )


def _went(rating: Rating, when: When) -> str:
    mark, moved = rating.mark(when), change(rating)
    if when == "before" or moved is None:
        return f"{mark.score}"
    return f"{rating.before.score} → {mark.score}"


def _deed(mark: Mark) -> str:
    day = f'<span class="nowrap">{mark.date:%Y-%m}</span>' if mark.date else ""
    parts = [typed(mark.deed), typed(mark.place), day]
    return "，".join(part for part in parts if part) if mark.deed else ""


def full_line(words: ToolWords, rating: Rating) -> str:
    """A competency with everything said of it in both rounds, to be read."""
    fields = words.fields
    said = []
    for when in ("before", "after"):
        mark = rating.mark(when)
        if mark.score is None:
            continue
        anchor = words.anchors[rating.id][mark.score]
        said.append(f"<b>{fields[when].label} {mark.score}</b> {anchor}")
        if mark.deed:
            said.append(f'<span class="soft">{_("产出：")}{_deed(mark)}</span>')
        if mark.effect:
            said.append(f'<span class="soft">{_("谁用了：")}{typed(mark.effect)}</span>')
    if rating.reason:
        said.append(f'<span class="soft">{_("变了什么：")}{typed(rating.reason)}</span>')
    moved = change(rating)
    mark_of = f"<p><b>{signed(moved)}</b></p>" if moved is not None else ""
    lines = "".join(f'<p class="small">{line}</p>' for line in said)
    return (
        '<div class="line" style="--cols:minmax(0,1fr) 3rem;padding-bottom:.5rem">'
        f'<div><p class="t">{fields[rating.id].label}</p>{lines}</div><div>{mark_of}</div></div>'
    )


def borne_line(words: ToolWords, mark: Mark) -> str:
    """What the deed bears of a high score; nothing for a score that needs none."""
    if mark.score is None or mark.score < NEEDS_DEED:
        text = words.texts["no_deed_needed"] if mark.score else ""
        return f'<p class="soft small">{text}</p>' if text else ""
    held = borne(mark)
    said = words.texts["borne"].format(score=mark.score, borne=held)
    if held == mark.score:
        return f'<p class="small">{sign("tick")} {said}</p>'
    lacking = words.texts["borne_deed" if not mark.deed else "borne_effect"]
    return f'<p class="small">{sign("bang")} {said}{lacking}</p>'


def before_line(words: ToolWords, rating: Rating) -> str:
    """What was scored before the course, shown once the second score is given."""
    if rating.before.score is None:
        return f'<p class="soft small">{words.texts["never_before"]}</p>'
    anchor = words.anchors[rating.id][rating.before.score]
    said = [words.texts["before_was"].format(score=rating.before.score, anchor=anchor)]
    if rating.before.deed:
        said.append(words.texts["before_deed"].format(deed=rating.before.deed))
    return f'<p class="soft small">{"<br>".join(map(typed, said))}</p>'


def progress_line(words: ToolWords, sheet: CompetenceSheet, when: When) -> str:
    """How many were scored in this round."""
    label, n = words.fields[when].label, len(scores(sheet, when))
    return f'<p class="soft small">{words.texts["progress"].format(when=label, n=n)}</p>'


def totals(words: ToolWords, sheet: CompetenceSheet) -> str:
    """What was scored, what deeds bear of it, what moved; first that it proves nothing."""
    texts = words.texts
    said = [f"<p><b>{texts['not_proof']}</b></p>"]
    for when in ("before", "after"):
        given = scores(sheet, when)
        if given:
            facts = {
                "when": words.fields[when].label,
                "score": sum(given.values()),
                "borne": sum(borne_scores(sheet, when).values()),
            }
            said.append(f"<p>{texts['total'].format(**facts)}</p>")
    said.append(f"<p>{_moved(words, sheet)}</p>")
    said.append(f'<p class="soft small">{texts["rule"]}</p>')
    return "".join(said)


def _moved(words: ToolWords, sheet: CompetenceSheet) -> str:
    moves = {r.id: moved for r in sheet.ratings if (moved := change(r)) is not None}
    if not moves:
        return words.texts["changed_none"]
    values = list(moves.values())
    said = words.texts["changed"].format(
        n=len(values),
        up=sum(value > 0 for value in values),
        same=values.count(0),
        down=sum(value < 0 for value in values),
    )
    proven = [
        words.fields[r.id].label
        for r in sheet.ratings
        if moves.get(r.id, 0) > 0 and with_new_deed(r)
    ]
    if proven:
        said += words.texts["changed_with_deed"].format(names="、".join(proven))
    return said


def candidates_line(words: ToolWords, sheet: CompetenceSheet) -> str:
    """Which competencies are worth choosing as far as scores can tell."""
    found = "、".join(words.fields[one].label for one in candidates(sheet))
    said = words.texts["choose_candidates"].format(names=found) if found else ""
    return f'<p class="soft small">{said}</p>' if said else ""


def chosen_line(words: ToolWords, rating: Rating) -> str:
    """A chosen competency with its day and what is to be left, to be read."""
    label, day = words.fields[rating.id].label, _day(rating.day)
    return (
        '<div class="line" style="--cols:minmax(0,1fr) auto;padding-bottom:.5rem">'
        f"<div><p><b>{label}</b></p><p>{typed(rating.leaves) or '—'}</p></div>"
        f'<p class="soft nowrap">{day}</p></div>'
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"
