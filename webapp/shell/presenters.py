"""Sums → what home and the screens of a person's year show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law.calendar import claim_until, notices_start
from webapp.law.caps import UnknownYear, group_of, table
from webapp.law.forecast import Cliff, cliff
from webapp.law.stays import NursingDays, nursing_days
from webapp.receipts.sums import YearOfHousehold, YearSum
from webapp.shell.drawing import meter

Context = dict[str, Any]

SOON_TO_LAPSE = 400  # days; earlier, the three-year clock would only be noise on home


def present_home(
    members: Sequence[Member],
    bands: Mapping[str, int],
    sums: YearOfHousehold,
    years: Sequence[int],
    year: int,
    today: date,
    notice: Context | None = None,
) -> Context:
    cards = [present_card(member, bands.get(member.id), sums, year, today) for member in members]
    return {
        "title": _("상한지기"),
        "tab": "home",
        "cards": cards,
        "year": year,
        "years": present_years(years, year, today),
        "new_year": year < today.year,
        "this_year": today.year,
        "tasks": present_tasks(cards, year, today),
        "table": table_state(year),
        "notice": notice,
    }


def present_years(years: Sequence[int], chosen: int, today: date) -> list[Context]:
    """The years one can look at: this one, and those with receipts. Newest first."""
    return [
        {"year": year, "chosen": year == chosen}
        for year in sorted({*years, today.year, chosen}, reverse=True)
    ]


def present_card(
    member: Member, band: int | None, year_sums: YearOfHousehold, year: int, today: date
) -> Context:
    """One person's year on home."""
    sums = year_sums.of(member.id)
    nursing = nursing_days(year, year_sums.stays_of(member.id), today)
    settlement = law.settle(year, band, counted=sums.counted, nursing_days=nursing.total)
    return {
        "id": member.id,
        "name": member.name,
        "year": year,
        "receipts": sums.receipts,
        "unverified": sums.unverified,
        "cliff": present_cliff(cliff(year, band, sums.counted, nursing, today)),
        **present_figures(sums, settlement, year, band),
    }


def present_figures(
    sums: YearSum, settlement: law.Settlement | law.Assessment, year: int, band: int | None
) -> Context:
    """The figures of design §5, and the state in which they leave the person."""
    return {
        "counted": sums.counted,
        "uncounted": sums.not_counted,
        "advance": sums.advance,
        "paid": sums.paid,
        "band": band,
        "band_label": band_label(year, band),
        "long_stay": settlement.long_stay,
        "cap": settlement.cap,
        "remaining": settlement.remaining,
        "estimate": settlement.estimate,
        "lowest": settlement.lowest,
        "highest": settlement.highest,
        "state": state(sums, settlement),
        "meter": meter(sums.counted, settlement.cap),
    }


def state(sums: YearSum, settlement: law.Settlement | law.Assessment) -> str:
    """`unknown_year`, `empty`, `range`, `below`, `exact` or `over`."""
    if not settlement.ladder:
        return "unknown_year"
    if not sums.receipts:
        return "empty"
    if settlement.cap is None:
        return "range"
    if sums.counted == settlement.cap:
        return "exact"
    return "over" if sums.counted > settlement.cap else "below"


def band_label(year: int, band: int | None) -> str:
    """2–3분위, as the year's table groups it; empty if not known."""
    if band is None:
        return ""
    try:
        return group_label(group_of(year, band).key)
    except UnknownYear:
        return str(_("%(band)s분위", band=band))


def group_label(key: str) -> str:
    return str(_("%(band)s분위", band=key.replace("-", "–")))


def present_cliff(line: Cliff | None) -> Context | None:
    """The 120-day line of a stay that goes on."""
    if line is None:
        return None
    return {
        "days": line.days,
        "days_left": line.days_left,
        "crossed": line.crossed,
        "last_day": line.last_general_day.isoformat(),
        "next_day": line.first_long_stay_day.isoformat(),
        "general_cap": line.general_cap,
        "long_stay_cap": line.long_stay_cap,
        "at_stake": line.at_stake,
        "raised": line.long_stay_cap - line.general_cap
        if line.long_stay_cap is not None and line.general_cap is not None
        else None,
    }


def present_tasks(cards: Sequence[Context], year: int, today: date) -> list[Context]:
    """At most three things to do next."""
    tasks = []
    unknown = [card for card in cards if card["state"] == "range"]
    if unknown:
        card = unknown[0]
        tasks.append(
            {
                "text": _("%(name)s의 분위를 고르면 범위가 좁아져요", name=card["name"]),
                "href": f"/members/{card['id']}/bands/{year}",
            }
        )
    above = any(
        card["state"] == "over" or (card["state"] == "range" and card["highest"]) for card in cards
    )
    if above:
        tasks.append({"text": next_step(year, today), "href": ""})
    return tasks[:3]


def next_step(year: int, today: date) -> str:
    """What to do about an excess: wait for the notices, ask, or hurry (the 3-year clock)."""
    start, until = notices_start(year), claim_until(year)
    if start is None or until is None or today < start:
        return str(_("%(year)s년 8월이 되면 공단에서 정한 금액을 확인하세요", year=year + 1))
    left = (until - today).days
    if left < 0:
        return str(
            _("%(year)s년 진료분은 3년이 지났을 수 있어요. 1577-1000에 물어보세요", year=year)
        )
    if left > SOON_TO_LAPSE:
        return str(_("%(year)s년 진료분은 지금 공단에 확인해 볼 수 있어요", year=year))
    return str(_("%(year)s년 진료분은 청구할 날이 %(days)s일 남았어요", year=year, days=left))


def table_state(year: int) -> str:
    """`official`, `secondary` or `unknown`: how far the year's table can be trusted."""
    try:
        return table(year).status
    except UnknownYear:
        return "unknown"


def stays_context(nursing: NursingDays) -> list[Context]:
    return [
        {"from": first.isoformat(), "to": last.isoformat(), "days": (last - first).days + 1}
        for first, last in nursing.stays
    ]
