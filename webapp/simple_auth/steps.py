"""The authentication on the way of an application, where it is the second of four steps."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _

from webapp.language import N_

STEPS = (N_("확인"), N_("인증"), N_("계좌"), N_("마침"))
AUTHENTICATION = 1
ACCOUNT_OF = re.compile(r"/claims/([^/?]+)/account")


def present_steps(current: int) -> dict[str, Any]:
    return {
        "current": current + 1,
        "all": [
            {"name": _(name), "done": place < current, "now": place == current}
            for place, name in enumerate(STEPS)
        ],
    }


def present_way(then: str) -> dict[str, Any]:
    """The steps of the application that goes on with `then`, and the page before this one; no
    steps where one goes on to anything else.
    """
    found = ACCOUNT_OF.fullmatch(then)
    if found is None:
        return {"steps": None, "before": "/"}
    return {"steps": present_steps(AUTHENTICATION), "before": f"/claims/new?claim={found[1]}"}
