"""Korean unless a cookie says English, on every screen, kept pages included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, Response

from tests.every_screen import addresses, settle, troubles
from tests.person import Person
from webapp import language
from webapp.config import ROOT
from webapp.frontend import catalogues
from webapp.receipts.presenters import days_label
from webapp.refunds.presenters import period
from webapp.shell.presenters import band_label
from webapp.templating import day, large, man, short_day, won


@pytest.fixture(scope="module", autouse=True)
def catalogues_written() -> None:
    catalogues.write(ROOT)


def speaking(person: Person, code: str) -> Person:
    person.client.set_cookie(language.COOKIE, code)
    return person


def test_korean_is_what_everybody_gets_first(person: Person) -> None:
    home = person.get("/").html
    assert '<html lang="ko" ' in home
    assert "본문으로 건너뛰기" in home


def test_the_cookie_makes_it_english(person: Person) -> None:
    home = speaking(person, "en").get("/").html
    assert '<html lang="en" ' in home
    assert "Skip to the main content" in home
    assert "본문으로 건너뛰기" not in home


@pytest.mark.parametrize("code", ["", "fr", "EN", "en-US", "../en", "ko\x00"])
def test_a_language_that_is_not_spoken_is_korean(person: Person, code: str) -> None:
    assert '<html lang="ko" ' in speaking(person, code).get("/").html


def test_a_kept_page_is_of_one_language(person: Person) -> None:
    person.saves(person.adds("엄마", band=2))
    for code in ("ko", "en", "ko", "en"):
        home = speaking(person, code).get("/?year=2023").html
        assert f'<html lang="{code}" ' in home
        assert ("Receipts" in home) == (code == "en")


def test_every_page_says_which_language_it_is_in(app: Flask, person: Person) -> None:
    home = settle(speaking(person, "en"))
    pages = {where: person.get(where) for where in addresses(app, home)} | dict(troubles(home))
    whole = {
        where: page.html
        for where, page in pages.items()
        if page.html.startswith("<!doctype") and not page.location
    }
    assert len(whole) > 20
    assert {where for where, html in whole.items() if '<html lang="en" ' not in html} == set()


def test_the_choice_is_remembered_where_the_page_can_read_it(app: Flask) -> None:
    with app.test_request_context():
        cookie = language.remember(Response(), "en").headers["Set-Cookie"]
        assert cookie.startswith("lang=en;")
        assert {"Max-Age=34560000", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "HttpOnly" not in cookie
        assert language.remember(Response(), "tlh").headers["Set-Cookie"].startswith("lang=ko;")


@pytest.fixture
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        yield


@pytest.mark.usefixtures("in_english")
def test_amounts_and_days_in_english() -> None:
    assert won(1_250_000) == "1,250,000\N{NO-BREAK SPACE}won"
    assert man(4_379_999) == "4,379,999\N{NO-BREAK SPACE}won"
    assert man(1_234_567_890) == "1,234,567,890\N{NO-BREAK SPACE}won"
    assert large(3_076_000_000_000) == "3.076\N{NO-BREAK SPACE}trillion\N{NO-BREAK SPACE}won"
    assert large(361_700_000_000) == "361.7\N{NO-BREAK SPACE}billion\N{NO-BREAK SPACE}won"
    assert large(2_000_999_999_999) == "2\N{NO-BREAK SPACE}trillion\N{NO-BREAK SPACE}won"
    assert large(999_999_999) == "999,999,999\N{NO-BREAK SPACE}won"
    assert day("2023-05-31") == "31 May 2023 (Wed)"
    assert short_day("2023-05-31") == "31 May"
    assert days_label(date(2023, 9, 1), date(2023, 9, 1)) == "1 Sep"
    assert days_label(date(2023, 9, 1), date(2023, 9, 30)) == "1–30 Sep"
    assert days_label(date(2023, 9, 28), date(2023, 10, 3)) == "28 Sep – 3 Oct"
    assert period(2023) == "Jan–Dec 2023"


@pytest.mark.usefixtures("in_english")
def test_a_band_alone_and_bands_together_in_english() -> None:
    assert band_label(2023, 1) == "Band 1"
    assert band_label(2023, 2) == "Bands 2–3"


def test_without_a_request_texts_stay_korean() -> None:
    assert man(4_379_999) == "437만\N{NO-BREAK SPACE}원"
    assert large(3_076_012_345_678) == "3조 760억\N{NO-BREAK SPACE}원"
    assert large(361_700_000_000) == "3,617억\N{NO-BREAK SPACE}원"
    assert man(9_007_199_254_740_991) == "9,007조 1,992억 5,474만\N{NO-BREAK SPACE}원"
    assert short_day("2023-05-31") == "5월 31일"
