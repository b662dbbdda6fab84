"""Writing down a receipt: what the form says, refuses and asks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from e2e.phone import Phone
from e2e.steps import wear
from e2e.story import SEPTEMBER, VISIT, Row


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
    phone.types(**VISIT, patient_total=81_500)
    expect(notes(phone)).to_contain_text("다른 칸을 더하면 18,500원이에요")
    phone.presses_save()
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


def test_a_reason_that_is_filled_in_can_be_seen_while_it_lies_folded(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    fold = phone.page.locator("details", has=phone.page.locator('[name="uncounted-chuna"]'))
    expect(fold.locator("input")).to_be_hidden()
    fold.locator("summary").tap()
    fold.locator("input").press_sequentially("6")
    fold.get_by_role("button", name="추나요법 금액에 만 붙이기").tap()
    fold.locator("summary").tap()
    expect(fold.locator("summary")).to_have_text(re.compile("60,000원$"))
    expect(fold).to_have_attribute("data-filled", "")
    fold.locator("summary").tap()
    fold.locator("input").fill("")
    fold.locator("summary").tap()
    expect(fold.locator("summary")).not_to_contain_text("원")


def test_an_end_is_asked_for_of_stays_alone_but_never_sent_unseen(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    end = phone.page.locator("#care_to")
    expect(end).to_be_hidden()
    phone.types(care_kind="inpatient", care_from="2026-05-04", care_to="2026-05-06")
    phone.types(care_kind="outpatient")
    expect(end).to_be_visible()
    end.fill("")
    end.blur()
    expect(end).to_be_hidden()


def test_today_and_yesterday_fill_an_empty_day(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.taps("어제")
    expect(phone.page.locator("#care_from")).to_have_value("2026-11-20")
    expect(phone.page.get_by_role("button", name="오늘")).to_be_hidden()
    phone.page.locator("#care_from").fill("")
    phone.taps("오늘")
    expect(phone.page.locator("#care_from")).to_have_value("2026-11-21")


@pytest.mark.parametrize(
    ("size", "height"), [("100", 800), ("100", 440), ("130", 800), ("200", 800)]
)
def test_what_saves_stays_in_sight_and_covers_less_than_a_third(
    phone: Phone, me: str, size: str, height: int
) -> None:
    phone.page.set_viewport_size({"width": 360, "height": height})
    phone.opens(f"/receipts/new?member={me}")
    wear(phone.page, size=size)
    save = phone.page.get_by_role("button", name="저장", exact=True)
    expect(save).to_be_in_viewport(ratio=1)
    assert phone.page.evaluate(COVERED) < height / 3
    for name in ("provider_name", "noncovered", "patient_total", "note"):
        phone.page.locator(f"#{name}").focus()
        expect(save).to_be_in_viewport(ratio=1)
        assert uncovered(phone.page.locator(f"#{name}")), name
    phone.page.set_viewport_size({"width": 360, "height": 440})  # as the keyboard leaves it
    expect(save).to_be_in_viewport(ratio=1)
    phone.page.wait_for_function(f"({UNCOVERED})(document.activeElement)")


def test_a_keyboard_that_lies_over_the_page_lifts_what_saves(phone: Phone, me: str) -> None:
    """As Safari on an iPhone does it: only the visual viewport is made smaller."""
    phone.page.add_init_script(
        "Object.defineProperty(window, 'visualViewport', { value: Object.assign("
        "new EventTarget(), { height: innerHeight, offsetTop: 0, scale: 1 }) })"
    )
    phone.opens(f"/receipts/new?member={me}")
    bar = phone.page.locator(".save-bar")
    for height, lower_edge in ((460, 460), (800, 800)):
        phone.page.evaluate(
            "height => { visualViewport.height = height;"
            " visualViewport.dispatchEvent(new Event('resize')); }",
            height,
        )
        box = bar.bounding_box()
        assert box
        assert box["y"] + box["height"] == lower_edge


# From the top of what sticks to the lower edge to that edge.
COVERED = """() => {
    const stuck = [...document.querySelectorAll(".save-bar, .save-bar .button.primary")]
        .filter((each) => each.getClientRects().length)
        .filter((each) => getComputedStyle(each).position === "sticky");
    return innerHeight - Math.min(...stuck.map((each) => each.getBoundingClientRect().top));
}"""


# What it refuses


def test_an_empty_form_says_what_is_missing_and_leads_there(phone: Phone, me: str) -> None:
    phone.has_member("엄마")
    phone.opens("/receipts/new")
    phone.presses_save()
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
    "an end before the start": (
        {"care_kind": "inpatient", "care_to": "2026-05-03"},
        "끝나는 날이 시작일보다 빨라요.",
    ),
    "letters for an amount": ({"copay": "만오천"}, "금액은 숫자로만 적어 주세요. 예) 480,000"),
    "less than nothing": ({"copay": "-5"}, "금액은 0원보다 작을 수 없어요."),
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
    phone.types(**{**VISIT, **typed})
    phone.presses_save()
    expect(phone.page.get_by_role("alert")).to_contain_text(message)
    kept = {**VISIT, **typed}
    expect(phone.page.locator("#provider_name")).to_have_value("가나의원")
    expect(phone.page.locator("#care_from")).to_have_value(kept["care_from"])
    kind = phone.page.locator(f'[name="care_kind"][value="{kept["care_kind"]}"]')
    expect(kind).to_be_checked()
    if "note" in typed:
        expect(phone.page.locator("#note")).to_have_value("")
    assert phone.receipts_kept() == 0


# What it asks


def test_the_same_receipt_is_asked_about_and_kept_once(phone: Phone, me: str) -> None:
    phone.has_receipt(me, **VISIT)
    types_and_saves(phone, me, VISIT)
    question = phone.page.get_by_role("alert")
    expect(question).to_be_focused()
    expect(question).to_contain_text("5월 4일 가나의원, 세는 돈 18,500원인 영수증이 이미 있어요.")
    question.get_by_role("link", name="같은 영수증이에요").tap()
    phone.page.get_by_role("heading", name="가나의원").wait_for()
    assert phone.receipts_kept() == 1


def test_another_receipt_that_looks_the_same_is_kept_too(phone: Phone, me: str) -> None:
    phone.has_receipt(me, **VISIT)
    types_and_saves(phone, me, VISIT)
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
    phone.presses_save()
    phone.page.wait_for_url("**saved=*")
    phone.opens("/receipts")
    expect(phone.page.locator(".list-sum")).to_contain_text("3장 세는 돈 630,000원")


def test_a_zero_too_many_goes_with_one_press(phone: Phone, me: str) -> None:
    many = known_place(phone, me)
    types_and_saves(phone, me, {**many, "copay": 2_100_000})
    phone.taps("210,000원으로 고치기")
    phone.page.wait_for_url("**saved=*")
    expect(phone.page.locator(".list-sum")).to_contain_text("세는 돈 630,000원")


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
    phone.types(**VISIT)
    button = phone.page.get_by_role("button", name="저장", exact=True)
    button.dblclick(no_wait_after=True)
    phone.page.wait_for_url("**saved=*")
    expect(phone.page.get_by_role("status").first).to_contain_text("저장했어요")
    assert phone.receipts_kept() == 1


def test_going_back_after_saving_does_not_make_a_second_receipt(phone: Phone, me: str) -> None:
    phone.saves(me, **VISIT)
    phone.page.go_back()
    expect(phone.page.get_by_role("heading", name="영수증 적기")).to_be_visible()
    with phone.page.expect_navigation():
        phone.presses_save()
    assert phone.receipts_kept() == 1


def test_one_receipt_after_another(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**VISIT)
    phone.taps("저장하고 한 장 더")
    phone.page.wait_for_url("**/receipts/new?*saved=*")
    expect(phone.page.locator("#member_id")).to_have_value(me)
    expect(phone.page.locator("#copay")).to_have_value("")
    phone.types(**{**VISIT, "care_from": "2026-05-05"})
    phone.presses_save()
    phone.page.wait_for_url("**/receipts?*saved=*")
    assert phone.receipts_kept() == 2


def test_like_last_time_fills_in_everything_and_is_of_today(phone: Phone, me: str) -> None:
    id = phone.has_receipt(me, **VISIT)
    phone.opens(f"/receipts/{id}")
    phone.taps("지난번처럼 새로", role="link")
    expect(phone.page.locator("#provider_name")).to_have_value("가나의원")
    expect(phone.page.locator("#copay")).to_have_value("18,500")
    expect(phone.page.locator("#care_from")).to_have_value("2026-11-21")
    phone.types(care_from="2026-06-04")
    phone.presses_save()
    phone.page.wait_for_url("**saved=*")
    assert phone.receipts_kept() == 2


# Words for what a person does


def types_and_saves(phone: Phone, member: str, bill: Row) -> None:
    phone.opens(f"/receipts/new?member={member}")
    phone.types(**bill)
    phone.presses_save()


def known_place(phone: Phone, member: str) -> Row:
    """Twice 210,000 won were paid at this place before."""
    bill = {**VISIT, "copay": 210_000}
    for day in ("2026-04-04", "2026-04-25"):
        phone.has_receipt(member, **{**bill, "care_from": day})
    return bill


def footer(phone: Phone) -> Locator:
    return phone.page.locator("#preview")


def notes(phone: Phone) -> Locator:
    return phone.page.locator("#preview-notes")


def key(phone: Phone, label: str) -> Locator:
    return phone.page.get_by_role("button", name=f"급여 – 내가 낸 돈에 {label} 붙이기")


def value(phone: Phone, name: str) -> str:
    return phone.page.locator(f'[name="{name}"]').input_value()


def uncovered(field: Locator) -> bool:
    """Whether the top of a field can be seen: nothing sticky lies over it."""
    return field.evaluate(UNCOVERED)


UNCOVERED = """field => {
    const box = field.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + 12);
    return at !== null && (field.contains(at) || at.contains(field));
}"""
