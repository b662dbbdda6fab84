"""설정, the language, and 홈 화면에 두기 as pages that need no JavaScript."""

from __future__ import annotations

import pytest

from tests.conftest import RowCount
from tests.dom import form, read
from tests.person import Person

WAYS = (
    *("/receipts", "/export", "/receipts/trash", "/leaving"),
    *("/install", "/devices", "/reminders", "/auth", "/outbox", "/settings"),
    *("/help", "/help/message", "/caps", "/statistics", "/about"),
)


def test_it_is_one_tap_away_from_every_screen(person: Person) -> None:
    for where in ("/", "/caps", "/receipts"):
        tabs = read(person.get(where).html).one("nav", class_="tabs")
        assert "전체" in tabs.one("a", href="/menu").text


@pytest.mark.parametrize("where", ["/settings", "/install"])
def test_what_one_comes_to_from_anywhere_leads_back_there(person: Person, where: str) -> None:
    back = read(person.get(where).html).one("a", class_="topbar-back")
    assert (back.attrs["href"], back.attrs["data-returns"]) == ("/menu", "")


def test_a_page_that_answers_a_form_says_so(person: Person) -> None:
    refused = person.post("/members", {"name": ""})
    assert "data-answers-form" in read(refused.html).one("main").attrs
    assert "data-answers-form" not in read(person.get("/members/new").html).one("main").attrs


def test_it_leads_to_what_is_seldom_needed(person: Person) -> None:
    main = read(person.get("/menu").html).one("main")
    assert [each.attrs["href"] for each in main.all("a")] == list(WAYS)


def test_the_list_of_receipts_is_a_way_also_where_it_has_no_tab(person: Person) -> None:
    person.post("/settings/look", {"mode": "easy"})
    page = read(person.get("/menu").html)
    assert "not-easy" in page.one("nav", class_="tabs").one("a", href="/receipts").classes
    assert "영수증" in page.one("main").one("a", href="/receipts").text


def test_the_outbox_is_shown_only_by_a_page_that_has_one(person: Person) -> None:
    main = read(person.get("/menu").html).one("main")
    around = main.one("a", href="/outbox").around()
    assert any({"hidden", "data-with-worker"} <= set(each.attrs) for each in around)


def test_what_only_the_phone_knows_is_not_claimed_by_the_server(person: Person) -> None:
    box = read(person.get("/settings").html).one(data_storage="")
    shown = [each.attrs["data-answer"] for each in box.all("p") if "hidden" not in each.attrs]
    assert shown == ["unknown"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_language_stays_chosen(person: Person, language: str) -> None:
    answer = person.post("/settings/language", {"lang": language})
    assert answer.status == 303
    assert answer.headers["Location"].endswith("/settings")
    page = read(person.get("/settings").html)
    assert page.one("html").attrs["lang"] == language
    current = page.one("form", action="/settings/language").all("button", aria_current="true")
    assert [each.attrs["value"] for each in current] == [language]


def test_each_language_is_named_in_itself(person: Person) -> None:
    buttons = read(person.get("/settings").html).all("button", name="lang")
    assert [(each.attrs["lang"], each.text) for each in buttons] == [
        ("ko", "한국어"),
        ("en", "English"),
    ]
    assert form(person.get("/settings"), "/settings/language") == {}


@pytest.mark.parametrize("language", ["", "fr", "ko-KR", "../en"])
def test_a_language_that_nobody_offered_is_not_chosen(person: Person, language: str) -> None:
    answer = person.post("/settings/language", {"lang": language})
    assert answer.status == 404
    assert "lang=" not in answer.headers.get("Set-Cookie", "")


def test_choosing_a_language_makes_no_household(person: Person, rows: RowCount) -> None:
    before = rows("household")
    person.post("/settings/language", {"lang": "en"})
    assert rows("household") == before


def test_without_javascript_the_install_page_shows_both_ways_and_blames_nobody(
    person: Person,
) -> None:
    main = read(person.get("/install").html).one("main")
    ways = {each.attrs["data-way"]: each for each in main.all() if "data-way" in each.attrs}
    assert "hidden" not in ways["ios"].attrs
    assert "hidden" not in ways["menu"].attrs
    for said_by_the_page in ("app", "none", "installed", "question"):
        assert "hidden" in ways[said_by_the_page].attrs


def test_the_way_of_an_iphone_has_three_pictures(person: Person) -> None:
    card = read(person.get("/install").html).one(data_way="ios")
    assert len(card.all("svg")) == len(card.all("li")) == 3
    assert "홈 화면에 추가" in card.text


def test_a_look_stays_chosen_and_every_page_wears_it(person: Person) -> None:
    chosen = {"size": "200", "contrast": "high", "mode": "easy", "theme": "dark"}
    answer = person.post("/settings/look", chosen)
    assert answer.status == 303
    for where in ("/", "/settings", "/caps", "/there-is-no-such-page"):
        worn = read(person.get(where).html).one("html").attrs
        assert {name: worn[f"data-{name}"] for name in chosen} == chosen
    checked = {
        each.attrs["name"]: each.attrs["value"]
        for each in read(person.get("/settings").html)
        .one("form", action="/settings/look")
        .all("input")
        if "checked" in each.attrs
    }
    assert {name: checked[name] for name in chosen} == chosen
    assert checked["motion"] == "auto"


@pytest.mark.parametrize(
    "cookie", ["size-9999.theme-neon", "size-", "....", "size-200-200", '"><script>', "mode"]
)
def test_a_look_that_nobody_offers_is_as_it_comes(person: Person, cookie: str) -> None:
    person.client.set_cookie("look", cookie)
    worn = read(person.get("/").html).one("html").attrs
    assert (worn["data-size"], worn["data-theme"], worn["data-mode"]) == ("100", "auto", "all")


def test_choosing_a_look_makes_no_household(person: Person, rows: RowCount) -> None:
    before = rows("household")
    person.post("/settings/look", {"size": "200"})
    assert rows("household") == before


@pytest.mark.parametrize(
    ("won", "told"),
    [
        (9_999, "9,999원"),
        (10_000, "1만 원"),
        (18_500, "1만 8,500원"),
        (1_680_000, "168만 원"),
        (100_000_000, "1억 원"),
        (1_234_567_890, "12억 3,456만 7,890원"),
        (9_900_000_001, "99억 1원"),
    ],
)
def test_who_counts_in_man_reads_every_won_so(person: Person, won: int, told: str) -> None:
    person.post("/settings/look", {"money": "man"})
    person.saves(person.adds(year=2023, band=1), copay=won)
    row = read(person.get("/receipts").html).one("a", class_="row")
    assert row.one(class_="row-won").text == told


def test_who_reads_english_has_no_man_to_choose(person: Person) -> None:
    person.post("/settings/look", {"money": "man"})
    person.saves(person.adds(year=2023, band=1), copay=18_500)
    assert read(person.get("/settings").html).all("input", name="money")
    person.post("/settings/language", {"lang": "en"})
    assert not read(person.get("/settings").html).all("input", name="money")
    row = read(person.get("/receipts").html).one("a", class_="row")
    assert row.one(class_="row-won").text == "18,500 won"
