"""What the documents promise is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from course.__main__ import app
from course.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
README_ZH = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")
_SCRIPTS = ("make-venv", "install-packages", "test-packages", "run")


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def commands() -> list[str]:
    """`check`, `user add` and so on: every command of `python -m course`."""
    root = get_command(app)
    found = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found += [name] if inner is None else [f"{name} {each}" for each in inner]
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_command_named_in_a_document_exists(document: Path) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.M))
    assert named <= make_targets()


def test_the_readme_names_the_targets_that_people_need() -> None:
    assert {"run", "test", "check", "demo", "bench"} <= make_targets()
    for target in ("run", "test", "check", "demo", "bench"):
        assert f"make {target}" in README


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_operating_guide(command: str) -> None:
    assert f"python -m course {command}" in " ".join(OPERATING.split())


def test_no_document_names_a_command_that_does_not_exist() -> None:
    known = {command.split()[0] for command in commands()}
    for document in DOCUMENTS:
        text = " ".join(document.read_text(encoding="utf-8").split())
        assert set(re.findall(r"python -m course ([a-z]\w*)", text)) <= known, document


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_in_the_operating_guide(setting: str) -> None:
    assert f"| `{setting.upper()}` |" in OPERATING


def test_both_readmes_say_the_same_things() -> None:
    assert _FENCE.findall(README) == _FENCE.findall(README_ZH)
    headings = [re.findall(r"^#+", text, re.MULTILINE) for text in (README, README_ZH)]
    assert headings[0] == headings[1]
    own = {"README.md", "README.zh-CN.md"}
    links = [[link for link in _LINK.findall(t) if link not in own] for t in (README, README_ZH)]
    assert links[0] == links[1]
    rows = [re.findall(r"^\| `([^`]+)`", text, re.MULTILINE) for text in (README, README_ZH)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    for link in _LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), link


def test_the_table_of_the_readme_names_real_places() -> None:
    for place in re.findall(r"^\| `([^`]+)`", README, re.MULTILINE):
        assert (ROOT / place).exists(), place


def test_the_architecture_names_real_files() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:course|modules|exercises|content)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


def test_the_command_line_runs_from_the_folder_of_the_project() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "course", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert shown.returncode == 0
    assert "check" in shown.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a file's mode means nothing there")
@pytest.mark.parametrize("name", _SCRIPTS)
def test_the_scripts_can_be_run(name: str) -> None:
    script = ROOT / ".ci" / name
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(script)]).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="make is not there")
@pytest.mark.parametrize("target", ["run", "demo", "test", "check", "bench"])
def test_make_knows_how(target: str) -> None:
    planned = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True
    )
    assert planned.returncode == 0, planned.stderr
