"""진짜로 신청하려면: the practice ends at the real counters."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.dom import read
from tests.person import Person
from tests.refunds.applicant import applicant, over_the_cap
from webapp.law.rulebook import sources
from webapp.refunds.real_presenters import HOSTS, SITE, official
from webapp.routes import SCREENS

ROOT = Path(__file__).parents[2]


def test_the_end_of_the_rehearsal_leads_there(person: Person) -> None:
    applying = applicant(person)
    applying.applies(over_the_cap(person))
    links = [
        each.attrs.get("href") for each in read(person.get(f"{applying.base}/done").html).all("a")
    ]
    assert "/real" in links
    assert "/real/card" in links


def test_every_official_way_is_named(person: Person) -> None:
    page = person.get("/real")
    assert read(page.html).all("a", href="tel:1577-1000")
    for way in ("건강보험25시", "www.nhis.or.kr", "지사·우편·팩스"):
        assert way in page.text


def test_who_has_practised_nothing_reads_of_no_practice_before(person: Person) -> None:
    page = person.get("/real")
    assert "여기까지는" not in page.text
    assert "이 앱에서는 연습만 해요" in page.text


@pytest.mark.parametrize(
    ("where", "home"), [("/real", "/"), ("/real/site", "/real"), ("/real/card", "/real")]
)
def test_the_way_back_leads_to_where_one_was_or_needs_no_authentication(
    person: Person, where: str, home: str
) -> None:
    back = read(person.get(where).html).one("a", class_="topbar-back")
    assert (back.attrs["href"], back.attrs["data-returns"]) == (home, "")
    assert person.get(home).status == 200


def test_a_phone_shows_all_of_it_without_a_network() -> None:
    assert {"real", "official_site", "card"} <= set(SCREENS)


def test_before_one_leaves_one_is_asked_and_told_where_to(person: Person) -> None:
    assert read(person.get("/real").html).all("a", href="/real/site")
    page = person.get("/real/site")
    assert "공식 누리집으로 나가요" in page.text
    assert SITE in page.html.replace("<wbr>", "")
    ways = read(page.html).one("div", class_="actions").all("a")
    assert [each.text for each in ways] == ["여기 있을게요", "공식 누리집으로 나갈게요"]
    assert len({each.attrs["class"] for each in ways}) == 1


def test_it_leads_out_to_that_one_address_and_no_other(person: Person) -> None:
    answer = person.get("/real/site/out?next=https://evil.example/")
    assert (answer.status, answer.location) == (303, "https://www.nhis.or.kr/")


def test_a_source_on_an_official_site_is_asked_about_by_the_name_of_that_site(
    person: Person,
) -> None:
    page = person.get("/real/site?source=law-decree")
    assert "주소창에 www.law.go.kr이 보이는지 확인하세요" in page.text
    [out] = [each for each in read(page.html).all("a") if "/out" in each.attrs["href"]]
    assert out.attrs["href"] == "/real/site/out?source=law-decree"


@pytest.mark.parametrize("source", sorted(official()))
def test_every_way_out_leads_to_an_official_site(person: Person, source: str) -> None:
    answer = person.get(f"/real/site/out?source={source}")
    assert answer.status == 303
    assert urlsplit(answer.location).hostname in HOSTS
    assert unquote(answer.location) == sources()[source].url


@pytest.mark.parametrize("source", ["mohw-20240901", "https://evil.example/", "nobody"])
@pytest.mark.parametrize("where", ["/real/site", "/real/site/out"])
def test_to_any_other_source_there_is_no_way_out(person: Person, where: str, source: str) -> None:
    assert person.get(f"{where}?source={source}").status == 404


def test_the_sheet_is_nobodys_and_says_that_it_is_no_document(person: Person) -> None:
    person.adds("김순자")
    page = person.get("/real/card")
    assert "김순자" not in page.html
    assert "1577-1000" in page.text
    assert "공식 서류가 아니에요" in page.text
    assert len(read(page.html).one("ol", class_="a4-steps").all("li")) == 6


def test_on_paper_it_is_20_points_large_and_marked_across() -> None:
    styles = (ROOT / "static/styles/print.css").read_text("utf-8")
    assert re.search(r"\.a4 \{\s*font-size: 20pt", styles)
    assert re.search(r"main:has\(\.practice, \.watermarked\)::after \{[^}]*\"모의\"", styles)
