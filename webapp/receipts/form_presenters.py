"""Rows and what was typed → what the form and its questions show."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from webapp import forms
from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law.exclusions import exclusions
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.receipts import schemas
from webapp.receipts.labels import COLUMNS, labels
from webapp.receipts.models import Receipt
from webapp.receipts.presenters import kept_in, present_row, present_warnings
from webapp.sync.op import Value

Context = dict[str, Any]


def present_form(
    values: Mapping[str, Any],
    members: Iterable[Member],
    places: Sequence[Receipt],
    *,
    action: str,
    control: Mapping[str, str],
    errors: forms.Errors | None = None,
    question: Context | None = None,
    notice: str = "",
) -> Context:
    """The form with what was typed; `control` are its hidden fields.

    The end of what lasted a day is left empty, as the form asks for it.
    """
    typed, found = forms.kept(values), errors or {}
    if typed.get("care_to") == typed.get("care_from") and "care_to" not in found:
        typed["care_to"] = ""
    editing = action != "/receipts"
    return {
        "title": _("영수증 고치기") if editing else _("영수증 적기"),
        "tab": "new",
        "action": action,
        "back": action if editing else "/receipts",
        "editing": editing,
        "scanning": False,
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "values": {name: typed.get(name, "") for name in Receipt.fields},
        "errors": forms.first(found),
        "summary": forms.summary(found, labels()),
        "question": question,
        "notice": notice,
        "members": [{"value": member.id, "label": member.name} for member in members],
        "places": [present_place(last) for last in places],
        "provider_kinds": options(PROVIDER_KINDS),
        "care_kinds": options(CARE_KINDS),
        "insurance_kinds": options(INSURANCE_KINDS),
        "columns": [
            {
                "name": name,
                "mark": mark,
                "label": _(label),
                "hint": _(hint),
                "main": name == "copay",
            }
            for name, mark, label, hint in COLUMNS
        ],
        "reasons": present_reasons(typed),
        "preview": present_preview(typed),
    }


def present_days(today: date) -> list[Context]:
    """The days on which most receipts are written down, beside an empty day of care."""
    days = {_("오늘"): today, _("어제"): today - timedelta(days=1)}
    return [{"label": label, "value": day.isoformat()} for label, day in days.items()]


def present_place(last: Receipt) -> Context:
    """A place by its last receipt: what it is, and who went there for what."""
    return {
        "name": last.provider_name,
        "provider_kind": last.provider_kind,
        "care_kind": last.care_kind,
        "member": last.member_id,
        "receipt": last.id,
    }


def options(labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "label": _(label)} for value, label in labels.items()]


def present_reasons(typed: Mapping[str, str]) -> list[Context]:
    """What can lie inside ① and is not counted; a reason of 0 won is none."""
    found = []
    for each in exclusions():
        name = schemas.UNCOUNTED_PREFIX + each.id
        value = typed.get(name, "")
        found.append(
            {
                "name": name,
                "label": _(each.label),
                "reason": _(each.reason),
                "value": "" if value == "0" else value,
            }
        )
    return found


def present_preview(typed: Mapping[str, str]) -> Context:
    """What the sum would take of a half-filled form, and what in it looks odd."""
    receipt = schemas.half_filled(typed)
    tally = law.tally(receipt)
    return {
        "counted": tally.counted,
        "uncounted": tally.paid - tally.counted,
        "kept_in": kept_in(receipt),
        "warnings": present_warnings(receipt, schemas.won_or_none(typed.get("patient_total"))),
    }


def present_split(
    halves: Sequence[Mapping[str, Any]],
    typed: Mapping[str, str],
    member: str,
    *,
    control: Mapping[str, str],
    errors: forms.Errors | None = None,
) -> Context:
    """Two receipts from one stay over 31 December; each amount can still be changed."""
    found, words = errors or {}, labels()
    amounts = [name for name in (*schemas.AMOUNTS, *schemas.UNCOUNTED) if typed.get(name)]
    return {
        "title": _("두 해로 나눠 적기"),
        "tab": "new",
        "member": member,
        "place": typed.get("provider_name", ""),
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "same": [
            {"name": name, "value": typed.get(name, "")}
            for name in Receipt.fields
            if name not in amounts and name not in ("care_from", "care_to", "separate")
        ],
        "halves": [
            {
                "prefix": prefix,
                "year": (half["care_from"] or half["care_to"])[:4],
                "care_from": half["care_from"],
                "care_to": half["care_to"],
                "amounts": [
                    {
                        "name": f"{prefix}{name}",
                        "label": words[name],
                        "value": str(half.get(name, "")),
                    }
                    for name in amounts
                ],
            }
            for prefix, half in zip(("first-", "second-"), halves, strict=True)
        ],
        "errors": forms.first(found),
        "summary": forms.summary(
            found,
            {
                f"{prefix}{name}": label
                for prefix in ("first-", "second-")
                for name, label in words.items()
            },
        ),
    }


def present_day(
    found: Receipt,
    names: Mapping[str, str],
    rows: Sequence[Receipt],
    day: str,
    taken: Collection[str],
    *,
    control: Mapping[str, str],
    errors: forms.Errors | None = None,
    known: Collection[str] = (),
) -> Context:
    """The visits of one day, to be written down once more on `day`; `taken` are ticked."""
    wrong = errors or {}
    return {
        "title": _("그날처럼 한 번에"),
        "tab": "new",
        "action": f"/receipts/{found.id}/day",
        "back": f"/receipts/{found.id}",
        "member": names.get(found.member_id, ""),
        "that_day": found.care_from.isoformat(),
        "day": forms.kept({"day": day})["day"],
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "rows": [
            present_row(row, {})
            | {"paid": row.paid, "taken": row.id in taken, "known": row.id in known}
            for row in rows
        ],
        "known": bool(known),
        "errors": forms.first(wrong),
        "summary": forms.summary(wrong, {"care_from": labels()["care_from"]}),
    }


def present_indemnity(
    found: Receipt,
    names: Mapping[str, str],
    typed: Mapping[str, Any],
    *,
    errors: forms.Errors | None = None,
) -> Context:
    """What an indemnity insurer paid for a receipt, as typed."""
    wrong = errors or {}
    return {
        "title": labels()["indemnity_paid"],
        "tab": "receipts",
        "action": f"/receipts/{found.id}/indemnity",
        "back": f"/receipts/{found.id}",
        "receipt": present_row(found, names) | {"paid": found.paid},
        "control": [{"name": "was", "value": to_json({"indemnity_paid": found.indemnity_paid})}],
        "value": forms.kept(typed).get("indemnity_paid", ""),
        "errors": forms.first(wrong),
        "summary": forms.summary(wrong, {"indemnity_paid": labels()["indemnity_paid"]}),
    }


def present_question(kind: str, **details: Any) -> Context:
    """A question that must be answered before saving: a twin or an outlier."""
    return {"kind": kind, **details}


def to_json(values: Mapping[str, Value]) -> str:
    """The form's `was`: what the person saw when it was opened."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
