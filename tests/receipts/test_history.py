"""What happened to a receipt: changed, taken back, deleted, brought back, gone after 30 days."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import TODAY, Clock
from tests.dom import form, read
from tests.person import Page, Person
from webapp.sync.op import new_op_id


def history(page: Page) -> list[str]:
    """The lines of the history, newest first."""
    return [each.text for each in read(page.html).one("ol", class_="history").all("li")]


def edits(person: Person, receipt: str, **values: str) -> None:
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    answer = person.post(f"/receipts/{receipt}", paper | values)
    assert answer.status == 303, answer.text


def takes_back(person: Person, receipt: str) -> Page:
    """Presses the first 되돌리기 of the history."""
    where = f"/receipts/{receipt}/reversion"
    return person.post(where, form(person.get(f"/receipts/{receipt}"), where))


def test_a_new_receipt_has_one_line(person: Person) -> None:
    receipt = person.saves(person.adds())
    assert history(person.get(f"/receipts/{receipt}")) == ["2026.11.21(토) 처음 적었어요."]


def test_a_change_is_told_with_both_values(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="18500")
    edits(person, receipt, copay="15800", care_kind="inpatient")
    line = history(person.get(f"/receipts/{receipt}"))[0]
    assert "18,500원 → 15,800원" in line
    assert "외래 → 입원" in line


def test_the_day_of_a_change_is_the_day_in_seoul(person: Person, clock: Clock) -> None:
    clock.hour = 8
    receipt = person.saves(person.adds())
    assert history(person.get(f"/receipts/{receipt}")) == ["2026.11.21(토) 처음 적었어요."]


def test_a_change_can_be_taken_back(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="18500", note="밤")
    edits(person, receipt, copay="15800", note="")
    assert takes_back(person, receipt).status == 303
    page = person.get(f"/receipts/{receipt}")
    assert page.figure("counted") == 18_500
    assert read(page.html).one("p", class_="memo").text == "밤"
    assert len(history(page)) == 3


def test_taking_back_is_confirmed(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="18500")
    edits(person, receipt, copay="15800")
    page = person.get(takes_back(person, receipt).location)
    assert read(page.html).one("div", class_="toast").all("p")[0].text == "되돌렸어요."


def test_taking_back_can_be_taken_back(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="18500")
    edits(person, receipt, copay="15800")
    takes_back(person, receipt)
    takes_back(person, receipt)
    assert person.get(f"/receipts/{receipt}").figure("counted") == 15_800


def test_an_older_change_can_be_taken_back_while_its_field_still_stands(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="18500", note="")
    edits(person, receipt, copay="15800")
    edits(person, receipt, note="밤")
    buttons = [
        each.attrs["value"]
        for each in read(person.get(f"/receipts/{receipt}").html).all("input", name="op_id")
    ]
    person.post(f"/receipts/{receipt}/reversion", {"op_id": buttons[-1]})
    page = person.get(f"/receipts/{receipt}")
    assert page.figure("counted") == 18_500
    assert read(page.html).one("p", class_="memo").text == "밤"


def test_a_change_that_was_overwritten_has_no_button(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="100")
    edits(person, receipt, copay="200")
    edits(person, receipt, copay="300")
    lines = history(person.get(f"/receipts/{receipt}"))
    assert ["되돌리기" in line for line in lines] == [True, False, False]


def test_taking_back_what_never_was_is_404(person: Person) -> None:
    receipt, other = person.saves(person.adds()), person.adds("아빠")
    assert person.post(f"/receipts/{receipt}/reversion").status == 404
    assert person.post(f"/receipts/{receipt}/reversion", {"op_id": other}).status == 404


def test_taking_back_what_no_longer_passes_is_told_and_changes_nothing(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    receipt = person.saves(mother)
    edits(person, receipt, member_id=father)
    where = f"/receipts/{receipt}/reversion"
    button = form(person.get(f"/receipts/{receipt}"), where)
    person.post(f"/members/{mother}/deletion")
    answer = person.post(where, button)
    page = person.get(answer.location) if answer.status == 303 else answer
    assert "아빠" in person.get(f"/receipts/{receipt}").text
    assert 'role="alert"' in page.html


def test_a_history_shows_names_not_ids(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    receipt = person.saves(mother)
    edits(person, receipt, member_id=father)
    line = history(person.get(f"/receipts/{receipt}"))[0]
    assert "누구: 엄마 → 아빠" in line


def test_a_deleted_receipt_can_be_brought_back_at_once(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother)
    told = person.get(person.post(f"/receipts/{receipt}/deletion").location)
    assert "지웠어요: 가나병원 100,000원" in told.text
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 0
    where = f"/receipts/{receipt}/restoration"
    back = person.get(person.post(where, form(told, where)).location)
    assert "되살렸어요" in back.text
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 100_000


def test_deleting_and_restoring_stand_in_the_history(person: Person) -> None:
    receipt = person.saves(person.adds())
    person.post(f"/receipts/{receipt}/deletion")
    person.post(f"/receipts/{receipt}/restoration")
    lines = [line.partition(") ")[2] for line in history(person.get(f"/receipts/{receipt}"))]
    assert lines == ["되살렸어요.", "지웠어요.", "처음 적었어요."]


def test_a_deleted_receipt_is_shown_with_the_days_it_has_left(person: Person, clock: Clock) -> None:
    receipt = person.saves(person.adds())
    person.post(f"/receipts/{receipt}/deletion")
    clock.today = TODAY + timedelta(days=9)
    assert "21일 뒤 사라져요" in person.get(f"/receipts/{receipt}").text
    assert "21일 남음" in person.get("/receipts/trash").text
    assert person.get(f"/receipts/{receipt}/edit").status == 404


def test_the_days_left_are_counted_in_seoul(person: Person, clock: Clock) -> None:
    clock.hour = 8
    receipt = person.saves(person.adds())
    person.post(f"/receipts/{receipt}/deletion")
    assert "30일 남음" in person.get("/receipts/trash").text


def test_after_30_days_a_deleted_receipt_is_gone(person: Person, clock: Clock) -> None:
    receipt = person.saves(person.adds())
    person.post(f"/receipts/{receipt}/deletion")
    clock.today = TODAY + timedelta(days=29)
    assert "가나병원" in person.get("/receipts/trash").text
    clock.today = TODAY + timedelta(days=31)
    assert "지운 것이 없어요." in person.get("/receipts/trash").text
    assert person.get(f"/receipts/{receipt}").status == 404
    assert person.post(f"/receipts/{receipt}/restoration").status == 404


def test_the_trash_of_a_tidy_household_is_empty(person: Person) -> None:
    person.adds()
    assert "지운 것이 없어요." in person.get("/receipts/trash").text


def test_the_trash_can_be_opened_before_anything_was_saved(person: Person) -> None:
    assert "지운 것이 없어요." in person.get("/receipts/trash").text


def test_an_edit_that_met_a_deletion_is_not_told(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    tablet.post(f"/receipts/{receipt}/deletion")
    assert person.post(f"/receipts/{receipt}", paper | {"copay": "300000"}).status == 422
    tablet.post(f"/receipts/{receipt}/restoration")
    lines = history(person.get(f"/receipts/{receipt}"))
    assert [line.partition(" ")[2] for line in lines] == [
        "되살렸어요.",
        "지웠어요.",
        "처음 적었어요.",
    ]


def test_an_edit_that_was_refused_whole_is_not_told(person: Person) -> None:
    receipt, tablet = person.saves(person.adds(), copay="18500"), person.on_another_phone()
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    edits(tablet, receipt, copay="15800")
    assert person.post(f"/receipts/{receipt}", paper | {"copay": "20000"}).status == 422
    assert len(history(person.get(f"/receipts/{receipt}"))) == 2


def test_an_amount_that_a_phone_sent_as_text_is_told_as_it_came(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="18500")
    op = {
        "op_id": new_op_id(),
        "entity": "receipt",
        "id": receipt,
        "kind": "put",
        "base": 1,
        "set": {"copay": [18500, "15,800원"]},
    }
    push = {"contract": 1, "household": None, "epoch": None, "cursor": 0, "ops": [op]}
    assert person.client.post("/sync", json=push).get_json()["results"][0]["status"] == "applied"
    assert "18,500원 → 15,800원" in history(person.get(f"/receipts/{receipt}"))[0]
