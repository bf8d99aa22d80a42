"""What holds for the whole project and no linter looks at."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

_TRACKED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\0")
TRACKED = [ROOT / name for name in _TRACKED if name and (ROOT / name).is_file()]
PYTHON = [path for path in TRACKED if path.suffix == ".py"]
LISTS = ["requirements.txt", "requirements-dev.txt"]

# In pieces, so that this file does not find itself.
_HOSTS = ["py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb." + "debian.org", "pkg" + "cdn"]
_PATHS = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/fa" + "rm/", "C:" + "\\Users"]
_UNFINISHED = [
    "TO" + "DO",
    "FIX" + "ME",
    "X" + "XX",
    "lorem " + "ipsum",
    "待" + "补充",
    "敬请" + "期待",
]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("words", [_HOSTS, _PATHS, _UNFINISHED], ids=["hosts", "paths", "promises"])
def test_no_file_names(words: list[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in TRACKED
        for word in words
        if word in text_of(path)
    ]
    assert found == []


def test_nothing_that_belongs_to_one_machine_is_kept() -> None:
    forbidden = re.compile(r"(\.db|\.pyc|\.log|\.env|\.sqlite|cookie-secret|\.DS_Store)(-\w+)?$")
    assert [path.name for path in TRACKED if forbidden.search(path.name)] == []


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_streamlit_is_imported_only_where_it_may_be() -> None:
    views = r"exercises/([^/]+/)?view(\.py|/.*)"
    places = re.compile(rf"app\.py|modules/.*|{views}|tests/.*|benchmarks/.*")
    for path in PYTHON:
        if any(name.split(".")[0] == "streamlit" for name in imports(path)):
            assert places.fullmatch(path.relative_to(ROOT).as_posix()), path


def test_nothing_imports_the_application() -> None:
    for path in PYTHON:
        assert "app" not in imports(path), path


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "base"}
    names = {part for path in PYTHON for part in (path.stem, *path.relative_to(ROOT).parts[:-1])}
    assert names & empty == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in PYTHON
        if path.parts[len(ROOT.parts)] in ("app.py", "course", "exercises", "modules", "benchmarks")
        and "versions" not in path.parts
        and text_of(path).strip()
        and ast.get_docstring(ast.parse(text_of(path))) is None
    ]
    assert silent == []


def pins(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LISTS)
def test_requirements_name_exact_versions_and_nothing_else(name: str) -> None:
    for line in pins(name):
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; sys_platform == \"win32\")?", line), line


def test_nothing_is_pinned_twice() -> None:
    names = [plain(line.partition("==")[0]) for name in LISTS for line in pins(name)]
    assert sorted(names) == sorted(set(names))


def test_what_is_installed_is_what_is_pinned() -> None:
    """Everything installed has a pin, so that a new environment is the same as this one."""
    pinned = {}
    for name in LISTS:
        for line in pins(name):
            project, _equals, version = line.partition(" ;")[0].partition("==")
            pinned[plain(project)] = version
    installed = {plain(d.metadata["Name"]): d.version for d in distributions()}
    for own_tool in ("pip", "setuptools", "wheel"):
        installed.pop(own_tool, None)
    different = {
        name: (version, pinned.get(name))
        for name, version in installed.items()
        if pinned.get(name) != version
    }
    assert different == {}


def test_streamlit_runs_with_the_settings_that_we_measured() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"] == {"postScriptGC": False, "magicEnabled": False}
    assert config["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none"}
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["fileWatcherType"] == "none"
