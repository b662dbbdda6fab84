"""What may be said about a receipt: the columns of the official 진료비 계산서·영수증."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError

from webapp.law import receipt as law
from webapp.law.caps import computed_years
from webapp.law.exclusions import REASONS
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.sync.fields import Choice, Day, Flag, Names, StrictSchema, Text, Won, load, sift
from webapp.sync.op import Value

Typed = Mapping[str, Any]

UNCOUNTED_PREFIX = "uncounted-"
UNCOUNTED = tuple(UNCOUNTED_PREFIX + reason for reason in REASONS)
AMOUNTS = ("copay", "insurer_paid", "full_self_pay", "noncovered", "advance", "patient_total")
LONGEST_PROVIDER = 60

# What a phone reads from a photo and a person has to look at: days, then the form's columns.
CHECKABLE = ("care_from", "care_to", *AMOUNTS)


@cache
def receipt_schema() -> Schema:
    """The schema of a receipt; one won field for each reason of the exclusions table."""
    return StrictSchema.from_dict(
        {
            "member_id": Text(
                longest=41, required=True, missing=_l("누구의 영수증인지 골라 주세요.")
            ),
            "provider_name": Text(
                longest=LONGEST_PROVIDER,
                required=True,
                missing=_l("병원이나 약국 이름을 적어 주세요."),
            ),
            "provider_kind": Choice(
                tuple(PROVIDER_KINDS), required=True, missing=_l("어떤 곳인지 골라 주세요.")
            ),
            "care_kind": Choice(
                tuple(CARE_KINDS), required=True, missing=_l("외래, 입원, 약국 가운데 골라 주세요.")
            ),
            "care_from": Day(required=True, missing=_l("진료일을 적어 주세요.")),
            "care_to": Day(required=True, missing=_l("끝나는 날을 적어 주세요.")),
            "insurance_kind": Choice(
                tuple(INSURANCE_KINDS),
                load_default="health",
                missing=_l("보험 종류를 골라 주세요."),
            ),
            "copay": Won(
                required=True,
                missing=_l("급여에서 내가 낸 돈을 적어 주세요. 없으면 0을 적어 주세요."),
            ),
            "insurer_paid": Won(load_default=None, allow_none=True),
            "full_self_pay": Won(load_default=0),
            "noncovered": Won(load_default=0),
            "advance": Won(load_default=0),
            "patient_total": Won(load_default=None, allow_none=True),
            "indemnity_paid": Won(load_default=None, allow_none=True),
            **{name: Won(load_default=0) for name in UNCOUNTED},
            "receipt_no": Text(longest=40, load_default=""),
            "note": Text(longest=500, load_default="", lines=True),
            "discharged": Flag(load_default=False),
            "separate": Flag(load_default=False),
            "unverified": Names(CHECKABLE, load_default=""),
        },
        name="ReceiptSchema",
    )()


def check_receipt(values: Typed, now: datetime) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """The receipt in its own types, or messages by field. `now` is a moment in Seoul.

    All that is wrong is said at once: what could be read is compared, whatever else could not.
    """
    given = dict(values)
    for name in ("full_self_pay", "noncovered", "advance", *UNCOUNTED):
        if given.get(name) is None:
            given.pop(name, None)
    for name in ("receipt_no", "note", "insurance_kind", "discharged", "separate", "unverified"):
        if given.get(name) is None:
            given.pop(name, None)
    if not given.get("care_to"):
        given["care_to"] = given.get("care_from")
    sound, errors = sift(receipt_schema(), given)
    errors |= date_errors(sound, now.date()) | amount_errors(sound)
    if "care_from" in errors and not values.get("care_to"):
        errors.pop("care_to", None)
    return ({}, errors) if errors else (sound, {})


def check_indemnity(values: Typed) -> tuple[dict[str, Value], dict[str, list[str]]]:
    """What an indemnity insurer paid, in won or None, or messages by field."""
    return load(indemnity_schema(), {"indemnity_paid": "", **values})


@cache
def indemnity_schema() -> Schema:
    return StrictSchema.from_dict(
        {"indemnity_paid": Won(load_default=None, allow_none=True)}, name="IndemnitySchema"
    )()


def date_errors(sound: Mapping[str, Any], today: date) -> dict[str, list[str]]:
    """What is wrong with days, of those that are days at all."""
    begun, ended = (day_or_none(sound.get(name)) for name in ("care_from", "care_to"))
    first_year = min(computed_years())
    errors = {}
    if begun is not None and begun.year < first_year:
        errors["care_from"] = [_("%(year)s년 이전은 셈할 표가 없어요.", year=first_year)]
    if begun is not None and begun > today:
        errors["care_from"] = [_("미래 날짜예요. 날짜를 다시 봐 주세요.")]
    if ended is not None and ended > today and ended != begun:  # one day is told once
        errors["care_to"] = [_("미래 날짜예요. 날짜를 다시 봐 주세요.")]
    if begun is None or ended is None or errors:
        return errors
    return stay_errors(begun, ended)


def stay_errors(begun: date, ended: date) -> dict[str, list[str]]:
    if ended < begun:
        return {"care_to": [_("끝나는 날이 시작일보다 빨라요.")]}
    if ended.year > begun.year + 1:
        return {"care_to": [_("한 해가 넘는 영수증은 해마다 나누어 적어 주세요.")]}
    return {} if ended.year == begun.year else {"care_to": [str(CROSSES_YEAR)]}


CROSSES_YEAR = _l("해가 바뀌는 입원이에요. 두 해로 나눠 적어 주세요.")


def amount_errors(sound: Mapping[str, Any]) -> dict[str, list[str]]:
    """What amounts say of each other; with one that is wrong itself, nothing is compared."""
    copay, advance = sound.get("copay"), sound.get("advance")
    if copay is None:
        return {}
    if not copay and sound.get("full_self_pay") == sound.get("noncovered") == 0:
        return {"copay": [_("금액은 0원보다 커야 해요.")]}
    errors = {}
    if advance is not None and advance > copay:
        errors["advance"] = [_("상한액 초과금이 급여에서 내가 낸 돈보다 많아요.")]
        advance = None
    uncounted = {name: sound[name] for name in UNCOUNTED if sound.get(name)}
    if sum(uncounted.values()) > copay - (advance or 0):
        errors |= {name: [_("세지 않는 돈이 낸 돈보다 많아요.")] for name in uncounted}
    return errors


def crosses_year(errors: Mapping[str, list[str]]) -> bool:
    """True if all that is wrong is a stay over 31 December, which two receipts can hold."""
    return bool(errors) and not besides_new_year(errors)


def besides_new_year(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What is wrong besides a stay over 31 December."""
    return {name: said for name, said in errors.items() if said != [str(CROSSES_YEAR)]}


def half_filled(typed: Mapping[str, str]) -> law.Receipt:
    """A receipt from a form that is still being filled: what cannot be read counts as nothing."""
    copay = won_or_none(typed.get("copay")) or 0
    advance = min(won_or_none(typed.get("advance")) or 0, copay)
    care_from = day_or_none(typed.get("care_from"))
    return law.Receipt(
        provider_name=str(typed.get("provider_name", "")),
        provider_kind=str(typed.get("provider_kind", "")),
        care_kind=str(typed.get("care_kind", "")),
        care_from=care_from or date.max,
        care_to=care_from or date.max,
        insurance_kind=str(typed.get("insurance_kind") or "health"),
        copay=copay,
        insurer_paid=won_or_none(typed.get("insurer_paid")) or 0,
        full_self_pay=won_or_none(typed.get("full_self_pay")) or 0,
        noncovered=won_or_none(typed.get("noncovered")) or 0,
        advance=advance,
        uncounted={
            reason: won
            for reason in REASONS
            if (won := won_or_none(typed.get(UNCOUNTED_PREFIX + reason)))
        },
    )


def won_or_none(text: object) -> int | None:
    try:
        return Won(load_default=None).deserialize(text) if text else None
    except ValidationError:
        return None


def day_or_none(text: object) -> date | None:
    try:
        return date.fromisoformat(Day(missing="").deserialize(text)) if text else None
    except ValidationError:
        return None
