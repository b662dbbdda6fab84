"""The cap table, for people and for scripts; 분위 찾기 by premium; the health check."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from flask import Flask, render_template

from tests.dom import Element, read
from tests.person import Page, Person
from webapp.law.caps import table
from webapp.law.rulebook import sources, version_of
from webapp.shell import cap_presenters
from webapp.templating import frame

COMPUTED = range(2009, 2027)
SECONDARY = {2015, 2016, 2017, 2018, 2019, 2021, 2022}


def cells(page: Page) -> list[list[str]]:
    rows = read(page.html).one("table", class_="caps").one("tbody").all("tr")
    return [[each.text for each in row.all("td")] for row in rows]


def man(won: int) -> str:
    eok, rest = divmod(won // 10_000, 10_000)
    assert won % 10_000 == 0
    return f"{eok:,}억 {rest:,}만 원" if eok else f"{rest:,}만 원"


@pytest.mark.parametrize("year", COMPUTED)
def test_every_cap_of_a_year_is_on_its_page(person: Person, year: int) -> None:
    long_stay = table(year).long_stay
    rows = zip(table(year).general, long_stay, strict=True) if long_stay else None
    expected = (
        [[man(general), man(long)] for general, long in rows]
        if rows
        else [[man(won)] for won in table(year).general]
    )
    assert cells(person.get(f"/caps?year={year}")) == expected


@pytest.mark.parametrize("year", COMPUTED)
def test_a_years_table_shows_source_day_checked_and_status(person: Person, year: int) -> None:
    page, found = person.get(f"/caps?year={year}"), table(year)
    card = next(each for each in read(page.html).all("section") if each.all("table", class_="caps"))
    status = "2차 자료" if year in SECONDARY else "공식 확인"
    assert status in card.text
    assert f"확인한 날 {found.checked:%Y.%m.%d}" in card.text
    known = [sources()[id].title for id in found.source]
    assert known
    assert all(title in page.text for title in known)


@pytest.mark.parametrize("year", range(2004, 2009))
def test_the_years_before_2009_are_shown_as_windows_and_not_computed(
    person: Person, year: int
) -> None:
    page = person.get(f"/caps?year={year}")
    assert page.status == 200
    assert f"{year}년은 여섯 달마다 셌어요. 아래 표를 보세요." in page.text
    assert "미확인" not in page.text  # the table below is official
    assert "2004.07.01(목) ~ 2007.06.30(토) 300만 원 공식 확인" in page.text
    assert "2007.07.01(일) ~ 2008.12.31(수) 200만 원 공식 확인" in page.text
    assert "보여 드리기만 하고 셈하지 않아요" in page.text


def test_the_windows_show_source_and_day_checked_too(person: Person) -> None:
    page = person.get("/caps?year=2007")
    section = read(page.html).one("section", aria_labelledby="windows")
    assert "2026.11.21" in section.text
    assert any(source.title in section.text for source in sources().values())


@pytest.mark.parametrize("year", [2027, 2050])
def test_a_year_without_a_table_is_unknown_and_not_guessed(person: Person, year: int) -> None:
    page = person.get(f"/caps?year={year}")
    assert "미확인" in page.text
    assert "어림해서 채우지 않아요" in page.text
    assert not read(page.html).all("table", class_="caps")


def test_the_years_to_choose_hold_2004_to_this_one(person: Person) -> None:
    options = read(person.get("/caps").html).one("select", name="year").all("option")
    assert {int(each.attrs["value"]) for each in options} >= set(range(2009, 2027))
    assert [each.text for each in options if "selected" in each.attrs] == ["2026년"]


def test_ones_own_rung_is_marked(person: Person) -> None:
    person.adds("엄마", year=2023, band=3)
    page = person.get("/caps?year=2023")
    mine = [each for each in read(page.html).all("tr") if "mine" in each.classes]
    assert [row.text for row in mine] == ["2–3분위 엄마 108만 원 168만 원"]


def test_what_moved_since_the_year_before_is_told(person: Person) -> None:
    assert "1분위 87만 원 89만 원" in person.get("/caps?year=2025").text
    assert "2–3분위 108만 원 108만 원" not in person.get("/caps?year=2024").text


def changes(page: Page) -> dict[str, list[str]]:
    """The rows of the tables of what moved, by the title of the table."""
    fold = next(each for each in read(page.html).all("details") if "달라진 점" in each.text)
    return {
        each.one("caption").text: [row.text for row in each.one("tbody").all("tr")]
        for each in fold.all("table")
    }


def test_what_moved_for_long_stays_is_told_beside_it(person: Person) -> None:
    told = changes(person.get("/caps?year=2024"))
    assert list(told) == ["보통 상한액", "요양병원 120일을 넘었을 때의 상한액"]
    assert [len(rows) for rows in told.values()] == [5, 7]
    assert told["요양병원 120일을 넘었을 때의 상한액"][1] == "2–3분위 168만 원 174만 원"


def test_the_first_year_of_a_long_stay_row_is_compared_with_the_one_row_of_before(
    person: Person,
) -> None:
    told = changes(person.get("/caps?year=2018"))
    assert told["요양병원 120일을 넘었을 때의 상한액"][0] == "1분위 122만 원 124만 원"
    assert "120일" not in " ".join(changes(person.get("/caps?year=2016")))


def caps_json(person: Person) -> dict[str, object]:
    found: dict[str, object] = json.loads(person.get("/caps.json").html)
    return found


def test_the_json_holds_every_year_in_won(person: Person) -> None:
    years = {each["year"]: each for each in caps_json(person)["years"]}  # type: ignore[attr-defined]
    assert set(years) == set(COMPUTED)
    assert years[2023]["general"][1] == 1_080_000
    assert years[2023]["long_stay"][1] == 1_680_000
    assert years[2017]["long_stay"] is None
    assert {year for year, each in years.items() if each["status"] == "secondary"} == SECONDARY


def test_the_tables_say_from_when_they_are_and_which_ones(person: Person) -> None:
    told = caps_json(person)
    assert told["version"] == version_of("caps")
    assert told["checked"] == max(each["checked"] for each in told["years"])  # type: ignore[attr-defined]
    on = str(told["checked"]).replace("-", ".")
    page = person.get("/caps?year=2027")
    assert re.search(rf"{on}\(.\)에 확인한 표예요. 판 {told['version']}", page.text)
    assert "상한액 표가 새로 왔어요" not in page.text


def test_what_a_new_table_brought_is_told_above_it(app: Flask) -> None:
    context = cap_presenters.present_caps(2026, date(2026, 11, 21), (), {})
    news = ["2026년 상한액이 새로 들어왔어요.", "2025년 상한액을 공식 자료로 확인했어요."]
    with app.test_request_context("/caps"):
        html = render_template("caps/table.html", **context | frame() | {"news": news})
    notice = read(html).one("aside", class_="notice")
    assert notice.one("h2").text == "상한액 표가 새로 왔어요"
    assert [each.text for each in notice.all("li")] == news
    assert html.index("<aside") < html.index("<table")


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "gzip, deflate, br, zstd"])
def test_the_json_is_not_sent_again_to_who_has_it(person: Person, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding}
    first = person.client.get("/caps.json", headers=headers)
    tag = first.headers["ETag"]
    second = person.client.get("/caps.json", headers={**headers, "If-None-Match": tag})
    assert (first.status_code, second.status_code, second.data) == (200, 304, b"")
    other = person.client.get("/caps.json", headers={**headers, "If-None-Match": '"x"'})
    assert other.status_code == 200


def test_the_health_check_answers(person: Person) -> None:
    page = person.get("/healthz")
    assert (page.status, json.loads(page.html)) == (200, {"status": "ok"})


def suggests(person: Person, year: int, **query: str) -> Page:
    mother = person.adds(year=year)
    return person.get(f"/members/{mother}/bands/{year}", query_string=query)


# 2012, the one year whose whole table was read (ilyo-2013): kind, premium, group
PREMIUMS = [
    ("regional", "51890", "1–5분위"),
    ("regional", "51891", "6–8분위"),
    ("regional", "131,241", "9–10분위"),
    ("employee", "60,510원", "1–5분위"),
    ("employee", "60511", "6–8분위"),
]


@pytest.mark.parametrize(("kind", "premium", "label"), PREMIUMS)
def test_a_premium_of_2012_suggests_a_rung_and_says_from_what(
    person: Person, kind: str, premium: str, label: str
) -> None:
    page = suggests(person, 2012, kind=kind, premium=premium)
    assert f"{label} 자리로 보여요. 2012년 기준표에서" in page.text
    assert "신문 기사에서 옮긴 값이라 틀릴 수 있어요." in page.text
    suggested = [each for each in read(page.html).all("li") if "suggested" in each.classes]
    assert [label in rung.text for rung in suggested] == [True]


def test_a_suggestion_is_not_yet_a_choice(person: Person) -> None:
    page = suggests(person, 2012, kind="regional", premium="50000")
    assert not [each for each in read(page.html).all("li") if "mine" in each.classes]


def test_a_premium_between_what_is_known_suggests_nothing(person: Person) -> None:
    page = suggests(person, 2018, kind="employee", premium="900000")
    assert "기준표에 나와 있지 않아요. 직접 골라 주세요." in page.text
    assert not [each for each in read(page.html).all("li") if "suggested" in each.classes]


@pytest.mark.parametrize("year", [2023, 2027])
def test_a_year_without_brackets_does_not_ask_for_a_premium(person: Person, year: int) -> None:
    page = suggests(person, year, kind="employee", premium="100000")
    assert "이 해의 보험료 기준표가 앱에 없어요." in page.text
    assert not read(page.html).all("input", name="premium")
    assert "자리로 보여요" not in page.text


@pytest.mark.parametrize("premium", ["많이", "-5", "9" * 19])
def test_a_premium_that_cannot_be_is_refused_at_its_field(person: Person, premium: str) -> None:
    page = suggests(person, 2012, kind="employee", premium=premium)
    assert page.status == 422
    assert page.error("premium")
    assert page.value("premium") == premium


def test_the_ladder_shows_cap_and_estimate_of_every_rung(person: Person) -> None:
    mother = person.adds(year=2023)
    person.saves(mother, copay=5_500_000)
    page = person.get(f"/members/{mother}/bands/2023")
    rungs: list[Element] = read(page.html).one("ol", class_="ladder").all("li")
    estimates = [int(rung.one("output").attrs["data-won"]) for rung in rungs]
    assert estimates == [4_630_000, 4_420_000, 3_880_000, 2_470_000, 1_360_000, 530_000, 0]
    assert all(re.search(r"상한액 [\d,]+만 원", rung.text) for rung in rungs)
    assert "분위는 공단이 그해 보험료로 정해요." in page.text
