"""모두 지우기, and leaving with one device only."""

from __future__ import annotations

import unicodedata

from flask import Blueprint, Response, g, request
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now
from webapp.household.models import Household, Visit
from webapp.household.visits import current_visit, leave, locks
from webapp.language import N_
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("leaving", __name__)

WORD = N_("지우기")
DONE = "left"  # tells the page that follows that this browser's copies go as well
PATH = "/leaving"


@on(bp, "leaving")
def leaving() -> Response:
    return leaving_page(current_visit())


def leaving_page(visit: Visit | None, typed: str = "", error: str = "") -> Response:
    summary = [{"field": "word", "label": _("확인하는 말"), "message": error}] if error else []
    context = {
        "title": _("모두 지우기"),
        "tab": "menu",
        "stored": visit is not None,
        "others": len(visit.devices()) - 1 if visit is not None else 0,
        "values": {"word": typed},
        "errors": {"word": error},
        "summary": summary,
    }
    return page("leaving", context, 422 if error else 200)


@on(bp, "leave")
def go() -> Response:
    """`what` is "all" (erase it for every phone) or "device" (only this phone forgets it)."""
    visit = current_visit()
    typed = forms.kept(forms.posted(()).values).get("word", "")
    if visit is None or (request.form.get("what") == "device" and len(visit.devices()) > 1):
        if visit is not None:
            visit.leave(now())
        return goodbye()
    word = "".join(unicodedata.normalize("NFC", typed).split()).casefold()
    if word not in (WORD, _(WORD).casefold()):
        return leaving_page(visit, typed, _("‘지우기’라고 적어 주세요."))
    Household.close(visit.household_id, now(), by=visit.device_id)
    return goodbye()


def goodbye() -> Response:
    leave()
    response = to("leaving.left")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.set_cookie(DONE, "1", max_age=60, path=PATH, **locks())
    return response


@on(bp, "left")
def left() -> Response:
    """A plain page. Only after leaving does it clear this browser: a link to it does nothing."""
    g.leaving = "visit" in g and g.visit is None
    wiping = request.cookies.get(DONE) == "1"
    context = {
        "title": _("지웠어요") if wiping else _("모두 지우기"),
        "tab": "menu",
        "wiping": wiping,
    }
    response = page("left", context)
    response.delete_cookie(DONE, path=PATH, **locks())
    return response
