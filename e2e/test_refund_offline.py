"""The network goes in the middle of each step of the rehearsal: nothing typed is lost, or kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.stored import kept_by_browser
from e2e.story import LADYS_YEAR, has

PERSON = {"name": "최복순", "birth_date": "19480229", "phone": "01098765432"}
NUMBER = "110-987-655678"
SECRETS = ("19480229", "98765432", "987655678", "987-655678")

UNSENT = "지금은 보낼 수 없어요"
WAIT = """(timeout) => {
    for (const each of document.querySelectorAll("[hx-request]")) {
        each.setAttribute("hx-request", JSON.stringify({ timeout }));
    }
}"""
IMPATIENT, PATIENT = 700, 10_000  # ms; the second is what pages have


class Trouble:
    """A phone whose network goes away in one of three ways, and comes back."""

    def __init__(self, how: str, phone: Installed, network: Network) -> None:
        self.how, self.phone, self.network = how, phone, network

    def begins(self) -> None:
        if self.how == "airplane mode":
            self.phone.loses_network()
        elif self.how == "no answers":
            self.phone.page.evaluate(WAIT, IMPATIENT)
            self.network.hangs()
        else:
            self.network.loses_answers()

    def ends(self) -> None:
        if self.how == "airplane mode":
            self.phone.finds_network()
        self.network.passes()
        self.phone.page.evaluate(WAIT, PATIENT)

    def meets(self, press: Callable[[], None], says: str) -> None:
        """A press in the trouble says so and moves nothing; the same press afterwards works."""
        page, title = self.phone.page, self.phone.page.title()
        self.begins()
        press()
        notice = page.get_by_role("alert").filter(has_text=says)
        expect(notice).to_be_visible(timeout=15_000)
        expect(notice).to_contain_text("30분 동안 이 화면에만")
        expect(notice).to_be_focused()
        assert page.title() == title
        self.ends()
        press()


@pytest.mark.parametrize("how", ["airplane mode", "no answers", "lost answers"])
def test_every_step_waits_for_the_network_and_goes_on(
    installed: Installed, network: Network, server: Server, how: str
) -> None:
    phone, page = installed, installed.page
    trouble = Trouble(how, phone, network)
    lady = phone.has_member("최복순", year=2023, band=1)
    has(phone, lady, LADYS_YEAR)

    # The kinds of authentication: a page that needs the server.
    phone.opens("/auth?then=/statements")
    trouble.begins()
    phone.taps("메신저 인증", role="link")
    expect(heading(phone)).to_have_text("지금은 연결이 안 돼요", timeout=20_000)
    phone.looks_right()
    trouble.ends()
    phone.taps("다시 해보기", role="link")
    expect(heading(phone)).to_have_text("인증 정보 적기")

    # The form.
    phone.types(**PERSON)
    page.get_by_label("네 가지에 모두 동의해요").check()
    trouble.meets(lambda: phone.taps("인증 요청"), UNSENT)
    expect(heading(phone)).to_have_text("인증 기다리기")

    # The waiting: the time stands still, and is given back.
    said = page.locator("#auth-said")
    trouble.begins()
    expect(said).to_have_text("연결이 끊겨 기다리는 중이에요.", timeout=15_000)
    assert_nothing_is_stored(phone)
    trouble.ends()
    expect(said).to_have_text("시간을 더했어요.", timeout=15_000)
    phone.taps("승인하기")
    page.wait_for_url("**/auth/done")
    phone.taps("환급금 조회로 가기", role="link")
    page.wait_for_url("**/statements")

    # The consents.
    phone.taps("모의 신청하기", role="link")
    for consent in ("모의 신청임을 알았어요", "적은 내용을 연습에 써요"):
        page.get_by_label(consent).check()
    trouble.meets(lambda: phone.taps("계좌 적으러 가기"), UNSENT)
    expect(heading(phone)).to_have_text("계좌 적기")

    # The account, and the bank, which is looked for with the number typed already.
    page.get_by_label("계좌번호").fill(NUMBER)
    trouble.meets(lambda: phone.taps("은행 은행 고르기"), UNSENT)
    expect(heading(phone)).to_have_text("은행 고르기")
    trouble.begins()
    page.get_by_label("은행 찾기").fill("ㅅㅎ")
    expect(page.get_by_role("alert").filter(has_text=UNSENT)).to_be_visible(timeout=15_000)
    expect(page.get_by_label("은행 찾기")).to_be_focused()
    trouble.ends()
    page.get_by_label("은행 찾기").fill("ㅅㅎㅇ")
    expect(page.get_by_role("heading", name="찾은 은행")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text=UNSENT)).to_be_hidden()
    trouble.meets(lambda: phone.taps("신한은행"), UNSENT)
    expect(page.locator("#bank-chosen")).to_have_text("신한은행")
    expect(page.get_by_label("계좌번호")).to_have_value(NUMBER)
    trouble.meets(lambda: phone.taps("다음"), UNSENT)

    # One won.
    expect(heading(phone)).to_have_text("1원 확인")
    words = page.locator(".practice-card").inner_text()
    page.get_by_label("숫자 세 자리").fill(words.partition("상한")[2][:3])
    trouble.meets(lambda: phone.taps("다음"), UNSENT)

    # The last look: nobody knows whether it went, and it goes once.
    expect(heading(phone)).to_have_text("마지막 확인")
    page.clock.install()
    trouble.begins()
    phone.taps("모의 신청하기")
    expect(page.get_by_role("alert").filter(has_text="답이 오지 않았어요")).to_be_focused(
        timeout=15_000
    )
    page.clock.fast_forward("29:00")
    expect(page.get_by_text("***-***-5678")).to_be_visible()
    assert_nothing_is_stored(phone)
    trouble.ends()
    phone.taps("모의 신청하기")
    expect(heading(phone)).to_have_text("모의 신청을 마쳤어요")
    sent = server.rows(
        "SELECT kind FROM claim_event JOIN claim ON claim_event.claim_id = claim.id "
        "WHERE claim.member_id = :id AND kind = 'submitted'",
        id=lady,
    )
    assert len(sent) == 1
    phone.exchanges()
    assert_nothing_is_stored(phone)


def heading(phone: Installed) -> Locator:
    return phone.page.get_by_role("heading", level=1)


def assert_nothing_is_stored(phone: Installed) -> None:
    stored = kept_by_browser(phone.page)
    assert not [secret for secret in SECRETS if secret in re.sub(r"\s", "", stored)]
