"""The list: by month, filtered, searched by name or initial consonants, page after page."""

from __future__ import annotations

import pytest

from tests.dom import fields, read
from tests.person import Page, Person

PAGE = 50


def places(page: Page) -> list[str]:
    """The places of the rows, as they stand."""
    return [each.text for each in read(page.html).all("span", class_="row-place")]


def found(person: Person, **query: str) -> list[str]:
    return sorted(places(person.get("/receipts", query_string=query)))


def test_an_empty_list_says_so_and_leads_to_the_form(person: Person) -> None:
    for who in (person, person):
        page = who.get("/receipts")
        assert "아직 영수증이 없어요." in page.text
        assert 'href="/receipts/new"' in page.html
        person.adds()


def test_rows_stand_under_their_month_the_newest_first(person: Person) -> None:
    mother = person.adds()
    for day, place in (("2023-05-04", "가"), ("2023-06-01", "나"), ("2023-05-20", "다")):
        person.saves(mother, care_from=day, provider_name=place)
    page = person.get("/receipts")
    months = [each.text for each in read(page.html).one("main").all("h2")]
    assert (places(page), months) == (["나", "다", "가"], ["2023년 6월", "2023년 5월"])


def test_a_row_shows_what_counts_and_what_does_not(person: Person) -> None:
    person.saves(person.adds(), copay="1650000", noncovered="300000", uncounted_arrears="400000")
    page = person.get("/receipts")
    row = read(page.html).one("li", class_="row-line")
    assert "1,250,000원" in row.text
    assert "세지 않는 돈 700,000원" in row.text
    assert "1장 세는 돈 1,250,000원 세지 않는 돈 700,000원" in page.text


def test_a_row_without_anything_left_out_says_nothing_of_it(person: Person) -> None:
    person.saves(person.adds())
    assert (
        "세지 않는 돈" not in read(person.get("/receipts").html).one("li", class_="row-line").text
    )


def test_a_place_can_be_chosen_where_there_are_several(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, provider_name="가")
    assert not read(person.get("/receipts").html).all("select", name="provider")
    person.saves(mother, provider_name="나", care_from="2023-06-01")
    page = person.get("/receipts", query_string={"provider": "가"})
    options = read(page.html).one("select", name="provider").all("option")
    assert [each.text for each in options] == ["모두", "나", "가"]
    assert [each.text for each in options if "selected" in each.attrs] == ["가"]
    assert places(page) == ["가"]


def deletes_first(person: Person, page: Page) -> Page:
    """Deletes by the menu of the first row."""
    row = read(page.html).all("li", class_="row-line")[0]
    where = row.one("form").attrs["action"]
    return person.post(where, fields(row.one("form")))


def test_deleting_leads_back_to_the_list_as_it_was(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    person.saves(mother, provider_name="가")
    person.saves(mother, provider_name="나")
    person.saves(father, provider_name="다")
    page = person.get("/receipts", query_string={"member": mother, "q": "가", "year": "2023"})
    gone = person.get(deletes_first(person, page).location)
    assert "지웠어요: 가" in gone.text
    assert places(gone) == []
    undo = read(gone.html).one("div", class_="toast").one("form")
    back = person.get(person.post(undo.attrs["action"], fields(undo)).location)
    assert "되살렸어요" in back.text
    assert places(back) == ["가"]


def test_a_list_of_another_site_is_nowhere_to_go(person: Person) -> None:
    receipt = person.saves(person.adds())
    answer = person.post(f"/receipts/{receipt}/deletion", {"list": "//elsewhere.example?year=2023"})
    assert answer.location == f"/receipts?year=2023&deleted={receipt}"


def test_the_list_can_be_narrowed_by_person_year_and_place(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    person.saves(mother, provider_name="가")
    person.saves(mother, provider_name="나", care_from="2024-01-02")
    person.saves(father, provider_name="다")
    assert found(person, member=mother) == ["가", "나"]
    assert found(person, year="2023") == ["가", "다"]
    assert found(person, member=mother, year="2024") == ["나"]
    assert found(person, provider="다") == ["다"]
    assert found(person, member=mother, provider="다") == []


def test_the_sum_on_top_is_that_of_what_is_shown(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    person.saves(mother, copay="1000", noncovered="20")
    person.saves(father, copay="5000")
    assert "1장 세는 돈 1,000원 세지 않는 돈 20원" in person.get(f"/receipts?member={mother}").text


REASONS = {
    "noncovered": {"noncovered": "500"},
    "full_self_pay": {"full_self_pay": "500"},
    "advance": {"advance": "500"},
    "other_insurance": {"insurance_kind": "auto"},
    "chuna": {"uncounted_chuna": "500"},
    "arrears": {"uncounted_arrears": "500"},
}


@pytest.mark.parametrize("reason", REASONS)
def test_the_list_can_be_narrowed_to_a_reason(person: Person, reason: str) -> None:
    mother = person.adds()
    for name, values in REASONS.items():
        person.saves(mother, provider_name=name, **values)
    page = person.get("/receipts", query_string={"reason": reason})
    assert places(page) == [reason]
    assert "모두 보기" in page.text


def test_an_unknown_reason_narrows_nothing(person: Person) -> None:
    person.saves(person.adds())
    assert len(found(person, reason="magic'); --")) == 1


def test_fifty_a_page_and_the_rest_is_one_press_away(person: Person) -> None:
    mother = person.adds()
    for number in range(PAGE + 3):
        person.saves(mother, provider_name=f"{number:02}", copay=str(1_000 + number))
    first = person.get("/receipts")
    assert len(places(first)) == PAGE
    more = read(first.html).one("p", class_="more").all("a")[0].attrs["href"]
    second = person.get(more)
    assert len(places(second)) == 3
    assert sorted({*places(first), *places(second)}) == [f"{n:02}" for n in range(PAGE + 3)]
    assert 'class="more"' not in second.html


def test_exactly_fifty_are_one_page(person: Person) -> None:
    mother = person.adds()
    for number in range(PAGE):
        person.saves(mother, provider_name=f"{number:02}", copay=str(1_000 + number))
    assert 'class="more"' not in person.get("/receipts").html


def test_the_next_page_keeps_the_filters(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    for number in range(PAGE + 1):
        person.saves(mother, provider_name=f"A&B {number:02}", copay=str(1_000 + number))
        person.saves(father, provider_name=f"A&B {number:02}", copay=str(1_000 + number))
    first = person.get("/receipts", query_string={"member": father, "q": "A&B"})
    more = read(first.html).one("p", class_="more").all("a")[0].attrs["href"]
    row = read(person.get(more).html).one("li", class_="row-line")
    assert "아빠" in row.text


@pytest.fixture
def family(person: Person) -> Person:
    mother = person.adds()
    names = (
        "서울성모병원",
        "삼미의원",
        "연세 이비인후과",
        "Kim's 50% 의원",
        "가_나약국",
        "가B나약국",
    )
    for number, name in enumerate(names):
        person.saves(mother, provider_name=name, copay=str(1_000 + number))
    return person


SEARCHES = {
    "part of a name": ("성모", ["서울성모병원"]),
    "initial consonants": ("ㅅㅁ", ["삼미의원", "서울성모병원"]),
    "initials across a space": ("ㅇㅅㅇㅂ", ["연세 이비인후과"]),
    "initials with a space": ("ㅇㅅ ㅇㅂ", ["연세 이비인후과"]),
    "one initial": ("ㅈ", []),
    "a syllable and an initial": ("성ㅁ", ["서울성모병원"]),
    "an initial and a syllable": ("ㅅ모", ["서울성모병원"]),
    "Latin in another case": ("kim", ["Kim's 50% 의원"]),
    "a percent sign": ("%", ["Kim's 50% 의원"]),
    "a percent sign between": ("서%원", []),
    "an underscore": ("가_나", ["가_나약국"]),
    "a quote": ("'", ["Kim's 50% 의원"]),
    "a backslash": ("\\", []),
    "spaces around": ("  성모 ", ["서울성모병원"]),
    "decomposed letters": ("\u1109\u1165\u11bc\u1106\u1169", ["서울성모병원"]),
}


@pytest.mark.parametrize(("q", "names"), SEARCHES.values(), ids=SEARCHES)
def test_a_search_finds(family: Person, q: str, names: list[str]) -> None:
    assert found(family, q=q) == names


def test_a_search_without_a_hit_says_what_was_sought_and_shows_the_way_back(
    family: Person,
) -> None:
    page = family.get("/receipts", query_string={"q": "ㅋㅋ"})
    assert "‘ㅋㅋ’" in page.text
    assert "찾은 영수증이 없어요" in page.text
    assert read(page.html).all("a", href="/receipts")


def test_what_was_sought_stays_in_the_field_as_letters(family: Person) -> None:
    page = family.get("/receipts", query_string={"q": '"><b>'})
    assert "<b>" not in page.html
    assert read(page.html).one("input", name="q").attrs["value"] == '"><b>'


def test_a_very_long_search_is_no_crash(family: Person) -> None:
    assert family.get("/receipts", query_string={"q": "가" * 5_000}).status == 200


def test_deleted_receipts_are_not_found(person: Person) -> None:
    person.post(f"/receipts/{person.saves(person.adds())}/deletion")
    assert found(person, q="가나") == []
