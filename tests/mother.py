"""What is paid for the mother of the first journey (J-1) in 2023, as her daughter types it."""

from __future__ import annotations

from calendar import monthrange
from typing import Any

Row = dict[str, Any]


def nursing(month: int) -> Row:
    """A month in her nursing hospital."""
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

YEAR: list[Row] = [
    *(nursing(month) for month in range(2, 9)),
    SEPTEMBER,
    *(nursing(month) for month in (10, 11, 12)),
]
