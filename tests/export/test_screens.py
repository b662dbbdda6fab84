"""The screens of files: what they say without a script, and where they lead."""

from __future__ import annotations

import pytest

from tests.dom import read
from tests.person import Person

MADE_ON_THE_PHONE = ("backup", "restoration", "hand-over", "bundle", "import")


@pytest.fixture
def mother(person: Person) -> str:
    return person.adds("엄마", band=2, year=2023)


@pytest.mark.parametrize("screen", MADE_ON_THE_PHONE)
def test_without_a_script_it_says_that_it_needs_one_and_what_works_without(
    person: Person, mother: str, screen: str
) -> None:
    main = read(person.get(f"/export/{screen}").html).one("main")
    shown = [each for each in main.all("span") if "data-why" in each.attrs]
    [said] = [each for each in shown if "hidden" not in each.attrs]
    assert "자바스크립트가 켜져 있어야 해요" in said.text
    assert "표(CSV)" in said.text
    steps = [each for each in main.all("section") if "data-when" in each.attrs]
    assert steps
    assert all("hidden" in each.attrs for each in steps)


def test_every_way_of_taking_records_along_is_on_one_screen(person: Person, mother: str) -> None:
    main = read(person.get("/export").html).one("main")
    ways = {each.attrs["href"].partition("?")[0] for each in main.all("a", class_="way")}
    assert ways == {
        *(f"/export/{each}" for each in (*MADE_ON_THE_PHONE, "sheet")),
        "/export/year.xlsx",
        "/export/receipts.csv",
        "/export/year.csv",
    }


def test_a_phone_that_may_delete_is_told_where_to_go(person: Person) -> None:
    [told] = read(person.get("/export").html).all("div", data_answer="loose")
    assert "hidden" in told.attrs
    assert "이 휴대전화가 저장을 지울 수 있어요." in told.text
    assert [each.attrs["href"] for each in told.all("a")] == ["/export/backup", "/install"]


def test_whose_records_are_handed_over_can_be_asked_for(person: Person, mother: str) -> None:
    father = person.adds("아빠")
    page = read(person.get(f"/export/hand-over?member={father}").html)
    options = page.one("select").all("option")
    assert [each.text for each in options] == ["엄마", "아빠"]
    assert [each.text for each in options if "selected" in each.attrs] == ["아빠"]


def test_nobody_is_handed_over_where_nobody_is(person: Person) -> None:
    page = read(person.get("/export/hand-over").html)
    assert "아직 적어 둔 것이 없어요." in page.one("main").text
    assert not page.one("main").all("select")
    assert page.one("main").all("a", href="/devices")


def test_a_forgotten_passphrase_is_spoken_of_before_it_is_chosen(person: Person) -> None:
    assert (
        "암호를 잊으면 되살릴 수 없어요" in read(person.get("/export/backup").html).one("main").text
    )
