"""The address that calendars ask by themselves: no cookie, only what the address itself says."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import force_locale

from webapp.extensions import limiter
from webapp.reminders.models import CalendarAddress
from webapp.reminders.views import dates_of

bp = Blueprint("calendar", __name__)


def was_wrong(response: Response) -> bool:
    return response.status_code == 404


def was_right(response: Response) -> bool:
    return not was_wrong(response)


def address() -> str:
    """Calendars of many people ask from the same few machines: each address counts for itself."""
    return request.path


@bp.get("/calendar/<name>.ics")
@limiter.limit("30 per 5 minutes", deduct_when=was_wrong)
@limiter.limit("60 per hour", key_func=address, deduct_when=was_right)
def feed(name: str) -> Response:
    """The dates of the household whose address this is; else 404, and not a word more."""
    found = CalendarAddress.opened_by(name)
    if found is None:
        return Response(status=404, mimetype="text/plain")
    with force_locale(found.language):
        response = dates_of(found.visit())
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
