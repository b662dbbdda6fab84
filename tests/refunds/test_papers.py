"""대신 신청 서류함: the right papers, ticks that stay, and no paper itself."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Page, Person
from webapp.law import rulebook
from webapp.law.papers import cases

PAPERS = {
    "own": ["지급신청서", "진료받은 사람의 신분증"],
    "another": [
        *("지급신청서", "위임장", "진료받은 사람의 신분증", "예금주의 신분증"),
        *("가족관계증명서", "기본증명서"),
    ],
    "heirs": ["지급신청서", "가족관계증명서", "기본증명서", "상속대표 선정 동의서", "신분증"],
    "proxy": ["지급신청서", "위임장", "진료받은 사람의 신분증", "대신 신청하는 사람의 신분증"],
    "unable": ["지급신청서", "진단서", "가족관계증명서", "위임장", "신분증"],
}
NOTES = {
    "another": "치매나 의식불명이면 진단서도",
    "heirs": "상속을 포기할 생각이라면 먼저 상담하세요",
    "proxy": "위임은 길어야 3년이에요",
    "unable": "1577-1000에 먼저 물어보세요",
}


def listed(page: Page) -> list[str]:
    return [each.text for each in read(page.html).all("button", class_="paper")]


def ticked(page: Page) -> list[str]:
    pressed = read(page.html).all("button", aria_pressed="true")
    return [each.attrs["value"] for each in pressed]


def test_every_case_is_tested_here() -> None:
    assert set(PAPERS) == set(cases())


@pytest.mark.parametrize("case", PAPERS)
def test_each_case_has_its_papers_in_order(person: Person, case: str) -> None:
    found = listed(person.get(f"/papers/{case}"))
    assert len(found) == len(PAPERS[case])
    assert all(wanted in paper for wanted, paper in zip(PAPERS[case], found, strict=True))


@pytest.mark.parametrize("case", NOTES)
def test_each_case_says_what_one_has_to_know(person: Person, case: str) -> None:
    assert NOTES[case] in person.get(f"/papers/{case}").text


def test_every_row_names_its_sources_its_state_and_the_day_it_was_checked() -> None:
    for case in cases().values():
        assert case.source
        assert set(case.source) <= set(rulebook.sources())
        assert case.status in {"official", "secondary"}
        assert case.checked.isoformat() >= "2026-11-21"


def test_ticks_stay_and_can_be_taken_away(person: Person) -> None:
    assert ticked(person.get("/papers/another")) == []
    person.post("/papers/another", {"have": "mandate"})
    person.post("/papers/another", {"have": "family"})
    assert ticked(person.get("/papers/another")) == ["mandate", "family"]
    assert "6개 가운데 2개를 챙겼어요" in person.get("/papers/another").text
    person.post("/papers/another", {"lack": "mandate"})
    assert ticked(person.get("/papers/another")) == ["family"]


def test_a_press_repeated_changes_nothing_more(person: Person, rows: RowCount) -> None:
    before = rows("ticked_paper")
    for _ in range(3):
        assert person.post("/papers/own", {"have": "own_id"}).status == 303
    assert rows("ticked_paper") == before + 1
    for _ in range(3):
        assert person.post("/papers/own", {"lack": "own_id"}).status == 303
    assert rows("ticked_paper") == before


def test_the_same_paper_is_ticked_case_by_case(person: Person) -> None:
    person.post("/papers/another", {"have": "mandate"})
    assert ticked(person.get("/papers/proxy")) == []


def people_on(page: Page) -> dict[str, str]:
    """The people to choose from, with where each choice leads; the chosen one leads nowhere."""
    chips = [each for nav in read(page.html).all("nav", class_="chips") for each in nav.all("a")]
    return {each.text: "" if "aria-current" in each.attrs else each.attrs["href"] for each in chips}


def test_each_person_has_a_list_of_their_own(person: Person) -> None:
    mother, father = person.adds("엄마"), person.adds("아빠")
    of_father = person.get(people_on(person.get("/papers/another"))["아빠"])
    assert "아빠의 서류예요." in of_father.text
    paper = form(of_father, "/papers/another") | {"have": "mandate"}
    answer = person.post("/papers/another", paper)
    assert answer.location == f"/papers/another?member={father}#mandate"
    assert ticked(person.get(answer.location)) == ["mandate"]
    assert ticked(person.get("/papers/another")) == []  # the first person's
    assert ticked(person.get(f"/papers/another?member={mother}")) == []
    assert "1/6개 챙김" in person.get(f"/papers?member={father}").text
    assert "1/6개 챙김" not in person.get(f"/papers?member={mother}").text


def test_the_person_stays_the_same_on_the_way(person: Person) -> None:
    person.adds("엄마")
    father = person.adds("아빠")
    listing = person.get(f"/papers?member={father}")
    cases_of_his = [each.attrs["href"] for each in read(listing.html).all("a", class_="row")]
    assert f"/papers/heirs?member={father}" in cases_of_his
    case = read(person.get(f"/papers/heirs?member={father}").html)
    assert case.one("a", class_="topbar-back").attrs["href"] == f"/papers?member={father}"
    assert case.all("a", href=f"/papers/heirs/page?member={father}")


def test_one_person_alone_is_named_and_not_asked_for(person: Person) -> None:
    assert "의 서류예요" not in person.get("/papers").text
    person.adds("엄마")
    page = person.get("/papers")
    assert "엄마의 서류예요." in page.text
    assert people_on(page) == {}


def test_what_was_ticked_before_anybody_was_written_down_holds_for_everybody(
    person: Person,
) -> None:
    person.post("/papers/own", {"have": "own_id"})
    mother, father = person.adds("엄마"), person.adds("아빠")
    for one in (mother, father):
        assert ticked(person.get(f"/papers/own?member={one}")) == ["own_id"]
    person.post("/papers/own", {"lack": "own_id", "member": mother})
    assert ticked(person.get(f"/papers/own?member={mother}")) == []


def test_a_person_who_is_not_here_is_nobodys_list(person: Person, stranger: Person) -> None:
    mother, theirs = person.adds("엄마"), stranger.adds("남")
    person.post("/papers/own", {"have": "own_id", "member": theirs})
    assert ticked(person.get(f"/papers/own?member={mother}")) == ["own_id"]
    assert ticked(stranger.get("/papers/own")) == []


def test_ticks_go_with_the_person(person: Person, app: Flask, clock: Clock, rows: RowCount) -> None:
    before = rows("ticked_paper")
    mother = person.adds("엄마")
    person.post("/papers/own", {"have": "own_id", "member": mother})
    person.post(f"/members/{mother}/deletion")
    clock.passes(minutes=31 * 24 * 60)
    assert rows("ticked_paper") == before + 1
    app.test_cli_runner().invoke(args=["purge"])
    assert rows("ticked_paper") == before


def test_the_family_sees_the_same_ticks_and_nobody_else(person: Person, stranger: Person) -> None:
    person.post("/papers/own", {"have": "own_id"})
    assert ticked(person.on_another_phone().get("/papers/own")) == ["own_id"]
    assert ticked(stranger.get("/papers/own")) == []


@pytest.mark.parametrize("what", [{}, {"have": "x"}, {"have": "certificate"}, {"lack": "'"}])
def test_a_paper_that_the_case_does_not_have_is_404(person: Person, what: dict[str, str]) -> None:
    assert person.post("/papers/own", what).status == 404


def test_a_case_that_there_is_not_is_404(person: Person) -> None:
    assert person.get("/papers/zzz").status == 404
    assert person.post("/papers/zzz", {"have": "own_id"}).status == 404


def test_no_photo_is_asked_for_and_it_says_so(person: Person) -> None:
    for where in ("/papers", "/papers/heirs"):
        page = person.get(where)
        assert "신분증 사진은 이 앱에 저장하지 않아요." in page.text
        assert 'type="file"' not in page.html


def test_the_page_for_the_branch_shows_papers_and_nobodys_data(person: Person) -> None:
    person.adds("김순자")
    person.post("/papers/heirs", {"have": "heirs_agreement"})
    page = person.get("/papers/heirs/page")
    assert "상속대표 선정 동의서" in page.text
    assert "공식 서류가 아니에요" in page.text
    assert "김순자" not in page.html
    assert read(page.html).one("article", class_="watermarked")
    assert read(page.html).one("button", data_print="").text == "인쇄하기"
    for where in ("/papers/heirs", "/papers/heirs/page"):
        assert "미리 열어 두거나 인쇄해 두세요." in person.get(where).text
