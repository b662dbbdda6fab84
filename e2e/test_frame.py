"""The frame of every page: its ways, and how one gets back from them."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from e2e.phone import Phone
from e2e.steps import authenticate


def test_the_way_back_from_the_settings_leads_to_where_one_was(phone: Phone) -> None:
    phone.opens("/settings")  # from nowhere
    phone.taps("뒤로", role="link")
    expect(phone.page).to_have_url(re.compile("/menu$"))

    phone.opens("/caps?year=2023")
    phone.taps("글자 크기와 화면", role="link")
    expect(phone.page).to_have_url(re.compile("/settings#looks$"))
    phone.taps("뒤로", role="link")
    expect(phone.page).to_have_url(re.compile(r"/caps\?year=2023$"))


NO_VOICE = """
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [], addEventListener() {}, cancel() {}, speak() { throw Error("no voice"); },
} });
"""


def test_a_phone_without_a_voice_says_so_when_it_is_asked_to_read(phone: Phone) -> None:
    phone.page.add_init_script(NO_VOICE)
    phone.opens("/caps")
    phone.taps("읽어주기")
    expect(phone.page.locator("#toasts")).to_contain_text("읽을 목소리가 없어요.")
    phone.page.locator("#toasts").get_by_role("button", name="알겠어요").tap()
    expect(phone.page.locator("#toasts")).to_be_empty()
    phone.opens("/settings")
    expect(phone.page.locator("[data-no-voice]")).to_be_visible()


KAKAO = """
Object.defineProperty(navigator, "userAgent", { get: () => "iPhone KAKAOTALK 10.8.5" });
Object.defineProperty(navigator, "serviceWorker", { get: () => undefined });
"""


def test_within_another_app_home_says_so_until_that_is_closed(phone: Phone) -> None:
    notice = phone.page.locator("[data-within]")
    phone.opens()
    expect(notice).to_be_hidden()
    phone.page.add_init_script(KAKAO)
    phone.opens()
    expect(notice).to_contain_text("지금은 카카오톡 안이에요.")
    expect(notice.get_by_role("link", name="방법 보기")).to_have_attribute("href", "/install")
    notice.get_by_role("button", name="닫기").tap()
    expect(notice).to_be_hidden()
    phone.opens()
    expect(notice).to_be_hidden()


def test_the_menu_says_how_long_the_mock_authentication_holds(phone: Phone) -> None:
    phone.opens("/menu")
    authenticate(phone.page)
    phone.opens("/menu")
    expect(phone.main()).to_contain_text("30분 남음")
    phone.main().get_by_role("button", name="끝내기").tap()
    expect(phone.main()).to_contain_text("인증을 끝냈어요.")


def test_the_menu_is_no_poorer_where_that_cannot_be_asked(phone: Phone) -> None:
    phone.page.route("**/auth/session", lambda route: route.abort())
    with phone.page.expect_event("requestfailed"):
        phone.opens("/menu")
    expect(phone.page.locator("[data-part-lost]")).to_have_count(0)


def test_a_refused_form_is_not_sent_again_on_the_way_back(phone: Phone) -> None:
    phone.opens("/members/new")
    phone.taps("저장")
    expect(phone.page).to_have_url(re.compile("/members$"))
    phone.taps("글자 크기와 화면", role="link")
    phone.taps("뒤로", role="link")
    expect(phone.page).to_have_url(re.compile("/menu$"))
