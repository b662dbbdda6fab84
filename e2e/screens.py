"""Every screen, in the states in which it looks different, and how a person gets there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from flask import render_template
from PIL import Image
from playwright.sync_api import FilePayload, Page

from e2e.phone import Phone
from e2e.sender import Sender
from e2e.story import MOTHERS_YEAR, has, patients_year
from tests.refunds.applicant import Applicant
from tests.simple_auth.person import authenticates
from webapp import create_app
from webapp.simple_auth.models import ENDINGS
from webapp.templating import frame

Known = Mapping[str, str]
TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Sight:
    """One screen in one state.

    `route` is its name in `webapp.routes`; `path` may name what a household has, like
    `{mother}`; `then` is what a person does there to see this state.
    """

    name: str
    route: str
    path: str
    then: Callable[[Page], None] = lambda page: None

    def opens(self, phone: Phone, known: Known) -> None:
        phone.opens(self.path.format(**known))
        self.then(phone.page)


def fill_household(phone: Phone) -> Known:
    """Four people whose years differ, through the server's own forms; ids by name."""
    mother = phone.has_member("엄마", year=2023, band=2)
    patient = phone.has_member("이정호", year=2025, band=6)
    exact = phone.has_member("딱 맞는 사람", year=2023, band=1)
    unsure = phone.has_member("분위를 모르는 사람", year=2023)
    nobody = phone.has_member("나", year=2023, band=8)
    bill = has(phone, mother, MOTHERS_YEAR)[7]
    has(phone, patient, patients_year())
    phone.has_receipt(
        exact,
        provider_name="가나의원",
        provider_kind="clinic",
        care_from="2023-05-02",
        copay=870_000,
    )
    outside = phone.has_receipt(
        exact,
        provider_name="한마음한방병원과 같이 이름이 아주 긴 병원 별관 재활치료센터",
        provider_kind="oriental",
        care_from="2026-05-06",
        copay=1_234_567,
        noncovered=9_876_543,
        uncounted_chuna=60_000,
        uncounted_shared_room=30_000,
        insurer_paid=4_000_000,
        patient_total=1,
        receipt_no="2026-000123",
        note="메모\n두 줄",
    )
    phone.has_receipt(
        exact,
        provider_name="바른약국",
        provider_kind="pharmacy",
        care_kind="pharmacy",
        care_from="2026-05-06",
        copay=8_900,
    )
    phone.has_receipt(
        unsure,
        provider_name="A병원",
        provider_kind="general",
        care_from="2023-03-04",
        copay=5_500_000,
    )
    for day in ("2026-10-02", "2026-11-02"):
        phone.has_receipt(
            mother,
            provider_name="은빛요양병원",
            provider_kind="nursing",
            care_kind="inpatient",
            care_from=day,
            care_to=day[:8] + "19",
            copay=210_000,
        )
    for month in (2, 3, 5, 8):
        phone.has_receipt(
            patient,
            provider_name=f"{month}월의원",
            provider_kind="clinic",
            care_from=f"2026-{month:02}-03",
            copay=100_000 * month,
        )
    phone.has_receipt(
        mother,
        provider_name="큰병원",
        provider_kind="tertiary",
        care_from="2025-02-03",
        copay=9_990_000,
    )
    deleted = phone.has_receipt(
        mother,
        provider_name="지운약국",
        provider_kind="pharmacy",
        care_from="2026-11-03",
        copay=9_900,
    )
    phone.sends(f"/receipts/{deleted}/deletion")
    for copay in ("1640000", "1650000"):
        phone.opens(f"/receipts/{bill}/edit")
        type_and_press("저장", copay=copay)(phone.page)
    gone = phone.has_member("지운 사람", year=2023)
    phone.sends(f"/members/{gone}/deletion")
    claims = apply_for_refunds(phone, mother, unsure, exact)
    return {
        **claims,
        "device": phone.has_another_phone().split(".")[1],
        "mother": mother,
        "patient": patient,
        "exact": exact,
        "unsure": unsure,
        "nobody": nobody,
        "bill": bill,
        "outside": outside,
        "deleted": deleted,
        "gone": gone,
    }


def apply_for_refunds(phone: Phone, mother: str, unsure: str, exact: str) -> Known:
    """An authenticated person whose applications stand at different stages; ids by stage."""
    phone.has_receipt(
        exact,
        provider_name="가나의원",
        provider_kind="clinic",
        care_from="2024-03-04",
        copay=4_000_000,
    )
    sender: Any = Sender(phone)
    authenticates(sender)
    found = {}
    for stage, member, year, number, days in (
        ("failed", exact, 2024, "110123455555", 7),
        ("papers", mother, 2025, "110123454444", 2),
        ("sent", mother, 2023, "110123455678", 0),
    ):
        claim = Applicant(sender)
        claim.applies(member, number, year=year)
        claim.waits(days)
        found[stage] = claim.claim
    draft = Applicant(sender)
    draft.agrees(unsure)
    standing = Applicant(sender, base=f"/standing-account/{exact}")
    standing.sends(standing.paper())
    return {**found, "draft": draft.claim}


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


def stay(page: Page) -> None:
    """The page goes on to nothing by itself."""
    page.evaluate("for (let last = setTimeout(() => {}); last; last--) clearTimeout(last)")


def approve(page: Page) -> None:
    Phone(page, "").goes_on_by_tapping()
    tap_and_see("승인하기", "승인했어요")(page)


def complete(page: Page) -> None:
    """Until the page that goes on by itself was caught: a slow machine may be too late for it."""
    press("인증 완료")(page)
    stay(page)
    while not page.url.endswith("/auth/done"):
        page.goto(page.url.rpartition("/")[0] + "/auth/done")
        stay(page)


def to_the_deposit(page: Page) -> None:
    """Fills in the account for practice, and goes on."""
    tap_and_see("연습 계좌 채우기", "신한은행")(page)
    tap_and_see("다음", "1원을 보냈어요")(page)


def type_no_digits(page: Page) -> None:
    to_the_deposit(page)
    tap_and_see("다음", "다시 봐 주세요")(page)


def look_for_a_bank(page: Page) -> None:
    tap_and_see("은행 은행 고르기", "자주 쓰는 은행")(page)
    page.get_by_label("은행 찾기").fill("ㅅㅎ")
    page.get_by_role("heading", name="찾은 은행").wait_for()


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


AUTHENTICATE = (ask_for_auth(), approve, complete)
FIVE_TRIES = (ask_for_auth("0006"), *(go(ASKING_AUTH), ask_for_auth("0006")) * 4)


def enlarge(page: Page, times: int) -> None:
    """Larger text, as a person sets it in 설정."""
    wear(page, size=f"{times}00")


def wear(page: Page, **look: str) -> None:
    page.evaluate("look => Object.assign(document.documentElement.dataset, look)", look)


BILL = {
    "care_from": "2023-09-01",
    "care_to": "2023-09-30",
    "care_kind": "inpatient",
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


# In a household that nobody has written in yet.
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
    }
    context = {
        "title": "옮길 것",
        "tab": "menu",
        "waiting": [{"what": "영수증 적음", "about": "2026.11.02 튼튼약국"}],
        "count": 1,
        "problems": [conflict, refused],
        "stopped": "새 버전으로 바꿔야 옮길 수 있어요.",
    }
    with create_app(database_url="sqlite://").test_request_context("/outbox"):
        html = render_template("outbox/outbox.html", **context, **frame())
    page.evaluate(
        """html => {
          const fresh = new DOMParser().parseFromString(html, "text/html");
          document.querySelector("main").innerHTML = fresh.querySelector("main").innerHTML;
        }""",
        html,
    )


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
        page.locator('[data-why="worker"]').wait_for()
        page.evaluate(SHOW_STEP, [state, trouble, mark])

    return showing


SHOW_STEP = (Path(__file__).parent / "show_step.js").read_text("utf-8")


EMPTY = (
    Sight("help", "help", "/help"),
    Sight("help-open", "help", "/help", open_everything),
    Sight("neighbours", "neighbours", "/help/neighbours", open_everything),
    Sight("words", "words", "/help/words", open_everything),
    Sight("message", "message", "/help/message"),
    Sight("message-fake", "message", "/help/message", look_at(FAKE)),
    Sight("message-harmless", "message", "/help/message", look_at(HARMLESS)),
    Sight("message-empty", "message", "/help/message", look_at(" ")),
    Sight("message-number", "message", "/help/message", look_at("900101-1234567 입니다")),
    Sight("about", "about", "/about", open_everything),
    Sight("statistics", "statistics", "/statistics", open_everything),
    Sight("outbox-empty", "outbox", "/outbox"),
    Sight("outbox-problems", "outbox", "/outbox", then=show_problems),
    Sight("home-empty", "home", "/"),
    Sight("examples", "examples", "/examples"),
    Sight("receipts-empty", "receipts", "/receipts"),
    Sight("member-new", "new_member", "/members/new"),
    Sight("member-refused", "create_member", "/members/new", type_and_press("저장", name="")),
    Sight("share-nobody", "share", "/settings", share_photo),
    Sight("menu", "menu", "/menu"),
    Sight("export-nothing", "export", "/export"),
    Sight("export-sheet-empty", "export_sheet", "/export/sheet"),
    Sight("backup-no-worker", "backup", "/export/backup"),
    Sight("hand-over-nobody", "hand_over", "/export/hand-over"),
    Sight("import-first", "table_import", "/export/import", show_step("matching")),
    Sight("settings", "settings", "/settings", until_storage_is_told),
    Sight("install", "install", "/install"),
    Sight("start", "start", "/start"),
    Sight("start-person", "new_member", "/members/new?then=start"),
    Sight("devices-none", "devices", "/devices"),
    Sight("join", "join", "/join"),
    Sight("join-refused", "ask_to_join", "/join", type_and_press("잇기", code="2222-2222")),
    Sight("waiting-for-nothing", "waiting", "/join/waiting"),
    Sight("leaving-nothing", "leaving", "/leaving"),
    Sight("reminders-none", "reminders", "/reminders"),
    Sight("left", "left", "/leaving", press("이 휴대전화 비우기")),
    Sight("not-found", "", "/nowhere"),
    Sight("statements-none", "statements", "/auth", newcomer(authenticate, go("/statements"))),
    Sight("claims-none", "claims", "/auth", newcomer(authenticate, go("/claims"))),
    Sight(
        "standing-nobody",
        "standing_accounts",
        "/auth",
        newcomer(authenticate, go("/standing-account")),
    ),
    Sight("auth", "auth", "/auth", newcomer(go("/auth"))),
    Sight("auth-unchosen", "auth_form", "/auth/request"),
    Sight("auth-form", "auth_form", "/auth/request?provider=carrier", open_everything),
    Sight("auth-practice", "auth_form", "/auth/request?provider=bank&practice=1"),
    Sight(
        "auth-refused-form", "ask_for_auth", "/auth/request?provider=carrier", press("인증 요청")
    ),
    Sight("auth-none", "auth_waiting", "/auth", newcomer(go("/auth/waiting"))),
    Sight("auth-needed", "", "/auth", newcomer(go("/standing-account/x/account"))),
    *(
        Sight(f"auth-{ending}", "auth_waiting", ASKING_AUTH, newcomer(ask_for_auth(digits)))
        for digits, ending in ENDINGS.items()
    ),
    Sight("auth-closed", "auth", ASKING_AUTH, newcomer(ask_for_auth("0004"), go("/auth"))),
    Sight("auth-waiting", "auth_waiting", ASKING_AUTH, newcomer(ask_for_auth())),
    Sight(
        "auth-too-early",
        "complete_auth",
        ASKING_AUTH,
        newcomer(ask_for_auth(), tap_and_see("인증 완료", "아직")),
    ),
    Sight("auth-waits", "auth", ASKING_AUTH, newcomer(ask_for_auth(), go("/auth?then=/receipts"))),
    Sight("auth-approved", "approve_auth", ASKING_AUTH, newcomer(ask_for_auth(), approve)),
    Sight("auth-done", "auth_done", ASKING_AUTH, newcomer(*AUTHENTICATE)),
    Sight("auth-session", "auth", ASKING_AUTH, newcomer(*AUTHENTICATE, go("/auth?then=/receipts"))),
    Sight(
        "auth-ended", "end_auth", ASKING_AUTH, newcomer(*AUTHENTICATE, go("/auth"), press("끝내기"))
    ),
    Sight("auth-rest", "auth_waiting", ASKING_AUTH, newcomer(*FIVE_TRIES)),
    Sight(
        "auth-rests",
        "ask_for_auth",
        ASKING_AUTH,
        newcomer(*FIVE_TRIES, go(ASKING_AUTH), ask_for_auth()),
    ),
)

# In the household of `fill_household`.
FILLED = (
    Sight("home-2023", "home", "/?year=2023"),
    Sight("home-2025", "home", "/?year=2025"),
    Sight("home-this-year", "home", "/?year=2026"),
    Sight("home-deleted", "home", "/?deleted={gone}"),
    Sight("caps", "caps", "/caps", open_everything),
    Sight("caps-2023", "caps", "/caps?year=2023", open_everything),
    Sight("caps-2012", "caps", "/caps?year=2012"),
    Sight("caps-unknown", "caps", "/caps?year=2027"),
    Sight("receipts", "receipts", "/receipts"),
    Sight("receipts-menu", "receipts", "/receipts?year=2026", open_menu),
    Sight("receipts-saved", "receipts", "/receipts?saved={bill}"),
    Sight("receipts-deleted", "receipts", "/receipts?year=2023&deleted={deleted}"),
    Sight("receipts-by-reason", "receipts", "/receipts?reason=shared_room"),
    Sight("receipts-nothing", "receipts", "/receipts?q=ㅋㅋ"),
    Sight("receipts-refused", "receipts", "/receipts?q=900101-1234567"),
    Sight("trash", "trash", "/receipts/trash"),
    Sight("receipt-new", "new_receipt", "/receipts/new"),
    Sight(
        "receipt-half-filled",
        "new_receipt",
        "/receipts/new?member={mother}",
        lambda page: Phone(page, "").types(**HALF_FILLED),
    ),
    Sight("receipt-refused", "create_receipt", "/receipts/new", press("저장")),
    Sight(
        "receipt-refused-amounts",
        "create_receipt",
        "/receipts/new?member={mother}",
        type_and_press(
            "저장",
            **{**BILL, "copay": "십만", "uncounted_chuna": "-1", "note": "900101-1234567"},
        ),
    ),
    Sight(
        "receipt-twin",
        "create_receipt",
        "/receipts/new?member={mother}",
        type_and_press("저장", **TWIN),
    ),
    Sight(
        "receipt-too-much",
        "create_receipt",
        "/receipts/new?member={mother}",
        type_and_press("저장", **TOO_MUCH),
    ),
    Sight(
        "receipt-split",
        "split_receipt",
        "/receipts/new?member={mother}",
        type_and_press("저장", **OVER_NEW_YEAR),
    ),
    Sight("receipt", "receipt", "/receipts/{bill}"),
    Sight("receipt-odd", "receipt", "/receipts/{outside}"),
    Sight("receipt-deleted", "receipt", "/receipts/{deleted}"),
    Sight("receipt-that-day", "that_day", "/receipts/{outside}/day"),
    Sight(
        "receipt-that-day-refused",
        "like_that_day",
        "/receipts/{outside}/day",
        type_and_press("고른 것 모두 저장", care_from="2999-01-01"),
    ),
    Sight("receipt-edit", "edit_receipt", "/receipts/{bill}/edit"),
    Sight("scan", "scan", "/scan"),
    Sight("scan-saved", "scan", "/scan?member={mother}&saved={bill}"),
    Sight("scan-shared", "scan", "/scan?shared=2"),
    Sight("scan-refused", "scan", "/scan", take_what_cannot_be_opened),
    Sight("scan-denied", "scan", "/scan", look_through_the_camera),
    Sight("scan-several", "scan", "/scan", take_two_pictures),
    Sight("share", "share", "/settings", share_photo),
    Sight("settings-photos", "settings", "/settings", ask_before_removing_photos),
    Sight("export", "export", "/export?year=2023"),
    Sight("export-sheet", "export_sheet", "/export/sheet?year=2023"),
    Sight("backup", "backup", "/export/backup", show_step("ready", mark="passphrase")),
    Sight("backup-working", "backup", "/export/backup", show_step("working")),
    Sight("backup-made", "backup", "/export/backup", show_step("made", trouble="unshared")),
    Sight("restoration", "restoration", "/export/restoration", show_step("ready", trouble="newer")),
    Sight(
        "restoration-wrong",
        "restoration",
        "/export/restoration",
        show_step("chosen", mark="passphrase"),
    ),
    Sight("restoration-preview", "restoration", "/export/restoration", show_step("preview")),
    Sight("restoration-done", "restoration", "/export/restoration", show_step("done")),
    Sight("hand-over", "hand_over", "/export/hand-over?member={mother}", show_step("ready")),
    Sight("hand-over-made", "hand_over", "/export/hand-over", show_step("made")),
    Sight("bundle", "bundle", "/export/bundle?year=2023", show_step("ready")),
    Sight("bundle-made", "bundle", "/export/bundle?year=2023", show_step("made")),
    Sight("import", "table_import", "/export/import", show_step("ready", trouble="unreadable")),
    Sight(
        "import-matching",
        "table_import",
        "/export/import",
        in_turn(show_step("matching"), lambda page: page.get_by_text("다른 칸도 맞추기").tap()),
    ),
    Sight("import-preview", "table_import", "/export/import", show_step("preview")),
    Sight("import-done", "table_import", "/export/import", show_step("done")),
    Sight("start-band", "start_band", "/start/band?member={mother}"),
    Sight("member", "member", "/members/{mother}?year=2023", open_everything),
    Sight("member-unsure", "member", "/members/{unsure}?year=2023"),
    Sight("member-without-receipts", "member", "/members/{nobody}"),
    Sight("member-rename", "ask_rename", "/members/{mother}/name"),
    Sight(
        "member-rename-refused",
        "update_member",
        "/members/{mother}/name",
        type_and_press("저장", name=""),
    ),
    Sight("member-delete", "ask_delete_member", "/members/{mother}/deletion"),
    Sight("bands", "bands", "/members/{mother}/bands/2023"),
    Sight("bands-unsure", "bands", "/members/{unsure}/bands/2026?kind=employee&premium=120000"),
    Sight("bands-refused", "bands", "/members/{mother}/bands/2026?premium=십만&refused=1"),
    Sight("year", "member_year", "/members/{mother}/years/2023"),
    Sight("year-open", "member_year", "/members/{mother}/years/2023", open_everything),
    Sight("year-over-one-place", "member_year", "/members/{mother}/years/2025"),
    Sight("year-exact", "member_year", "/members/{exact}/years/2023"),
    Sight("year-unsure", "member_year", "/members/{unsure}/years/2023"),
    Sight("year-below", "member_year", "/members/{patient}/years/2025", open_everything),
    Sight("year-without-receipts", "member_year", "/members/{nobody}/years/2023"),
    Sight("stays", "stays", "/members/{mother}/years/2023/stays"),
    Sight("preview", "preview", "/members/{patient}/years/2026/preview", open_everything),
    Sight("preview-stay", "preview", "/members/{mother}/years/2026/preview?more=300000&days=20"),
    Sight("preview-past", "preview", "/members/{mother}/years/2023/preview"),
    Sight("preview-over", "preview", "/members/{mother}/years/2025/preview"),
    Sight(
        "preview-refused", "preview", "/members/{unsure}/years/2026/preview?more=x&days=999&band=11"
    ),
    Sight("home-near", "home", "/?year=2026", near_the_ceiling),
    Sight("stays-now", "stays", "/members/{mother}/years/2026/stays"),
    Sight("stays-none", "stays", "/members/{patient}/years/2025/stays"),
    Sight("devices", "devices", "/devices"),
    Sight("device-put-out", "ask_put_out", "/devices/{device}/deletion"),
    Sight("pairing", "pairing", "/devices", INVITE),
    Sight("pairing-asked", "pairing", "/devices", in_turn(INVITE, until_asked)),
    Sight(
        "pairing-refused",
        "refuse_pairing",
        "/devices",
        in_turn(INVITE, until_asked, press("아니에요")),
    ),
    Sight("join-occupied", "join", "/join"),
    Sight("leaving", "leaving", "/leaving"),
    Sight("leaving-refused", "leave", "/leaving", type_and_press("모두 지우기", word="지우")),
    Sight("told", "told", "/devices", put_out),
    Sight("statements", "statements", "/statements"),
    Sight("statements-made-up", "statements", "/statements?kind=premium"),
    Sight("statements-ahead", "statements", "/statements?ahead=1"),
    Sight("claim-new", "new_claim", "/claims/new?statement={unsure}:2023"),
    Sight(
        "claim-new-refused",
        "create_claim",
        "/claims/new?statement={unsure}:2023",
        press("계좌 적으러 가기"),
    ),
    Sight("claim-new-applied", "new_claim", "/claims/new?statement={mother}:2023"),
    Sight("claim-new-early", "new_claim", "/claims/new?statement={exact}:2026"),
    Sight("claim-account", "claim_account", "/claims/{draft}/account", open_everything),
    Sight(
        "claim-account-refused",
        "claim_deposit",
        "/claims/{draft}/account",
        tap_and_see("다음", "다시 봐 주세요"),
    ),
    Sight("claim-account-applied", "claim_account", "/claims/{sent}/account"),
    Sight("claim-account-again", "claim_account", "/claims/{failed}/account"),
    Sight("claim-bank", "claim_bank", "/claims/{draft}/bank"),
    Sight("claim-bank-found", "choose_claim_bank", "/claims/{draft}/account", look_for_a_bank),
    Sight("claim-deposit", "claim_deposit", "/claims/{draft}/account", to_the_deposit),
    Sight("claim-deposit-refused", "claim_review", "/claims/{draft}/account", type_no_digits),
    Sight("claim-review", "claim_review", "/claims/{draft}/account", type_digits),
    Sight("claim-done", "claim_done", "/claims/{sent}/done"),
    Sight("claims", "claims", "/claims"),
    Sight("claim", "claim", "/claims/{sent}"),
    Sight("claim-papers", "claim", "/claims/{papers}"),
    Sight("claim-failed", "claim", "/claims/{failed}"),
    Sight("claim-draft", "claim", "/claims/{draft}"),
    Sight("claim-cancel", "ask_cancel_claim", "/claims/{sent}/cancellation"),
    Sight("difference", "difference", "/members/{mother}/years/2023/difference"),
    Sight(
        "difference-refused",
        "compare",
        "/members/{mother}/years/2023/difference",
        press("견주어 보기"),
    ),
    Sight(
        "difference-less",
        "compare",
        "/members/{mother}/years/2023/difference",
        type_and_press("견주어 보기", official="3970000"),
    ),
    Sight("real", "real", "/real"),
    Sight("real-site", "official_site", "/real/site"),
    Sight("real-card", "card", "/real/card"),
    Sight("papers", "papers", "/papers"),
    Sight("paper-case", "paper_case", "/papers/another", press("진료받은 사람의 신분증 사본")),
    Sight("paper-heirs", "paper_case", "/papers/heirs"),
    Sight("paper-page", "paper_page", "/papers/another/page"),
    Sight(
        "reminders",
        "reminders",
        "/reminders",
        in_turn(turn_on("매달 1일"), turn_on("요양병원 120일째 되기 20일 전")),
    ),
    Sight(
        "reminders-address",
        "make_calendar",
        "/reminders",
        in_turn(make_address, open_everything),
    ),
    Sight("standing", "standing_accounts", "/standing-account"),
    Sight("standing-account", "standing_account", "/standing-account/{mother}/account"),
    Sight("standing-bank", "standing_bank", "/standing-account/{mother}/bank"),
    Sight("standing-end", "ask_end_standing", "/standing-account/{exact}/deletion"),
)
