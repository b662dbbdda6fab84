"""분위 찾기 (S-06): the ladder of ceilings, one's own rung on it, and a band from a premium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law import brackets
from webapp.shell.presenters import Context, band_label, group_label


def present_bands(
    member: Member,
    band: int | None,
    settlement: law.Settlement,
    year: int,
    premium: Context,
    *,
    refused: bool = False,
) -> Context:
    return {
        "title": _("%(name)s · 분위 찾기", name=member.name),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": year,
        "ladder": present_ladder(settlement, band),
        "band": band,
        "band_label": band_label(year, band),
        "long_stay": settlement.long_stay,
        "premium": premium,
        "refused": refused,
    }


def present_ladder(settlement: Any, band: int | None) -> list[Context]:
    """Cap and estimate of each group; `mine` marks the person's own."""
    return [
        {
            "key": rung.band,
            "label": group_label(rung.band),
            "band": rung.band.partition("-")[0],
            "cap": rung.cap,
            "estimate": rung.estimate,
            "mine": band is not None and covers(rung.band, band),
        }
        for rung in settlement.ladder
    ]


def covers(key: str, band: int) -> bool:
    first, dash, last = key.partition("-")
    return int(first) <= band <= int(last if dash else first)


def present_premium(
    year: int,
    kind: str,
    typed: str,
    premium: int | None,
    error: str,
    rows: Sequence[brackets.Bracket],
) -> Context:
    """A band suggested from a monthly premium, where the year's bracket is certain."""
    known = [row for row in rows if row.year == year]
    suggestion = (
        brackets.suggest_band(year, kind, premium, known)
        if premium is not None and kind in brackets.KINDS
        else None
    )
    return {
        "has_table": bool(known),
        "kind": kind,
        "typed": typed,
        "error": error,
        "asked": premium is not None and not error,
        "band": suggestion.band.partition("-")[0] if suggestion else "",
        "label": group_label(suggestion.band) if suggestion else "",
        "over": suggestion.over if suggestion else None,
        "upto": suggestion.upto if suggestion else None,
        "official": suggestion is not None and suggestion.status in ("official", "operator"),
    }
