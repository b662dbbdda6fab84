"""The language a person reads: Korean, or English where a cookie says so."""

from __future__ import annotations

from gettext import NullTranslations

from flask import Flask, Response, g, has_request_context, request
from flask_babel import get_translations
from markupsafe import Markup

LANGUAGES = ("ko", "en")
COOKIE = "lang"
LIFETIME = 400 * 24 * 60 * 60  # seconds
AS_WRITTEN = NullTranslations()  # messages are Korean


def register(app: Flask) -> None:
    """Templates call gettext a hundred times a page; Flask-Babel's own is four times as slow."""
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


def chosen() -> str:
    """Korean without a cookie, and on the command line."""
    asked = request.cookies.get(COOKIE) if has_request_context() else None
    return known(asked)


def remember(response: Response, language: str) -> Response:
    """The page may read this cookie: it tells the worker which language to speak."""
    response.set_cookie(COOKIE, known(language), max_age=LIFETIME, path="/", samesite="Lax")
    return response


def known(language: str | None) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def gettext(message: str, /, **variables: object) -> Markup:
    """For templates: what is filled in is escaped, the message is not."""
    text = translations().gettext(message)
    return Markup(text) % variables if variables else Markup(text % ())


def ngettext(singular: str, plural: str, n: int, /, **variables: object) -> Markup:
    return Markup(translations().ngettext(singular, plural, n)) % {"num": n, **variables}


def N_(message: str) -> str:
    """Mark a text for the catalogue: it is translated where it is shown."""
    return message


def say(message: str, /, **variables: object) -> str:
    """For code that is called as often as templates are; flask_babel.gettext does the same."""
    text = translations().gettext(message)
    return text % variables if variables else text


def counts_in_man() -> bool:
    """Whether large numbers are told in 만 and 억."""
    return chosen() != "en"


def names_months() -> bool:
    """Whether a whole date has the name of its month: 31 May 2023, not 2023.05.31."""
    return chosen() == "en"


def translations() -> NullTranslations:
    """Looked up once a request; without one, texts stay as they are."""
    try:
        return g.translations  # type: ignore[no-any-return]
    except RuntimeError:
        return AS_WRITTEN
    except AttributeError:
        g.translations = AS_WRITTEN if chosen() == LANGUAGES[0] else get_translations()
        return g.translations  # type: ignore[no-any-return]
