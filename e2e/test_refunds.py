"""The rehearsed refund: what it prints, hides, forgets, and does without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.paper import assert_read_without_glasses, prints
from e2e.phone import Phone
from e2e.sender import Sender
from e2e.stored import kept_by_browser
from e2e.story import LADYS_YEAR, has
from tests.conftest import Clock
from tests.refunds.applicant import Applicant
from tests.simple_auth.person import authenticates


def lady_with_a_refund(phone: Phone) -> str:
    lady = phone.has_member("최복순", year=2023, band=1)
    has(phone, lady, LADYS_YEAR)
    return lady


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


def test_the_sheet_prints_at_20_points_or_more_on_one_page_with_the_mark(phone: Phone) -> None:
    """J-3, step 11."""
    phone.opens("/real/card")
    assert_read_without_glasses(phone.page, ".a4 li, .a4 p:not(.small)")
    assert prints(phone.page) == 1


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
    phone.page.evaluate(LISTEN_FOR_TOGGLE)
    phone.page.get_by_text("잠깐 보기").tap()
    expect(number).to_be_visible()
    phone.page.evaluate("window.toggled")  # the page hears of it a moment after one sees it
    phone.page.clock.fast_forward(11_000)
    expect(number).to_be_hidden()


LISTEN_FOR_TOGGLE = """() => {
    window.toggled = new Promise((heard) => {
        document.addEventListener("toggle", () => heard(), { capture: true, once: true });
    });
}"""


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


def test_trouble_and_an_authentication_that_ran_out_take_nothing_along(
    phone: Phone, clock: Clock
) -> None:
    lady_with_a_refund(phone)
    applying = begun(phone)
    phone.opens(f"{applying.base}/account")
    press(phone.page, "연습 계좌 채우기")
    expect(phone.page.get_by_label("계좌번호")).to_have_value("000-000-005678")
    phone.page.route("**/deposit", lambda route: route.fulfill(status=503), times=1)
    press(phone.page, "다음")
    expect(phone.page.get_by_role("alert").filter(has_text="보낼 수 없어요")).to_be_focused()
    expect(phone.page.get_by_label("계좌번호")).to_have_value("000-000-005678")
    clock.passes(minutes=31)
    press(phone.page, "다음")
    notice = phone.page.get_by_role("alert").filter(has_text="먼저 인증을 해 주세요")
    expect(notice).to_be_focused()
    with phone.page.context.expect_page() as opened:
        notice.get_by_role("link", name="새 창에서 인증하기").tap()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("간편인증 방법 고르기")
    authenticates(Sender(phone))  # type: ignore[arg-type]
    expect(phone.page.get_by_label("계좌번호")).to_have_value("000-000-005678")
    press(phone.page, "다음")
    heading(phone, "1원 확인")


def test_an_answer_that_takes_long_is_told_of(phone: Phone) -> None:
    phone.page.clock.install()
    lady_with_a_refund(phone)
    applying = begun(phone)
    phone.opens(f"{applying.base}/account")
    takes_the_practice_account(phone)
    types_the_digits(phone)
    heading(phone, "마지막 확인")
    on_the_way: list[Route] = []
    phone.page.route("**/submission", lambda route: on_the_way.append(route))
    with phone.page.expect_request("**/submission"):
        press(phone.page, "모의 신청하기")
    slow = phone.page.get_by_text("보냈는지 확인하고 있어요.")
    expect(slow).to_be_hidden()
    phone.page.clock.fast_forward("00:03")
    expect(slow).to_be_in_viewport()  # beside the button, where one looks
    on_the_way[0].continue_()
    heading(phone, "모의 신청을 마쳤어요")


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
    kept = kept_by_browser(phone.page)
    assert "654321" not in re.sub(r"\D", "", kept)


def begun(phone: Phone) -> Applicant:
    """Authenticated, and agreed to an application for the first person's year."""
    authenticates(sender := Sender(phone))  # type: ignore[arg-type]
    page = sender.get("/statements").html
    found = re.search(r'/claims/new\?statement=([^":]+):2023', page)
    assert found
    applying = Applicant(sender)  # type: ignore[arg-type]
    assert applying.agrees(found[1]).status == 303
    return applying
