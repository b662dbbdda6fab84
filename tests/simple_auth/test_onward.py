"""Where an authentication leads: back to where one was, and nowhere else."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.dom import read
from tests.person import Page, Person
from tests.refunds.applicant import Applicant, over_the_cap
from tests.simple_auth.person import TYPED, asks, authenticates, presses

LOCAL = ("/receipts", "/auth", "/receipts?year=2023&q=%EA%B0%80", "/members/x/years/2023", "/")
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/%5Cevil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/receipts#x",
    "/receipts\n",
    "/nowhere",
    "/static/icons/icon.svg",
    "/sync",
    "/auth/done",
    "/auth/waiting",
    "receipts",
    "/receipts?q=900101-1234567",
    "/receipts?" + "a" * 200,
    "",
)


@pytest.mark.parametrize("then", LOCAL)
def test_one_comes_back_to_where_one_was(person: Person, then: str) -> None:
    authenticates(person, then=then)
    onward = read(person.get("/auth/done").html).one("a", data_advance="")
    assert onward.attrs["href"] == then


@pytest.mark.parametrize("then", ELSEWHERE)
def test_one_is_led_nowhere_else(person: Person, then: str) -> None:
    sent = {**TYPED, "provider": "bank", "then": then}
    answer: Page = person.post("/auth/request", sent)
    if answer.status == 303:
        presses(person, "approval")
        presses(person, "completion")
        onward = read(person.get("/auth/done").html).one("a", data_advance="")
        assert onward.attrs["href"] == "/"
    else:
        assert answer.status == 422  # a resident number
    page = person.client.get("/auth", query_string={"then": then})
    hrefs = [each.attrs["href"] for each in read(page.text).one("main").all("a")]
    assert not [href for href in hrefs if "then" in href]
    back = person.client.post("/auth/extension", data={"then": then})
    assert back.headers["Location"] == "/auth/waiting"


def steps_of(page: Page) -> list[str]:
    """The steps of an application that a page shows; the one that it is at, in brackets."""
    shown = read(page.html).all("nav", class_="stepper")
    return [
        f"[{name}]" if "aria-current" in each.attrs else name
        for each in (shown[0].all("li") if shown else [])
        for name in [each.all("span")[1].text]
    ]


def back(page: Page) -> str:
    return read(page.html).one("a", class_="topbar-back").attrs["href"]


def test_on_the_way_of_an_application_its_four_steps_stay(person: Person) -> None:
    mother = over_the_cap(person)
    applying = Applicant(person)
    led = applying.agrees(mother).location
    then = f"{applying.base}/account"
    assert led == f"/auth?then={then}"
    choosing = person.get(led)
    form = person.get(f"/auth/request?provider=bank&then={then}")
    refused = person.post("/auth/request", {"provider": "bank", "then": then})
    asks(person, then=then)
    waiting = person.get("/auth/waiting")
    presses(person, "approval")
    presses(person, "completion")
    for page in (choosing, form, refused, waiting, person.get("/auth/done"), person.get(led)):
        assert steps_of(page) == ["확인 (마쳤어요)", "[인증]", "계좌", "마침"]
        assert "/4" not in page.text  # one count at a time
    assert back(choosing) == f"/claims/new?claim={applying.claim}"
    assert back(form) == back(waiting) == led
    before = person.get(back(choosing))
    assert (before.status, steps_of(before)[0]) == (200, "[확인]")
    assert before.figure("estimate", mother, 2023) == 4_370_000
    account = person.get(then)
    assert steps_of(account)[2] == "[계좌]"
    assert back(account) == back(choosing)


@pytest.mark.parametrize("then", ["", "/statements", "/claims/x", "/claims/x/done"])
def test_elsewhere_the_authentication_counts_its_own_steps(person: Person, then: str) -> None:
    page = person.get(f"/auth?then={then}")
    assert steps_of(page) == []
    assert "간편인증 연습 1/4 · 방법 고르기" in page.text
    assert back(page) == "/"


def test_nobody_is_led_back_to_an_application_of_another_household(
    person: Person, stranger: Person
) -> None:
    applying = Applicant(person)
    applying.agrees(over_the_cap(person))
    stranger.adds()
    for claim in (applying.claim, "x", ""):
        assert stranger.get(f"/claims/new?claim={claim}").status == 404


RAN_OUT = "30분이 지나 인증이 끝났어요. 다시 인증해 주세요."


def test_who_comes_for_the_first_time_reads_of_no_end(person: Person) -> None:
    person.adds()
    page = person.get("/statements")
    assert RAN_OUT not in person.get(page.location).text
    authenticates(person)
    person.get("/auth/done")
    person.post("/auth/deletion")  # by hand
    assert RAN_OUT not in person.get(page.location).text


def test_whose_authentication_ran_out_is_told_so(
    person: Person, stranger: Person, clock: Clock
) -> None:
    person.adds()
    authenticates(person)
    assert person.get("/auth/done").status == 200
    assert RAN_OUT not in person.get("/auth?then=/statements").text
    clock.passes(minutes=30)
    assert RAN_OUT in person.get(person.get("/statements").location).text
    assert RAN_OUT not in person.get("/auth").text  # came for nothing that was closed
    assert RAN_OUT not in stranger.get("/auth?then=/statements").text
    authenticates(person)
    assert RAN_OUT not in person.get("/auth?then=/statements").text


@pytest.mark.parametrize("forged", ["", "x", "-1", "1e9", "9" * 400, "²"])
def test_the_moment_of_an_end_is_believed_only_where_it_is_one(person: Person, forged: str) -> None:
    person.client.set_cookie("auth_until", forged, path="/auth")
    page = person.get("/auth?then=/statements")
    assert (page.status, RAN_OUT in page.text) == (200, False)
