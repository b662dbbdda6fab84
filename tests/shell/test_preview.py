"""올해 미리보기: the chart, the gauge, the sliders, and what is said of an institution."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest

from tests.conftest import Clock, RowCount
from tests.dom import Element, read
from tests.person import Page, Person

NURSING = {"provider_name": "은빛요양병원", "provider_kind": "nursing", "care_kind": "inpatient"}
VISIT = {"provider_name": "하늘내과", "provider_kind": "clinic"}


class Daughter:
    """J-1: her mother in a nursing hospital from February on, 480,000 a month."""

    def __init__(self, person: Person, clock: Clock) -> None:
        self.person, self.clock = person, clock
        clock.today = date(2023, 3, 2)
        self.mother = person.adds("엄마", band=2)

    def enters(self, *months: int) -> None:
        for month in months:
            last = monthrange(2023, month)[1]
            self.clock.today = max(self.clock.today, date(2023, month, last))
            days = {"care_from": f"2023-{month:02}-01", "care_to": f"2023-{month:02}-{last}"}
            self.person.saves(self.mother, **NURSING, **days, copay="480000")

    def sees(self, question: str = "", *, htmx: bool = False) -> Page:
        where = f"/members/{self.mother}/years/2023/preview"
        return self.person.get(f"{where}?{question}" if question else where, htmx=htmx)


@pytest.fixture
def daughter(person: Person, clock: Clock) -> Daughter:
    return Daughter(person, clock)


def imagined(page: Page) -> dict[str, int]:
    """The figures of the year that is only imagined."""
    return {
        each.attrs["data-what-if"]: int(each.attrs["data-won"])
        for each in read(page.html)
        if "data-what-if" in each.attrs
    }


def said(page: Page) -> str:
    return read(page.html).one("p", class_="course-said").text


def visits(person: Person, member: str, *months: int, copay: int = 100_000) -> None:
    for month in months:
        day = f"2023-{month:02}-03"
        place = {**VISIT, "provider_name": f"{month}월의원"}
        person.saves(member, **place, care_from=day, care_to=day, copay=copay)


def test_on_day_100_the_gauge_says_what_hangs_on_day_120(daughter: Daughter) -> None:
    daughter.enters(2, 3, 4)
    daughter.clock.today = date(2023, 5, 11)
    page = daughter.sees()
    gauge = read(page.html).one("svg", class_="gauge")
    assert gauge.attrs["aria-label"] == "120일 가운데 100일"
    assert "입원이 이어지면 6월 1일 에 120일을 넘어요." in page.text
    assert "상한액이 108만 원에서 168만 원으로 바뀌면 예상 환급이 36만 원 줄어요." in page.text


def test_on_day_120_it_is_600_000(daughter: Daughter) -> None:
    daughter.enters(2, 3, 4, 5)
    assert "108만 원에서 168만 원으로 바뀌면 예상 환급이 60만 원 줄어요." in daughter.sees().text


def test_on_day_121_it_has_happened(daughter: Daughter) -> None:
    daughter.enters(2, 3, 4, 5)
    daughter.clock.today = date(2023, 6, 1)
    assert "120일을 넘었어요. 상한액이 높아져 예상 환급이 60만 원 줄었어요." in daughter.sees().text


def test_of_an_unknown_band_a_range_hangs_on_it(daughter: Daughter, person: Person) -> None:
    daughter.enters(2, 3, 4)
    daughter.clock.today = date(2023, 5, 11)
    person.post(f"/members/{daughter.mother}/bands/2023", {"band": ""})
    page = daughter.sees()
    assert "분위에 따라 예상 환급이 0원 ~ 47만 원 줄어요." in page.text
    assert page.figures()["highest"] == 570_000


def test_without_a_nursing_hospital_there_is_no_gauge(person: Person) -> None:
    member = person.adds(band=2)
    visits(person, member, 2)
    page = person.get(f"/members/{member}/years/2023/preview")
    assert not read(page.html).all("svg", class_="gauge")


def test_more_won_are_added_and_stay_imagined(daughter: Daughter, rows: RowCount) -> None:
    daughter.enters(2, 3)
    before = rows("receipt"), rows("applied_op"), rows("member_year")
    page = daughter.sees("more=300,000원")
    assert page.figure("counted", daughter.mother, 2023) == 960_000
    assert page.figure("remaining", daughter.mother, 2023) == 120_000
    assert imagined(page) == {"counted": 1_260_000, "cap": 1_080_000, "estimate": 180_000}
    assert "만약 300,000원을 더 내면" in page.text
    assert "만약으로 셈한 예상이에요." in page.text
    assert page.value("more") == "300000"
    assert (rows("receipt"), rows("applied_op"), rows("member_year")) == before


def test_more_days_raise_the_ceiling(daughter: Daughter) -> None:
    daughter.enters(2, 3, 4)
    daughter.clock.today = date(2023, 4, 30)
    assert imagined(daughter.sees("days=31"))["cap"] == 1_080_000
    page = daughter.sees("days=32")
    assert imagined(page) == {"counted": 1_440_000, "cap": 1_680_000, "remaining": 240_000}
    assert "지금 적은 것보다 예상 환급이 360,000원 적어요." in page.text


def test_nothing_more_is_the_year_as_it_is(daughter: Daughter) -> None:
    daughter.enters(2, 3, 4)
    assert imagined(daughter.sees()) == {
        "counted": 1_440_000,
        "cap": 1_080_000,
        "estimate": 360_000,
    }


def test_the_buttons_add_and_take_without_scripts(daughter: Daughter) -> None:
    daughter.enters(2, 3)
    more = daughter.sees("more=250000&days=5&more_by=100000&days_by=10")
    assert (more.value("more"), more.value("days")) == ("350000", "15")
    less = daughter.sees("more=50000&days=5&more_by=-100000&days_by=-10")
    assert (less.value("more"), less.value("days")) == ("", "")
    steps = [each.attrs for each in read(more.html).all("button", class_="slider-step")]
    assert [(each["name"], each["value"]) for each in steps] == [
        ("more_by", "-100000"),
        ("more_by", "100000"),
        ("days_by", "-10"),
        ("days_by", "10"),
    ]


def test_days_end_with_the_year(daughter: Daughter) -> None:
    daughter.enters(2)
    daughter.clock.today = date(2023, 12, 25)
    page = daughter.sees("days=3&days_by=10")
    assert page.value("days") == "6"
    assert "올해 남은 날은 6일이에요." in page.text


def test_pressing_enter_in_a_field_takes_no_step(daughter: Daughter) -> None:
    """The first button of a form is what Enter presses."""
    form = read(daughter.sees().html).one("form", class_="form")
    first = form.all("button")[0]
    assert first.attrs == {"type": "submit", "hidden": ""}


def test_a_band_can_be_tried_where_it_is_not_known(person: Person) -> None:
    member = person.adds()
    visits(person, member, 2, copay=2_000_000)
    page = person.get(f"/members/{member}/years/2023/preview?band=4")
    assert imagined(page) == {"counted": 2_000_000, "cap": 1_620_000, "estimate": 380_000}
    assert (page.figure("lowest"), page.figure("highest")) == (0, 1_130_000)
    chosen = [each for each in read(page.html).all("option") if "selected" in each.attrs]
    assert [each.text for each in chosen] == ["4–5분위"]


def test_a_known_band_cannot_be_swapped(daughter: Daughter) -> None:
    daughter.enters(2)
    page = daughter.sees("band=10")
    assert imagined(page)["cap"] == 1_080_000
    assert not read(page.html).all("select")


@pytest.mark.parametrize(
    ("question", "field", "sentence"),
    [
        ("more=많이", "more", "금액은 숫자로만 적어 주세요. 예) 480,000"),
        ("more=-5", "more", "금액은 0원보다 작을 수 없어요."),
        ("more=99999999999", "more", "100억 원보다 큰 금액은 적을 수 없어요."),
        ("days=400", "days", "날수는 0부터 275까지 적어 주세요."),
        ("days=열흘", "days", "날수는 0부터 275까지 적어 주세요."),
        ("days=-1", "days", "날수는 0부터 275까지 적어 주세요."),
    ],
)
def test_what_cannot_be_read_is_refused_beside_the_field_and_kept(
    daughter: Daughter, question: str, field: str, sentence: str
) -> None:
    daughter.enters(2, 3)
    page = daughter.sees(question)
    assert page.status == 422
    assert sentence in page.error(field)
    assert page.value(field) == question.partition("=")[2]
    assert imagined(page) == {}
    part = daughter.sees(question, htmx=True)
    assert part.status == 422
    assert sentence in part.text
    assert "<form" not in part.html


def test_a_band_that_there_is_not_is_refused(person: Person) -> None:
    member = person.adds()
    page = person.get(f"/members/{member}/years/2023/preview?band=11&more=5000")
    assert page.status == 422
    assert "분위는 1부터 10까지예요." in page.error("band")
    assert page.value("more") == "5000"


def test_a_resident_number_is_forgotten(daughter: Daughter) -> None:
    page = daughter.sees("more=900101-1234567&days=900101-1234567")
    assert page.status == 422
    assert "900101" not in page.html
    assert "주민등록번호처럼 보여요." in page.error("more")


def test_the_answer_alone_comes_to_htmx(daughter: Daughter) -> None:
    daughter.enters(2, 3)
    part = daughter.sees("more=300000", htmx=True)
    assert "<html" not in part.html
    assert imagined(part)["estimate"] == 180_000


def test_too_few_months_are_said_to_be_too_few(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 4, 30)
    member = person.adds(band=2)
    visits(person, member, 2, 3, 4)
    page = person.get(f"/members/{member}/years/2023/preview")
    assert said(page) == "내다보기에는 아직 모자라요."
    assert "지금은 2개월이에요." in page.text
    assert not read(page.html).all("rect", class_="range")


# copay a month from February to April, seen in May: 1,080,000 is the ceiling
SAID = {
    "the usual way passes": (200_000, "지금처럼 내면 7월쯤 상한액을 넘을 수 있어요."),
    "no way passes": (20_000, "지금처럼 내면 올해는 상한액을 넘지 않을 것 같아요."),
    "it is passed": (400_000, "이미 상한액을 넘었어요."),
}


@pytest.mark.parametrize(("copay", "words"), SAID.values(), ids=SAID)
def test_what_the_chart_says(person: Person, clock: Clock, copay: int, words: str) -> None:
    clock.today = date(2023, 5, 10)
    member = person.adds(band=2)
    visits(person, member, 2, 3, 4, copay=copay)
    assert said(person.get(f"/members/{member}/years/2023/preview")) == words


def test_only_the_dearest_month_would_pass(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 5, 10)
    member = person.adds(band=2)
    visits(person, member, 2, 3, copay=10_000)
    visits(person, member, 4, copay=300_000)
    page = person.get(f"/members/{member}/years/2023/preview")
    assert said(page) == "가장 많이 낸 달처럼 내면 7월쯤 상한액을 넘을 수 있어요."


def test_the_range_of_the_year_is_told_with_its_method(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 5, 10)
    member = person.adds(band=2)
    visits(person, member, 2, 3, copay=100_000)
    visits(person, member, 4, copay=300_000)
    page = person.get(f"/members/{member}/years/2023/preview")
    assert "한 해가 끝날 때 센 돈 50만 원 ~ 290만 원" in page.text
    assert "그때의 예상 환급 0원 ~ 182만 원" in page.text
    assert "가운데 값 100,000원씩 내요." in page.text
    assert "가장 많이 낸 달의 300,000원씩 내요." in page.text
    assert "만약이에요. 앞으로의 일은 아무도 몰라요." in page.text
    assert "한 푼도 더 내지 않아요" in page.text


def test_a_chart_has_its_table(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 5, 10)
    member = person.adds(band=2)
    visits(person, member, 2, 3, 4, copay=100_000)
    page = read(person.get(f"/members/{member}/years/2023/preview").html)
    rows = [each.text for each in page.one("tbody").all("tr")]
    assert len(rows) == 12
    assert rows[3] == "4월 300,000원"
    assert rows[11] == "12월 30만 원 ~ 110만 원 보통 110만 원"


def test_a_finished_year_is_not_forecast(daughter: Daughter) -> None:
    daughter.enters(2, 3, 4)
    daughter.clock.today = date(2024, 2, 1)
    page = daughter.sees()
    assert "내다보지는 않아요" in said(page)
    assert not read(page.html).all("rect", class_="range")
    assert "앞으로 입원할 날수" not in page.text


def test_a_year_without_a_table_invents_nothing(person: Person, clock: Clock) -> None:
    clock.today = date(2027, 5, 10)
    member = person.adds(year=2027)
    for month in (2, 3, 4):
        day = f"2027-{month:02}-03"
        person.saves(member, **VISIT, care_from=day, care_to=day, copay=9_000_000)
    page = person.get(f"/members/{member}/years/2027/preview?more=1000000")
    assert page.status == 200
    assert imagined(page) == {"counted": 28_000_000}
    assert "예상 환급" not in read(page.html).one("section", class_="what-if").text
    assert "그때의 예상 환급" not in page.text
    assert not read(page.html).all("polyline")


@pytest.mark.parametrize(
    ("copay", "words"),
    [
        (6_239_999, ""),
        (
            6_240_000,
            "이 병원에서는 곧 더 내지 않아도 될 수 있어요. 원무과에 사전급여를 물어보세요.",
        ),
        (7_800_000, "최고 상한액 780만 원에 이르렀어요. 이 병원에서는 이제 더 내지 않아도"),
        (7_900_000, "넘은 100,000원은 병원이 받지 않아야 해요(사전급여)."),
    ],
)
@pytest.mark.parametrize(
    "where",
    ["/members/{0}?year=2023", "/members/{0}/years/2023", "/members/{0}/years/2023/preview"],
)
def test_an_institution_near_the_top_ceiling(
    person: Person, where: str, copay: int, words: str
) -> None:
    member = person.adds(band=2)
    person.saves(member, provider_kind="tertiary", provider_name="큰병원", copay=copay)
    notices = near(person.get(where.format(member)))
    assert len(notices) == bool(words)
    assert all(words in each.text and "큰병원" in each.text for each in notices)


def test_a_nursing_hospital_is_never_warned_of(person: Person) -> None:
    member = person.adds(band=2)
    person.saves(member, **NURSING, copay=9_000_000)
    assert near(person.get(f"/members/{member}/years/2023/preview")) == []


def near(page: Page) -> list[Element]:
    notes = read(page.html).all("div", role="note")
    return [each for each in notes if "최고 상한액" in each.text]
