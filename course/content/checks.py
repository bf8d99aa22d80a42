"""What no single file can know: names that must exist elsewhere, and answers that must fit.

One function per check, all run in every load. They read the data as authored, so that a file which
does not fit its shape is still checked for everything else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from course.content.containers import Slip
from course.content.files import Document, Loc
from course.content.markup import text_slips
from course.content.sources import LessonSource, QuestionSource, Sources, name_behind_number
from course.content.wording import phrase_slips, punctuation_slips
from course.errors import Problem
from course.language import _

Check = Callable[[Sources], Iterable[Problem]]

_FIGURE_SUBJECTS = ("case", "case-us", "case-customer")
_OF_A_QUESTION_ALONE = ("objective", "pool", "source")
_MARKDOWN_KEYS = ("stem", "text", "feedback", "hints", "case", "true", "false")


def unit_folders(sources: Sources) -> Iterator[Problem]:
    """A folder's number and slug are used once, and unit.yaml names the same slug."""
    numbers: dict[int, str] = {}
    slugs: dict[str, str] = {}
    for unit in sources.units:
        path, name = unit.unit.path, unit.folder.name
        if unit.number in numbers:
            message = _("单元编号 {} 与文件夹 {} 重复。").format(unit.number, numbers[unit.number])
            yield Problem(path, 1, "-", message)
        if unit.slug in slugs:
            message = _("单元 {} 与文件夹 {} 重复。").format(unit.slug, slugs[unit.slug])
            yield Problem(path, 1, "-", message)
        numbers.setdefault(unit.number, name)
        slugs.setdefault(unit.slug, name)
        slug = unit.unit.text("slug")
        if slug and slug != unit.slug:
            message = _("slug 是 {}，文件夹却是 {}，两处要一致。").format(slug, name)
            yield unit.unit.problem(("slug",), message)


def outline_ids(sources: Sources) -> Iterator[Problem]:
    """An outline item's id is used once in the course, a facet's id once in its objective."""
    places = [(unit.unit, loc) for unit in sources.units for loc in unit.unit.rows("outline")]
    yield from _twice(
        [(d, (*loc, "id")) for d, loc in places], _("大纲条目 {} 重复，第一处在 {}。")
    )
    for document, loc in places:
        facets = [(document, (*facet, "id")) for facet in document.rows(*loc, "can")]
        yield from _twice(facets, _("同一个目标里 {} 重复，第一处在 {}。"))


def unit_tools(sources: Sources) -> Iterator[Problem]:
    """A unit's tools have words, and a tool belongs to exactly one unit."""
    worded = {document.path.stem for document in sources.tools}
    places = [(unit.unit, loc) for unit in sources.units for loc in unit.unit.rows("tools")]
    for document, loc in places:
        tool = document.text(*loc)
        if tool and tool not in worded:
            message = _("没有 exercises/{}.yaml。先写这个工具的文字，或者改正名字。").format(tool)
            yield document.problem(loc, message)
    yield from _twice(places, _("工具 {} 已经属于另一处：{}。"))
    used = {document.text(*loc) for document, loc in places}
    for document in sources.tools:
        if sources.outline_readable and document.readable and document.path.stem not in used:
            message = _("没有单元用到这个工具。在 unit.yaml 的 tools 里写上 {}。")
            yield document.problem((), message.format(document.path.stem))


def tool_words(sources: Sources) -> Iterator[Problem]:
    """A tool's id is its file's name; its lesson and its rules' lessons exist."""
    outline = _outline(sources)
    for document in sources.tools:
        id_, lesson = document.text("id"), document.text("lesson")
        if id_ and id_ != document.path.stem:
            message = _("id 是 {}，文件名却是 {}，两处要一致。").format(id_, document.path.name)
            yield document.problem(("id",), message)
        if lesson and sources.outline_readable and lesson not in outline:
            yield document.problem(("lesson",), _no_lesson(lesson))
        for loc in document.rows("coach"):
            link = document.text(*loc, "lesson")
            if link:
                yield from _link(sources, document, (*loc, "lesson"), link)


def lesson_places(sources: Sources) -> Iterator[Problem]:
    """A lesson's file bears its id, the id stands in its unit's outline, its tool has words."""
    worded = {document.path.stem for document in sources.tools}
    headers = [(le.header, ("id",)) for unit in sources.units for le in unit.lessons]
    yield from _twice(headers, _("课文 {} 重复，第一处在 {}。"))
    for unit in sources.units:
        for lesson in unit.lessons:
            header = lesson.header
            id_, tool = header.text("id"), header.text("tool")
            if id_ and id_ != name_behind_number(header.path):
                message = _("id 是 {}，文件名却是 {}，两处要一致。").format(id_, header.path.name)
                yield header.problem(("id",), message)
            if id_ and unit.unit.readable and id_ not in unit.outline:
                message = _("{} 不是本单元大纲里的条目，看 unit.yaml 的 outline。").format(id_)
                yield header.problem(("id",), message)
            if tool and tool not in worded:
                message = _("没有 exercises/{}.yaml。先写这个工具的文字，或者改正名字。").format(
                    tool
                )
                yield header.problem(("tool",), message)


def item_files(sources: Sources) -> Iterator[Problem]:
    """An items file bears the id of its lesson, which stands in its unit's outline."""
    for unit in sources.units:
        for document in unit.items:
            lesson = document.text("lesson")
            if lesson and lesson != name_behind_number(document.path):
                message = _("lesson 是 {}，文件名却是 {}，两处要一致。")
                yield document.problem(("lesson",), message.format(lesson, document.path.name))
            if lesson and unit.unit.readable and lesson not in unit.outline:
                message = _("{} 不是本单元大纲里的条目，看 unit.yaml 的 outline。").format(lesson)
                yield document.problem(("lesson",), message)


def item_ids(sources: Sources) -> Iterator[Problem]:
    """Ids of questions and vignettes are unique in the course: attempts refer to them for good."""
    places = [(question.document, (*question.loc, "id")) for question in sources.questions()]
    yield from _twice(places, _("题目 id {} 重复，第一处在 {}。id 全课程只用一次。"))


def misconceptions(sources: Sources) -> Iterator[Problem]:
    """A misconception is defined once, and every one named is defined."""
    files = [document for unit in sources.units for document in unit.items]
    seen: dict[str, str] = {}
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
                yield from _misconception(question.document, loc, seen)
        yield from _misconception(question.document, question.loc, seen)


def question_heads(sources: Sources) -> Iterator[Problem]:
    """A question alone says what it is for; a vignette's part takes that from its vignette."""
    for question in sources.questions():
        for key in _OF_A_QUESTION_ALONE:
            value = question.document.get((*question.loc, key))
            if question.vignette is not None and value is not None:
                yield question.problem(
                    _("情境题的小题不写 {}，它随情境题。删掉。").format(key), key
                )
            elif question.vignette is None and question.type != "vignette" and value is None:
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
            yield from _link(sources, question.document, loc, source, written=True)


def slots(sources: Sources) -> Iterator[Problem]:
    """Checks in lessons name a practice question, figures a tool; a question is asked once."""
    pools = {q.id: q.inherited("pool") for q in sources.questions() if q.type != "vignette"}
    vignettes = {q.id for q in sources.questions() if q.type == "vignette"}
    unreadable = any(not d.readable for unit in sources.units for d in unit.items)
    worded = {document.path.stem for document in sources.tools}
    asked: dict[str, str] = {}
    for lesson in _lessons(sources):
        for check in lesson.text.checks:
            name = check.name
            if name in asked:
                message = _("题目 {} 已经在 {} 里问过。").format(name, asked[name])
                yield lesson.problem(check.line, message)
            asked.setdefault(name, lesson.id)
            if name in vignettes:
                message = _("{} 是情境题，课文里只放单独的题。").format(name)
                yield lesson.problem(check.line, message)
            elif name not in pools and not unreadable:
                message = _("没有题目 {}。题目写在 items/ 里。").format(name)
                yield lesson.problem(check.line, message)
            elif pools.get(name, "practice") not in ("practice", None):
                message = _("题目 {} 的 pool 是 {}，课文里只放 practice 的题。")
                yield lesson.problem(check.line, message.format(name, pools[name]))
        for figure in lesson.text.figures:
            if figure.name not in worded:
                message = _("没有工具 {}。工具的文字在 exercises/ 里。").format(figure.name)
                yield lesson.problem(figure.line, message)
            if figure.word not in _FIGURE_SUBJECTS:
                known = "、".join(_FIGURE_SUBJECTS)
                message = _("图的对象只能是 {}，现在是 {}。").format(known, figure.word)
                yield lesson.problem(figure.line, message)


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


def glossary_names(sources: Sources) -> Iterator[Problem]:
    """A name leads to one term."""
    glossary = sources.glossary
    seen: dict[str, str] = {}
    for loc in glossary.rows("terms"):
        names = [(*loc, "name"), *glossary.rows(*loc, "also")]
        for place in names:
            name = glossary.text(*place)
            if name and seen.setdefault(name, str(loc[-1])) != loc[-1]:
                message = _("「{}」已经是词条 {} 的名称。").format(name, seen[name])
                yield glossary.problem(place, message)


def wording(sources: Sources) -> Iterator[Problem]:
    """Punctuation and phrases of everything that learners read; punctuation of trainers' notes."""
    documents = [sources.course, sources.glossary, *sources.tools]
    for unit in sources.units:
        documents += [unit.unit, *unit.items]
        for lesson in unit.lessons:
            documents.append(lesson.header)
            for slip in _of_learners(lesson.article.body):
                yield lesson.problem(slip.line, slip.message)
        for path, text in unit.trainer:
            for slip in punctuation_slips(text):
                yield Problem(path, slip.line + 1, "-", slip.message)
    for document in documents:
        for loc, line, text in document.texts():
            if "word_lists" in loc:  # Words that a rule looks for are not words we say.
                continue
            for slip in _of_learners(text):
                where = ".".join(map(str, loc))
                yield Problem(document.path, line + slip.line, where, slip.message)


def markdown_in_items(sources: Sources) -> Iterator[Problem]:
    """Markdown in questions and in the glossary shows as it is meant."""
    documents = [sources.glossary, *(d for unit in sources.units for d in unit.items)]
    for document in documents:
        for loc, line, text in document.texts():
            if not any(key in loc for key in _MARKDOWN_KEYS):
                continue
            for slip in text_slips(text):
                where = ".".join(map(str, loc))
                yield Problem(document.path, line + slip.line, where, slip.message)


CHECKS: tuple[Check, ...] = (
    unit_folders,
    outline_ids,
    unit_tools,
    tool_words,
    lesson_places,
    item_files,
    item_ids,
    misconceptions,
    question_heads,
    objectives,
    question_sources,
    slots,
    orderings,
    matchings,
    true_false_feedback,
    numeric_answers,
    glossary_names,
    wording,
    markdown_in_items,
)


def _of_learners(text: str) -> Iterator[Slip]:
    yield from punctuation_slips(text)
    yield from phrase_slips(text)


def _lessons(sources: Sources) -> Iterator[LessonSource]:
    return (lesson for unit in sources.units for lesson in unit.lessons)


def _outline(sources: Sources) -> set[str]:
    return set().union(*(unit.outline for unit in sources.units))


def _no_lesson(name: str) -> str:
    return _("大纲里没有 {}。课文的 id 就是 unit.yaml 里大纲条目的 id。").format(name)


def _link(
    sources: Sources, document: Document, loc: Loc, link: str, *, written: bool = False
) -> Iterator[Problem]:
    """A link to lesson#anchor. Its file may be missing yet, unless it must be `written`."""
    name, _hash, anchor = link.partition("#")
    lesson = next((lesson for lesson in _lessons(sources) if lesson.id == name), None)
    if lesson is not None:
        anchors = [section.anchor for section in lesson.text.sections]
        if anchor not in anchors and (anchor or written):
            message = _("课文 {} 里没有锚点 {}。现有：{}。").format(
                name, anchor, "、".join(anchors)
            )
            yield document.problem(loc, message)
    elif sources.outline_readable and name not in _outline(sources):
        yield document.problem(loc, _no_lesson(name))
    elif written:
        yield document.problem(loc, _("课文 {} 还没有写，没有可以指向的小节。").format(name))


def _misconception(document: Document, loc: Loc, known: dict[str, str]) -> Iterator[Problem]:
    name = document.text(*loc, "misconception")
    if name and name not in known:
        message = _("没有误解 {}。在本文件的 misconceptions 里写上它。").format(name)
        yield document.problem((*loc, "misconception"), message)


def _place(sources: Sources, document: Document, loc: Loc) -> str:
    path = document.path.relative_to(sources.root).as_posix()
    return f"{path}:{document.line(loc)}"


def _twice(places: Sequence[tuple[Document, Loc]], message: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for document, loc in places:
        name = document.text(*loc)
        if name is None:
            continue
        if name in seen:
            yield document.problem(loc, message.format(name, seen[name]))
        seen.setdefault(name, f"{document.path.name}:{document.line(loc)}")


def _twice_within(question: QuestionSource, key: str, message: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc in question.document.rows(*question.loc, key):
        name = question.document.text(*loc, "id")
        if name and name in seen:
            yield question.document.problem((*loc, "id"), message.format(name))
        seen.add(name or "")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
