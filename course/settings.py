"""Settings of an installation, from the environment and `.env`. All are in docs/operating.md."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """One attribute per setting; the environment variable has the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = f"sqlite:///{ROOT / 'progress.db'}"
    """Where progress is kept: sqlite:///… or postgresql+psycopg://…"""

    content_dir: Path = ROOT / "content" / "zh"
    """The course's words."""

    public_address: str | None = None
    """The address people type, such as https://course.example.com; None means this machine only.
    With https the session cookie is marked Secure."""

    cookie_secret: str | None = None
    """Signs the session cookie. None: made at the first start, kept in `cookie_secret_file`."""

    cookie_secret_file: Path = ROOT / ".cookie-secret"
    """Where a secret that was made here is kept."""

    session_idle_minutes: Annotated[int, Field(gt=0)] = 7 * 24 * 60
    """A sign-in ends after so long without any action."""

    session_absolute_hours: Annotated[int, Field(gt=0)] = 30 * 24
    """A sign-in ends after so long in any case."""

    demo: bool = False
    """Shows 「示例数据」 on every page; set by `make demo`."""

    @property
    def session_idle(self) -> timedelta:
        """`session_idle_minutes` as a duration."""
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_absolute(self) -> timedelta:
        """`session_absolute_hours` as a duration."""
        return timedelta(hours=self.session_absolute_hours)
