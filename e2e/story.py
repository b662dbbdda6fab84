"""The receipts of the stories, typed from their source."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from e2e.phone import Phone

Row = dict[str, Any]

BILL: Row = {
    "care_kind": "outpatient",
    "care_from": "2023-05-02",
    "provider_name": "가나병원",
    "provider_kind": "hospital",
    "copay": 5_000_000,
}


VISIT: Row = {
    "care_kind": "outpatient",
    "care_from": "2026-05-04",
    "provider_name": "가나의원",
    "provider_kind": "clinic",
    "copay": 18_500,
}


def nursing(month: int) -> Row:
    """A month of 2023 in the mother's nursing hospital."""
    return {
        "care_kind": "inpatient",
        "care_from": f"2023-{month:02}-01",
        "care_to": f"2023-{month:02}-{monthrange(2023, month)[1]}",
        "provider_name": "은빛요양병원",
        "provider_kind": "nursing",
        "copay": 480_000,
        "noncovered": 200_000,
    }


SEPTEMBER: Row = {
    "care_kind": "inpatient",
    "care_from": "2023-09-01",
    "care_to": "2023-09-30",
    "provider_name": "늘봄종합병원",
    "provider_kind": "general",
    "copay": 1_650_000,
    "noncovered": 300_000,
    "uncounted_shared_room": 400_000,
}

MOTHERS_YEAR: list[Row] = [
    *(nursing(month) for month in range(2, 9)),
    SEPTEMBER,
    *(nursing(month) for month in (10, 11, 12)),
]


LADYS_YEAR: list[Row] = [
    {"provider_name": name, "provider_kind": kind, "care_from": day, "copay": copay}
    for name, kind, day, copay in (
        ("A병원", "hospital", "2023-02-01", 4_000_000),
        ("B병원", "hospital", "2023-03-02", 1_000_000),
        ("C약국", "pharmacy", "2023-03-03", 500_000),
    )
]


def patients_year() -> list[Row]:
    """Twelve cycles of a treatment in 2025, every 21 days, with two scans."""
    rows: list[Row] = []
    for cycle in range(12):
        day = (date(2025, 1, 14) + timedelta(days=21 * cycle)).isoformat()
        for name, kind, copay in (
            ("가온대학교병원", "tertiary", 210_000),
            ("새봄의원", "clinic", 15_000),
            ("햇살약국", "pharmacy", 18_500),
        ):
            rows.append(
                {"provider_name": name, "provider_kind": kind, "care_from": day, "copay": copay}
            )
    return rows


def has(phone: Phone, member: str, rows: list[Row]) -> list[str]:
    """Receipts that are there already; returns their ids."""
    return [phone.has_receipt(member, **row) for row in rows]
