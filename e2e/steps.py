"""What a person does on a screen to see it in one of its states."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import FilePayload, Page

from e2e.phone import Phone
from e2e.sender import Sender
from tests.simple_auth.person import authenticates
from webapp import create_app
from webapp.language import COOKIE
from webapp.templating import drawn, frame


def near_the_ceiling(page: Page) -> None:
    """Somebody's year has come to 80 per cent, and another's to the end of it."""
    phone = Phone(page, urljoin(page.url, "/").rstrip("/"))
    for name, copay in (("거의 다 온 사람", 800_000), ("다 온 사람", 900_000)):
        if page.get_by_role("link", name=name).count():
            continue
        member = phone.has_member(name, year=2026, band=1)
        phone.has_receipt(
            member,
            provider_name="하늘내과",
            provider_kind="clinic",
            care_from="2026-11-02",
            copay=copay,
        )
    page.reload()


def press(name: str) -> Callable[[Page], None]:
    """Presses a button and waits for the page that answers."""

    def pressing(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).first.tap()

    return pressing


def in_turn(*steps: Callable[[Page], None]) -> Callable[[Page], None]:
    """One step after the other: a sight stands by itself, whichever was looked at before."""

    def walking(page: Page) -> None:
        for step in steps:
            step(page)

    return walking


INVITE = press("다른 휴대전화 잇기")


def type_and_press(button: str, **values: str) -> Callable[[Page], None]:
    def typing(page: Page) -> None:
        Phone(page, "").types(**values)
        press(button)(page)

    return typing


def turn_on(name: str) -> Callable[[Page], None]:
    """Turns a switch on, if it is not."""

    def turning(page: Page) -> None:
        switch = page.get_by_role("switch", name=name, exact=True)
        if not switch.is_checked():
            with page.expect_navigation():
                switch.tap()

    return turning


def make_address(page: Page) -> None:
    """Gives this phone a calendar address, if it has none."""
    if not page.get_by_label("달력 주소").count():
        press("달력 주소 만들기")(page)


def open_everything(page: Page) -> None:
    """Opens all that unfolds, as a person does by tapping."""
    for each in page.locator("main details:not(.row-menu) > summary").all():
        if each.is_visible():
            each.tap()


def open_menu(page: Page) -> None:
    page.locator(".row-menu > summary").first.tap()


def until_storage_is_told(page: Page) -> None:
    page.locator("[data-used]").wait_for()


def take(page: Page, *files: FilePayload) -> None:
    page.locator('[data-take="album"]').set_input_files(list(files))


def take_what_cannot_be_opened(page: Page) -> None:
    note = FilePayload(name="진료비 메모.txt", mimeType="text/plain", buffer=b"note")
    torn = FilePayload(name="torn.jpg", mimeType="image/jpeg", buffer=b"\xff\xd8\xff")
    take(page, note, torn)
    page.locator('[data-problem="broken"]').wait_for()


def take_two_pictures(page: Page) -> None:
    for colour in ("white", "gray"):
        content = BytesIO()
        Image.new("RGB", (600, 800), colour).save(content, "PNG")
        take(page, FilePayload(name="a.png", mimeType="image/png", buffer=content.getvalue()))
    page.locator("#scan-photos > li").nth(1).wait_for()
    # Nothing is written on them, and a reader that has only just begun says so late.
    page.locator("#scan-failure:not([hidden])").wait_for(timeout=120_000)


def see_photos_left(path: str) -> Callable[[Page], None]:
    """Two photos whose amounts are to be written later; once that is seen, they are gone again."""

    def seeing(page: Page) -> None:
        page.locator("#scan-capture:not([hidden])").wait_for()
        page.evaluate(KEPT_HERE + LEAVE_PHOTOS)
        page.goto(urljoin(page.url, path))
        page.locator("[data-photos-left]:not([hidden])").wait_for()
        page.evaluate(KEPT_HERE + "await done(store('photo').clear()) }")

    return seeing


def begin_a_receipt(page: Page) -> None:
    """Types something and comes back to an empty form; it is offered this once."""
    Phone(page, "").types(provider_name="튼튼약국", copay=18_500)
    page.goto(urljoin(page.url, "/receipts/new"))
    page.get_by_text("적다 만 영수증이 있어요.").wait_for()
    page.evaluate(KEPT_HERE + "await done(store('draft').clear()) }")


KEPT_HERE = """async () => {
    const done = (asked) => new Promise((yes) => { asked.onsuccess = () => yes(asked.result); });
    const db = await done(indexedDB.open("photos"));
    const store = (name) => db.transaction(name, "readwrite").objectStore(name);
"""
LEAVE_PHOTOS = """
    const nothing = { blob: null, thumbnail: null, straightened: null };
    const reading = { status: "failed", reason: "no_text" };
    for (const end of ["a", "b"]) {
        const id = `01998a70-0000-7000-8000-00000000000${end}`;
        const about = { id, hash: id, member_id: "", width: 1, height: 1, state: "failed" };
        const photo = { ...about, ...nothing, reading, taken_at: "2026-11-21T03:00:00Z" };
        await done(store("photo").put(photo));
    }
}"""


def look_through_the_camera(page: Page) -> None:
    page.get_by_role("button", name="화면으로 보며 찍기").tap()
    page.locator('[data-problem="denied"]').wait_for()
    open_everything(page)


def share_photo(page: Page) -> None:
    """As another app does, before the worker is there."""
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          Object.assign(form, { method: "post", action: "/scan", enctype: "multipart/form-data" });
          document.body.append(form);
          form.submit();
        }"""
    )
    page.wait_for_url("**/scan")


def ask_before_removing_photos(page: Page) -> None:
    address = page.url
    page.goto(address.replace("/settings", "/scan"))
    take_two_pictures(page)
    page.goto(address)
    page.get_by_text("사진 모두 지우기").tap()


def until_asked(page: Page) -> None:
    """Another phone typed the code of the open page."""
    other = page.context.browser.new_context() if page.context.browser else page.context
    code = page.locator(".pairing-code").inner_text()
    other.request.post(page.url.replace("/devices/pairing", "/join"), form={"code": code})
    other.close()
    page.locator(".pairing-sign").wait_for()


def put_out(page: Page) -> None:
    """This browser holds the key of a phone that was put out, and opens any page."""
    address = page.url.removesuffix("/devices")
    phone, own = Phone(page, address), page.context.cookies()
    key = phone.has_another_phone()
    phone.sends(f"/devices/{key.split('.')[1]}/deletion")
    page.context.add_cookies([{"name": "device", "value": key, "url": address}])
    page.goto(f"{address}/put-out")
    page.context.add_cookies([each for each in own if each["name"] == "device"])  # type: ignore[misc]


ACCOUNT = "/claims/x/account"  # of an application that was begun
ASKING_AUTH = "/auth/request?provider=messenger&practice=1"


def ask_for_auth(ending: str = "0000") -> Callable[[Page], None]:
    """Sends the form of the simulated authentication, with a number that ends so."""

    def asking(page: Page) -> None:
        page.get_by_label("휴대전화 번호").fill(f"0100000{ending}")
        page.get_by_label("네 가지에 모두 동의해요").check()
        press("인증 요청")(page)

    return asking


def tap_and_see(button: str, words: str) -> Callable[[Page], None]:
    """Taps a button that changes a part of the page."""

    def tapping(page: Page) -> None:
        page.get_by_role("button", name=button, exact=True).tap()
        page.locator("main").get_by_text(words).first.wait_for()

    return tapping


def approve(page: Page) -> None:
    Phone(page, "").goes_on_by_tapping()
    tap_and_see("승인하기", "승인했어요")(page)


def to_the_deposit(page: Page) -> None:
    """Fills in the account for practice, and goes on."""
    tap_and_see("연습 계좌 채우기", "신한은행")(page)
    tap_and_see("다음", "1원을 보냈어요")(page)


def enter_account(number: str) -> Callable[[Page], None]:
    """Types an account that the simulated bank refuses."""

    def entering(page: Page) -> None:
        page.get_by_label("계좌번호").fill(number)
        tap_and_see("다음", "다시 봐 주세요")(page)

    return entering


def type_no_digits(page: Page) -> None:
    to_the_deposit(page)
    tap_and_see("다음", "다시 봐 주세요")(page)


def look_for_a_bank(page: Page) -> None:
    tap_and_see("은행 은행 고르기", "자주 쓰는 은행")(page)
    page.get_by_label("은행 찾기").fill("ㅅㅎ")
    page.get_by_role("heading", name="찾은 은행").wait_for()


def look_for_words(q: str) -> Callable[[Page], None]:
    """Types into the search of the glossary, which answers as one types."""

    def looking(page: Page) -> None:
        page.get_by_label("낱말 찾기").fill(q)
        page.get_by_role("status").filter(has_text=q).wait_for()

    return looking


def type_digits(page: Page) -> None:
    """Fills in the digits that come with one won, too."""
    to_the_deposit(page)
    [digits] = re.findall(r"[0-9]{3}(?=’)", page.locator(".practice-card").inner_text())
    page.get_by_label("숫자 세 자리").fill(digits)
    tap_and_see("다음", "이대로 모의 신청할까요?")(page)


def authenticate(page: Page) -> None:
    """The simulated authentication, by the forms alone: the household begins with it."""
    sender: Any = Sender(Phone(page, urljoin(page.url, "/").rstrip("/")))
    authenticates(sender)


def ran_out(page: Page) -> None:
    """This browser had an authentication, and its half hour is over."""
    address = urljoin(page.url, "/auth")
    page.context.add_cookies([{"name": "auth_until", "value": "1", "url": address}])


def go(path: str) -> Callable[[Page], None]:
    """Opens another page."""

    def going(page: Page) -> None:
        page.goto(urljoin(page.url, path))

    return going


def newcomer(*steps: Callable[[Page], None]) -> Callable[[Page], None]:
    """What somebody does who has never been here, one step after the other."""

    def doing(page: Page) -> None:
        page.context.clear_cookies()
        page.reload()
        for step in steps:
            step(page)

    return doing


AUTHENTICATE = (ask_for_auth(), approve, press("인증 완료"))
FIVE_TRIES = (ask_for_auth("0006"), *(go(ASKING_AUTH), ask_for_auth("0006")) * 4)


def enlarge(page: Page, times: int) -> None:
    """Larger text, as a person sets it in 설정."""
    wear(page, size=f"{times}00")


def wear(page: Page, **look: str) -> None:
    page.evaluate("look => Object.assign(document.documentElement.dataset, look)", look)


BILL = {
    "care_kind": "inpatient",  # then the form asks for an end, too
    "care_from": "2023-09-01",
    "care_to": "2023-09-30",
    "provider_kind": "general",
}
TWIN = {**BILL, "provider_name": "늘봄종합병원", "copay": "1650000"}
TOO_MUCH = {**BILL, "provider_name": "은빛요양병원", "provider_kind": "nursing", "copay": "4800000"}
OVER_NEW_YEAR = {
    **BILL,
    "care_from": "2025-12-29",
    "care_to": "2026-01-03",
    "provider_name": "새해병원",
    "copay": "600000",
    "noncovered": "100000",
}
HALF_FILLED = {
    **BILL,
    "copay": "1650000",
    "noncovered": "300000",
    "patient_total": "5",
    "uncounted_chuna": "400000",
}


def fill_half(page: Page) -> None:
    """And waits until the bar follows."""
    Phone(page, "").types(**HALF_FILLED)
    page.locator("#preview", has_text="1,250,000").wait_for()


def show_problems(page: Page) -> None:
    """What the phone has to ask about: only its worker knows of it, but it looks the same."""
    fields = [{"label": "급여 – 내가 낸 돈", "mine": "99,000원", "theirs": "1,000원"}]
    conflict = {
        "op_id": "1",
        "kind": "conflict",
        "title": "같은 것을 두 곳에서 다르게 적었어요",
        "what": "영수증 고침 · 2026.11.01 한마음한방병원과 같이 이름이 아주 긴 병원",
        "reasons": [],
        "fields": fields,
        "choices": [
            {"value": "mine", "label": "이 휴대전화 것"},
            {"value": "both", "label": "둘 다"},
        ],
    }
    refused = {
        **conflict,
        "op_id": "2",
        "kind": "refused",
        "title": "옮기지 못했어요",
        "what": "영수증 적음 · 2026.11.03 튼튼약국",
        "reasons": ["누구: 골라 주세요."],
        "choices": [
            {"value": "again", "label": "다시 옮기기"},
            {"value": "discard", "label": "버리기"},
        ],
    }
    context = {
        "title": "옮길 것",
        "tab": "menu",
        "waiting": [
            {"what": "영수증 적음", "about": "2026.11.02 튼튼약국", "going": True},
            {"what": "영수증 고침", "about": "2026.11.02 튼튼약국", "going": False},
        ],
        "count": 2,
        "moved": [{"what": "사람 더함", "about": "엄마"}],
        "offline": True,
        "mark": "",
        "problems": [conflict, refused],
        "stopped": "새 버전으로 바꿔야 옮길 수 있어요.",
    }
    show_as_a_worker_does(page, "outbox/outbox.html", context)


def show_emptied(page: Page) -> None:
    """A phone that was emptied without a network, before the server was told."""
    context = {"title": "이 휴대전화 비우기", "tab": "menu", "state": "owed", "what": "all"}
    show_as_a_worker_does(page, "devices/emptying.html", context)


def show_as_a_worker_does(page: Page, template: str, context: dict[str, Any]) -> None:
    page.evaluate(
        """html => {
          const fresh = new DOMParser().parseFromString(html, "text/html");
          document.querySelector("main").innerHTML = fresh.querySelector("main").innerHTML;
        }""",
        rendered(page, template, **context),
    )


def tell_of_new_table(page: Page) -> None:
    """That a table moved somebody's estimate is known to a worker alone, too."""
    told = {"year": 2026, "several": False, "people": 1}
    page.evaluate(
        """html => document.querySelector("main .years").insertAdjacentHTML("afterend", html)""",
        rendered(page, "shell/_new_table.html", new_table=told),
    )


def rendered(page: Page, template: str, **context: Any) -> str:
    """What a worker would draw, in the language of the page."""
    spoken = {"Cookie": f"{COOKIE}={page.evaluate('document.documentElement.lang')}"}
    with create_app(database_url="sqlite://").test_request_context("/", headers=spoken):
        return drawn(template, context | frame())


FAKE = (
    "[국제발신] [건강보험] 환급금 1,270,000원 지급 대상. 금일 마감! 수수료 입금 후 처리됩니다. "
    "앱 설치: hxxp://nhis-pay[.]top/a 문의 010-0000-0000"
)
HARMLESS = "[Web발신] 늘봄의원입니다. 11월 24일 오전 10시 30분에 예약되어 있습니다."


def look_at(message: str) -> Callable[[Page], None]:
    """Pastes a message that somebody got, and has it looked at."""

    def looking(page: Page) -> None:
        page.get_by_role("textbox", name="받은 문자").fill(message)
        page.get_by_role("button", name="살펴보기").tap()
        page.locator("#received-empty, [data-result]").locator("visible=true").first.wait_for()

    return looking


def show_step(state: str, *, trouble: str = "", mark: str = "") -> Callable[[Page], None]:
    """A step of a screen of files: only a phone with a worker comes there; it looks the same."""

    def showing(page: Page) -> None:
        page.locator('[data-why="script"]').wait_for(state="hidden")  # it knows what it can do
        page.evaluate(SHOW_STEP, [state, trouble, mark])

    return showing


SHOW_STEP = (Path(__file__).parent / "show_step.js").read_text("utf-8")
