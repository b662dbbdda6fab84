"""통계: who got an excess back, by year of treatment, band and age. Figures and their sources are
data: webapp/law/data/statistics.toml. An average and a share stand with their year and their
denominator (H-15).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from webapp.law.rulebook import read
from webapp.shell.cap_presenters import Context, status_label
from webapp.shell.presenters import group_label
from webapp.sources import present_sources

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
        "lower_half": present_shares(data["lower_half"], years),
        "elderly": present_shares(data["elderly"], years),
        "agreed": present_shares(data["agreed"], years),
        "unclaimed": present_unclaimed(data["unclaimed"]),
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


def present_shares(rows: Sequence[Row], years: Sequence[Row]) -> list[Context]:
    """A part of each year's people, the newest year first."""
    everybody = {row["year"]: row["persons"] for row in years if "persons" in row}
    newest_first = sorted(rows, key=lambda row: row["year"], reverse=True)
    return [present_share(row, everybody[row["year"]]) for row in newest_first]


def present_share(row: Row, everybody: int) -> Context:
    """What was published of it; a share that was not is worked out, to a thousandth."""
    persons = row.get("persons")
    share = row.get("share") or (2000 * (persons or 0) + everybody) // (2 * everybody)
    return {
        "year": row["year"],
        "persons": persons,
        "everybody": everybody,
        "share": percent(share),
        "share_computed": "share" not in row,
        "bar": share,
        "amount_share": percent(row["amount_share"]) if "amount_share" in row else "",
        **present_origin(row),
    }


def present_unclaimed(row: Row) -> Context:
    """What nobody has asked for, in cases and won."""
    until = row["until"]
    figures = ("cases", "amount", "lapsed_cases", "lapsed_amount")
    return {
        "from": row["from"],
        "year": until.year,
        "month": _(f"{until.month}월"),
        **{name: row[name] for name in figures},
        **present_origin(row),
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
