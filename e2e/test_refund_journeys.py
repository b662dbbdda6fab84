"""The stories, as far as they rehearse the refund: by finger and by keyboard, narrow and large."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from e2e.hands import Hand, hand_of
from e2e.phone import Phone
from e2e.steps import enlarge
from e2e.story import LADYS_YEAR, MOTHERS_YEAR, has
from tests.conftest import Clock

FITS = "width => document.scrollingElement.scrollWidth <= width"


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way through the app; every page of it has to fit."""

    phone: Phone
    hand: Hand
    width: int  # CSS pixels

    def comes_to(self, title: str) -> None:
        """Asserts which page this is, that it has one main heading, and that all of it fits."""
        expect(self.phone.page.get_by_role("heading", level=1)).to_have_text(title)
        # Its title comes before its styles are all applied: it fits once it has come to rest.
        self.phone.page.wait_for_function(FITS, arg=self.width)

    def reads(self, *words: str) -> None:
        for each in words:
            expect(self.phone.main()).to_contain_text(each)

    def is_told(self, words: str) -> None:
        """Something is wrong: it stands first, and there the keyboard goes on."""
        summary = self.phone.page.get_by_role("alert").filter(has_text="다시 봐 주세요")
        expect(summary).to_contain_text(words)
        expect(summary).to_be_focused()

    def authenticates(self, kind: str) -> None:
        """From the page that asks for it to the waiting."""
        self.comes_to("간편인증 방법 고르기")
        self.hand.follows(kind)
        self.comes_to("인증 정보 적기")
        self.hand.follows("연습용 정보 채우기")
        self.reads("연습용 정보를 채웠어요.")
        self.hand.ticks("네 가지에 모두 동의해요")
        self.hand.presses("인증 요청")
        self.comes_to("인증 기다리기")

    def approves(self) -> None:
        self.hand.presses("승인하기")
        self.reads("승인했어요")
        self.hand.presses("인증 완료")
        self.comes_to("모의 인증 마침")
        self.hand.follows("가기")

    def agrees(self) -> None:
        self.comes_to("신청 전 확인")
        for consent in ("모의 신청임을 알았어요", "적은 내용을 연습에 써요"):
            self.hand.ticks(consent)
        self.hand.presses("계좌 적으러 가기")
        self.comes_to("계좌 적기")

    def chooses_bank(self, initials: str, bank: str) -> None:
        self.hand.presses("은행 은행 고르기")
        self.comes_to("은행 고르기")
        self.hand.writes("은행 찾기", initials)
        self.reads("찾은 은행")
        self.hand.presses(bank)
        self.comes_to("계좌 적기")
        expect(self.phone.page.locator("#bank-chosen")).to_have_text(bank)

    def confirms_one_won(self) -> None:
        self.comes_to("1원 확인")
        words = self.phone.page.locator(".practice-card").inner_text()
        self.hand.writes("숫자 세 자리", words.partition("상한")[2][:3])
        self.hand.presses("다음")
        self.comes_to("마지막 확인")


USES = {
    "finger, 320 pixels, twice the text": ("finger", 320, 2),
    "finger, 412 pixels": ("finger", 412, 1),
    "keyboard, 360 pixels": ("keyboard", 360, 1),
    "keyboard, 320 pixels, twice the text": ("keyboard", 320, 2),
}


@pytest.fixture(params=USES.values(), ids=USES)
def walk(request: pytest.FixtureRequest, phone: Phone) -> Walk:
    kind, width, text = request.param
    phone.page.set_viewport_size({"width": width, "height": 800})
    enlarging = f"document.documentElement.style.fontSize = '{text}00%'"
    phone.page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {enlarging} }})")
    enlarge(phone.page, text)
    phone.goes_on_by_tapping()
    return Walk(phone, hand_of(kind, phone), width)


def test_the_daughters_account_is_refused_and_the_mothers_year_rehearsed(walk: Walk) -> None:
    """J-1, steps 13 and 14."""
    phone, hand = walk.phone, walk.hand
    mother = phone.has_member("김순자", year=2023, band=2)
    has(phone, mother, MOTHERS_YEAR)
    phone.opens("/statements")
    walk.authenticates("메신저 인증")
    walk.approves()

    # 14: the row
    walk.comes_to("환급금 조회")
    card = phone.page.locator(f'article[data-member="{mother}"][data-year="2023"]')
    for words in ("상한액 초과금", "2023.01~2023.12", "4,370,000원", "신청 가능"):
        expect(card).to_contain_text(words)
    phone.shows("estimate", mother, 2023, 4_370_000)
    hand.follows("모의 신청하기")
    walk.agrees()

    # 13: the daughter's own account
    walk.chooses_bank("ㅋㅋㅇ", "카카오뱅크")
    hand.writes("계좌번호", "3333-01-1231111")
    hand.presses("다음")
    walk.is_told("예금주 이름이 달라요. 본인 계좌만 돼요.")
    expect(phone.page.get_by_label("계좌번호")).to_have_value("3333-01-1231111")
    expect(phone.page.locator("#bank-chosen")).to_have_text("카카오뱅크")
    hand.follows("가족 계좌로 하려면 서류가 필요해요")
    walk.comes_to("가족이나 다른 사람의 계좌로")
    for paper in ("지급신청서", "신분증 사본", "가족관계증명서", "기본증명서", "예금주의 신분증"):
        expect(phone.page.get_by_role("list", name="챙길 서류")).to_contain_text(paper)
    walk.reads("진단서")

    # 14: the mother's. What was typed went with the page.
    phone.opens("/statements")
    hand.follows("모의 신청 이어서 하기")
    walk.agrees()
    expect(phone.page.get_by_label("계좌번호")).to_have_value("")
    walk.chooses_bank("카카오", "카카오뱅크")
    hand.writes("계좌번호", "3333-01-1235678")
    hand.presses("다음")
    walk.confirms_one_won()
    hand.presses("모의 신청하기")
    walk.comes_to("모의 신청을 마쳤어요")
    expect(phone.page.locator(".receipt-no")).to_have_text("모의-2026-0001")
    phone.shows("estimate", mother, 2023, 4_370_000)


def test_the_patient_compares_the_notice_with_the_estimate(walk: Walk) -> None:
    """J-2: the next August he types the official amount."""
    phone, hand = walk.phone, walk.hand
    phone.sends("/examples", example="j-2")
    phone.opens("/statements")
    walk.authenticates("통신사 인증")
    walk.approves()
    walk.comes_to("환급금 조회")
    hand.follows("공식 안내문의 금액과 견주기")
    walk.comes_to("공식 금액과 견주기")
    hand.presses("견주어 보기")
    walk.is_told("공식 안내문에 적힌 금액을 적어 주세요.")
    hand.writes("공식 안내문의 금액", "541000")
    hand.presses("견주어 보기")
    walk.reads("예상보다 43,000원(7.4%) 적어요.", "이런 까닭일 수 있어요")
    walk.comes_to("공식 금액과 견주기")
    found = {
        name: phone.page.locator(f'[data-figure="{name}"]').first.get_attribute("data-won")
        for name in ("estimate", "official", "difference")
    }
    assert found == {"estimate": "584000", "official": "541000", "difference": "43000"}
    assert "5,330,000" not in phone.main().inner_text()

    # The receipts to check are at hand; what was compared stays, and what was ticked off.
    hand.ticks("선별급여가 섞여 있을 수 있어요")
    hand.follows("가온대학교병원")
    walk.comes_to("영수증 한 장")
    phone.page.go_back()
    walk.reads("예상보다 43,000원(7.4%) 적어요.")
    ticked = phone.page.locator(".checklist :checked")
    expect(ticked).to_have_count(1)
    expect(ticked).to_have_value("selective_benefit")
    hand.writes("공식 안내문의 금액", "584000")
    hand.presses("견주어 보기")
    walk.reads("예상과 딱 같아요.")
    phone.page.get_by_text("전에 견준 것").click()
    walk.reads("공식 541,000원 · 그때 예상 584,000원")


def test_the_old_lady_rehearses_it_alone(walk: Walk, clock: Clock) -> None:
    """J-3, steps 5 to 12."""
    phone, hand = walk.phone, walk.hand
    lady = phone.has_member("최복순", year=2023, band=1)
    has(phone, lady, LADYS_YEAR)

    # 5: she is led to the authentication
    phone.opens("/")
    hand.follows("환급금")
    walk.authenticates("메신저 인증")
    told = phone.page.locator("[data-minutes-left]")
    expect(told).to_have_text("남은 시간이 5분이에요.")
    expect(phone.page.locator("[data-seconds]")).to_have_text(re.compile("5:00|4:[45]."))

    # 6: pressed too early
    hand.presses("인증 완료")
    walk.reads("아직 승인되지 않았어요. 메신저 인증(모의)에서 먼저 ‘승인하기’를 눌러 주세요.")
    expect(phone.page.get_by_role("button", name="인증 완료")).to_be_focused()

    # 7: at 4:50 she takes more time: five minutes beside the ten seconds that are left
    clock.passes(minutes=4, seconds=50)
    hand.presses("시간 더 쓰기")
    walk.reads("시간을 더했어요.", "홍길동 님")
    expect(phone.page.locator("[data-seconds]")).to_have_text(re.compile("5:10|5:0."))

    # 8: nothing before the authentication, and what waits goes on waiting
    phone.opens(f"/standing-account/{lady}/account")
    walk.comes_to("먼저 인증을 해 주세요")
    phone.opens("/auth/waiting")
    walk.approves()
    walk.comes_to("환급금 조회")
    phone.shows("estimate", lady, 2023, 4_630_000)
    hand.follows("모의 신청하기")
    walk.comes_to("신청 전 확인")
    hand.presses("계좌 적으러 가기")
    walk.is_told("필수 두 가지에 표시해 주세요.")
    walk.agrees()
    expect(phone.page.get_by_label("예금주")).to_have_value("홍길동")

    # 9: an account of somebody else, then one of her own
    walk.chooses_bank("ㅅㅎ", "신한은행")
    hand.writes("계좌번호", "110-123-451111")
    hand.presses("다음")
    walk.is_told("예금주 이름이 달라요")
    hand.writes("계좌번호", "110-123-455678")
    hand.presses("다음")
    walk.confirms_one_won()
    walk.reads("***-***-5678")

    # 10: pressed twice fast
    hand.presses_twice("모의 신청하기")
    walk.comes_to("모의 신청을 마쳤어요")

    # 11: one receipt number, and the real counters
    expect(phone.page.locator(".receipt-no")).to_have_text("모의-2026-0001")
    walk.reads("실제로 돈이 들어오지는 않아요.")
    hand.follows("진짜로 신청하려면")
    walk.comes_to("진짜로 신청하려면")
    calls = phone.page.get_by_role("link", name="1577-1000").first
    expect(calls).to_have_attribute("href", "tel:1577-1000")
    phone.opens("/claims")
    expect(phone.page.locator("article.statement")).to_have_count(1)
    hand.follows("자세히 보기")
    walk.comes_to("신청내역")
    hand.presses("연습 하루 지나기")
    walk.reads("검토 중")
