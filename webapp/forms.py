"""Reading a posted form: what was typed, without what must not be kept."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask import request
from werkzeug.datastructures import MultiDict

from webapp.security import forget_resident_numbers, looks_like_resident_number
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE, UNKNOWN_FIELD_MESSAGE
from webapp.sync.op import Value

LONGEST_KEPT = 600
LONGEST_ASKED = 60
LONGEST_IDS = 4_000  # a hundred of them
LONGEST_ADDRESS = 2_000
YEARS = range(2004, 2100)  # the scheme began in 2004
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

TOLD = ("q", "premium", "more")  # fields of their screens, which say why they refuse
SCALARS = (str, int, type(None))

Errors = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """`values` are the record's fields as typed; `control` what the page itself added."""

    values: dict[str, str]
    control: dict[str, str]
    errors: Errors = field(default_factory=dict)

    def id(self, name: str) -> str | None:
        """An id that the page carried (so that pressing twice saves once), if it is one."""
        given = self.control.get(name, "")
        return given if ID.fullmatch(given) else None

    def ticked(self, name: str) -> bool:
        return self.control.get(name) == "1"

    def seen(self) -> Mapping[str, Value]:
        """The values that the person saw when the form was opened (the field `was`)."""
        try:
            seen = json.loads(self.control.get("was", ""))
        except (ValueError, RecursionError):
            return {}
        if not isinstance(seen, dict):
            return {}
        return {name: value for name, value in seen.items() if isinstance(value, SCALARS)}


def asked(name: str, query: Mapping[str, str] | None = None) -> str:
    """A word of the address (`?name=…`), cut to a sane length, without control characters.

    `query` is another address's, where it is not this one that is asked.
    """
    given = (request.args if query is None else query).get(name, "")
    text = unicodedata.normalize("NFC", given[: 4 * LONGEST_ASKED])[:LONGEST_ASKED]
    if name not in TOLD and looks_like_resident_number(text):
        return ""
    return "".join(letter for letter in text if letter.isprintable())


def asked_year(query: Mapping[str, str] | None = None) -> int | None:
    """The year of the address, if it is one that the scheme can have."""
    year = MultiDict(request.args if query is None else query).get("year", type=int)
    return year if year is not None and year in YEARS else None


def ids_in(text: str) -> list[str]:
    """Ids with commas between them; whatever else stands there is passed over."""
    return [each for each in text[:LONGEST_IDS].split(",") if ID.fullmatch(each)]


def posted(control: Collection[str]) -> Form:
    """The posted form. Resident numbers are refused and forgotten, wherever they stand."""
    typed, found = forget_resident_numbers(request.form)
    errors: Errors = {name: [str(RESIDENT_NUMBER_MESSAGE)] for name in found}
    if any(len(request.form.getlist(name)) > 1 for name in typed):
        errors.setdefault("", []).append(str(UNKNOWN_FIELD_MESSAGE))
    return Form(
        values={name: text for name, text in typed.items() if name not in control},
        control={name: text for name, text in typed.items() if name in control},
        errors=errors,
    )


def kept(values: Mapping[str, object]) -> dict[str, str]:
    """What to show again in a refused form: everything typed, but nothing without end."""
    return {
        name: "" if value is None else str(value)[:LONGEST_KEPT] for name, value in values.items()
    }


def summary(errors: Errors, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """The messages in one list, each with the field that it leads to; in the order of `labels`."""
    places = list(labels)
    in_order = sorted(errors, key=lambda name: places.index(name) if name in labels else -1)
    return [
        {"field": name if name in labels else "", "label": labels.get(name, ""), "message": message}
        for name in in_order
        for message in errors[name]
    ]


def first(errors: Errors) -> dict[str, str]:
    """One message a field, to stand under it."""
    return {name: messages[0] for name, messages in errors.items() if messages}
