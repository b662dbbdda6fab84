"""What is taken away: the figures of the screen, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from tests.dom import read
from tests.person import Person

RECEIPT = {
    "provider_name": "늘봄종합병원",
    "provider_kind": "general",
    "care_kind": "inpatient",
    "care_from": "2023-09-01",
    "care_to": "2023-09-30",
    "copay": "1650000",
    "noncovered": "300000",
    "uncounted-shared_room": "400000",
    "note": "9월 것",
}


@pytest.fixture
def mother(person: Person) -> str:
    member = person.adds("엄마", band=2, year=2023)
    person.saves(member, **RECEIPT)
    person.saves(
        member,
        **{**RECEIPT, "provider_name": "=1+1", "care_from": "2024-01-02", "care_to": "2024-01-03"},
    )
    return member


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_receipt_is_a_row_with_what_counts_and_what_does_not(person: Person, mother: str) -> None:
    answer = person.client.get("/export/receipts.csv?year=2023")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    named = answer.headers["Content-Disposition"]
    named.encode("latin-1")  # as every server sends it
    assert f"filename*=UTF-8''{quote('상한지기-2023.csv')}" in named
    [row] = rows_of(answer.data)
    assert row["누구"] == "엄마"
    assert row["진료일"] == "2023-09-01"
    assert row["병원·약국 이름"] == "늘봄종합병원"
    assert row["급여 – 내가 낸 돈"] == "1650000"
    assert row["세는 돈"] == "1250000"
    assert row["세지 않는 돈"] == "700000"
    assert row["메모"] == "9월 것"


def test_what_a_spreadsheet_would_work_out_stays_text(person: Person, mother: str) -> None:
    [row] = rows_of(person.client.get("/export/receipts.csv?year=2024").data)
    assert row["병원·약국 이름"] == "'=1+1"
    book = load_workbook(io.BytesIO(person.client.get("/export/year.xlsx?year=2024").data))
    cells = {cell.value: cell.data_type for row in book["영수증"] for cell in row}
    assert cells["'=1+1"] == "s"


def test_the_workbook_has_the_receipts_and_the_sum_of_the_year(person: Person, mother: str) -> None:
    answer = person.client.get("/export/year.xlsx?year=2023")
    book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["영수증", "계산"]
    heading, row = ([cell.value for cell in line] for line in book["계산"])
    sums = dict(zip(heading, row, strict=True))
    assert (sums["누구"], sums["분위"], sums["요양병원 입원일"]) == ("엄마", 2, 0)
    assert (sums["낸 돈 모두"], sums["세지 않는 돈"], sums["센 돈"]) == (
        1_950_000,
        700_000,
        1_250_000,
    )
    assert (sums["상한액"], sums["예상 환급"]) == (1_080_000, 170_000)
    assert (sums["세지 않는 돈: 2·3인실 입원료"], sums["세지 않는 돈: 비급여"]) == (
        400_000,
        300_000,
    )
    days = [cell.value.date() for cell in book["영수증"]["B"][1:]]
    assert days == [date(2023, 9, 1)]


def test_a_persons_sum_is_a_row_that_adds_up_to_the_last_won(person: Person, mother: str) -> None:
    person.saves(mother, provider_name="다른병원", insurance_kind="auto", copay=77_000)
    person.saves(mother, provider_name="라병원", copay=1_000_000, advance=200_000)
    person.adds("아빠")
    answer = person.client.get("/export/year.csv?year=2023")
    named = answer.headers["Content-Disposition"]
    named.encode("latin-1")
    assert f"filename*=UTF-8''{quote('상한지기-2023-계산.csv')}" in named
    row, nobody = rows_of(answer.data)
    reasons = {name.partition(": ")[2]: int(won) for name, won in row.items() if ": " in name}
    assert len(reasons) == 11
    assert {name: won for name, won in reasons.items() if won} == {
        "2·3인실 입원료": 400_000,
        "비급여": 300_000,
        "의료급여·자동차보험·산재·일반": 77_000,
    }
    paid, left_out, counted = (int(row[name]) for name in ("낸 돈 모두", "세지 않는 돈", "센 돈"))
    assert sum(reasons.values()) == left_out
    assert paid - left_out == counted == 2_050_000
    assert int(row["예상 환급"]) == counted - int(row["상한액"]) == 970_000
    assert row["병원이 이미 덜 받은 돈(상한액 초과금)"] == "200000"
    assert (nobody["누구"], nobody["센 돈"], nobody["상한액"]) == ("아빠", "0", "")
    assert (nobody["예상 환급 (가장 적게)"], nobody["예상 환급 (가장 많게)"]) == ("0", "0")


def test_the_sheet_says_what_the_screen_says_and_that_it_is_no_document(
    person: Person, mother: str
) -> None:
    main = read(person.get("/export/sheet?year=2023").html).one("main").text
    assert "170,000원" in main
    assert "공식 서류가 아니에요" in main
    assert "예상이에요" in main


def test_the_sheet_wears_the_mark_of_what_is_no_document(person: Person, mother: str) -> None:
    sheet = read(person.get("/export/sheet?year=2023").html).one("article", data_member=mother)
    assert {"watermarked", "a4"} <= sheet.classes


def test_the_sheet_of_one_person_has_nobody_else_and_leads_back_to_their_year(
    person: Person, mother: str
) -> None:
    father = person.adds("아빠")
    person.saves(father, copay=77_000)
    year = person.get(f"/members/{mother}/years/2023")
    [way] = [each for each in read(year.html).all("a") if "종이 한 장으로" in each.text]
    page = read(person.get(way.attrs["href"]).html)
    assert [each.attrs["data-member"] for each in page.all("article")] == [mother]
    back = page.one("a", class_="topbar-back")
    assert back.attrs["href"] == f"/members/{mother}/years/2023"
    everybody = read(person.get("/export/sheet?year=2023").html)
    assert len(everybody.all("article", class_="a4")) == 2


def test_a_sheet_names_the_places_of_the_largest_sums_and_adds_up_the_others(
    person: Person, mother: str
) -> None:
    for number in range(1, 8):
        person.saves(mother, provider_name=f"의원 {number}", copay=1_000 * number)
    sheet = read(person.get("/export/sheet?year=2023").html).one("article").text
    assert [f"의원 {number}" in sheet for number in range(1, 8)] == [*[False] * 3, *[True] * 4]
    assert "그 밖의 3곳 6,000원" in sheet


@pytest.mark.parametrize("where", ["/export", "/export/sheet"])
def test_a_newcomer_sees_that_there_is_nothing_yet(person: Person, where: str) -> None:
    assert person.get(where).status == 200


@pytest.mark.parametrize("where", ["/export/receipts.csv", "/export/year.csv", "/export/year.xlsx"])
def test_another_household_s_receipts_are_in_no_file(
    person: Person, stranger: Person, mother: str, where: str
) -> None:
    assert stranger.get(where).status == 404
    stranger.adds("나")
    answer = stranger.client.get(f"{where}?year=2023")
    assert answer.status_code == 200
    assert "늘봄종합병원".encode() not in answer.data
