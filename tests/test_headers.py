"""What every answer carries, whatever it answers: headers, and pages that obey them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask import Flask

from tests.dom import read
from tests.every_screen import Household, addresses, html_pages, settle
from tests.person import RECEIPT, Page, Person
from webapp.security import HEADERS

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def home(person: Person) -> Household:
    return settle(person)


def policy(headers: Mapping[str, str]) -> dict[str, list[str]]:
    parts = [part.split() for part in headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def test_every_answer_carries_every_header(app: Flask, home: Household) -> None:
    answers = {where: home.person.get(where) for where in addresses(app, home)}
    answers |= {
        "a redirect": home.person.post(f"/receipts/{home.receipt}/restoration"),
        "a saved form": home.person.sends(home.father, copay="4321"),
        "a static file that is not there": home.person.get("/static/nothing.js"),
        **html_pages(app, home),
    }
    assert len(answers) > 20
    for where, page in answers.items():
        missing = {name for name in HEADERS if name not in page.headers}
        assert not missing, f"{where}: {missing}"
        assert EXPECTED.items() <= page.headers.items(), where


def test_an_answer_that_has_not_changed_carries_them_too(person: Person) -> None:
    tag = person.client.get("/caps.json").headers["ETag"]
    answer = person.client.get("/caps.json", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert set(HEADERS) <= set(answer.headers.keys())


def test_the_policy_starts_from_nothing_and_allows_nothing_unsafe(person: Person) -> None:
    found = policy(person.get("/").headers)
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == found["connect-src"] == ["'self'"]
    assert found["base-uri"] == found["frame-ancestors"] == ["'none'"]
    assert found["form-action"] == ["'self'"]
    everything = {source for sources in found.values() for source in sources}
    assert not [source for source in everything if "unsafe" in source or "*" in source]
    assert everything <= {"'none'", "'self'", "data:", "blob:"}


def test_pages_are_kept_by_no_cache(pages: Mapping[str, Page]) -> None:
    for where, page in pages.items():
        assert page.headers["Cache-Control"] == "no-store", where
        assert "HX-Request" in page.headers["Vary"], where


def test_a_compressed_page_varies_by_both(person: Person) -> None:
    answer = person.client.get("/caps", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert {"HX-Request", "Accept-Encoding"} <= {
        name.strip() for name in answer.headers["Vary"].split(",")
    }


def test_over_https_the_browser_is_told_to_stay_there(app: Flask) -> None:
    client = app.test_client()
    secure = client.get("/", base_url="https://example.org").headers
    assert int(secure["Strict-Transport-Security"].partition("=")[2]) >= 31_536_000
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_no_page_has_a_script_or_a_style_of_its_own(pages: Mapping[str, Page]) -> None:
    assert len(pages) > 25
    for where, page in pages.items():
        for each in read(page.html):
            if each.tag == "script":
                assert each.attrs.get("src", "").startswith("/static/"), where
                assert not each.text, where
            assert each.tag != "style", where
            spoken = [name for name in each.attrs if name == "style" or name.startswith("on")]
            assert not spoken, f"{where}: <{each.tag} {spoken}>"
            assert not [name for name in each.attrs if name.startswith("hx-on")], where


def test_no_page_asks_another_site_for_anything(pages: Mapping[str, Page]) -> None:
    for where, page in pages.items():
        for each in read(page.html):
            for name in ("src", "href", "action", "hx-get", "hx-post", "srcset", "poster"):
                target = each.attrs.get(name, "")
                assert not target.startswith(("http:", "https:", "//", "javascript:")), where


def test_htmx_may_not_evaluate_anything(person: Person) -> None:
    config = read(person.get("/").html).one("meta", name="htmx-config").attrs["content"]
    assert '"allowEval":false' in config
    assert '"includeIndicatorStyles":false' in config


def test_a_body_over_the_limit_is_refused_calmly(app: Flask, person: Person) -> None:
    mother = person.adds()
    too_much = "가" * (app.config["MAX_CONTENT_LENGTH"] // 3 + 1)
    page = person.post("/receipts", {**RECEIPT, "member_id": mother, "note": too_much})
    assert page.status == 413
    assert "너무 길어요" in page.text
    assert "가나병원" not in person.get("/receipts").text


def test_a_form_of_very_many_fields_is_refused_calmly(person: Person) -> None:
    person.adds()
    page = person.post("/receipts", {f"x{number}": "1" for number in range(5_000)})
    assert page.status in (413, 422)
