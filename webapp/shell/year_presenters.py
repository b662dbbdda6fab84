"""One person's year → the waterfall, the ladder, the months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law import brackets
from webapp.law.calendar import claim_until, rule_notes
from webapp.law.caps import advance_threshold, top_cap
from webapp.law.exclusions import everything
from webapp.law.forecast import without_long_stay
from webapp.law.kinds import PROVIDER_KINDS
from webapp.receipts.models import Receipt
from webapp.receipts.presenters import present_row
from webapp.receipts.sums import YearSum
from webapp.shell.drawing import columns, share, waterfall
from webapp.shell.presenters import (
    Context,
    band_label,
    group_label,
    present_clock,
    present_figures,
    present_near,
    present_years,
    stays_context,
    table_state,
)

SHOWN = 12  # receipts listed under one reason before 모두 보기


def present_year(
    member: Member, receipts: Sequence[Receipt], assessment: law.Assessment, today: date
) -> Context:
    """계산 풀이 (S-11): the waterfall, each part opening to its receipts and reasons."""
    year, band = assessment.year, assessment.band
    sums = YearSum(len(receipts), assessment.counted, assessment.paid, assessment.advance)
    shorter = without_long_stay(year, band, assessment.counted, assessment.nursing)
    until = claim_until(year)
    return {
        "title": _("%(year)s년 계산 풀이", year=year),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": year,
        "running": year == today.year,
        "may_compare": year < today.year and bool(assessment.ladder),
        **present_figures(sums, assessment, year, band),
        "receipts": len(receipts),
        "indemnity_sum": sum(receipt.indemnity_paid or 0 for receipt in receipts),
        "borne": assessment.borne,
        "bars": waterfall(assessment.paid, sums.not_counted, assessment.cap, assessment.estimate),
        "counted_receipts": receipts_of(receipts, lambda tally: tally.counted),
        "reasons": present_reasons(receipts, assessment),
        "ladder": present_ladder(assessment, band),
        "stays": stays_context(assessment.nursing),
        "nursing_days": assessment.nursing_days,
        "shorter": {
            "estimate": shorter.estimate,
            "difference": shorter.difference,
            "cap": shorter.cap,
        }
        if shorter is not None
        else None,
        "providers": [present_provider(each) for each in assessment.providers],
        "near": present_near(
            [(each.name, each.kind, each.counted, 0) for each in assessment.providers], year
        ),
        "crossed_on": assessment.crossed_on.isoformat() if assessment.crossed_on else "",
        "until": until.isoformat() if until is not None and today <= until else "",
        "three_tiers": len(assessment.ladder) == 3,
        "rules": [{"label": _(rule.label), "note": _(rule.note)} for rule in rule_notes()],
        "table": table_state(year),
    }


def receipts_of(receipts: Sequence[Receipt], part: Any) -> Context:
    """The receipts behind one part of the sum, the largest first, and how many more."""
    found = [(won, receipt) for receipt in receipts if (won := part(law.tally(receipt.as_law())))]
    found.sort(key=lambda pair: (-pair[0], pair[1].care_from, pair[1].id))
    return {
        "rows": [present_row(receipt, {}) | {"won": won} for won, receipt in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
    }


def present_reasons(receipts: Sequence[Receipt], assessment: law.Assessment) -> list[Context]:
    """What was left out, by reason: the sum, why, and the receipts."""
    words = everything()
    return [
        {
            "id": reason,
            "label": _(words[reason].label),
            "why": _(words[reason].reason),
            "won": won,
            "receipts": receipts_of(receipts, lambda tally, reason=reason: part_of(tally, reason)),
        }
        for reason, won in sorted(assessment.left_out.items(), key=lambda item: -item[1])
        if won
    ]


def part_of(tally: law.Tally, reason: str) -> int:
    whole = {
        "noncovered": tally.noncovered,
        "full_self_pay": tally.full_self_pay,
        "other_insurance": tally.other_insurance,
    }
    return whole[reason] if reason in whole else tally.uncounted.get(reason, 0)


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


def present_provider(each: law.ProviderSum) -> Context:
    return {
        "name": each.name,
        "kind": _(PROVIDER_KINDS[each.kind]),
        "counted": each.counted,
        "top_cap": each.top_cap,
        "over": each.over,
    }


def present_member(
    member: Member,
    band: int | None,
    settlement: law.Settlement,
    sums: YearSum,
    months: Mapping[int, YearSum],
    providers: Sequence[tuple[str, str, int, int]],
    years: Sequence[int],
    past: Sequence[tuple[int, YearSum]],
    year: int,
    today: date,
) -> Context:
    """가족 · 한 사람 (S-05)."""
    counted = [months.get(month, YearSum()).counted for month in range(1, 13)]
    threshold = top_cap(year) if settlement.ladder else None
    return {
        "title": member.name,
        "tab": "home",
        "member": {
            "id": member.id,
            "name": member.name,
            "avatar": member.avatar,
            "rev": member.rev,
        },
        "year": year,
        "years": present_years(years, year, today),
        "this_year": today.year,
        **present_figures(sums, settlement, year, band),
        "receipts": sums.receipts,
        "months": [
            {
                "month": month,
                "counted": months.get(month, YearSum()).counted,
                "uncounted": months.get(month, YearSum()).not_counted,
                "bar": bar,
            }
            for month, bar in enumerate(columns(counted, 120), start=1)
        ],
        "providers": [
            {
                "name": name,
                "kind": _(PROVIDER_KINDS[kind]),
                "counted": won,
                "receipts": count,
                "nursing": kind == "nursing" and advance_threshold(year, kind) is None,
                "width": share(won, threshold or max(each[2] for each in providers)),
            }
            for name, kind, won, count in providers
        ],
        "top_cap": threshold,
        "near": present_near(providers, year),
        "past": [
            {
                "year": each,
                "counted": found.counted,
                "uncounted": found.not_counted,
                "clock": present_clock(each, found.counted, today),
            }
            for each, found in past
        ],
    }


def present_bands(
    member: Member,
    band: int | None,
    settlement: law.Settlement,
    year: int,
    premium: Context,
    *,
    refused: bool = False,
) -> Context:
    """분위 찾기 (S-06)."""
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
