"""홈 화면에 두기: offered once and at its time; and what the phone promises to keep."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.phone import Phone
from e2e.story import BILL

ANOTHER = {**BILL, "care_from": "2023-05-09", "provider_name": "나루병원"}
THIRD = {**BILL, "care_from": "2023-06-02", "provider_name": "다솜병원"}


@pytest.fixture
def mother(installed: Installed) -> str:
    return installed.adds("엄마", year=2023, band=1)


def sheet(phone: Phone) -> Locator:
    return phone.page.locator("dialog.sheet")


def until(condition: str) -> str:
    """The page's policy forbids what Playwright's own `wait_for_function` does."""
    return f"""async () => {{
        const end = Date.now() + 10_000;
        while (!({condition})) {{
            if (Date.now() > end) throw new Error("it did not come to that");
            await new Promise((later) => setTimeout(later, 20));
        }}
    }}"""


def saves_first(phone: Phone, member: str) -> None:
    """The page that follows a saved receipt counts it once it has settled."""
    phone.saves(member, **BILL)
    phone.page.evaluate(until("localStorage.getItem('receipts-saved') === '1'"))


def has_two(phone: Phone, member: str) -> None:
    saves_first(phone, member)
    phone.saves(member, **ANOTHER)
    expect(sheet(phone)).to_be_visible()


def test_it_is_offered_after_the_second_receipt_and_once(installed: Installed, mother: str) -> None:
    saves_first(installed, mother)
    expect(sheet(installed)).to_have_count(0)
    installed.saves(mother, **ANOTHER)
    expect(sheet(installed)).to_be_visible()
    expect(installed.page.get_by_role("link", name="방법 보기")).to_be_visible()

    installed.taps("나중에")
    expect(sheet(installed)).to_have_count(0)
    installed.saves(mother, **THIRD)
    installed.says("방금 맞춤")
    expect(sheet(installed)).to_have_count(0)


def test_escape_closes_it_and_gives_the_page_the_focus(installed: Installed, mother: str) -> None:
    has_two(installed, mother)
    assert installed.page.evaluate(FOCUSED) == "DIALOG"
    installed.page.keyboard.press("Escape")
    expect(sheet(installed)).to_have_count(0)
    assert installed.page.evaluate(FOCUSED) == "MAIN"


FOCUSED = "(document.activeElement.closest('dialog, main') ?? document.body).tagName"


def test_an_installed_app_does_not_offer_itself(installed: Installed, mother: str) -> None:
    installed.page.add_init_script(WINDOW_OF_ITS_OWN)
    for bill in (BILL, ANOTHER):
        installed.saves(mother, **bill)
        installed.says("방금 맞춤")
    expect(sheet(installed)).to_have_count(0)
    installed.opens("/install")
    expect(installed.main()).to_contain_text("이미 홈 화면에 있어요.")


# No setting of Chromium's emulation reaches `display-mode`.
WINDOW_OF_ITS_OWN = """
const real = window.matchMedia.bind(window);
window.matchMedia = (query) => real(query.replace(/\\(display-mode: standalone\\)/, "all"));
"""


def test_the_button_asks_the_browsers_own_question(installed: Installed, mother: str) -> None:
    has_two(installed, mother)
    button = sheet(installed).get_by_role("button", name="홈 화면에 두기")
    expect(button).to_be_hidden()
    assert installed.page.evaluate(BROWSER_CAN_ASK), "the browser would ask at a time of its own"
    expect(sheet(installed).get_by_role("link", name="방법 보기")).to_be_hidden()
    button.tap()
    expect(sheet(installed)).to_have_count(0)
    assert installed.page.evaluate("asked") == 1


BROWSER_CAN_ASK = """() => {
    window.asked = 0;
    const question = new Event("beforeinstallprompt", { cancelable: true });
    question.prompt = async () => void (window.asked += 1);
    question.userChoice = Promise.resolve({ outcome: "dismissed" });
    dispatchEvent(question);
    return question.defaultPrevented;
}"""


# What the phone keeps


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (True, "이 휴대전화가 저장을 지키기로 했어요."),
        (False, "이 휴대전화가 저장한 내용을 지울 수 있어요."),
    ],
)
def test_it_asks_to_keep_the_first_receipt_and_says_the_answer(
    phone: Phone, answer: bool, words: str
) -> None:
    phone.page.add_init_script(f"const answer = {str(answer).lower()};" + STORAGE_THAT_COUNTS)
    member = phone.adds("엄마", year=2023, band=1)
    assert times_asked(phone) == 0
    phone.saves(member, **BILL)
    phone.page.evaluate(until("localStorage.getItem('asked')"))
    phone.opens("/settings")
    shown = phone.page.locator("[data-storage] [data-answer]:visible")
    expect(shown).to_contain_text(words)
    assert times_asked(phone) == 1
    phone.opens("/export")  # where one can do something about it
    expect(shown.get_by_role("link")).to_have_text([] if answer else ["백업하기", "홈 화면에 두기"])


def times_asked(phone: Phone) -> int:
    asked: Any = phone.page.evaluate("Number(localStorage.getItem('asked'))")
    return int(asked)


STORAGE_THAT_COUNTS = """
const times = () => Number(localStorage.getItem("asked"));
StorageManager.prototype.persisted = async () => answer && times() > 0;
StorageManager.prototype.persist = async () => {
    localStorage.setItem("asked", String(times() + 1));
    return answer;
};
"""


def test_the_icon_loses_its_number_with_everything_else(phone: Phone) -> None:
    phone.has_member("엄마")
    phone.page.add_init_script("navigator.clearAppBadge = async () => { window.cleared = true; };")
    phone.opens("/leaving")
    phone.types(word="지우기")
    phone.taps("모두 지우기")
    phone.page.wait_for_url("**/leaving/done")
    phone.page.evaluate(until("window.cleared"))
