"""What a question must keep beyond its shape: ids, references, answers that fit its parts.

Like the checks of the course, these read the data as authored and all run in every load.
"""

from collections.abc import Iterator

from course.content.files import Document, Loc
from course.content.items import option_faults
from course.content.markup import text_slips
from course.content.references import lesson_link, used_twice
from course.content.sources import QuestionSource, Sources
from course.errors import Problem
from course.language import _

_OF_A_QUESTION_ALONE = ("objective", "pool", "source")
_OF_A_VIGNETTE = ("objective", "pool")
_MARKDOWN_KEYS = ("stem", "text", "feedback", "hints", "case", "true", "false")


def item_ids(sources: Sources) -> Iterator[Problem]:
    """Ids of questions and vignettes are unique in the course: attempts refer to them for good."""
    places = [(question.document, (*question.loc, "id")) for question in sources.questions()]
    yield from used_twice(places, _("题目 id {} 重复，第一处在 {}。id 全课程只用一次。"))


def misconceptions(sources: Sources) -> Iterator[Problem]:
    """A misconception is defined once, every one named is defined, and every one defined named."""
    files = [document for unit in sources.units for document in unit.items]
    seen: dict[str, str] = {}
    named: set[str | None] = set()
    for document in files:
        for loc in document.rows("misconceptions"):
            name, place = str(loc[-1]), _place(sources, document, loc)
            if name in seen:
                message = _("误解 {} 重复，第一处在 {}。").format(name, seen[name])
                yield document.problem(loc, message)
            seen.setdefault(name, place)
    for question in sources.questions():
        for keys in (("options",), ("left",), ("common_answers",)):
            for loc in question.document.rows(*question.loc, *keys):
                named.add(question.document.text(*loc, "misconception"))
                yield from _misconception(question.document, loc, seen)
        named.add(question.text("misconception"))
        yield from _misconception(question.document, question.loc, seen)
    for tool in sources.tools:
        for rule in tool.rows("coach"):
            for loc in tool.rows(*rule, "misconceptions"):
                named.add(tool.text(*loc))
                yield from _undefined(tool, loc, seen)
    if all(document.readable for document in (*files, *sources.tools)):
        for document in files:
            for loc in document.rows("misconceptions"):
                if str(loc[-1]) not in named:
                    message = _("误解 {} 没有题目或点评用到。删掉，或者给它一个错项。")
                    yield document.problem(loc, message.format(loc[-1]))


def question_heads(sources: Sources) -> Iterator[Problem]:
    """A question alone says what it is for; a vignette's part takes that from its vignette.

    A part may name a source of its own: its answer is often taught on another page.
    """
    for question in sources.questions():
        here = {key: question.document.get((*question.loc, key)) for key in _OF_A_QUESTION_ALONE}
        if question.vignette is not None:
            for key in _OF_A_VIGNETTE:
                if here[key] is not None:
                    message = _("情境题的小题不写 {}，它随情境题。删掉。").format(key)
                    yield question.problem(message, key)
        elif question.type != "vignette":  # A vignette's own shape asks for them.
            for key in _OF_A_QUESTION_ALONE:
                if here[key] is None:
                    yield question.problem(_("缺少 {}。补上这一项。").format(key), key)


def objectives(sources: Sources) -> Iterator[Problem]:
    """A question's objective exists and its facet is one of the objective's `can`."""
    if not sources.outline_readable:
        return
    facets: dict[str, set[str]] = {}
    for unit in sources.units:
        for loc in unit.unit.rows("outline"):
            can = {unit.unit.text(*f, "id") or "" for f in unit.unit.rows(*loc, "can")}
            facets[unit.unit.text(*loc, "id") or ""] = can
    for question in sources.questions():
        own, objective = question.text("objective"), question.inherited("objective")
        facet = question.text("facet")
        if own and own not in facets:
            message = _("没有目标 {}。目标的 id 就是 unit.yaml 里大纲条目的 id。").format(own)
            yield question.problem(message, "objective")
        if facet and objective in facets and facet not in facets[objective]:
            known = "、".join(sorted(facets[objective])) or _("（没有）")
            message = _("目标 {} 的 can 里没有 {}。可以写：{}。").format(objective, facet, known)
            yield question.problem(message, "facet")


def question_sources(sources: Sources) -> Iterator[Problem]:
    """Where the answer is taught exists, down to the section."""
    for question in sources.questions():
        source = question.text("source")
        if source:
            loc = (*question.loc, "source")
            yield from lesson_link(sources, question.document, loc, source, written=True)


def options(sources: Sources) -> Iterator[Problem]:
    """Options have ids of their own and the right number of keys.

    The shape knows this rule too, but is silent about it while one of the options is broken.
    """
    for question in sources.questions():
        if question.type not in ("single", "multiple"):
            continue
        places = question.document.rows(*question.loc, "options")
        ids = [str(question.document.text(*loc, "id")) for loc in places]
        keys = sum(question.document.get((*loc, "correct")) is True for loc in places)
        for fault in option_faults(question.type, ids, keys) if places else ():
            yield question.problem(fault, "options")


def orderings(sources: Sources) -> Iterator[Problem]:
    """An ordering's answer, and each known wrong answer, is an order of exactly its pieces."""
    for question in sources.questions():
        if question.type != "ordering":
            continue
        document, loc = question.document, question.loc
        yield from _twice_within(question, "items", _("要排的 {} 写了两次。"))
        pieces = sorted(str(document.text(*p, "id")) for p in document.rows(*loc, "items"))
        right = document.get((*loc, "answer"))
        if isinstance(right, list) and sorted(map(str, right)) != pieces:
            message = _("answer 要把 items 的 id 各写一次：{}。").format("、".join(pieces))
            yield question.problem(message, "answer")
        seen = [right]
        for wrong in document.rows(*loc, "common_answers"):
            value = document.get((*wrong, "value"))
            if isinstance(value, list) and sorted(map(str, value)) != pieces:
                message = _("value 要把 items 的 id 各写一次：{}。").format("、".join(pieces))
                yield document.problem((*wrong, "value"), message)
            elif value in seen:
                yield document.problem((*wrong, "value"), _("这个顺序已经写过，或者就是正确答案。"))
            seen.append(value)


def matchings(sources: Sources) -> Iterator[Problem]:
    """Every left side belongs to a right side that exists; ids of each side are unique."""
    for question in sources.questions():
        if question.type != "matching":
            continue
        document = question.document
        for side in ("left", "right"):
            yield from _twice_within(question, side, _("id {} 写了两次。"))
        right = {document.text(*p, "id") for p in document.rows(*question.loc, "right")}
        for loc in document.rows(*question.loc, "left"):
            match_ = document.text(*loc, "match")
            if match_ and match_ not in right:
                message = _("右边没有 {}。match 写右边某一项的 id。").format(match_)
                yield document.problem((*loc, "match"), message)


def true_false_feedback(sources: Sources) -> Iterator[Problem]:
    """A statement has a reason for either answer."""
    for question in sources.questions():
        feedback = question.document.get((*question.loc, "feedback"))
        if question.type == "truefalse" and isinstance(feedback, dict):
            for key in ("true", "false"):
                if key not in feedback:
                    message = _('feedback 缺少 "{}"：选它的人看到什么，写在这里。').format(key)
                    yield question.problem(message, "feedback")


def numeric_answers(sources: Sources) -> Iterator[Problem]:
    """A known wrong number lies outside the tolerance and is told once."""
    for question in sources.questions():
        document = question.document
        right = document.get((*question.loc, "answer"))
        tolerance = document.get((*question.loc, "tolerance"))
        if question.type != "numeric" or not _is_number(right) or not _is_number(tolerance):
            continue
        seen: list[float] = []
        for loc in document.rows(*question.loc, "common_answers"):
            value = document.get((*loc, "value"))
            if not _is_number(value):
                continue
            if abs(value - right) <= tolerance:
                message = _("{} 在允许的误差之内，会判对。删掉，或者收紧 tolerance。").format(value)
                yield document.problem((*loc, "value"), message)
            if value in seen:
                yield document.problem((*loc, "value"), _("{} 写了两次。").format(value))
            seen.append(value)


def markdown_in_items(sources: Sources) -> Iterator[Problem]:
    """Markdown in questions and in the glossary shows as it is meant."""
    documents = [sources.glossary, *(d for unit in sources.units for d in unit.items)]
    for document in documents:
        for loc, line, text in document.texts:
            if not any(key in loc for key in _MARKDOWN_KEYS):
                continue
            for slip in text_slips(text):
                where = ".".join(map(str, loc))
                yield Problem(document.path, line + slip.line, where, slip.message)


QUESTION_CHECKS = (
    item_ids,
    misconceptions,
    question_heads,
    objectives,
    question_sources,
    options,
    orderings,
    matchings,
    true_false_feedback,
    numeric_answers,
    markdown_in_items,
)


def _misconception(document: Document, loc: Loc, known: dict[str, str]) -> Iterator[Problem]:
    yield from _undefined(document, (*loc, "misconception"), known)


def _undefined(document: Document, loc: Loc, known: dict[str, str]) -> Iterator[Problem]:
    name = document.text(*loc)
    if name and name not in known:
        message = _("没有误解 {}。在题目文件的 misconceptions 里写上它，或者改正名字。").format(
            name
        )
        yield document.problem(loc, message)


def _place(sources: Sources, document: Document, loc: Loc) -> str:
    path = document.path.relative_to(sources.root).as_posix()
    return f"{path}:{document.line(loc)}"


def _twice_within(question: QuestionSource, key: str, message: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc in question.document.rows(*question.loc, key):
        name = question.document.text(*loc, "id")
        if name and name in seen:
            yield question.document.problem((*loc, "id"), message.format(name))
        seen.add(name or "")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
