"""The simulated 간편인증, as it is tapped, typed, waited for and interrupted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.hands import Keyboard
from e2e.installed import Installed
from e2e.network import Network
from e2e.phone import Phone
from e2e.server import Server
from e2e.steps import enlarge
from e2e.stored import kept_by_browser
from tests.conftest import Clock

SECRETS = {"name": "최복순", "birth_date": "19480229", "phone": "01098765432"}
WAITING = "**/auth/waiting"


def chooses(phone: Phone, kind: str = "메신저 인증", then: str = "/receipts") -> None:
    phone.opens(f"/auth?then={then}")
    phone.taps(kind, role="link")
    phone.page.wait_for_url("**/auth/request?**")


def asks(phone: Phone, ending: str = "5432") -> None:
    """Fills the form in and sends it, by touch; `ending` are the last digits of the number."""
    chooses(phone)
    fills_in(phone, ending)
    phone.taps("인증 요청")
    phone.page.wait_for_url(WAITING)


def fills_in(phone: Phone, ending: str = "5432") -> None:
    phone.types(**{**SECRETS, "phone": f"0109876{ending}"})
    phone.page.get_by_label("네 가지에 모두 동의해요").check()


def approves(phone: Phone) -> None:
    """And goes on to where one wanted to go, by touch: this phone keeps still."""
    phone.taps("승인하기")
    phone.page.wait_for_url("**/auth/done")
    phone.taps("이어서 하기", role="link")
    phone.page.wait_for_url("**/receipts")


def moves(phone: Phone) -> None:
    """Somebody whose phone is not set to keep still."""
    phone.page.emulate_media(reduced_motion="no-preference")


def heading(phone: Phone) -> Any:
    return expect(phone.main().get_by_role("heading").first)


def said(phone: Phone) -> Any:
    """What the page says politely."""
    return expect(phone.page.locator("#auth-said"))


def left(phone: Phone) -> int:
    """The seconds that the page shows."""
    minutes, seconds = phone.page.locator("[data-seconds]").inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def test_by_touch_from_the_kinds_to_where_one_wanted_to_go(phone: Phone) -> None:
    phone.goes_on_by_tapping()
    moves(phone)
    chooses(phone)
    phone.taps("연습용 정보 채우기", role="link")
    expect(phone.page.get_by_text("연습용 정보를 채웠어요.")).to_be_visible()
    phone.page.get_by_label("네 가지에 모두 동의해요").check()
    for consent in phone.page.locator(".consent input").all():
        expect(consent).to_be_checked()
    phone.taps("인증 요청")
    phone.page.wait_for_url(WAITING)
    phone.taps("승인하기")
    heading(phone).to_have_text("승인했어요")
    phone.taps("인증 완료")
    phone.page.wait_for_url("**/auth/done")
    heading(phone).to_have_text("모의 인증을 마쳤어요")
    phone.page.wait_for_url("**/receipts")  # by itself


def test_an_approved_request_goes_on_without_another_tap(phone: Phone) -> None:
    moves(phone)
    asks(phone)
    phone.taps("승인하기")
    phone.page.wait_for_url("**/receipts")


def test_with_the_keyboard_alone(phone: Phone) -> None:
    phone.goes_on_by_tapping()
    phone.opens("/auth?then=/receipts")
    hand, keyboard = Keyboard(phone.page), phone.page.keyboard
    hand.comes_to_words("통신사 인증")
    keyboard.press("Enter")
    phone.page.wait_for_url("**/auth/request?**")
    for name, text in SECRETS.items():
        hand.comes_to_field(name)
        keyboard.type(text)
    hand.comes_to_field("carrier")
    keyboard.press("ArrowRight")
    hand.comes_to_field("consent_all")
    keyboard.press("Space")
    hand.comes_to_words("인증 요청")
    keyboard.press("Enter")
    phone.page.wait_for_url(WAITING)
    hand.comes_to_words("시간 더 쓰기 +5분")
    keyboard.press("Enter")
    said(phone).to_have_text("시간을 더했어요.")
    expect(phone.page.locator("#extend")).to_be_focused()
    hand.comes_to_words("승인하기")
    keyboard.press("Enter")
    heading(phone).to_have_text("승인했어요")
    expect(phone.main().get_by_role("heading").first).to_be_focused()
    hand.comes_to_words("인증 완료")
    keyboard.press("Enter")
    phone.page.wait_for_url("**/auth/done")
    hand.comes_to_words("이어서 하기")
    keyboard.press("Enter")
    phone.page.wait_for_url("**/receipts")


def test_pressed_too_early_it_says_so_and_keeps_the_place(phone: Phone) -> None:
    """Step 6 of the old lady's journey, in large text."""
    phone.page.set_viewport_size({"width": 320, "height": 640})
    asks(phone)
    enlarge(phone.page, 2)
    phone.taps("인증 완료")
    said(phone).to_contain_text("아직 승인되지 않았어요.")
    expect(phone.page.locator("#auth-said")).to_be_in_viewport()
    phone.page.locator("#complete").focus()
    phone.page.keyboard.press("Enter")
    said(phone).to_contain_text("아직 승인되지 않았어요.")
    expect(phone.page.locator("#complete")).to_be_focused()
    assert phone.page.url.endswith("/auth/waiting")


def test_the_time_is_told_once_and_then_by_the_minute(phone: Phone, clock: Clock) -> None:
    asks(phone)
    told = phone.page.locator("[data-minutes-left]")
    expect(told).to_have_text("남은 시간이 5분이에요.")
    assert 290 < left(phone) <= 300
    clock.passes(minutes=4)
    phone.opens("/auth/waiting")
    expect(told).to_have_text("남은 시간이 1분이에요.")
    assert left(phone) <= 60
    phone.taps("시간 더 쓰기")
    expect(told).to_have_text("남은 시간이 6분이에요.")
    assert 300 < left(phone) <= 360


def test_the_time_runs_out_under_ones_eyes(phone: Phone, clock: Clock) -> None:
    asks(phone)
    phone.page.locator("#complete").focus()
    clock.passes(minutes=5)
    heading(phone).to_contain_text("시간이 다 됐어요")
    expect(phone.page.locator("#auth-news")).to_have_text("시간이 다 됐어요")
    expect(phone.main().get_by_role("heading").first).to_be_focused()
    phone.taps("다시 요청")
    heading(phone).to_contain_text("확인해 주세요")
    assert left(phone) > 290


ENDINGS = {
    "0001": ("가입되어 있지 않아요", "다른 방법으로"),
    "0002": ("인증서 기한이 지났어요", "다른 방법으로"),
    "0003": ("등록된 것과 달라요", "정보 다시 적기"),
    "0004": ("지금 점검 중이에요", "다른 방법으로"),
    "0005": ("시간이 다 됐어요", "다른 방법으로"),
    "0006": ("인증을 거절했어요", "다른 방법으로"),
    "0007": ("정지된 번호예요", "정보 다시 적기"),
}


@pytest.mark.parametrize("digits", ENDINGS)
def test_each_ending_says_what_happened_and_leads_on(phone: Phone, digits: str) -> None:
    words, way = ENDINGS[digits]
    asks(phone, digits)
    heading(phone).to_contain_text(words)
    heading(phone).to_contain_text("연습")
    phone.taps(way, role="link")
    phone.page.wait_for_url(re.compile("/auth(/request)?[?]"))
    assert "then=/receipts" in phone.page.url
    closed = phone.page.locator(".auth-kind.closed")
    expect(closed).to_have_count(1 if digits == "0004" else 0)


def test_refused_in_the_card_and_asked_again(phone: Phone, clock: Clock) -> None:
    asks(phone)
    phone.taps("거절하기")
    heading(phone).to_contain_text("인증을 거절했어요")
    phone.page.locator("#renew").tap(force=True)
    said(phone).to_contain_text("30초 뒤에 누를 수 있어요.")
    clock.passes(seconds=30)
    expect(phone.page.locator("#renew")).not_to_have_attribute("aria-disabled", "true")
    phone.taps("다시 요청")
    approves(phone)


def test_a_rest_after_five_tries_ends_by_itself(phone: Phone, clock: Clock) -> None:
    for _ in range(5):
        asks(phone, "0006")
    expect(phone.main()).to_contain_text("잠시 쉬었다가 해 볼까요?")
    clock.passes(minutes=3)
    expect(phone.main()).not_to_contain_text("잠시 쉬었다가 해 볼까요?")
    phone.taps("연습용 정보로 다시 하기", role="link")
    phone.page.get_by_label("네 가지에 모두 동의해요").check()
    phone.taps("인증 요청")
    approves(phone)


def test_everything_wrong_is_said_first_and_stays_as_typed(phone: Phone) -> None:
    chooses(phone, "통신사 인증")
    phone.types(name="김", birth_date="19900230", phone="0101234")
    phone.taps("인증 요청")
    summary = phone.page.get_by_role("alert").filter(has_text="다시 봐 주세요")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(5)
    summary.get_by_role("link", name="생년월일").tap()
    expect(phone.page.locator("#birth_date")).to_be_focused()
    expect(phone.page.locator("#birth_date")).to_have_value("19900230")
    expect(phone.page.locator("#name")).to_have_value("김")


def test_one_tick_for_all_follows_the_others(phone: Phone) -> None:
    chooses(phone)
    every, others = phone.page.get_by_label("네 가지에 모두"), phone.page.locator(".consent input")
    every.check()
    others.first.uncheck()
    expect(every).not_to_be_checked()
    others.first.check()
    expect(every).to_be_checked()
    every.uncheck()
    for each in others.all():
        expect(each).not_to_be_checked()


def test_what_was_typed_goes_when_the_page_is_left(phone: Phone) -> None:
    chooses(phone)
    fills_in(phone)
    expect(phone.page.locator("[data-echo]")).to_have_text(["1948.02.29", "010-9876-5432"])
    expect(phone.page.locator("#phone")).to_have_value("01098765432")
    phone.opens("/caps")
    phone.page.go_back()
    for name in SECRETS:
        expect(phone.page.locator(f"#{name}")).to_have_value("")
    expect(phone.page.locator("[data-echo]")).to_have_text(["", ""])
    for each in phone.page.locator("input[type=checkbox]").all():
        expect(each).not_to_be_checked()


def test_what_was_typed_goes_after_half_an_hour(phone: Phone) -> None:
    phone.page.clock.install()
    chooses(phone)
    fills_in(phone)
    phone.page.clock.fast_forward("29:00")
    expect(phone.page.locator("#name")).to_have_value(SECRETS["name"])
    phone.page.clock.fast_forward("01:01")
    expect(phone.page.locator("#name")).to_have_value("")
    expect(phone.page.locator("[data-echo]")).to_have_text(["", ""])
    expect(phone.page.get_by_text("30분이 지나 적은 내용을 지웠어요.")).to_be_visible()


def test_without_a_network_the_form_stays_and_can_be_sent_later(phone: Phone) -> None:
    chooses(phone)
    fills_in(phone)
    phone.page.context.set_offline(True)
    phone.taps("인증 요청")
    notice = phone.page.get_by_role("alert").filter(has_text="지금은 보낼 수 없어요")
    expect(notice).to_be_focused()
    for name, text in SECRETS.items():
        expect(phone.page.locator(f"#{name}")).to_have_value(text)
    assert_nothing_is_stored(phone.page)
    phone.page.context.set_offline(False)
    phone.taps("인증 요청")
    phone.page.wait_for_url(WAITING)


def test_a_lost_connection_stops_the_time_on_the_screen_and_gives_it_back(phone: Phone) -> None:
    asks(phone)
    phone.page.context.set_offline(True)
    said(phone).to_have_text("연결이 끊겨 기다리는 중이에요.")
    before = left(phone)
    phone.page.wait_for_timeout(2_200)
    assert left(phone) == before
    phone.page.context.set_offline(False)
    said(phone).to_have_text("시간을 더했어요.")
    assert left(phone) > 590
    approves(phone)


def test_a_session_is_shown_made_longer_and_ended(phone: Phone, clock: Clock) -> None:
    asks(phone)
    approves(phone)
    clock.passes(minutes=6)
    phone.opens("/auth")
    session = phone.page.get_by_role("region", name="간편인증(모의)")
    expect(session).to_contain_text("24분 남음")
    phone.taps("30분으로 늘리기")
    expect(session).to_contain_text("30분 남음")
    phone.taps("끝내기")
    expect(phone.main()).to_contain_text("인증을 끝냈어요.")
    expect(session).to_have_count(0)


@pytest.fixture
def plain(browser: Browser, browser_context_args: dict[str, Any], address: str) -> Iterator[Phone]:
    """A browser without scripts."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield Phone(context.new_page(), address)
    context.close()


def test_without_scripts_from_the_first_page_to_the_last(plain: Phone, clock: Clock) -> None:
    chooses(plain)
    fills_in(plain)
    plain.taps("인증 요청")
    plain.page.wait_for_url(WAITING)
    plain.taps("승인됐는지 다시 보기", role="link")
    plain.taps("인증 완료")
    expect(plain.main()).to_contain_text("아직 승인되지 않았어요.")
    plain.taps("시간 더 쓰기")
    expect(plain.main()).to_contain_text("12:10까지")
    plain.taps("승인하기")
    expect(plain.main()).to_contain_text("승인했어요")
    plain.taps("인증 완료")
    expect(plain.main()).to_contain_text("모의 인증을 마쳤어요")
    plain.page.locator("a[data-advance]").tap()
    plain.page.wait_for_url("**/receipts")


def test_nobody_else_is_asked_anything(phone: Phone) -> None:
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    asks(phone)
    approves(phone)
    assert asked
    assert [url for url in asked if not url.startswith(phone.address)] == []
    assert not [url for url in asked for secret in SECRETS.values() if secret in url]


# With the worker in charge, as in the installed app.


def test_the_worker_keeps_nothing_of_it(installed: Installed, server: Server) -> None:
    asks(installed)
    approves(installed)
    installed.exchanges()
    assert_nothing_is_stored(installed.page)
    rows = server.rows("SELECT * FROM auth_request")
    assert SECRETS["name"] in str(rows)
    for secret in ("19480229", "98765432"):
        assert secret not in str(rows)


def test_without_a_network_there_is_a_page_for_it(installed: Installed) -> None:
    installed.loses_network()
    installed.opens("/auth")
    expect(installed.page.get_by_role("heading", level=1)).to_have_text("지금은 연결이 안 돼요")
    installed.looks_right()
    installed.finds_network()
    installed.taps("다시 해보기", role="link")
    expect(installed.main()).to_contain_text("누구에게 인증을 부탁할까요?")


def test_the_network_goes_in_the_middle_and_comes_back(installed: Installed) -> None:
    chooses(installed)
    fills_in(installed)
    installed.loses_network()
    installed.taps("인증 요청")
    expect(installed.page.get_by_text("지금은 보낼 수 없어요")).to_be_visible()
    expect(installed.page.locator("#phone")).to_have_value(SECRETS["phone"])
    assert_nothing_is_stored(installed.page)
    installed.finds_network()
    installed.taps("인증 요청")
    installed.page.wait_for_url(WAITING)
    installed.loses_network()
    said(installed).to_have_text("연결이 끊겨 기다리는 중이에요.")
    installed.finds_network()
    said(installed).to_have_text("시간을 더했어요.")
    approves(installed)


def test_a_network_that_hangs_is_given_up_and_the_form_stays(
    installed: Installed, network: Network
) -> None:
    chooses(installed)
    fills_in(installed)
    network.hangs("/auth")
    installed.taps("인증 요청")
    expect(installed.page.get_by_text("지금은 보낼 수 없어요")).to_be_visible(timeout=15_000)
    expect(installed.page.locator("#name")).to_have_value(SECRETS["name"])
    network.passes()
    installed.taps("인증 요청")
    installed.page.wait_for_url(WAITING)


def test_a_form_without_scripts_leaves_nothing_in_the_page_of_no_answer(
    installed: Installed, network: Network
) -> None:
    chooses(installed)
    fills_in(installed)
    network.refuses("/auth")
    installed.page.evaluate(  # as a browser sends it where the scripts did not load
        "HTMLFormElement.prototype.submit.call(document.querySelector('form[data-held]'))"
    )
    expect(installed.main()).to_contain_text("적은 내용은 아무 데도 남기지 않았어요.")
    html = installed.page.content()
    assert not [secret for secret in SECRETS.values() if secret in html]
    assert_nothing_is_stored(installed.page)


def assert_nothing_is_stored(page: Page) -> None:
    stored = kept_by_browser(page)
    assert not [secret for secret in SECRETS.values() if secret in stored]
