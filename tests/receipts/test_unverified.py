"""What a phone read from a photo is counted, and says so until a person has looked at it."""

from __future__ import annotations

import pytest

from tests.dom import form, read
from tests.person import Page, Person

READ = {"patient_total": "100000", "unverified": "copay,patient_total,care_from"}


def unchecked_on_home(page: Page) -> list[str]:
    said = [each.text for each in read(page.html).all("p", class_="todo")]
    return [each for each in said if each.startswith("확인")]


def test_home_says_how_many_amounts_nobody_has_looked_at(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    person.saves(mother, **READ)
    person.saves(mother, copay="5000", unverified="copay")
    person.saves(father, copay="7000", unverified="care_from")
    page = person.get("/?year=2023")
    assert unchecked_on_home(page) == ["확인 안 한 금액 3개"]
    assert f"/receipts?member={mother}&amp;year=2023&amp;todo=unverified" in page.html


def test_they_are_counted_all_the_same(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, **READ)
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 100_000


def test_the_list_marks_them_and_can_show_only_them(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, **READ)
    person.saves(mother, provider_name="다른병원", copay="5000")
    assert [
        each.text for each in read(person.get("/receipts").html).all("span", class_="state")
    ] == ["확인 전"]
    page = person.get("/receipts?todo=unverified")
    assert "1장 세는 돈 100,000원" in page.text
    assert [each.text for each in read(page.html).all("span", class_="row-place")] == ["가나병원"]
    assert "2장" in person.get("/receipts?todo=nonsense").text


def test_the_receipt_lists_what_was_read_and_one_answer_settles_it(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother, **READ)
    page = person.get(f"/receipts/{receipt}")
    listed = read(page.html).one("section", class_="unchecked").text
    for words in ("진료일 2023-05-04", "급여 – 내가 낸 돈 100,000원", "환자부담 총액 100,000원"):
        assert words in listed
    answer = person.post(f"/receipts/{receipt}/verification")
    assert answer.location == f"/receipts/{receipt}?verified=1"
    page = person.get(answer.location)
    assert "확인했어요." in page.text
    assert "모두 맞아요" not in page.text
    assert unchecked_on_home(person.get("/?year=2023")) == []


def test_the_history_says_so_and_it_can_be_taken_back(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother, copay="5000", unverified="care_from,copay")
    person.post(f"/receipts/{receipt}/verification")
    page = person.get(f"/receipts/{receipt}")
    assert "확인 전: 진료일, 급여 – 내가 낸 돈 → 모두 확인했어요" in page.text
    person.post(f"/receipts/{receipt}/reversion", {"op_id": page.value("op_id")})
    assert unchecked_on_home(person.get("/?year=2023")) == ["확인 안 한 금액 1개"]


def test_without_javascript_the_form_keeps_them_and_a_tick_settles_them(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother, **READ)
    action = f"/receipts/{receipt}"
    typed = form(person.get(f"{action}/edit"), action)
    assert person.post(action, typed | {"copay": "90000"}).status == 303
    assert "확인 안 한 금액 2개" in person.get("/?year=2023").text
    typed = form(person.get(f"{action}/edit"), action)
    assert person.post(action, typed | {"verified": "1"}).status == 303
    assert unchecked_on_home(person.get("/?year=2023")) == []


def test_a_refused_form_keeps_them(person: Person) -> None:
    page = person.sends(person.adds(), **READ, care_to="2023-05-01")
    assert page.status == 422
    assert page.value("unverified") == READ["unverified"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("advance,copay,care_to", "care_to,copay,advance"), (",copay,,copay,", "copay"), ("", "")],
    ids=["in the form's order", "each once", "nothing"],
)
def test_the_names_are_put_in_order(person: Person, given: str, kept: str) -> None:
    receipt = person.saves(person.adds(), unverified=given)
    assert person.get(f"/receipts/{receipt}/edit").value("unverified") == kept


@pytest.mark.parametrize(
    "given", ["note", "copay, care_to", "uncounted-shared_room", "<b>", "copay,member_id"]
)
def test_other_names_are_refused(person: Person, given: str) -> None:
    assert person.sends(person.adds(), unverified=given).status == 422


def test_a_copy_is_of_today_and_has_been_read_by_nobody(person: Person) -> None:
    receipt = person.saves(person.adds(), **READ)
    page = person.get(f"/receipts/new?copy={receipt}")
    assert (page.value("care_from"), page.value("unverified")) == ("2026-11-21", "")
    assert page.value("copay") == "100000"


def test_a_copied_stay_asks_for_its_days(person: Person) -> None:
    stay = {"care_kind": "inpatient", "care_from": "2023-04-01", "care_to": "2023-04-30"}
    receipt = person.saves(person.adds(), **stay)
    page = person.get(f"/receipts/new?copy={receipt}")
    assert (page.value("care_from"), page.value("care_to")) == ("", "")


def test_the_form_offers_the_last_places_once_more(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, provider_name="햇살약국", care_from="2023-06-01", care_to="2023-06-01")
    last = person.saves(
        mother, provider_name="햇살약국", care_from="2023-07-01", care_to="2023-07-01"
    )
    chips = read(person.get("/receipts/new").html).one("nav", class_="again")
    assert chips.one("a").attrs["href"] == f"/receipts/new?copy={last}"
    assert not read(person.get(f"/receipts/new?copy={last}").html).all("nav", class_="again")


def test_the_form_knows_the_last_visit_to_each_place(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, provider_name="햇살약국", provider_kind="pharmacy", care_kind="pharmacy")
    place = read(person.get("/receipts/new").html).one("option", value="햇살약국").attrs
    assert (place["data-provider-kind"], place["data-care-kind"]) == ("pharmacy", "pharmacy")
    assert place["data-member"] == mother


def test_a_dear_visit_that_is_no_zero_too_many_is_asked_about_without_it(person: Person) -> None:
    mother = person.adds()
    for day in ("2023-03-01", "2023-03-02"):
        person.saves(mother, copay="10000", care_from=day, care_to=day)
    page = person.sends(mother, copay="20000")
    assert page.status == 422
    assert "이번 금액은 20,000원이에요." in page.text
    assert "0을 하나 더" not in page.text
    assert person.sends(mother, copay="19999").status == 303


def test_a_scanned_receipt_leads_to_the_next_photo_of_the_same_day(person: Person) -> None:
    mother = person.adds()
    answer = person.sends(mother, then="scan")
    assert answer.status == 303
    assert answer.location.startswith(f"/scan?member={mother}&day=2023-05-04&saved=")
