"""What an indemnity insurer paid: written down, shown, exported, and in no sum."""

from __future__ import annotations

import pytest

from tests.dom import form, read
from tests.person import Person

WON = 1_000_000


@pytest.fixture
def receipt(person: Person) -> str:
    person.saves(person.adds("이정호", year=2023, band=6), copay="4000000")
    link = read(person.get("/receipts").html).all("a", class_="row")[0].attrs["href"]
    return str(link).removeprefix("/receipts/")


def address(receipt: str) -> str:
    return f"/receipts/{receipt}/indemnity"


def paper(person: Person, receipt: str, typed: object) -> dict[str, str]:
    """The page as it is open on somebody's phone, with an amount typed."""
    return {**form(person.get(address(receipt)), address(receipt)), "indemnity_paid": str(typed)}


def tells(person: Person, receipt: str, typed: object) -> None:
    page = person.post(address(receipt), paper(person, receipt, typed))
    assert page.status == 303, page.text


def year_page(person: Person, receipt: str) -> str:
    card = read(person.get(f"/receipts/{receipt}").html).one("section", class_="paper")
    return f"/members/{card.attrs['data-member']}/years/2023"


def test_it_is_kept_and_shown_and_changes_no_sum(person: Person, receipt: str) -> None:
    where = year_page(person, receipt)
    before = person.get(where)
    assert "실손보험과 겹치는 돈" not in before.text
    tells(person, receipt, "1,000,000원")
    after = person.get(where)
    for figure in ("counted", "uncounted", "estimate"):
        assert after.figure(figure) == before.figure(figure)
    card = read(after.html).one("section", class_="overlap")
    assert "1,000,000원" in card.text
    assert "2023다283913" in card.text
    page = person.get(f"/receipts/{receipt}?indemnity=1")
    assert "실손보험금을 적어 두었어요." in page.text
    assert "받은 실손보험금 1,000,000원" in page.text
    assert "실손 받음" in person.get("/receipts").text


def test_an_empty_field_takes_it_back(person: Person, receipt: str) -> None:
    tells(person, receipt, WON)
    tells(person, receipt, "")
    assert "실손보험금을 지웠어요." in person.get(f"/receipts/{receipt}?indemnity=1").text
    assert "실손 받음" not in person.get("/receipts").text
    assert "실손보험과 겹치는 돈" not in person.get(year_page(person, receipt)).text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("많이", "금액은 숫자로만 적어 주세요. 예) 480,000"),
        ("900101-1234567", "주민등록번호처럼 보여요. 지워 드릴게요."),
        ("-5", "금액은 0원보다 작을 수 없어요."),
        ("99999999999", "100억 원보다 큰 금액은 적을 수 없어요. 0을 더 누르지 않았나요?"),
    ],
)
def test_what_is_no_amount_is_told_and_kept_in_its_field(
    person: Person, receipt: str, typed: str, message: str
) -> None:
    page = person.post(address(receipt), paper(person, receipt, typed))
    assert page.status == 422
    assert page.error("indemnity_paid") == message
    kept = form(page, address(receipt))["indemnity_paid"]
    assert kept == ("" if "-1234567" in typed else typed)


def test_two_people_who_write_different_amounts_are_asked(person: Person, receipt: str) -> None:
    mine = paper(person, receipt, 7)
    tells(person, receipt, 5)
    page = person.post(address(receipt), mine)
    assert page.status == 422
    assert "그 사이 ‘5원’(으)로 바뀌었어요" in str(page.error("indemnity_paid"))
    assert person.post(address(receipt), form(page, address(receipt))).status == 303
    assert "받은 실손보험금 7원" in person.get(f"/receipts/{receipt}").text


def test_correcting_the_receipt_leaves_it_and_a_copy_does_not_have_it(
    person: Person, receipt: str
) -> None:
    tells(person, receipt, WON)
    edited = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    assert person.post(f"/receipts/{receipt}", {**edited, "copay": "3900000"}).status == 303
    assert "받은 실손보험금 1,000,000원" in person.get(f"/receipts/{receipt}").text
    assert form(person.get(f"/receipts/new?copy={receipt}"), "/receipts")["indemnity_paid"] == ""


def test_it_is_in_the_history_and_can_be_taken_back_there(person: Person, receipt: str) -> None:
    tells(person, receipt, WON)
    page = person.get(f"/receipts/{receipt}")
    assert "받은 실손보험금: 비어 있음 → 1,000,000원" in page.text
    assert person.post(
        f"/receipts/{receipt}/reversion", form(page, f"/receipts/{receipt}/reversion")
    )
    assert "받은 실손보험금 1,000,000원" not in person.get(f"/receipts/{receipt}").text


def test_a_receipt_in_the_trash_or_nobodys_is_not_found(person: Person, receipt: str) -> None:
    typed = paper(person, receipt, WON)
    person.post(f"/receipts/{receipt}/deletion")
    assert person.get(address(receipt)).status == 404
    assert person.post(address(receipt), typed).status == 404
