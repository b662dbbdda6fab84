"""What was read from a receipt, beside what is printed on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

AMOUNTS: Final = (
    "copay", "patient_total", "insurer_paid", "full_self_pay", "noncovered", "advance",
)  # fmt: skip
FIELDS: Final = (
    *AMOUNTS, "care_from", "care_to", "provider_name", "provider_kind", "care_kind",
    "insurance_kind", "receipt_no",
)  # fmt: skip
MUST_STAND: Final = ("copay", "patient_total")  # empty is not the same as 0 here


def wrong_fields(truth: Mapping[str, str], got: Mapping[str, str]) -> list[str]:
    """The fields that are not exactly as printed."""
    return [field for field in FIELDS if not is_right(field, truth, got)]


def is_right(field: str, truth: Mapping[str, str], got: Mapping[str, str]) -> bool:
    """Amounts as digits, days in full, names without their spaces.

    An empty amount stands for 0, an empty last day for a visit of one day. A pharmacy's ③ is
    "비급여(전액본인부담)": it may stand in either of the two fields, once.
    """
    if field in ("full_self_pay", "noncovered") and truth.get("form") == "pharmacy":
        return sum(won(got, name) for name in ("full_self_pay", "noncovered")) == won(
            truth, "noncovered"
        )
    if field in AMOUNTS:
        stands = field not in MUST_STAND or bool(got.get(field))
        return stands and won(got, field) == won(truth, field)
    if field == "care_to":
        return (got.get(field) or got.get("care_from", "")) == truth[field]
    return "".join(got.get(field, "").split()) == "".join(truth[field].split())


def won(values: Mapping[str, str], field: str) -> int:
    """0 for nothing; -1 for what is no amount."""
    digits = values.get(field, "").replace(",", "")
    return int(digits) if digits.isdecimal() else 0 if not digits else -1
