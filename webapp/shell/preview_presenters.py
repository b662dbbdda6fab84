"""올해 미리보기: the months of a year with what may follow, and the year as it would be if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law.caps import UnknownYear, table
from webapp.law.forecast import cliff, rise
from webapp.law.preview import MONTHS_NEEDED, Course, course, days_ahead, what_if
from webapp.law.stays import NursingDays, general_cap_days
from webapp.receipts.sums import YearSum
from webapp.shell.drawing import rising
from webapp.shell.presenters import (
    Context,
    band_label,
    group_label,
    present_cliff,
    present_figures,
    present_near,
    present_stakes,
    state,
    table_state,
)

MORE_STEP = 10_000  # won: how finely the slider moves
MORE_BY = 100_000  # won: what its buttons add and take
MORE_AT_LEAST = 1_000_000  # won: how far it reaches in any case
DAYS_BY = 10
CHART = 210  # height of the tallest column


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know: `typed` as it stands in the form, the rest as it was read."""

    more: int = 0
    days: int = 0
    band: int | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def present_preview(
    member: Member,
    band: int | None,
    sums: YearSum,
    months: Mapping[int, YearSum],
    providers: Sequence[tuple[str, str, int, int]],
    nursing: NursingDays,
    question: Question,
    year: int,
    today: date,
) -> Context:
    settlement = law.settle(year, band, counted=sums.counted, nursing_days=nursing.total)
    by_month = {month: found.counted for month, found in months.items()}
    running = year == today.year
    return {
        "more_label": _("앞으로 급여 진료비를 더 내면")
        if running
        else _("급여 진료비를 더 냈다면"),
        "title": _("올해 미리보기") if running else _("%(year)s년, 만약 더 냈다면", year=year),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": year,
        "running": running,
        "receipts": sums.receipts,
        **present_figures(sums, settlement, year, band),
        "table": table_state(year),
        "course": present_course(course(year, band, by_month, nursing, today), year, today),
        "gauge": present_gauge(year, band, sums.counted, nursing, today),
        "near": present_near(providers, year),
        "what_if": present_what_if(year, band, sums, nursing, settlement, question, today),
    }


def present_course(found: Course, year: int, today: date) -> Context:
    """The chart of a year, its table, and what it says in one sentence."""
    drawn = rising(
        [(each.low, each.middle, each.high, each.lowest_cap) for each in found.months], CHART
    )
    begun = today.month if year == today.year else 12
    shown = 12 if found.pace is not None else begun
    rows = zip(found.months, drawn["columns"], strict=True)
    ends = [each.counted for each in (found.middle, found.high) if each is not None]
    return {
        "months": [
            {
                "month": each.month,
                "ahead": each.ahead,
                "low": each.low,
                "middle": each.middle,
                "high": each.high,
                "bar": bar if each.month <= shown else None,
                "x": bar["middle"],
            }
            for each, bar in rows
        ],
        "line": drawn["line"],
        "said": said(found, year, today),
        "crossing": month_name(found.crossing),
        "at_most": month_name(found.crossing_at_most),
        "cared": found.months_with_care,
        "needed": MONTHS_NEEDED,
        "pace": {"middle": found.pace.middle, "highest": found.pace.highest}
        if found.pace is not None
        else None,
        "ends": {"low": found.low.counted, "middle": ends[0], "high": ends[1]} if ends else None,
        "lowest": found.lowest,
        "highest": found.highest,
        "long_stay": found.high is not None and found.high.settlement.long_stay,
    }


def month_name(month: int | None) -> str:
    name = f"{month}월"
    return str(_(name)) if month is not None else ""


def said(found: Course, year: int, today: date) -> str:
    """What the chart comes to in a word.

    `past`, `unknown_year`, `over` (the ceiling is passed for good), `raised` (passed, but a long
    stay will raise it), `few` (too few months for a forecast), `crosses`, `may_cross` or
    `stays_below`.
    """
    if year != today.year:
        return "past"
    if found.low.settlement.lowest is None:
        return "unknown_year"
    if passed(found, today):
        crossed = found.crossing is not None and found.crossing <= today.month
        return "over" if crossed else "raised"
    if found.pace is None:
        return "few"
    if found.crossing is not None:
        return "crosses"
    return "may_cross" if found.crossing_at_most is not None else "stays_below"


def passed(found: Course, today: date) -> bool:
    """Whether what is written down has passed the ceiling already."""
    now = found.months[today.month - 1]
    return now.lowest_cap is not None and now.low > now.lowest_cap


def present_gauge(
    year: int, band: int | None, counted: int, nursing: NursingDays, today: date
) -> Context | None:
    """Days in nursing hospitals of the 120, and the won that hang on them."""
    if not nursing.total:
        return None
    limit = general_cap_days()
    return {
        "days": nursing.total,
        "limit": limit,
        "filled": min(nursing.total, limit),
        "long_stay": nursing.long_stay,
        "ongoing": nursing.ongoing,
        "rise": rise(year, band),
        "line": present_cliff(cliff(year, band, counted, nursing, today)),
        **present_stakes(year, band, counted),
    }


def present_what_if(
    year: int,
    band: int | None,
    sums: YearSum,
    nursing: NursingDays,
    now: law.Settlement,
    question: Question,
    today: date,
) -> Context:
    """The sliders, and what comes of them."""
    most = max(reach(now, sums.counted), rounded_up(question.more))
    days_most = days_ahead(year, today)
    chosen = band if band is not None else question.band
    return {
        "typed": {"more": "", "days": "", "band": "", **question.typed},
        "errors": {"more": "", "days": "", "band": "", **question.errors},
        "more_most": most,
        "more_step": MORE_STEP,
        "more_by": MORE_BY,
        "more_at": min(question.more, most) // MORE_STEP * MORE_STEP,
        "days_most": days_most,
        "days_by": DAYS_BY,
        "days_at": question.days,
        "days_open": nursing.total > 0 or question.days > 0 or "days" in question.errors,
        "bands": present_groups(year) if band is None else [],
        "then": None
        if question.errors
        else present_then(year, chosen, sums, nursing, now, question),
    }


def reach(now: law.Settlement, counted: int) -> int:
    """How far the slider goes: well past the ceiling, in round figures."""
    if not now.ladder:
        return MORE_AT_LEAST
    ceiling = now.cap * 3 // 2 if now.cap is not None else now.ladder[-1].cap
    return rounded_up(max(MORE_AT_LEAST, ceiling - counted))


def rounded_up(won: int) -> int:
    return -(-won // MORE_BY) * MORE_BY


def present_groups(year: int) -> list[Context]:
    """Bands to choose from; none for a year without a table."""
    try:
        groups = table(year).groups
    except UnknownYear:
        return []
    return [{"value": str(each.first), "label": group_label(each.key)} for each in groups]


def present_then(
    year: int,
    band: int | None,
    sums: YearSum,
    nursing: NursingDays,
    now: law.Settlement,
    question: Question,
) -> Context:
    """The year if it were so. `gain` and `loss`: the estimate against that of now, if both are."""
    then = what_if(year, band, sums.counted, nursing.total, more=question.more, days=question.days)
    counted = sums.counted + question.more
    known = then.estimate is not None and now.estimate is not None
    change = (then.estimate or 0) - (now.estimate or 0) if known else 0
    return {
        "more": question.more,
        "days": question.days,
        "counted": counted,
        "band_label": band_label(year, band),
        "long_stay": then.long_stay,
        "cap": then.cap,
        "remaining": then.remaining,
        "estimate": then.estimate,
        "lowest": then.lowest,
        "highest": then.highest,
        "state": state(YearSum(receipts=1, counted=counted), then),
        "gain": max(0, change),
        "loss": max(0, -change),
    }
