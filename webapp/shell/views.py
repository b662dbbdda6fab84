"""Home, a person, a person's year, the cap table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import today
from webapp.errors import note_unavailable
from webapp.extensions import db
from webapp.household.models import Member, Visit
from webapp.household.visits import current_visit, visit_or_404
from webapp.law import brackets
from webapp.law.assess import Assessment, Settlement, assess, settle
from webapp.law.stays import nursing_days
from webapp.receipts import sums
from webapp.receipts.models import Receipt
from webapp.receipts.search import Filter
from webapp.receipts.sums import YearOfHousehold, YearSum
from webapp.routes import on
from webapp.security import looks_like_resident_number
from webapp.shell import (
    band_presenters,
    cap_presenters,
    member_presenters,
    presenters,
    stays_presenters,
    year_presenters,
)
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE, Won
from webapp.templating import page, to

bp = Blueprint("shell", __name__)


@on(bp, "home")
def home() -> Response:
    visit = current_visit()
    if visit is None and current_app.extensions["config"].demo:
        return to("examples.choose")
    members = visit.members() if visit is not None else ()
    years = sums.years_with_receipts(visit.household_id) if visit is not None else []
    year = chosen_year(years)
    context = presenters.present_home(
        members,
        visit.bands(year) if visit is not None else {},
        sums.year_of(visit.household_id, year) if visit is not None else YearOfHousehold(),
        years,
        year,
        today(),
        notice=deleted_member(visit),
        closed=visit.closed_notices(year) if visit is not None and year == today().year else (),
        lapsing=lapsing(visit, members, years, year) if visit is not None else (),
        started="started" in request.args,
    )
    return page("home", context)


def lapsing(visit: Visit, members: Sequence[Member], years: list[int], shown: int) -> list[int]:
    """Other years that may give something back, and not for much longer; the oldest first."""
    return [
        year
        for year in sorted(years)
        if year != shown
        and presenters.lapses_soon(year, today())
        and may_give_back(visit, members, year)
    ]


def may_give_back(visit: Visit, members: Sequence[Member], year: int) -> bool:
    bands, whole = visit.bands(year), sums.year_of(visit.household_id, year)
    return any(
        presenters.gives_back(
            presenters.present_card(each, bands.get(each.id), whole, year, today())
        )
        for each in members
    )


def chosen_year(years: list[int]) -> int:
    """The year asked for; else this one; but the latest with receipts if this one has none."""
    asked = forms.asked_year()
    if asked is not None and asked <= today().year:
        return asked
    return today().year if today().year in years or not years else years[0]


def deleted_member(visit: Visit | None) -> dict[str, Any] | None:
    if visit is None or not request.args.get("deleted"):
        return None
    member = Member.find(visit.household_id, forms.asked("deleted"))
    if member is None or member.deleted_at is None:
        return None
    return {"id": member.id, "name": member.name}


@on(bp, "member")
def member(member_id: str) -> Response:
    visit, found = member_or_404(member_id)
    years = sums.years_of_member(visit.household_id, found.id)
    year = chosen_year(years)
    kept, band, settlement = settled(visit, found, year)
    context = member_presenters.present_member(
        found,
        band,
        settlement,
        kept,
        sums.months_of(visit.household_id, found.id, year),
        sums.providers_of(visit.household_id, found.id, year),
        years,
        sums.past_years(visit.household_id, found.id, year),
        year,
        today(),
    )
    return page("member", context)


def settled(visit: Visit, found: Member, year: int) -> tuple[YearSum, int | None, Settlement]:
    """A person's year from the sums that are kept."""
    whole = sums.year_of(visit.household_id, year)
    kept, band = whole.of(found.id), found.band(year)
    nursing = nursing_days(year, whole.stays_of(found.id), today())
    return kept, band, settle(year, band, counted=kept.counted, nursing_days=nursing.total)


@on(bp, "ask_delete_member")
def ask_delete_member(member_id: str) -> Response:
    visit, found = member_or_404(member_id)
    count = Filter(member=found.id).totals(visit.household_id)[0]
    return page(
        "ask_delete_member",
        {
            "title": _("이 사람 지우기"),
            "tab": "home",
            "member": {"id": found.id, "name": found.name},
            "receipts": count,
        },
    )


@on(bp, "bands")
def bands(member_id: str, year: int) -> Response:
    visit, found = member_or_404(member_id, year)
    _kept, band, settlement = settled(visit, found, year)
    typed = forms.asked("premium")
    kind = forms.asked("kind") or "employee"
    premium, error = read_won(typed)
    typed = "" if looks_like_resident_number(typed) else typed
    rows = brackets.load(current_app.extensions["config"].brackets_file)
    context = band_presenters.present_bands(
        found,
        band,
        settlement,
        year,
        band_presenters.present_premium(year, kind, typed, premium, error, rows),
        refused="refused" in request.args,
    )
    context["starting"] = forms.asked("then") == "start"
    return page("bands", context, 422 if error or context["refused"] else 200)


def read_won(typed: str) -> tuple[int | None, str]:
    if looks_like_resident_number(typed):
        return None, str(RESIDENT_NUMBER_MESSAGE)
    try:
        return Won(load_default=None).deserialize(typed), ""
    except ValidationError as problem:
        return None, str(problem.messages[0])


@on(bp, "member_year")
def member_year(member_id: str, year: int) -> Response:
    found, rows, assessment = assessed(member_id, year)
    return page("member_year", year_presenters.present_year(found, rows, assessment, today()))


@on(bp, "stays")
def stays(member_id: str, year: int) -> Response:
    found, rows, assessment = assessed(member_id, year)
    return page("stays", stays_presenters.present_stays(found, rows, assessment, today()))


def assessed(member_id: str, year: int) -> tuple[Member, Sequence[Receipt], Assessment]:
    """A person's year from all its receipts."""
    visit, found = member_or_404(member_id, year)
    rows = sums.of_member_and_year(visit.household_id, found.id, year)
    receipts = [row.as_law() for row in rows]
    return found, rows, assess(year, found.band(year), receipts, today())


@on(bp, "caps")
def caps() -> Response:
    try:
        visit = current_visit()
    except OperationalError as error:  # the table is there all the same
        note_unavailable(error)
        visit = None
    year = forms.asked_year() or today().year
    mine = visit.bands(year) if visit is not None else {}
    members = visit.members() if visit is not None else ()
    return page("caps", cap_presenters.present_caps(year, today(), members, mine))


@bp.get("/caps.json")
def caps_json() -> Response:
    """The whole table, for scripts and phones; its ETag changes only when the table does."""
    rows = brackets.load(current_app.extensions["config"].brackets_file)
    premiums = [
        {name: value for name, value in asdict(row).items() if name != "line"} for row in rows
    ]
    response = jsonify({**cap_presenters.as_json(), "brackets": premiums})
    response.headers["Cache-Control"] = "public, no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


@bp.get("/healthz")
def healthz() -> Response:
    """200 when the database answers; 503 otherwise (see errors.py)."""
    db.session.execute(text("SELECT 1"))
    return jsonify(status="ok")


def member_or_404(member_id: str, year: int = 2004) -> tuple[Visit, Member]:
    visit = visit_or_404()
    found = visit.member(member_id)
    if found is None or year not in forms.YEARS:
        raise NotFound
    return visit, found
