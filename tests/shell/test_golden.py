"""The worked examples, entered through the forms and read from the pages."""

from __future__ import annotations

import pytest

from tests.person import Person

# year, band, the co-payments at hospital, hospital, pharmacy …; cap and estimate
GOLDEN: dict[str, tuple[int, int, list[int], int, int]] = {
    "G1": (2023, 1, [4_000_000, 1_000_000, 500_000], 870_000, 4_630_000),
    "G2": (2023, 5, [5_000_000, 2_000_000, 700_000], 1_620_000, 6_080_000),
    "G4": (2025, 4, [5_000_000], 1_700_000, 3_300_000),
    "G5 band 6": (2025, 6, [12_000_000], 3_200_000, 8_800_000),
    "G5 band 7": (2025, 7, [12_000_000], 3_200_000, 8_800_000),
    "G6": (2025, 4, [3_000_000], 1_700_000, 1_300_000),
    "G7": (2025, 10, [10_000_000], 8_260_000, 1_740_000),
    "G7 trap, band 8": (2025, 8, [10_000_000], 4_370_000, 5_630_000),
    "G7 trap, band 9": (2025, 9, [10_000_000], 5_250_000, 4_750_000),
    "exactly at the cap": (2023, 1, [870_000], 870_000, 0),
    "one won over the cap": (2023, 1, [870_001], 870_000, 1),
}


def enters(person: Person, year: int, band: int, copays: list[int], **values: str) -> str:
    mother = person.adds(year=year, band=band)
    for month, copay in enumerate(copays, start=2):
        person.saves(
            mother,
            copay=copay,
            care_from=f"{year}-{month:02}-03",
            provider_name=f"{month}병원",
            **values,
        )
    return mother


@pytest.mark.parametrize(("year", "band", "copays", "cap", "estimate"), GOLDEN.values(), ids=GOLDEN)
@pytest.mark.parametrize("where", ["/?year={year}", "/members/{id}/years/{year}"])
def test_the_page_shows_the_worked_figures(
    person: Person, year: int, band: int, copays: list[int], cap: int, estimate: int, where: str
) -> None:
    mother = enters(person, year, band, copays)
    shown = person.get(where.format(year=year, id=mother))
    assert shown.figure("counted", mother, year) == sum(copays)
    assert shown.figure("cap", mother, year) == cap
    assert shown.figure("estimate", mother, year) == estimate


def test_g3_more_than_120_days_in_a_nursing_hospital_raise_the_cap(person: Person) -> None:
    mother = enters(person, 2023, 5, [2_000_000, 700_000])
    for month, last in ((5, 31), (6, 30), (7, 31), (8, 31)):
        person.saves(
            mother,
            provider_kind="nursing",
            care_kind="inpatient",
            provider_name="은빛요양병원",
            copay=1_250_000,
            care_from=f"2023-{month:02}-01",
            care_to=f"2023-{month:02}-{last}",
        )
    for where in ("/?year=2023", f"/members/{mother}/years/2023"):
        page = person.get(where)
        assert page.figure("cap", mother, 2023) == 2_270_000
        assert page.figure("estimate", mother, 2023) == 5_430_000
        assert "요양병원 120일 넘음" in page.text


def test_g5_warns_of_what_the_hospital_should_not_have_taken(person: Person) -> None:
    mother = enters(person, 2025, 6, [12_000_000])
    page = person.get(f"/members/{mother}/years/2025")
    assert "최고 상한액 826만 원을 넘었어요" in page.text
    assert "넘은 3,740,000원은 병원이 받지 않아야 해요(사전급여)" in page.text
    assert "약속할 수 없어요" in page.text


def test_a_hospital_at_the_top_cap_has_not_taken_too_much(person: Person) -> None:
    mother = enters(person, 2025, 6, [8_260_000])
    year = person.get(f"/members/{mother}/years/2025").text
    assert "병원이 받지 않아야 해요(사전급여)" not in year
    assert "원무과에 사전급여를 물어보세요" in year


def test_two_hospitals_over_the_top_cap_together_are_not_warned_of(person: Person) -> None:
    mother = enters(person, 2025, 6, [5_000_000, 5_000_000])
    assert "사전급여" not in person.get(f"/members/{mother}/years/2025").text


def test_a_nursing_hospital_over_the_top_cap_is_not_warned_of(person: Person) -> None:
    stay = {"provider_kind": "nursing", "care_kind": "inpatient"}
    mother = enters(person, 2025, 6, [12_000_000], **stay)
    assert "사전급여" not in person.get(f"/members/{mother}/years/2025").text


def test_the_three_groups_of_2009_to_2013_are_named(person: Person) -> None:
    mother = enters(person, 2012, 9, [5_000_000])
    page = person.get(f"/members/{mother}/years/2012")
    assert page.figure("estimate") == 1_000_000
    assert "2009~2013년은 세 구간(200·300·400만 원)으로만 셈해요." in page.text
