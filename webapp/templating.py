"""What templates may use: the contract with the compiler of templates.

Numbers reach a filter as integers of won, days as ISO strings.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from es_hangul import number_to_hangul
from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from webapp import look
from webapp.extensions import wants_fragment
from webapp.korean import mark_korean
from webapp.language import N_, chosen, counts_in_man, names_months
from webapp.language import say as _
from webapp.routes import SCREENS, SERVER_SCREENS

MAN = 10_000
EOK = MAN * MAN
JO = EOK * MAN
BILLION, TRILLION = 10**9, 10**12

ON_WEEKDAYS = (
    N_("%(date)s(월)"),
    N_("%(date)s(화)"),
    N_("%(date)s(수)"),
    N_("%(date)s(목)"),
    N_("%(date)s(금)"),
    N_("%(date)s(토)"),
    N_("%(date)s(일)"),
)
MONTHS = (
    *(N_("1월"), N_("2월"), N_("3월"), N_("4월"), N_("5월"), N_("6월")),
    *(N_("7월"), N_("8월"), N_("9월"), N_("10월"), N_("11월"), N_("12월")),
)


def register(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        won=won, man=man, large=large, comma=comma, words=words, day=day, short_day=short_day
    )
    app.jinja_env.globals.update(asset=asset)


def page(name: str, context: dict[str, Any], status: int = 200) -> Response:
    """The screen of that name: whole, or only its changing part if htmx asks for that."""
    screen = SCREENS.get(name) or SERVER_SCREENS[name]
    part = bool(screen.part) and wants_fragment()
    template = screen.part if part else screen.page
    return make_response(drawn(template, context | frame()), status)


def drawn(template: str, context: dict[str, Any]) -> str:
    """The page or part of that template. `context` has the `frame`."""
    html = render_template(template, **context)
    return html if context["lang"] == "ko" else mark_korean(html)


def frame() -> dict[str, Any]:
    """What every page is told besides its own: how it is read, whose household it shows, whether it
    answers a form.
    """
    visit = g.get("visit")  # an error may come before anybody is known
    return {
        "example": visit is not None and bool(visit.example),
        "lang": chosen(),
        "look": look.chosen(),
        "answers_form": request.method == "POST",
    }


def to(endpoint: str, **values: Any) -> Response:
    """See other (303): where a saved form leads."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]


def comma(number: int) -> str:
    """1250000 → 1,250,000"""
    return f"{number:,}"


def won(number: int) -> str:
    """18500 → 18,500원, or 1만 8,500원 for who wants it so: exact both ways."""
    if number >= MAN and counts_in_man() and look.chosen()["money"] == "man":
        return in_man(number)
    return _("%(amount)s원", amount=f"{number:,}")


def man(number: int) -> str:
    """4379999 → 437만 원: cut down to 만, as cards show it. Less than 만, and where one does not
    count in 만, every won of it.
    """
    return in_man(number // MAN * MAN) if number >= MAN and counts_in_man() else won(number)


def in_man(number: int) -> str:
    """12345 → 1만 2,345원: every won of it."""
    units = (
        (number // JO, "조"),
        (number // EOK % MAN, "억"),
        (number // MAN % MAN, "만"),
        (number % MAN, ""),
    )
    told = " ".join(f"{count:,}{unit}" for count, unit in units if count)
    return f"{told}원" if number % MAN else f"{told}\N{NO-BREAK SPACE}원"


def large(number: int) -> str:
    """3076000000000 → 3조 760억 원: a sum of the whole country, cut down to 억. Where one does not
    count in 만, to thousandths of a trillion: 3.076 trillion won.
    """
    if number < BILLION:
        return man(number)
    if counts_in_man():
        return in_man(number // EOK * EOK)
    if number < TRILLION:
        return _("%(amount)s십억 원", amount=thousandths(number, BILLION))
    return _("%(amount)s조 원", amount=thousandths(number, TRILLION))


def thousandths(number: int, unit: int) -> str:
    """3076000000000 in trillions → 3.076"""
    whole, part = divmod(number // (unit // 1000), 1000)
    return f"{whole:,}.{part:03}".rstrip("0").rstrip(".")


def words(number: int) -> str:
    """1250000 → 백이십오만 원, as one reads it aloud."""
    spelt = number_to_hangul(number, spacing=True)
    return f"{spelt.removeprefix('일') if spelt.startswith('일만') else spelt} 원"


def day(iso: str) -> str:
    """2023-05-31 → 2023.05.31(수), or 31 May 2023 (Wed)"""
    weekday = date.fromisoformat(iso).weekday()
    return _(ON_WEEKDAYS[weekday], date=whole_date(iso))


def whole_date(iso: str) -> str:
    """2023-05-31 → 2023.05.31, or 31 May 2023"""
    return f"{short_day(iso)} {iso[:4]}" if names_months() else iso.replace("-", ".")


def short_day(iso: str) -> str:
    """2023-05-31 → 5월 31일, or 31 May"""
    _year, month, number = iso.split("-")
    return _("%(month)s %(day)s일", month=_(f"{int(month)}월"), day=int(number))


def asset(name: str) -> str:
    """The address of a built file; its name carries a hash of what is in it."""
    if current_app.debug:
        assets.cache_clear()
    return assets()[name]


@cache
def assets() -> dict[str, str]:
    manifest = Path(current_app.static_folder or "") / "build" / "manifest.json"
    try:
        return json.loads(manifest.read_text("utf-8"))  # type: ignore[no-any-return]
    except FileNotFoundError as error:
        raise RuntimeError(f"{manifest} is missing: run `make build` first") from error
