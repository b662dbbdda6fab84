"""The app on a free port and a database of its own, for as long as somebody looks at it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from werkzeug.serving import WSGIRequestHandler, make_server

from webapp import create_app
from webapp.extensions import db


class Quiet(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_request(self, *_: object) -> None:
        pass


class Whole:
    """An app whose answers are read to their end before they are sent.

    Werkzeug's server forgets to close an answer when the browser hangs up at the wrong moment
    (reading on after the answer raises before `close`): a static file would stay open.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        answer = self.app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()


class Releases:
    """An app that can be released anew: built files change their names, /sw.js its version.

    The files of the release before are gone, as after a deployment of a new folder.
    """

    BUILT = "/static/build/"
    VERSION = re.compile(rb'"[0-9a-f]{12}"')

    def __init__(self, app: Any) -> None:
        self.app = app
        self.number = 1

    def release(self) -> None:
        self.number += 1

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        if self.number == 1:
            return self.app(environ, start_response)  # type: ignore[no-any-return]
        path = environ["PATH_INFO"]
        built = f"{self.BUILT}{self.number}/"
        if path.startswith(self.BUILT) and not path.startswith(built):
            start_response("404 NOT FOUND", [("Content-Type", "text/plain")])
            return [b""]
        plain = {name: environ[name] for name in environ if name not in KEPT_BY_BROWSERS}
        plain["PATH_INFO"] = path.replace(built, self.BUILT)
        started: list[Any] = []
        answer = Whole(self.app)(plain, lambda *given: started.extend(given))
        body = b"".join(answer).replace(self.BUILT.encode(), built.encode())
        if path == "/sw.js":
            body = self.VERSION.sub(b'"release-%d"' % self.number, body)
        status, headers, *_ = started
        others = [(name, value) for name, value in headers if name.lower() not in SIZES]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]


KEPT_BY_BROWSERS = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
SIZES = ("content-length", "etag", "last-modified")


@dataclass(frozen=True)
class Server:
    """A running app, and a look behind its counter."""

    app: Flask
    releases: Releases
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def rows(self, query: str, **values: Any) -> list[Any]:
        """What the database says."""
        with self.app.app_context():
            found = db.session.execute(text(query), values).all()
            db.session.rollback()
            return list(found)


def make_app(folder: Path, now: Callable[[], datetime] | None = None, **settings: Any) -> Flask:
    """The app on a migrated database in `folder`; its clock is `now`, or the real one."""
    clock = {"now": now} if now else {}
    app = create_app(
        database_url=f"sqlite:///{folder / 'e2e.sqlite3'}",
        brackets_file=folder / "premium_brackets.json",
        testing=True,
        **clock,
        **settings,
    )
    with app.app_context():
        upgrade()
    return app


@contextmanager
def running(app: Flask) -> Iterator[Server]:
    releases = Releases(app)
    server = make_server("127.0.0.1", 0, Whole(releases), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Server(app, releases, server.port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        close_database(app)


def close_database(app: Flask) -> None:
    """Close what the app holds open."""
    with app.app_context():
        db.engine.dispose()


@contextmanager
def serving(folder: Path, now: Callable[[], datetime]) -> Iterator[str]:
    """The address of a running app whose data lies in `folder` and whose clock is `now`."""
    with running(make_app(folder, now)) as server:
        yield server.address
