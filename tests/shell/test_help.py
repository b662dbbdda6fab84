"""도움말 (S-30): what people ask and mix up, with its sources; and the page for a message."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import RowCount
from tests.dom import read
from tests.person import Person
from webapp.law.rulebook import read as data
from webapp.law.rulebook import rows_of, sources

PAGES = ("/help", "/help/neighbours", "/help/words", "/help/message")
STATUSES = {"official", "secondary", "app"}


def rows(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data("help")[kind]
    return found


def test_settings_and_the_refunds_lead_to_it(person: Person) -> None:
    assert read(person.get("/menu").html).one("main").all("a", href="/help")
    for page in PAGES[1:]:
        assert read(person.get("/help").html).one("main").all("a", href=page)


@pytest.mark.parametrize("where", PAGES)
def test_it_opens_for_somebody_who_has_written_nothing(person: Person, where: str) -> None:
    page = person.get(where)
    assert page.status == 200
    assert len(read(page.html).all("h1")) == 1


@pytest.mark.parametrize("where", PAGES)
def test_looking_makes_no_household(person: Person, rows: RowCount, where: str) -> None:
    before = rows("household")
    person.get(where)
    assert rows("household") == before


@pytest.mark.parametrize(
    "words",
    [
        *("언제 들어와요?", "왜 예상보다 적어요?", "세금을 내나요?", "신청하지 않으면요?"),
        *("가족 것을 합치나요?", "실손보험을 받았는데요?"),
    ],
)
def test_what_people_ask_has_an_answer(person: Person, words: str) -> None:
    cards = read(person.get("/help").html).all("details", class_="question")
    card = next(each for each in cards if each.all("summary")[0].text == words)
    assert len(card.text) > len(words) + 20


@pytest.mark.parametrize("kind", ["question", "neighbour"])
def test_every_fact_says_where_it_was_read(person: Person, kind: str) -> None:
    for row in rows(kind):
        assert row["status"] in STATUSES, row["id"]
        assert bool(row["source"]) == (row["status"] != "app"), row["id"]
        assert set(row["source"]) <= set(sources()), row["id"]
    page = person.get("/help" if kind == "question" else "/help/neighbours")
    for row in rows(kind):
        card = read(page.html).one(id=row["id"])
        shown = [each.text.removesuffix(" (옮긴 글에서 읽음)") for each in card.all("li")]
        assert [
            sources()[id].title for id in row["source"] if sources()[id].title not in shown
        ] == []


def test_official_is_only_what_a_law_a_court_or_an_office_says() -> None:
    for row in (*rows("question"), *rows("neighbour")):
        kinds = {sources()[id].kind for id in row["source"]}
        if row["status"] == "official":
            assert kinds & {"law", "official", "quoted"}, row["id"]


def test_the_neighbours_are_told_apart(person: Person) -> None:
    page = read(person.get("/help/neighbours").html)
    names = [each.text for each in page.one("main").all("h2")]
    assert names == [
        *("본인부담상한액 초과금", "보험료 환급금", "본인부담금 환급금", "실손보험"),
        *("연말정산 의료비 공제", "재난적의료비 지원", "의료급여"),
    ]
    for row in rows("neighbour"):
        card = page.one(id=row["id"])
        for words in ("무엇인가요?", "무엇이 다른가요?", "어디에 물어보나요?"):
            assert words in card.text, row["id"]
        assert ("아직 모르는 것" in card.text) == ("unknown" in row), row["id"]


def test_the_made_up_refunds_lead_to_their_neighbour(person: Person) -> None:
    ids = {row["id"] for row in rows("neighbour")}
    assert {"excess", "premium", "copay"} <= ids


def test_every_way_to_another_place_of_the_help_leads_there(person: Person) -> None:
    for row in rows("question"):
        page, _, anchor = row.get("href", "").partition("#")
        if page:
            assert person.get(page).status in (200, 302, 303), row["id"]
        if anchor:
            assert read(person.get(page).html).one(id=anchor)


@pytest.mark.parametrize("where", ["/help/neighbours", "/help/words"])
def test_the_index_leads_to_what_is_there(person: Person, where: str) -> None:
    page = read(person.get(where).html)
    anchors = [each.attrs["href"] for each in page.one("nav", class_="chips").all("a")]
    assert len(anchors) > 3
    for anchor in anchors:
        assert page.one(id=anchor.removeprefix("#"))


def test_a_word_is_explained_in_one_or_two_plain_sentences(person: Person) -> None:
    page = read(person.get("/help/words").html)
    words = [word for group in data("help")["glossary"]["group"] for word in group["word"]]
    assert len(words) > 20
    for word in words:
        assert word["means"] in page.one(id=f"word-{word['id']}").text
        assert re.search(r"요\.$", word["means"]), word["id"]
        assert len(word["means"]) <= 90, word["id"]


def test_no_two_rows_have_one_id() -> None:
    for kind in ("question", "neighbour", "sign"):
        ids = [row["id"] for row in rows(kind)]
        assert len(ids) == len(set(ids)), kind
    words = [row["id"] for row in rows_of(data("help")["glossary"]) if "word" in row]
    assert len(words) == len(set(words))


def test_the_message_has_no_form_that_could_send_it(person: Person) -> None:
    page = read(person.get("/help/message").html)
    received = page.one("textarea", id="received")
    assert page.one("main").all("form") == []
    assert not {"name", "form"} & set(received.attrs)
    assert received.attrs["autocomplete"] == "off"
    assert received.attrs["spellcheck"] == "false"  # some browsers ask their maker


def test_without_javascript_there_is_a_list_to_compare_with_and_nothing_to_type_into(
    person: Person,
) -> None:
    page = read(person.get("/help/message").html)
    assert "hidden" in page.one(data_checker="").attrs
    signs = page.one("ul", data_signs="").all("li")
    assert len(signs) == len(rows("sign"))
    assert not any("hidden" in around.attrs for around in signs[0].around())


def test_a_message_that_is_posted_all_the_same_is_not_taken(person: Person) -> None:
    assert person.post("/help/message", {"q": "안녕"}).status == 405


def test_nothing_says_that_a_message_is_genuine(person: Person) -> None:
    words = read(person.get("/help/message").html).one("main").text
    assert "그래도 진짜라는 뜻은 아니에요" in words
    assert not re.search("안전한 문자|진짜 문자예요|믿어도", words)


def test_those_who_can_help_are_a_tap_away_and_nothing_leads_out(person: Person) -> None:
    page = read(person.get("/help/message").html)
    links = [each.attrs["href"] for each in page.one("main").all("a")]
    assert links == ["tel:1577-1000", "tel:118", "tel:112"]
