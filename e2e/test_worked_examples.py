"""The worked examples of the sources, typed into the form and read from the page."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import expect

from e2e.phone import Phone
from e2e.story import Row

pytestmark = pytest.mark.usefixtures("clock")


def bill(place: str, kind: str, day: str, copay: int, **other: Any) -> Row:
    care = "pharmacy" if kind == "pharmacy" else "outpatient"
    return {
        "care_kind": care,
        "care_from": day,
        "provider_name": place,
        "provider_kind": kind,
        "copay": copay,
        **other,
    }


THREE_OF_550 = (
    bill("A병원", "hospital", "2023-02-01", 4_000_000),
    bill("B병원", "hospital", "2023-03-02", 1_000_000),
    bill("C약국", "pharmacy", "2023-03-03", 500_000),
)
THREE_OF_770 = (
    bill("가온병원", "hospital", "2023-02-01", 5_000_000),
    bill("나루병원", "hospital", "2023-03-02", 2_000_000),
    bill("다솜약국", "pharmacy", "2023-03-03", 700_000),
)
THREE_OF_770_LONG = (
    bill(
        "가온요양병원",
        "nursing",
        "2023-01-02",
        5_000_000,
        care_kind="inpatient",
        care_to="2023-05-31",
    ),
    *THREE_OF_770[1:],
)
TWO_OF_1000 = (
    bill("가온병원", "general", "2025-02-03", 5_500_000),
    bill("나루병원", "general", "2025-04-05", 4_500_000),
)


class Example(NamedTuple):
    year: int
    band: int
    bills: tuple[Row, ...]
    counted: int
    cap: int
    estimate: int


def one(copay: int) -> tuple[Row, ...]:
    return (bill("가온병원", "general", "2025-02-03", copay),)


EXAMPLES = {
    "G1: 2023, band 1, three bills": Example(2023, 1, THREE_OF_550, 5_500_000, 870_000, 4_630_000),
    "G2: 2023, band 5": Example(2023, 5, THREE_OF_770, 7_700_000, 1_620_000, 6_080_000),
    "G3: 2023, band 5, more than 120 days": Example(
        2023, 5, THREE_OF_770_LONG, 7_700_000, 2_270_000, 5_430_000
    ),
    "G4: 2025, band 4": Example(2025, 4, one(5_000_000), 5_000_000, 1_700_000, 3_300_000),
    "G5: 2025, the ceiling of 320": Example(
        2025, 6, one(12_000_000), 12_000_000, 3_200_000, 8_800_000
    ),
    "G6: 2025, band 4": Example(2025, 4, one(3_000_000), 3_000_000, 1_700_000, 1_300_000),
    "G7: 2025, band 10": Example(2025, 10, TWO_OF_1000, 10_000_000, 8_260_000, 1_740_000),
    "G7 with band 8, as its source mislabels it": Example(
        2025, 8, TWO_OF_1000, 10_000_000, 4_370_000, 5_630_000
    ),
    "G7 with band 9, as its source mislabels it": Example(
        2025, 9, TWO_OF_1000, 10_000_000, 5_250_000, 4_750_000
    ),
    "one won over the ceiling": Example(2025, 4, one(1_700_001), 1_700_001, 1_700_000, 1),
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_worked_example_comes_out_on_home_and_in_the_waterfall(
    phone: Phone, example: Example
) -> None:
    member, year = write_down(phone, example), example.year

    phone.opens(f"/?year={year}")
    for name in ("counted", "cap", "estimate"):
        phone.shows(name, member, year, getattr(example, name))
    assert "예상이에요" in phone.main().inner_text()

    open_waterfall(phone)
    for name in ("counted", "cap", "estimate"):
        phone.shows(name, member, year, getattr(example, name))
    assert waterfall(phone) == [
        ("낸 돈 모두", example.counted),
        ("세지 않는 돈", 0),
        ("센 돈", example.counted),
        ("상한액", example.cap),
        ("예상 환급", example.estimate),
    ]


def test_exactly_at_the_ceiling_nothing_comes_back_yet(phone: Phone) -> None:
    example = Example(2025, 4, one(1_700_000), 1_700_000, 1_700_000, 0)
    member = write_down(phone, example)

    phone.opens("/?year=2025")
    phone.shows("counted", member, 2025, 1_700_000)
    phone.shows("estimate", member, 2025, 0)
    assert "딱 상한액이에요" in phone.main().inner_text()

    open_waterfall(phone)
    phone.shows("cap", member, 2025, 1_700_000)
    phone.shows("estimate", member, 2025, 0)
    words = phone.main().inner_text()
    assert "딱 상한액이에요. 지금부터 더 내는 급여 진료비는 돌려받을 수 있어요." in words


def test_the_long_stay_is_named_as_the_reason_for_the_higher_ceiling(phone: Phone) -> None:
    write_down(phone, EXAMPLES["G3: 2023, band 5, more than 120 days"])
    phone.opens("/?year=2023")
    assert "요양병원 120일 넘음" in phone.main().inner_text()

    open_waterfall(phone)
    phone.page.get_by_text("빼기 상한액").tap()
    explained = "120일을 넘지 않았다면 상한액 1,620,000원, 예상 환급 6,080,000원이에요"
    phone.page.get_by_text(explained).wait_for()


def test_more_than_the_top_ceiling_at_one_place_is_not_promised(phone: Phone) -> None:
    write_down(phone, EXAMPLES["G5: 2025, the ceiling of 320"])
    phone.opens("/?year=2025")
    open_waterfall(phone)
    expect(phone.main()).to_contain_text("가온병원에서 낸 돈이 최고 상한액 826만 원을 넘었어요")
    expect(phone.main()).to_contain_text("넘은 3,740,000원은 병원이 받지 않아야 해요")


def test_the_same_sum_at_two_places_brings_no_such_warning(phone: Phone) -> None:
    write_down(phone, EXAMPLES["G7: 2025, band 10"])
    phone.opens("/?year=2025")
    open_waterfall(phone)
    assert "원무과에 물어보세요" not in phone.main().inner_text()


def write_down(phone: Phone, example: Example) -> str:
    """Adds a person with this band and types each bill into the form."""
    member = phone.adds("나", year=example.year, band=example.band)
    for each in example.bills:
        phone.saves(member, **each)
    return member


def open_waterfall(phone: Phone) -> None:
    phone.taps("계산 풀이 보기", role="link")
    phone.page.wait_for_url("**/years/*")


def waterfall(phone: Phone) -> list[tuple[str, int]]:
    """The rows of the waterfall as one reads them: words and won."""
    rows = []
    for fall in phone.page.locator(".fall").all():
        label = fall.locator(".fall-label").inner_text().removeprefix("빼기").strip()
        won = fall.locator(".fall-won").first.inner_text()
        rows.append((label.partition("\n")[0], int(won.replace(",", "").removesuffix("원"))))
    return rows
