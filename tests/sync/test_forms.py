"""Plain forms go down the same path: pressed twice, left open, on two phones."""

from tests.conftest import RowCount
from tests.dom import form, read
from tests.person import RECEIPT, Person


def test_pressing_save_twice_saves_one_receipt(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    paper = form(person.get("/receipts/new"), "/receipts") | RECEIPT | {"member_id": mother}
    before = rows("receipt")
    first, second = person.post("/receipts", paper), person.post("/receipts", paper)
    assert first.status == 303
    assert first.location == second.location
    assert rows("receipt") == before + 1


def test_pressing_save_twice_adds_one_person(person: Person) -> None:
    paper = form(person.get("/members/new"), "/members") | {"name": "엄마", "band": "3"}
    assert [person.post("/members", paper).status for _ in range(2)] == [303, 303]
    assert len(person.member_ids()) == 1


def test_pressing_save_twice_on_an_edit_makes_one_change(person: Person) -> None:
    receipt = person.saves(person.adds())
    paper = opened(person, receipt) | {"copay": "200000"}
    for _ in range(2):
        person.post(f"/receipts/{receipt}", paper)
    assert person.get(f"/receipts/{receipt}").text.count("100,000원 → 200,000원") == 1


def test_going_back_and_correcting_a_saved_form_is_not_lost(person: Person) -> None:
    mother = person.adds()
    paper = form(person.get("/receipts/new"), "/receipts") | RECEIPT | {"member_id": mother}
    person.post("/receipts", paper)
    again = person.post("/receipts", paper | {"copay": "250000"})
    told = again.status == 422
    assert told or "250,000원" in person.get("/receipts").text


def test_edits_of_different_fields_on_two_phones_are_both_kept(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    mine, theirs = opened(person, receipt), opened(tablet, receipt)
    tablet.post(f"/receipts/{receipt}", theirs | {"note": "밤에 갔어요"})
    assert person.post(f"/receipts/{receipt}", mine | {"copay": "200000"}).status == 303
    shown = person.get(f"/receipts/{receipt}")
    assert "밤에 갔어요" in shown.text
    assert shown.figure("counted") == 200_000


def test_edits_of_one_field_on_two_phones_show_both_values(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    mine, theirs = opened(person, receipt), opened(tablet, receipt)
    tablet.post(f"/receipts/{receipt}", theirs | {"copay": "200000"})
    answer = person.post(f"/receipts/{receipt}", mine | {"copay": "300000"})
    assert answer.status == 422
    assert "200,000원" in answer.error("copay")
    assert form(answer, f"/receipts/{receipt}")["copay"] == "300000"
    assert person.get(f"/receipts/{receipt}").figure("counted") == 200_000


def test_a_conflict_is_settled_by_saving_once_more(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    mine, theirs = opened(person, receipt), opened(tablet, receipt)
    tablet.post(f"/receipts/{receipt}", theirs | {"copay": "200000"})
    asked = person.post(f"/receipts/{receipt}", mine | {"copay": "300000", "note": "낮"})
    settled = person.post(f"/receipts/{receipt}", form(asked, f"/receipts/{receipt}"))
    assert settled.status == 303
    assert person.get(f"/receipts/{receipt}").figure("counted") == 300_000
    assert "낮" in person.get(f"/receipts/{receipt}").text


def test_editing_what_the_other_phone_deleted_says_so_and_keeps_what_was_typed(
    person: Person,
) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    mine = opened(person, receipt)
    tablet.post(f"/receipts/{receipt}/deletion")
    answer = person.post(f"/receipts/{receipt}", mine | {"copay": "300000"})
    assert answer.status == 422
    assert "지운" in read(answer.html).one("div", role="alert").text
    assert form(answer, f"/receipts/{receipt}")["copay"] == "300000"


def test_deleting_what_the_other_phone_changed_keeps_it_and_says_why(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    old = form(person.get(f"/receipts/{receipt}"), f"/receipts/{receipt}/deletion")
    tablet.post(f"/receipts/{receipt}", opened(tablet, receipt) | {"copay": "200000"})
    answer = person.post(f"/receipts/{receipt}/deletion", old)
    shown = person.get(answer.location) if answer.status == 303 else answer
    assert person.get("/receipts").text.count("가나병원") == 1
    assert "그 사이" in shown.text


def test_a_refused_delete_does_not_stand_in_the_history_as_done(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    old = form(person.get(f"/receipts/{receipt}"), f"/receipts/{receipt}/deletion")
    tablet.post(f"/receipts/{receipt}", opened(tablet, receipt) | {"copay": "200000"})
    person.post(f"/receipts/{receipt}/deletion", old)
    told = person.get(f"/receipts/{receipt}").text.replace(
        "사진을 지웠어요.", ""
    )  # a toast's words
    assert "지웠어요." not in told


def test_a_refused_edit_does_not_stand_in_the_history_as_done(
    person: Person, stranger: Person
) -> None:
    receipt = person.saves(person.adds())
    changes = {"copay": "200000", "member_id": stranger.adds()}
    answer = person.post(f"/receipts/{receipt}", opened(person, receipt) | changes)
    assert answer.status == 422
    assert "200,000원" not in person.get(f"/receipts/{receipt}").text


def test_a_form_refused_by_the_server_can_be_corrected_and_saved(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    paper = form(person.get("/receipts/new"), "/receipts") | RECEIPT | {"member_id": mother}
    person.post(f"/members/{mother}/deletion")
    refused = person.post("/receipts", paper)
    assert (refused.status, refused.error("member_id")) == (422, "누구의 것인지 골라 주세요.")
    corrected = person.post("/receipts", form(refused, "/receipts") | {"member_id": father})
    assert corrected.status == 303


def test_an_edit_of_a_deleted_receipt_can_be_saved_after_it_was_restored(person: Person) -> None:
    receipt, tablet = person.saves(person.adds()), person.on_another_phone()
    mine = opened(person, receipt)
    tablet.post(f"/receipts/{receipt}/deletion")
    refused = person.post(f"/receipts/{receipt}", mine | {"copay": "300000"})
    tablet.post(f"/receipts/{receipt}/restoration")
    assert person.post(f"/receipts/{receipt}", form(refused, f"/receipts/{receipt}")).status == 303
    assert person.get(f"/receipts/{receipt}").figure("counted") == 300_000


def test_a_form_without_its_memory_overwrites_nothing(person: Person) -> None:
    receipt = person.saves(person.adds(), note="밤")
    forged = opened(person, receipt) | {"was": "{}", "note": "낮"}
    assert person.post(f"/receipts/{receipt}", forged).status == 422
    assert "메모: 밤" not in person.get(f"/receipts/{receipt}").text
    assert read(person.get(f"/receipts/{receipt}").html).one("p", class_="memo").text == "밤"


def opened(person: Person, receipt: str) -> dict[str, str]:
    return form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")


def test_going_back_and_correcting_a_saved_person_is_told(person: Person) -> None:
    paper = form(person.get("/members/new"), "/members") | {"name": "엄마", "band": "3"}
    person.post("/members", paper)
    again = person.post("/members", paper | {"name": "아빠", "band": "5"})
    assert again.status == 422
    assert "이미 저장했어요" in again.text
    assert form(again, "/members")["name"] == "아빠"


def test_filling_a_column_later_is_a_change_that_can_be_taken_back(person: Person) -> None:
    receipt = person.saves(person.adds())
    person.post(f"/receipts/{receipt}", opened(person, receipt) | {"insurer_paid": "300000"})
    person.post(f"/receipts/{receipt}", opened(person, receipt))
    shown = person.get(f"/receipts/{receipt}").text
    assert shown.count("처음 적었어요") == 1
    assert "급여 – 공단이 낸 돈: 비어 있음 → 300,000원 되돌리기" in shown
