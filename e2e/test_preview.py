"""올해 미리보기 with hands and keys: the sliders, the buttons, and no network."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.phone import Phone
from e2e.story import BILL
from tests.conftest import Clock


@pytest.fixture
def mother(phone: Phone, clock: Clock) -> str:
    """480,000 of 1,080,000 so far, in June."""
    clock.today = date(2023, 6, 1)
    member = phone.has_member("엄마", year=2023, band=2)
    phone.has_receipt(
        member,
        provider_name="하늘내과",
        provider_kind="clinic",
        care_from="2023-05-02",
        copay=480_000,
    )
    return member


def answer(phone: Phone) -> Locator:
    return phone.page.locator("#answer")


def slider(phone: Phone, name: str = "앞으로 급여 진료비를 더 내면") -> Locator:
    return phone.page.get_by_role("slider", name=name)


def field(phone: Phone) -> Locator:
    return phone.page.locator("#more")


def test_the_keyboard_moves_the_slider_and_the_answer_follows(phone: Phone, mother: str) -> None:
    phone.opens(f"/members/{mother}/years/2023/preview")
    expect(answer(phone)).to_contain_text("상한액까지 60만 원 남아요")
    slider(phone).focus()
    for _ in range(3):
        phone.page.keyboard.press("ArrowRight")
    expect(field(phone)).to_have_value("30,000")
    expect(slider(phone)).to_have_attribute("aria-valuetext", "30,000")
    expect(answer(phone)).to_contain_text("상한액까지 57만 원 남아요")
    expect(slider(phone)).to_be_focused()
    phone.page.keyboard.press("End")
    expect(answer(phone)).to_contain_text("예상 환급")
    expect(answer(phone)).to_contain_text("만약")


def test_the_field_moves_the_slider_and_enter_asks(phone: Phone, mother: str) -> None:
    phone.opens(f"/members/{mother}/years/2023/preview")
    field(phone).fill("700000")
    expect(slider(phone)).to_have_value("700000")
    field(phone).press("Enter")
    expect(answer(phone)).to_contain_text("예상 환급 10만 원")
    expect(field(phone)).to_have_value("700,000")
    assert phone.page.url.endswith("/preview")


def test_the_buttons_need_no_gesture(phone: Phone, mother: str) -> None:
    phone.opens(f"/members/{mother}/years/2023/preview")
    for _ in range(2):
        phone.taps("10만 원 더하기")
    expect(field(phone)).to_have_value("200,000")
    expect(answer(phone)).to_contain_text("상한액까지 40만 원 남아요")
    for _ in range(3):
        phone.taps("10만 원 빼기")
    expect(field(phone)).to_have_value("")
    expect(answer(phone)).to_contain_text("지금 적은 것 그대로면")


def test_what_cannot_be_read_is_said_and_kept(phone: Phone, mother: str) -> None:
    phone.opens(f"/members/{mother}/years/2023/preview")
    field(phone).fill("많이")
    expect(answer(phone)).to_contain_text("금액은 숫자로만 적어 주세요.")
    expect(field(phone)).to_have_value("많이")
    field(phone).fill("10000")
    expect(answer(phone)).to_contain_text("상한액까지 59만 원 남아요")


def test_nothing_of_it_is_kept(phone: Phone, mother: str) -> None:
    phone.opens(f"/members/{mother}/years/2023/preview")
    field(phone).fill("5000000")
    expect(answer(phone)).to_contain_text("예상 환급 440만 원")
    phone.opens("/?year=2023")
    phone.shows("counted", mother, 2023, 480_000)
    phone.opens(f"/members/{mother}/years/2023/preview")
    expect(field(phone)).to_have_value("")


def test_the_phone_answers_by_itself_without_a_network(installed: Installed) -> None:
    member = installed.adds("엄마", year=2023, band=2)
    installed.saves(member, **BILL)
    installed.until_sent()
    installed.loses_network()
    installed.opens(f"/members/{member}/years/2023/preview")
    slider(installed, "급여 진료비를 더 냈다면").focus()
    installed.page.keyboard.press("ArrowRight")
    expect(answer(installed)).to_contain_text("만약 10,000원을 더 내면")
    expect(answer(installed)).to_contain_text("예상 환급 393만 원")


def test_a_notice_is_closed_by_one_phone_for_all(phone: Phone, mother: str) -> None:
    phone.has_receipt(
        mother,
        provider_name="하늘내과",
        provider_kind="clinic",
        care_from="2023-05-03",
        copay=450_000,
    )
    phone.opens("/?year=2023")
    expect(phone.main()).to_contain_text("상한액의 80%를 넘었어요. 150,000원 더 내면 상한액이에요.")
    phone.taps("엄마 알림 닫기")
    expect(phone.main()).not_to_contain_text("80%")
    phone.opens("/?year=2023")
    expect(phone.main()).not_to_contain_text("80%")


def test_people_side_by_side_are_reached_by_name(phone: Phone, mother: str) -> None:
    phone.has_member("아빠", year=2023, band=5)
    phone.opens("/?year=2023")
    card = phone.page.locator("article.person").nth(1)
    name = card.get_by_role("heading").inner_text()
    expect(card).not_to_be_in_viewport(ratio=0.8)
    people = phone.page.get_by_role("navigation", name="사람 고르기")
    people.get_by_role("link", name=name).tap()
    expect(card.get_by_role("heading", name=name)).to_be_in_viewport(ratio=1)
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
