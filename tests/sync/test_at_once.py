"""Many phones of one household saving at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from flask import Flask

from tests.person import Person
from webapp.extensions import db

PHONES, SAVES = 8, 20


def test_160_saves_from_8_threads_are_all_there_without_a_gap(app: Flask, person: Person) -> None:
    mother = person.adds("엄마")
    household = cookie_of(person).partition(".")[0]
    phones = [person.on_another_phone() for _ in range(PHONES)]

    def save_all(number: int) -> list[str]:
        return [
            phones[number].saves(mother, provider_name=f"{number}병원", copay=1_000 + save)
            for save in range(SAVES)
        ]

    with ThreadPoolExecutor(PHONES) as pool:
        ids = [id for saved in pool.map(save_all, range(PHONES)) for id in saved]
    assert len(set(ids)) == PHONES * SAVES
    with app.app_context():
        revisions = column("SELECT rev FROM receipt WHERE household_id = :id", household)
        revisions += column("SELECT rev FROM member WHERE household_id = :id", household)
        assert sorted(revisions) == list(range(1, PHONES * SAVES + 2))
        assert column("SELECT seq FROM ledger WHERE household_id = :id", household) == [161]
    expected = PHONES * sum(1_000 + save for save in range(SAVES))
    assert person.get("/?year=2023").figure("counted", mother, 2023) == expected


def test_the_same_form_sent_by_8_threads_at_once_saves_one_receipt(
    app: Flask, person: Person
) -> None:
    mother = person.adds("엄마")
    household = cookie_of(person).partition(".")[0]
    ids = {"id": "0190a7b2-0000-7000-8000-000000000001"}
    ids["op_id"] = "0190a7b2-0000-4000-8000-000000000002"
    phones = [person.on_another_phone() for _ in range(PHONES)]
    with ThreadPoolExecutor(PHONES) as pool:
        answers = list(pool.map(lambda phone: phone.sends(mother, **ids).status, phones))
    assert answers == [303] * PHONES
    with app.app_context():
        assert len(column("SELECT id FROM receipt WHERE household_id = :id", household)) == 1


def cookie_of(person: Person) -> str:
    cookie = person.client.get_cookie("device")
    assert cookie
    return cookie.value


def column(query: str, household: str) -> list[int]:
    return list(db.session.scalars(sa.text(query), {"id": household}))
