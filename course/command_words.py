"""Typer in our language: the headings of its help, and what it says of a wrong call.

Typer has the latter in English only and builds it where it cannot be replaced, so its sentences are
recognised and said again. One that is not known (a later Typer) stays English.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from course.language import _

rich_utils.ARGUMENTS_PANEL_TITLE = _("参数")
rich_utils.OPTIONS_PANEL_TITLE = _("选项")
rich_utils.COMMANDS_PANEL_TITLE = _("命令")
rich_utils.ERRORS_PANEL_TITLE = _("错误")
rich_utils.RICH_HELP = _("用 [blue]'{command_path} {help_option}'[/] 看说明。")
rich_utils.REQUIRED_LONG_STRING = _("[必填]")
rich_utils.DEFAULT_STRING = _("[默认：{}]")

_SAID = {
    r"No such option: (\S+)(?: \(Possible options: .+\))?": _("没有 {0} 这个选项。"),
    r"No such command '(.+)'\.": _("没有 {0} 这个命令。"),
    r"No such command '(.+)'\. Did you mean (.+)\?": _("没有 {0} 这个命令。是不是 {1}？"),
    r"Missing command\.": _("还要写一个命令。"),
    r"Missing argument '(.+)'\.": _("少了参数 {0}。"),
    r"Missing option '(.+)'\.": _("少了选项 {0}。"),
    r"Option '(.+)' requires an argument\.": _("选项 {0} 后面要写一个值。"),
    r"Option '(.+)' does not take a value\.": _("选项 {0} 后面不写值。"),
    r"Got unexpected extra argument\(s\) \((.+)\)": _("多写了 {0}。"),
    r"Invalid value for '(.+)': (?:Value error, )?'(.*)' is not one of (.+)\.": _(
        "{0} 不能是 {1}，只能是 {2}。"
    ),
}


def in_our_words(said: str) -> str:
    """Typer's sentence in our language; unchanged where it is not known."""
    for english, ours in _SAID.items():
        found = re.fullmatch(english, said)
        if found:
            return ours.format(*(part.replace("'", "") for part in found.groups()))
    return said


class Command(TyperCommand):
    """A command whose --help is explained in our language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Typer's own option with our words."""
        return _explained(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Typer's own line with our word before it."""
        _write_usage(self, ctx, formatter)


class Commands(TyperGroup):
    """A group that explains itself, and what was wrong with a call, in our language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Typer's own option with our words."""
        return _explained(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Typer's own line with our word before it."""
        _write_usage(self, ctx, formatter)

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Typer's own; reads what stands before the command."""
        with _told_in_our_words():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """Typer's own; reads the command and what stands behind it."""
        with _told_in_our_words():
            return super().invoke(ctx)


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = _("显示这段说明")
    return option


def _write_usage(command: Command | Commands, ctx: Any, formatter: Any) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=_("用法："))


@contextmanager
def _told_in_our_words() -> Iterator[None]:
    try:
        yield
    except TyperException as error:
        said = in_our_words(error.format_message())
        error.format_message = lambda: said  # type: ignore[method-assign]
        raise
