"""전체, the ways to what is seldom needed; 설정, the look and the language."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from webapp import look
from webapp.language import LANGUAGES, remember
from webapp.routes import on
from webapp.shell import settings_presenters
from webapp.templating import page, to

bp = Blueprint("settings", __name__)


@on(bp, "menu")
def menu() -> Response:
    return page("menu", settings_presenters.present_menu())


@on(bp, "settings")
def settings() -> Response:
    return page("settings", settings_presenters.present_settings(look.chosen()))


@on(bp, "install")
def install() -> Response:
    return page("install", settings_presenters.present_install())


@on(bp, "choose_language")
def choose_language() -> Response:
    language = request.form.get("lang", "")
    if language not in LANGUAGES:
        raise NotFound
    return remember(to("settings.settings"), language)


@on(bp, "choose_look")
def choose_look() -> Response:
    return look.remember(to("settings.settings"), look.settled({**look.chosen(), **request.form}))
