"""계산 풀이 (S-11): one person's year from what was paid to the estimate, each part opening to its
receipts and reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law.calendar import claim_until, rule_notes
from webapp.law.exclusions import everything
from webapp.law.forecast import without_long_stay
from webapp.law.kinds import PROVIDER_KINDS
from webapp.receipts.models import Receipt
from webapp.receipts.presenters import present_row
from webapp.receipts.sums import YearSum
from webapp.shell.band_presenters import present_ladder
from webapp.shell.drawing import waterfall
from webapp.shell.presenters import Context, present_figures, present_near, table_state

SHOWN = 12  # receipts listed under one reason before 모두 보기


def present_year(
    member: Member, receipts: Sequence[Receipt], assessment: law.Assessment, today: date
) -> Context:
    year = assessment.year
    return {
        "title": _("%(year)s년 계산 풀이", year=year),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": year,
        "table": table_state(year),
        **present_sums(receipts, assessment),
        "counted_receipts": receipts_of(receipts, lambda tally: tally.counted),
        "reasons": present_reasons(receipts, assessment),
        "ladder": present_ladder(assessment, assessment.band),
        "three_tiers": len(assessment.ladder) == 3,
        **present_stay(assessment),
        **present_providers(assessment),
        **present_days(assessment, today),
        "rules": [{"label": _(rule.label), "note": _(rule.note)} for rule in rule_notes()],
    }


def present_sums(receipts: Sequence[Receipt], assessment: law.Assessment) -> Context:
    """The figures of the year, and the bars that stand beside them."""
    sums = YearSum(len(receipts), assessment.counted, assessment.paid, assessment.advance)
    return {
        **present_figures(sums, assessment, assessment.year, assessment.band),
        "receipts": len(receipts),
        "indemnity_sum": sum(receipt.indemnity_paid or 0 for receipt in receipts),
        "borne": assessment.borne,
        "bars": waterfall(assessment.paid, sums.not_counted, assessment.cap, assessment.estimate),
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


def present_stay(assessment: law.Assessment) -> Context:
    """Days in nursing hospitals, and the year had they not passed 120."""
    year, band, counted = assessment.year, assessment.band, assessment.counted
    shorter = without_long_stay(year, band, counted, assessment.nursing)
    names = ("estimate", "difference", "cap")
    return {
        "nursing_days": assessment.nursing_days,
        "shorter": {name: getattr(shorter, name) for name in names} if shorter else None,
    }


def present_providers(assessment: law.Assessment) -> Context:
    found = assessment.providers
    sums = [(each.name, each.kind, each.counted, 0) for each in found]
    return {
        "providers": [present_provider(each) for each in found],
        "near": present_near(sums, assessment.year),
    }


def present_provider(each: law.ProviderSum) -> Context:
    return {
        "name": each.name,
        "kind": _(PROVIDER_KINDS[each.kind]),
        "counted": each.counted,
        "top_cap": each.top_cap,
        "over": each.over,
    }


def present_days(assessment: law.Assessment, today: date) -> Context:
    """The day that passed the ceiling, the last day of the three years, and which year it is."""
    year, crossed_on, until = assessment.year, assessment.crossed_on, claim_until(assessment.year)
    return {
        "running": year == today.year,
        "may_compare": year < today.year and bool(assessment.ladder),
        "crossed_on": crossed_on.isoformat() if crossed_on is not None else "",
        "until": until.isoformat() if until is not None and today <= until else "",
    }
