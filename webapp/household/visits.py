"""The device's cookie: which household is asking."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from sqlalchemy.exc import OperationalError

from webapp.clock import today
from webapp.household.devices import Key, note_day
from webapp.household.models import Household, Visit
from webapp.household.platforms import platform_of

COOKIE = "device"
LIFETIME = timedelta(days=400)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOLD = ("put_out", "erased")  # fates that a person is told of before the key is changed


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
        key = Key.read(request.cookies.get(COOKIE, ""))
        visit = Visit.by_key(key) if key else None
        g.fate = key.fate() if key and visit is None else ""
        if key and g.fate == "taken":  # perhaps by this very key, a moment ago
            visit = Visit.by_key(key)
        g.key = key if key and not g.fate else Key.new()
        g.visit = visit
    return g.visit  # type: ignore[no-any-return]


def visit_or_404() -> Visit:
    visit = current_visit()
    return visit if visit is not None else abort(404)


def visit_or_new(now: datetime, *, example: bool = False) -> Visit:
    """The household of the device, opened now if this is the first thing it saves."""
    visit = current_visit()
    if visit is None:
        visit = g.visit = Household.open(now, g.key, example=example, platform=platform())
    return visit


def platform() -> str:
    """What kind of browser is asking."""
    return platform_of(request.headers.get("User-Agent", ""))


def enter(visit: Visit) -> None:
    """From the answer to this request on, the device holds the household of `visit.new_key`."""
    g.visit = visit


def leave() -> None:
    """Forget the household on this device with the answer to this request."""
    g.visit = None
    g.key = Key.new()
    g.leaving = True


def why_nothing_is_here() -> str:
    """Why the device's key opens nothing any more: "put_out", "erased", or nothing to tell."""
    fate: str = g.get("fate", "")
    return fate if fate in TOLD else ""


def asked_at_loopback() -> bool:
    """Whether the address is this machine's own; asked of any `Host`, also a forged one."""
    try:
        return urlsplit("//" + request.environ.get("HTTP_HOST", "")).hostname in LOOPBACK
    except ValueError:
        return False


def locks() -> dict[str, Any]:
    """Attributes of every cookie that is a key. Over plain http only loopback gets one."""
    secure = request.is_secure or not asked_at_loopback()
    return {"secure": secure, "httponly": True, "samesite": "Lax"}


def hand_over_key(response: Response) -> Response:
    """Give a new device its key, and a known one another 400 days.

    Known ones get them with each page that was made anew, and with the first kept page or
    `/sync` of a day: a phone served by its worker asks for nothing else.
    """
    visit: Visit | None = g.get("visit")
    first_today = visit is not None and carries_key(response) and not visit.was_here(today())
    if visit is not None and first_today:
        note_day(visit.household_id, visit.device_id, today())
    key = key_for(response, visit, first_today=first_today)
    if key:
        response.set_cookie(COOKIE, key, max_age=LIFETIME, **locks())
    elif g.get("leaving"):
        response.delete_cookie(COOKIE, **locks())
    return response


def carries_key(response: Response) -> bool:
    return response.mimetype == "text/html" or request.endpoint == "sync.sync"


def key_for(response: Response, visit: Visit | None, *, first_today: bool) -> str | None:
    """The key to send along, if any.

    A browser without one gets it with its first page, before there is anything to open; one
    whose key is of no use any more gets another when it has been told why.
    """
    if visit is not None:
        new_page = response.mimetype == "text/html" and not g.get("kept_page")
        renewing = new_page or first_today
        return visit.new_key or (request.cookies.get(COOKIE) if renewing else None)
    if "visit" not in g or g.get("leaving"):
        return None
    if why_nothing_is_here() and not g.get("told"):
        return None
    unknown = str(g.key) != request.cookies.get(COOKIE)
    return str(g.key) if unknown and carries_key(response) else None
