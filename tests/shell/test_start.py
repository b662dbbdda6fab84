"""시작 설정 (S-03): how it looks, whose costs, which bands; each step can be passed over."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Clock
from tests.dom import Element, form, read
from tests.person import Page, Person


def looks(page: Page) -> dict[str, list[str]]:
    """Each question, and its answers."""
    groups = read(page.html).one("main").all("fieldset")
    return {each.one("legend").text: [one.text for one in each.all("label")] for each in groups}


def test_the_first_step_asks_how_one_sees_and_whether_it_is_read_aloud(person: Person) -> None:
    page = person.get("/start")
    assert list(looks(page)) == ["글자 크기", "진한 화면", "쉬운 화면", "읽어주기"]
    assert looks(page)["읽어주기"] == ["끄기", "켜기"]
    assert "저장하면 말로 알려 줘요." in read(page.html).one("fieldset", id="aloud").text


def test_it_is_silent_until_somebody_wants_to_hear_it(person: Person) -> None:
    assert read(person.get("/").html).one("html").attrs["data-aloud"] == "off"
    answer = person.post("/start", {"size": "200", "mode": "easy", "aloud": "on"})
    assert answer.location == "/members/new?then=start"
    worn = read(person.get("/").html).one("html").attrs
    assert (worn["data-size"], worn["data-mode"], worn["data-aloud"]) == ("200", "easy", "on")


def test_the_settings_call_it_by_what_it_does(person: Person) -> None:
    assert looks(person.get("/settings"))["소리로 알려 주기"] == ["끄기", "켜기"]
    hint = read(person.get("/settings").html).one("p", id="aloud-hint")
    assert hint.text == "저장하면 “저장했어요”라고 말해요."


def test_the_second_step_takes_one_person_after_another(person: Person) -> None:
    first = form(person.get("/members/new?then=start"), "/members")
    answer = person.post("/members", first | {"name": "나", "another": "1"})
    assert answer.location.startswith("/members/new?then=start&added=")
    page = person.get(answer.location)
    assert "‘나’ 정보를 저장했어요. 다음 사람을 적어 주세요." in page.text
    last = person.post("/members", form(page, "/members") | {"name": "엄마"})
    assert last.location.startswith("/start/band")
    assert len(person.member_ids()) == 2


def test_elsewhere_there_is_one_button_to_save_a_person(person: Person) -> None:
    buttons = read(person.get("/members/new").html).one("form", action="/members").all("button")
    assert [each.text for each in buttons] == ["저장"]


@pytest.mark.parametrize("added", ["", "x", "0190a7b2-0000-7000-8000-00000000dead"])
def test_nobody_is_said_to_be_saved_who_was_not(person: Person, added: str) -> None:
    person.adds("나")
    page = person.get(f"/members/new?then=start&added={added}")
    assert page.status == 200
    assert "저장했어요" not in page.text


def test_who_passes_over_the_second_step_has_been_shown_the_app(person: Person) -> None:
    skip = read(person.get("/members/new?then=start").html).one("main").all("a")[-1]
    assert skip.text == "건너뛰기"
    answer = person.get(skip.attrs["href"])
    assert (answer.status, answer.location) == (303, "/?started=1")


def third_step(person: Person) -> Element:
    return read(person.get("/start/band").html).one("main")


def test_without_a_premium_table_the_third_step_asks_for_the_band_itself(person: Person) -> None:
    me = person.adds("나", year=2026)
    page = person.get("/start/band")
    assert read(page.html).one("h1").text == "소득 분위를 아세요?"
    assert "보험료를 알면" not in page.text
    know = third_step(person).one("a", class_="button primary wide")
    assert know.attrs["href"] == f"/members/{me}/bands/2026?then=start"


def test_with_a_premium_table_it_asks_for_the_premium(person: Person, clock: Clock) -> None:
    clock.today = date(2012, 11, 21)
    person.adds("나", year=2012)
    page = person.get("/start/band")
    assert read(page.html).one("h1").text == "보험료가 어느 정도인지 아세요?"
    assert "보험료를 알면 상한액 구간을 고를 수 있어요." in page.text


def test_everybody_without_a_band_is_asked_for_and_then_the_start_is_over(person: Person) -> None:
    me, mother = person.adds("나", year=2026), person.adds("엄마", year=2026)
    ways = third_step(person).one("section").all("a")
    assert [each.text for each in ways] == ["‘나’의 구간 고르기", "‘엄마’의 구간 고르기", "몰라요"]
    for member, band in ((me, "1"), (mother, "10")):
        ladder = person.get(f"/members/{member}/bands/2026?then=start")
        chosen = form(ladder, f"/members/{member}/bands/2026") | {"band": band}
        assert person.post(f"/members/{member}/bands/2026", chosen).location == "/start/band"
    assert person.get("/start/band").location == "/"


def test_on_the_ladder_one_is_still_at_the_start(person: Person) -> None:
    me = person.adds("나", year=2026)
    page = person.get(f"/members/{me}/bands/2026?then=start")
    assert read(page.html).one("a", class_="topbar-back").attrs["href"] == "/start/band"
    refused = person.post(f"/members/{me}/bands/2026", {"band": "77", "then": "start"})
    assert refused.location == f"/members/{me}/bands/2026?then=start&refused=1"


def test_who_comes_to_the_ladder_from_elsewhere_sees_the_sum_afterwards(person: Person) -> None:
    me = person.adds("나", year=2026)
    for then in ({}, {"then": "receipt"}):
        answer = person.post(f"/members/{me}/bands/2026", {"band": "1", **then})
        assert answer.location == f"/members/{me}/years/2026"
