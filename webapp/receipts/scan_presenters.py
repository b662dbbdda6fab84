"""What 찍기 shows around the form. The photos and what was read of them, only the phone knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member

Context = dict[str, Any]


def present_scan(
    members: Iterable[Member],
    chosen: str,
    *,
    shared: int | None,
    day: str,
    saved: Context | None,
) -> Context:
    return {
        "title": _("찍기"),
        "tab": "scan",
        "people": [
            {
                "value": member.id,
                "label": member.name,
                "avatar": member.avatar,
                "chosen": member.id == chosen,
            }
            for member in members
        ],
        "shared": shared or 0,
        "not_taken": shared == 0,
        "day": day,
        "scanning": True,
        "saved": None,
        "saved_row": saved,
    }
