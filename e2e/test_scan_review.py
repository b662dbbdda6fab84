"""What was read from a photo, beside the photo: looked at, corrected, saved, counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from e2e.phone import Phone
from tests.receipts.drawing import draw

READ = 90_000  # ms, on a machine with other things to do
ID = "01998a70-0000-7000-8000-0000000000%02d"


def field(value: str, *, doubtful: bool = False, computed: bool = False) -> dict[str, Any]:
    box = None if computed else {"x0": 40, "y0": 60, "x1": 240, "y1": 90}
    return {
        "value": value,
        "confidence": 0.5 if doubtful else 0.99,
        "doubtful": doubtful,
        "computed": computed,
        "box": box,
    }


READING: dict[str, Any] = {
    "status": "read",
    "reason": "",
    "form": "A1",
    "accepted": False,
    "fields": {
        "provider_name": field("늘봄내과의원"),
        "provider_kind": field("clinic"),
        "care_kind": field("outpatient"),
        "care_from": field("2023-05-02", doubtful=True),
        "copay": field("480000", doubtful=True),
        "noncovered": field("20000"),
        "patient_total": field("500000", doubtful=True, computed=True),
    },
    "questions": [{"reason": "shared_room", "won": 400_000, "box": None}],
    "page": {"width": 600, "height": 800, "turned": 0},
    "photo": {"width": 600, "height": 800},
    "blackout": [],
    "ms": {},
}

# Keeps photos as if they had been taken and read: the reader itself is tested elsewhere.
KEEP = """async ([photos]) => {
    const canvas = new OffscreenCanvas(600, 800);
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, 600, 800);
    context.fillStyle = "black";
    context.font = "30px sans-serif";
    context.fillText("480,000", 60, 85);
    const blob = await canvas.convertToBlob({ type: "image/jpeg" });
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = no;
    });
    const db = await done(indexedDB.open("photos"));
    for (const photo of photos) {
        const row = {
            taken_at: "2026-11-21T03:00:00Z", width: 600, height: 800, hash: photo.id,
            member_id: "", thumbnail: blob, straightened: photo.reading ? blob : null,
            ...photo, blob,
        };
        await done(db.transaction("photo", "readwrite").objectStore("photo").put(row));
    }
    db.close();
}"""
KEPT = """async () => {
    const done = (asked) => new Promise((yes) => { asked.onsuccess = () => yes(asked.result); });
    const db = await done(indexedDB.open("photos"));
    const found = await done(db.transaction("photo").objectStore("photo").getAll());
    db.close();
    return found.map(({ id, state, reading }) => ({ id, state, reading }));
}"""


@pytest.fixture
def me(phone: Phone) -> str:
    return phone.has_member("나", year=2023, band=4)


def photographs(phone: Phone, *readings: dict[str, Any]) -> None:
    """Photos that were taken and read before /scan is opened."""
    phone.opens("/scan")
    phone.page.wait_for_selector("#scan-capture:not([hidden])")
    photos = [
        {"id": ID % number, "state": reading["status"], "reading": reading}
        for number, reading in enumerate(readings)
    ]
    phone.page.evaluate(KEEP, [photos])
    phone.opens("/scan")
    state = readings[0]["status"]
    expect(review(phone)).to_have_attribute("data-scan", state)


def but(**changes: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(READING)), **changes}


def review(phone: Phone) -> Locator:
    return phone.page.locator("#scan-review")


def box(phone: Phone, name: str) -> Locator:
    return phone.page.locator(f'.field:has([name="{name}"])')


def save(phone: Phone) -> None:
    phone.presses_save()


def said(phone: Phone) -> Locator:
    return phone.page.locator("#scan-said")


def test_what_is_not_sure_says_so_until_it_is_looked_at(phone: Phone, me: str) -> None:
    photographs(phone, READING)
    expect(said(phone)).to_contain_text("노란 칸 3개만")
    copay = phone.page.locator("#copay")
    expect(copay).to_have_value("480,000")
    described = copay.get_attribute("aria-describedby") or ""
    assert "copay-doubtful" in described.split()
    expect(box(phone, "copay")).to_have_attribute("data-read", "doubtful")
    expect(box(phone, "copay").locator("canvas")).to_be_visible()
    expect(box(phone, "patient_total")).to_contain_text("다른 금액에서 셈했어요.")
    expect(box(phone, "noncovered")).to_have_attribute("data-read", "sure")
    right = box(phone, "copay").get_by_role("button", name="맞아요")
    assert (right.bounding_box() or {"height": 0})["height"] >= 48
    right.tap()
    expect(box(phone, "copay")).to_have_attribute("data-read", "checked")
    expect(said(phone)).to_have_text("노란 칸이 2개 남았어요.")
    phone.fills("care_from", "2023-05-03")
    expect(box(phone, "care_from")).to_have_attribute("data-read", "checked")
    expect(phone.page.locator("#unverified")).to_have_value("patient_total")


def test_what_nobody_looked_at_is_counted_and_home_says_so(phone: Phone, me: str) -> None:
    photographs(phone, READING)
    save(phone)
    phone.page.wait_for_url("**/receipts?*saved=*")
    expect(phone.main()).to_contain_text("확인 전")
    phone.opens("/?year=2023")
    phone.shows("counted", me, 2023, 480_000)
    phone.page.get_by_role("link", name="확인 안 한 금액 2개").tap()
    phone.page.locator("a.row").tap()
    expect(phone.page.locator("#viewer")).to_be_visible()
    phone.taps("모두 맞아요")
    expect(phone.main()).to_contain_text("확인했어요.")
    phone.opens("/?year=2023")
    expect(phone.main()).not_to_contain_text("확인 안 한 금액")


def test_what_a_person_typed_while_it_was_read_stays(phone: Phone, me: str) -> None:
    photographs(phone, READING, READING)
    phone.fills("copay", "77000")
    phone.page.wait_for_timeout(600)  # as long as it takes to be kept
    phone.opens("/scan")
    expect(review(phone)).to_have_attribute("data-scan", "read")
    expect(phone.page.locator("#copay")).to_have_value("77,000")
    expect(phone.page.locator("#noncovered")).to_have_value("20,000")


def test_a_question_takes_an_amount_out_of_the_sum(phone: Phone, me: str) -> None:
    photographs(phone, READING)
    asked = phone.page.locator(".questions")
    expect(asked).to_contain_text("2·3인실 입원료 400,000원이 있어요.")
    expect(asked).to_contain_text("세부산정내역")
    asked.get_by_role("button", name="네").tap()
    expect(phone.page.locator('[name="uncounted-shared_room"]')).to_have_value("400,000")
    asked.get_by_role("button", name="아니요").tap()
    expect(phone.page.locator('[name="uncounted-shared_room"]')).to_have_value("")


def test_a_refused_form_keeps_the_photo_and_what_is_amber(phone: Phone, me: str) -> None:
    photographs(phone, READING)
    phone.fills("copay", "")
    save(phone)
    expect(phone.page.locator("#copay-error")).to_be_visible()
    expect(phone.page.locator("#viewer")).to_be_visible()
    expect(review(phone)).to_have_attribute("data-scan", "read")
    expect(box(phone, "care_from")).to_have_attribute("data-read", "doubtful")
    expect(phone.page.locator('[name="id"]')).to_have_value(ID % 0)
    phone.fills("copay", "480000")
    save(phone)
    phone.page.wait_for_url("**saved=*")
    phone.page.wait_for_function(f"({KEPT})().then(([photo]) => photo.state === 'kept')")
    [photo] = phone.page.evaluate(KEPT)
    assert photo["reading"] is None


def test_the_next_photo_follows_with_the_same_person_and_day(phone: Phone, me: str) -> None:
    without_day = but()
    del without_day["fields"]["care_from"]
    photographs(phone, READING, without_day)
    save(phone)
    phone.page.wait_for_url("**/scan?*saved=*")
    expect(review(phone)).to_have_attribute("data-scan", "read")
    expect(phone.page.locator('[name="id"]')).to_have_value(ID % 1)
    expect(phone.page.locator("#care_from")).to_have_value("2023-05-02")
    expect(phone.page.locator("#member_id")).to_have_value(me)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("no_text", "글자를 찾지 못했어요"),
        ("not_a_receipt", "영수증이 아닌 것 같아요"),
        ("two_receipts", "두 장 보여요. 한 장씩"),
        ("unreadable", "금액을 읽지 못했어요"),
        ("broken_file", "열 수 없어요"),
        ("crashed", "읽다가 멈췄어요"),
    ],
)
def test_what_could_not_be_read_says_why_and_what_to_do(
    phone: Phone, me: str, reason: str, sentence: str
) -> None:
    photographs(phone, but(status="failed", reason=reason, fields={}, questions=[]))
    expect(said(phone)).to_contain_text(sentence)
    again = "다시 읽기" if reason == "crashed" else "다시 찍기"
    expect(review(phone).get_by_role("button", name=again)).to_be_visible()
    phone.taps("사진을 보며 직접 적기")
    expect(phone.page.locator("#scan-failure")).to_be_hidden()
    expect(phone.page.locator("#copay")).to_be_editable()


def test_the_photo_can_be_enlarged_turned_folded_and_removed(phone: Phone, me: str) -> None:
    photographs(phone, READING)
    save(phone)
    phone.page.wait_for_url("**saved=*")
    phone.opens(f"/receipts/{ID % 0}")
    page = phone.page.locator(".viewer-page")
    width = (page.bounding_box() or {"width": 0})["width"]
    phone.taps("사진 크게")
    assert (page.bounding_box() or {"width": 0})["width"] > width
    phone.taps("사진 돌리기")
    expect(page).to_have_attribute("viewBox", "0 0 800 600")
    fold = phone.page.get_by_role("button", name="사진 펼치기")
    fold.tap()
    expect(phone.page.locator(".viewer-frame")).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    phone.taps("사진 지우기")
    expect(phone.page.locator("#viewer")).to_be_hidden()
    phone.page.locator("#toasts").get_by_role("button", name="되돌리기").tap()
    expect(phone.page.locator("#viewer")).to_be_visible()


def test_a_place_that_is_known_fills_its_kinds(phone: Phone, me: str) -> None:
    phone.has_receipt(
        me,
        provider_name="햇살약국",
        provider_kind="pharmacy",
        care_kind="pharmacy",
        care_from="2023-05-02",
        copay=5000,
    )
    phone.opens("/receipts/new")
    name = phone.page.locator("#provider_name")
    name.fill("햇실약국")
    name.press("Tab")
    expect(phone.page.locator("#remembered")).to_contain_text("혹시 ‘햇살약국’인가요?")
    phone.taps("네, 맞아요")
    expect(name).to_have_value("햇살약국")
    expect(phone.page.locator("#provider_kind")).to_have_value("pharmacy")
    expect(phone.page.locator('[name="care_kind"][value="pharmacy"]')).to_be_checked()
    expect(phone.page.locator("#remembered")).to_contain_text("약국")


def test_the_page_s_policy_is_kept(phone: Phone, me: str) -> None:
    """No inline style: htmx copies the page when a form is sent."""
    phone.page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) => {"
        " localStorage.setItem('broken', event.violatedDirective); });"
    )
    photographs(phone, READING)
    save(phone)
    phone.page.wait_for_url("**saved=*")
    assert phone.page.evaluate("localStorage.getItem('broken')") is None


def test_a_drawn_receipt_is_read_and_saved_as_it_is_written(
    phone: Phone, me: str, tmp_path: Path
) -> None:
    drawn, path = draw(41, "clean", "B"), tmp_path / "receipt.jpg"
    path.write_bytes(drawn.jpeg())
    phone.opens("/scan")
    phone.page.locator('[data-take="album"]').set_input_files(path)
    expect(review(phone)).to_have_attribute("data-scan", "read", timeout=READ)
    copay = phone.page.locator("#copay").input_value().replace(",", "")
    assert copay == drawn.truth["copay"]
    save(phone)
    phone.page.wait_for_url("**saved=*")
