"""Today in Seoul, asked once a request."""

from __future__ import annotations

from datetime import date, datetime

from flask import current_app, g


def now() -> datetime:
    """The moment of this request, in Seoul time."""
    if "now" not in g:
        g.now = current_app.extensions["config"].now()
    return g.now  # type: ignore[no-any-return]


def today() -> date:
    return now().date()
