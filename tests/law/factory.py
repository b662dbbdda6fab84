"""Receipts that read like prose."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from webapp.law.receipt import Receipt


def day(text: str) -> date:
    return date.fromisoformat(text)


def receipt(
    copay: int = 0,
    *,
    provider: str = "clinic",
    care: str | None = None,
    on: str = "2023-03-02",
    to: str | None = None,
    name: str | None = None,
    **other: Any,
) -> Receipt:
    """A 건강보험 receipt; a nursing hospital's is an inpatient's, a pharmacy's a pharmacy's."""
    usual = {"nursing": "inpatient", "pharmacy": "pharmacy"}.get(provider, "outpatient")
    return Receipt(
        provider_name=name or provider,
        provider_kind=provider,
        care_kind=care or usual,
        care_from=day(on),
        care_to=day(to or on),
        copay=copay,
        **other,
    )


def nursing_month(year: int, month: int, copay: int = 480_000, **other: Any) -> Receipt:
    """The bill of a whole month in a nursing hospital."""
    last = monthrange(year, month)[1]
    return receipt(
        copay,
        provider="nursing",
        name="요양병원",
        on=f"{year}-{month:02}-01",
        to=f"{year}-{month:02}-{last}",
        **other,
    )
