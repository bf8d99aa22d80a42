"""python -m course, as an author and an administrator use it."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.__main__ import app
from course.people import passwords
from course.people.accounts import create_user, list_users, local_person
from course.people.rights import Role
from course.people.signin import SignInRefusedError, sign_in
from course.settings import ROOT
from course.store.engine import open_store
from course.store.version import newest

CONTENT = ROOT / "content" / "zh"


@pytest.fixture
def store(sqlite_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def run(*arguments: str, exit_code: int = 0, typed: str | None = None) -> str:
    result = CliRunner().invoke(app, list(map(str, arguments)), input=typed)
    assert result.exit_code == exit_code, result.output
    return result.output


def password_in(output: str) -> str:
    found = re.search(r"一次性密码：(\S+)", output)
    assert found is not None
    return found[1]


def test_every_command_is_explained_in_chinese():
    for arguments in ([], ["user"]):
        output = run(*arguments, "--help")
        lines = re.findall(r"│ ([a-z-]+)  +(.+?) *│", output)
        assert lines
        assert all(re.search("[一-鿿]", said) for name, said in lines), output
    for command in ("check", "backup", "restore", "migrate", "user add", "user list"):
        output = run(*command.split(), "--help")
        assert "Show this message" not in output
        assert re.search("[一-鿿]", output)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["--nope"], "没有 --nope 这个选项。"),
        (["check", "--nope"], "没有 --nope 这个选项。"),
        (["user", "add", "zhouran", "--rol", "admin"], "没有 --rol 这个选项。"),
        (["nope"], "没有 nope 这个命令。"),
        (["chek"], "没有 chek 这个命令。是不是 check？"),
        (["user", "nope"], "没有 nope 这个命令。"),
        (["backup"], "少了参数 file。"),
        (["user", "add", "zhouran"], "少了选项 --name。"),
        (["user", "add", "zhouran", "--name"], "选项 --name 后面要写一个值。"),
        (["user", "add", "zhouran", "--ask-password=1"], "选项 --ask-password 后面不写值。"),
        (["check", "one", "two"], "多写了 two。"),
        (
            ["user", "add", "zhouran", "--name", "周然", "--role", "boss"],
            "--role 不能是 boss，只能是 learner, trainer, manager, admin。",
        ),
    ],
)
def test_a_wrong_call_is_told_in_chinese(call, said):
    output = run(*call, exit_code=2)

    assert said in re.sub(r"\s*│\n│ ", "", output)


def test_a_wrong_call_is_followed_by_where_to_read_on():
    output = run("user", "add", exit_code=2)

    assert re.search("用法：.+ user add ", output)
    assert re.search("用 '.+ user add --help' 看说明。", output)


def test_the_course_of_this_repository_is_well(monkeypatch):
    monkeypatch.delenv("CONTENT_DIR", raising=False)

    assert "内容没有错误" in run("check")


def test_check_tells_every_fault_of_the_content_with_file_and_line(tmp_path):
    content = tmp_path / "zh"
    shutil.copytree(CONTENT, content)
    course = content / "course.yaml"
    course.write_text(course.read_text() + "colour: red\nshape: round\n")
    lines = course.read_text().splitlines()

    output = run("check", str(content), exit_code=1)

    assert f"course.yaml:{lines.index('colour: red') + 1}: colour:" in output
    assert f"course.yaml:{lines.index('shape: round') + 1}: shape:" in output
    assert output.endswith("处要改。\n")


def test_check_tries_a_tools_example_with_the_tools_own_model(tmp_path):
    content = tmp_path / "zh"
    shutil.copytree(CONTENT, content)
    words = content / "exercises" / "pest.yaml"
    lines = words.read_text().splitlines()
    wrong = next(i for i, line in enumerate(lines) if line.strip().startswith("impact: 5"))
    lines[wrong] = lines[wrong].replace("5", "9")
    words.write_text("\n".join(lines) + "\n")

    output = run("check", str(content), exit_code=1)

    assert f"pest.yaml:{wrong + 1}: examples.full.sheet.rows.0.impact:" in output


def test_check_tells_words_without_a_tool(tmp_path):
    content = tmp_path / "zh"
    shutil.copytree(CONTENT, content)
    words = content / "exercises" / "pest.yaml"
    (content / "exercises" / "pestle.yaml").write_text(
        words.read_text().replace("id: pest\n", "id: pestle\n", 1)
    )

    unit = content / "units" / "03-opportunity" / "unit.yaml"
    unit.write_text(re.sub(r"^tools: \[", "tools: [pestle, ", unit.read_text(), flags=re.M))

    assert "没有叫 pestle 的工具" in run("check", str(content), exit_code=1)


def test_check_of_a_folder_that_is_not_there(tmp_path):
    assert "找不到" in run("check", str(tmp_path / "none"), exit_code=1)


def test_an_added_person_signs_in_with_the_password_printed_once(store, now):
    output = run("user", "add", "li", "--name", "李雷", "--department", "销售一部")

    assert "添加了学员 li" in output
    signed_in = sign_in(store, "li", password_in(output), now)
    assert signed_in.must_change_password
    assert "不再自动登录" not in output
    listed = run("user", "list")
    assert re.search(r"li +李雷 +学员 +销售一部 +- +要改密码", listed)
    assert password_in(output) not in listed


def test_a_password_can_be_typed_instead_and_never_stands_on_the_command_line(store, now):
    typed = "马吃草原上的星星\n马吃草原上的星星\n"
    output = run("user", "add", "li", "--name", "李雷", "--ask-password", typed=typed)

    assert "马吃草" not in output
    assert not sign_in(store, "li", "马吃草原上的星星", now).must_change_password
    assert "--password" not in run("user", "add", "--help")


def test_a_bad_typed_password_is_refused_and_nobody_is_added(store):
    output = run(
        *("user", "add", "li", "--name", "李雷", "--ask-password"),
        typed="password1\npassword1\n",
        exit_code=1,
    )

    assert "太常见" in output
    with store.reading() as db:
        assert list_users(db) == []


def test_a_manager_is_added_with_departments(store):
    run(
        "user",
        "add",
        "han",
        "--name",
        "韩梅梅",
        "--role",
        "manager",
        "--manages",
        "一部",
        "--manages",
        "二部",
    )

    with store.reading() as db:
        (row,) = list_users(db)
    assert (row.role, set(row.manages)) == (Role.MANAGER, {"一部", "二部"})


def test_only_a_manager_manages(store):
    output = run("user", "add", "li", "--name", "李雷", "--manages", "一部", exit_code=1)

    assert "主管" in output


def test_adding_somebody_ends_the_automatic_sign_in_and_says_how_to_go_on(store, now):
    with store.writing() as db:
        create_user(
            db, login="local", name="我", role=Role.LEARNER, password=None, local=True, now=now
        )
    output = run("user", "add", "han", "--name", "韩梅梅", "--role", "admin")

    assert "「local」不再自动登录" in output
    assert "user reset-password local" in output
    with store.reading() as db:
        assert local_person(db) is None
    again = run("user", "add", "li", "--name", "李雷")
    assert "不再自动登录" not in again


def test_a_taken_login_is_told_without_a_traceback(store):
    run("user", "add", "li", "--name", "李雷")

    assert "已经有人用了" in run("user", "add", "LI", "--name", "李雷", exit_code=1)


def test_a_login_with_a_blank_is_refused_without_a_traceback(store):
    output = run("user", "add", "zhou ran", "--name", "周然", exit_code=1)

    assert output.startswith("登录名要有 1 到 64 个字符，中间不能有空格")
    with store.reading() as db:
        assert list_users(db) == []


def test_disabling_enabling_and_resetting(store, now):
    password = password_in(run("user", "add", "li", "--name", "李雷"))
    run("user", "disable", "li")
    with pytest.raises(SignInRefusedError):
        sign_in(store, "li", password, now)
    assert "停用" in run("user", "list")

    run("user", "enable", "li")
    assert sign_in(store, "li", password, now).token
    fresh = password_in(run("user", "reset-password", "li"))
    with pytest.raises(SignInRefusedError):
        sign_in(store, "li", password, now)
    assert sign_in(store, "li", fresh, now).token


@pytest.mark.parametrize("command", ["disable", "enable", "reset-password"])
def test_somebody_who_is_not_there_is_told(store, command):
    assert "没有登录名是「nobody」的人" in run("user", command, "nobody", exit_code=1)


def test_a_copy_is_made_and_put_back(store, tmp_path):
    run("user", "add", "li", "--name", "李雷")
    assert "备份好了" in run("backup", tmp_path / "copy.db")
    run("user", "add", "han", "--name", "韩梅梅")
    store.close()

    output = run("restore", tmp_path / "copy.db")

    assert "before-restore-" in output
    with store.reading() as db:
        assert [row.login for row in list_users(db)] == ["li"]


def test_what_is_no_copy_is_refused(store, tmp_path):
    (tmp_path / "notes.txt").write_text("记录")

    assert "不是本课程的备份" in run("restore", tmp_path / "notes.txt", exit_code=1)


def test_a_database_is_made_where_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'progress.db'}")

    assert newest() in run("migrate")
    assert (tmp_path / "data" / "progress.db").exists()


def test_the_first_person_can_be_added_before_the_first_start(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'progress.db'}")

    assert "添加了管理员" in run("user", "add", "root", "--name", "管理员", "--role", "admin")


def test_the_file_of_blocked_words_says_how_to_add_to_it():
    text = (Path(passwords.__file__).parent / "blocked.txt").read_text("utf-8")

    assert text.startswith("#")
    assert "公司" in text
