"""An answered question as HTML: every part keeps its place and gets its own reason."""

from collections.abc import Callable, Iterable, Mapping

from course.assessment.answers import Answer
from course.assessment.drawing import option_order
from course.assessment.grading import WHOLE, Feedback, Remark, explain
from course.content.course import Course
from course.content.items import (
    AnyQuestion,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    TrueFalse,
)
from course.content.markup import render_inline
from course.language import _
from exercises.marks import sign


def answered_html(item: Item, answer: Answer | None, seed: int, course: Course) -> str:
    """Verdict and reasons for `answer`; None is nothing answered. Safe HTML of our own rendering.

    `seed` is the one the question was asked with, so that nothing changes its place.
    `course` names the misconceptions. Raises NotAnAnswerError as grading does.
    """
    feedback = explain(item.question, answer)
    body = _lines(item.question, answer, seed, feedback, course)
    return f'<div role="status">{_verdict(item.question, answer, feedback)}{body}</div>'


def amount(number: float) -> str:
    """A number of any size as Chinese readers write it: 1,200.5 and −12."""
    whole = int(number) if number == int(number) else number
    return f"{whole:,}".replace("-", "−")


def _verdict(question: AnyQuestion, answer: Answer | None, feedback: Feedback) -> str:
    """Right, partly right, or not, in one sentence; with the count where points add up."""
    if answer is None:
        name, text = "ring", _("没有作答。")
    elif feedback.score.full:
        name, text = "tick", _("对。")
    else:
        name = "half" if feedback.score.earned else "cross"
        text = _counted(question, answer, feedback) or _("没有答对。")
    return f'<p class="verdict"><b>{sign(name)} {text}</b></p>'


def _counted(question: AnyQuestion, answer: Answer, feedback: Feedback) -> str:
    """How the points came about; empty where it is one point or none."""
    earned = f"{feedback.score.earned:.2g}"
    match question, answer:
        case MultipleChoice(), list():
            right = sum(option.correct and option.id in answer for option in question.options)
            keys = sum(option.correct for option in question.options)
            return _("该选 {keys} 个，选对 {right} 个，选错 {wrong} 个，得 {earned} 分。").format(
                keys=keys, right=right, wrong=len(answer) - right, earned=earned
            )
        case Ordering(), list():
            pairs = len(question.answer) - 1
            return _("前后相邻的 {pairs} 处里排对 {right} 处，得 {earned} 分。").format(
                pairs=pairs, right=round(feedback.score.earned * pairs), earned=earned
            )
        case Matching(), dict():
            right = sum(remark.right for remark in feedback.remarks)
            return _("{all} 个里选对 {right} 个，得 {earned} 分。").format(
                all=len(question.left), right=right, earned=earned
            )
    return ""


def _lines(
    question: AnyQuestion,
    answer: Answer | None,
    seed: int,
    feedback: Feedback,
    course: Course,
) -> str:
    def why(remark: Remark) -> str:
        return _why(remark, course)

    match question:
        case SingleChoice() | MultipleChoice():
            picked = {answer} if isinstance(answer, str) else set(answer or ())  # type: ignore[arg-type]
            options = {option.id: option for option in question.options}
            return _list(
                _choice(option.text, option.correct, id_ in picked, why(feedback.of(id_)))
                for id_ in option_order(question, seed)
                for option in (options[id_],)
            )
        case TrueFalse():
            return _list(
                _choice(
                    _("对") if value else _("错"),
                    value == question.answer,
                    value == answer,
                    why(feedback.of("true" if value else "false")),
                )
                for value in (True, False)
            )
        case Ordering():
            reasons = "".join(map(why, feedback.remarks))
            return _order(question, answer if isinstance(answer, list) else []) + reasons
        case Matching():
            return _pairs(question, answer if isinstance(answer, dict) else {}, feedback, why)
        case Numeric():
            given = answer if isinstance(answer, int | float) else None
            return _number(question, given, feedback) + "".join(map(why, feedback.remarks))


def _choice(text: str, key: bool, picked: bool, why: str) -> str:
    tags = _word(_("正确答案")) if key else ""
    if picked:
        tags += _boxed(_("你选的"))
    mark = "tick" if key else "cross" if picked else ""
    return _line(mark, f'<p class="a">{render_inline(text)}{tags}</p>{why}')


def _order(question: Ordering, given: list[str]) -> str:
    texts = {piece.id: piece.text for piece in question.items}
    lines = []
    for place, id_ in enumerate(question.answer, 1):
        mark, said = "", ""
        if given:
            yours = given.index(id_) + 1
            mark = "tick" if yours == place else "cross"
            said = _boxed(
                _("你也排在第 {place} 位").format(place=yours)
                if yours == place
                else _("你排在第 {place} 位").format(place=yours)
            )
        lines.append(_line(mark, f'<p class="a">{place}. {render_inline(texts[id_])}{said}</p>'))
    return f'<p class="kicker">{_("正确的顺序")}</p>' + _list(lines)


def _pairs(
    question: Matching, placed: Mapping[str, str], feedback: Feedback, why: Callable[[Remark], str]
) -> str:
    rights = {right.id: render_inline(right.text) for right in question.right}
    lines = []
    for left in question.left:
        right = feedback.of(left.id).right
        said = f'<p class="a">{render_inline(left.text)} → {rights[left.match]}'
        if right:
            said += _boxed(_("你选对了"))
        elif left.id in placed:
            said += _boxed(_("你选的：{text}").format(text=rights[placed[left.id]]))
        else:
            said += _boxed(_("你没有选"))
        lines.append(_line("tick" if right else "cross", f"{said}</p>{why(feedback.of(left.id))}"))
    return _list(lines)


def _number(question: Numeric, given: float | None, feedback: Feedback) -> str:
    unit = render_inline(question.unit)
    key = f"{amount(question.answer)} {unit}"
    if question.tolerance:
        key += _("（相差不超过 {tolerance} 都算对）").format(tolerance=amount(question.tolerance))
    if feedback.score.full and given is not None:
        mine = _word(_("正确答案")) + _boxed(_("你填的：{n}").format(n=amount(given)))
        return _list([_line("tick", f'<p class="a">{key}{mine}</p>')])
    lines = [_line("tick", f'<p class="a">{key}{_word(_("正确答案"))}</p>')]
    if given is not None:
        lines.insert(
            0, _line("cross", f'<p class="a">{amount(given)} {unit}{_boxed(_("你填的"))}</p>')
        )
    return _list(lines)


def _why(remark: Remark, course: Course) -> str:
    said = f'<p class="why">{render_inline(remark.text)}</p>'
    misconception = remark.misconception
    if misconception is not None and misconception in course.misconceptions:
        text = render_inline(course.misconceptions[misconception].rstrip("。"))
        said += (
            f'<p class="why"><b>{_("常见误解")}</b>：{text}。{_coached(misconception, course)}</p>'
        )
    return f'<div class="reason">{said}</div>' if remark.part == WHOLE else said


def _coached(misconception: str, course: Course) -> str:
    """In which tools the coach looks for the same mistake."""
    titles = "、".join(course.tools[t].title for t in course.tools_against.get(misconception, ()))
    return _("填「{tools}」时教练也会看这一点。").format(tools=titles) if titles else ""


def _word(text: str) -> str:
    return f' <span class="small nowrap">{text}</span>'


def _boxed(text: str) -> str:
    return f'<span class="yours">{text}</span>'


def _line(mark: str, body: str) -> str:
    css = {"tick": "right-one", "cross": "wrong-one", "": ""}[mark]
    drawn = sign(mark) if mark else ""
    return f'<li class="{css}"><span class="mk">{drawn}</span><div>{body}</div></li>'


def _list(lines: Iterable[str]) -> str:
    return f'<ul class="opts">{"".join(lines)}</ul>'
