"""모두 지우기, and leaving with one phone."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from flask import Flask

from tests.conftest import RowCount
from tests.dom import read
from tests.person import Person

TABLES = ("ledger", "household", "device", "pairing", "member", "receipt", "applied_op")
ALL = {"what": "all", "word": "지우기"}


def test_everything_goes(person: Person, rows: RowCount) -> None:
    before = {table: rows(table) for table in TABLES}
    person.saves(person.adds(band=2))
    person.invites()
    assert person.post("/leaving", ALL).location == "/leaving/done"
    assert {table: rows(table) for table in TABLES} == before
    assert person.client.get_cookie("device") is None
    assert "병원비 영수증을 한번 적어 볼까요?" in person.get("/").text


def test_the_browser_is_told_to_clear_its_copies(person: Person) -> None:
    person.adds()
    answer = person.post("/leaving", ALL)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    page = read(person.get("/leaving/done").html)
    assert [each for each in page if "data-wipe" in each.attrs]
    assert person.client.get_cookie("device") is None


def test_a_link_to_the_last_page_clears_nothing(person: Person) -> None:
    mother = person.adds()
    answer = person.get("/leaving/done")
    assert "data-wipe" not in answer.html
    assert "Clear-Site-Data" not in answer.headers
    assert person.member_ids() == [mother]


@pytest.mark.parametrize("word", ["", "지우", "지우기!", "delete", "900101-1234567"])
def test_another_word_erases_nothing(person: Person, word: str) -> None:
    mother = person.adds()
    answer = person.post("/leaving", {"what": "all", "word": word})
    assert answer.status == 422
    assert "‘지우기’라고 적어 주세요." in answer.error("word")
    assert answer.value("word") == ("" if "-" in word else word)
    assert person.member_ids() == [mother]


@pytest.mark.parametrize("word", ["지우기", " 지우기 ", "지 우 기", normalize("NFD", "지우기")])
def test_the_word_is_understood_as_phones_type_it(person: Person, word: str) -> None:
    person.adds()
    assert person.post("/leaving", {"what": "all", "word": word}).status == 303


def test_the_other_phones_are_told(person: Person, stranger: Person) -> None:
    person.adds()
    stranger.joins(person)
    assert "다른 기기 1대" in person.get("/leaving").text
    person.post("/leaving", ALL)
    assert stranger.get("/").location == "/put-out"
    assert "모두 지워졌어요" in stranger.get("/put-out").text
    assert stranger.get("/").status == 200


def test_an_erased_household_is_not_made_again_by_another_phone(
    person: Person, stranger: Person
) -> None:
    person.adds()
    stranger.joins(person)
    old = person.key().split(".")[0]
    person.post("/leaving", ALL)
    stranger.get("/put-out")
    stranger.adds("나")
    assert stranger.key().split(".")[0] != old


@pytest.mark.parametrize("alone", [True, False], ids=["one phone", "two phones"])
def test_the_key_that_erased_makes_nothing_any_more(
    person: Person, stranger: Person, rows: RowCount, alone: bool
) -> None:
    person.adds()
    if not alone:
        stranger.joins(person)
    old = person.key()
    person.post("/leaving", ALL)
    before = rows("household")
    person.client.set_cookie("device", old)
    assert person.get("/").status == 200  # nothing is told: the person knows
    assert person.key().split(".")[0] != old.split(".")[0]
    person.client.set_cookie("device", old)
    person.adds("나")
    assert person.key().split(".")[0] != old.split(".")[0]
    assert rows("household") == before + 1


def test_the_key_of_a_phone_that_left_makes_nothing_any_more(
    person: Person, stranger: Person
) -> None:
    mother = person.adds()
    stranger.joins(person)
    old = stranger.key()
    stranger.post("/leaving", {"what": "device"})
    stranger.client.set_cookie("device", old)
    assert stranger.get("/").status == 200
    stranger.adds("나")
    assert person.member_ids() == [mother]
    assert stranger.key().split(".")[0] != old.split(".")[0]


@pytest.mark.parametrize("what", ["all", "device"])
def test_leaving_again_after_a_lost_answer_is_calm(
    person: Person, stranger: Person, what: str
) -> None:
    person.adds()
    if what == "device":
        stranger.joins(person)
    old = person.key()
    person.post("/leaving", {**ALL, "what": what})
    person.client.delete_cookie("left", path="/leaving")
    person.client.set_cookie("device", old)
    answer = person.post("/leaving", {**ALL, "what": what})
    assert answer.location == "/leaving/done"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "data-wipe" in person.get("/leaving/done").html
    assert person.client.get_cookie("device") is None


def test_one_phone_can_leave_alone(person: Person, stranger: Person, rows: RowCount) -> None:
    mother = person.adds()
    stranger.joins(person)
    before = rows("device")
    answer = stranger.post("/leaving", {"what": "device"})
    assert (answer.location, rows("device")) == ("/leaving/done", before - 1)
    assert stranger.client.get_cookie("device") is None
    assert stranger.member_ids() == []
    assert person.member_ids() == [mother]


def test_the_last_phone_cannot_leave_its_records_behind(person: Person) -> None:
    mother = person.adds()
    page = person.get("/leaving")
    assert "이 휴대전화에서만 나가기" not in page.text
    assert person.post("/leaving", {"what": "device"}).status == 422
    assert person.member_ids() == [mother]


def test_a_browser_without_a_household_can_still_clear_itself(stranger: Person) -> None:
    assert "서버에 적어 둔 것이 없어요" in stranger.get("/leaving").text
    assert stranger.post("/leaving", {"what": "device"}).location == "/leaving/done"


def test_another_site_cannot_erase(person: Person) -> None:
    mother = person.adds()
    answer = person.post("/leaving", ALL, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403
    assert person.member_ids() == [mother]


def test_neighbours_lose_nothing(person: Person, stranger: Person, app: Flask) -> None:
    person.saves(person.adds())
    theirs = stranger.adds()
    person.post("/leaving", ALL)
    assert stranger.member_ids() == [theirs]


def held_by(phone: Person) -> str:
    return phone.key().split(".")[0]


def test_a_phone_that_was_emptied_without_a_network_says_so_afterwards(
    person: Person, rows: RowCount
) -> None:
    before = {table: rows(table) for table in TABLES}
    person.saves(person.adds())
    answer = person.post("/leaving", {**ALL, "emptied": "1", "household": held_by(person)})
    assert (answer.status, answer.text) == (204, "")
    assert "Clear-Site-Data" not in answer.headers  # what is written there by now stays
    assert {table: rows(table) for table in TABLES} == before
    assert person.client.get_cookie("device") is None


def test_it_may_leave_the_others_their_records(person: Person, stranger: Person) -> None:
    mother = person.adds()
    stranger.joins(person)
    leaving = {"what": "device", "word": "지우기", "emptied": "1", "household": held_by(person)}
    assert stranger.post("/leaving", leaving).status == 204
    assert stranger.member_ids() == []
    assert person.member_ids() == [mother]
    assert person.post("/leaving", leaving).status == 204  # the last one leaves nothing
    assert person.member_ids() == []


def test_it_erases_no_household_that_it_has_come_into_since(
    person: Person, stranger: Person
) -> None:
    mother = person.adds()
    stranger.adds()
    old = held_by(stranger)
    stranger.post("/leaving", ALL)
    stranger.joins(person)
    assert stranger.post("/leaving", {**ALL, "emptied": "1", "household": old}).status == 204
    assert stranger.member_ids() == person.member_ids() == [mother]


def test_a_phone_that_was_put_out_can_still_say_it(person: Person, stranger: Person) -> None:
    mother = person.adds()
    stranger.joins(person)
    household, device = stranger.key().split(".")[:2]
    person.post(f"/devices/{device}/deletion")
    assert stranger.post("/leaving", {**ALL, "emptied": "1", "household": household}).status == 204
    assert person.member_ids() == [mother]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"what", "word"}),
        ({"what": "all", "word": "지우"}, {"word"}),
        ({"word": "지우기"}, {"what"}),
        ({"what": "everything", "word": "지우기"}, {"what"}),
    ],
)
def test_emptying_asks_what_becomes_of_the_other_phones_records(
    person: Person, typed: dict[str, str], wrong: set[str]
) -> None:
    mother = person.adds()
    answer = person.post("/leaving/phone", typed)
    assert answer.status == 422
    assert {name for name in ("what", "word") if answer.error(name)} == wrong
    assert answer.value("word") == typed.get("word", "")
    assert person.member_ids() == [mother]


@pytest.mark.parametrize("what", ["device", "all"])
def test_where_no_worker_is_it_is_done_by_the_server(
    person: Person, stranger: Person, what: str
) -> None:
    mother = person.adds()
    stranger.joins(person)
    answer = stranger.post("/leaving/phone", {"what": what, "word": "지우기"})
    assert answer.location == "/leaving/done"
    assert "data-wipe" in stranger.get("/leaving/done").html
    assert person.member_ids() == ([mother] if what == "device" else [])
