"""A server in a process of its own that dies at the worst moment: committed, not yet answered."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any

from e2e.server import Whole, close_database, make_app

ROOT = Path(__file__).resolve().parent.parent
ORDER = "MORTAL_ORDER"  # names the file whose existence is the order to die


class Mortal:
    """The app; once the order is there it kills its whole server after the next push it applied."""

    def __init__(self, app: Any, order: Path) -> None:
        self.app, self.order = Whole(app), order

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/sync":
            return self.app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        answer = self.app({**environ, "wsgi.input": BytesIO(body)}, start_response)
        if self.order.exists() and json.loads(body)["ops"]:
            self.order.unlink()
            os.killpg(os.getpgid(0), signal.SIGKILL)
        return answer


def app() -> Mortal:
    from webapp import create_app

    return Mortal(create_app(), Path(os.environ[ORDER]))


class MortalServer:
    """Starts it on a database in `folder`, always at the same port."""

    def __init__(self, folder: Path) -> None:
        close_database(make_app(folder))
        self.database, self.order = folder / "e2e.sqlite3", folder / "die"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        command = "--worker-class gthread --threads 4 --no-control-socket --log-level critical"
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}"),
                *(*command.split(), "e2e.mortal:app()"),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": f"sqlite:///{self.database}",
                "INSTANCE": str(self.database.parent),
                ORDER: str(self.order),
            },
            start_new_session=True,
        )
        end = monotonic() + 30
        while not self.is_up():
            assert monotonic() < end, "gunicorn does not start"

    def is_up(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def is_dead(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        if not self.is_dead():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def rows(self, query: str) -> list[Any]:
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()
