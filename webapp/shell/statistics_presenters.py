"""통계: who got an excess back, by year of treatment, band and age. Figures and their sources are
data: webapp/law/data/statistics.toml. An average stands with its year and its denominator (H-15).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from webapp.law.rulebook import read
from webapp.shell.cap_presenters import Context, present_sources, status_label
from webapp.shell.presenters import group_label

Row = Mapping[str, Any]


def present_statistics() -> Context:
    data = read("statistics")
    years = sorted(data["year"], key=lambda row: row["year"], reverse=True)
    shown = [present_year(row, years) for row in years]
    return {
        "title": _("통계"),
        "tab": "menu",
        "latest": shown[0],
        "years": shown,
        "averages": [each for each in shown if each["average"] is not None],
        "by_band": present_parts(data["by_band"]),
        "by_age": present_parts(data["by_age"]),
    }


def present_year(row: Row, years: Sequence[Row]) -> Context:
    """Persons and won of a year, with their length against the largest, in per mille."""
    computed = row.get("computed", ())
    return {
        "year": row["year"],
        "persons": row.get("persons"),
        "persons_bar": part_of(row, years, "persons"),
        "persons_computed": "persons" in computed,
        "amount": row["amount"],
        "amount_bar": part_of(row, years, "amount"),
        "amount_computed": "amount" in computed,
        "average": row.get("average"),
        **present_origin(row),
    }


def present_parts(part: Row) -> Context:
    """The recipients of one year in groups."""
    rows = part["row"]
    return {
        "year": part["year"],
        "note": _(part["note"]),
        "rows": [
            {
                "label": group_label(row["group"]) if "group" in row else _(row["label"]),
                "persons": row["persons"],
                "bar": part_of(row, rows, "persons"),
                "share": percent(row["share"]),
                "amount_share": percent(row["amount_share"]) if "amount_share" in row else "",
            }
            for row in rows
        ],
        **present_origin(part),
    }


def present_origin(row: Row) -> Context:
    return {
        "status": status_label(row["status"]),
        "official": row["status"] == "official",
        "checked": row["checked"].isoformat(),
        "sources": present_sources(row["source"]),
    }


def part_of(row: Row, rows: Sequence[Row], key: str) -> int:
    """How long a bar is, in per mille of the longest."""
    largest: int = max(each.get(key, 0) for each in rows)
    return int(row.get(key, 0)) * 1000 // largest


def percent(per_mille: int) -> str:
    """309 → 30.9"""
    return f"{per_mille // 10}.{per_mille % 10}"
