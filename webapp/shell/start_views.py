"""시작 설정: how large, whose, and which band; each step can be passed over."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from webapp import look
from webapp.clock import today
from webapp.household.visits import current_visit
from webapp.law import brackets
from webapp.routes import on
from webapp.shell import start_presenters
from webapp.templating import page, to

bp = Blueprint("start", __name__)


@on(bp, "start")
def start() -> Response:
    return page("start", start_presenters.present_start(look.chosen()))


@on(bp, "start_look")
def start_look() -> Response:
    chosen = look.settled({**look.chosen(), **request.form})
    return look.remember(to("household.new_member", then="start"), chosen)


@on(bp, "start_band")
def start_band() -> Response:
    """Asks for everybody whose band of this year nobody has chosen; then the set-up is over."""
    visit, year = current_visit(), today().year
    members = visit.members() if visit is not None else ()
    if visit is None or not members:
        return to("shell.home", started=1)
    bands = visit.bands(year)
    left = [each for each in members if each.id not in bands]
    if not left:
        return to("shell.home")
    rows = brackets.load(current_app.extensions["config"].brackets_file)
    has_table = any(row.year == year for row in rows)
    return page("start_band", start_presenters.present_start_band(left, year, has_table=has_table))
