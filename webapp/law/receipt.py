"""One receipt as the law reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from webapp.law.exclusions import REASONS

_KNOWN = frozenset(REASONS)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Won per column of the official form, and the days of care (both included).

    `copay` is ① 급여 일부본인부담금, `advance` the 상한액 초과금 within it, `uncounted` the parts
    of ① that may have to stay outside the sum, by reason. `discharged` says that the person left
    on `care_to`. Kinds are the ids of `kinds.py`. Raises `ValueError` for a negative amount, an
    unknown reason or days in the wrong order.
    """

    provider_name: str
    provider_kind: str
    care_kind: str
    care_from: date
    care_to: date
    insurance_kind: str = "health"
    copay: int = 0
    insurer_paid: int = 0
    full_self_pay: int = 0
    noncovered: int = 0
    advance: int = 0
    uncounted: Mapping[str, int] = field(default_factory=dict)
    discharged: bool = False
    id: str = ""

    def __post_init__(self) -> None:
        if self.care_to < self.care_from:
            raise ValueError("care_to is before care_from")
        if (
            self.copay < 0
            or self.insurer_paid < 0
            or self.full_self_pay < 0
            or self.noncovered < 0
            or self.advance < 0
        ):
            raise ValueError("amounts cannot be negative")
        for reason, won in self.uncounted.items():
            if reason not in _KNOWN:
                raise ValueError(f"unknown reason {reason!r}")
            if won < 0:
                raise ValueError(f"uncounted.{reason} cannot be negative")
