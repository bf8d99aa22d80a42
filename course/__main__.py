"""The command line: `python -m course`. Beside app.py the second way into the product."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from course.command_words import Command, Commands
from course.content.coverage import coverage_page
from course.content.findings import located
from course.content.lint import lint
from course.content.loader import load_course
from course.errors import ContentError, CourseError, Problem
from course.language import _
from course.people import accounts
from course.people.passwords import random_password
from course.people.rights import Role
from course.settings import Settings
from course.store.backup import backup as backup_database
from course.store.backup import restore as restore_database
from course.store.engine import Db, open_store
from course.store.migrate import migrate as migrate_database
from exercises.examples import example_problems

ROLES = {
    Role.LEARNER: _("学员"),
    Role.TRAINER: _("讲师"),
    Role.MANAGER: _("主管"),
    Role.ADMIN: _("管理员"),
}


app = typer.Typer(
    cls=Commands,
    help=_("大客户开发与管理：检查内容、管理账号、备份和恢复。网页用 make run 启动。"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
user = typer.Typer(cls=Commands, help=_("管理账号。"), no_args_is_help=True)
app.add_typer(user, name="user")

Login = Annotated[str, typer.Argument(help=_("登录名"))]


@app.command(help=_("检查课程内容，一次说出所有问题；有错误时退出码是 1。"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(help=_("内容文件夹；不写时用设置里的 CONTENT_DIR"))
    ] = None,
) -> None:
    """Load the content, try the tools' examples on it, and lint its questions."""
    root = _shortest(folder or Settings().content_dir)
    errors: list[Problem] = []
    warnings: list[Problem] = []
    try:
        course = load_course(root)
    except ContentError as error:
        errors += error.problems
    else:
        findings = lint(course)
        errors += example_problems(course, root, datetime.now(UTC).astimezone().date())
        errors += located([each for each in findings if each.severity == "error"], root)
        warnings += located([each for each in findings if each.severity == "warning"], root)
    for problem in sorted(errors):
        typer.echo(_("错误 {problem}").format(problem=problem))
    for problem in sorted(warnings):
        typer.echo(_("建议 {problem}").format(problem=problem))
    if errors:
        typer.echo(_("内容有 {n} 处要改。").format(n=len(errors)))
        raise typer.Exit(1)
    lessons = sum(len(unit.lessons) for unit in course.units)
    items = sum(len(unit.items) for unit in course.units)
    typer.echo(
        _("内容没有错误：{units} 个单元，{lessons} 篇课文，{items} 道题；{n} 条建议。").format(
            units=len(course.units), lessons=lessons, items=items, n=len(warnings)
        )
    )


@app.command(help=_("输出大纲对照表：原大纲的每一行在哪一课教。"))
def coverage() -> None:
    """Print docs/coverage.md."""
    try:
        course = load_course(Settings().content_dir)
    except ContentError:
        _refuse(_("课程内容有错误，先运行 python -m course check。"))
    else:
        typer.echo(coverage_page(course), nl=False)


@user.command("add", help=_("添加账号。密码自动生成，只显示这一次。"))
def add_user(
    login: Login,
    name: Annotated[str, typer.Option("--name", help=_("姓名"))],
    role: Annotated[Role, typer.Option("--role", help=_("角色"))] = Role.LEARNER,
    department: Annotated[str | None, typer.Option("--department", help=_("所在部门"))] = None,
    manages: Annotated[
        list[str] | None, typer.Option("--manages", help=_("主管负责的部门，可以写几次"))
    ] = None,
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help=_("自己输入密码，不自动生成"))
    ] = False,
) -> None:
    """Add an account; a generated password must be changed at the first sign-in."""
    if manages and role != Role.MANAGER:
        _refuse(_("--manages 只用于主管（--role manager）。"))
    password = _asked_password() if ask_password else random_password()
    with _database() as db:
        alone = accounts.local_login(db)
        accounts.create_user(
            db,
            login=login,
            name=name,
            role=role,
            password=password,
            department=department,
            manages=manages or (),
            must_change_password=not ask_password,
            now=datetime.now(UTC),
        )
    typer.echo(_("添加了{role} {login}。").format(role=ROLES[role], login=login))
    if not ask_password:
        _show_password(password)
    if alone is not None:
        typer.echo(
            _("现在不止一个人使用，「{login}」不再自动登录。给 TA 设置密码：").format(login=alone)
        )
        typer.echo(f"  python -m course user reset-password {alone}")


@user.command("list", help=_("列出所有账号。"))
def list_users() -> None:
    """Show accounts; never anything about their passwords but whether there is one."""
    with _database() as db:
        rows = accounts.list_users(db)
    table = [[_("登录名"), _("姓名"), _("角色"), _("部门"), _("负责"), _("状态")]]
    table += [
        [
            row.login,
            row.name,
            ROLES[row.role],
            row.department or "-",
            "、".join(row.manages) or "-",
            _state(row),
        ]
        for row in rows
    ]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        typer.echo("  ".join(cells).rstrip())


@user.command("disable", help=_("停用账号：不能再登录，打开的页面也随即退出。学习记录都保留。"))
def disable_user(login: Login) -> None:
    """Disable an account."""
    with _database() as db:
        accounts.disable_user(db, login)
    typer.echo(_("停用了 {login}。").format(login=login))


@user.command("enable", help=_("重新启用账号，密码不变。"))
def enable_user(login: Login) -> None:
    """Enable an account again."""
    with _database() as db:
        accounts.enable_user(db, login)
    typer.echo(_("启用了 {login}。").format(login=login))


@user.command("reset-password", help=_("换一个一次性密码，只显示这一次；登录后要自己改。"))
def reset_password(login: Login) -> None:
    """Give an account a new password."""
    with _database() as db:
        password = accounts.reset_password(db, login)
    _show_password(password)


@app.command(help=_("把数据库备份到一个新文件。可以在课程运行时做。"))
def backup(file: Annotated[Path, typer.Argument(help=_("备份文件，不能已经存在"))]) -> None:
    """Copy the database."""
    with _errors_told():
        backup_database(Settings().database_url, file)
    typer.echo(_("备份好了，也检查过了：{file}").format(file=file))


@app.command(help=_("用备份替换数据库。先停止课程；原来的数据会另存。"))
def restore(file: Annotated[Path, typer.Argument(help=_("backup 做的备份文件"))]) -> None:
    """Put a copy back."""
    with _errors_told():
        kept = restore_database(Settings().database_url, file, datetime.now(UTC))
    typer.echo(_("恢复好了，现在可以启动课程。"))
    if kept is not None:
        typer.echo(_("恢复以前的数据在：{file}").format(file=kept))


@app.command(help=_("建立数据库，或升级到这个版本的结构。启动时会自动做。"))
def migrate() -> None:
    """Bring the schema up to date."""
    with _errors_told():
        version = migrate_database(Settings().database_url)
    typer.echo(_("数据库结构是最新的：{version}").format(version=version))


@contextmanager
def _database() -> Iterator[Db]:
    """One transaction on the up-to-date database; an error is told and ends the command."""
    url = Settings().database_url
    with _errors_told():
        migrate_database(url)
        store = open_store(url)
        try:
            with store.writing() as db:
                yield db
        finally:
            store.close()


@contextmanager
def _errors_told() -> Iterator[None]:
    try:
        yield
    except CourseError as error:
        _refuse(str(error))


def _refuse(reason: str) -> None:
    typer.echo(reason, err=True)
    raise typer.Exit(1)


def _asked_password() -> str:
    typer.echo(_("输入时不显示。"))
    password: str = typer.prompt(_("密码"), hide_input=True, confirmation_prompt=_("再输入一次"))
    return password


def _show_password(password: str) -> None:
    typer.echo(_("一次性密码：{password}").format(password=password))
    typer.echo(_("只显示这一次，请交给本人；第一次登录后要改成自己的。"))


def _shortest(path: Path) -> Path:
    """The path as one would type it here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _state(row: accounts.UserRow) -> str:
    if not row.active:
        return _("停用")
    if not row.has_password:
        return _("没有密码")
    return _("要改密码") if row.must_change_password else _("启用")


def _width(text: str) -> int:
    """Columns on a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


for commands in (app, user):
    for info in commands.registered_commands:
        info.cls = Command

if __name__ == "__main__":
    app(prog_name="python -m course")
