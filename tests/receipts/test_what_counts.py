"""What of a receipt is counted, what is not and why; and what looks odd on the paper."""

from __future__ import annotations

import re

import pytest

from tests.conftest import RowCount
from tests.dom import read
from tests.person import Page, Person

# the receipt, and the sentence that says why the money stays in the sum
NOT_IN_FORCE = {
    "chuna before April 2019": (
        {"uncounted_chuna": "60000", "care_from": "2019-04-07"},
        "추나요법: 2019년 4월 8일부터 빠져요. 이 날에는 세는 돈이에요.",
    ),
    "an implant before July 2014": (
        {"uncounted_dental_implant": "60000", "care_from": "2014-06-30"},
        "2014년 7월 1일부터 빠져요",
    ),
    "a shared room in a hospital before July 2019": (
        {
            "uncounted_shared_room": "60000",
            "care_from": "2019-06-30",
            "care_kind": "inpatient",
        },
        "2·3인실 입원료: 2019년 7월 1일부터 빠져요",
    ),
    "a shared room in a clinic": (
        {"uncounted_shared_room": "60000", "provider_kind": "clinic", "care_kind": "inpatient"},
        "2·3인실 입원료: 의원에서는 빠지지 않아요.",
    ),
    "a mild disease in a clinic": (
        {"uncounted_mild_tertiary": "60000", "provider_kind": "clinic"},
        "의원에서는 빠지지 않아요",
    ),
    "the 366th visit before July 2024": (
        {"uncounted_over_365_visits": "60000", "care_from": "2024-06-30"},
        "2024년 7월 1일부터 빠져요",
    ),
}


@pytest.mark.parametrize(("values", "why"), NOT_IN_FORCE.values(), ids=NOT_IN_FORCE)
def test_a_reason_not_in_force_subtracts_nothing_and_says_why(
    person: Person, values: dict[str, str], why: str
) -> None:
    receipt = person.saves(person.adds(), copay="100000", **values)
    page = person.get(f"/receipts/{receipt}")
    assert (page.figure("counted"), page.figure("uncounted")) == (100_000, 0)
    assert why in page.text


@pytest.mark.parametrize(("values", "why"), NOT_IN_FORCE.values(), ids=NOT_IN_FORCE)
def test_the_live_footer_says_it_too(person: Person, values: dict[str, str], why: str) -> None:
    named = {name.replace("uncounted_", "uncounted-"): text for name, text in values.items()}
    usual = {"provider_kind": "hospital", "care_kind": "outpatient", "care_from": "2023-05-04"}
    page = person.post("/receipts/preview", {"copay": "100000", **usual, **named})
    assert "세는 돈 100,000원" in page.text
    assert why in page.text


def test_every_reason_in_force_is_listed_with_its_sum_and_its_why(person: Person) -> None:
    receipt = person.saves(
        person.adds(),
        copay="1000000",
        full_self_pay="50000",
        noncovered="70000",
        uncounted_arrears="10000",
        uncounted_chuna="20000",
    )
    page = person.get(f"/receipts/{receipt}")
    parts = [each.text for each in read(page.html).one("ul", class_="parts").all("li")]
    assert len(parts) == 5
    for label, won in (
        ("세는 돈", "970,000원"),
        ("추나요법", "20,000원"),
        ("보험료가 밀린 동안의 진료", "10,000원"),
        ("전액 본인부담", "50,000원"),
        ("비급여", "70,000원"),
    ):
        assert any(label in part and won in part for part in parts), label
    assert page.figure("uncounted") == 150_000


@pytest.mark.parametrize("kind", ["medical_aid", "auto", "industrial", "none"])
def test_another_insurance_counts_nothing(person: Person, kind: str) -> None:
    receipt = person.saves(person.adds(), copay="100000", insurance_kind=kind)
    page = person.get(f"/receipts/{receipt}")
    assert (page.figure("counted"), page.figure("uncounted")) == (0, 100_000)
    assert "건강보험으로 받은 진료가 아니라 세지 않아요." in page.text


def test_what_the_provider_settled_in_advance_is_taken_off_once(person: Person) -> None:
    mother = person.adds(band=1)
    receipt = person.saves(mother, copay="9000000", advance="1200000")
    assert person.get(f"/receipts/{receipt}").figure("counted") == 7_800_000
    year = person.get(f"/members/{mother}/years/2023")
    assert (year.figure("counted"), year.figure("advance")) == (7_800_000, 1_200_000)
    assert year.figure("estimate") == 6_930_000


# the paper, and the warning; None where the paper adds up
PAPERS = {
    "it adds up": ({"copay": "10000", "noncovered": "5000", "patient_total": "15000"}, None),
    "small change was dropped": (
        {"copay": "10050", "noncovered": "5000", "patient_total": "15000"},
        None,
    ),
    "it does not add up": (
        {"copay": "10000", "noncovered": "5000", "patient_total": "25000"},
        "다른 칸을 더하면 15,000원이에요.",
    ),
    "the advance is taken off": (
        {"copay": "10000", "advance": "4000", "patient_total": "6000"},
        None,
    ),
    "a column is shifted": (
        {"copay": "10000", "insurer_paid": "40000", "patient_total": "40000"},
        "공단부담금이 들어간 것 같아요",
    ),
    "a pharmacy's total": (
        {
            "copay": "4500",
            "patient_total": "9000",
            "care_kind": "pharmacy",
            "provider_kind": "pharmacy",
        },
        "총수납금액과 맞는지 봐 주세요",
    ),
}


@pytest.mark.parametrize(("values", "warning"), PAPERS.values(), ids=PAPERS)
def test_a_paper_that_does_not_add_up_is_saved_with_a_warning(
    person: Person, values: dict[str, str], warning: str | None
) -> None:
    receipt = person.saves(person.adds(), **values)
    page = person.get(f"/receipts/{receipt}")
    warnings = [each.text for each in read(page.html).all("p", class_="notice warn")]
    assert len(warnings) == (1 if warning else 0)
    assert (warning or "") in " ".join(warnings)


@pytest.mark.parametrize(("values", "warning"), PAPERS.values(), ids=PAPERS)
def test_the_live_footer_warns_in_the_same_words(
    person: Person, values: dict[str, str], warning: str | None
) -> None:
    usual = {"care_kind": "outpatient", "provider_kind": "hospital"}
    page = person.post("/receipts/preview", {**usual, **values})
    warnings = [each.text for each in read(page.html).all("p", class_="preview-note warn")]
    assert len(warnings) == (1 if warning else 0)
    assert (warning or "") in " ".join(warnings)


def test_the_live_footer_counts_what_can_be_read_so_far(person: Person) -> None:
    page = person.post(
        "/receipts/preview",
        {"copay": "1,650,000", "noncovered": "300000", "advance": "abc", "uncounted-arrears": "4"},
    )
    assert sums(page) == ["1,649,996원", "300,004원"]


@pytest.mark.parametrize(
    "typed",
    [{}, {"copay": ""}, {"copay": "-5"}, {"copay": "9" * 300}, {"care_from": "어제"}, {"x": "y"}],
    ids=["nothing", "empty", "negative", "no end", "no day", "unknown"],
)
def test_the_live_footer_never_fails(person: Person, typed: dict[str, str]) -> None:
    page = person.post("/receipts/preview", typed)
    assert (page.status, sums(page)) == (200, ["0원", "0원"])


def test_the_live_footer_saves_nothing_and_opens_no_household(
    person: Person, rows: RowCount
) -> None:
    before = rows("household")
    person.post("/receipts/preview", {"copay": "1000"})
    assert rows("household") == before


def sums(page: Page) -> list[str]:
    """What the footer says is counted, and what is not."""
    footer = read(page.html).one("p", class_="preview-sums")
    assert re.sub(r"[\d,]+원|\W", "", footer.text) == "세는돈세지않는돈"
    return [each.text for each in footer.all("strong")]
