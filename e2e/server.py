"""The app on a free port and a database of its own, for as long as somebody looks at it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
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


@contextmanager
def serving(folder: Path, now: Callable[[], datetime]) -> Iterator[str]:
    """The address of a running app whose data lies in `folder` and whose clock is `now`."""
    app = create_app(
        database_url=f"sqlite:///{folder / 'e2e.sqlite3'}",
        brackets_file=folder / "premium_brackets.json",
        testing=True,
        now=now,
    )
    with app.app_context():
        upgrade()
    server = make_server("127.0.0.1", 0, Whole(app), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()
