"""Every slow-moving Flask extension, behind one door."""

from __future__ import annotations

from threading import Lock
from time import monotonic, sleep
from typing import Any

from flask import Flask, Response, current_app
from flask_babel import Babel
from flask_compress import Compress
from flask_htmx import HTMX
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase

from webapp import language

PATIENCE = 5.0  # seconds
RETRY = 0.001


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
babel = Babel()
compress = Compress()
htmx = HTMX()
limiter = Limiter(get_remote_address, storage_uri="memory://")  # each process counts for itself
writers = Lock()


def register(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/migrations", render_as_batch=True)
    babel.init_app(app, locale_selector=language.chosen)
    language.register(app)
    compress.init_app(app)
    app.after_request(close_file)
    htmx.init_app(app)
    limiter.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", tune_sqlite)


def engine_options(url: str) -> dict[str, Any]:
    """How long to wait for PostgreSQL: a lost or locked one is reported, never waited out."""
    if not url.startswith("postgresql"):
        return {}
    waits = {"connect_timeout": 5, "options": f"-c lock_timeout={int(PATIENCE * 1000)}"}
    return {"pool_pre_ping": True, "connect_args": waits}


def close_file(response: Response) -> Response:
    """Close a static file with its response: compressing replaces the stream and forgets it."""
    body = response.response
    if response.is_streamed and hasattr(body, "close"):
        response.call_on_close(body.close)
    return response


def tune_sqlite(connection: Any, _record: Any) -> None:
    """Readers never wait for the writer (WAL); writers take turns in `begin_writing`."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 2")
    cursor.close()


def begin_writing() -> None:
    """Begin a transaction that writes; on SQLite, take the write lock before anything is read.

    SQLite has one writer at a time and lets the others sleep for up to a tenth of a second
    each time they ask. Asking more often, and one thread a process at a time, keeps the queue
    short and fair. Raises `OperationalError` when the lock is not free within `PATIENCE` seconds
    (or the setting `WRITE_PATIENCE`).
    """
    db.session.rollback()
    if db.engine.dialect.name != "sqlite":
        return
    patience = current_app.config.get("WRITE_PATIENCE", PATIENCE)
    give_up = monotonic() + patience
    if not writers.acquire(timeout=patience):
        raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("database is locked"))
    try:
        while True:
            try:
                db.session.connection().exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError:
                db.session.rollback()
                if monotonic() > give_up:
                    raise
                sleep(RETRY)
    finally:
        writers.release()


def wants_fragment() -> bool:
    """True for an htmx request that swaps a part; a boosted or restored page is a whole one."""
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
