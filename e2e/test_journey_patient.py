"""A patient who goes to several places every three weeks: 2025, band 6–7 (J-2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from e2e.phone import Phone
from e2e.story import Row
from tests.conftest import Clock

FIRST = date(2025, 1, 14)
LADDER = [2_894_000, 2_684_000, 2_084_000, 584_000, 0, 0, 0]

HOSPITAL: Row = {
    "care_kind": "outpatient",
    "provider_name": "가온대학교병원",
    "provider_kind": "tertiary",
    "copay": 210_000,
    "noncovered": 300_000,
}
CLINIC: Row = {
    "care_kind": "outpatient",
    "provider_name": "고운의원",
    "provider_kind": "clinic",
    "copay": 15_000,
}
PHARMACY: Row = {
    "care_kind": "pharmacy",
    "provider_name": "늘봄약국",
    "provider_kind": "pharmacy",
    "copay": 18_500,
}
SCAN: Row = {
    **CLINIC,
    "provider_name": "다온종합병원",
    "provider_kind": "general",
    "copay": 320_000,
}

# What a patient pays and the sum leaves out, each on a day of its own.
LEFT_OUT: tuple[Row, ...] = (
    {**HOSPITAL, "noncovered": 0, "copay": 900_000, "uncounted_selective_benefit": 900_000},
    {**HOSPITAL, "noncovered": 0, "copay": 0, "full_self_pay": 150_000},
    {**HOSPITAL, "noncovered": 0, "copay": 36_000, "uncounted_mild_tertiary": 36_000},
    {**CLINIC, "copay": 60_000, "uncounted_chuna": 60_000},
)


def day_of(cycle: int) -> date:
    return FIRST + timedelta(days=21 * (cycle - 1))


class Patient:
    """Writes down what he has paid, on the day of each visit."""

    def __init__(self, phone: Phone, clock: Clock) -> None:
        self.phone, self.clock = phone, clock
        clock.today = FIRST
        self.id = phone.adds("이정호", year=2025, band=6)

    def writes(self, day: date, bill: Row) -> None:
        self.phone.saves(self.id, care_from=day.isoformat(), **bill)

    def goes_for_the_first_time(self) -> None:
        """Four receipts by hand; the pharmacy gives two that look alike."""
        for bill in (HOSPITAL, CLINIC, PHARMACY):
            self.writes(FIRST, bill)
        self.phone.opens(f"/receipts/new?member={self.id}")
        self.phone.types(care_from=FIRST.isoformat(), **PHARMACY)
        self.phone.presses_save()
        self.phone.taps("다른 영수증이에요")
        self.phone.page.wait_for_url("**saved=*")

    def goes_again(self, cycle: int) -> None:
        """The whole of the last visit once more, by one press; a scan at the fourth and eighth."""
        self.clock.today = day_of(cycle)
        if cycle in (4, 8):
            self.phone.has_receipt(self.id, care_from=self.clock.today.isoformat(), **SCAN)
        self.phone.opens("/receipts")
        self.phone.page.get_by_role("link", name="늘봄약국").first.tap()
        self.phone.taps("이날 영수증", role="link")
        if cycle in (5, 9):  # there is no scan this time
            self.phone.page.get_by_role("checkbox", name="다온종합병원").uncheck()
        expect(self.phone.page.get_by_role("checkbox", checked=True)).to_have_count(4)
        expect(self.phone.page.get_by_label("이번에 간 날")).to_have_value(
            self.clock.today.isoformat()
        )
        self.phone.taps("고른 것 모두 저장")
        self.phone.page.wait_for_url("**saved=*")
        expect(self.phone.page.get_by_role("status").first).to_contain_text("4장을 저장했어요")

    def goes_until(self, cycle: int) -> None:
        self.goes_for_the_first_time()
        for each in range(2, cycle + 1):
            self.goes_again(each)

    def home(self) -> Locator:
        self.phone.opens("/?year=2025")
        return self.phone.main()

    def shows(self, name: str, won: int) -> None:
        self.phone.shows(name, self.id, 2025, won)


@pytest.fixture
def patient(phone: Phone, clock: Clock) -> Patient:
    return Patient(phone, clock)


def test_the_year_cycle_by_cycle(patient: Patient) -> None:
    phone = patient.phone
    patient.goes_until(7)

    # 7: on the way
    home = patient.home()
    patient.shows("counted", 2_154_000)
    expect(home.get_by_role("img", name="67퍼센트")).to_be_visible()
    expect(home).not_to_contain_text("80%")

    # 8: past 2,560,000; closed once, it does not come back, whatever is corrected
    patient.goes_again(8)
    home = patient.home()
    patient.shows("counted", 2_736_000)
    expect(home).to_contain_text("상한액의 80%를 넘었어요. 464,000원 더 내면 상한액이에요.")
    phone.taps("이정호 알림 닫기")
    expect(home).not_to_contain_text("80%")
    phone.opens("/receipts")
    phone.page.get_by_role("link", name="다온종합병원").first.tap()
    phone.taps("지우기")
    phone.taps("되돌리기")
    expect(phone.page.get_by_role("status").first).to_contain_text("되살렸어요")
    home = patient.home()
    patient.shows("counted", 2_736_000)
    expect(home).not_to_contain_text("80%")

    # 9: nearly there
    patient.goes_again(9)
    home = patient.home()
    patient.shows("remaining", 202_000)
    expect(home).to_contain_text("상한액까지 20만 원 남았어요")
    expect(home).not_to_contain_text("80%")

    # 10: over it
    patient.goes_again(10)
    home = patient.home()
    patient.shows("counted", 3_260_000)
    patient.shows("estimate", 60_000)
    expect(home).to_contain_text("상한액을 넘었어요. 예상 환급 60,000원이에요.")
    expect(home).not_to_contain_text("80%")

    # 12: the year's last, and what was left out of the sum all along
    patient.goes_again(11)
    patient.goes_again(12)
    for days, bill in enumerate(LEFT_OUT, start=1):
        phone.has_receipt(
            patient.id,
            care_from=(day_of(5) + timedelta(days=days)).isoformat(),
            confirm_amount="1",
            **bill,
        )
    home = patient.home()
    patient.shows("counted", 3_784_000)
    patient.shows("estimate", 584_000)
    patient.shows("uncounted", 4_746_000)
    expect(home).not_to_contain_text("5,330,000")

    # More checks: where it comes from, and each band
    phone.opens(f"/members/{patient.id}/years/2025")
    for won in ("8,530,000원", "4,746,000원", "3,200,000원", "584,000원"):
        expect(phone.main()).to_contain_text(won)
    expect(phone.main()).not_to_contain_text("5,330,000")
    assert phone.ladder() == LADDER


def test_what_the_insurer_paid_is_noted_and_changes_no_estimate(
    patient: Patient, phone: Phone
) -> None:
    """1,000,000 won for the third cycle."""
    patient.goes_until(3)
    phone.opens("/receipts")
    phone.page.get_by_role("link", name="가온대학교병원").first.tap()
    phone.taps("실손보험금 받았어요", role="link")
    phone.page.get_by_label("보험사에서 받은 돈", exact=True).fill("1000000")
    phone.taps("저장")
    expect(phone.page.get_by_role("status").first).to_contain_text("실손보험금을 적어 두었어요.")
    patient.home()
    patient.shows("counted", 3 * 262_000)
    phone.opens(f"/members/{patient.id}/years/2025")
    card = phone.page.get_by_role("region", name="실손보험과 겹치는 돈")
    expect(card).to_contain_text("1,000,000원")
    expect(card.get_by_role("link")).to_have_text(["실손보험", "연말정산 의료비 공제"])
    phone.opens("/receipts")
    expect(phone.page.get_by_text("실손 받음")).to_have_count(1)


def test_the_same_slip_twice_is_one(patient: Patient, phone: Phone) -> None:
    patient.goes_until(2)
    before = phone.receipts_kept()
    phone.opens(f"/receipts/new?member={patient.id}")
    phone.types(care_from=day_of(2).isoformat(), **CLINIC)
    phone.presses_save()
    phone.taps("같은 영수증이에요 → 하나만 둘게요", role="link")
    expect(phone.page.get_by_role("heading", name="고운의원")).to_be_visible()
    assert phone.receipts_kept() == before
    patient.home()
    patient.shows("counted", 2 * 262_000)


def test_a_stay_over_new_year_counts_in_both_years(patient: Patient, phone: Phone) -> None:
    patient.clock.today = date(2026, 1, 3)
    phone.opens(f"/receipts/new?member={patient.id}")
    stay = {"care_kind": "inpatient", "care_from": "2025-12-29", "care_to": "2026-01-03"}
    phone.types(**{**SCAN, **stay, "copay": 600_000})
    phone.presses_save()
    phone.taps("두 장으로 저장")
    phone.page.wait_for_url("**saved=*")
    for year, won in ((2025, 300_000), (2026, 300_000)):
        phone.opens(f"/?year={year}")
        phone.shows("counted", patient.id, year, won)
