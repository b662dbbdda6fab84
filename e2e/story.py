"""The receipts of the stories, typed from their source."""

from __future__ import annotations

from datetime import date, timedelta

from e2e.phone import Phone
from tests.mother import SEPTEMBER, Row, nursing
from tests.mother import YEAR as MOTHERS_YEAR

__all__ = ["BILL", "LADYS_YEAR", "MOTHERS_YEAR", "SEPTEMBER", "VISIT", "Row", "has", "nursing"]

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
