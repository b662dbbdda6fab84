"""도움말 (S-30), 이 앱에 대해, 통계."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp import forms
from webapp.routes import on
from webapp.security import looks_like_resident_number
from webapp.shell import help_presenters, statistics_presenters
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE
from webapp.templating import page

bp = Blueprint("help", __name__)


@on(bp, "help")
def ask() -> Response:
    return page("help", help_presenters.present_help())


@on(bp, "neighbours")
def neighbours() -> Response:
    return page("neighbours", help_presenters.present_neighbours())


@on(bp, "words")
def words() -> Response:
    q = forms.asked("q")
    if looks_like_resident_number(q):
        refused = help_presenters.present_words(error=str(RESIDENT_NUMBER_MESSAGE))
        response = page("words", refused, 422)
        response.headers["HX-Push-Url"] = "false"
        return response
    return page("words", help_presenters.present_words(q))


@on(bp, "message")
def message() -> Response:
    """The message itself never comes here: static/message/ looks at it on the phone."""
    return page("message", help_presenters.present_message())


@on(bp, "about")
def about() -> Response:
    return page("about", help_presenters.present_about())


@on(bp, "statistics")
def statistics() -> Response:
    return page("statistics", statistics_presenters.present_statistics())
