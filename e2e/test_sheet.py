"""The sheet of a year: one page a person, to be read without glasses, and no document."""

from __future__ import annotations

import pytest

from e2e.looks import LARGE, NORMAL, Look
from e2e.paper import assert_read_without_glasses, prints
from e2e.phone import Phone
from e2e.story import BILL


@pytest.fixture
def mother(phone: Phone) -> str:
    """Many places, one of them with a long name, and a stay beyond 120 days."""
    member = phone.has_member("엄마", year=2023, band=2)
    for number in range(9):
        phone.has_receipt(
            member,
            provider_name=f"한마음한방병원과 같이 이름이 아주 긴 병원 별관 재활치료센터 {number}",
            provider_kind="oriental",
            care_from="2023-05-02",
            copay=9_876_543 + number,
        )
    phone.has_receipt(
        member,
        provider_name="은빛요양병원",
        provider_kind="nursing",
        care_kind="inpatient",
        care_from="2023-02-01",
        care_to="2023-08-31",
        copay=3_360_000,
    )
    return member


@pytest.mark.parametrize("look", [NORMAL, LARGE], ids=lambda look: look.name)
def test_a_persons_year_is_one_page_with_figures_of_20_points_and_the_mark(
    phone: Phone, mother: str, look: Look
) -> None:
    phone.opens(f"/export/sheet?year=2023&member={mother}")
    look.worn_by(phone.page, width=360)
    assert_read_without_glasses(phone.page, ".a4 dd, .a4 output")
    assert prints(phone.page) == 1


def test_two_people_are_two_pages(phone: Phone, mother: str) -> None:
    father = phone.has_member("아빠", year=2023)
    phone.has_receipt(father, **BILL)
    phone.opens("/export/sheet?year=2023")
    assert prints(phone.page) == 2
