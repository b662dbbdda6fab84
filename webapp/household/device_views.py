"""이어 둔 기기, on a phone that holds the household: list, invite, let in, put out."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import NotFound

from webapp.clock import now
from webapp.extensions import htmx, limiter
from webapp.household import device_presenters as presenters
from webapp.household.devices import Device, was_put_out
from webapp.household.models import Visit
from webapp.household.pairing import Pairing
from webapp.household.visits import current_visit, visit_or_404, why_nothing_is_here
from webapp.routes import SCREENS, SERVER_SCREENS, on
from webapp.templating import page, to

bp = Blueprint("devices", __name__)

# Where a device that was put out is told so: everywhere but where it may come back in or leave.
TELLING = {*SCREENS, *SERVER_SCREENS} - {
    *("told", "join", "ask_to_join", "waiting", "enter"),
    *("leave", "empty_phone", "left"),
}


@bp.before_app_request
def tell_why_nothing_is_here() -> Response | None:
    name = (request.endpoint or "").rpartition(".")[2]
    if name not in TELLING or not why_nothing_is_here():
        return None
    if htmx:
        return Response(status=204, headers={"HX-Redirect": "/"})
    return to("devices.told")


@on(bp, "told")
def told() -> Response:
    """Say once that another device put this one out, or erased everything."""
    why = why_nothing_is_here()
    if not why:
        return to("shell.home")
    g.told = True
    return page("told", presenters.present_told(why))


@on(bp, "devices")
def devices() -> Response:
    visit = current_visit()
    found = visit.devices() if visit is not None else ()
    return page("devices", presenters.present_devices(found, visit))


@on(bp, "pairing")
def pairing() -> Response:
    """The code, then who asks. With `seen`, 204 while nothing has changed since."""
    visit = inviting()
    context = presenters.present_pairing(visit.pairing(), g.key, request.host_url + "join", now())
    if htmx and request.args.get("seen") == context["stage"]:
        return Response(status=204)
    return page("pairing", context)


@on(bp, "create_pairing")
@limiter.limit("30 per 5 minutes")
def create_pairing() -> Response:
    inviting()
    try:
        Pairing.start(g.key, now())
    except LookupError:  # erased by another phone, this moment
        return to("devices.devices")
    return to("devices.pairing")


@on(bp, "confirm_pairing")
def confirm_pairing() -> Response:
    return answer(yes=True)


@on(bp, "refuse_pairing")
def refuse_pairing() -> Response:
    return answer(yes=False)


def answer(*, yes: bool) -> Response:
    """Answer the device that the person saw, and no other that may have come since."""
    visit = inviting()
    found = visit.pairing()
    if found is not None and found.id == request.form.get("pairing"):
        found.answer(yes, now())
    return to("devices.pairing")


@on(bp, "ask_put_out")
def ask_put_out(device_id: str) -> Response:
    visit, device = other_or_404(device_id)
    return page("ask_put_out", presenters.present_put_out(device, visit))


@on(bp, "put_out")
def put_out(device_id: str) -> Response:
    """Sent again, or to a household that was erased meanwhile, it is done already."""
    if not was_put_out(visit_or_404().household_id, device_id):
        _visit, device = other_or_404(device_id)
        with suppress(LookupError):
            device.put_out(now())
    return to("devices.devices")


def inviting() -> Visit:
    """The visit of a household that may be shared: an example is not."""
    visit = visit_or_404()
    if visit.example:
        raise NotFound
    return visit


def other_or_404(device_id: str) -> tuple[Visit, Device]:
    """Another device of the household. One's own is left on the page 모두 지우기."""
    visit = visit_or_404()
    device = Device.find(visit.household_id, device_id)
    if device is None or device.id == visit.device_id:
        raise NotFound
    return visit, device
