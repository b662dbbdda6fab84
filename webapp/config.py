"""Settings, read from the environment once and checked at start."""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
SEOUL = ZoneInfo("Asia/Seoul")

# Where browsers let themselves be reached: Chrome, Edge and Samsung; Firefox; Safari; Edge.
# A leading dot stands for any host of that domain.
PUSH_SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)


class BadSetting(ValueError):
    """A setting that the app cannot start with; the message says which and why."""


def now_in_seoul() -> datetime:
    return datetime.now(UTC).astimezone(SEOUL)


@dataclass(frozen=True, slots=True)
class PushKeys:
    """Who sends notifications (VAPID, RFC 8292). Keys are base64url without padding: `private`
    of the 32 bytes, `public` of the 65 bytes of the point. `subject` says whom to write to.
    """

    private: str = field(repr=False)
    public: str
    subject: str

    @classmethod
    def read(cls, private: str, subject: str) -> PushKeys:
        """Raises `BadSetting`, which never holds the key itself."""
        if not re.fullmatch(r"mailto:\S+@\S+|https://\S+", subject):
            raise BadSetting("VAPID_SUBJECT: give a mailto: or https: address to write to")
        return cls(private, public_key(private), subject)


def new_private_key() -> str:
    """Of P-256, as `VAPID_PRIVATE_KEY` wants it."""
    from cryptography.hazmat.primitives.asymmetric import ec

    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def public_key(private: str) -> str:
    """The point that belongs to a private key of P-256."""
    from cryptography.hazmat.primitives.asymmetric import ec  # most servers send nothing
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        secret = int.from_bytes(base64.b64decode(private + "=", "-_", validate=True))
        if len(private) != 43:
            raise ValueError
        key = ec.derive_private_key(secret, ec.SECP256R1())
    except (binascii.Error, ValueError):
        raise BadSetting(
            "VAPID_PRIVATE_KEY: not a key; `flask --app webapp reminders keys` makes one"
        ) from None
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


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
    design: bool = False
    push: PushKeys | None = None
    push_services: tuple[str, ...] = PUSH_SERVICES
    testing: bool = False
    now: Callable[[], datetime] = now_in_seoul

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read `DATABASE_URL`, `INSTANCE`, `TRUSTED_HOSTS`, `PROXIES`, `DEMO`, `DESIGN`,
        `TODAY`, `VAPID_PRIVATE_KEY`, `VAPID_SUBJECT` and `PUSH_SERVICES`.

        Raises `BadSetting` for a value that cannot be used.
        """
        instance = Path(environ.get("INSTANCE", ROOT / "instance")).resolve()
        config = cls(
            database_url=database_url(environ.get("DATABASE_URL", ""), instance),
            brackets_file=instance / "premium_brackets.json",
            trusted_hosts=hosts(environ.get("TRUSTED_HOSTS", "")),
            proxies=proxies(environ.get("PROXIES", "")),
            demo=environ.get("DEMO", "") not in ("", "0"),
            design=environ.get("DESIGN", "") not in ("", "0"),
            push=push_keys(environ.get("VAPID_PRIVATE_KEY", ""), environ.get("VAPID_SUBJECT", "")),
            push_services=hosts(environ.get("PUSH_SERVICES", "")) or PUSH_SERVICES,
        )
        today = environ.get("TODAY", "")
        return replace(config, now=clock_stopped_at(today)) if today else config


def hosts(given: str) -> tuple[str, ...]:
    """Host names between commas."""
    return tuple(host.strip() for host in given.split(",") if host.strip())


def push_keys(private: str, subject: str) -> PushKeys | None:
    """Without a private key this server sends no notifications."""
    return PushKeys.read(private, subject) if private else None


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
