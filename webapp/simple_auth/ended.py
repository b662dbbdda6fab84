"""That an authentication ran out: the server forgets it, so the browser that held it keeps when.

A cookie for one day, sent to `/auth` alone, with nothing in it but that moment. Who never had an
authentication is told nothing of an end, nor who ended it by hand.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, request

from webapp.household.visits import locks
from webapp.simple_auth.models import Authentication

COOKIE = "auth_until"
PATH = "/auth"
REMEMBERED_FOR = timedelta(days=1)


def remember_end(response: Response, found: Authentication) -> Response:
    until = str(int(found.ends_at.timestamp()))
    response.set_cookie(COOKIE, until, max_age=REMEMBERED_FOR, path=PATH, **locks())
    return response


def forget_end(response: Response) -> Response:
    response.delete_cookie(COOKIE, path=PATH, **locks())
    return response


def ran_out(now: datetime) -> bool:
    """Whether this browser held one whose time is over."""
    until = request.cookies.get(COOKIE, "")
    return until.isascii() and until.isdecimal() and int(until[:12]) <= now.timestamp()
