"""계산 풀이: the waterfall adds up, and every part opens to its receipts and reasons."""

from __future__ import annotations

import re

import pytest

from tests.dom import Element, read
from tests.person import Page, Person


def won(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def year_of(person: Person, member: str, year: int = 2023) -> Page:
    return person.get(f"/members/{member}/years/{year}")


def paid(page: Page) -> int:
    falls = [each for each in read(page.html).all("li") if "fall" in each.classes]
    return won(falls[0].all("strong")[0].text)


def reasons(page: Page) -> dict[str, int]:
    """The won of each reason on the page."""
    found = [each for each in read(page.html).all("section") if "reason" in each.classes]
    heads = [each.all("h3")[0] for each in found]
    return {head.all("span")[0].text: won(head.all("strong")[0].text) for head in heads}


@pytest.fixture
def mother(person: Person) -> str:
    mother = person.adds(band=2)
    person.saves(mother, copay=3_000_000, full_self_pay=40_000, noncovered=300_000)
    person.saves(
        mother,
        provider_name="한마음병원",
        provider_kind="tertiary",
        copay=900_000,
        uncounted_selective_benefit=500_000,
        uncounted_mild_tertiary=100_000,
    )
    person.saves(mother, provider_name="다른병원", insurance_kind="auto", copay=77_000)
    person.saves(mother, provider_name="라병원", copay=1_000_000, advance=200_000)
    return mother


def test_the_reasons_add_up_to_what_is_not_counted(person: Person, mother: str) -> None:
    page = year_of(person, mother)
    assert reasons(page) == {
        "선별급여": 500_000,
        "비급여": 300_000,
        "상급종합병원 가벼운 병 외래": 100_000,
        "의료급여·자동차보험·산재·일반": 77_000,
        "전액 본인부담": 40_000,
    }
    assert sum(reasons(page).values()) == page.figure("uncounted") == 1_017_000


def test_the_waterfall_adds_up(person: Person, mother: str) -> None:
    page = year_of(person, mother)
    assert paid(page) == 3_340_000 + 900_000 + 77_000 + 800_000
    assert paid(page) - page.figure("uncounted") == page.figure("counted")
    assert page.figure("counted") - page.figure("cap") == page.figure("estimate")
    borne = paid(page) - page.figure("estimate")
    assert f"그래서 내 돈은 모두 {borne:,}원 이 들어요." in page.text


def test_each_reason_opens_to_its_own_receipts(person: Person, mother: str) -> None:
    sections = read(year_of(person, mother).html).all("section", class_="reason")
    rows = {each.all("h3")[0].all("span")[0].text: each.all("a") for each in sections}
    places = {label: [row.text.split()[0] for row in found] for label, found in rows.items()}
    assert places["선별급여"] == ["한마음병원"]
    assert places["비급여"] == ["가나병원"]
    assert places["의료급여·자동차보험·산재·일반"] == ["다른병원"]


def test_the_counted_part_opens_to_its_receipts_the_largest_first(
    person: Person, mother: str
) -> None:
    fall = next(
        each
        for each in read(year_of(person, mother).html).all("li")
        if {"fall", "sum"} <= each.classes
    )
    rows = [each for each in fall.all("a") if "row" in each.classes]
    assert [row.text.split()[0] for row in rows] == ["가나병원", "라병원", "한마음병원"]


def test_home_person_and_year_show_the_same_figures(person: Person, mother: str) -> None:
    names = ("counted", "uncounted", "cap", "estimate")
    pages = [person.get(f"/members/{mother}?year=2023"), year_of(person, mother)]
    home = person.get("/?year=2023")
    for page in pages:
        shown = {name: page.figure(name) for name in names}
        assert shown == {name: home.figure(name, mother, 2023) for name in names}


def test_many_receipts_under_one_reason_are_cut_short_with_a_way_to_all(person: Person) -> None:
    mother = person.adds(band=2)
    for day in range(1, 16):
        person.saves(mother, care_from=f"2023-05-{day:02}", copay=1_000, noncovered=1_000)
    page = year_of(person, mother)
    more = [each for each in read(page.html).all("a") if "3장 더 보기" in each.text]
    assert len(more) == 2
    rows = [read(person.get(each.attrs["href"]).html).all("a", class_="row") for each in more]
    assert [len(found) for found in rows] == [15, 15]


def test_the_ladder_has_seven_rungs_that_never_rise(person: Person, mother: str) -> None:
    page = year_of(person, mother)
    rungs = [int(each.attrs["data-won"]) for each in ladder(page)]
    assert len(rungs) == 7
    assert rungs == sorted(rungs, reverse=True)
    own = next(each for each in ladder(page) if each.attrs["data-rung"] == "2-3")
    assert int(own.attrs["data-won"]) == page.figure("estimate")


def test_below_the_cap_the_rest_is_told_and_at_it_that_it_is_exact(person: Person) -> None:
    mother = person.adds(band=2)
    person.saves(mother, copay=80_000)
    assert "1,000,000원 더 내면 넘어요." in year_of(person, mother).text
    person.saves(mother, copay=1_000_000)
    assert "딱 상한액이에요." in year_of(person, mother).text


def test_the_day_on_which_the_cap_was_passed_is_told(person: Person) -> None:
    mother = person.adds(band=2)
    for day, copay in (("2023-03-01", 1_080_000), ("2023-07-09", 1), ("2023-08-01", 50_000)):
        person.saves(mother, care_from=day, copay=copay)
    assert "2023.07.09(일)에 상한액을 넘었어요." in year_of(person, mother).text


def test_an_unknown_band_has_a_range_and_no_cap(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay=5_500_000)
    page = year_of(person, mother)
    assert "분위를 몰라 범위로 보여요: 0원 ~ 463만 원" in page.text
    assert not {"cap", "estimate", "remaining"} & set(page.figures())


def test_a_year_that_runs_leads_to_what_may_still_come_and_a_past_one_does_not(
    person: Person, mother: str
) -> None:
    person.saves(mother, care_from="2026-03-02", copay=100_000)
    ahead = [f"/members/{mother}/years/{year}/preview" for year in (2023, 2026)]
    pages = {year: read(year_of(person, mother, year).html) for year in (2023, 2026)}
    assert not pages[2023].all("a", href=ahead[0])
    assert pages[2026].one("a", href=ahead[1]).text == "올해 미리보기"


def test_an_unknown_band_below_every_cap_is_told_so_once_and_without_a_range(
    person: Person,
) -> None:
    mother = person.adds()
    person.saves(mother, copay=500_000)
    page = year_of(person, mother)
    assert "아직 넘지 않았어요. 가장 낮은 구간의 상한액도 넘지 않았어요." in page.text
    assert "아직 상한액을 넘은 구간이 없어요. 예상이에요." in page.text
    assert "범위로 보여요" not in page.text
    assert "0원 ~" not in page.text
    assert (page.figure("lowest"), page.figure("highest")) == (0, 0)


def test_a_year_of_three_tiers_does_not_speak_of_seven(person: Person) -> None:
    mother = person.adds(year=2012)
    person.saves(mother, care_from="2012-05-04", copay=5_500_000)
    page = year_of(person, mother, 2012)
    assert "모든 구간을 한꺼번에 보면 150만 원 ~ 350만 원이에요." in page.text
    assert "일곱" not in page.text


def test_an_empty_year_says_so_and_leads_on_instead_of_a_column_of_zeros(person: Person) -> None:
    mother = person.adds(band=2, year=2022)
    page = year_of(person, mother, 2022)
    main = read(page.html).one("main")
    assert "2022년 영수증이 없어요." in main.text
    assert page.figures() == {"counted": 0, "cap": 1_030_000}
    assert len(re.findall(r"(?<![0-9,])0원", main.text)) == 1
    assert not main.all("ol")
    for way in ("/receipts/new", "/scan"):
        assert main.all("a", href=f"{way}?member={mother}")


def test_the_cap_is_explained_with_the_right_particle(person: Person, mother: str) -> None:
    assert "2023년 2–3분위가 한 해에 내는 가장 큰 금액이에요." in year_of(person, mother).text


def test_the_caveat_stands_in_the_card_of_the_estimate(person: Person, mother: str) -> None:
    figure = read(year_of(person, mother).html).one(data_figure="estimate")
    card = next(each for each in figure.around() if "card" in each.classes)
    assert "예상이에요. 공단이 심사한 금액" in card.text


def ladder(page: Page) -> list[Element]:
    return [each for each in read(page.html).all("output") if "data-rung" in each.attrs]
