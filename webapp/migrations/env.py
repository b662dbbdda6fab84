"""Alembic's entry: one history for SQLite and PostgreSQL."""

from __future__ import annotations

from alembic import context
from flask import current_app

from webapp.extensions import db


def run() -> None:
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
