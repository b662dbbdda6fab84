"""A patient who goes to several places every three weeks: 2025, band 6–7 (J-2)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from e2e.phone import Phone
from e2e.story import Row
from tests.conftest import Clock
from webapp.routes import SCREENS

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


def bills_of(cycle: int) -> list[Row]:
    """What he pays on one day; the pharmacy gives two slips that look alike."""
    again = {**PHARMACY, "confirm_twin": "1"}
    scan = [SCAN] if cycle in (4, 8) else []
    day = day_of(cycle).isoformat()
    return [{"care_from": day, **bill} for bill in (HOSPITAL, CLINIC, PHARMACY, again, *scan)]


def left_out() -> list[Row]:
    """Between the fifth and the sixth cycle."""
    days = [(day_of(5) + timedelta(days=each)).isoformat() for each in range(1, 5)]
    given = zip(days, LEFT_OUT, strict=True)
    return [{"care_from": day, "confirm_amount": "1", **bill} for day, bill in given]


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

    def has_finished(self) -> list[str]:
        """The whole of his year is there already; ids in the order of `bills_of`."""
        self.clock.today = day_of(12)
        bills = [*(bill for cycle in range(1, 13) for bill in bills_of(cycle)), *left_out()]
        return [self.phone.has_receipt(self.id, **bill) for bill in bills]

    def home(self) -> Locator:
        self.phone.opens("/?year=2025")
        return self.phone.main()

    def shows(self, name: str, won: int) -> None:
        self.phone.shows(name, self.id, 2025, won)

    def stands_at(self, percent: str) -> None:
        """Of the ceiling, as the bar of the open home says it: with its tenths or without."""
        whole, _, tenths = percent.partition(".")
        said = re.compile(rf"\b{whole}(\.{tenths})?퍼센트")
        expect(self.phone.main().get_by_role("img", name=said)).to_be_visible()


@pytest.fixture
def patient(phone: Phone, clock: Clock) -> Patient:
    return Patient(phone, clock)


def test_the_year_cycle_by_cycle(patient: Patient) -> None:
    phone = patient.phone
    patient.goes_until(7)

    # 7: on the way
    home = patient.home()
    patient.shows("counted", 2_154_000)
    patient.stands_at("67.3")
    expect(home).not_to_contain_text("80%")

    # 8: past 2,560,000; closed once, it does not come back, whatever is corrected
    patient.goes_again(8)
    home = patient.home()
    patient.shows("counted", 2_736_000)
    patient.stands_at("85.5")
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
    patient.stands_at("93.7")
    expect(home).to_contain_text("상한액까지 20만 원 남았어요")
    expect(home).not_to_contain_text("80%")

    # 10: over it
    patient.goes_again(10)
    home = patient.home()
    patient.shows("counted", 3_260_000)
    patient.stands_at("101.9")
    patient.shows("estimate", 60_000)
    expect(home).to_contain_text("상한액을 넘었어요. 예상 환급 60,000원이에요.")
    expect(home).not_to_contain_text("80%")

    # 12: the year's last, and what was left out of the sum all along
    patient.goes_again(11)
    patient.goes_again(12)
    for bill in left_out():
        phone.has_receipt(patient.id, **bill)
    home = patient.home()
    patient.shows("counted", 3_784_000)
    patient.shows("estimate", 584_000)
    patient.shows("uncounted", 4_746_000)
    patient.stands_at("118.2")
    expect(home).not_to_contain_text("5,330,000")

    # More checks: where it comes from, and each band
    phone.opens(f"/members/{patient.id}/years/2025")
    for won in ("8,530,000원", "4,746,000원", "3,200,000원", "584,000원"):
        expect(phone.main()).to_contain_text(won)
    expect(phone.main()).not_to_contain_text("5,330,000")
    assert phone.ladder() == LADDER


def test_nothing_shakes_the_finished_year(patient: Patient, phone: Phone) -> None:
    receipts = patient.has_finished()
    patient.home()
    patient.shows("counted", 3_784_000)

    # the last slip of the pharmacy once more
    phone.opens(f"/receipts/new?member={patient.id}")
    phone.types(care_from=day_of(12).isoformat(), **PHARMACY)
    phone.presses_save()
    phone.taps("같은 영수증이에요 → 하나만 둘게요", role="link")
    patient.home()
    patient.shows("counted", 3_784_000)

    # what an insurer paid for the third cycle
    third = receipts[len(bills_of(1)) + len(bills_of(2))]
    phone.sends(f"/receipts/{third}/indemnity", indemnity_paid="1000000")
    patient.home()
    patient.shows("estimate", 584_000)

    # what is paid less what is the ceiling is no refund, wherever one looks
    given = {"member_id": patient.id, "receipt_id": third, "year": 2025, "op_id": third}
    for screen in SCREENS.values():
        if screen.method == "GET":
            path = re.sub(r"<(?:int:)?(\w+)>", lambda found: str(given[found[1]]), screen.rule)
            page = phone.page.request.get(f"{phone.address}{path}?year=2025")
            assert page.ok, path
            assert not re.search(r"5,330,000|533만", page.text()), path

    # the official amount, a year later, and until when it can be claimed
    patient.clock.today = date(2026, 9, 1)
    phone.opens(f"/members/{patient.id}/years/2025/difference")
    phone.types(official="541000")
    phone.taps("견주어 보기")
    expect(phone.main()).to_contain_text("예상보다 43,000원(7.4%) 적어요.")
    phone.opens(f"/members/{patient.id}/years/2025")
    expect(phone.main()).to_contain_text("공단이 안내를 보내기 시작한 날부터 3년이에요.")


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
