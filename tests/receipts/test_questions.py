"""Before saving: is it the same paper, is it a zero too many? Both answers are taken."""

from __future__ import annotations

from tests.conftest import RowCount
from tests.dom import form, read
from tests.person import Page, Person

TWIN, AMOUNT = {"confirm_twin": "1"}, {"confirm_amount": "1"}


def asked(page: Page) -> str:
    """The question of the page, if there is one."""
    found = [each for each in read(page.html).all("div") if "question" in each.classes]
    return found[0].text if found else ""


def test_the_same_paper_twice_is_asked_about_and_not_yet_saved(
    person: Person, rows: RowCount
) -> None:
    mother = person.adds()
    first = person.saves(mother, copay="18500", provider_name="마바약국")
    before = rows("receipt")
    page = person.sends(mother, copay="18500", provider_name="마바약국")
    assert page.status == 422
    assert "5월 4일 마바약국, 세는 돈 18,500원인 영수증이 이미 있어요." in asked(page)
    assert f'href="/receipts/{first}?same=' in page.html
    assert rows("receipt") == before


def test_the_way_to_the_one_that_stays_names_the_paper_that_goes(person: Person) -> None:
    mother = person.adds()
    kept = person.saves(mother, copay="18500")
    page = person.sends(mother, copay="18500")
    own = form(page, "/receipts")["id"]
    assert read(page.html).all("a", href=f"/receipts/{kept}?same={own}")


def test_it_is_another_paper_saves_both(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay="18500")
    paper = form(person.sends(mother, copay="18500"), "/receipts")
    assert person.post("/receipts", paper | TWIN).status == 303
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 37_000


def test_it_is_the_same_paper_keeps_one(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay="18500")
    page = person.sends(mother, copay="18500")
    same = next(a for a in read(page.html).all("a") if "같은 영수증이에요" in a.text)
    assert person.get(same.attrs["href"]).status == 200
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 18_500


def test_what_differs_in_person_day_place_or_amount_is_not_the_same_paper(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    person.saves(mother, copay="18500")
    person.saves(father, copay="18500")
    person.saves(mother, copay="18501")
    person.saves(mother, copay="18500", care_from="2023-05-05")
    person.saves(mother, copay="18500", provider_name="다른 약국")


def test_a_deleted_paper_has_no_twin(person: Person) -> None:
    mother = person.adds()
    person.post(f"/receipts/{person.saves(mother)}/deletion")
    assert person.sends(mother).status == 303


def test_an_edited_receipt_is_not_its_own_twin(person: Person) -> None:
    receipt = person.saves(person.adds())
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    assert person.post(f"/receipts/{receipt}", paper | {"note": "밤"}).status == 303


def test_an_edit_that_makes_a_twin_is_asked_about(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay="18500")
    other = person.saves(mother, copay="20000")
    paper = form(person.get(f"/receipts/{other}/edit"), f"/receipts/{other}")
    page = person.post(f"/receipts/{other}", paper | {"copay": "18500"})
    assert "이미 있어요" in asked(page)
    again = form(page, f"/receipts/{other}")
    assert person.post(f"/receipts/{other}", again | TWIN).status == 303


def usually(person: Person, member: str, *amounts: str) -> None:
    for day, copay in enumerate(amounts, start=1):
        person.saves(member, copay=copay, care_from=f"2023-03-{day:02}")


def test_a_zero_too_many_is_asked_about_and_not_yet_saved(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    usually(person, mother, "210000", "205000")
    before = rows("receipt")
    page = person.sends(mother, copay="2100000")
    assert page.status == 422
    assert "0을 하나 더 누르지 않았나요? 2,100,000원 / 210,000원" in asked(page)
    assert form(page, "/receipts")["copay"] == "2100000"
    assert rows("receipt") == before


def test_the_amount_is_right_saves_it(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "210000", "205000")
    paper = form(person.sends(mother, copay="2100000"), "/receipts")
    assert person.post("/receipts", paper | AMOUNT).status == 303
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 2_515_000


def test_correcting_the_amount_saves_that(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "210000", "205000")
    paper = form(person.sends(mother, copay="2100000"), "/receipts")
    assert person.post("/receipts", paper | {"copay": "210000"}).status == 303
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 625_000


def test_one_press_takes_the_zero_away_and_saves(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "210000", "205000")
    page = person.sends(mother, copay="2100000", then="another")
    [button] = read(page.html).all("button", name="correct_amount")
    assert button.text == "210,000원으로 고치기 → 저장할게요"
    paper = form(page, "/receipts") | {"correct_amount": button.attrs["value"]}
    assert "/receipts/new" in person.post("/receipts", paper).location
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 625_000


def test_where_no_zero_is_too_many_none_is_offered_to_go(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "210000", "205000")
    page = person.sends(mother, copay="430000")
    assert "다시 한번 봐 주세요" in asked(page)
    assert not read(page.html).all("button", name="correct_amount")


def test_a_corrected_amount_is_checked_like_any(person: Person) -> None:
    page = person.sends(person.adds(), correct_amount="x")
    assert "숫자로만" in page.error("copay")


def test_a_dear_month_at_a_new_place_is_not_asked_about(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "10000", "10000")
    assert person.sends(mother, copay="5000000", provider_name="큰병원").status == 303


def test_one_earlier_receipt_says_nothing_about_what_is_usual(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "10000")
    assert person.sends(mother, copay="100000").status == 303


def test_a_twin_of_a_dear_paper_is_asked_about_once(person: Person) -> None:
    mother = person.adds()
    usually(person, mother, "10000", "10000")
    paper = form(person.sends(mother, copay="900000"), "/receipts")
    assert person.post("/receipts", paper | AMOUNT).status == 303
    twin = person.sends(mother, copay="900000")
    assert "이미 있어요" in asked(twin)
    assert person.post("/receipts", form(twin, "/receipts") | TWIN).status == 303


def test_saving_and_writing_another_says_what_was_saved(person: Person) -> None:
    answer = person.sends(person.adds(), then="another")
    assert answer.status == 303
    page = person.get(answer.location)
    assert "저장했어요: 5월 4일 가나병원" in page.text
    assert page.value("copay") == ""
