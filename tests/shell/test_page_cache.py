"""Kept pages: never an old one, never a neighbour's, never a part for a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flask import Flask

from tests.conftest import Clock
from tests.dom import form
from tests.person import Person
from webapp import create_app
from webapp.extensions import db


def test_an_unchanged_page_is_the_same_page(person: Person) -> None:
    person.saves(person.adds())
    assert person.get("/?year=2023").html == person.get("/?year=2023").html


def test_every_kind_of_write_is_seen_at_once_on_every_page(person: Person) -> None:
    mother = person.adds("엄마", band=2)
    receipt = person.saves(mother)
    pages = (
        "/?year=2023",
        "/receipts",
        f"/receipts/{receipt}",
        f"/members/{mother}?year=2023",
        f"/members/{mother}/years/2023",
        f"/members/{mother}/bands/2023",
        "/caps?year=2023",
    )

    def look() -> list[str]:
        return [person.get(where).text for where in pages]

    before = look()
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    person.post(f"/receipts/{receipt}", paper | {"copay": "123456"})
    edited = look()
    assert all("123,456원" in text for text in edited[:5])
    person.post(f"/members/{mother}", {"name": "김여사"})
    assert "김여사" in look()[0]
    person.post(f"/members/{mother}/bands/2023", {"band": "9"})
    banded = look()
    assert "9분위" in banded[0]
    assert "9분위 김여사" in banded[6]
    person.post(f"/receipts/{receipt}/deletion")
    assert "123,456원" not in look()[0]
    person.post(f"/receipts/{receipt}/restoration")
    assert "123,456원" in look()[0]
    assert before != edited


def test_a_write_on_one_phone_is_seen_on_the_other(person: Person) -> None:
    mother, tablet = person.adds(), person.on_another_phone()
    person.get("/?year=2023")
    tablet.get("/?year=2023")
    tablet.saves(mother, copay="54321")
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 54_321


def test_a_write_by_another_process_is_seen(app: Flask, person: Person) -> None:
    mother = person.adds()
    person.get("/?year=2023")
    with app.app_context():
        url = str(app.config["SQLALCHEMY_DATABASE_URI"])
    other = create_app(database_url=url, testing=True)
    key = person.client.get_cookie("device")
    assert key
    browser = other.test_client()
    browser.set_cookie("device", key.value)
    Person(browser).saves(mother, copay="54321")
    with other.app_context():
        db.engine.dispose()
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 54_321


def test_households_that_have_seen_as_much_do_not_see_each_other(
    person: Person, stranger: Person
) -> None:
    mine, theirs = person.adds("내엄마"), stranger.adds("남엄마")
    person.saves(mine, copay=111_000)
    stranger.saves(theirs, copay=222_000)
    for _ in range(2):
        assert "222,000" not in person.get("/?year=2023").html
        assert "111,000" not in stranger.get("/?year=2023").html
        assert "내엄마" not in stranger.get("/receipts").html
        assert "남엄마" not in person.get("/receipts").html


def test_somebody_without_a_household_sees_nobodys_page(person: Person, stranger: Person) -> None:
    person.saves(person.adds("내엄마"))
    person.get("/")
    assert "내엄마" not in stranger.get("/").html


def test_a_household_that_was_left_is_not_shown_again(person: Person) -> None:
    person.post("/examples", {"example": "j-1"})
    assert "엄마" in person.get("/").text
    person.post("/examples/deletion")
    assert "병원비 영수증을 한번 적어 볼까요?" in person.get("/").text


def test_a_part_and_a_whole_are_kept_apart(person: Person) -> None:
    person.saves(person.adds())
    for _ in range(2):
        assert "<html" in person.get("/receipts").html
        assert "<html" not in person.get("/receipts", htmx=True).html


def test_another_question_is_another_page(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, provider_name="가병원")
    person.saves(mother, provider_name="나병원", care_from="2022-01-02")
    row = 'class="row-place">가병원'
    assert row not in person.get("/receipts?year=2022").html
    assert row in person.get("/receipts?year=2023").html
    assert row in person.get("/receipts").html


def test_a_new_day_makes_a_new_page(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 5, 31)
    mother = person.adds(band=2)
    stay = {"provider_kind": "nursing", "care_kind": "inpatient", "copay": "1920000"}
    person.saves(mother, **stay, care_from="2023-02-01", care_to="2023-05-31")
    assert person.get("/?year=2023").figure("cap", mother, 2023) == 1_080_000
    clock.today = date(2023, 6, 1)
    assert person.get("/?year=2023").figure("cap", mother, 2023) == 1_680_000


def test_a_form_has_new_ids_each_time_it_is_opened(person: Person) -> None:
    person.adds()
    first, second = (form(person.get("/receipts/new"), "/receipts") for _ in range(2))
    assert first["id"] != second["id"]
    assert first["op_id"] != second["op_id"]


def test_a_bracket_table_added_by_the_operator_is_seen(
    app: Flask, person: Person, tmp_path: Path
) -> None:
    mother = person.adds(year=2024)
    where = f"/members/{mother}/bands/2024?kind=employee&premium=50000"
    assert "이 해의 보험료 기준표가 앱에 없어요." in person.get(where).text
    groups = ["1", "2-3", "4-5", "6-7", "8", "9", "10"]
    bounds = ["", *(str(100_000 * n) for n in range(1, 7)), ""]
    lines = [
        f"2024,{kind},{group},{bounds[n]},{bounds[n + 1]}"
        for kind in ("employee", "regional")
        for n, group in enumerate(groups)
    ]
    file = tmp_path / "2024.csv"
    file.write_text("\n".join(["year,kind,band,over,upto", *lines]), "utf-8")
    result = app.test_cli_runner().invoke(args=["brackets", str(file)])
    assert result.exit_code == 0, result.output
    assert "1분위 자리로 보여요" in person.get(where).text


def test_what_comes_from_the_cache_has_the_same_headers(person: Person) -> None:
    person.saves(person.adds())
    own = {"Date", "Set-Cookie"}  # a page that was kept does not renew the cookie once more
    first, second = (dict(person.client.get("/?year=2023").headers) for _ in range(2))
    assert {name: first[name] for name in first.keys() - own} == {
        name: second[name] for name in second.keys() - own
    }
