"""Names that lead from one content file to another."""

from collections.abc import Iterator, Sequence

from course.content.files import Document, Loc
from course.content.sources import Sources
from course.errors import Problem
from course.language import _


def no_lesson(name: str) -> str:
    """The sentence for a lesson that the outline does not know."""
    return _("大纲里没有 {}。课文的 id 就是 unit.yaml 里大纲条目的 id。").format(name)


def lesson_link(
    sources: Sources, document: Document, loc: Loc, link: str, *, written: bool = False
) -> Iterator[Problem]:
    """A link to lesson#anchor. Its file may be missing yet, unless it must be `written`."""
    name, _hash, anchor = link.partition("#")
    lesson = next((lesson for lesson in sources.lessons() if lesson.id == name), None)
    if lesson is not None:
        anchors = [section.anchor for section in lesson.text.sections]
        if anchor not in anchors and (anchor or written):
            message = _("课文 {} 里没有锚点 {}。现有：{}。").format(
                name, anchor, "、".join(anchors)
            )
            yield document.problem(loc, message)
    elif sources.outline_readable and name not in sources.outline:
        yield document.problem(loc, no_lesson(name))
    elif written:
        yield document.problem(loc, _("课文 {} 还没有写，没有可以指向的小节。").format(name))


def used_twice(places: Sequence[tuple[Document, Loc]], message: str) -> Iterator[Problem]:
    """Texts at `places` that stood at an earlier one; `message` takes the text and that place."""
    seen: dict[str, str] = {}
    for document, loc in places:
        name = document.text(*loc)
        if name is None:
            continue
        if name in seen:
            yield document.problem(loc, message.format(name, seen[name]))
        seen.setdefault(name, f"{document.path.name}:{document.line(loc)}")
