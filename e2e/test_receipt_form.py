"""Writing down a receipt, finding it again, and taking things back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from e2e.phone import Phone
from e2e.story import SEPTEMBER, Row
from tests.conftest import Clock

BILL: Row = {
    "care_kind": "outpatient",
    "care_from": "2026-05-04",
    "provider_name": "가나의원",
    "provider_kind": "clinic",
    "copay": 18_500,
}


@pytest.fixture
def me(phone: Phone) -> str:
    return phone.has_member("나", year=2026, band=4)


# What the form says while one types


def test_the_footer_follows_what_is_typed(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    expect(footer(phone)).to_contain_text("세는 돈 0원 · 세지 않는 돈 0원")
    phone.types(**SEPTEMBER)
    expect(footer(phone)).to_contain_text("세는 돈 1,250,000원 · 세지 않는 돈 700,000원")
    phone.types(full_self_pay=50_000, advance=250_000)
    expect(footer(phone)).to_contain_text("세는 돈 1,000,000원 · 세지 않는 돈 750,000원")
    phone.types(insurance_kind="auto")
    expect(footer(phone)).to_contain_text("세는 돈 0원")


def test_a_reason_that_did_not_hold_then_is_counted_and_the_footer_says_why(
    phone: Phone, me: str
) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**{**SEPTEMBER, "care_from": "2018-06-01", "care_to": "2018-06-30"})
    expect(footer(phone)).to_contain_text("세는 돈 1,650,000원")
    expect(notes(phone)).to_contain_text("2·3인실 입원료:")


def test_sums_that_do_not_add_up_are_pointed_out_but_not_refused(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**BILL, patient_total=81_500)
    expect(notes(phone)).to_contain_text("다른 칸을 더하면 18,500원이에요")
    save(phone)
    phone.page.wait_for_url("**saved=*")


def test_keys_append_zeros_and_the_amount_is_said_in_words(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    amount, words = phone.page.locator("#copay"), phone.page.locator(".amount.main [data-echo]")
    amount.press_sequentially("125")
    key(phone, "만").tap()
    expect(amount).to_have_value("1,250,000")
    expect(words).to_have_text("백이십오만 원")
    expect(amount).to_be_focused()
    amount.fill("18")
    key(phone, "천").tap()
    expect(words).to_have_text("만 팔천 원")
    key(phone, "00").tap()
    expect(amount).to_have_value("1,800,000")
    expect(words).to_have_text("백팔십만 원")
    amount.fill("")
    key(phone, "만").tap()
    expect(amount).to_have_value("")
    expect(words).to_be_hidden()


def test_the_keys_stop_at_ten_billion(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    amount = phone.page.locator("#copay")
    amount.fill("1000000")
    key(phone, "만").tap()
    expect(amount).to_have_value("10,000,000,000")
    expect(phone.page.locator(".amount.main [data-echo]")).to_have_text("백억 원")
    key(phone, "00").tap()
    expect(amount).to_have_value("10,000,000,000")


def test_keys_of_another_amount_come_with_its_field(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    keys = phone.page.get_by_role("button", name="비급여에 만 붙이기")
    expect(keys).to_be_hidden()
    phone.page.locator("#noncovered").tap()
    phone.page.keyboard.type("20")
    keys.tap()
    expect(phone.page.locator("#noncovered")).to_have_value("200,000")
    expect(footer(phone)).to_contain_text("세지 않는 돈 200,000원")


# What it refuses


def test_an_empty_form_says_what_is_missing_and_leads_there(phone: Phone, me: str) -> None:
    phone.has_member("엄마")
    phone.opens("/receipts/new")
    save(phone)
    summary = phone.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading", name="다시 봐 주세요")).to_be_in_viewport()
    for link, field in (
        ("누구의 영수증인지 골라 주세요.", "member_id"),
        ("외래, 입원, 약국 가운데 골라 주세요.", "care_kind"),
        ("진료일을 적어 주세요.", "care_from"),
        ("병원이나 약국 이름을 적어 주세요.", "provider_name"),
        ("어떤 곳인지 골라 주세요.", "provider_kind"),
        ("급여에서 내가 낸 돈을 적어 주세요.", "copay"),
    ):
        summary.get_by_role("link", name=link).tap()
        expect(phone.page.locator(f"#{field}")).to_be_focused()
        assert uncovered(phone.page.locator(f"#{field}")), field
        expect(phone.page.locator(f"#{field}-error")).to_contain_text(link)
        phone.page.evaluate("scrollTo(0, 0)")
    assert phone.receipts_kept() == 0


WRONG = {
    "a day to come": ({"care_from": "2026-11-22"}, "미래 날짜예요. 날짜를 다시 봐 주세요."),
    "a day before the tables": ({"care_from": "2008-12-31"}, "2009년 이전은 셈할 표가 없어요."),
    "an end before the start": ({"care_to": "2026-05-03"}, "끝나는 날이 시작일보다 빨라요."),
    "letters for an amount": ({"copay": "만오천"}, "금액은 숫자로만 적어 주세요. 예) 480,000"),
    "less than nothing": ({"copay": "-5"}, "금액은 0원보다 커야 해요."),
    "nothing at all": ({"copay": "0"}, "금액은 0원보다 커야 해요."),
    "a won more than ten billion": ({"copay": "10000000001"}, "100억 원보다 큰 금액은"),
    "more left out than paid": ({"uncounted_chuna": "18501"}, "세지 않는 돈이 낸 돈보다 많아요."),
    "a resident number": ({"note": "900101-1234567"}, "주민등록번호처럼 보여요."),
}


@pytest.mark.parametrize(("typed", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_refused_in_a_sentence_and_the_rest_is_kept(
    phone: Phone, me: str, typed: dict[str, Any], message: str
) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**{**BILL, **typed})
    save(phone)
    expect(phone.page.get_by_role("alert")).to_contain_text(message)
    kept = {**BILL, **typed}
    expect(phone.page.locator("#provider_name")).to_have_value("가나의원")
    expect(phone.page.locator("#care_from")).to_have_value(kept["care_from"])
    expect(phone.page.locator('[name="care_kind"][value="outpatient"]')).to_be_checked()
    if "note" in typed:
        expect(phone.page.locator("#note")).to_have_value("")
    assert phone.receipts_kept() == 0


# What it asks


def test_the_same_receipt_is_asked_about_and_kept_once(phone: Phone, me: str) -> None:
    phone.has_receipt(me, **BILL)
    types_and_saves(phone, me, BILL)
    question = phone.page.get_by_role("alert")
    expect(question).to_be_focused()
    expect(question).to_contain_text("5월 4일 가나의원 18,500원이 이미 있어요.")
    question.get_by_role("link", name="같은 영수증이에요").tap()
    phone.page.get_by_role("heading", name="가나의원").wait_for()
    assert phone.receipts_kept() == 1


def test_another_receipt_that_looks_the_same_is_kept_too(phone: Phone, me: str) -> None:
    phone.has_receipt(me, **BILL)
    types_and_saves(phone, me, BILL)
    phone.taps("다른 영수증이에요")
    phone.page.wait_for_url("**saved=*")
    assert phone.receipts_kept() == 2


def test_a_zero_too_many_is_asked_about_and_can_be_corrected(phone: Phone, me: str) -> None:
    many = known_place(phone, me)
    types_and_saves(phone, me, {**many, "copay": 2_100_000})
    question = phone.page.get_by_role("alert")
    expect(question).to_contain_text("평소보다 많이 커요")
    expect(question).to_contain_text("2,100,000원 / 210,000원")
    question.get_by_role("link", name="금액을 고칠게요").tap()
    expect(phone.page.locator("#copay")).to_be_focused()
    phone.types(copay=210_000)
    save(phone)
    phone.page.wait_for_url("**saved=*")
    phone.opens("/receipts")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장 · 세는 돈 630,000원")


def test_a_large_amount_that_is_right_is_kept(phone: Phone, me: str) -> None:
    many = known_place(phone, me)
    types_and_saves(phone, me, {**many, "copay": 2_100_000})
    phone.taps("이 금액이 맞아요")
    phone.page.wait_for_url("**saved=*")
    expect(phone.page.locator(".list-sum")).to_contain_text("세는 돈 2,520,000원")


def test_a_stay_over_new_year_becomes_two_receipts_that_can_be_edited(
    phone: Phone, me: str
) -> None:
    stay = {
        "care_kind": "inpatient",
        "care_from": "2025-12-29",
        "care_to": "2026-01-03",
        "provider_name": "새해병원",
        "provider_kind": "hospital",
        "copay": 600_000,
        "noncovered": 60_000,
    }
    types_and_saves(phone, me, stay)
    expect(phone.main()).to_contain_text("해가 바뀌는 입원이에요")
    values = {name: value(phone, name) for name in SPLIT}
    assert values == {
        "first-care_from": "2025-12-29",
        "first-care_to": "2025-12-31",
        "first-copay": "300,000",
        "first-noncovered": "30,000",
        "second-care_from": "2026-01-01",
        "second-care_to": "2026-01-03",
        "second-copay": "300,000",
        "second-noncovered": "30,000",
    }
    phone.types(**{"first-copay": 400_000, "second-copay": 200_000})
    phone.taps("두 장으로 저장")
    phone.page.wait_for_url("**saved=*")
    for year, counted in ((2025, 400_000), (2026, 200_000)):
        phone.opens(f"/?year={year}")
        phone.shows("counted", me, year, counted)
        phone.shows("uncounted", me, year, 30_000)


SPLIT = [
    f"{half}-{name}"
    for half in ("first", "second")
    for name in ("care_from", "care_to", "copay", "noncovered")
]


# What is saved is saved once


def test_pressing_save_twice_saves_once(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**BILL)
    button = phone.page.get_by_role("button", name="저장", exact=True)
    button.dblclick(no_wait_after=True)
    phone.page.wait_for_url("**saved=*")
    expect(phone.page.get_by_role("status").first).to_contain_text("저장했어요")
    assert phone.receipts_kept() == 1


def test_going_back_after_saving_does_not_make_a_second_receipt(phone: Phone, me: str) -> None:
    phone.saves(me, **BILL)
    phone.page.go_back()
    expect(phone.page.get_by_role("heading", name="영수증 적기")).to_be_visible()
    with phone.page.expect_navigation():
        save(phone)
    assert phone.receipts_kept() == 1


def test_one_receipt_after_another(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**BILL)
    phone.taps("저장하고 한 장 더")
    phone.page.wait_for_url("**/receipts/new?*saved=*")
    expect(phone.page.locator("#member_id")).to_have_value(me)
    expect(phone.page.locator("#copay")).to_have_value("")
    phone.types(**{**BILL, "care_from": "2026-05-05"})
    save(phone)
    phone.page.wait_for_url("**/receipts?*saved=*")
    assert phone.receipts_kept() == 2


def test_like_last_time_fills_in_everything_and_is_of_today(phone: Phone, me: str) -> None:
    id = phone.has_receipt(me, **BILL)
    phone.opens(f"/receipts/{id}")
    phone.taps("지난번처럼 새로", role="link")
    expect(phone.page.locator("#provider_name")).to_have_value("가나의원")
    expect(phone.page.locator("#copay")).to_have_value("18,500")
    expect(phone.page.locator("#care_from")).to_have_value("2026-11-21")
    phone.types(care_from="2026-06-04")
    save(phone)
    phone.page.wait_for_url("**saved=*")
    assert phone.receipts_kept() == 2


# Taking things back


def test_an_edit_is_in_the_history_and_can_be_taken_back(phone: Phone, me: str) -> None:
    id = phone.has_receipt(me, **BILL)
    phone.opens(f"/receipts/{id}")
    phone.taps("고치기", role="link")
    phone.types(copay=15_800)
    save(phone)
    expect(phone.page.get_by_role("status").first).to_contain_text("고친 내용을 저장했어요.")
    phone.shows("counted", me, 2026, 15_800)
    history = phone.page.get_by_role("region", name="고친 기록")
    expect(history).to_contain_text("급여 – 내가 낸 돈: 18,500원 → 15,800원")
    history.get_by_role("button", name="되돌리기").tap()
    expect(history).to_contain_text("급여 – 내가 낸 돈: 15,800원 → 18,500원")
    phone.shows("counted", me, 2026, 18_500)


def test_a_deleted_receipt_is_taken_back_at_once(phone: Phone, me: str) -> None:
    phone.has_receipt(me, **BILL)
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
    id = phone.has_receipt(me, **BILL)
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
        phone.has_receipt(me, **{**BILL, "care_from": f"2026-05-0{day}", "provider_name": name})
    mother = phone.has_member("엄마")
    phone.has_receipt(mother, **{**BILL, "provider_name": "성모병원", "care_from": "2023-05-04"})


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
    expect(phone.page.locator(".list-sum")).to_contain_text("3장 · 세는 돈 55,500원")
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
    save(plain)
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
    save(plain)
    plain.page.get_by_role("link", name="병원이나 약국 이름을 적어 주세요.").tap()
    expect(plain.page.locator("#provider_name")).to_be_focused()
    plain.types(**BILL)
    save(plain)
    expect(plain.page.locator(".list-sum")).to_contain_text("1장")
    types_and_saves(plain, me, BILL)
    plain.taps("다른 영수증이에요")
    plain.page.wait_for_url("**saved=*")
    assert plain.receipts_kept() == 2


# Words for what a person does


def save(phone: Phone) -> None:
    phone.page.get_by_role("button", name="저장", exact=True).tap()


def types_and_saves(phone: Phone, member: str, bill: Row) -> None:
    phone.opens(f"/receipts/new?member={member}")
    phone.types(**bill)
    save(phone)


def known_place(phone: Phone, member: str) -> Row:
    """Twice 210,000 won were paid at this place before."""
    bill = {**BILL, "copay": 210_000}
    for day in ("2026-04-04", "2026-04-25"):
        phone.has_receipt(member, **{**bill, "care_from": day})
    return bill


def footer(phone: Phone) -> Locator:
    return phone.page.locator("#preview")


def notes(phone: Phone) -> Locator:
    return phone.page.locator("#preview-notes")


def key(phone: Phone, label: str) -> Locator:
    return phone.page.get_by_role("button", name=f"급여 – 내가 낸 돈에 {label} 붙이기")


def rows(phone: Phone) -> Locator:
    return phone.page.locator(".row-place")


def value(phone: Phone, name: str) -> str:
    return phone.page.locator(f'[name="{name}"]').input_value()


def uncovered(field: Locator) -> bool:
    """Whether the top of a field can be seen: nothing sticky lies over it."""
    return field.evaluate(
        """field => {
            const box = field.getBoundingClientRect();
            const at = document.elementFromPoint(box.left + box.width / 2, box.top + 12);
            return at !== null && (field.contains(at) || at.contains(field));
        }"""
    )


def mark(phone: Phone) -> None:
    """Marks the open page; a page that was loaded anew has no mark."""
    phone.page.evaluate("window.marked = true")


def marked(phone: Phone) -> bool:
    return phone.page.evaluate("window.marked === true")
