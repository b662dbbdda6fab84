"""What waits on the phone. The worker knows; where there is none, everything is saved at once."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import gettext as _

from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("outbox", __name__)


@on(bp, "outbox")
def outbox() -> Response:
    return page(
        "outbox",
        {
            "title": _("옮길 것"),
            "tab": "menu",
            "waiting": [],
            "count": 0,
            "moved": [],
            "problems": [],
            "stopped": "",
            "offline": False,
            "mark": "0/0/0//",
        },
    )


@on(bp, "settle_problem")
def settle_problem(op_id: str) -> Response:
    """There are no problems here: the phone that has them settles them itself."""
    return to("outbox.outbox")
