"""The rehearsed refund: the daughter's mother (J-1) and the old lady by herself (J-3)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.phone import Phone
from e2e.screens import enlarge
from e2e.sender import Sender
from e2e.story import MOTHERS_YEAR, has
from tests.refunds.applicant import Applicant
from tests.simple_auth.person import authenticates

LADYS_YEAR = [
    {"provider_name": name, "provider_kind": kind, "care_from": day, "copay": copay}
    for name, kind, day, copay in (
        ("A병원", "hospital", "2023-02-01", 4_000_000),
        ("B병원", "hospital", "2023-03-02", 1_000_000),
        ("C약국", "pharmacy", "2023-03-03", 500_000),
    )
]


def lady_with_a_refund(phone: Phone) -> str:
    lady = phone.has_member("최복순", year=2023, band=1)
    has(phone, lady, LADYS_YEAR)
    return lady


def authenticates_by_touch(phone: Phone) -> None:
    """From the page that asks for it to the end: a messenger, practice data, approval."""
    phone.goes_on_by_tapping()
    phone.taps("메신저 인증", role="link")
    phone.taps("연습용 정보 채우기", role="link")
    phone.page.get_by_label("네 가지에 모두 동의해요").check()
    press(phone.page, "인증 요청")
    phone.page.get_by_role("button", name="승인하기").tap()
    expect(phone.main()).to_contain_text("승인했어요")
    phone.page.get_by_role("button", name="인증 완료").tap()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.tap()


def agrees(phone: Phone) -> None:
    for consent in ("모의 신청임을 알았어요", "적은 내용을 연습에 써요"):
        phone.page.get_by_label(consent).check()
    press(phone.page, "계좌 적으러 가기")


def chooses_bank(phone: Phone, initials: str, bank: str) -> None:
    phone.page.get_by_role("button", name="은행", exact=False).first.tap()
    phone.page.get_by_label("은행 찾기").fill(initials)
    expect(phone.page.get_by_role("heading", name="찾은 은행")).to_be_visible()
    phone.page.get_by_role("button", name=bank).tap()
    expect(phone.page.locator("#bank-chosen")).to_have_text(bank)


def types_the_digits(phone: Phone) -> None:
    words = phone.page.locator(".practice-card").inner_text()
    phone.page.get_by_label("숫자 세 자리").fill(words.partition("상한")[2][:3])
    press(phone.page, "다음")


def takes_the_practice_account(phone: Phone) -> None:
    press(phone.page, "연습 계좌 채우기")
    expect(phone.page.get_by_label("계좌번호")).to_have_value("000-000-005678")
    press(phone.page, "다음")


def heading(phone: Phone, text: str) -> None:
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(text)


def test_the_mothers_year_is_rehearsed_and_the_daughters_account_refused(phone: Phone) -> None:
    """J-1, steps 13 and 14."""
    mother = phone.has_member("김순자", year=2023, band=2)
    has(phone, mother, MOTHERS_YEAR)
    authenticates(sender := Sender(phone), name="김순자")  # type: ignore[arg-type]
    assert sender.get("/statements").status == 200

    # 14: the row
    phone.opens("/statements")
    card = phone.page.locator(f'article[data-member="{mother}"][data-year="2023"]')
    for words in ("상한액 초과금", "2023.01~2023.12", "4,370,000원", "신청 가능"):
        expect(card).to_contain_text(words)
    phone.shows("estimate", mother, 2023, 4_370_000)
    phone.taps("모의 신청하기", role="link")
    agrees(phone)

    # 13: the daughter's own account
    chooses_bank(phone, "ㅋㅋㅇ", "카카오뱅크")
    phone.page.get_by_label("계좌번호").fill("3333-01-1231111")
    press(phone.page, "다음")
    expect(phone.main()).to_contain_text("예금주 이름이 달라요. 본인 계좌만 돼요.")
    expect(phone.main()).to_contain_text("가족 계좌로 하려면 서류가 필요해요")
    expect(phone.page.get_by_label("계좌번호")).to_have_value("3333-01-1231111")
    expect(phone.page.locator("#bank-chosen")).to_have_text("카카오뱅크")
    papers = phone.page.get_by_role("link", name="가족 계좌로 하려면 서류가 필요해요")
    expect(papers).to_have_attribute("href", "/papers/another")

    # 14: the mother's
    phone.page.get_by_label("계좌번호").fill("3333-01-1235678")
    press(phone.page, "다음")
    heading(phone, "1원 확인")
    types_the_digits(phone)
    heading(phone, "마지막 확인")
    press(phone.page, "모의 신청하기")
    heading(phone, "모의 신청을 마쳤어요")
    expect(phone.page.locator(".receipt-no")).to_have_text("모의-2026-0001")
    phone.shows("estimate", mother, 2023, 4_370_000)


@pytest.mark.parametrize("text", [1, 2])
def test_the_old_lady_rehearses_it_alone(phone: Phone, text: int) -> None:
    """J-3, steps 5 to 11, by touch, also with twice the text."""
    lady = lady_with_a_refund(phone)
    larger(phone, text)

    # 5: she is led to the authentication and back
    phone.opens("/")
    phone.taps("환급금", role="link")
    phone.page.wait_for_url(re.compile(r"/auth\?then="))
    authenticates_by_touch(phone)
    phone.page.wait_for_url("**/statements")
    phone.shows("estimate", lady, 2023, 4_630_000)

    # 8: and not without it
    phone.taps("모의 신청하기", role="link")
    heading(phone, "신청 전 확인")
    press(phone.page, "계좌 적으러 가기")
    expect(phone.main()).to_contain_text("필수 두 가지에 표시해 주세요.")
    agrees(phone)
    heading(phone, "계좌 적기")
    account = phone.page.url
    expect(phone.page.get_by_label("예금주")).to_have_value("홍길동")

    # 9: an account of somebody else, then one of her own
    chooses_bank(phone, "ㅅㅎ", "신한은행")
    phone.page.get_by_label("계좌번호").fill("110-123-451111")
    press(phone.page, "다음")
    expect(phone.main()).to_contain_text("예금주 이름이 달라요")
    phone.page.get_by_label("계좌번호").fill("110-123-455678")
    press(phone.page, "다음")
    heading(phone, "1원 확인")
    types_the_digits(phone)

    # 10: tapped twice fast
    heading(phone, "마지막 확인")
    expect(phone.main()).to_contain_text("***-***-5678")
    phone.page.get_by_role("button", name="모의 신청하기").dblclick()
    heading(phone, "모의 신청을 마쳤어요")

    # 11: one receipt number, and the real counters
    expect(phone.page.locator(".receipt-no")).to_have_text("모의-2026-0001")
    expect(phone.main()).to_contain_text("실제로 돈이 들어오지는 않아요.")
    phone.taps("진짜로 신청하려면", role="link")
    heading(phone, "진짜로 신청하려면")
    expect(phone.page.get_by_role("link", name="1577-1000").first).to_have_attribute(
        "href", "tel:1577-1000"
    )
    phone.opens("/claims")
    expect(phone.page.locator("article.statement")).to_have_count(1)
    phone.page.goto(account)
    expect(phone.main()).to_contain_text("한 번 신청하면 다시 하지 않아도 돼요.")


def test_the_sheet_prints_at_20_points_or_more_on_one_page_with_the_mark(phone: Phone) -> None:
    """J-3, step 11."""
    phone.opens("/real/card")
    phone.page.emulate_media(media="print")
    sizes = phone.page.evaluate(
        """[...document.querySelectorAll(".a4 li, .a4 p:not(.small)")].map(
            (each) => parseFloat(getComputedStyle(each).fontSize) * 72 / 96)"""
    )
    assert min(sizes) >= 20
    mark = phone.page.evaluate(
        "getComputedStyle(document.querySelector('main'), '::after').content"
    )
    assert mark == '"모의"'
    paper = phone.page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def larger(phone: Phone, text: int) -> None:
    """Larger text on every page from now on."""
    enlarging = f"document.documentElement.style.fontSize = '{text}00%'"
    phone.page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {enlarging} }})")
    enlarge(phone.page, text)


def test_the_whole_way_of_the_account_with_the_keyboard_alone(phone: Phone) -> None:
    """J-3, step 12."""
    lady_with_a_refund(phone)
    authenticates(Sender(phone))  # type: ignore[arg-type]
    phone.opens("/statements")
    tabs_to(phone, "모의 신청하기")
    keyboard = phone.page.keyboard
    keyboard.press("Enter")
    heading(phone, "신청 전 확인")
    for name in ("practice", "keep"):
        tabs_to(phone, name)
        keyboard.press("Space")
    tabs_to(phone, "계좌 적으러 가기")
    keyboard.press("Enter")
    heading(phone, "계좌 적기")
    tabs_to(phone, "은행 고르기")
    keyboard.press("Enter")
    heading(phone, "은행 고르기")
    tabs_to(phone, "q")
    keyboard.type("우체국")
    expect(phone.page.get_by_role("heading", name="찾은 은행")).to_be_visible()
    tabs_to(phone, "우체국")
    keyboard.press("Enter")
    expect(phone.page.locator("#bank-chosen")).to_have_text("우체국")
    tabs_to(phone, "account")
    keyboard.type("0123 4567 5678")
    keyboard.press("Enter")
    heading(phone, "1원 확인")
    words = phone.page.locator(".practice-card").inner_text()
    tabs_to(phone, "code")
    keyboard.type(words.partition("상한")[2][:3])
    keyboard.press("Enter")
    heading(phone, "마지막 확인")
    tabs_to(phone, "모의 신청하기")
    keyboard.press("Enter")
    heading(phone, "모의 신청을 마쳤어요")


def tabs_to(phone: Phone, wanted: str) -> None:
    """Presses Tab until the field of that name, or what is called so, has the focus."""
    for _ in range(80):
        phone.page.keyboard.press("Tab")
        name, words = phone.page.evaluate(
            "[document.activeElement.name ?? '', document.activeElement.innerText ?? '']"
        )
        if wanted == name or wanted in words.split("\n") or words.startswith(f"{wanted} "):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def test_it_works_without_scripts(browser: Any, browser_context_args: Any, address: str) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    phone = Phone(context.new_page(), address)
    lady_with_a_refund(phone)
    authenticates(Sender(phone))  # type: ignore[arg-type]
    phone.opens("/statements")
    phone.taps("모의 신청하기", role="link")
    agrees(phone)
    phone.page.get_by_role("button", name="은행", exact=False).first.tap()
    phone.page.get_by_label("은행 찾기").fill("ㅇㅊ")
    press(phone.page, "찾기")
    phone.page.get_by_role("button", name="우체국").tap()
    phone.page.get_by_label("계좌번호").fill("012345675678")
    press(phone.page, "다음")
    types_the_digits(phone)
    press(phone.page, "계좌번호 고치기")
    expect(phone.page.get_by_label("계좌번호")).to_have_value("012345675678")
    press(phone.page, "다음")
    types_the_digits(phone)
    press(phone.page, "모의 신청하기")
    heading(phone, "모의 신청을 마쳤어요")
    context.close()


def test_a_look_at_the_number_is_a_short_one(phone: Phone) -> None:
    phone.page.clock.install()
    lady_with_a_refund(phone)
    applying = begun(phone)
    phone.opens(f"{applying.base}/account")
    takes_the_practice_account(phone)
    heading(phone, "1원 확인")
    types_the_digits(phone)
    heading(phone, "마지막 확인")
    number = phone.page.get_by_text("0000-0000-5678")
    expect(number).to_be_hidden()
    phone.page.get_by_text("잠깐 보기").tap()
    expect(number).to_be_visible()
    phone.page.clock.fast_forward(11_000)
    expect(number).to_be_hidden()


def test_a_reload_on_the_way_forgets_the_number_and_breaks_nothing(phone: Phone) -> None:
    lady_with_a_refund(phone)
    applying = begun(phone)
    phone.opens(f"{applying.base}/account")
    takes_the_practice_account(phone)
    heading(phone, "1원 확인")
    phone.page.goto(phone.page.url)
    heading(phone, "계좌 적기")
    expect(phone.page.get_by_label("계좌번호")).to_have_value("")


@pytest.mark.parametrize("leaving", ["for half an hour", "for another page"])
def test_what_is_shown_again_does_not_stay_behind(phone: Phone, leaving: str) -> None:
    phone.page.clock.install()
    lady_with_a_refund(phone)
    applying = begun(phone)
    phone.opens(f"{applying.base}/account")
    takes_the_practice_account(phone)
    types_the_digits(phone)
    heading(phone, "마지막 확인")
    assert "5678" in phone.main().inner_html()
    if leaving == "for half an hour":
        phone.page.clock.fast_forward("30:01")
        expect(phone.main()).to_contain_text("30분이 지나 적은 내용을 지웠어요.")
    else:
        phone.page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert "5678" not in phone.main().inner_html()


def test_nothing_of_the_account_is_kept_in_the_browser(phone: Phone) -> None:
    lady_with_a_refund(phone)
    applying = begun(phone)
    phone.opens(f"{applying.base}/account")
    chooses_bank(phone, "ㅅㅎ", "신한은행")
    phone.page.get_by_label("계좌번호").fill("110-987-654321")
    press(phone.page, "다음")
    types_the_digits(phone)
    heading(phone, "마지막 확인")
    press(phone.page, "모의 신청하기")
    heading(phone, "모의 신청을 마쳤어요")
    kept = phone.page.evaluate(EVERYTHING_KEPT)
    assert "654321" not in re.sub(r"\D", "", kept)


EVERYTHING_KEPT = """async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    found.push(JSON.stringify(history.state), location.href);
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found.push(request.url);
    }
    for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done, no) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
            asked.onerror = no;
        });
        for (const store of db.objectStoreNames) {
            const rows = await new Promise((done, no) => {
                const asked = db.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result);
                asked.onerror = no;
            });
            found.push(JSON.stringify(rows));
        }
        db.close();
    }
    return found.join("\\n");
}"""


def begun(phone: Phone) -> Applicant:
    """Authenticated, and agreed to an application for the first person's year."""
    authenticates(sender := Sender(phone))  # type: ignore[arg-type]
    page = sender.get("/statements").html
    found = re.search(r'/claims/new\?statement=([^":]+):2023', page)
    assert found
    applying = Applicant(sender)  # type: ignore[arg-type]
    assert applying.agrees(found[1]).status == 303
    return applying
