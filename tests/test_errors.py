"""What a person sees when something is not there, not allowed or broken; what the log gets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.dom import form, read
from tests.person import RECEIPT, Person
from webapp import create_app, forms
from webapp.extensions import db
from webapp.receipts import presenters, scan_presenters
from webapp.receipts.models import Receipt

STRIP = "공단과 관계없는 연습용 앱이에요"


@pytest.fixture
def live(database_url: str, clock: Clock, tmp_path: Path) -> Iterator[Flask]:
    """The app as it is served: a bug is answered, not raised."""
    app = create_app(database_url=database_url, brackets_file=tmp_path / "b.json", now=clock)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


ERRORS = {
    "404": ("GET", "/nowhere", 404, "없는 화면이에요"),
    "404 below a page": ("GET", "/receipts/x/y/z", 404, "없는 화면이에요"),
    "404 of a static file": ("GET", "/static/nothing.css", 404, "없는 화면이에요"),
    "405": ("POST", "/caps", 405, "이렇게는 열 수 없어요"),
    "405 of a form's address": ("GET", "/receipts/split", 404, "없는 화면이에요"),
    "405 of a deletion": ("GET", "/examples/deletion", 405, "이렇게는 열 수 없어요"),
}


@pytest.mark.parametrize(("method", "path", "status", "title"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_a_page_of_the_app_with_a_way_home(
    app: Flask, method: str, path: str, status: int, title: str
) -> None:
    answer = app.test_client().open(path, method=method)
    page = read(answer.get_data(as_text=True))
    assert answer.status_code == status
    assert page.one("h1").text == title
    assert STRIP in page.text
    assert page.one("main").all("a", href="/")
    assert page.all("nav", class_="tabs")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_an_error_says_the_same_to_htmx(app: Flask, headers: dict[str, str]) -> None:
    answer = app.test_client().get("/nowhere", headers=headers)
    assert "없는 화면이에요" in answer.get_data(as_text=True)


def broken(*_: object, **__: object) -> NoReturn:
    raise ValueError("비밀병원 54321 비밀쪽지")


def test_a_bug_is_a_calm_page(live: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(live.test_client())
    person.saves(person.adds())
    monkeypatch.setattr(presenters, "present_list", broken)
    page = person.get("/receipts")
    assert page.status == 500
    assert "앱에 문제가 생겼어요" in page.text
    assert "저장해 둔 내용은 안전해요" in page.text
    assert STRIP in page.text
    assert read(page.html).all("a", href="/receipts")
    assert "ValueError" not in page.html
    assert "비밀" not in page.html


def test_a_bug_is_logged_with_its_place_and_without_values(
    live: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    person = Person(live.test_client())
    person.saves(person.adds())
    monkeypatch.setattr(presenters, "present_list", broken)
    person.get("/receipts", query_string={"q": "비밀검색"})
    assert "ValueError" in caplog.text
    assert "test_errors.py:" in caplog.text
    assert "비밀" not in caplog.text
    assert "54321" not in caplog.text


def test_a_statement_that_the_database_refuses_is_logged_without_its_values(
    live: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    person = Person(live.test_client())
    mother = person.adds()

    def forgets(receipt: Receipt) -> None:
        receipt.counted = receipt.paid = None  # type: ignore[assignment]

    monkeypatch.setattr(Receipt, "derive", forgets)
    page = person.post(
        "/receipts",
        {**RECEIPT, "member_id": mother, "provider_name": "비밀병원", "note": "비밀쪽지"},
    )
    assert page.status == 500
    assert "IntegrityError" in caplog.text
    assert "비밀" not in caplog.text
    assert mother not in caplog.text


def test_after_a_bug_the_app_goes_on(live: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person(live.test_client())
    mother = person.adds()
    with monkeypatch.context() as patch:
        patch.setattr(Receipt, "derive", broken)
        assert person.sends(mother).status == 500
    assert person.sends(mother).status == 303


def test_a_bug_costs_nothing_of_what_was_typed(
    live: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(live.test_client())
    typed = {**RECEIPT, "member_id": person.adds(), "copay": "54321", "note": "900101-1234567"}
    paper = form(person.get("/receipts/new"), "/receipts") | typed
    with monkeypatch.context() as patch:
        patch.setattr(forms, "posted", broken)
        answer = person.post("/receipts", paper)
    assert answer.status == 500
    assert read(answer.html).one("h1").text == "앱에 문제가 생겼어요"
    assert "저장해 둔 내용은 안전해요." in answer.text
    assert "적은 내용은 이 화면에 그대로 있어요." in answer.text
    again = form(answer, "/receipts")
    assert again.items() >= (paper | {"note": ""}).items()
    assert person.post("/receipts", again).status == 303


def test_a_bug_shows_nothing_of_a_practised_application(
    live: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "posted", broken)
    answer = Person(live.test_client()).post("/auth/request", {"name": "비밀이름"})
    assert (answer.status, "비밀" in answer.html) == (500, False)


def test_a_bug_does_not_offer_to_send_pictures_again(
    live: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_presenters, "present_scan", broken)
    picture = {"photo": (io.BytesIO(b"x"), "a.jpg"), "note": "비밀쪽지"}
    answer = live.test_client().post("/scan", data=picture)
    assert answer.status_code == 500
    assert "비밀쪽지" not in answer.get_data(as_text=True)


def test_a_good_day_is_not_logged(
    app: Flask, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    mother = person.adds("비밀엄마")
    person.saves(mother, provider_name="비밀병원")
    person.sends(mother, copay="x", note="비밀쪽지")
    assert "비밀" not in caplog.text
