"""Notifications: asked for by a tap, sent once each, locked for one phone, gone with it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.person import Person
from tests.reminders.calendars import STAY, choose, family
from tests.reminders.push_service import (
    AUTH,
    Browser,
    PushService,
    bytes_of,
    claims_of,
    push_service,
    text_of,
)
from webapp import create_app
from webapp.config import PushKeys, new_private_key
from webapp.extensions import db, limiter
from webapp.reminders.models import PushSubscription, device_visit
from webapp.reminders.push import send_due
from webapp.reminders.words import SAYS, TITLE

KEYS = PushKeys.read(new_private_key(), "mailto:somebody@example.org")


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as found:
        yield found


@pytest.fixture
def app(database_url: str, clock: Clock, tmp_path: Path, service: PushService) -> Iterator[Flask]:
    app = create_app(
        database_url=database_url,
        brackets_file=tmp_path / "premium_brackets.json",
        testing=True,
        now=clock,
        push=KEYS,
        push_services=(service.host, ".push.example"),
    )
    limiter.reset()
    with app.app_context():  # nobody of another test is told
        db.session.execute(sa.delete(PushSubscription))
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def reader(service: PushService) -> Browser:
    return Browser(service)


@pytest.fixture
def phone(person: Person, reader: Browser) -> Person:
    """Somebody who wants to be told on this phone when a month begins."""
    person.adds()
    choose(person, "monthly")
    assert person.post("/reminders/push", reader.subscription()).status == 303
    return person


def send(app: Flask) -> Result:
    done = app.test_cli_runner().invoke(args=["reminders", "send"])
    assert done.exit_code == 0, done.output
    return done


def test_what_is_due_is_told(app: Flask, phone: Person, reader: Browser, clock: Clock) -> None:
    clock.today = date(2026, 12, 1)
    assert "1건을 알렸어요" in send(app).output
    assert reader.notices() == [
        {
            "title": TITLE,
            "body": SAYS["monthly"],
            "kind": "monthly",
            "lang": "ko",
            "path": "/receipts",
        }
    ]


def test_nothing_is_told_before_its_day_or_after_its_use(
    app: Flask, phone: Person, reader: Browser, clock: Clock
) -> None:
    for today in (date(2026, 11, 30), date(2026, 12, 8)):
        clock.today = today
        assert "0건을 알렸어요" in send(app).output
    assert reader.asked() == []


def test_each_thing_is_told_once(app: Flask, phone: Person, reader: Browser, clock: Clock) -> None:
    for today in (date(2026, 12, 1), date(2026, 12, 1), date(2026, 12, 4), date(2027, 1, 2)):
        clock.today = today
        send(app)
    assert len(reader.notices()) == 2


def test_two_runs_at_once_tell_it_once(
    app: Flask, phone: Person, reader: Browser, clock: Clock
) -> None:
    clock.today = date(2026, 12, 1)

    def run(_: int) -> int:
        with app.app_context():
            return send_due(clock(), KEYS).sent

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 1]
    assert len(reader.asked()) == 1


def test_every_phone_of_a_household_is_told(
    app: Flask, phone: Person, stranger: Person, service: PushService, clock: Clock
) -> None:
    other = Browser(service, "other")
    stranger.joins(phone)
    stranger.post("/reminders/push", other.subscription())
    clock.today = date(2026, 12, 1)
    send(app)
    assert len(other.notices()) == 1
    assert len(service.asked) == 2


def test_a_household_is_told_nothing_of_another(
    app: Flask, phone: Person, stranger: Person, service: PushService, clock: Clock
) -> None:
    other = Browser(service, "other")
    family(stranger)
    choose(stranger, "stay")
    stranger.post("/reminders/push", other.subscription())
    clock.today = date(2026, 12, 3)
    send(app)
    assert [each["kind"] for each in other.notices()] == ["stay"]


def test_a_ceiling_is_told_at_80_and_at_100_per_cent_once_each(
    app: Flask, phone: Person, reader: Browser, clock: Clock
) -> None:
    member = phone.adds("아빠", year=2026, band=1)  # 900,000 won in 2026
    choose(phone, "cap")
    sent = []
    for copay in ("700000", "60000", "1000", "139000", "500000"):
        phone.saves(member, care_from="2026-02-03", copay=copay, confirm_twin="1")
        send(app)
        sent.append(len(reader.notices()))
    assert sent == [0, 1, 1, 2, 2]
    assert {each["kind"] for each in reader.notices()} == {"cap"}


def test_no_notice_says_whose_or_where_or_how_much(
    app: Flask, person: Person, reader: Browser, clock: Clock
) -> None:
    mother = family(person)
    person.saves(mother, **STAY, care_from="2026-01-05", care_to="2026-01-06", copay="9000000")
    choose(person)
    person.post("/reminders/push", reader.subscription())
    for today in (date(2026, 12, 1), date(2027, 6, 5), date(2027, 8, 1), date(2027, 8, 24)):
        clock.today = today
        send(app)
    seen = reader.notices()
    assert {each["kind"] for each in seen} == set(SAYS)
    for each in seen:
        assert set(each) == {"title", "body", "kind", "lang", "path"}
        assert each["body"] == SAYS[each["kind"]]
        assert each["path"] in ("/", "/receipts")
    topics = {each.headers["topic"] for each in reader.asked()}
    assert len(topics) == len(SAYS)
    assert not [topic for topic in topics if topic in SAYS]
    assert len({len(each.body) for each in reader.asked()}) == 1


def test_the_service_sees_who_sends_and_nothing_of_what(
    app: Flask, phone: Person, reader: Browser, service: PushService, clock: Clock
) -> None:
    clock.today = date(2026, 12, 1)
    send(app)
    (asked,) = reader.asked()
    claims = claims_of(asked, KEYS.public)
    assert claims["sub"] == "mailto:somebody@example.org"
    assert claims["aud"] == f"http://{service.host}"
    assert 0 < claims["exp"] - time.time() <= 24 * 60 * 60
    assert SAYS["monthly"].encode() not in asked.body
    assert re.fullmatch("[A-Za-z0-9_-]{32}", asked.headers["topic"])
    assert asked.headers["ttl"] == str(7 * 24 * 60 * 60)


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_is_gone_is_forgotten(
    app: Flask, phone: Person, service: PushService, clock: Clock, rows: RowCount, status: int
) -> None:
    service.answers, before = [status], rows("push_subscription")
    clock.today = date(2026, 12, 1)
    assert "기기 1대를 지웠어요" in send(app).output
    assert rows("push_subscription") == before - 1
    assert "이 휴대전화에서 알림 켜기" in phone.get("/reminders").text
    send(app)
    assert len(service.asked) == 1


def test_a_phone_that_came_back_elsewhere_meanwhile_is_kept(
    app: Flask, phone: Person, service: PushService, clock: Clock
) -> None:
    household, device, _secret = phone.key().split(".")
    with app.app_context():
        visit = device_visit(household, device)
        PushSubscription.end(visit, at="http://127.0.0.1/push/of-before")
        assert PushSubscription.of(visit) is not None


@pytest.mark.parametrize("status", [400, 403, 413, 429, 500, 503, 307])
def test_what_could_not_be_sent_is_tried_again(
    app: Flask, phone: Person, reader: Browser, service: PushService, clock: Clock, status: int
) -> None:
    service.answers = [status]
    clock.today = date(2026, 12, 1)
    assert "1건은 다음에 다시 보내요" in send(app).output
    assert "1건을 알렸어요" in send(app).output
    assert len(reader.asked()) == 2
    assert len(service.asked) == 2  # a redirection leads nowhere


def test_a_service_that_is_not_there_stops_nobody_else(
    app: Flask, phone: Person, stranger: Person, service: PushService, clock: Clock
) -> None:
    stranger.adds()
    choose(stranger, "monthly")
    other = Browser(service, "other")
    stranger.post("/reminders/push", other.subscription())
    phone.post(
        "/reminders/push",
        Browser(service).subscription() | {"endpoint": "https://nobody.push.example/1"},
    )
    clock.today = date(2026, 12, 1)
    assert "1건은 다음에 다시" in send(app).output
    assert len(other.notices()) == 1


def test_a_kind_that_was_turned_off_is_told_no_more(
    app: Flask, phone: Person, reader: Browser, clock: Clock
) -> None:
    phone.post("/reminders/choices", {"off": "monthly"})
    clock.today = date(2026, 12, 1)
    send(app)
    assert reader.asked() == []


def test_turning_it_off_on_this_phone_ends_it_here(
    app: Flask, phone: Person, reader: Browser, clock: Clock, rows: RowCount
) -> None:
    before = rows("push_subscription")
    assert phone.post("/reminders/push/deletion").location == "/reminders#push"
    assert rows("push_subscription") == before - 1
    clock.today = date(2026, 12, 1)
    send(app)
    assert reader.asked() == []
    assert phone.post("/reminders/push/deletion").status == 303


def test_a_phone_that_is_put_out_is_told_no_more(
    app: Flask, phone: Person, stranger: Person, service: PushService, clock: Clock, rows: RowCount
) -> None:
    other = Browser(service, "other")
    stranger.joins(phone)
    stranger.post("/reminders/push", other.subscription())
    before = rows("push_subscription")
    assert phone.post(f"/devices/{stranger.key().split('.')[1]}/deletion").status == 303
    assert rows("push_subscription") == before - 1
    clock.today = date(2026, 12, 1)
    send(app)
    assert other.asked() == []


@pytest.mark.parametrize("what", ["all", "device"])
def test_leaving_ends_it(
    app: Flask, phone: Person, stranger: Person, reader: Browser, clock: Clock, what: str
) -> None:
    stranger.joins(phone)
    assert phone.post("/leaving", {"what": what, "word": "지우기"}).status == 303
    clock.today = date(2026, 12, 1)
    send(app)
    assert reader.asked() == []


def test_a_new_place_takes_that_of_the_old(
    app: Flask, phone: Person, reader: Browser, service: PushService, clock: Clock
) -> None:
    new = Browser(service, "new")
    phone.post("/reminders/push", new.subscription())
    clock.today = date(2026, 12, 1)
    send(app)
    assert (len(new.notices()), reader.asked()) == (1, [])


RIGHT = text_of(AUTH)
WRONG = {
    "nothing": {"endpoint": ""},
    "another machine": {"endpoint": "https://example.org/push/1"},
    "this machine": {"endpoint": "http://127.0.0.1:1/push/1"},
    "a machine within": {"endpoint": "http://169.254.169.254/latest"},
    "another port": {"endpoint": "https://nobody.push.example:8443/1"},
    "somebody in front": {"endpoint": "https://me@nobody.push.example/1"},
    "the service's name as a beginning": {"endpoint": "https://nobody.push.example.org/1"},
    "without a lock": {"endpoint": "http://nobody.push.example/1"},
    "a file": {"endpoint": "file:///etc/passwd"},
    "half a bracket": {"endpoint": "https://[nobody.push.example/1"},
    "a new line": {"endpoint": "https://nobody.push.example/1\r\nX: 1"},
    "without end": {"endpoint": "https://nobody.push.example/" + "a" * 1000},
    "no key": {"p256dh": ""},
    "a key that is none": {"p256dh": "*" * 87},
    "a short key": {"p256dh": text_of(b"\x04" + b"1" * 63)},
    "a point beside the curve": {"p256dh": text_of(b"\x04" + b"1" * 64)},
    "no secret": {"auth": ""},
    "a short secret": {"auth": text_of(AUTH[:15])},
    "a long secret": {"auth": text_of(AUTH + b"1")},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_only_a_push_service_is_ever_asked(
    person: Person, reader: Browser, rows: RowCount, wrong: dict[str, str]
) -> None:
    person.adds()
    before = rows("push_subscription")
    answer = person.post("/reminders/push", reader.subscription() | wrong)
    assert answer.status == 422
    assert "이 브라우저의 알림은 쓸 수 없어요" in answer.text
    assert rows("push_subscription") == before


def test_padding_does_not_matter(person: Person, reader: Browser, rows: RowCount) -> None:
    given = reader.subscription()
    padded = given | {"p256dh": given["p256dh"] + "=", "auth": given["auth"] + "=="}
    before = rows("push_subscription")
    assert person.post("/reminders/push", padded).status == 303
    assert rows("push_subscription") == before + 1


def test_another_website_cannot_turn_it_on(person: Person, reader: Browser) -> None:
    person.adds()
    answer = person.post(
        "/reminders/push", reader.subscription(), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status == 403


def test_an_example_is_told_nothing(person: Person, reader: Browser) -> None:
    person.post("/examples", {"example": "j-1"})
    assert person.post("/reminders/push", reader.subscription()).status == 404


def test_the_page_carries_the_key_and_says_how_things_stand(
    phone: Person, stranger: Person
) -> None:
    on, off = phone.get("/reminders").html, stranger.get("/reminders").html
    assert f'data-push data-key="{KEYS.public}" data-on' in on
    assert f'data-push data-key="{KEYS.public}">' in off
    assert len(bytes_of(KEYS.public)) == 65
    assert KEYS.private not in on + off


def test_what_was_sent_long_ago_is_forgotten(
    app: Flask, phone: Person, clock: Clock, rows: RowCount
) -> None:
    clock.today = date(2026, 12, 1)
    before = rows("sent_reminder")
    send(app)
    assert rows("sent_reminder") == before + 1
    clock.today = date(2028, 2, 1)
    app.test_cli_runner().invoke(args=["purge"])
    assert rows("sent_reminder") <= before
