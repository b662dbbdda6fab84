"""S-18 and S-19: waiting for an approval, and every way it can end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Page, Person
from tests.simple_auth.person import TYPED, asks, authenticates, is_live, presses, row

OWN = "0009"  # of a number that is somebody's, and does not fail
CONSENTS = {name: value for name, value in TYPED.items() if name.startswith("consent_")}


def test_approve_then_complete_and_one_is_authenticated(person: Person) -> None:
    assert asks(person, then="/receipts?year=2023").location == "/auth/waiting"
    waiting = person.get("/auth/waiting")
    assert "메신저 인증(모의) 앱에서 인증 요청을 확인해 주세요" in waiting.text
    assert "홍길동 님" in read(waiting.html).one("section", class_="practice-card").text
    assert not is_live(person)
    assert presses(person, "approval").location == "/auth/waiting"
    assert "승인했어요" in person.get("/auth/waiting").text
    assert not is_live(person)
    assert presses(person, "completion").location == "/auth/done"
    done = person.get("/auth/done")
    assert "모의 인증을 마쳤어요" in done.text
    assert read(done.html).one("a", data_advance="").attrs["href"] == "/receipts?year=2023"
    assert person.get("/auth/waiting").location == "/auth/done"


def test_too_early_is_said_and_costs_nothing(person: Person, clock: Clock) -> None:
    asks(person)
    for _ in range(7):
        answer = presses(person, "completion")
        assert answer.status == 422
        assert "아직 승인되지 않았어요. 메신저 인증(모의)에서 먼저 ‘승인하기’를 눌러" in answer.text
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_too_early_without_a_reload_changes_nothing_but_the_words(person: Person) -> None:
    asks(person)
    sent = form(person.get("/auth/waiting"), "/auth/completion")
    answer = person.post("/auth/completion", sent, headers={"HX-Request": "true"})
    assert answer.status == 422
    said = read(answer.html).one(id="auth-said")
    assert said.attrs["hx-swap-oob"] == "innerHTML"
    assert said.text.startswith("아직 승인되지 않았어요.")


def test_the_page_that_looks_every_three_seconds_hears_only_of_news(
    person: Person, clock: Clock
) -> None:
    asks(person)
    look = polled(person)
    assert person.get(look, htmx=True).status == 204
    clock.passes(seconds=30)
    news = person.get(look, htmx=True)
    assert news.status == 200  # 다시 요청 may be pressed now
    presses(person, "approval")
    approved = person.get(look, htmx=True)
    assert "승인했어요" in approved.text
    assert "<html" not in approved.html
    assert told(approved) == "승인했어요"
    presses(person, "completion")
    moved = person.get(look, htmx=True)
    assert (moved.status, moved.headers["HX-Redirect"]) == (204, "/auth/done")


def polled(person: Person) -> str:
    sections = read(person.get("/auth/waiting").html).all("section")
    return next(each.attrs["hx-get"] for each in sections if "hx-get" in each.attrs)


def told(part: Page) -> str:
    """What a part that came by itself has read out, without moving anybody."""
    assert read(part.html).one(id="auth-said").text == ""
    return read(part.html).one(id="auth-news").text


def test_what_came_by_itself_is_read_out_and_what_one_pressed_is_not(
    person: Person, clock: Clock
) -> None:
    asks(person)
    page = read(person.get("/auth/waiting").html)
    assert (page.one(id="auth-news").attrs["role"], page.one(id="auth-news").text) == ("status", "")
    approval = form(person.get("/auth/waiting"), "/auth/approval")
    by_script = {"headers": {"HX-Request": "true"}}
    pressed = person.post("/auth/approval", approval, **by_script)
    assert "승인했어요" in pressed.text
    assert told(pressed) == ""
    clock.passes(minutes=5)
    late = person.post("/auth/completion", approval, **by_script)
    assert told(late) == "시간이 다 됐어요"
    presses(person, "renewal")
    look = polled(person)
    clock.passes(seconds=30)
    assert told(person.get(look, htmx=True)) == ""  # it may be asked once more, and waits on
    clock.passes(minutes=5)
    assert told(person.get(look, htmx=True)) == "시간이 다 됐어요"


def test_only_with_scripts_it_says_that_it_goes_on_by_itself(person: Person) -> None:
    asks(person)
    presses(person, "approval")
    going_on = read(person.get("/auth/waiting").html).one("span", class_="with-script")
    assert going_on.text == "누르지 않아도 곧 넘어가요."


def test_without_scripts_a_plain_link_looks_again(person: Person) -> None:
    asks(person)
    assert read(person.get("/auth/waiting").html).one("a", id="look").attrs["href"] == (
        "/auth/waiting"
    )


def test_a_refusal_ends_it_and_may_be_asked_again(person: Person, clock: Clock) -> None:
    asks(person)
    presses(person, "refusal")
    assert "인증을 거절했어요" in person.get("/auth/waiting").text
    clock.passes(seconds=30)
    presses(person, "renewal")
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_five_minutes_and_not_a_second_more(person: Person, clock: Clock) -> None:
    asks(person)
    late = form(person.get("/auth/waiting"), "/auth/approval")
    clock.passes(minutes=4, seconds=59)
    assert "남은 시간 0:01" in person.get("/auth/waiting").text
    clock.passes(seconds=1)
    page = person.get("/auth/waiting")
    assert "시간이 다 됐어요" in page.text
    assert read(page.html).all("form", action="/auth/renewal")
    person.post("/auth/approval", late)
    person.post("/auth/completion", late)
    assert not is_live(person)


def test_an_approval_that_is_not_completed_in_time_is_none(person: Person, clock: Clock) -> None:
    asks(person)
    presses(person, "approval")
    late = form(person.get("/auth/waiting"), "/auth/completion")
    clock.passes(minutes=5)
    person.post("/auth/completion", late)
    assert not is_live(person)


def test_there_is_always_more_time(person: Person, clock: Clock) -> None:
    asks(person)
    for _ in range(40):
        clock.passes(minutes=4, seconds=50)
        presses(person, "extension")
        assert "남은 시간 5:10" in person.get("/auth/waiting").text
        clock.passes(seconds=10)
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_more_time_is_never_over_half_an_hour(person: Person, clock: Clock) -> None:
    asks(person)
    for _ in range(20):
        presses(person, "extension")
    assert "남은 시간 30:00" in person.get("/auth/waiting").text


def test_again_after_thirty_seconds_and_no_sooner(person: Person, clock: Clock) -> None:
    asks(person)
    button = read(person.get("/auth/waiting").html).one("button", id="renew")
    assert button.attrs["aria-disabled"] == "true"
    clock.passes(seconds=10)
    assert "20초 뒤에 누를 수 있어요." in presses(person, "renewal").text
    clock.passes(seconds=20)
    button = read(person.get("/auth/waiting").html).one("button", id="renew")
    assert "aria-disabled" not in button.attrs
    old = form(person.get("/auth/waiting"), "/auth/approval")
    assert presses(person, "renewal").location == "/auth/waiting"
    assert "남은 시간 5:00" in person.get("/auth/waiting").text
    person.post("/auth/approval", old)
    assert "승인했어요" not in person.get("/auth/waiting").text


ENDINGS = {
    "0001": "가입되어 있지 않아요",
    "0002": "인증서 기한이 지났어요",
    "0003": "등록된 것과 달라요",
    "0004": "지금 점검 중이에요",
    "0005": "시간이 다 됐어요",
    "0006": "인증을 거절했어요",
    "0007": "정지된 번호예요",
}


@pytest.mark.parametrize(("digits", "words"), ENDINGS.items())
def test_a_number_brings_about_its_ending_every_time(
    person: Person, app: Flask, digits: str, words: str
) -> None:
    for provider in ("bank", "messenger"):
        assert asks(person, digits, provider=provider).location == "/auth/waiting"
        card = read(person.get("/auth/waiting").html).one("section", class_="card")
        assert words in card.text
        assert "연습" in card.text
        assert digits in card.text
        id = str(row(app, person)["id"])
        for what in ("approval", "completion"):
            person.post(f"/auth/{what}", {"request": id})
        assert not is_live(person)


@pytest.mark.parametrize("digits", ["0000", "0008", "1001", "0010"])
def test_other_numbers_end_as_one_taps(person: Person, digits: str) -> None:
    asks(person, digits)
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_a_kind_under_maintenance_stays_so_and_the_others_work(person: Person) -> None:
    asks(person, "0004", provider="portal")
    tiles = read(person.get("/auth").html)
    assert "점검 중" in tiles.one("div", class_="auth-kind closed").text
    assert len(tiles.all("a", class_="auth-kind")) == 5
    assert person.get("/auth/request?provider=portal").status == 422
    assert asks(person, provider="portal").status == 422
    assert asks(person, provider="bank").location == "/auth/waiting"


def test_after_five_tries_a_rest_that_says_how_long(person: Person, clock: Clock) -> None:
    for _ in range(5):
        assert asks(person, "0003").location == "/auth/waiting"
    page = asks(person, OWN)
    assert page.status == 429
    assert "여러 번 되지 않았어요. 잠시 쉬었다가 해 볼까요?" in page.text
    assert "12:03부터" in page.text
    clock.passes(minutes=2, seconds=59)
    assert asks(person, OWN).status == 429
    clock.passes(seconds=1)
    assert asks(person, OWN).location == "/auth/waiting"
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_who_rests_may_practise_with_nobodys_data_at_once(person: Person) -> None:
    for _ in range(5):
        asks(person, "0003", then="/receipts", provider="bank")
    page = person.get("/auth/waiting")
    filling = read(page.html).one("a", class_="button primary wide")
    assert filling.text == "연습용 정보 채우기"
    assert filling.attrs["href"] == "/auth/request?provider=bank&then=/receipts&practice=1"
    assert read(page.html).one("main").all("a", href="/help#stuck")
    paper = form(person.get(filling.attrs["href"]), "/auth/request") | CONSENTS
    assert person.post("/auth/request", paper | {"name": "최복순"}).status == 429
    assert person.post("/auth/request", paper).location == "/auth/waiting"
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_who_rests_from_a_kind_under_maintenance_practises_with_another(person: Person) -> None:
    for provider in ("messenger", "portal", "bank", "maker", "messenger"):
        asks(person, "0004", provider=provider)
    href = read(person.get("/auth/waiting").html).one("a", class_="button primary wide")
    assert "provider=portal" in href.attrs["href"]
    assert person.get(href.attrs["href"]).status == 200


def test_ending_what_has_not_begun_forgets_no_tries(person: Person) -> None:
    for _ in range(5):
        asks(person, "0003")
        person.post("/auth/deletion")
    assert asks(person, OWN).status == 429


def test_asking_once_more_is_a_try_too(person: Person, clock: Clock) -> None:
    asks(person)
    for _ in range(4):
        clock.passes(seconds=30)
        presses(person, "renewal")
    clock.passes(seconds=30)
    assert presses(person, "renewal").status == 422
    presses(person, "approval")  # the fifth still counts
    assert presses(person, "completion").location == "/auth/done"


def test_a_success_forgets_the_tries(person: Person) -> None:
    for _ in range(3):
        for _ in range(4):
            asks(person, "0003")
        authenticates(person)


def test_it_holds_for_half_an_hour(person: Person, clock: Clock) -> None:
    authenticates(person)
    clock.passes(minutes=29, seconds=59)
    assert is_live(person)
    assert "1분 남음" in person.get("/auth").text
    clock.passes(seconds=1)
    assert not is_live(person)


def test_it_can_be_made_longer_while_it_holds(person: Person, clock: Clock) -> None:
    authenticates(person)
    clock.passes(minutes=29)
    form_of_session = form(person.get("/auth"), "/auth/extension")
    assert person.post("/auth/extension", form_of_session).location == "/auth"
    clock.passes(minutes=29)
    assert is_live(person)
    clock.passes(minutes=1)
    person.post("/auth/extension", form_of_session)
    assert not is_live(person)


def test_it_can_be_ended_and_nothing_is_left(person: Person, app: Flask) -> None:
    authenticates(person)
    assert person.post("/auth/deletion").location == "/auth?ended=1"
    assert "인증을 끝냈어요." in person.get("/auth?ended=1").text
    assert not is_live(person)
    assert row(app, person) == {}


def test_what_was_used_is_used_up(person: Person) -> None:
    """The same posts sent once more, after the end: nothing comes alive again."""
    asks(person)
    approval = form(person.get("/auth/waiting"), "/auth/approval")
    presses(person, "approval")
    completion = form(person.get("/auth/waiting"), "/auth/completion")
    presses(person, "completion")
    person.post("/auth/deletion")
    for what in ("approval", "completion", "renewal", "extension"):
        person.post(f"/auth/{what}", approval)
        person.post(f"/auth/{what}", completion)
    assert not is_live(person)


def test_pressing_twice_is_pressing_once(person: Person, clock: Clock) -> None:
    asks(person)
    sent = form(person.get("/auth/waiting"), "/auth/approval")
    assert person.post("/auth/approval", sent).location == "/auth/waiting"
    assert person.post("/auth/approval", sent).location == "/auth/waiting"
    assert person.post("/auth/completion", sent).location == "/auth/done"
    clock.passes(minutes=10)
    assert person.post("/auth/completion", sent).location == "/auth/done"
    clock.passes(minutes=20)  # not counted from the second time
    assert not is_live(person)


def test_of_many_presses_at_once_one_counts(person: Person, app: Flask, rows: RowCount) -> None:
    """Several tabs of one browser."""
    person.adds()
    before = rows("auth_request")
    tabs = [person.on_another_phone() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        asked = [answer.status for answer in pool.map(asks, tabs)]
        assert set(asked) <= {303, 429}  # the sixth is one too many
        assert rows("auth_request") == before + 1
        sent = form(person.get("/auth/waiting"), "/auth/approval")
        for what in ("approval", "completion"):
            list(pool.map(lambda tab, to=what: tab.post(f"/auth/{to}", sent), tabs))
    assert is_live(person)
    assert row(app, person)["state"] == "done"


def test_who_refused_cannot_approve_afterwards(person: Person) -> None:
    asks(person)
    sent = form(person.get("/auth/waiting"), "/auth/approval")
    presses(person, "refusal")
    person.post("/auth/approval", sent)
    person.post("/auth/completion", sent)
    assert not is_live(person)


def test_another_phone_of_the_family_cannot_approve(person: Person, app: Flask) -> None:
    person.adds()
    other = Person(app.test_client())
    other.joins(person)
    asks(person)
    sent = form(person.get("/auth/waiting"), "/auth/approval")
    for what in ("approval", "completion"):
        other.post(f"/auth/{what}", sent)
    assert "남은 시간" in person.get("/auth/waiting").text
    authenticates(person)
    assert not is_live(other)


def test_a_stranger_cannot_approve(person: Person, stranger: Person) -> None:
    asks(person)
    stranger.adds()
    sent = form(person.get("/auth/waiting"), "/auth/approval")
    for what in ("approval", "completion", "deletion"):
        stranger.post(f"/auth/{what}", sent)
    assert not is_live(person)
    assert not is_live(stranger)
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def test_many_tries_from_one_address_are_slowed_down(person: Person) -> None:
    answers = [person.post("/auth/request", {"provider": "bank"}).status for _ in range(61)]
    assert answers == [422] * 60 + [429]
