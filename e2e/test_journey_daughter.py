"""A daughter looks after her mother's year in a nursing hospital: 2023, band 2–3."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.phone import Phone
from e2e.story import MOTHERS_YEAR, SEPTEMBER, has, nursing
from tests.conftest import Clock

LADDER = [4_710_000, 4_370_000, 3_780_000, 2_300_000, 670_000, 0, 0]


def test_the_first_bill_is_photographed_in_the_basement(
    installed: Installed, tmp_path: Path
) -> None:
    """Steps 1 and 2: no network at all, and nothing is lost or waited for."""
    mother = installed.adds("엄마", year=2023)
    installed.adds("나", year=2023)
    installed.until_sent()
    installed.opens(f"/scan?member={mother}")
    installed.loses_network()
    paper = tmp_path / "february.png"
    Image.new("RGB", (600, 800), "white").save(paper)
    installed.page.locator('[data-take="camera"]').set_input_files(paper)
    expect(installed.page.locator("#toasts")).to_contain_text("휴대전화에 저장했어요.")
    expect(installed.page.locator("#viewer")).to_be_visible()
    assert installed.waiting() == []  # a photo goes nowhere

    installed.types(**nursing(2))
    installed.presses_save()
    installed.page.wait_for_url("**saved=*")
    told = installed.page.locator(".toast").filter(has_text="은빛요양병원")
    expect(told).to_contain_text("휴대전화에 저장했어요. 연결되면 옮길게요.")
    installed.says("1건 기다림")
    [waiting] = installed.waiting()
    assert waiting["set"]["copay"] == [None, 480_000]
    installed.opens("/?year=2023")
    installed.shows("counted", mother, 2023, 480_000)
    installed.shows("uncounted", mother, 2023, 200_000)

    installed.finds_network()
    installed.asks_again()
    installed.until_sent()
    assert len(installed.kept("receipt")) == 1


def test_the_year_from_the_first_bill_to_the_last(phone: Phone, clock: Clock) -> None:
    """Steps 2 to 9, each bill typed on the day on which she holds it."""
    clock.today = date(2023, 2, 28)
    mother = phone.adds("엄마", year=2023)
    phone.adds("나", year=2023)

    # 2: the band is not known
    phone.saves(mother, **nursing(2))
    home(phone)
    phone.shows("counted", mother, 2023, 480_000)
    phone.shows("uncounted", mother, 2023, 200_000)
    assert [phone.figure(name, mother, 2023) for name in ("lowest", "highest")] == [0, 0]
    expect(card(phone, mother)).to_contain_text("아직 넘지 않았어요")
    expect(card(phone, mother)).not_to_contain_text("0원 ~")

    # 3: she picks 2–3분위, then types March
    card(phone, mother).get_by_role("link", name="분위 찾기").tap()
    phone.taps("2–3분위: 이 자리예요")
    phone.page.wait_for_url("**/years/2023")
    home(phone)
    phone.shows("remaining", mother, 2023, 600_000)
    expect(card(phone, mother)).to_contain_text("상한액까지 60만 원 남았어요")
    clock.today = date(2023, 3, 31)
    phone.saves(mother, **nursing(3))
    home(phone)
    phone.shows("remaining", mother, 2023, 120_000)
    expect(card(phone, mother)).to_contain_text("상한액까지 12만 원 남았어요")

    # 4: April passes the ceiling
    clock.today = date(2023, 4, 30)
    phone.saves(mother, **nursing(4))
    home(phone)
    phone.shows("counted", mother, 2023, 1_440_000)
    phone.shows("estimate", mother, 2023, 360_000)
    expect(card(phone, mother)).to_contain_text("예상 환급 36만 원")

    # 5: day 100, twenty days before the line
    clock.today = date(2023, 5, 11)
    home(phone)
    warning = card(phone, mother).get_by_role("link", name="요양병원 100일째")
    expect(warning).to_contain_text("5월 31일까지 108만 원, 6월 1일부터 168만 원이 상한액이에요.")
    warning.tap()
    expect(phone.main()).to_contain_text("20일 뒤(5월 31일)까지는 상한액 108만 원")
    expect(phone.main()).to_contain_text("100일째")

    # 6: day 120 itself still has the lower ceiling
    clock.today = date(2023, 5, 31)
    phone.saves(mother, **nursing(5))
    home(phone)
    phone.shows("counted", mother, 2023, 1_920_000)
    phone.shows("cap", mother, 2023, 1_080_000)
    phone.shows("estimate", mother, 2023, 840_000)

    # 7: day 121, with no new bill
    clock.today = date(2023, 6, 1)
    home(phone)
    phone.shows("cap", mother, 2023, 1_680_000)
    phone.shows("estimate", mother, 2023, 240_000)
    expect(card(phone, mother)).to_contain_text("상한액이 60만 원 높아졌어요")

    # 8: the bill of September, with a shared room in it
    for month in (6, 7, 8):
        clock.today = date(2023, month, 31 if month > 6 else 30)
        phone.saves(mother, **nursing(month))
    clock.today = date(2023, 9, 30)
    phone.saves(mother, **SEPTEMBER)
    phone.page.get_by_role("link", name="늘봄종합병원").first.tap()
    phone.page.get_by_role("heading", name="늘봄종합병원").wait_for()
    phone.shows("counted", mother, 2023, 1_250_000)
    shared = phone.page.locator(".part").filter(has_text="2·3인실 입원료")
    expect(shared).to_contain_text("400,000원")

    # 9: the year ends after 304 days
    for month in (10, 11, 12):
        clock.today = date(2023, month, 30 if month == 11 else 31)
        phone.saves(mother, **nursing(month))
    home(phone)
    phone.shows("estimate", mother, 2023, 4_370_000)
    expect(card(phone, mother)).to_contain_text("예상 환급 437만 원")
    year(phone, mother)
    expect(row(phone, "낸 돈 모두")).to_contain_text("8,750,000원")
    phone.shows("uncounted", mother, 2023, 2_700_000)
    phone.shows("counted", mother, 2023, 6_050_000)
    phone.shows("cap", mother, 2023, 1_680_000)
    phone.shows("estimate", mother, 2023, 4_370_000)
    expect(row(phone, "빼기 상한액")).to_contain_text("2–3분위, 요양병원 120일 넘음")
    expect(phone.main()).to_contain_text("그래서 내 돈은 모두 4,380,000원이 들어요.")
    phone.opens(f"/members/{mother}/years/2023/stays")
    expect(phone.main()).to_contain_text("304일")


@pytest.fixture
def mother(phone: Phone, clock: Clock) -> str:
    """The mother at the end of her year."""
    clock.today = date(2023, 12, 31)
    id = phone.has_member("엄마", year=2023, band=2)
    has(phone, id, MOTHERS_YEAR)
    return id


def test_the_ladder_shows_what_each_band_would_give(phone: Phone, mother: str) -> None:
    """Step 10."""
    year(phone, mother)
    assert phone.ladder() == LADDER
    expect(phone.main()).to_contain_text("0원 ~ 471만 원")


def test_without_a_band_the_year_is_a_range(phone: Phone, mother: str) -> None:
    """Step 10, for a band that is not known."""
    phone.opens(f"/members/{mother}/bands/2023")
    assert phone.ladder() == LADDER
    phone.taps("몰라요")
    phone.page.wait_for_url("**/years/2023")
    expect(phone.main()).to_contain_text("분위를 몰라 범위로 보여요: 0원 ~ 471만 원")
    home(phone)
    phone.shows("lowest", mother, 2023, 0)
    phone.shows("highest", mother, 2023, 4_710_000)
    expect(card(phone, mother)).to_contain_text("0원 ~ 471만 원")
    assert not card(phone, mother).locator('[data-figure="estimate"]').count()


def test_what_120_days_and_no_more_would_have_given(phone: Phone, mother: str) -> None:
    """Step 11."""
    year(phone, mother)
    row(phone, "빼기 상한액").locator("summary").tap()
    shorter = phone.page.get_by_text("요양병원 입원이 120일을 넘지 않았다면")
    expect(shorter).to_be_visible()
    expect(shorter).to_contain_text("상한액 1,080,000원, 예상 환급 4,970,000원이에요.")
    expect(shorter).to_contain_text("차이는 600,000원이에요.")


def test_no_hospital_has_to_settle_in_advance(phone: Phone, mother: str) -> None:
    """Step 12: 4,800,000 at one place is below the top ceiling of 7,800,000."""
    year(phone, mother)
    expect(phone.main()).not_to_contain_text("사전급여")
    phone.opens(f"/members/{mother}?year=2023")
    places = phone.page.get_by_role("region", name="병원별")
    expect(places.locator("li").first).to_contain_text("은빛요양병원")
    expect(places.locator("li").first).to_contain_text("4,800,000원")
    expect(places).to_contain_text("최고 상한액 780만 원")
    expect(places).not_to_contain_text("원무과")


def test_what_was_left_out_opens_to_its_reasons_and_bills(phone: Phone, mother: str) -> None:
    year(phone, mother)
    left_out = row(phone, "빼기 세지 않는 돈")
    left_out.locator("summary").tap()
    for reason, won in (("비급여", "2,300,000원"), ("2·3인실 입원료", "400,000원")):
        part = left_out.locator(".reason").filter(
            has=phone.page.get_by_role("heading", name=reason)
        )
        expect(part).to_be_visible()
        expect(part.get_by_role("heading")).to_contain_text(won)
    left_out.get_by_role("link", name="늘봄종합병원").last.tap()
    phone.page.get_by_role("heading", name="늘봄종합병원").wait_for()
    phone.shows("uncounted", mother, 2023, 700_000)


def home(phone: Phone) -> None:
    phone.opens("/?year=2023")


def year(phone: Phone, member: str) -> None:
    phone.opens(f"/members/{member}/years/2023")


def card(phone: Phone, member: str) -> Locator:
    return phone.page.locator(f'article[data-member="{member}"]')


def row(phone: Phone, label: str) -> Locator:
    """A row of the waterfall by its label."""
    return phone.page.locator(".fall").filter(has=phone.page.get_by_text(label))
