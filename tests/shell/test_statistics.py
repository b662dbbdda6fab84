"""통계: every figure with its year and source, every average with its denominator (H-15)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.dom import Element, read
from tests.person import Person
from webapp.law.rulebook import read as data
from webapp.law.rulebook import sources

YEARS: list[dict[str, Any]] = data("statistics")["year"]
PARTS = {"by_band": "bands", "by_age": "ages"}


@pytest.fixture
def shown(person: Person) -> Element:
    return read(person.get("/statistics").html).one("main")


def rows(section: Element, table: int = 0) -> dict[str, str]:
    """Heading → cell of a table with two columns."""
    body = section.all("table")[table].one("tbody")
    return {each.one("th").text: each.one("td").text for each in body.all("tr")}


def test_every_year_has_its_persons_and_its_amount(shown: Element) -> None:
    section = shown.one("section", aria_labelledby="persons")
    persons, amounts = rows(section), rows(section, 1)
    assert list(persons) == [str(each["year"]) for each in reversed(YEARS)]
    assert persons["2025"] == "2,262,605명"
    assert amounts["2023"] == "2조 6,278억 원"
    assert amounts["2025"] == "3조 760억 원"


def test_what_was_derived_says_so_and_what_is_unknown_has_no_number(shown: Element) -> None:
    section = shown.one("section", aria_labelledby="persons")
    persons, amounts = rows(section), rows(section, 1)
    assert persons["2016"] == "미확인"
    for year in YEARS:
        for name, column in (("persons", persons), ("amount", amounts)):
            derived = name in year.get("computed", ())
            assert column[str(year["year"])].startswith("약 ") == derived, (year["year"], name)


def test_an_average_stands_with_its_year_and_its_denominator(shown: Element) -> None:
    for year, words in rows(shown.one("section", aria_labelledby="averages")).items():
        of_year = next(each for each in YEARS if str(each["year"]) == year)
        assert f"{of_year['persons']:,}명 기준" in words
    latest = shown.one("section", aria_labelledby="latest").text
    for average in re.finditer("평균", latest):
        around = latest[average.start() : average.start() + 80]
        assert "2025년 진료분" in around
        assert "2,262,605명" in around


def test_averages_are_what_amounts_and_persons_give() -> None:
    for year in YEARS:
        if "average" in year:
            assert abs(year["amount"] / year["persons"] - year["average"]) < 10_000, year["year"]
        assert not ("average" in year and year.get("computed")), year["year"]


@pytest.mark.parametrize("name", PARTS)
def test_the_groups_of_a_year_add_up_to_all_of_it(name: str) -> None:
    part = data("statistics")[name]
    whole = next(each for each in YEARS if each["year"] == part["year"])
    assert sum(row["persons"] for row in part["row"]) == whole["persons"]
    for row in part["row"]:
        assert abs(row["persons"] * 1000 / whole["persons"] - row["share"]) < 1, row


@pytest.mark.parametrize("name", PARTS)
def test_the_groups_name_their_year_and_what_they_were_read_from(shown: Element, name: str) -> None:
    part = data("statistics")[name]
    section = shown.one("section", aria_labelledby=PARTS[name])
    assert f"{part['year']}년 진료분" in section.one("h2").text
    for id in part["source"]:
        assert sources()[id].title in section.text


def test_every_year_says_where_it_was_read_and_how_sure_that_is(shown: Element) -> None:
    items = shown.one("section", aria_labelledby="persons").one("details").all("li")
    for year, item in zip(reversed(YEARS), items, strict=True):
        assert item.text.startswith(f"{year['year']}년")
        assert ("공식 확인" in item.text) == (year["status"] == "official")
        for id in year["source"]:
            assert sources()[id].title in item.text
        if year["status"] == "official":
            assert {sources()[id].kind for id in year["source"]} & {"official", "quoted"}


def test_a_bar_is_a_picture_of_the_number_beside_it(shown: Element) -> None:
    cells = shown.one("section", aria_labelledby="persons").all("table")[0].all("td")
    for year, cell in zip(reversed(YEARS), cells, strict=True):
        if "persons" not in year:
            assert cell.text == "미확인"
            assert not cell.all("svg")
            continue
        length = int(cell.one("svg").all("rect")[1].attrs["width"])
        assert length == year["persons"] * 1000 // 2_262_605
        assert cell.one("svg").attrs["aria-hidden"] == "true"


SERIES = {"lower_half": "lower-half", "elderly": "elderly", "agreed": "agreed"}


@pytest.mark.parametrize("name", SERIES)
def test_a_share_stands_with_its_year_its_denominator_and_where_it_was_read(
    shown: Element, name: str
) -> None:
    of_years = {each["year"]: each.get("persons") for each in YEARS}
    section = shown.one("section", aria_labelledby=SERIES[name])
    cells = rows(section)
    series = sorted(data("statistics")[name], key=lambda row: -row["year"])
    assert list(cells) == [str(row["year"]) for row in series]
    for row, origin in zip(series, section.one("details").all("li"), strict=True):
        words, whole = cells[str(row["year"])], of_years[row["year"]]
        assert f"{whole:,}명 기준" in words
        assert ("약 " in words) == ("share" not in row), row
        if "persons" in row:
            assert f"{row['persons']:,}명" in words
            [share] = re.findall(r"([\d.]+)%\)", words)
            assert abs(row["persons"] * 100 / whole - float(share)) < 0.1, row
        assert all(sources()[id].title in origin.text for id in row["source"])
        assert ("공식 확인" in origin.text) == (row["status"] == "official")


def test_what_nobody_claimed_says_until_when_and_that_it_counts_cases(shown: Element) -> None:
    words = shown.one("section", aria_labelledby="unclaimed").text
    assert "2021년부터 2026년 6월까지 모두 424,727건 3,617억 원" in words
    assert "그 가운데 3년이 지나 사라진 것 약 54,000건 378억 원" in words
    assert "사람 수가 아니라 건수예요." in words
    assert "2차 자료" in words


def test_an_official_text_that_was_read_in_a_copy_says_so(person: Person) -> None:
    copied = {each.title for each in sources().values() if each.kind == "quoted"}
    mark, seen = " (옮긴 글에서 읽음)", 0
    caps = ("/caps?year=2023", "/caps?year=2026")
    for where in ("/statistics", *caps, "/help", "/about", "/papers/own"):
        text = person.get(where).text
        for title in copied:
            assert text.count(title) == text.count(title + mark), (where, title)
            seen += text.count(title)
        assert "서울신문 2025년 9월 2일, 상한제 묻고 답하기" + mark not in text
    assert seen > 10


def test_large_amounts_are_told_in_trillions_in_english(person: Person) -> None:
    person.client.set_cookie("lang", "en")
    assert "3.076 trillion won" in person.get("/statistics").text


def test_nobody_takes_it_for_their_own(shown: Element) -> None:
    assert "내 금액은 내가 낸 병원비와 분위로 정해져요" in shown.text
    assert not shown.all("output")
