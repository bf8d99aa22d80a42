"""What no single file can know: names that must exist elsewhere, and answers that must fit.

One function per check, all run in every load. They read the data as authored, so that a file which
does not fit its shape is still checked for everything else.
"""

from collections.abc import Callable, Iterable, Iterator

from course.content.arithmetic import WrongSum, wrong_sums
from course.content.prose import slips_of_prose
from course.content.references import lesson_link, no_lesson, used_twice
from course.content.slips import Slip
from course.content.sources import Sources, UnitSource, name_behind_number
from course.content.wording import phrase_slips, punctuation_slips
from course.errors import Problem
from course.language import _

Check = Callable[[Sources], Iterable[Problem]]

_FIGURE_SUBJECTS = ("case", "case-us", "case-customer")


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
    yield from used_twice(
        [(d, (*loc, "id")) for d, loc in places], _("大纲条目 {} 重复，第一处在 {}。")
    )
    for document, loc in places:
        facets = [(document, (*facet, "id")) for facet in document.rows(*loc, "can")]
        yield from used_twice(facets, _("同一个目标里 {} 重复，第一处在 {}。"))


def unit_tools(sources: Sources) -> Iterator[Problem]:
    """A unit's tools have words, and a tool belongs to exactly one unit."""
    worded = {document.path.stem for document in sources.tools}
    places = [(unit.unit, loc) for unit in sources.units for loc in unit.unit.rows("tools")]
    for document, loc in places:
        tool = document.text(*loc)
        if tool and tool not in worded:
            message = _("没有 exercises/{}.yaml。先写这个工具的文字，或者改正名字。").format(tool)
            yield document.problem(loc, message)
    yield from used_twice(places, _("工具 {} 已经属于另一处：{}。"))
    used = {document.text(*loc) for document, loc in places}
    for document in sources.tools:
        if sources.outline_readable and document.readable and document.path.stem not in used:
            message = _("没有单元用到这个工具。在 unit.yaml 的 tools 里写上 {}。")
            yield document.problem((), message.format(document.path.stem))


def tool_words(sources: Sources) -> Iterator[Problem]:
    """A tool's id is its file's name; its lesson and its rules' lessons exist."""
    outline = sources.outline
    for document in sources.tools:
        id_, lesson = document.text("id"), document.text("lesson")
        if id_ and id_ != document.path.stem:
            message = _("id 是 {}，文件名却是 {}，两处要一致。").format(id_, document.path.name)
            yield document.problem(("id",), message)
        if lesson and sources.outline_readable and lesson not in outline:
            yield document.problem(("lesson",), no_lesson(lesson))
        for loc in document.rows("coach"):
            link = document.text(*loc, "lesson")
            if link:
                yield from lesson_link(sources, document, (*loc, "lesson"), link)


def lesson_places(sources: Sources) -> Iterator[Problem]:
    """A lesson's file bears its id, the id stands in its unit's outline, its tool has words."""
    worded = {document.path.stem for document in sources.tools}
    headers = [(le.header, ("id",)) for unit in sources.units for le in unit.lessons]
    yield from used_twice(headers, _("课文 {} 重复，第一处在 {}。"))
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


def slots(sources: Sources) -> Iterator[Problem]:
    """Checks in lessons name a practice question, figures a tool; a question is asked once."""
    pools = {q.id: q.inherited("pool") for q in sources.questions() if q.type != "vignette"}
    vignettes = {q.id for q in sources.questions() if q.type == "vignette"}
    unreadable = any(not d.readable for unit in sources.units for d in unit.items)
    worded = {document.path.stem for document in sources.tools}
    asked: dict[str, str] = {}
    for lesson in sources.lessons():
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


def own_terms(sources: Sources) -> Iterator[Problem]:
    """A term that only this course defines so says what the literature has in its place."""
    glossary = sources.glossary
    for loc in glossary.rows("terms"):
        if glossary.get((*loc, "ours")) is True and not glossary.text(*loc, "corresponds"):
            message = _("写上 corresponds：公开资料里对应的说法；没有，就写没有查到。")
            yield glossary.problem((*loc, "ours"), message)


def texts(sources: Sources) -> Iterator[Problem]:
    """Summaries and the handbook show what their authors meant; a part's name is used once."""
    for unit in sources.units:
        if unit.summary is not None:
            for slip in slips_of_prose(unit.summary.body, sources.terms):
                yield _of_summary(unit, slip)
        names: dict[str, str] = {}
        for part in unit.handbook:
            if part.name in names:
                message = _("名字 {} 与 {} 重复，换一个。").format(part.name, names[part.name])
                yield Problem(part.path, 1, "-", message)
            names.setdefault(part.name, part.path.name)
            for slip in slips_of_prose(part.body, sources.terms):
                yield part.problem(slip.line, slip.message)


def original_lines(sources: Sources) -> Iterator[Problem]:
    """Every line of the original outline leads to a lesson of ours."""
    original = sources.original
    parts = original.rows("parts")
    lines = [line for part in parts for line in original.rows(*part, "lines")]
    for loc in (loc for place in (*parts, *lines) for loc in original.rows(*place, "taught")):
        link = original.text(*loc)
        if link:
            yield from lesson_link(sources, original, loc, link)


def wording(sources: Sources) -> Iterator[Problem]:
    """Punctuation and phrases of everything that learners and trainers read.

    Not of outline.yaml: it quotes.
    """
    documents = [sources.course, sources.glossary, *sources.tools, *sources.case]
    for unit in sources.units:
        documents += [unit.unit, *unit.items]
        for lesson in unit.lessons:
            documents.append(lesson.header)
            for slip in _of_learners(lesson.article.body):
                yield lesson.problem(slip.line, slip.message)
        for slip in _of_learners(unit.summary.body) if unit.summary else ():
            yield _of_summary(unit, slip)
        for part in unit.handbook:
            for slip in _of_learners(part.title):
                yield Problem(part.path, 1, "-", slip.message)
            for slip in _of_learners(part.body):
                yield part.problem(slip.line, slip.message)
    for document in documents:
        for loc, line, text in document.texts:
            if "word_lists" in loc:  # Words that a rule looks for are not words we say.
                continue
            for slip in _of_learners(text):
                where = ".".join(map(str, loc))
                yield Problem(document.path, line + slip.line, where, slip.message)


def arithmetic(sources: Sources) -> Iterator[Problem]:
    """Every printed sum holds, but for those that an option offers as a mistake."""
    for unit in sources.units:
        for lesson in unit.lessons:
            for line, text in enumerate(lesson.article.body.split("\n")):
                for wrong in wrong_sums(text):
                    yield lesson.problem(line, _does_not_hold(wrong))
        if unit.summary is not None:
            for line, text in enumerate(unit.summary.body.split("\n")):
                for wrong in wrong_sums(text):
                    yield _of_summary(unit, Slip(line, _does_not_hold(wrong)))
        for part in unit.handbook:
            for line, text in enumerate(part.body.split("\n")):
                for wrong in wrong_sums(text):
                    yield part.problem(line, _does_not_hold(wrong))
    for document in (
        *(items for unit in sources.units for items in unit.items),
        *sources.tools,
        *sources.case,
    ):
        for loc, line, text in document.texts:
            if loc[-1] != "text" or "options" not in loc:
                for wrong in wrong_sums(text):
                    where = ".".join(map(str, loc))
                    yield Problem(document.path, line, where, _does_not_hold(wrong))


def _does_not_hold(wrong: WrongSum) -> str:
    return _("算式 {} 不成立，左边算出来是 {:.6g}。").format(wrong.text, wrong.value)


CHECKS: tuple[Check, ...] = (
    unit_folders,
    outline_ids,
    unit_tools,
    tool_words,
    lesson_places,
    item_files,
    slots,
    glossary_names,
    own_terms,
    texts,
    original_lines,
    wording,
    arithmetic,
)


def _of_summary(unit: UnitSource, slip: Slip) -> Problem:
    assert unit.summary is not None
    line = unit.summary.body_line + slip.line
    return Problem(unit.summary.header.path, line, _("正文"), slip.message)


def _of_learners(text: str) -> Iterator[Slip]:
    yield from punctuation_slips(text)
    yield from phrase_slips(text)
