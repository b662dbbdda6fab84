"""Arithmetic of the official receipts: 진료비 계산서·영수증 (form 6), 약제비 (forms 10, 11).

    ⑧ 환자부담 총액 = (① 본인부담금 − ⑤ 상한액 초과금) + ③ 전액 본인부담 + ④ 비급여,   0 ≤ ⑤ ≤ ①
    총수납금액 = ① 본인부담금 + ③ 비급여(전액본인부담), at a pharmacy

Providers drop small change, so 100 won are tolerated. A mismatch is a warning to look again,
never a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

TOLERANCE: Final = 100


@dataclass(frozen=True, slots=True)
class FormWarning:
    """A field to look at again. `expected` is the won that the other fields lead to, if they do;
    a message that tells it has a place for it, `%(expected)s`.
    """

    field: str
    code: str
    expected: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """The days of a stay that fall into one calendar year, with their share of each amount in
    won.
    """

    care_from: date
    care_to: date
    amounts: Mapping[str, int]


def warnings(
    *,
    copay: int | None = None,
    insurer_paid: int | None = None,
    full_self_pay: int | None = None,
    noncovered: int | None = None,
    advance: int | None = None,
    patient_total: int | None = None,
    care_kind: str | None = None,
) -> list[FormWarning]:
    """What does not add up on one receipt, in won. None is "not given"; an empty ⑤ is taken as 0.

    An identity is checked only when all of its values were given. `insurer_paid` (②) is in none
    of them unless it repeats the patient's total, a sign of a shifted column.
    """
    found = []
    if copay is not None and advance is not None and advance > copay:
        found.append(
            FormWarning(
                "advance",
                "advance_over_copay",
                copay,
                "상한액 초과금이 급여 본인부담금보다 많아요. 두 칸을 다시 봐 주세요.",
            )
        )
    if (
        copay is not None
        and full_self_pay is not None
        and noncovered is not None
        and patient_total is not None
    ):
        settled = 0 if care_kind == "pharmacy" or advance is None else advance
        expected = copay - settled + full_self_pay + noncovered
        if abs(patient_total - expected) > TOLERANCE:
            shifted = insurer_paid is not None and copay != 0 and insurer_paid == patient_total
            found.append(
                _total_differs(expected, shifted=shifted, pharmacy=care_kind == "pharmacy")
            )
    return found


def split_by_days(care_from: date, care_to: date, amounts: Mapping[str, int]) -> tuple[Part, Part]:
    """Offer a stay over 31 December as two: up to that day, and the rest.

    Each amount is shared by days, both ends counted: floored for the first part, the remainder
    for the second, so that the two always add up. The rest of a stay over several years can be
    split again. Raises `ValueError` for days in the wrong order or within one year.
    """
    if care_to.year <= care_from.year:
        raise ValueError("the stay does not pass 31 December")
    year_end = date(care_from.year, 12, 31)
    days = (care_to - care_from).days + 1
    days_before = (year_end - care_from).days + 1
    first = {name: won * days_before // days for name, won in amounts.items()}
    rest = {name: won - first[name] for name, won in amounts.items()}
    return (
        Part(care_from, year_end, first),
        Part(date(care_from.year + 1, 1, 1), care_to, rest),
    )


def _total_differs(expected: int, *, shifted: bool, pharmacy: bool) -> FormWarning:
    name = "총수납금액" if pharmacy else "환자부담 총액"
    if shifted:
        message = f"{name} 칸에 공단부담금이 들어간 것 같아요. 다시 봐 주세요."
    else:
        message = f"다른 칸을 더하면 %(expected)s이에요. {name}과 맞는지 봐 주세요."
    return FormWarning("patient_total", "patient_total_differs", expected, message)
