"""The app under gunicorn on a database of its own, and bare Flask under the same settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
from flask import Flask
from flask_migrate import upgrade

from webapp import create_app

ROOT = Path(__file__).resolve().parent.parent
# As `make run` starts it.
GUNICORN = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket")
START_WITHIN = 30  # seconds


@dataclass(frozen=True, slots=True)
class Running:
    """The app at `url`; `inside` is the same app in this process, to write and look with."""

    url: str
    inside: Flask
    folder: Path


@contextmanager
def started(folder: Path, app: str = "webapp:create_app()") -> Iterator[Running]:
    """`app` is what gunicorn serves: the app itself, or the app with something around it."""
    if not (ROOT / "static/build/manifest.json").is_file():
        raise click.ClickException("the styles and scripts are not built: run `make build` first")
    database = f"sqlite:///{folder / 'bench.sqlite3'}"
    inside = create_app(database_url=database, brackets_file=folder / "premium_brackets.json")
    with inside.app_context():
        upgrade()
    settings = {"DATABASE_URL": database, "INSTANCE": str(folder), "DEMO": "0", "TODAY": ""}
    with gunicorn(app, settings, folder / "app.log") as url:
        yield Running(url, inside, folder)


@contextmanager
def gunicorn(app: str, settings: Mapping[str, str], log: Path) -> Iterator[str]:
    """Serve `app` on a free port; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *GUNICORN, app]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=output, stderr=output
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, process, log)
        yield url
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{url}/healthz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise click.ClickException(f"gunicorn did not start:\n{log.read_text()[-2000:]}")
