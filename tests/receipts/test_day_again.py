"""Like that day: the visits of one day, written down once more together."""

from __future__ import annotations

import pytest

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Page, Person

PLACES = (
    ("가나상급병원", "tertiary", "210000"),
    ("다라의원", "clinic", "15000"),
    ("마바약국", "pharmacy", "18500"),
    ("마바약국", "pharmacy", "18500"),
)


@pytest.fixture
def cycle(person: Person) -> str:
    """A receipt of a day with four, one place twice."""
    patient = person.adds()
    for place, kind, copay in PLACES:
        person.sends(
            patient,
            care_kind="pharmacy" if kind == "pharmacy" else "outpatient",
            care_from="2025-01-14",
            care_to="2025-01-14",
            provider_name=place,
            provider_kind=kind,
            copay=copay,
            confirm_twin="1",
            receipt_no="A-1",
        )
    link = read(person.get("/receipts").html).all("a", class_="row")[0].attrs["href"]
    return str(link).removeprefix("/receipts/")


def paper(person: Person, cycle: str, day: str = "2025-02-04") -> dict[str, str]:
    return {
        **form(person.get(f"/receipts/{cycle}/day"), f"/receipts/{cycle}/day"),
        "care_from": day,
    }


def writes(person: Person, cycle: str, typed: dict[str, str]) -> Page:
    return person.post(f"/receipts/{cycle}/day", typed)


def counted(person: Person, cycle: str) -> int:
    member = read(person.get(f"/receipts/{cycle}").html).one("section", class_="paper")
    return person.get(f"/members/{member.attrs['data-member']}/years/2025").figure("counted")


def test_the_receipt_leads_there_when_there_was_more_than_one(person: Person, cycle: str) -> None:
    assert "이날 영수증 4장을 한 번에 새로" in person.get(f"/receipts/{cycle}").text
    page = person.get(f"/receipts/{cycle}/day")
    assert len(read(page.html).all("input", type="checkbox", checked="")) == 4
    assert "210,000원" in page.text


def test_one_press_writes_the_whole_day(person: Person, cycle: str, rows: RowCount) -> None:
    before = rows("receipt")
    saved = writes(person, cycle, paper(person, cycle))
    assert saved.status == 303
    assert rows("receipt") == before + 4
    assert counted(person, cycle) == 2 * 262_000
    assert "4장을 저장했어요" in person.get(saved.location).text


def test_one_press_takes_the_whole_day_back_and_nothing_else(
    person: Person, cycle: str, rows: RowCount
) -> None:
    page = person.get(writes(person, cycle, paper(person, cycle)).location)
    undo = form(page, "/receipts/deletions")
    assert len(undo["ids"].split(",")) == 4
    answer = person.post("/receipts/deletions", undo)
    told = person.get(answer.location)
    assert "4장을 지웠어요" in told.text
    assert "year=2025" in answer.location
    assert counted(person, cycle) == 262_000
    again = person.post("/receipts/deletions", undo)
    assert "지웠어요" not in person.get(again.location).text


def test_a_receipts_own_number_is_not_taken_over(person: Person, cycle: str) -> None:
    saved = writes(person, cycle, paper(person, cycle))
    new = saved.location.split("saved=")[1].split("&")[0]
    assert "A-1" in person.get(f"/receipts/{cycle}").text
    assert "A-1" not in person.get(f"/receipts/{new}").text


def test_pressing_twice_writes_it_once(person: Person, cycle: str, rows: RowCount) -> None:
    typed = paper(person, cycle)
    before = rows("receipt")
    assert [writes(person, cycle, typed).status for _ in range(2)] == [303, 303]
    assert rows("receipt") == before + 4


def test_what_is_not_ticked_is_left_out(person: Person, cycle: str, rows: RowCount) -> None:
    typed = paper(person, cycle)
    del typed[next(name for name in typed if name.startswith("take-"))]
    before = rows("receipt")
    assert writes(person, cycle, typed).status == 303
    assert rows("receipt") == before + 3


def test_what_stands_there_already_is_left_out_and_said(
    person: Person, cycle: str, rows: RowCount
) -> None:
    writes(person, cycle, paper(person, cycle))
    before = rows("receipt")
    again = writes(person, cycle, paper(person, cycle))
    assert again.status == 422
    assert "그날 이미 적은 영수증은 빼 두었어요" in again.text
    assert read(again.html).all("input", type="checkbox", checked="") == []
    assert rows("receipt") == before


def test_today_may_have_one_of_them_already(person: Person, cycle: str, clock: Clock) -> None:
    today = clock().date().isoformat()
    typed = paper(person, cycle, today)
    first = [name for name in typed if name.startswith("take-")][-1]
    kept = {name: text for name, text in typed.items() if not name.startswith("take-")}
    assert writes(person, cycle, kept | {first: "1"}).status == 303
    page = person.get(f"/receipts/{cycle}/day")
    assert "이미 적었어요" in page.text
    assert len(read(page.html).all("input", type="checkbox", checked="")) == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"care_from": ""}, "진료일을 적어 주세요."),
        ({"care_from": "2025-02-30"}, "달력에 없는 날이에요."),
        ({"care_from": "2999-01-01"}, "미래 날짜예요."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_ticks_stay(
    person: Person, cycle: str, rows: RowCount, changes: dict[str, str], message: str
) -> None:
    before = rows("receipt")
    page = writes(person, cycle, paper(person, cycle) | changes)
    assert page.status == 422
    assert message in page.text
    assert len(read(page.html).all("input", type="checkbox", checked="")) == 4
    assert rows("receipt") == before


def test_nothing_chosen_is_said(person: Person, cycle: str) -> None:
    page = writes(person, cycle, {"care_from": "2025-02-04"})
    assert page.status == 422
    assert "적을 영수증을 골라 주세요." in page.text


def test_a_strangers_day_is_not_there(stranger: Person, cycle: str) -> None:
    stranger.adds()
    assert stranger.get(f"/receipts/{cycle}/day").status == 404
    assert writes(stranger, cycle, {"care_from": "2025-02-04"}).status == 404


def test_a_stay_is_no_visit_of_a_day(person: Person) -> None:
    mother = person.adds()
    person.sends(mother, care_kind="inpatient", care_from="2025-03-01", care_to="2025-03-05")
    person.sends(mother, care_from="2025-03-01", care_to="2025-03-01")
    link = read(person.get("/receipts").html).all("a", class_="row")[0].attrs["href"]
    assert "한 번에 새로" not in person.get(str(link)).text
