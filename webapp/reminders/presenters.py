"""Reminders → what their screen shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.reminders.dates import KINDS, Reminder
from webapp.reminders.words import LABELS, MORE, SAYS

Context = dict[str, Any]

ONLY_TOLD = ("cap",)  # has no day that a calendar could know


def present_reminders(
    chosen: Mapping[str, date],
    reminders: Sequence[Reminder],
    today: date,
    calendar: Context,
    push: Context,
) -> Context:
    """알림과 달력 (S-26)."""
    return {
        "title": _("알림과 달력"),
        "tab": "menu",
        "kinds": [
            {
                "id": kind,
                "label": _(LABELS[kind]),
                "says": " ".join(_(words[kind]) for words in (SAYS, MORE) if kind in words),
                "on": kind in chosen,
                "only_told": kind in ONLY_TOLD,
                "next": next_day_of(kind, reminders, today),
            }
            for kind in KINDS
        ],
        "some": any(kind not in ONLY_TOLD for kind in chosen),
        "calendar": calendar,
        "push": push,
    }


def next_day_of(kind: str, reminders: Sequence[Reminder], today: date) -> str:
    """The nearest day of that kind, if one is known."""
    days = [each.next_day(today) for each in reminders if each.kind == kind]
    return min((day.isoformat() for day in days if day is not None), default="")


def present_calendar(name: str, host_url: str) -> Context:
    """`name` is the last part of the device's address, if it has one."""
    if not name:
        return {"address": "", "subscribe": ""}
    address = f"{host_url}calendar/{name}.ics"
    return {"address": address, "subscribe": "webcal" + address[address.index(":") :]}


def present_push(public_key: str, *, on: bool, refused: bool) -> Context:
    """Without a key this server tells nobody anything."""
    return {"key": public_key, "on": on, "refused": refused}
