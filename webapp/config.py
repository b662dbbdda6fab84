"""Settings, read from the environment once and checked at start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
SEOUL = ZoneInfo("Asia/Seoul")


class BadSetting(ValueError):
    """A setting that the app cannot start with; the message says which and why."""


def now_in_seoul() -> datetime:
    return datetime.now(UTC).astimezone(SEOUL)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the app can be told from outside.

    `now` is the only clock of the app; tests and rehearsals replace it.
    """

    database_url: str
    brackets_file: Path
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    demo: bool = False
    testing: bool = False
    now: Callable[[], datetime] = now_in_seoul

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read `DATABASE_URL`, `INSTANCE`, `TRUSTED_HOSTS`, `PROXIES`, `DEMO` and `TODAY`.

        Raises `BadSetting` for a value that cannot be used.
        """
        instance = Path(environ.get("INSTANCE", ROOT / "instance")).resolve()
        config = cls(
            database_url=database_url(environ.get("DATABASE_URL", ""), instance),
            brackets_file=instance / "premium_brackets.json",
            trusted_hosts=tuple(
                host.strip() for host in environ.get("TRUSTED_HOSTS", "").split(",") if host.strip()
            ),
            proxies=proxies(environ.get("PROXIES", "")),
            demo=environ.get("DEMO", "") not in ("", "0"),
        )
        today = environ.get("TODAY", "")
        return replace(config, now=clock_stopped_at(today)) if today else config


def proxies(given: str) -> int:
    """How many proxies of one's own stand in front, each adding to `X-Forwarded-For`."""
    if given and not (given.isascii() and given.isdecimal() and len(given) == 1):
        raise BadSetting(f"PROXIES: {given!r} is not a number from 0 to 9")
    return int(given or 0)


def database_url(given: str, instance: Path) -> str:
    """The URL in the form SQLAlchemy wants; without one, a SQLite file in `instance`."""
    if not given:
        instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{instance / 'sanghanjigi.sqlite3'}"
    scheme, _, rest = given.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite":
        return given
    raise BadSetting(f"DATABASE_URL: {scheme!r} is neither sqlite nor postgresql")


def clock_stopped_at(today: str) -> Callable[[], datetime]:
    """A clock that always says noon of `today` (ISO date), for rehearsing another day."""
    try:
        day = date.fromisoformat(today)
    except ValueError as error:
        raise BadSetting(f"TODAY: {today!r} is not a date like 2026-11-21") from error
    return lambda: datetime(day.year, day.month, day.day, 12, tzinfo=SEOUL)
