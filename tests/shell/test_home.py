"""Home: a card per person, in every state; the years; what to do next."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Clock
from tests.dom import Element, read
from tests.person import Person

CAP = 1_080_000  # 2023, bands 2-3


def card(person: Person, member: str, year: int = 2023) -> Element:
    return read(person.get(f"/?year={year}").html).one("article", data_member=member)


def tasks(person: Person, year: int = 2023) -> list[str]:
    found = read(person.get(f"/?year={year}").html).all("ul", class_="tasks")
    return [each.text for each in found[0].all("li")] if found else []


def test_a_first_visit_says_whose_app_this_is_and_offers_ways_on(person: Person) -> None:
    page = person.get("/")
    assert "병원비 영수증을 한번 적어 볼까요?" in page.text
    links = {each.attrs["href"] for each in read(page.html).one("main").all("a")}
    assert links == {"/start", "/scan", "/receipts/new", "/examples", "/real", "/install"}
    assert "국민건강보험공단이 만든 앱이 아니에요" in page.text
    assert page.figures() == {}


def test_who_went_through_the_start_and_named_nobody_is_not_asked_to_start_again(
    person: Person,
) -> None:
    page = person.get("/?started=1")
    main = read(page.html).one("main")
    assert not main.all("a", href="/start")
    first = main.one("section", class_="empty").all("a")[0]
    assert (first.text, first.attrs["href"]) == ("첫 영수증 찍기", "/scan")
    assert "primary" in first.classes


def test_the_first_thing_for_who_has_no_receipt_is_to_take_one(person: Person) -> None:
    mother = person.adds(year=2026, band=2)
    first, *others = card(person, mother, 2026).all("a", class_="button")
    assert (first.text, first.attrs["href"]) == ("첫 영수증 찍기", f"/scan?member={mother}")
    assert {"primary", "wide"} <= set(first.classes)
    assert not any("primary" in each.classes for each in others)
    person.saves(mother, care_from="2026-01-02")
    assert "첫 영수증" not in card(person, mother, 2026).text


def test_an_estimate_is_read_aloud_as_a_sentence_that_holds_its_caveat(person: Person) -> None:
    """J-3, step 4, at home, of the person, and at the end of the sum."""
    lady = person.adds("최복순", year=2023)
    person.saves(lady, copay=5_500_000)
    places = ("/?year=2023", f"/members/{lady}?year=2023", f"/members/{lady}/years/2023")
    range_ = "예상 환급금은 0원에서 463만 원 사이예요. 아직 확정이 아니에요."
    assert [said(person, where) for where in places] == [range_] * 3
    person.post(f"/members/{lady}/bands/2023", {"band": "1"})
    in_man = "예상 환급금은 463만 원이에요. 아직 확정이 아니에요."
    to_the_won = "예상 환급금은 4,630,000원이에요. 아직 확정이 아니에요."
    assert [said(person, where) for where in places] == [in_man, in_man, to_the_won]


def said(person: Person, where: str) -> str:
    """What is read aloud of the one figure of a page that has such a sentence."""
    [figure] = [each for each in read(person.get(where).html).all() if "data-say" in each.attrs]
    return " ".join(figure.attrs["data-say"].split())


def test_within_another_app_a_notice_leads_to_what_to_do(person: Person) -> None:
    for _ in range(2):  # nobody there yet, then somebody
        notice = read(person.get("/").html).one("div", class_="notice warn within")
        assert "hidden" in notice.attrs  # the page knows; without a script nothing is claimed
        assert notice.one("a").attrs["href"] == "/install"
        assert notice.one("button").text == "닫기"
        person.adds()


def test_a_person_without_receipts_is_said_to_have_none(person: Person) -> None:
    mother = person.adds(band=2)
    assert "아직 영수증이 없어요" in card(person, mother).text
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 0


def test_below_the_cap_the_rest_is_told(person: Person) -> None:
    mother = person.adds(band=2)
    person.saves(mother, copay=480_000, noncovered=200_000)
    page = person.get("/?year=2023")
    assert page.figure("remaining", mother, 2023) == 600_000
    assert page.figure("uncounted", mother, 2023) == 200_000
    assert page.figure("estimate", mother, 2023) == 0
    assert "상한액까지 60만 원 남았어요" in card(person, mother).text
    assert "아직 넘지 않았어요" in card(person, mother).text


def test_at_the_cap_to_the_won_it_is_exact(person: Person) -> None:
    mother = person.adds(band=2)
    person.saves(mother, copay=CAP)
    assert "딱 상한액이에요" in card(person, mother).text
    assert person.get("/?year=2023").figure("estimate", mother, 2023) == 0


@pytest.mark.parametrize(("over", "words"), [(1, "1원"), (4_379_999, "437만 원")])
def test_over_the_cap_the_estimate_is_told(person: Person, over: int, words: str) -> None:
    mother = person.adds(band=2)
    person.saves(mother, copay=CAP + over)
    assert person.get("/?year=2023").figure("estimate", mother, 2023) == over
    assert f"예상 환급 {words}" in card(person, mother).text
    assert "예상이에요. 실제 금액은 공단이 정해요." in card(person, mother).text


def test_an_unknown_band_is_a_range(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay=5_500_000)
    page = person.get("/?year=2023")
    assert (page.figure("lowest"), page.figure("highest")) == (0, 4_630_000)
    assert "cap" not in page.figures()
    assert "estimate" not in page.figures()
    assert "0원 ~ 463만 원" in card(person, mother).text
    assert "분위를 몰라 범위로 보여요" in card(person, mother).text


def test_a_range_that_is_all_nothing_says_not_yet(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay=100_000)
    assert "아직 넘지 않았어요" in card(person, mother).text
    assert person.get("/?year=2023").figure("highest") == 0


def test_a_year_without_a_table_is_unknown_and_nothing_is_invented(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2027, 3, 1)
    mother = person.adds(year=2027, band=2)
    person.saves(mother, copay=5_000_000, noncovered=30_000, care_from="2027-02-01")
    page = person.get("/?year=2027")
    assert page.figures() == {"counted": 5_000_000, "uncounted": 30_000}
    assert "상한액 미확인" in card(person, mother, 2027).text
    assert "2027년 상한액은 아직 알 수 없어요" in page.text
    for where in (
        f"/members/{mother}?year=2027",
        f"/members/{mother}/years/2027",
        f"/members/{mother}/bands/2027",
        f"/members/{mother}/years/2027/stays",
    ):
        found = person.get(where)
        assert found.status == 200
        assert not {"cap", "estimate", "highest"} & set(found.figures())


def test_a_year_of_noncovered_costs_only_counts_nothing(person: Person, clock: Clock) -> None:
    clock.today = date(2027, 3, 1)
    mother = person.adds(year=2027)
    person.saves(mother, copay=0, noncovered=30_000, care_from="2027-02-01")
    for where in (f"/members/{mother}?year=2027", f"/members/{mother}/years/2027"):
        assert person.get(where).figure("counted") == 0


@pytest.mark.parametrize(
    ("year", "doubtful"), [(2014, False), (2017, True), (2022, True), (2023, False)]
)
def test_a_table_from_second_hand_is_said_to_be_so(
    person: Person, year: int, doubtful: bool
) -> None:
    mother = person.adds(year=year, band=2)
    person.saves(mother, care_from=f"{year}-05-04")
    assert ("아직 공식 확인 전이에요" in person.get(f"/?year={year}").text) == doubtful


def test_everybody_has_a_cap_of_their_own(person: Person) -> None:
    mother, father = person.adds("엄마", band=2), person.adds("아빠", band=10)
    for member in (mother, father):
        person.saves(member, copay=2_000_000)
    page = person.get("/?year=2023")
    assert page.figure("estimate", mother, 2023) == 920_000
    assert page.figure("estimate", father, 2023) == 0
    assert "상한액은 한 사람씩 따로 세요" in page.text


def test_home_opens_on_this_year_if_it_has_receipts(person: Person) -> None:
    mother = person.adds()
    for day in ("2023-05-04", "2026-01-02"):
        person.saves(mother, care_from=day)
    assert 'data-year="2026"' in person.get("/").html


def test_home_opens_on_the_latest_year_with_receipts_otherwise(person: Person) -> None:
    mother = person.adds()
    for day in ("2021-05-04", "2023-05-04"):
        person.saves(mother, care_from=day)
    page = person.get("/")
    assert 'data-year="2023"' in page.html
    assert "2023년 진료분을 보고 있어요. 상한액은 해마다 0원부터 다시 세요." in page.text


def test_the_years_to_choose_are_this_one_and_those_with_receipts(person: Person) -> None:
    mother = person.adds()
    for day in ("2021-05-04", "2023-05-04"):
        person.saves(mother, care_from=day)
    chips = read(person.get("/?year=2021").html).one("nav", class_="years").all("a")
    assert [each.text for each in chips] == ["2026년", "2023년", "2021년"]
    assert [each.text for each in chips if "aria-current" in each.attrs] == ["2021년"]


@pytest.mark.parametrize("year", ["1999", "2003", "2027", "9999", "x", "-1", ""])
def test_a_year_that_cannot_be_chosen_is_passed_over(person: Person, year: str) -> None:
    person.saves(person.adds())
    assert 'data-year="2023"' in person.get(f"/?year={year}").html


def test_an_unknown_band_is_the_first_thing_to_do(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay=2_000_000)
    assert tasks(person)[0] == "엄마의 분위를 고르면 범위가 좁아져요"
    link = read(person.get("/?year=2023").html).one("ul", class_="tasks").all("a")[0]
    assert link.attrs["href"] == f"/members/{mother}/bands/2023"


# today, the year of the treatment, what is to be done. Notices of 2023 began on 2024-09-02.
CLOCKS = {
    "the year is not over": (date(2023, 6, 1), "2024년 8월이 되면 공단에서 정한 금액을 확인하세요"),
    "notices have begun": (date(2024, 9, 2), "지금 공단에 확인해 볼 수 있어요"),
    "more than 400 days left": (date(2026, 7, 28), "지금 공단에 확인해 볼 수 있어요"),
    "400 days left": (date(2026, 7, 29), "청구할 날이 400일 남았어요"),
    "285 days left": (date(2026, 11, 21), "청구할 날이 285일 남았어요"),
    "the last day": (date(2027, 9, 2), "청구할 날이 0일 남았어요"),
    "the day after": (date(2027, 9, 3), "3년이 지났을 수 있어요"),
}


@pytest.mark.parametrize(("today", "words"), CLOCKS.values(), ids=CLOCKS)
def test_the_three_year_clock_is_told_in_time(
    person: Person, clock: Clock, today: date, words: str
) -> None:
    clock.today = today
    mother = person.adds(band=2)
    person.saves(mother, copay=2_000_000)
    found = tasks(person)
    assert any(words in task for task in found), found


@pytest.mark.parametrize(("today", "words"), CLOCKS.values(), ids=CLOCKS)
def test_what_is_to_be_done_about_a_refund_leads_to_where_it_is_done(
    person: Person, clock: Clock, today: date, words: str
) -> None:
    clock.today = today
    person.saves(person.adds(band=2), copay=2_000_000)
    task = read(person.get("/?year=2023").html).one("ul", class_="tasks").one("a")
    assert words in task.text
    assert task.attrs["href"] == "/real"


def test_the_office_has_its_number_and_the_other_counters(person: Person) -> None:
    person.adds()
    office = read(person.get("/").html).one("section", aria_labelledby="office")
    assert [each.attrs["href"] for each in office.all("a")] == ["tel:1577-1000", "/real"]


def test_below_the_cap_there_is_nothing_to_claim(person: Person) -> None:
    mother = person.adds(band=10)
    person.saves(mother, copay=2_000_000)
    assert tasks(person) == []


def test_there_are_never_more_than_three_things_to_do(person: Person) -> None:
    for name in ("가", "나", "다", "라", "마"):
        person.saves(person.adds(name), copay=2_000_000)
    assert 1 <= len(tasks(person)) <= 3


def test_a_receipt_of_which_nothing_counts_is_a_receipt(person: Person) -> None:
    mother = person.adds(band=2)
    person.saves(mother, copay=0, noncovered=700_000)
    assert "아직 영수증이 없어요" not in card(person, mother).text
    assert person.get("/?year=2023").figure("remaining", mother, 2023) == CAP


def test_home_greets_with_what_was_kept(person: Person) -> None:
    mother = person.adds(band=2)
    assert "2023년 영수증은 아직 없어요." in person.get("/?year=2023").text
    for copay in (1_000, 2_000):
        person.saves(mother, copay=copay, provider_name=f"{copay}의원")
    assert "안녕하세요. 2023년 영수증 2장을 모았어요." in person.get("/?year=2023").text


def test_home_comes_in_its_order(person: Person) -> None:
    """S-04: greeting, cards, what to do, the ways, false messages, the office."""
    mother = person.adds()
    person.saves(mother, copay=5_500_000)
    main = read(person.get("/?year=2023").html).one("main")
    marks = [
        main.one("p", class_="greeting"),
        main.one("article", data_member=mother),
        main.one("ul", class_="tasks"),
        main.one("ul", class_="quick-ways"),
        main.one("a", href="/help/message"),
        main.one("h2", id="office"),
    ]
    order = list(main)
    places = [next(at for at, each in enumerate(order) if each is mark) for mark in marks]
    assert places == sorted(places)


def test_the_six_ways_lead_on(person: Person) -> None:
    mother = person.adds("엄마", band=2)
    person.saves(mother)
    ways = read(person.get("/?year=2023").html).one("ul", class_="quick-ways").all("a")
    assert {each.text: each.attrs["href"] for each in ways} == {
        "영수증 찍기": "/scan",
        "환급금 조회": "/statements",
        "상한액 표": "/caps?year=2023",
        "계산 다시 보기": f"/members/{mother}/years/2023",
        "입원일 세기": f"/members/{mother}/years/2023/stays",
        "신청 연습": "/claims",
    }


def test_of_several_people_a_way_says_whose(person: Person) -> None:
    person.adds("나")
    father, mother = person.adds("아빠"), person.adds("엄마")
    person.saves(father)
    stay = {"provider_kind": "nursing", "care_kind": "inpatient", "provider_name": "은빛요양병원"}
    person.saves(mother, **stay)
    ways = read(person.get("/?year=2023").html).one("ul", class_="quick-ways").all("a")
    whose = {each.text: each.attrs["href"] for each in ways}
    assert whose["계산 다시 보기 아빠"] == f"/members/{father}/years/2023"
    assert whose["입원일 세기 엄마"] == f"/members/{mother}/years/2023/stays"


def test_several_people_are_reached_by_their_names(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    page = read(person.get("/?year=2023").html)
    names = page.one("nav", class_="people-names").all("a")
    assert [(each.text, each.attrs["href"]) for each in names] == [
        ("엄마", f"#person-{mother}"),
        ("아빠", f"#person-{father}"),
        ("한 사람 더", "/members/new"),
    ]
    assert page.one("article", id=f"person-{father}").attrs["data-member"] == father


def test_a_range_of_nothing_is_never_shown_as_one(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay=100_000)
    for where in ("/?year=2023", f"/members/{mother}?year=2023"):
        words = person.get(where).text
        assert "0원 ~ 0원" not in words
        assert "아직 넘지 않았어요" in words
        assert "가장 낮은 구간의 상한액도 넘지 않았어요." in words


# today, the year looked at, what is said of the turn of the year
SEASONS = {
    "December": (date(2023, 12, 1), 2023, "1월 1일부터 다시 0원부터 세요."),
    "January, on the new year": (date(2024, 1, 31), 2024, "2024년이 새로 시작됐어요."),
    "January, on the old year": (date(2024, 1, 1), 2023, "2024년이 새로 시작됐어요."),
}
QUIET = {
    "November": (date(2023, 11, 30), 2023),
    "February": (date(2024, 2, 1), 2024),
    "December, of a year that is over": (date(2024, 12, 1), 2023),
}


@pytest.mark.parametrize(("today", "year", "words"), SEASONS.values(), ids=SEASONS)
def test_the_turn_of_the_year_is_told(
    person: Person, clock: Clock, today: date, year: int, words: str
) -> None:
    clock.today = today
    person.saves(person.adds(band=2))
    page = person.get(f"/?year={year}")
    assert words in page.text
    assert "다시 0원부터 세요" in page.text or "0원부터 다시 세요" in page.text


@pytest.mark.parametrize(("today", "year"), QUIET.values(), ids=QUIET)
def test_at_other_times_nothing_turns(person: Person, clock: Clock, today: date, year: int) -> None:
    clock.today = today
    person.saves(person.adds(band=2))
    words = person.get(f"/?year={year}").text
    assert "새로 시작됐어요" not in words
    assert "1월 1일부터" not in words


def test_another_year_that_lapses_soon_is_a_thing_to_do(person: Person, clock: Clock) -> None:
    clock.today = date(2026, 11, 21)
    mother = person.adds(year=2026, band=2)
    person.saves(mother, copay=2_000_000)
    person.saves(mother, care_from="2026-01-02", care_to="2026-01-02", copay=1_000)
    assert tasks(person, 2026) == ["2023년 진료분은 청구할 날이 285일 남았어요"]
    link = read(person.get("/?year=2026").html).one("ul", class_="tasks").one("a")
    assert link.attrs["href"] == "/?year=2023"


def test_another_year_below_the_cap_is_nothing_to_do(person: Person, clock: Clock) -> None:
    clock.today = date(2026, 11, 21)
    mother = person.adds(year=2026, band=2)
    person.post(f"/members/{mother}/bands/2023", {"band": "10"})
    person.saves(mother, copay=2_000_000)
    person.saves(mother, care_from="2026-01-02", care_to="2026-01-02", copay=1_000)
    assert tasks(person, 2026) == []


def test_a_year_whose_notices_are_not_known_is_to_be_asked_about(person: Person) -> None:
    mother = person.adds(year=2019, band=2)
    person.saves(mother, care_from="2019-05-04", care_to="2019-05-04", copay=9_000_000)
    assert any(
        "청구할 날이 남았는지 1577-1000에 물어보세요" in task for task in tasks(person, 2019)
    )


# today is 2026-11-21; the year, and its line on the person's screen
PAST = {
    2025: "청구할 날이 1014일 남았어요. 2029.08.31(금)까지예요.",
    2023: "청구할 날이 285일 남았어요. 2027.09.02(목)까지예요.",
    2022: "청구할 날이 지났을 수 있어요.",
    2019: "안내가 언제 시작됐는지 앱이 몰라요.",
}


@pytest.mark.parametrize(("year", "words"), PAST.items())
def test_every_past_year_has_its_clock(person: Person, clock: Clock, year: int, words: str) -> None:
    clock.today = date(2026, 11, 21)
    mother = person.adds()
    on = f"{year}-05-04"
    person.saves(mother, care_from=on, care_to=on, copay=9_000_000)
    past = read(person.get(f"/members/{mother}?year=2026").html).one("ul", class_="past")
    assert words in past.text


def test_the_year_just_over_waits_for_its_notices(person: Person, clock: Clock) -> None:
    clock.today = date(2027, 2, 1)
    mother = person.adds()
    person.saves(mother, care_from="2026-05-04", care_to="2026-05-04", copay=9_000_000)
    words = person.get(f"/members/{mother}?year=2027").text
    assert "2027년 8월쯤 안내가 시작되면 그날부터 3년이에요." in words


def test_a_past_year_that_gives_nothing_back_has_no_clock(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, copay=100_000)
    past = read(person.get(f"/members/{mother}?year=2026").html).one("ul", class_="past")
    assert not past.all("p", class_="clock")


def test_the_parts_of_a_person_are_reached_from_the_top(person: Person) -> None:
    """S-05: 올해, 월별, 병원별, 지난해; each leads to a heading, with receipts or without."""
    mother = person.adds()
    for copay in (None, 100_000):
        if copay:
            person.saves(mother, copay=copay)
        page = read(person.get(f"/members/{mother}?year=2023").html)
        ways = page.one("nav", class_="parts-of-page").all("a")
        assert [each.text for each in ways] == ["이 해", "월별", "병원별", "지난해"]
        for each in ways:
            assert page.one("h2", id=each.attrs["href"].removeprefix("#"))
