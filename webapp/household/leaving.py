"""모두 지우기, and leaving with one device only."""

from __future__ import annotations

from flask import Blueprint, Response, g, request
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now
from webapp.household import leaving_presenters as presenters
from webapp.household.models import Household, Visit
from webapp.household.visits import current_visit, leave, locks
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("leaving", __name__)

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
    """`what` is "all" (erase it for every phone) or "device" (only this phone forgets it).

    A phone that was emptied without a network says so afterwards, and which household it held:
    what it holds by now stays.
    """
    visit = current_visit()
    emptied, held = "emptied" in request.form, request.form.get("household")
    if emptied and visit is not None and held and held != visit.household_id:
        return Response(status=204)
    what, typed = request.form.get("what"), forms.kept(forms.posted(()).values).get("word", "")
    alone = visit is not None and len(visit.devices()) == 1
    if visit is not None and (what != "device" or alone) and not presenters.is_word(typed):
        return leaving_page(visit, typed, presenters.wrong_word())
    forget(visit, what)
    return farewell() if emptied else goodbye()


@on(bp, "emptying")
def emptying() -> Response:
    """What stands at 모두 지우기 where there is no network: the phone's worker shows it."""
    return page("emptying", presenters.present_emptying({}, {}))


@on(bp, "empty_phone")
def empty_phone() -> Response:
    """The worker empties the phone, and tells `go` later. Without one, both are one."""
    values = forms.posted(()).values
    errors = presenters.wrong_in(values)
    if errors:
        return page("emptying", presenters.present_emptying(values, errors), 422)
    forget(current_visit(), values["what"])
    return goodbye()


def forget(visit: Visit | None, what: str | None) -> None:
    """The last phone of a household cannot leave its records behind: then they are erased."""
    if visit is not None and what == "device" and len(visit.devices()) > 1:
        visit.leave(now())
    elif visit is not None:
        Household.close(visit.household_id, now(), by=visit.device_id)


def farewell() -> Response:
    """To a phone that has cleared itself."""
    leave()
    return Response(status=204)


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
