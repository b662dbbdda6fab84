"""진짜로 신청하려면: the official ways, a question before one leaves, a sheet of paper to take."""

from __future__ import annotations

from flask import Blueprint, Response, redirect
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.law.rulebook import sources
from webapp.refunds import real_presenters
from webapp.routes import on
from webapp.templating import page

bp = Blueprint("real", __name__)


@on(bp, "real")
def real() -> Response:
    return page("real", real_presenters.present_real())


@on(bp, "official_site")
def official_site() -> Response:
    source, host = asked_site()
    return page("official_site", real_presenters.present_official_site(source, host))


@bp.get("/real/site/out")
def leave_for_site() -> Response:
    source, _host = asked_site()
    address = sources()[source].url if source else real_presenters.SITE
    return redirect(address or real_presenters.SITE, 303)  # type: ignore[return-value]


@on(bp, "card")
def card() -> Response:
    """To print: A4, 20 pt. Of nobody: what is practised is not what will be paid."""
    return page("card", real_presenters.present_card())


def asked_site() -> tuple[str, str]:
    """The source that somebody wants to read, or none; and the official site that it stands on."""
    source = forms.asked("source")
    if not source:
        return "", real_presenters.HOSTS[0]
    if source not in real_presenters.official():
        raise NotFound
    return source, real_presenters.official()[source]
