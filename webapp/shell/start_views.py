"""시작 설정: how large, whose, and which band; each step can be passed over."""

from __future__ import annotations

from flask import Blueprint, Response, request

from webapp import forms, look
from webapp.clock import today
from webapp.household.visits import current_visit
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
    visit = current_visit()
    member = visit.member(forms.asked("member")) if visit is not None else None
    if member is None:
        return to("shell.home")
    return page("start_band", start_presenters.present_start_band(member, today().year))
