"""찍기: photos of receipts. They stay on the phone; the server draws the screen around them."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request

from webapp import forms
from webapp.clock import today
from webapp.household.visits import current_visit
from webapp.receipts import form_presenters, presenters, scan_presenters, search
from webapp.receipts.form_views import chosen_member, new_control
from webapp.receipts.models import Receipt
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("scan", __name__)

CHUNK = 64 * 1024  # bytes
MOST_BYTES = 300_000_000  # of ten large photos
MOST_SHARED = range(101)


@on(bp, "scan")
def scan() -> Response:
    visit = current_visit()
    if visit is None or not visit.members():
        return to("household.new_member", then="scan")
    shared = request.args.get("shared", type=int)
    return scan_page(shared=shared if shared in MOST_SHARED else None)


@on(bp, "share")
def share() -> Response:
    """A photo that another app shares before the worker is in charge: it is not taken.

    It is read to its end all the same, and forgotten: a browser that is still sending shows no
    answer.
    """
    request.max_content_length = MOST_BYTES
    while request.stream.read(CHUNK):
        pass
    return scan_page(shared=0)


def scan_page(*, shared: int | None) -> Response:
    """`shared`: how many photos came from another app; 0 for some that could not be taken."""
    visit = current_visit()
    members = visit.members() if visit is not None else ()
    member = chosen_member(members)
    form = form_presenters.present_form(
        {"member_id": member, "insurance_kind": "health"},
        members,
        search.visited(visit.household_id) if visit is not None else (),
        action="/receipts",
        control=new_control(),
    )
    saved = Receipt.find(visit.household_id, forms.asked("saved")) if visit is not None else None
    return page(
        "scan",
        form
        | {"days": form_presenters.present_days(today())}
        | scan_presenters.present_scan(
            members,
            member,
            shared=shared,
            day=asked_day(),
            saved=presenters.present_row(saved, {}) if saved is not None else None,
        ),
    )


def asked_day() -> str:
    """The day of the receipt saved before this one: those of one day are often one outing."""
    text = forms.asked("day")
    try:
        return text if date.fromisoformat(text).isoformat() == text else ""  # not 20230531
    except ValueError:
        return ""
