"""올해 미리보기 (X-01): asked by the address alone, so that nothing of a "what if" is kept."""

from __future__ import annotations

import re
from datetime import date

from flask import Blueprint, Response
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import today
from webapp.law.preview import days_ahead
from webapp.law.stays import nursing_days
from webapp.receipts import sums
from webapp.routes import on
from webapp.security import looks_like_resident_number
from webapp.shell.preview_presenters import Question, present_preview
from webapp.shell.views import member_or_404, read_won
from webapp.sync.fields import MOST_WON
from webapp.templating import page

bp = Blueprint("preview", __name__)

DAYS = re.compile("[0-9]{1,3}")
BY = re.compile("-?[0-9]{1,9}")
BANDS = {str(band): band for band in range(1, 11)}


@on(bp, "preview")
def preview(member_id: str, year: int) -> Response:
    visit, found = member_or_404(member_id, year)
    whole = sums.year_of(visit.household_id, year)
    question = asked_question(year, today())
    context = present_preview(
        found,
        found.band(year),
        whole.of(found.id),
        sums.months_of(visit.household_id, found.id, year),
        sums.providers_of(visit.household_id, found.id, year),
        nursing_days(year, whole.stays_of(found.id), today()),
        question,
        year,
        today(),
    )
    return page("preview", context, 422 if question.errors else 200)


def asked_question(year: int, on: date) -> Question:
    """What the address asks; a button's `more_by` and `days_by` are taken into its field."""
    typed = {name: forms.asked(name).strip() for name in ("more", "days", "band")}
    errors: dict[str, str] = {}
    more, wrong = read_won(typed["more"])
    if wrong:
        errors["more"] = wrong
    if looks_like_resident_number(typed["more"]):
        typed["more"] = ""
    most = days_ahead(year, on)
    days = int(typed["days"]) if DAYS.fullmatch(typed["days"]) else 0
    if (typed["days"] and not DAYS.fullmatch(typed["days"])) or days > most:
        errors["days"] = str(_("날수는 0부터 %(most)s까지 적어 주세요.", most=most))
    if typed["band"] and typed["band"] not in BANDS:
        errors["band"] = str(_("분위는 1부터 10까지예요. 모르면 ‘몰라요’를 골라 주세요."))
    if not errors:
        more = min(max(0, (more or 0) + by("more_by")), MOST_WON)
        days = min(max(0, days + by("days_by")), most)
        typed |= {"more": str(more) if more else "", "days": str(days) if days else ""}
    return Question(more or 0, days, BANDS.get(typed["band"]), typed, errors)


def by(name: str) -> int:
    asked = forms.asked(name)
    return int(asked) if BY.fullmatch(asked) else 0
