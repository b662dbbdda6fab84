"""이 앱에 대해 (H-20): who made it, that it is a simulation, what is stored where, how to erase it,
the rules it encodes and what it is made of."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.dom import Element, read
from tests.person import Person
from webapp.law.rulebook import evidence, sources
from webapp.refunds.real_presenters import official
from webapp.shell.licences import PLACES, libraries

ROOT = Path(__file__).resolve().parents[2]
FILES = {path.stem for path in (ROOT / "webapp/law/data").glob("*.toml")} - {"sources"}
CALLED = {"BSD License": "BSD-3-Clause", "MIT License": "MIT"}


@pytest.fixture
def about(person: Person) -> Element:
    return read(person.get("/about").html).one("main")


def test_it_says_who_made_it_and_who_did_not(about: Element) -> None:
    words = about.one("section", aria_labelledby="who").text
    assert "비공식" in words
    assert "국민건강보험공단, 정부, 병원, 보험사와 관계없어요" in words


def test_it_says_that_everything_is_practice(about: Element) -> None:
    section = about.one("section", aria_labelledby="practice")
    assert "연습" in section.text
    assert section.all("a", href="/real")


def test_it_says_where_questions_go(about: Element) -> None:
    who = about.one("section", aria_labelledby="who")
    assert "이 앱에 대한 문의를 받는 곳은 아직 없어요" in who.text
    assert who.all("a", href="tel:1577-1000")


def test_it_names_every_cookie_that_stays(about: Element, person: Person) -> None:
    for path, form in (
        ("/members", {"name": "엄마"}),
        ("/settings/language", {"lang": "ko"}),
        ("/settings/look", {"size": "200"}),
    ):
        person.post(path, form)
    assert all(person.client.get_cookie(name) for name in ("device", "lang", "look"))
    words = about.one("section", aria_labelledby="kept").text
    assert "쿠키 세 가지: 내 기록을 여는 열쇠, 고른 언어, 고른 화면. 400일 동안 둬요." in words


WRITES = re.compile(r"torage\.setItem\(|^import .*\bofThis(Tab|Browser)\b", re.MULTILINE)
# Each script that writes into the browser's storage, and how its note is told.
NOTES = {
    "page/voices.js": "고른 목소리",
    "scan/screen.js": "마지막으로 찍은 사람",
    "page/install.js": "홈 화면에 두자고 물어볼 때를 아는 숫자",
    "page/within.js": "닫아 둔 안내",
    "page/ticks.js": "표시해 둔 까닭",
    "page/returns.js": "방금 본 화면과 목록의 주소",
}


def test_it_names_every_note_that_a_browser_keeps(about: Element) -> None:
    static = ROOT / "static"
    writing = {
        str(file.relative_to(static))
        for file in static.rglob("*.js")
        if "build" not in file.parts and WRITES.search(file.read_text("utf-8"))
    }
    assert writing == set(NOTES)
    words = about.one("section", aria_labelledby="kept").text
    assert all(told in words for told in NOTES.values())


def test_the_rules_lead_to_where_they_stand_by_way_of_a_question(about: Element) -> None:
    section = about.one("section", aria_labelledby="rules")
    links = {each.attrs["href"] for each in section.all("a")} - {"/caps"}
    cited = {id for file in FILES for id in evidence(file).sources}
    assert links == {f"/real/site?source={id}" for id in cited & set(official())}
    assert "/real/site?source=law-act" in links


def test_it_says_what_is_kept_where_and_how_to_erase_it(about: Element) -> None:
    kept = about.one("section", aria_labelledby="kept")
    assert [each.text for each in kept.all("h3")] == ["이 휴대전화", "이 앱의 서버", "두지 않는 것"]
    ways = [each.attrs["href"] for each in about.one("section", aria_labelledby="erase").all("a")]
    assert ways == ["/leaving", "/settings#photos", "/receipts/trash"]


def test_every_file_of_the_law_is_listed_with_its_sources(about: Element) -> None:
    section = about.one("section", aria_labelledby="rules")
    listed = section.all("details")
    assert len(listed) == len(FILES)
    for each in listed:
        assert each.all("li"), each.text
        assert "확인한 날" in each.text
    for file in FILES:
        for id in evidence(file).sources:
            assert sources()[id].title in section.text, file


def test_settings_lead_to_it_and_it_leads_back(person: Person) -> None:
    assert read(person.get("/menu").html).one("main").all("a", href="/about")
    assert read(person.get("/about").html).one("header").all("a", href="/menu")


def test_every_library_is_shown_with_its_licence(about: Element) -> None:
    words = about.one("section", aria_labelledby="used").text
    for each in libraries():
        assert each["where"] in PLACES
        assert each["name"] in words
        assert each["licence"] in words


def told(where: str) -> dict[str, str]:
    return {each["name"]: each["licence"] for each in libraries() if each["where"] == where}


def test_what_the_server_is_made_of_has_these_licences() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[\[=<>]", each)[0] for each in project["dependencies"]}
    assert names == set(told("server"))
    for name, licence in told("server").items():
        assert licence_of(name) == licence, name


def licence_of(name: str) -> str:
    """As the installed package says it: an SPDX expression, or the older fields."""
    found = metadata(name)
    expression = found.get("License-Expression") or (found.get("License") or "").partition("\n")[0]
    classified = [
        each.rpartition(" :: ")[2]
        for each in found.get_all("Classifier") or []
        if each.startswith("License :: ")
    ]
    return expression or CALLED[classified[0]]


def test_what_the_phone_gets_has_these_licences() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    names = {*package["dependencies"], "lucide-static"}  # its drawings are in icons.svg
    assert names == set(told("phone"))
    for name, licence in told("phone").items():
        installed = json.loads((ROOT / "node_modules" / name / "package.json").read_text("utf-8"))
        assert installed["license"] == licence, name
