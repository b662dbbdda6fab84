"""Every slow-moving Flask extension, behind one door."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_compress import Compress
from flask_htmx import HTMX
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

MIGRATIONS = "webapp/migrations"


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


def register(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/migrations", render_as_batch=True)
    babel.init_app(app)
    compress.init_app(app)
    htmx.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", tune_sqlite)


def tune_sqlite(connection: Any, _record: Any) -> None:
    """Readers never wait for the writer (WAL); a busy writer is waited for, then reported."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.close()


def wants_fragment() -> bool:
    """True for an htmx request that swaps a part; a boosted or restored page is a whole one."""
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


__all__ = ["Base", "Engine", "babel", "compress", "db", "htmx", "migrate", "wants_fragment"]
