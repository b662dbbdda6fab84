"""Sums → what home and the screens of a person's year show."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.household.schemas import CLOSED
from webapp.law import assess as law
from webapp.law.calendar import claim_clock
from webapp.law.caps import UnknownYear, advance_threshold, group_of, table
from webapp.law.forecast import Cliff, cliff, stakes
from webapp.law.preview import nearness
from webapp.law.stays import NursingDays, nursing_days
from webapp.receipts.sums import YearOfHousehold, YearSum
from webapp.refunds.presenters import present_three_years
from webapp.shell.drawing import meter

Context = dict[str, Any]

TOLD_AT_ONCE = 2  # notices about ceilings: the cards stay near the top
SOON_TO_LAPSE = 400  # days; earlier, the three-year clock would only be noise on home


def present_home(
    members: Sequence[Member],
    bands: Mapping[str, int],
    sums: YearOfHousehold,
    years: Sequence[int],
    year: int,
    today: date,
    notice: Context | None = None,
    *,
    closed: Collection[tuple[str, str]] = (),
    lapsing: Sequence[int] = (),
    started: bool = False,
) -> Context:
    """Home (S-04). `closed` are notices of this year that somebody has closed, by member and level;
    `lapsing` the other years that may give something back, but not for much longer; `started` says
    that the set-up was gone through, and nobody named.
    """
    cards = [present_card(member, bands.get(member.id), sums, year, today) for member in members]
    return {
        "title": _("상한지기"),
        "tab": "home",
        "cards": cards,
        "year": year,
        "years": present_years(years, year, today),
        "new_year": year < today.year,
        "season": season(years, year, today),
        "this_year": today.year,
        "last_year": today.year - 1,
        "several": len(cards) > 1,
        "receipts": sum(card["receipts"] for card in cards),
        "told": present_notices(cards, closed, year, today),
        "tasks": present_tasks(cards, lapsing, year, today),
        "ways": present_ways(cards, year),
        "table": table_state(year),
        "new_table": None,  # told by the worker, which keeps the table that it had before
        "notice": notice,
        "started": started,
    }


def season(years: Sequence[int], year: int, today: date) -> str:
    """`ending` in December, `turned` in the January after a year with receipts, else nothing."""
    if year == today.year and today.month == 12:
        return "ending"
    turned = today.month == 1 and today.year - 1 in years
    return "turned" if turned and year in (today.year, today.year - 1) else ""


def present_notices(
    cards: Sequence[Context], closed: Collection[tuple[str, str]], year: int, today: date
) -> list[Context]:
    """That a ceiling is near (80 per cent), or reached: once a person, year and level."""
    if year != today.year:
        return []
    found = []
    for card in cards:
        level = nearness(card["counted"], card["cap"])
        if level and not any((card["id"], each) in closed for each in at_least(level)):
            names = ("id", "name", "year", "state", "remaining", "estimate")
            found.append({"level": level, **{name: card[name] for name in names}})
    return found[:TOLD_AT_ONCE]


def at_least(level: str) -> list[str]:
    """The level and those above it."""
    levels = list(CLOSED)
    return levels[levels.index(level) :]


def present_ways(cards: Sequence[Context], year: int) -> list[Context]:
    """The quick ways of home; of several people, whose year is meant."""
    if not cards:
        return []
    mine = next((card for card in cards if card["receipts"]), cards[0])
    nursed = next((card for card in cards if card["nursing_days"]), mine)
    several = len(cards) > 1
    of_year = f"/members/{mine['id']}/years/{year}"
    stays = f"/members/{nursed['id']}/years/{year}/stays"
    return [
        {"href": "/scan", "icon": "camera", "name": _("영수증 찍기"), "whose": ""},
        {"href": "/statements", "icon": "wallet", "name": _("환급금 조회"), "whose": ""},
        {"href": f"/caps?year={year}", "icon": "table-2", "name": _("상한액 표"), "whose": ""},
        {
            "href": of_year,
            "icon": "calculator",
            "name": _("계산 다시 보기"),
            "whose": mine["name"] if several else "",
        },
        {
            "href": stays,
            "icon": "bed",
            "name": _("입원일 세기"),
            "whose": nursed["name"] if several else "",
        },
        {"href": "/claims", "icon": "file-text", "name": _("신청 연습"), "whose": ""},
    ]


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
        "avatar": member.avatar,
        "year": year,
        "receipts": sums.receipts,
        "unverified": sums.unverified,
        "nursing_days": nursing.total,
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
    first, _dash, last = key.partition("-")
    if last:
        return str(_("%(first)s–%(last)s분위", first=first, last=last))
    return str(_("%(band)s분위", band=first))


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
        "raised": line.long_stay_cap - line.general_cap
        if line.long_stay_cap is not None and line.general_cap is not None
        else None,
    }


def present_stakes(year: int, band: int | None, counted: int) -> Context:
    """The won by which passing day 120 lowers the estimate: a range where the band is unknown."""
    lost = stakes(year, band, counted)
    return {
        "least": lost[0] if lost is not None else None,
        "most": lost[1] if lost is not None else None,
    }


def present_near(providers: Sequence[tuple[str, str, int, int]], year: int) -> list[Context]:
    """Institutions whose own sum is near the highest ceiling, or has reached it."""
    found = []
    for name, kind, won, _count in providers:
        top = advance_threshold(year, kind)
        close = nearness(won, top)
        if top is not None and close:
            over = max(0, won - top)
            found.append({"name": name, "state": close, "top_cap": top, "won": won, "over": over})
    return found


def present_tasks(
    cards: Sequence[Context], lapsing: Sequence[int], year: int, today: date
) -> list[Context]:
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
    if any(gives_back(card) for card in cards):
        tasks.append({"text": next_step(year, today), "href": "/real"})
    tasks += [{"text": next_step(each, today), "href": f"/?year={each}"} for each in lapsing]
    return tasks[:3]


def gives_back(card: Context) -> bool:
    """Whether a person's year may give something back."""
    return card["state"] == "over" or bool(card["state"] == "range" and card["highest"])


def lapses_soon(year: int, today: date) -> bool:
    """Whether the three years of a year end within `SOON_TO_LAPSE` days."""
    left = claim_clock(year, today).days_left
    return left is not None and left <= SOON_TO_LAPSE


def present_clock(year: int, counted: int, today: date) -> Context | None:
    """The three-year clock of a past year; none where no band would get anything back."""
    settlement = law.settle(year, None, counted=counted, nursing_days=0)
    if not settlement.highest:
        return None
    return present_three_years(year, today)


def next_step(year: int, today: date) -> str:
    """What to do about an excess: wait for the notices, ask, or hurry (the 3-year clock)."""
    clock = claim_clock(year, today)
    if clock.state == "waiting":
        return str(_("%(year)s년 8월이 되면 공단에서 정한 금액을 확인하세요", year=year + 1))
    if clock.state == "unknown":
        return str(_("%(year)s년 진료분은 청구할 날이 남았는지 1577-1000에 물어보세요", year=year))
    if clock.days_left is None:
        return str(
            _("%(year)s년 진료분은 3년이 지났을 수 있어요. 1577-1000에 물어보세요", year=year)
        )
    if clock.days_left > SOON_TO_LAPSE:
        return str(_("%(year)s년 진료분은 지금 공단에 확인해 볼 수 있어요", year=year))
    return str(
        _("%(year)s년 진료분은 청구할 날이 %(days)s일 남았어요", year=year, days=clock.days_left)
    )


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
