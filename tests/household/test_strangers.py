"""One household's records are 404 to everybody else, by every address there is."""

import pytest
from flask import Flask

from tests.conftest import RowCount
from tests.every_screen import (
    IDS,
    NOBODY,
    ONE_OF_EACH,
    Household,
    address,
    of_a_record,
    rules,
    settle,
)
from tests.person import RECEIPT, Person
from tests.simple_auth.person import authenticates
from webapp.routes import ASKING, GATED

TABLES = (
    *("household", "member", "member_year", "receipt", "applied_op"),
    *("claim", "claim_event", "standing_account"),
)


@pytest.fixture
def home(person: Person) -> Household:
    return settle(person)


@pytest.fixture
def ids(home: Household) -> dict[str, str]:
    return home.ids


def test_every_argument_of_an_address_is_known_here(app: Flask) -> None:
    arguments = {name for rule in app.url_map.iter_rules() for name in rule.arguments}
    assert arguments <= {*IDS, *ONE_OF_EACH}


def test_the_owner_can_open_every_page_of_a_record(
    app: Flask, home: Household, ids: dict[str, str]
) -> None:
    opened = {where: home.person.get(where).status for where in of_a_record(app, "GET", **ids)}
    assert len(opened) >= 8
    assert set(opened.values()) == {200}


def test_a_stranger_with_a_household_finds_none_of_its_pages(
    app: Flask, ids: dict[str, str], stranger: Person
) -> None:
    stranger.adds("나")
    authenticates(stranger)
    found = {where: stranger.get(where).status for where in of_a_record(app, "GET", **ids)}
    assert found == dict.fromkeys(found, 404)


def test_a_stranger_without_a_household_finds_none_of_its_pages(
    app: Flask, ids: dict[str, str], stranger: Person
) -> None:
    found = {where: stranger.get(where).status for where in of_a_record(app, "GET", **ids)}
    assert found == dict.fromkeys(found, 404) | behind_the_gate(app, "GET", ids)


def test_a_stranger_can_change_nothing_in_it(
    app: Flask, home: Household, ids: dict[str, str], stranger: Person, rows: RowCount
) -> None:
    member = stranger.adds("나")
    authenticates(stranger)
    before = {table: rows(table) for table in TABLES}
    seen = home.person.get("/?year=2023").text
    paper = {**RECEIPT, "member_id": member, "name": "가로챔", "band": "9", "discharged": "1"}
    addresses = of_a_record(app, "POST", **ids)
    answers = {where: stranger.post(where, data_for(where, paper)).status for where in addresses}
    assert len(answers) >= 8
    assert answers == dict.fromkeys(answers, 404)
    assert {table: rows(table) for table in TABLES} == before
    assert home.person.get("/?year=2023&again=1").text == seen


def test_somebody_without_a_household_can_change_nothing_in_it(
    app: Flask, ids: dict[str, str], stranger: Person, rows: RowCount
) -> None:
    before = {table: rows(table) for table in TABLES}
    answers = {where: stranger.post(where).status for where in of_a_record(app, "POST", **ids)}
    assert answers == dict.fromkeys(answers, 404) | behind_the_gate(app, "POST", ids)
    assert {table: rows(table) for table in TABLES} == before


@pytest.mark.parametrize("id", [NOBODY, "x", "%00", "%F0%9F%92%8A", "a" * 500, "0'--"], ids=str)
def test_an_id_of_nothing_is_404_everywhere(app: Flask, home: Household, id: str) -> None:
    person = home.person
    for method, ask in (("GET", person.get), ("POST", person.post)):
        for where in of_a_record(app, method, **dict.fromkeys(IDS, "IDHERE")):
            assert ask(where.replace("IDHERE", id)).status == 404


@pytest.mark.parametrize("year", [0, 1, 1999, 9_999, 10_000, 10**12, 10**25])
def test_a_year_that_cannot_be_is_no_crash(app: Flask, home: Household, year: int) -> None:
    for rule in rules(app, "GET"):
        if "year" in rule.arguments:
            where = rule.rule.replace("<member_id>", home.mother).replace("<int:year>", str(year))
            assert home.person.get(where).status in (200, 404)
    for where in ("/", "/caps", "/receipts", f"/members/{home.mother}"):
        assert home.person.get(f"{where}?year={year}").status in (200, 404)


@pytest.mark.parametrize("value", ["%00", "%ED%A0%80", "-1", "'", "%", "²", "٣"])
def test_a_strange_question_is_no_crash(home: Household, value: str) -> None:
    for name in ("member", "year", "provider", "q", "reason", "before", "saved", "deleted"):
        assert home.person.get(f"/receipts?{name}={value}").status in (200, 404)
        assert home.person.get(f"/?{name}={value}").status in (200, 404)
    assert home.person.get(f"/receipts?before=2023-05-04.{value}").status in (200, 404)
    assert home.person.get(f"/receipts/new?copy={value}").status == 200
    assert home.person.get(f"/receipts/new?member={value}").status == 200


def test_another_households_receipt_cannot_be_copied(home: Household, stranger: Person) -> None:
    stranger.adds("나")
    assert "한마음병원" in home.person.get(f"/receipts/new?copy={home.receipt}").html
    assert "한마음병원" not in stranger.get(f"/receipts/new?copy={home.receipt}").html


def test_another_households_receipt_is_in_no_list_or_notice(
    home: Household, stranger: Person
) -> None:
    stranger.adds("나")
    for query in (f"member={home.mother}", f"saved={home.receipt}", "q=한마음", "year=2023"):
        assert "한마음병원" not in stranger.get(f"/receipts?{query}").html


def test_a_receipt_cannot_be_moved_to_another_households_person(
    home: Household, stranger: Person, rows: RowCount
) -> None:
    stranger.adds("나")
    before = rows("receipt")
    answer = stranger.sends(home.mother)
    assert (answer.status, answer.error("member_id")) == (422, "누구의 것인지 골라 주세요.")
    assert rows("receipt") == before


def behind_the_gate(app: Flask, method: str, ids: dict[str, str]) -> dict[str, int]:
    """What somebody without an authentication gets there, whether there is such a record or not."""
    shut = {}
    for rule in rules(app, method):
        name = rule.endpoint.rpartition(".")[2]
        if rule.arguments & set(IDS) and name in ASKING | GATED:
            leads_on = name in ASKING and method == "GET"
            shut[address(app, rule, **ids)] = 303 if leads_on else 403
    return shut


def data_for(where: str, paper: dict[str, str]) -> dict[str, str]:
    if "bands" in where:
        return {"band": "9"}
    return {"name": "가로챔"} if where.startswith("/members/") else paper
