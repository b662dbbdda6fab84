"""알림과 달력: what to be reminded of, and whether in a calendar or on the phone."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, current_app, g, request
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.config import Config
from webapp.extensions import limiter
from webapp.household.models import Visit
from webapp.household.visits import current_visit, visit_or_404, visit_or_new
from webapp.language import chosen as language
from webapp.reminders import presenters
from webapp.reminders.calendar import calendar_of
from webapp.reminders.dates import dated, known
from webapp.reminders.facts import facts_of
from webapp.reminders.models import CalendarAddress, Choice, PushSubscription
from webapp.reminders.schemas import FIELDS, check_subscription
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("reminders", __name__)

FILE = "sanghanjigi.ics"


@on(bp, "reminders")
def reminders() -> Response:
    return reminders_page(current_visit())


def reminders_page(visit: Visit | None, *, refused: bool = False) -> Response:
    chosen = Choice.of(visit.household_id) if visit is not None else {}
    facts = facts_of(visit, chosen, today()) if visit is not None and chosen else None
    address = CalendarAddress.of(visit) if visit is not None else None
    push = settings().push
    context = presenters.present_reminders(
        chosen,
        dated(facts, chosen) if facts is not None else [],
        today(),
        presenters.present_calendar(address.name(g.key) if address else "", request.host_url),
        presenters.present_push(
            push.public if push is not None else "",
            on=visit is not None and PushSubscription.of(visit) is not None,
            refused=refused,
        ),
    )
    return page("reminders", context, 422 if refused else 200)


@on(bp, "choose_reminder")
def choose_reminder() -> Response:
    """`on` or `off` names the kind, so that pressing twice says the same twice."""
    form = forms.posted(("on", "off"))
    kind = form.control.get("on") or form.control.get("off", "")
    if not known([kind]):
        raise NotFound
    visit = visit_or_new(now())
    with suppress(LookupError):  # erased by another phone, this moment
        Choice.turn(visit.household_id, kind, on=now() if form.control.get("on") else None)
    return to("reminders.reminders", _anchor=kind)


@bp.get("/reminders/calendar.ics")
def calendar_file() -> Response:
    """The dates as they are now, to keep."""
    visit = visit_or_404()
    response = dates_of(visit)
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@on(bp, "make_calendar")
@limiter.limit("30 per 5 minutes")
def make_calendar() -> Response:
    """An address of its own for this device's calendar, in the place of one that it had."""
    own_household(visit_or_new(now()))
    with suppress(LookupError):
        CalendarAddress.make(g.key, language(), now())
    return to("reminders.reminders", _anchor="calendar")


@on(bp, "end_calendar")
def end_calendar() -> Response:
    with suppress(LookupError):
        CalendarAddress.end(visit_or_404())
    return to("reminders.reminders", _anchor="calendar")


@on(bp, "start_push")
@limiter.limit("30 per 5 minutes")
def start_push() -> Response:
    """The browser has asked the person, and says where it can be told something."""
    if settings().push is None:
        raise NotFound
    form = forms.posted(FIELDS)
    given = check_subscription(form.control, settings().push_services)
    if given is None:
        return reminders_page(current_visit(), refused=True)
    visit = own_household(visit_or_new(now()))
    with suppress(LookupError):
        PushSubscription.start(visit, given, language(), now())
    return to("reminders.reminders", _anchor="push")


@on(bp, "end_push")
def end_push() -> Response:
    with suppress(LookupError):
        PushSubscription.end(visit_or_404())
    return to("reminders.reminders", _anchor="push")


def own_household(visit: Visit) -> Visit:
    """What was made up is not put into anybody's calendar."""
    if visit.example:
        raise NotFound
    return visit


def dates_of(visit: Visit) -> Response:
    """The household's calendar. 404 if it was erased this moment."""
    chosen = Choice.of(visit.household_id)
    found = dated(facts_of(visit, chosen, today()), chosen)
    try:
        text = calendar_of(visit.household_id, found, request.host_url, now())
    except LookupError:
        raise NotFound from None
    return Response(text, content_type="text/calendar; charset=utf-8")


def settings() -> Config:
    config: Config = current_app.extensions["config"]
    return config
