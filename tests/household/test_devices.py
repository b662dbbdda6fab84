"""이어 둔 기기: who holds the household, and putting one of them out."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import read
from tests.person import Person
from webapp.extensions import db
from webapp.household.devices import Device, Key
from webapp.household.pairing import Pairing
from webapp.household.platforms import platform_of, words

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
LIKE_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0"


@pytest.fixture
def phone(person: Person, stranger: Person) -> Person:
    """A second phone of the household."""
    person.adds("엄마")
    stranger.joins(person)
    return stranger


def own_id(person: Person) -> str:
    return person.key().split(".")[1]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    {
        f"{ANDROID} {LIKE_CHROME} Mobile Safari/537.36": "안드로이드 · 크롬",
        "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 (KHTML, like Gecko) "
        "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": "안드로이드 · 삼성 인터넷",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Version/18.5 Mobile/15E148 Safari/604.1": "아이폰 · 사파리",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) CriOS/146.0 Mobile/15E148 Safari/604.1": "아이폰 · 크롬",
        "Mozilla/5.0 (Linux; Android 14; SM-S918N; wv) AppleWebKit/537.36 Version/4.0 "
        "Chrome/146.0.0.0 Mobile Safari/537.36;KAKAOTALK 2511050": "안드로이드 · 카카오톡",
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {LIKE_CHROME} Safari/537.36 Edg/146.0": (
            "윈도우 컴퓨터 · 엣지"
        ),
        f"{MAC} Version/18.5 Safari/605.1.15": "맥 · 사파리",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": (
            "리눅스 컴퓨터 · 파이어폭스"
        ),
        "<script>": "이름 모를 기기",
        "": "이름 모를 기기",
    }.items(),
)
def test_a_device_is_called_by_its_browser_in_plain_words(
    app: Flask, user_agent: str, name: str
) -> None:
    with app.test_request_context():
        assert words(platform_of(user_agent)) == name


def test_the_list_says_what_each_is_and_which_is_this_one(person: Person, phone: Person) -> None:
    page = read(person.get("/devices").html)
    shown = page.all("li", class_="device")
    assert len(shown) == 2
    own = [each for each in shown if "이 기기" in [chip.text for chip in each.all(class_="chip")]]
    assert len(own) == 1
    assert not own[0].all("a")
    assert page.all("a", href=f"/devices/{own_id(phone)}/deletion")
    assert "2026.11.21(토)부터 함께" in page.text


def test_a_browser_without_a_household_is_shown_the_way_in(stranger: Person) -> None:
    page = read(stranger.get("/devices").html)
    assert page.all("a", href="/join")
    assert not page.all("form", action="/devices/pairings")


def test_the_day_on_which_a_device_was_here_is_noted_once(
    app: Flask, person: Person, phone: Person, clock: Clock
) -> None:
    clock.today = date(2026, 12, 24)
    phone.get("/")
    assert "마지막으로 2026.12.24(목)" in person.get("/devices").text
    with app.app_context():
        before = db.session.scalar(sa.text("SELECT sum(seq) FROM ledger"))
    phone.get("/receipts")
    with app.app_context():
        assert db.session.scalar(sa.text("SELECT sum(seq) FROM ledger")) == before


def test_a_device_that_was_put_out_opens_nothing(person: Person, phone: Person) -> None:
    mother = person.member_ids()[0]
    household = phone.key().split(".")[0]
    ask = person.get(f"/devices/{own_id(phone)}/deletion")
    assert "내보내기" in ask.text
    assert person.post(f"/devices/{own_id(phone)}/deletion").location == "/devices"
    push = {"contract": 1, "household": household, "epoch": "", "cursor": 0, "ops": []}
    answer = phone.client.post("/sync", json=push)
    assert (answer.status_code, answer.json and answer.json["error"]) == (401, "put_out")
    assert phone.get(f"/members/{mother}").location == "/put-out"
    assert person.member_ids() == [mother]
    assert "2대" not in person.get("/devices").text


def test_it_is_told_once_and_then_begins_anew(person: Person, phone: Person) -> None:
    old = phone.key()
    person.post(f"/devices/{own_id(phone)}/deletion")
    assert phone.get("/").location == "/put-out"
    assert "다른 기기에서 이 기기를 내보냈어요" in phone.get("/put-out").text
    assert phone.key() != old
    assert phone.get("/put-out").location == "/"
    assert "병원비 영수증을 한번 적어 볼까요?" in phone.get("/").text
    father = phone.adds("아빠")
    assert father not in person.member_ids()


def test_a_put_out_device_saves_nothing_before_it_was_told(
    person: Person, phone: Person, rows: RowCount
) -> None:
    person.post(f"/devices/{own_id(phone)}/deletion")
    before = rows("household"), rows("member")
    answer = phone.post("/members", {"name": "아빠", "year": "2023", "band": ""})
    assert answer.location == "/put-out"
    assert (rows("household"), rows("member")) == before


def test_the_key_of_a_put_out_device_never_opens_again(
    person: Person, phone: Person, rows: RowCount
) -> None:
    key, before = phone.key(), rows("household")
    person.post(f"/devices/{own_id(phone)}/deletion")
    person.post("/leaving", {"what": "all", "word": "지우기"})
    thief = Person(phone.client.application.test_client())
    thief.client.set_cookie("device", key)
    push = {"contract": 1, "household": None, "epoch": None, "cursor": 0}
    op = {"op_id": "0190a7b2-0000-4000-8000-00000000000b", "entity": "member", "kind": "put"}
    op |= {"id": "0190a7b2-0000-7000-8000-00000000000b", "base": 0, "set": {"name": [None, "나"]}}  # type: ignore[dict-item]
    answer = thief.client.post("/sync", json={**push, "ops": [op]}).json
    assert answer is not None
    assert answer["household"] != key.split(".")[0]
    assert rows("household") == before


def test_a_put_out_device_may_come_back_in(person: Person, phone: Person) -> None:
    person.post(f"/devices/{own_id(phone)}/deletion")
    phone.joins(person)
    assert phone.member_ids() == person.member_ids()


def test_a_part_of_a_page_is_not_swapped_for_the_notice(person: Person, phone: Person) -> None:
    person.post(f"/devices/{own_id(phone)}/deletion")
    answer = phone.client.get("/receipts", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/")
    assert "내보냈어요" in phone.get("/put-out").text


def test_ones_own_device_is_not_put_out_here(person: Person, phone: Person) -> None:
    assert person.get(f"/devices/{own_id(person)}/deletion").status == 404
    assert person.post(f"/devices/{own_id(person)}/deletion").status == 404
    assert len(person.member_ids()) == 1


def test_putting_out_twice_is_putting_out_once(person: Person, phone: Person) -> None:
    """The first answer may get lost."""
    where = f"/devices/{own_id(phone)}/deletion"
    assert [person.post(where).location for _ in range(2)] == ["/devices", "/devices"]
    assert "내보냈어요" in phone.get("/put-out").text


@pytest.mark.parametrize("faster", ["the household", "the device"])
def test_what_went_meanwhile_is_put_out_already(
    person: Person, phone: Person, monkeypatch: pytest.MonkeyPatch, faster: str
) -> None:
    put_out = Device.put_out
    what = "all" if faster == "the household" else "device"

    def too_late(self: Device, now: datetime) -> None:
        phone.meanwhile("/leaving", {"what": what, "word": "지우기"})
        put_out(self, now)

    monkeypatch.setattr(Device, "put_out", too_late)
    assert person.post(f"/devices/{own_id(phone)}/deletion").location == "/devices"
    assert person.get("/devices").location == ("/put-out" if what == "all" else "")


def test_a_household_erased_meanwhile_invites_nobody(
    person: Person, phone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Pairing.start

    def too_late(inviting: Key, now: datetime) -> None:
        phone.meanwhile("/leaving", {"what": "all", "word": "지우기"})
        start(inviting, now)

    monkeypatch.setattr(Pairing, "start", too_late)
    assert person.post("/devices/pairings").location == "/devices"
    assert person.get("/devices").location == "/put-out"


def test_another_households_device_is_404(person: Person, phone: Person, app: Flask) -> None:
    thief = Person(app.test_client())
    thief.adds("나")
    for ask in (thief.get, thief.post):
        assert ask(f"/devices/{own_id(phone)}/deletion").status == 404
    assert phone.member_ids() == person.member_ids()


def test_after_400_days_nothing_is_known_of_it(
    app: Flask, person: Person, phone: Person, clock: Clock, rows: RowCount
) -> None:
    key = phone.key()
    person.post(f"/devices/{own_id(phone)}/deletion")

    def retired() -> int:
        with app.app_context():
            query = sa.text("SELECT count(*) FROM retired_key WHERE device_id = :id")
            return db.session.scalar(query, {"id": key.split(".")[1]}) or 0

    clock.today = date(2027, 12, 25)
    app.test_cli_runner().invoke(args=["purge"])
    assert retired() == 1
    clock.today = date(2027, 12, 26)
    app.test_cli_runner().invoke(args=["purge"])
    assert retired() == 0
