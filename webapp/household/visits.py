"""The device's cookie: which household is asking."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from sqlalchemy.exc import OperationalError

from webapp.household.models import Household, Visit

COOKIE = "device"
LIFETIME = timedelta(days=400)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def register(app: Flask) -> None:
    app.before_request(look_who_is_there)
    app.after_request(hand_over_key)


def look_who_is_there() -> None:
    """Know the household before any page is made: an example's pages are marked as one."""
    if request.endpoint != "static":
        with suppress(OperationalError):  # whoever needs the database will say so
            current_visit()


def current_visit() -> Visit | None:
    """The household of the asking device; None before anything was saved."""
    if "visit" not in g:
        key = request.cookies.get(COOKIE, "")
        g.visit = Visit.by_key(key) if key else None
    return g.visit  # type: ignore[no-any-return]


def visit_or_404() -> Visit:
    visit = current_visit()
    return visit if visit is not None else abort(404)


def visit_or_new(now: datetime, *, example: bool = False) -> Visit:
    """The household of the device, opened now if this is the first thing it saves."""
    visit = current_visit()
    if visit is None:
        visit = g.visit = Household.open(now, example=example)
    return visit


def leave() -> None:
    """Forget the household on this device with the answer to this request."""
    g.visit = None
    g.leaving = True


def asked_at_loopback() -> bool:
    """Whether the address is this machine's own; asked of any `Host`, also a forged one."""
    try:
        return urlsplit("//" + request.environ.get("HTTP_HOST", "")).hostname in LOOPBACK
    except ValueError:
        return False


def hand_over_key(response: Response) -> Response:
    """Give a new device its key, and a known one another 400 days with each new page.

    Over plain http only a loopback address gets one.
    """
    secure = request.is_secure or not asked_at_loopback()
    if g.get("leaving"):
        response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")
    visit: Visit | None = g.get("visit")
    renewing = response.mimetype == "text/html" and not g.get("kept_page")
    if visit is not None and (visit.new_key or renewing):
        key = visit.new_key or request.cookies[COOKIE]
        response.set_cookie(
            COOKIE, key, max_age=LIFETIME, secure=secure, httponly=True, samesite="Lax"
        )
    return response
