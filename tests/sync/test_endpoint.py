"""`POST /sync`: push and pull in one exchange."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.person import Person
from webapp.sync.op import new_id

NOBODY: dict[str, Any] = {
    "contract": 1,
    "household": None,
    "epoch": None,
    "cursor": 0,
    "ops": [],
}


def put(entity: str, record: str, base: int = 0, **fields: Any) -> dict[str, Any]:
    return {
        "op_id": str(uuid.uuid4()),
        "entity": entity,
        "id": record,
        "kind": "put",
        "base": base,
        "set": {name: [None, value] for name, value in fields.items()},
    }


def sends(person: Person, *ops: dict[str, Any], after: Any = None, **changes: Any) -> TestResponse:
    known = {name: after[name] for name in ("household", "epoch", "cursor")} if after else {}
    return person.client.post("/sync", json={**NOBODY, **known, "ops": list(ops), **changes})


def test_a_new_device_is_told_that_there_is_nothing_yet(person: Person) -> None:
    answer = sends(person)
    assert answer.json is not None
    assert (answer.json["household"], answer.json["changes"]) == (None, [])


def test_a_push_whose_answer_was_lost_finds_the_household_it_made(person: Person) -> None:
    sends(person)
    key, op = person.key(), put("member", new_id(), name="엄마")
    first = sends(person, op).json
    person.client.set_cookie("device", key)
    again = sends(person, op).json
    assert first is not None
    assert again is not None
    assert again["household"] == first["household"] == key.split(".")[0]
    assert again["results"] == first["results"]
    assert len(again["changes"]) == 1


def test_the_first_record_makes_the_household_and_comes_back(person: Person) -> None:
    mother = new_id()
    answer = sends(person, put("member", mother, name="엄마")).json
    assert answer is not None
    assert [result["status"] for result in answer["results"]] == ["applied"]
    assert [(row["id"], row["values"]["name"]) for row in answer["changes"]] == [(mother, "엄마")]
    assert person.member_ids() == [mother]


def test_a_repeated_push_gives_the_stored_result_and_changes_nothing(person: Person) -> None:
    op = put("member", new_id(), name="엄마")
    first = sends(person, op).json
    again = sends(person, op, after=first).json
    assert first is not None
    assert again is not None
    assert (again["results"], again["changes"], again["cursor"]) == (
        first["results"],
        [],
        first["cursor"],
    )


def test_a_pull_brings_only_what_is_newer_with_its_history(person: Person) -> None:
    mother = person.adds()
    start = sends(person).json
    receipt = person.saves(mother)
    news = sends(person, after=start).json
    assert news is not None
    assert [row["id"] for row in news["changes"]] == [receipt]
    assert len(news["changes"][0]["history"]) == 1


def test_a_cursor_from_the_future_or_another_epoch_starts_over(person: Person) -> None:
    person.adds()
    known = sends(person).json
    assert known is not None
    for wrong in ({"cursor": known["cursor"] + 7}, {"epoch": "restored"}):
        answer = sends(person, after=known, **wrong).json
        assert answer is not None
        assert answer["reset"] is True
        assert len(answer["changes"]) == len(known["changes"])


def test_another_household_is_409_and_an_unknown_key_401(person: Person, stranger: Person) -> None:
    person.adds()
    stranger.adds()
    known = sends(person).json
    assert sends(stranger, after=known).status_code == 409
    person.client.delete_cookie("device")
    assert sends(person, after=known).status_code == 401


def test_an_older_contract_is_told_to_update(person: Person) -> None:
    assert sends(person, contract=0).status_code == 409


def test_a_band_has_one_record_a_person_and_year(person: Person) -> None:
    mother = person.adds(band=2)
    forged = put("member_year", new_id(), member_id=mother, year=2023, band=9)
    answer = sends(person, forged).json
    assert answer is not None
    assert answer["results"][0]["status"] == "rejected"
    assert person.get("/?year=2023").text.count("2–3분위") == 1


def test_a_refused_operation_does_not_hold_up_the_next(person: Person) -> None:
    bad, good = put("member", new_id(), name=""), put("member", new_id(), name="아빠")
    answer = sends(person, bad, good).json
    assert answer is not None
    assert [result["status"] for result in answer["results"]] == ["rejected", "applied"]


def test_a_resident_number_is_refused_and_not_kept(person: Person) -> None:
    answer = sends(person, put("member", new_id(), name="800101-2345678"))
    assert answer.json is not None
    assert answer.json["results"][0]["status"] == "rejected"
    assert "2345678" not in answer.get_data(as_text=True)


BAD: dict[str, dict[str, Any]] = {
    "no envelope": {"json": []},
    "an unknown field": {"json": {**NOBODY, "secret": 1}},
    "a cursor that is no number": {"json": {**NOBODY, "cursor": "1"}},
    "too many operations": {"json": {**NOBODY, "ops": [put("member", new_id(), name="가")] * 101}},
    "a deep hole": {"data": "[" * 100_000, "content_type": "application/json"},
    "a truncated body": {"data": '{"contract": 1', "content_type": "application/json"},
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_what_is_no_push_is_refused(person: Person, body: dict[str, Any]) -> None:
    assert person.client.post("/sync", **body).status_code in (400, 422)


def test_a_form_is_not_json_and_a_flood_is_too_long(person: Person) -> None:
    assert person.client.post("/sync", data={"ops": "[]"}).status_code == 415
    flood = '{"contract": "' + "x" * 300_000 + '"}'
    answer = person.client.post("/sync", data=flood, content_type="application/json")
    assert answer.status_code == 413
