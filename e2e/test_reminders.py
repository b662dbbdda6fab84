"""알림과 달력: switched by touch and by keyboard, taken along as a file, an address, a notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from e2e.hands import Keyboard
from e2e.installed import Installed, workers_of
from e2e.phone import Phone
from e2e.server import Server, make_app, running
from tests.conftest import Clock
from tests.reminders.push_service import Browser as Reader
from tests.reminders.push_service import PushService, push_service
from webapp.config import PushKeys, new_private_key
from webapp.reminders.words import SAYS


def switch(page: Page, name: str, *, on: bool) -> None:
    expect(page.get_by_role("switch", name=name)).to_be_checked(checked=on)


def test_switches_are_turned_by_touch_and_the_file_holds_what_is_on(phone: Phone) -> None:
    phone.opens("/menu")
    phone.taps("알림과 달력", role="link")
    switch(phone.page, "매달 1일", on=False)
    phone.taps("매달 1일", role="switch")
    switch(phone.page, "매달 1일", on=True)
    phone.taps("8월 첫째 주", role="switch")
    switch(phone.page, "8월 첫째 주", on=True)

    with phone.page.expect_download() as coming:
        phone.taps("달력 파일 받기(.ics)", role="link")
    assert coming.value.suggested_filename == "sanghanjigi.ics"
    calendar = Calendar.from_ical(coming.value.path().read_bytes())
    assert [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")] == [
        SAYS["monthly"],
        SAYS["august"],
    ]

    phone.taps("매달 1일", role="switch")
    switch(phone.page, "매달 1일", on=False)


def test_the_keyboard_alone_turns_a_switch_and_makes_an_address(phone: Phone) -> None:
    phone.opens("/reminders")
    hand, keyboard = Keyboard(phone.page), phone.page.keyboard
    hand.comes_to_words("매달 1일")
    keyboard.press("Space")
    switch(phone.page, "매달 1일", on=True)
    hand.comes_to_words("달력 주소 만들기")
    keyboard.press("Enter")
    address = phone.page.get_by_label("달력 주소")
    expect(address).to_have_value(f"{phone.address}/calendar/" + address_name(phone) + ".ics")
    hand.comes_to_words("주소 바꾸기·없애기")
    keyboard.press("Enter")
    hand.comes_to_words("주소 없애기")
    keyboard.press("Enter")
    expect(phone.page.get_by_role("button", name="달력 주소 만들기")).to_be_visible()


def address_name(phone: Phone) -> str:
    return phone.page.get_by_label("달력 주소").input_value().rpartition("/")[2].partition(".")[0]


def test_an_address_is_copied_renewed_and_taken_back(phone: Phone) -> None:
    phone.page.context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=phone.address
    )
    phone.opens("/reminders")
    phone.taps("매달 1일", role="switch")
    phone.taps("달력 주소 만들기")
    phone.taps("주소 복사")
    expect(phone.page.get_by_role("button", name="복사했어요")).to_be_visible()
    first = phone.page.evaluate("navigator.clipboard.readText()")
    assert phone.page.get_by_label("달력 주소").input_value() == first
    link = phone.page.get_by_role("link", name="이 휴대전화의 달력에서 열기")
    assert link.get_attribute("href") == first.replace("http:", "webcal:")
    assert answers(phone, first) == 200

    open_changes(phone)
    phone.taps("새 주소로 바꾸기")
    expect(phone.page.get_by_label("달력 주소")).not_to_have_value(first)
    second = phone.page.get_by_label("달력 주소").input_value()
    assert (answers(phone, first), answers(phone, second)) == (404, 200)

    open_changes(phone)
    phone.taps("주소 없애기")
    expect(phone.page.get_by_label("달력 주소")).to_have_count(0)
    assert answers(phone, second) == 404


def open_changes(phone: Phone) -> None:
    phone.page.get_by_text("주소 바꾸기·없애기").tap()


def answers(phone: Phone, address: str) -> int:
    """What somebody without any cookie gets there."""
    browser = phone.page.context.browser
    assert browser
    somebody = browser.new_context()
    status = somebody.request.get(address).status
    somebody.close()
    return status


def test_the_worker_leaves_calendars_alone(installed: Installed) -> None:
    """Neither the file nor the address is answered or kept by it."""
    installed.opens("/reminders")
    installed.taps("매달 1일", role="switch")
    installed.taps("달력 주소 만들기")
    address = installed.page.get_by_label("달력 주소").input_value()
    found = {path: by_worker(installed, path) for path in ("/caps", FILE, address)}
    assert found == {"/caps": True, FILE: False, address: False}
    assert [url for url in installed.page.evaluate(ALL_KEPT) if ".ics" in url] == []
    with installed.page.expect_download():
        installed.taps("달력 파일 받기(.ics)", role="link")


FILE = "/reminders/calendar.ics"
ALL_KEPT = """async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return all.flat();
}"""


def by_worker(phone: Installed, path: str) -> bool:
    """Whether the worker answered the page that asks for it."""
    with phone.page.expect_response(lambda answer: answer.url.endswith(path)) as coming:
        assert phone.page.evaluate("async (path) => (await fetch(path)).status", path) == 200
    return coming.value.from_service_worker


KEYS = PushKeys.read(new_private_key(), "mailto:somebody@example.org")

# What a browser's own push service would say: there is none where the tests run.
SUBSCRIBING = """(given) => {
  const own = (key) => ({
    toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
    options: { applicationServerKey: Uint8Array.from(key).buffer },
    unsubscribe: async () => { localStorage.removeItem("push"); return true; },
  });
  const read = () => {
    const kept = localStorage.getItem("push");
    return kept && own(JSON.parse(kept));
  };
  Object.assign(PushManager.prototype, {
    getSubscription: async () => read(),
    subscribe: async ({ applicationServerKey, userVisibleOnly }) => {
      if (!userVisibleOnly) throw new Error("browsers refuse that");
      localStorage.setItem("push", JSON.stringify([...new Uint8Array(applicationServerKey)]));
      return read();
    },
  });
}"""


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as found:
        yield found


@pytest.fixture
def telling(tmp_path: Path, service: PushService, clock: Clock) -> Iterator[Server]:
    """A server that tells phones what is due."""
    app = make_app(tmp_path, clock, push=KEYS, push_services=(service.host,))
    with running(app) as server:
        yield server


@pytest.fixture
def told(
    browser: Browser, browser_context_args: dict[str, Any], telling: Server, service: PushService
) -> Iterator[Installed]:
    """A phone whose browser can be told something."""
    context = browser.new_context(**{**browser_context_args, "service_workers": "allow"})
    context.grant_permissions(["notifications"], origin=telling.address)
    phone = Installed(context.new_page(), telling.address)
    phone.starts("/reminders")
    yield phone
    context.close()


def test_a_phone_that_wants_it_is_told_and_a_tap_leads_into_the_app(
    told: Installed, telling: Server, service: PushService, clock: Clock
) -> None:
    reader = Reader(service)
    told.page.add_init_script(f"({SUBSCRIBING})({json.dumps(reader.subscription())})")
    told.opens("/reminders")
    told.taps("매달 1일", role="switch")
    told.taps("이 휴대전화에서 알림 켜기")
    expect(told.page.get_by_role("button", name="이 휴대전화에서 알림 끄기")).to_be_visible()

    clock.today = date(2026, 12, 1)
    done = telling.app.test_cli_runner().invoke(args=["reminders", "send"])
    assert "1건을 알렸어요" in done.output
    (notice,) = reader.notices()
    delivers(told, json.dumps(notice))
    assert shown(told) == [["상한지기", SAYS["monthly"], "monthly", "/receipts"]]

    told.context.service_workers[0].evaluate(TAP_NOTICE)
    told.page.wait_for_url(f"{telling.address}/receipts")
    assert shown(told) == []

    told.opens("/reminders")
    told.taps("이 휴대전화에서 알림 끄기")
    expect(told.page.get_by_role("button", name="이 휴대전화에서 알림 켜기")).to_be_visible()
    assert telling.rows("SELECT count(*) FROM push_subscription")[0][0] == 0
    assert told.page.evaluate("localStorage.getItem('push')") is None


def test_a_browser_that_moves_its_subscription_says_so(
    told: Installed, telling: Server, service: PushService
) -> None:
    told.page.add_init_script(f"({SUBSCRIBING})({json.dumps(Reader(service).subscription())})")
    told.opens("/reminders")
    told.taps("이 휴대전화에서 알림 켜기")
    expect(told.page.get_by_role("button", name="이 휴대전화에서 알림 끄기")).to_be_visible()
    moved = Reader(service, "moved").subscription()
    told.context.service_workers[0].evaluate(MOVE, moved)
    told.waits_for(
        lambda: (
            telling.rows("SELECT endpoint, auth FROM push_subscription")
            == [(moved["endpoint"], moved["auth"])]
        )
    )


def test_what_cannot_be_read_is_shown_as_some_reminder(told: Installed) -> None:
    delivers(told, "?")
    assert [each[1] for each in shown(told)] == ["알려 드릴 것이 있어요. 앱에서 확인해 보세요."]


def test_a_browser_without_a_push_service_says_that_it_did_not_work(told: Installed) -> None:
    told.page.add_init_script("PushManager.prototype.subscribe = async () => { throw new Error() }")
    told.opens("/reminders")
    told.taps("이 휴대전화에서 알림 켜기")
    expect(told.page.get_by_role("alert")).to_contain_text("알림을 켜지 못했어요.")


def test_who_said_no_is_told_how_to_turn_it_on(told: Installed) -> None:
    told.page.add_init_script(
        "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"
    )
    told.opens("/reminders")
    expect(told.main()).to_contain_text("휴대전화 설정에서 알림이 꺼져 있어요.")
    told.page.get_by_text("켜는 방법").tap()
    expect(told.main()).to_contain_text("‘알림’을 ‘허용’으로 바꿔요")


def test_nobody_is_asked_before_the_tap(told: Installed) -> None:
    told.page.add_init_script(
        "window.asked = 0; Notification.requestPermission = async () => { window.asked++; "
        "return 'default' }"
    )
    told.opens("/reminders")
    button = told.page.get_by_role("button", name="이 휴대전화에서 알림 켜기")
    expect(button).to_be_visible()
    assert told.page.evaluate("window.asked") == 0
    button.tap()
    expect(button).to_be_visible()
    assert told.page.evaluate("window.asked") == 1


def test_a_tab_on_an_iphone_is_led_to_the_home_screen(
    telling: Server, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    agent = (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
    )
    context = browser.new_context(**{**browser_context_args, "user_agent": agent})
    context.add_init_script("delete window.PushManager")
    phone = Phone(context.new_page(), telling.address)
    phone.opens("/reminders")
    expect(phone.main()).to_contain_text("홈 화면에 둔 뒤에 알림을 켤 수 있어요.")
    expect(phone.main()).not_to_contain_text("이 휴대전화에서 알림 켜기", use_inner_text=True)
    phone.taps("홈 화면에 두기", role="link")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("홈 화면에 두기")
    context.close()


def delivers(phone: Installed, text: str) -> None:
    """The browser's push service brings something, already unlocked.

    It is lost if the browser has only just told of its worker: then it is brought again, and a
    notice of the same kind takes the place of the first.
    """
    with workers_of(phone.page) as (session, seen):
        phone.waits_for(lambda: seen)
        to = {"origin": phone.address, "registrationId": seen[-1]["registrationId"]}

        def come() -> bool:
            session.send("ServiceWorker.deliverPushMessage", {**to, "data": text})
            phone.page.wait_for_timeout(200)
            return bool(shown(phone))

        phone.waits_for(come)


def shown(phone: Installed) -> list[list[str]]:
    """Title, words, kind and place of every notification on the phone."""
    found: list[list[str]] = phone.page.evaluate(SHOWN)
    return found


MOVE = """({ endpoint, ...keys }) => {
    const event = new ExtendableEvent("pushsubscriptionchange");
    const newSubscription = { toJSON: () => ({ endpoint, keys }) };
    self.dispatchEvent(Object.assign(event, { newSubscription }));
}"""
TAP_NOTICE = """async () => {
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""
SHOWN = """async () => {
    const all = await (await navigator.serviceWorker.ready).getNotifications();
    return all.map(({ title, body, tag, data }) => [title, body, tag, data]);
}"""
