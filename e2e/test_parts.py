"""A part of a page that is slow, or does not come at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from e2e.phone import Phone

PARTS = "**/receipts?**"


@pytest.fixture
def listing(phone: Phone) -> Phone:
    """Somebody who looks at a list of two receipts."""
    member = phone.has_member("엄마")
    for name in ("가나병원", "다라약국"):
        phone.has_receipt(
            member,
            provider_name=name,
            provider_kind="hospital",
            care_from="2026-05-04",
            copay=10_000,
        )
    phone.opens("/receipts")
    return phone


def test_bars_stand_for_the_words_until_the_new_ones_come(listing: Phone) -> None:
    held: list[Route] = []
    listing.page.route(PARTS, lambda route: held.append(route))
    name = listing.page.locator("#receipts .row-place").first
    listing.page.get_by_label("병원·약국 찾기").fill("다라")
    expect(name).to_have_css("color", "rgba(0, 0, 0, 0)")
    expect(name).to_have_css("animation-delay", "0.3s")  # not for what comes at once
    held[0].continue_()
    expect(listing.page.locator("#receipts .row-place")).to_have_text(["다라약국"])
    expect(name).not_to_have_css("color", "rgba(0, 0, 0, 0)")


def test_receipts_left_to_check_are_a_tick_away(listing: Phone) -> None:
    page = listing.page
    listing.has_receipt(
        listing.has_member("아빠"),
        provider_name="마바의원",
        provider_kind="clinic",
        care_from="2026-05-05",
        copay=5_000,
        unverified="copay",
    )
    page.get_by_label("확인 안 한 영수증만").check()
    expect(page.locator("#receipts .row-place")).to_have_text(["마바의원"])
    assert "todo=unverified" in page.url
    page.get_by_label("확인 안 한 영수증만").uncheck()
    expect(page.locator("#receipts .row-place")).to_have_count(3)


def test_what_does_not_come_is_said_and_can_be_asked_for_again(listing: Phone) -> None:
    page = listing.page
    said = page.get_by_role("alert").filter(has_text="잠시 연결이 안 됐어요.")
    page.route(PARTS, lambda route: route.abort())
    page.get_by_label("병원·약국 찾기").fill("다라")
    expect(said).to_be_visible()
    expect(page.locator("#receipts .row-place")).to_have_count(2)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="다시 해보기").tap()
    expect(said).to_have_count(1)
    page.unroute(PARTS)
    page.get_by_role("button", name="다시 해보기").tap()
    expect(page.locator("#receipts .row-place")).to_have_text(["다라약국"])
    expect(said).to_have_count(0)


def test_an_answer_that_is_no_part_is_said_too(listing: Phone) -> None:
    page = listing.page
    page.route(PARTS, lambda route: route.fulfill(status=503, body="<p>no</p>"))
    page.get_by_label("병원·약국 찾기").fill("다라")
    expect(page.get_by_role("alert").filter(has_text="잠시 연결이 안 됐어요.")).to_be_visible()
    expect(page.locator("#receipts .row-place")).to_have_count(2)
