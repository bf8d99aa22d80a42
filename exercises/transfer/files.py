"""A sheet as a file that people keep, and such a file as a sheet.

What is not this tool's sheet, whole and undamaged, is refused with the reason; nothing of it is
taken over in part.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from course.content.problems import message
from course.content.words import ToolWords
from course.errors import CourseError
from course.language import _
from course.pasted import UNSEEN
from exercises.transfer.reading import LayoutError, from_tables
from exercises.transfer.shape import shape_of
from exercises.transfer.tables import TOOL, empty_tables, title_of
from exercises.workbook import MAGIC

FORMAT = "key-account-sheet/1"
LARGEST = 3 * 1024 * 1024
"""Bytes of a file that is read. A sheet of sixty rows has less than 100,000."""

HIGHEST = 99_999
"""The highest number of a row in a file. Ids go on to 999,999, so that rows can still be added."""

_ID = re.compile(r"[A-Za-z](\d{1,6})")

MOST_FAULTS = 5
LONGEST_LINE = 200
"""Characters of a file's own words that are told in one line."""


class FileRefusedError(CourseError):
    """The file is not taken. The message says why, in Chinese, a sentence a line."""

    def __init__(self, said: str) -> None:
        super().__init__("\n".join(map(_in_one_line, said.split("\n"))))


def _in_one_line(text: str) -> str:
    """Words that may be a stranger's: short, and of nothing but signs that can be shown."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST_LINE + 1])
    return shown if len(shown) <= LONGEST_LINE else shown[: LONGEST_LINE - 1] + "…"


@dataclass(frozen=True)
class Brought:
    """What a file holds: the sheet, and about whom it said it was when it was written."""

    sheet: BaseModel
    about: str


def as_json(tool: str, sheet: BaseModel, all_words: Mapping[str, ToolWords], about: str) -> bytes:
    """The sheet as JSON. `about` names the account and the side, for people."""
    envelope = {
        "format": FORMAT,
        "tool": tool,
        "title": all_words[tool].title,
        "about": about,
        "sheet": sheet.model_dump(mode="json"),
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2, allow_nan=False).encode()


def as_workbook(
    tool: str, sheet: BaseModel, all_words: Mapping[str, ToolWords], about: str
) -> bytes:
    """The sheet as .xlsx. Raises FileRefusedError where a text is too long for a cell."""
    # Writing is for the few who take a sheet out; reading must not wait for its import.
    from exercises.transfer.book import write_book  # noqa: PLC0415
    from exercises.transfer.tables import as_tables  # noqa: PLC0415

    words = _naming_tools(all_words, tool)
    try:
        tables = as_tables(shape_of(type(sheet)), sheet.model_dump(mode="json"), words)
    except ValueError as error:
        raise FileRefusedError(str(error)) from error
    facts = {"format": FORMAT, "tool": tool, "about": about}
    notes = [
        words.title,
        about,
        _("改好以后，回到这张表的页面，在「存成文件、从文件取回」里取回来。"),
        _("表头不要改；要加一条，就在最后一行下面接着写。"),
    ]
    return write_book(tables, facts, notes)


def _naming_tools(all_words: Mapping[str, ToolWords], tool: str) -> ToolWords:
    """The words of a tool, and what the tools are called from whose sheets its rows were made."""
    words = all_words[tool]
    called = {name: one.short for name, one in all_words.items()}
    return words.model_copy(update={"choices": {**words.choices, TOOL: called}})


def read_file(
    data: bytes, tool: str, model: type[BaseModel], all_words: Mapping[str, ToolWords]
) -> Brought:
    """The sheet of `tool` that a file holds. `all_words` name the tools.

    Raises FileRefusedError for a file that is empty, too large, damaged, foreign, or of another
    tool, and for a sheet that this tool cannot have.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise FileRefusedError(_("这是一个空文件。"))
    if len(data) > LARGEST:
        raise FileRefusedError(_("文件超过 3 MB，不像一张表。"))
    if data.startswith(MAGIC):
        return _from_workbook(data, tool, model, all_words)
    return _from_json(data, tool, model, all_words)


def _from_json(
    data: bytes, tool: str, model: type[BaseModel], all_words: Mapping[str, ToolWords]
) -> Brought:
    try:
        envelope = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(_damaged()) from error
    if not isinstance(envelope, dict) or not isinstance(envelope.get("sheet"), dict):
        raise FileRefusedError(_foreign())
    facts = {key: value for key, value in envelope.items() if isinstance(value, str)}
    _check(facts, tool, all_words)
    return Brought(
        _valid(envelope["sheet"], model, all_words[tool]), _in_one_line(facts.get("about", ""))
    )


def _damaged() -> str:
    return _("这个文件读不出来：既不是 .xlsx，也不是完整的 JSON。可能没有下载完，或被改坏了。")


def _no_number(constant: str) -> None:
    raise ValueError(constant)


def _from_workbook(
    data: bytes, tool: str, model: type[BaseModel], all_words: Mapping[str, ToolWords]
) -> Brought:
    from exercises.transfer.book import lines_of, read_book  # noqa: PLC0415

    words, shape = _naming_tools(all_words, tool), shape_of(model)
    try:
        facts, sheets = read_book(data)
        _check(facts, tool, all_words)
        found = lines_of(empty_tables(shape, words), facts, sheets)
        sheet = _valid(from_tables(shape, found, words), model, words)
        return Brought(sheet, _in_one_line(facts.get("about", "")))
    except LayoutError as error:
        raise FileRefusedError("\n".join(error.faults)) from error
    except ValueError as error:
        raise FileRefusedError(str(error)) from error


def _check(facts: Mapping[str, str], tool: str, all_words: Mapping[str, ToolWords]) -> None:
    """Raise FileRefusedError unless the file says that it is a sheet of this tool."""
    kind, _slash, version = facts.get("format", "").partition("/")
    if kind != FORMAT.partition("/")[0]:
        raise FileRefusedError(_foreign())
    if f"{kind}/{version}" != FORMAT:
        raise FileRefusedError(_("这个文件是另一个版本的课件导出的，这里还读不了。"))
    other = facts.get("tool", "")
    if other != tool:
        known = all_words.get(other)
        name = known.title if known else other
        said = _("这是「{other}」的文件，不是「{this}」的。到那张表的页面去取回。")
        raise FileRefusedError(said.format(other=name, this=all_words[tool].title))


def _foreign() -> str:
    return _("这个文件不是从这份课件导出的。先在这里导出一份，再照它的样子填。")


def _valid(data: dict[str, Any], model: type[BaseModel], words: ToolWords) -> BaseModel:
    try:
        json.dumps(data, ensure_ascii=False).encode()
        sheet = model.model_validate(data)
    except UnicodeEncodeError as error:  # half a character, which no browser can be sent
        raise FileRefusedError(_damaged()) from error
    except ValidationError as error:
        raise _refusal(_told(one, words) for one in error.errors()) from error
    if unfit := [
        _where(loc, words) + said for loc, said in unfit_parts(sheet.model_dump(mode="json"))
    ]:
        raise _refusal(unfit)
    return sheet


def _refusal(told: Iterable[str]) -> FileRefusedError:
    faults = list(dict.fromkeys(told))
    more = len(faults) - MOST_FAULTS
    rest = [_("还有 {n} 处。").format(n=more)] if more > 0 else []
    return FileRefusedError("\n".join([*faults[:MOST_FAULTS], *rest]))


def unfit_parts(
    part: Any, above: tuple[int | str, ...] = ()
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """What a sheet may have, and a file that somebody made by hand must not: where, and why not.

    What people write was made visible already; here are the names that the program gives.
    """
    for name, value in part.items() if isinstance(part, dict) else enumerate(part):
        place = (*above, name)
        if UNSEEN.search(f"{name}{value if isinstance(value, str) else ''}"):
            yield place, _("：里面有看不见的控制字符，删掉它，再取回。")
        elif _number(place, value) > HIGHEST:
            said = _("：{id} 的号码太大，后面就加不了新的行了。最大写到 {most}。")
            yield place, said.format(id=value, most=HIGHEST)
        elif isinstance(value, dict | list):
            yield from unfit_parts(value, place)


def _number(place: Sequence[int | str], value: Any) -> int:
    """The number that a row has, or that was the last one given; 0 for everything else."""
    if place[-1] == "id" and isinstance(value, str) and (found := _ID.fullmatch(value)):
        return int(found[1])
    return value if place[-2:-1] == ("last_numbers",) else 0


def _told(details: ErrorDetails, words: ToolWords) -> str:
    """A fault with the place where it is, in the words of the form."""
    where = _where(details["loc"], words)
    kind = details["type"]
    if kind in ("value_error", "assertion_error"):
        return _("{where}：这些内容放在一起对不上，例如两行的编号相同。").format(where=where)
    if kind == "string_pattern_mismatch":
        return _("{where}：写法不对，照别的行的样子写。").format(where=where)
    return f"{where}：{message(details)}"


def _where(place: Sequence[int | str], words: ToolWords) -> str:
    names: list[str] = []
    said: list[str] = []
    for part in place:
        if isinstance(part, int):
            said.append(_("第 {n} 条").format(n=part + 1))
        else:
            names.append(part)
            said.append(f"「{title_of(names, words)}」")
    return "".join(said) or _("整张表")
