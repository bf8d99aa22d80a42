import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from modules.web.cookie import COOKIE, kept_secret, token_from


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    secret = kept_secret(path)
    assert len(secret) == 64
    assert kept_secret(path) == secret
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        secrets = pool.map(kept_secret, [tmp_path / "secret"] * 16)
    assert len(set(secrets)) == 1


def test_an_empty_secret_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modules.web.cookie._WAIT_FOR_ANOTHER_PROCESS", 0.05)
    (tmp_path / "secret").touch()
    with pytest.raises(RuntimeError, match="holds no secret"):
        kept_secret(tmp_path / "secret")


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("value", ["", "abc", "abc.def", "WzFd.x", "\x00", "ä"])
def test_a_cookie_that_we_did_not_sign_holds_no_token(value: str) -> None:
    assert token_from({COOKIE: value}) is None
    assert token_from({}) is None
