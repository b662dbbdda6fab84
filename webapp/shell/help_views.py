"""도움말 (S-30), 이 앱에 대해, 통계."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.routes import on
from webapp.shell import help_presenters, statistics_presenters
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
    return page("words", help_presenters.present_words())


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
