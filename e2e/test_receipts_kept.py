"""What was written down: taking it back, finding it again, and all of it without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from e2e.phone import Phone
from e2e.story import SEPTEMBER, VISIT
from tests.conftest import Clock


@pytest.fixture
def me(phone: Phone) -> str:
    return phone.has_member("나", year=2026, band=4)


# Taking things back


def test_an_edit_is_in_the_history_and_can_be_taken_back(phone: Phone, me: str) -> None:
    id = phone.has_receipt(me, **VISIT)
    phone.opens(f"/receipts/{id}")
    phone.taps("고치기", role="link")
    phone.types(copay=15_800)
    phone.presses_save()
    expect(phone.page.get_by_role("status").first).to_contain_text("고친 내용을 저장했어요.")
    phone.shows("counted", me, 2026, 15_800)
    history = phone.page.get_by_role("region", name="고친 기록")
    expect(history).to_contain_text("급여 – 내가 낸 돈: 18,500원 → 15,800원")
    history.get_by_role("button", name="되돌리기").tap()
    expect(history).to_contain_text("급여 – 내가 낸 돈: 15,800원 → 18,500원")
    phone.shows("counted", me, 2026, 18_500)


def test_a_deleted_receipt_is_taken_back_at_once(phone: Phone, me: str) -> None:
    phone.has_receipt(me, **VISIT)
    phone.opens("/receipts")
    phone.page.get_by_label("가나의원 5월 4일 더 보기").tap()
    phone.taps("지우기")
    gone = phone.page.get_by_role("status").first
    expect(gone).to_contain_text("지웠어요: 가나의원 18,500원")
    phone.opens("/?year=2026")
    phone.shows("counted", me, 2026, 0)
    phone.page.go_back()
    phone.taps("되돌리기")
    expect(phone.page.get_by_role("status").first).to_contain_text("되살렸어요")
    phone.opens("/?year=2026")
    phone.shows("counted", me, 2026, 18_500)


def test_a_deleted_receipt_waits_in_the_trash(phone: Phone, me: str) -> None:
    id = phone.has_receipt(me, **VISIT)
    phone.opens(f"/receipts/{id}")
    phone.taps("지우기")
    phone.taps("지운 것 보기", role="link")
    expect(phone.main()).to_contain_text("지운 것은 30일 뒤 사라져요.")
    expect(phone.main()).to_contain_text("30일 남음")
    phone.taps("되살리기")
    expect(phone.page.get_by_role("status").first).to_contain_text("되살렸어요")
    assert phone.receipts_kept() == 1


# Finding


@pytest.fixture
def places(phone: Phone, me: str) -> None:
    for day, name in ((6, "성모병원"), (5, "소망의원"), (4, "햇살약국")):
        phone.has_receipt(me, **{**VISIT, "care_from": f"2026-05-0{day}", "provider_name": name})
    mother = phone.has_member("엄마")
    phone.has_receipt(mother, **{**VISIT, "provider_name": "성모병원", "care_from": "2023-05-04"})


@pytest.mark.usefixtures("places")
def test_places_are_found_by_initial_consonants_while_typing(phone: Phone) -> None:
    phone.opens("/receipts")
    mark(phone)
    search = phone.page.get_by_role("searchbox", name="병원·약국 찾기")
    search.press_sequentially("ㅅㅁ")
    expect(rows(phone)).to_have_text(["성모병원", "소망의원", "성모병원"], use_inner_text=True)
    search.press_sequentially("ㅂ")
    expect(rows(phone)).to_have_text(["성모병원", "성모병원"], use_inner_text=True)
    expect(search).to_be_focused()
    search.fill("약국")
    expect(rows(phone)).to_have_text(["햇살약국"], use_inner_text=True)
    search.fill("ㅋㅋ")
    expect(phone.main()).to_contain_text("‘ㅋㅋ’")
    expect(phone.main()).to_contain_text("찾은 영수증이 없어요.")
    assert marked(phone), "the page was loaded anew"
    phone.taps("모두 보기", role="link")
    expect(rows(phone)).to_have_count(4)


@pytest.mark.usefixtures("places")
def test_a_filter_changes_the_list_and_the_address_but_not_the_page(phone: Phone) -> None:
    phone.opens("/receipts")
    mark(phone)
    phone.page.get_by_label("사람").select_option(label="엄마")
    expect(phone.page.locator(".list-sum")).to_contain_text("1장")
    expect(rows(phone)).to_have_text(["성모병원"], use_inner_text=True)
    phone.page.get_by_label("사람").select_option(label="모두")
    phone.page.get_by_label("해", exact=True).select_option("2026")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장 세는 돈 55,500원")
    assert marked(phone), "the page was loaded anew"
    assert "year=2026" in phone.page.url
    phone.page.reload()
    expect(phone.page.locator(".list-sum")).to_contain_text("3장")


@pytest.mark.usefixtures("places")
def test_back_from_a_receipt_leads_to_the_filtered_list(phone: Phone) -> None:
    phone.opens("/receipts")
    phone.page.get_by_label("해", exact=True).select_option("2023")
    expect(phone.page.locator(".list-sum")).to_contain_text("1장")
    phone.page.get_by_role("link", name="성모병원").tap()
    phone.page.get_by_role("heading", name="성모병원").wait_for()
    phone.page.go_back()
    expect(phone.page.locator(".list-sum")).to_contain_text("1장")
    expect(phone.page.get_by_label("해", exact=True)).to_have_value("2023")


@pytest.mark.usefixtures("places")
def test_the_arrow_leads_back_to_the_list_as_it_was(phone: Phone) -> None:
    phone.opens("/receipts")
    phone.page.get_by_label("해", exact=True).select_option("2026")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장")
    phone.page.evaluate("document.body.style.minHeight = '300vh'")
    phone.page.evaluate("scrollTo(0, 200)")
    phone.page.get_by_role("link", name="소망의원").tap()
    phone.page.get_by_role("heading", name="소망의원").wait_for()
    length = phone.page.evaluate("history.length")
    phone.taps("영수증 목록으로", role="link")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장")
    assert phone.page.evaluate("history.length") == length  # one step back, not one more page


@pytest.mark.usefixtures("places")
def test_and_so_does_what_was_done_on_the_way(phone: Phone) -> None:
    phone.opens("/receipts")
    phone.page.get_by_label("해", exact=True).select_option("2026")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장")
    phone.page.get_by_role("link", name="소망의원").tap()
    phone.taps("고치기", role="link")
    phone.types(copay=7_000)
    phone.presses_save()
    expect(phone.page.get_by_role("status").first).to_contain_text("고친 내용을 저장했어요.")
    phone.taps("영수증 목록으로", role="link")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장")
    phone.page.get_by_role("link", name="소망의원").tap()
    phone.taps("지우기")
    expect(phone.page.locator(".list-sum")).to_contain_text("2장")
    expect(phone.page.get_by_label("해", exact=True)).to_have_value("2026")
    phone.taps("되돌리기")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장")


@pytest.mark.usefixtures("places")
def test_a_row_pushed_to_the_side_opens_its_menu_and_a_scroll_does_not(phone: Phone) -> None:
    phone.opens("/receipts")
    row = phone.page.locator(".row-line").first
    menu = row.locator(".row-actions")
    push(phone, row, across=-20, down=-90)
    expect(menu).to_be_hidden()
    push(phone, row, across=-110, down=8)
    expect(menu).to_be_visible()
    assert phone.page.url.endswith("/receipts")
    phone.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def push(phone: Phone, row: Locator, *, across: int, down: int) -> None:
    """A finger moves over a row, as the browser sees it."""
    box = row.bounding_box()
    assert box
    x, y = box["x"] + 200, box["y"] + box["height"] / 2
    session = phone.page.context.new_cdp_session(phone.page)
    session.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 6):
        at = {"x": x + across * step / 5, "y": y + down * step / 5}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


# Without JavaScript


@pytest.fixture
def plain(
    browser: Browser, browser_context_args: dict[str, Any], address: str, clock: Clock
) -> Iterator[Phone]:
    """A phone whose browser runs no scripts."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield Phone(context.new_page(), address)
    context.close()


def test_everything_works_without_javascript(plain: Phone) -> None:
    plain.opens()
    plain.taps("첫 영수증 적기", role="link")
    plain.page.get_by_label("부르는 이름").fill("엄마")
    plain.page.get_by_label("소득 분위").select_option("3")
    plain.page.get_by_label("어느 해의 분위인가요?").select_option("2023")
    plain.taps("저장")
    expect(plain.page.get_by_role("heading", name="영수증 적기")).to_be_visible()

    plain.types(**SEPTEMBER)
    plain.presses_save()
    expect(plain.page.get_by_role("status").first).to_contain_text("저장했어요")
    expect(plain.page.locator(".list-sum")).to_contain_text("세는 돈 1,250,000원")

    plain.taps("홈에서 보기", role="link")
    plain.taps("계산 풀이 보기", role="link")
    waterfall = plain.page.get_by_role("region", name="낸 돈에서 예상 환급까지")
    expect(waterfall).to_contain_text("1,950,000원")
    expect(waterfall).to_contain_text("170,000원")
    waterfall.get_by_text("빼기 세지 않는 돈").tap()
    expect(waterfall.get_by_role("heading", name="2·3인실 입원료")).to_be_visible()

    plain.opens("/receipts")
    plain.page.get_by_role("searchbox").fill("ㄴㅂ")
    plain.taps("찾기")
    expect(plain.page.locator(".list-sum")).to_contain_text("1장")
    plain.page.get_by_label("더 보기").tap()
    plain.taps("지우기")
    expect(plain.page.get_by_role("status").first).to_contain_text("지웠어요")
    plain.taps("되돌리기")
    expect(plain.page.get_by_role("status").first).to_contain_text("되살렸어요")
    assert plain.receipts_kept() == 1


def test_errors_and_questions_work_without_javascript(plain: Phone) -> None:
    me = plain.has_member("나")
    plain.opens(f"/receipts/new?member={me}")
    plain.presses_save()
    plain.page.get_by_role("link", name="병원이나 약국 이름을 적어 주세요.").tap()
    expect(plain.page.locator("#provider_name")).to_be_focused()
    plain.types(**VISIT)
    plain.presses_save()
    expect(plain.page.locator(".list-sum")).to_contain_text("1장")
    plain.opens(f"/receipts/new?member={me}")
    plain.types(**VISIT)
    plain.presses_save()
    plain.taps("다른 영수증이에요")
    plain.page.wait_for_url("**saved=*")
    assert plain.receipts_kept() == 2


# Words for what a person does


def rows(phone: Phone) -> Locator:
    return phone.page.locator(".row-place")


def mark(phone: Phone) -> None:
    """Marks the open page; a page that was loaded anew has no mark."""
    phone.page.evaluate("window.marked = true")


def marked(phone: Phone) -> bool:
    return phone.page.evaluate("window.marked === true")
