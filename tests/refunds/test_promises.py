"""What the rehearsal promises: H-05, H-06, H-09, H-10, H-13, H-16 and H-19, on all of its pages."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask

from tests.dom import Element, fields, read
from tests.every_screen import addresses, refused_claims, settle, unfinished_auths
from tests.person import Page, Person
from tests.refunds.applicant import Applicant, applicant, over_the_cap
from tests.simple_auth.person import asks

ROOT = Path(__file__).resolve().parent.parent.parent
REHEARSAL = ("/auth", "/statements", "/claims", "/standing-account", "/papers", "/real")
OUTSIDE = re.compile(r"^(?!tel:)[a-z][a-z0-9+.-]*:|^//", re.I)
SENDERS = [
    "twilio",
    "solapi",
    "coolsms",
    "nurigo",
    "aligo",
    "toast-sms",
    "bizm",
    "alimtalk",
    "kakao",
    "sendon",
    "munjanara",
    "popbill",
    "vonage",
    "nexmo",
    "messagebird",
    "plivo",
    "sinch",
    "infobip",
    "telnyx",
    "boto3",
    "smtp",
    "sms",
]


@pytest.fixture
def pages(app: Flask, person: Person) -> Mapping[str, Page]:
    """Every page of the rehearsal, and what its forms answer when something is wrong."""
    home = settle(person)
    found = {
        where: person.get(where) for where in addresses(app, home) if where.startswith(REHEARSAL)
    }
    found |= dict(refused_claims(home)) | dict(unfinished_auths(home))
    return {where: page for where, page in found.items() if page.status != 303}


def test_no_page_leads_or_sends_to_anybody_else(pages: Mapping[str, Page]) -> None:
    """H-05: no deep link into another app, no form or picture of somebody else."""
    assert len(pages) > 25
    for where, page in pages.items():
        for each in read(page.html):
            for name in ("href", "src", "action", "formaction", "hx-post", "hx-get"):
                assert not OUTSIDE.match(each.attrs.get(name, "")), (where, each.attrs)
        policy = page.headers["Content-Security-Policy"]
        assert "connect-src 'self'" in policy, where
        assert "form-action 'self'" in policy, where


def test_whatever_asks_for_ones_own_can_be_filled_with_nobodys(pages: Mapping[str, Page]) -> None:
    """H-06: wherever a name or an account is asked for, a button puts an example there."""
    asking = {
        where: read(page.html)
        for where, page in pages.items()
        if re.search(r'<input id="(birth_date|account)"', page.html)
    }
    assert len(asking) > 4
    for where, page in asking.items():
        named = [each.text for each in page if each.tag in ("a", "button")]
        assert {"연습용 정보 채우기", "연습 계좌 채우기"} & set(named), where


def test_what_a_person_enters_is_held_in_the_page_alone(pages: Mapping[str, Page]) -> None:
    """H-09: each form into which something is typed or ticked stays, and says what became of it."""
    private = ("/auth", "/claims", "/standing-account")
    seen = set()
    for where, page in pages.items():
        for form in read(page.html).all("form"):
            action = form.attrs.get("action", "")
            entered = [each for each in form if is_entered(each)]
            if not action.startswith(private) or not entered:
                continue
            seen.add(re.sub(r"[0-9a-f-]{36}", "…", action))
            assert "data-held" in form.attrs, (where, action)
            assert {each.attrs.get("data-held-said") for each in form} >= {
                "unsent",
                "locked",
                "emptied",
            }, (where, action)
    assert seen >= {
        "/auth/request",
        "/claims",
        "/claims/…/deposit",
        "/claims/…/review",
        "/claims/…/cancellation",
        "/standing-account/…/deposit",
    }


def is_entered(field: Element) -> bool:
    return field.tag == "input" and field.attrs.get("type") not in ("hidden", "submit")


def test_every_number_of_a_receipt_says_that_it_is_practice(pages: Mapping[str, Page]) -> None:
    """H-10."""
    shown = [
        number for page in pages.values() for number in re.findall(r"\S*20\d\d-\d{4}\b", page.text)
    ]
    assert shown
    assert {number.partition("-")[0].lstrip("(‘") for number in shown} == {"모의"}


def test_nothing_of_the_rehearsal_is_ticked_beforehand(person: Person) -> None:
    """H-13."""
    mother = over_the_cap(person)
    applying = applicant(person)
    applying.agrees(mother)
    for where in (
        f"/claims/new?statement={mother}:2023",
        f"{applying.base}/account",
        f"/standing-account/{mother}/account",
        "/auth/request?provider=carrier&practice=1",
    ):
        boxes = read(person.get(where).html).all("input", type="checkbox")
        assert not [each for each in boxes if "checked" in each.attrs], where


def test_to_keep_things_as_they_are_weighs_as_much_as_to_end_them(person: Person) -> None:
    """H-13: beside every button that ends something stands one of the same size that does not."""
    mother = over_the_cap(person)
    applying = applicant(person)
    applying.applies(mother, standing="1")
    for where, stay, go in (
        (f"{applying.base}/cancellation", "계속 둘게요", "모의 신청을 취소할게요"),
        (f"/standing-account/{mother}/deletion", "계속 둘게요", "해지할게요"),
        ("/real/site", "여기 있을게요", "공식 누리집으로 나갈게요"),
    ):
        actions = read(person.get(where).html).one("div", class_="actions equal")
        one, other = [each for each in actions if each.tag in ("a", "button")]
        assert (one.text, other.text) == (stay, go)
        assert one.classes == other.classes
    asks(person)
    card = read(person.get("/auth/waiting").html).one("div", class_="practice-ways")
    approve, refuse = card.all("button")
    assert approve.classes == refuse.classes


def test_what_is_made_up_wears_the_sign_of_practice(person: Person) -> None:
    """H-16: states, failures and the days that one lets pass."""
    mother = over_the_cap(person)
    applying = applicant(person)
    applying.applies(mother, "110123455555")
    for _ in range(8):
        page = read(person.get(applying.base).html)
        stage = page.one("h2", id="stage")
        assert stage.all("span", class_="chip practice"), stage.text
        for button in page.all("button"):
            if "하루 지나기" in button.text:
                assert button.text.startswith("연습")
        if applying.stage() != "failed":
            applying.waits(1)
    assert applying.stage() == "failed"
    row = read(person.get("/statements").html).one("article", data_state="applied")
    assert row.all("span", class_="chip practice")
    for digits in ("0001", "0002", "0003", "0004", "0006", "0007"):
        newcomer = Person(person.client.application.test_client())
        asks(newcomer, digits)
        ended = read(newcomer.get("/auth/waiting").html).one("section", class_="card")
        assert ended.all("span", class_="chip practice"), ended.text


def test_nothing_that_sends_messages_is_needed() -> None:
    """H-19: neither the app nor its pages depend on what sends SMS or 알림톡."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    named = [re.split(r"[=\[<>~; ]", each)[0] for each in project["dependencies"]]
    named += [*package["dependencies"], *package["devDependencies"]]
    assert len(named) > 20
    parts = {part for each in named for part in re.split(r"[^a-z0-9]", each.lower())}
    assert not (parts | set(named)) & set(SENDERS)


def test_agreeing_leads_to_the_authentication_and_from_there_to_the_account(
    person: Person,
) -> None:
    mother = over_the_cap(person)
    answer = Applicant(person).agrees(mother)
    assert re.fullmatch(r"/auth\?then=/claims/[0-9a-f-]+/account", answer.location)
    assert "계좌 적으러 가기" not in person.get(answer.location).text
    assert "인증을 마친 뒤 30분 동안 열려요" in person.get(answer.location).text


def test_all_that_a_person_sent_before_is_sent_on_by_the_last_look(person: Person) -> None:
    mother = over_the_cap(person)
    applying = applicant(person)
    applying.agrees(mother)
    review = read(applying.confirms(applying.enters()).html)
    (last,) = review.all("form", action=f"{applying.base}/submission")
    assert {"bank", "account", "holder", "standing", "code", "op_id"} == set(fields(last))
    assert [each for each in last if each.attrs.get("data-held-said") == "slow"]
