"""기기 잇기: another phone comes into the household, and nobody else does."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import read
from tests.person import Page, Person
from webapp import create_app
from webapp.extensions import db
from webapp.household.pairing import CODE_LENGTH, LETTERS, read_code

ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/146.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def phone(stranger: Person) -> Person:
    """The new phone."""
    return stranger


def sign(page: Page) -> str:
    return read(page.html).one("p", class_="pairing-sign").text


def test_the_new_phone_sees_what_the_old_one_wrote(person: Person, phone: Person) -> None:
    mother = person.adds("엄마")
    code = person.invites()
    answer = phone.post("/join", {"code": code}, headers={"User-Agent": ANDROID})
    assert answer.location == "/join/waiting"
    asking, waiting = person.get("/devices/pairing"), phone.get("/join/waiting")
    assert "안드로이드 · 크롬" in asking.text
    assert sign(asking) == sign(waiting)
    assert "이어 주기를 기다려요" in waiting.text
    assert person.answers().location == "/devices/pairing"
    assert "이었어요" in person.get("/devices/pairing").text
    assert "이제 이을 수 있어요" in phone.get("/join/waiting").text
    assert phone.post("/join/entry").location == "/"
    assert phone.member_ids() == [mother]
    assert phone.adds("아빠") in person.member_ids()


def test_before_the_old_phone_says_yes_nothing_is_open(person: Person, phone: Person) -> None:
    person.adds("비밀엄마")
    phone.post("/join", {"code": person.invites()})
    answer = phone.post("/join/entry")
    assert (answer.status, answer.location) == (409, "")
    assert "이어 주기를 기다려요" in answer.text
    assert read(answer.html).one("main").all("a", href="/join/waiting")
    assert "비밀엄마" not in phone.get("/").text
    assert phone.member_ids() == []


def test_entering_is_the_persons_own_tap_and_says_who_will_read(
    person: Person, phone: Person
) -> None:
    """Whoever sends a link with a code of their own would read what is written here."""
    person.adds()
    warning = "가족이 준 번호일 때만 이어 주세요."
    assert warning in phone.get("/join").text
    phone.post("/join", {"code": person.invites()})
    person.answers()
    page = phone.get("/join/waiting")
    assert warning in page.text
    entry = read(page.html).one("form", action="/join/entry")
    assert not [name for name in entry.attrs if name.startswith("hx-")]
    assert read(page.html).one("main").all("a", href="/")
    assert phone.member_ids() == []


def test_the_new_phone_gets_a_key_of_its_own(person: Person, phone: Person, rows: RowCount) -> None:
    person.adds()
    before = rows("device")
    phone.joins(person)
    mine, theirs = person.key().split("."), phone.key().split(".")
    assert mine[0] == theirs[0]
    assert not set(mine[1:]) & set(theirs[1:])
    assert rows("device") == before + 1
    assert phone.client.get_cookie("join", path="/join") is None


def test_entering_twice_is_entering_once(person: Person, phone: Person, rows: RowCount) -> None:
    """The answer that brings the key may get lost."""
    person.adds()
    before = rows("device")
    phone.post("/join", {"code": person.invites()})
    person.answers()
    key = phone.client.get_cookie("join", path="/join")
    assert key
    phone.post("/join/entry")
    phone.client.delete_cookie("device")
    phone.client.set_cookie("join", key.value, path="/join")
    assert phone.post("/join/entry").location == "/"
    assert phone.member_ids() == person.member_ids()
    assert rows("device") == before + 1


def test_the_picture_leads_to_the_page_with_the_code_behind_the_hash(person: Person) -> None:
    person.adds()
    code = person.invites()
    page = read(person.get("/devices/pairing").html)
    picture = page.one("img")
    assert picture.attrs["alt"]
    assert unquote(picture.attrs["src"]).startswith("data:image/svg+xml")
    assert "http://localhost/join" in page.text
    assert "#" not in page.one(class_="pairing-address").text
    assert re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", code)


def test_the_code_is_shown_again_and_only_to_the_phone_that_made_it(
    person: Person, phone: Person, app: Flask
) -> None:
    person.adds()
    phone.joins(person)
    code = person.invites()
    assert code in person.get("/devices/pairing").text
    assert code not in phone.get("/devices/pairing").text


def test_the_code_is_kept_nowhere(person: Person, app: Flask) -> None:
    person.adds()
    code = person.invites().replace("-", "")
    with app.app_context():
        kept = db.session.execute(sa.text("SELECT * FROM pairing")).all()
    assert code not in repr(kept)


@pytest.mark.parametrize(
    "typing",
    [
        lambda code: code,
        lambda code: code.replace("-", ""),
        lambda code: code.lower(),
        lambda code: f"  {code[:2]} {code[2:4]} {code[5:]} ",
        lambda code: code.translate({ord("-"): "–"}),
        lambda code: "".join(chr(ord(letter) + 0xFEE0) for letter in code.replace("-", "")),
    ],
    ids=["as shown", "without the line", "small", "with gaps", "another line", "full width"],
)
def test_the_code_is_understood_however_it_is_typed(
    person: Person, phone: Person, typing: object
) -> None:
    person.adds()
    typed = typing(person.invites())  # type: ignore[operator]
    assert phone.post("/join", {"code": typed}).location == "/join/waiting"


@pytest.mark.parametrize(
    "typed", ["", "A", "0O1I-LUUU", "A" * 5_000, "가나다라마바사아", "\x00" * 8]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_no_letter_is_taken_for_another() -> None:
    assert not set("0O1IL") & set(LETTERS)
    assert len(LETTERS) ** CODE_LENGTH > 2**37


def test_a_wrong_code_is_said_and_kept(person: Person, phone: Person) -> None:
    person.adds()
    person.invites()
    answer = phone.post("/join", {"code": "2222 2222"})
    assert answer.status == 422
    assert "이 번호로는 찾지 못했어요." in answer.error("code")
    assert answer.value("code") == "2222 2222"


def test_a_code_is_used_once(person: Person, phone: Person, app: Flask) -> None:
    person.adds()
    code = person.invites()
    phone.post("/join", {"code": code})
    other = Person(app.test_client())
    answer = other.post("/join", {"code": code})
    assert (answer.status, answer.value("code")) == (422, code)
    assert "이미 쓴 번호예요." in answer.error("code")
    assert "기다리는 것이 없어요" in other.get("/join/waiting").text


def test_of_many_phones_with_the_same_code_one_comes_in(person: Person, app: Flask) -> None:
    person.adds()
    code = person.invites()
    phones = [Person(app.test_client()) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda each: each.post("/join", {"code": code}).status, phones))
    assert sorted(answers) == [303, *[422] * 5]


def test_a_code_ends_after_five_minutes(person: Person, phone: Person, clock: Clock) -> None:
    person.adds()
    code = person.invites()
    assert "12:05까지" in person.get("/devices/pairing").text
    clock.hour = 13
    assert "시간이 지났어요" in person.get("/devices/pairing").text
    answer = phone.post("/join", {"code": code})
    assert answer.status == 422
    assert "시간이 지난 번호예요." in answer.error("code")
    assert phone.post("/join", {"code": person.invites()}).status == 303


def test_five_minutes_more_is_a_new_code_in_place_of_the_old(person: Person, phone: Person) -> None:
    person.adds()
    first, second = person.invites(), person.invites()
    assert first != second
    assert phone.post("/join", {"code": first}).status == 422
    assert phone.post("/join", {"code": second}).status == 303


def test_a_phone_that_was_refused_sees_nothing(person: Person, phone: Person) -> None:
    person.adds("비밀엄마")
    code = person.invites()
    phone.post("/join", {"code": code})
    person.answers(yes=False)
    assert "잇지 않았어요" in person.get("/devices/pairing").text
    assert "아니에요" in phone.get("/join/waiting").text
    assert phone.post("/join/entry").status == 409
    assert phone.member_ids() == []
    assert phone.post("/join", {"code": code}).status == 422


def test_nobody_is_let_in_after_the_time(person: Person, phone: Person, clock: Clock) -> None:
    person.adds()
    phone.post("/join", {"code": person.invites()})
    asking = person.get("/devices/pairing").value("pairing")
    clock.hour = 13
    person.post("/devices/pairing/confirmation", {"pairing": asking})
    assert "시간이 지났어요" in phone.get("/join/waiting").text
    assert phone.post("/join/entry").status == 409


def test_only_the_phone_that_was_seen_is_let_in(person: Person, phone: Person, app: Flask) -> None:
    person.adds()
    phone.post("/join", {"code": person.invites()})
    seen = person.get("/devices/pairing").value("pairing")
    other = Person(app.test_client())
    other.post("/join", {"code": person.invites()})
    person.post("/devices/pairing/confirmation", {"pairing": seen})
    assert other.post("/join/entry").status == 409
    assert "기다리는 것이 없어요" in phone.get("/join/waiting").text


def test_a_stranger_cannot_answer_for_the_household(person: Person, app: Flask) -> None:
    person.adds()
    phone, thief = Person(app.test_client()), Person(app.test_client())
    phone.post("/join", {"code": person.invites()})
    asking = person.get("/devices/pairing").value("pairing")
    assert thief.post("/devices/pairing/confirmation", {"pairing": asking}).status == 404
    thief.adds()
    thief.post("/devices/pairing/confirmation", {"pairing": asking})
    assert phone.post("/join/entry").status == 409


def test_a_forged_key_does_not_enter(person: Person, phone: Person) -> None:
    person.adds("비밀엄마")
    phone.post("/join", {"code": person.invites()})
    person.answers()
    cookie = phone.client.get_cookie("join", path="/join")
    assert cookie
    household, device, _ = cookie.value.split(".")
    thief = Person(phone.client.application.test_client())
    thief.client.set_cookie("join", f"{household}.{device}.{'a' * 43}", path="/join")
    assert thief.post("/join/entry").status == 409


def test_a_phone_with_records_of_its_own_keeps_them(
    person: Person, phone: Person, rows: RowCount
) -> None:
    person.adds()
    mine = phone.adds("내 사람")
    before = rows("member")
    page = phone.get("/join")
    assert "이 휴대전화에는 적어 둔 것이 있어요" in page.text
    assert read(page.html).all("a", href="/leaving")
    answer = phone.post("/join", {"code": person.invites()})
    assert answer.status == 409
    assert phone.member_ids() == [mine]
    assert rows("member") == before


def test_records_written_while_waiting_are_kept(person: Person, phone: Person) -> None:
    person.adds()
    phone.post("/join", {"code": person.invites()})
    person.answers()
    mine = phone.adds("그 사이 적은 사람")
    assert phone.post("/join/entry").status == 409
    assert phone.member_ids() == [mine]


def test_an_empty_household_gives_way(person: Person, phone: Person, rows: RowCount) -> None:
    mother = person.adds()
    op = {"op_id": "0190a7b2-0000-4000-8000-00000000000a", "entity": "member", "kind": "put"}
    op |= {"id": "0190a7b2-0000-7000-8000-00000000000a", "base": 0, "set": {"name": [None, ""]}}  # type: ignore[dict-item]
    push = {"contract": 1, "household": None, "epoch": None, "cursor": 0, "ops": [op]}
    assert phone.client.post("/sync", json=push).status_code == 200
    before = rows("household")
    phone.joins(person)
    assert rows("household") == before - 1
    assert phone.member_ids() == [mother]


def test_an_example_neither_invites_nor_gives_way(person: Person, phone: Person) -> None:
    person.adds()
    phone.post("/examples", {"example": "j-1"})
    assert phone.post("/devices/pairings").status == 404
    assert "예시는 다른 휴대전화와 잇지 않아요." in phone.get("/devices").text
    answer = phone.post("/join", {"code": person.invites()})
    assert answer.status == 409
    assert "예시를 먼저 지워 주세요" in answer.text


def test_a_phone_does_not_join_itself(person: Person) -> None:
    person.adds()
    assert person.post("/join", {"code": person.invites()}).status == 409


def test_a_page_that_asks_again_gets_only_what_is_new(person: Person, phone: Person) -> None:
    person.adds()
    code = person.invites()
    assert person.get("/devices/pairing?seen=open", htmx=True).status == 204
    phone.post("/join", {"code": code})
    news = person.get("/devices/pairing?seen=open", htmx=True)
    assert "새 기기가 이으려고 해요" in news.text
    assert "<html" not in news.html
    assert phone.get("/join/waiting?seen=asked", htmx=True).status == 204
    person.answers()
    assert "이제 이을 수 있어요" in phone.get("/join/waiting?seen=asked", htmx=True).text
    assert phone.post("/join/entry").location == "/"


def test_guessing_codes_is_slowed_down(person: Person, phone: Person) -> None:
    person.adds()
    code = person.invites()
    guesses = [phone.post("/join", {"code": "2222-2222"}).status for _ in range(11)]
    assert guesses == [*[422] * 10, 429]
    answer = phone.post("/join", {"code": code})
    assert answer.status == 429
    assert "잠시 쉬었다 해 주세요" in answer.text
    assert read(answer.html).one("main").all("a", href="/")


def test_many_addresses_together_are_slowed_down_as_well(person: Person, app: Flask) -> None:
    guesses = [
        app.test_client()
        .post(
            "/join",
            data={"code": "2222-2222"},
            environ_base={"REMOTE_ADDR": f"192.0.2.{number % 25}"},
        )
        .status_code
        for number in range(101)
    ]
    assert guesses == [*[422] * 100, 429]


def test_behind_a_proxy_visitors_are_counted_one_by_one(database_url: str) -> None:
    app = create_app(database_url=database_url, testing=True, proxies=1)

    def guess(address: str) -> int:
        forwarded = {"X-Forwarded-For": f"198.51.100.9, {address}"}
        return app.test_client().post("/join", data={"code": "2"}, headers=forwarded).status_code

    assert [guess("192.0.2.1") for _ in range(11)][-1] == 429
    assert guess("192.0.2.2") == 422
    with app.app_context():
        db.engine.dispose()


def test_right_codes_are_not_counted(person: Person, app: Flask) -> None:
    person.adds()
    for _ in range(12):
        Person(app.test_client()).joins(person)


def test_no_code_and_no_key_is_logged(
    person: Person, phone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    person.adds("비밀엄마")
    code = person.invites()
    for _ in range(12):
        phone.post("/join", {"code": "2222-2222"})
    phone.post("/join", {"code": code})
    for secret in (code, code.replace("-", ""), "2222", person.key().split(".")[2], "비밀엄마"):
        assert secret not in caplog.text
