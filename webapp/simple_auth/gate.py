"""The gate: what opens only with a live authentication, and what is answered without one.

Which screens those are stands in `webapp.routes`. The gate looks at every request by itself, so
that no view can forget it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from flask import (
    Flask,
    Response,
    current_app,
    make_response,
    redirect,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from webapp.clock import now
from webapp.extensions import htmx, wants_fragment
from webapp.household.visits import current_visit
from webapp.routes import ASKING, GATED
from webapp.simple_auth.models import Authentication, forget_requests
from webapp.simple_auth.ways import local_page
from webapp.templating import drawn, frame

SWEEP_EVERY = timedelta(minutes=1)


def register(app: Flask) -> None:
    app.before_request(sweep)
    app.before_request(guard)


def sweep() -> None:
    """Once a minute, whoever asks for anything: what is over is forgotten in time."""
    swept_at: datetime | None = current_app.extensions.get(__name__)
    if swept_at is None or abs(now() - swept_at) >= SWEEP_EVERY:
        current_app.extensions[__name__] = now()
        if swept_at is not None:
            with suppress(OperationalError):  # busy: a minute later is early enough
                forget_requests(now())


def live_authentication() -> Authentication | None:
    """The authentication that the asking device holds now; None without one."""
    return Authentication.live(current_visit(), now())


def authenticated() -> Authentication:
    """The same, behind the gate. Raises `LookupError` elsewhere."""
    found = live_authentication()
    if found is None:
        raise LookupError("not authenticated")
    return found


def guard() -> Response | None:
    name = (request.endpoint or "").rpartition(".")[2]
    if name not in ASKING | GATED or live_authentication() is not None:
        return None
    then = local_page(request.full_path.rstrip("?") if request.method == "GET" else request.path)
    address = url_for("simple_auth.auth", then=then or None)
    if name in GATED or request.method != "GET":
        return refusal(address)
    if htmx:
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address, 303)  # type: ignore[return-value]


def refusal(address: str) -> Response:
    """403, with the way to an authentication."""
    context = {
        "title": _("먼저 인증을 해 주세요"),
        "tab": "statements",
        **frame(),
        "address": address,
    }
    template = "auth/_needed.html" if wants_fragment() else "auth/needed.html"
    return make_response(drawn(template, context), 403)
