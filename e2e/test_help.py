"""도움말: also in a cellar, by keyboard, and without a word of a message leaving the page."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, Request, expect

from e2e.installed import Installed
from e2e.phone import Phone
from e2e.steps import FAKE, HARMLESS, look_at

SECRET = "환급 상담 김순자 님 010-9876-5432 로 전화 주세요 bit.ly/3xYz"
NUMBER = "900101-2345678"

# Everything that a page could keep something in.
STORES = """async () => {
    const databases = {};
    for (const {name} of await indexedDB.databases()) {
        const db = await new Promise((done, fail) => {
            const opening = indexedDB.open(name);
            opening.onsuccess = () => done(opening.result);
            opening.onerror = () => fail(opening.error);
        });
        for (const store of db.objectStoreNames) {
            const all = db.transaction(store).objectStore(store).getAll();
            databases[`${name}/${store}`] = await new Promise((done, fail) => {
                all.onsuccess = () => done(all.result);
                all.onerror = () => fail(all.error);
            });
        }
        db.close();
    }
    const cached = [];
    for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
    }
    return JSON.stringify([
        databases, cached, {...localStorage}, {...sessionStorage}, document.cookie,
        history.state, location.href,
    ]);
}"""


def asked_by(page: Page | BrowserContext) -> list[str]:
    """Address and body of every request from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(f"{request.url} {request.post_data or ''} {json.dumps(request.headers)}")

    page.on("request", note)
    return asked


def parts_of(message: str) -> list[str]:
    """How a piece of a message would look in an address, a body or a store."""
    words = [word for word in message.split() if len(word) > 2]
    return [form for word in words for form in (word, quote(word), json.dumps(word)[1:-1])]


def signs_found(phone: Phone) -> list[Any]:
    return phone.page.locator("[data-found] > li").evaluate_all(
        "all => all.map((each) => each.dataset.sign)"
    )


def test_what_was_pasted_is_neither_sent_nor_kept(phone: Phone) -> None:
    phone.opens("/help/message")
    asked = asked_by(phone.page)
    look_at(f"{SECRET} {NUMBER}")(phone.page)
    assert "call" in signs_found(phone)
    phone.opens("/help")
    kept = phone.page.evaluate(STORES)
    assert asked
    for part in parts_of(f"{SECRET} {NUMBER}"):
        assert not [each for each in asked if part in each], part
        assert part not in kept, part
    phone.page.go_back()
    expect(phone.page.get_by_role("textbox", name="받은 문자")).to_have_value("")
    expect(phone.page.locator("[data-result]")).to_be_hidden()


def test_a_resident_number_does_not_even_stay_in_the_field(phone: Phone) -> None:
    phone.opens("/help/message")
    field = phone.page.get_by_role("textbox", name="받은 문자")
    field.fill(f"번호 {NUMBER} 확인")
    expect(field).to_have_value("번호 ******-******* 확인")
    expect(phone.page.get_by_role("status").filter(has_text="지워 드렸어요")).to_be_visible()


def test_a_fake_message_is_told_apart_and_nothing_in_it_can_be_tapped(phone: Phone) -> None:
    phone.opens("/help/message")
    look_at(FAKE)(phone.page)
    expect(phone.page.locator("#result")).to_have_text("수상한 점이 8가지 있어요")
    expect(phone.page.locator("#result")).to_be_focused()
    found = phone.page.locator("[data-result]")
    expect(found).to_contain_text("공단은 환급 안내 문자에 인터넷 주소를 넣지 않아요.")
    assert found.locator("a, button").count() == 0
    assert "nhis-pay.top" not in found.inner_text()
    links = phone.main().locator("a").evaluate_all("all => all.map((each) => each.href)")
    assert links == ["tel:1577-1000", "tel:118", "tel:112"]


def test_what_is_not_known_is_never_called_genuine(phone: Phone) -> None:
    phone.opens("/help/message")
    look_at(HARMLESS)(phone.page)
    expect(phone.page.locator("#result")).to_have_text("수상한 점을 못 찾았어요")
    expect(phone.page.locator("[data-result]")).to_contain_text("진짜라는 뜻은 아니에요")
    phone.taps("지우기")
    expect(phone.page.get_by_role("textbox", name="받은 문자")).to_have_value("")
    expect(phone.page.locator("[data-result]")).to_be_hidden()


def test_an_empty_field_is_asked_for_and_the_next_look_forgets_the_last(phone: Phone) -> None:
    phone.opens("/help/message")
    look_at(" ")(phone.page)
    field = phone.page.get_by_role("textbox", name="받은 문자")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("먼저 붙여 넣어 주세요"))
    look_at("오늘까지 신청하세요")(phone.page)
    assert signs_found(phone) == ["hurry"]
    expect(field).not_to_have_accessible_description(re.compile("먼저 붙여 넣어 주세요"))
    look_at("앱을 설치하세요")(phone.page)
    assert signs_found(phone) == ["app"]


def test_a_message_is_looked_at_with_the_keyboard_alone(phone: Phone) -> None:
    phone.opens("/help/message")
    keyboard = phone.page.keyboard
    for _ in range(20):
        keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.id") == "received":
            break
    keyboard.insert_text("비밀번호를 입력해 주세요")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(phone.page.locator("#result")).to_be_focused()
    assert signs_found(phone) == ["secret"]
    for _ in range(3):
        keyboard.press("Tab")
    assert phone.page.evaluate("document.activeElement.href") == "tel:112"


def test_a_link_to_a_question_opens_its_answer(phone: Phone) -> None:
    phone.opens("/help#less")
    expect(phone.page.locator("#less > p").first).to_be_visible()
    expect(phone.page.locator("#less")).to_be_in_viewport()
    expect(phone.page.locator("#when > p").first).to_be_hidden()
    phone.page.locator("#taxed > summary").tap()
    phone.taps("연말정산 의료비 공제 보기", role="link")
    expect(phone.page.locator("#tax")).to_be_in_viewport()


def test_all_of_it_opens_without_a_network(installed: Installed) -> None:
    installed.loses_network()
    for where, words in (
        ("/help", "자주 묻는 것"),
        ("/help/neighbours", "재난적의료비 지원"),
        ("/help/words", "지급동의계좌"),
        ("/about", "누가 만들었나요?"),
        ("/statistics", "한 사람 평균"),
        ("/help/message", "이런 문자는 의심하세요"),
    ):
        installed.opens(where)
        installed.looks_right()
        expect(installed.main()).to_contain_text(words)
    look_at(SECRET)(installed.page)
    assert signs_found(installed) == ["address", "short", "call"]
    kept = installed.page.evaluate(STORES)
    for part in parts_of(SECRET):
        assert part not in kept, part
