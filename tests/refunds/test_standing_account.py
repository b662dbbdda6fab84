"""지급동의계좌: registered once, it takes the years that come; an end gives them back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Person
from tests.refunds.applicant import Applicant, applicant, over_the_cap
from tests.refunds.test_statements import looks, states
from tests.simple_auth.person import authenticates
from webapp.refunds.standing_models import StandingAccount

BEFORE_THE_NOTICES = date(2026, 6, 1)  # those of 2025 begin on 31 August 2026


def registers(person: Person, member: str, number: str = "110-123-455678") -> None:
    if person.get("/standing-account").status == 303:
        authenticates(person)
    way = Applicant(person, f"/standing-account/{member}")
    assert way.sends(way.paper(number)).location == "/standing-account?registered=1"


def ends(person: Person, member: str) -> None:
    asked = person.get(f"/standing-account/{member}/deletion")
    assert "정말 해지할까요?" in asked.text
    assert person.post(f"/standing-account/{member}/deletion").status == 303


def test_nobody_has_one_at_first(person: Person) -> None:
    over_the_cap(person)
    authenticates(person)
    assert "등록한 계좌가 없어요." in person.get("/standing-account").text


def test_it_is_registered_changed_and_ended(person: Person) -> None:
    mother = over_the_cap(person)
    registers(person, mother)
    assert "신한은행 ***-***-5678" in person.get("/standing-account").text
    registers(person, mother, "110-123-459999")
    page = person.get("/standing-account")
    assert "신한은행 ***-***-9999" in page.text
    assert "전에 등록한 계좌" in page.text
    ends(person, mother)
    page = person.get("/standing-account?ended=1")
    assert "해지했어요. 다음부터는 해마다 신청해야 해요." in page.text
    assert "등록한 계좌가 없어요." in page.text


def test_registering_twice_by_the_same_press_is_once(person: Person, rows: RowCount) -> None:
    mother = over_the_cap(person)
    authenticates(person)
    way = Applicant(person, f"/standing-account/{mother}")
    paper, before = way.paper(), rows("standing_account")
    for _ in range(3):
        assert way.sends(paper).status == 303
    assert rows("standing_account") == before + 1


@pytest.mark.parametrize("ending", ["0000", "1111", "2222", "3333"])
def test_the_simulated_bank_looks_at_it_as_well(person: Person, ending: str) -> None:
    mother = over_the_cap(person)
    authenticates(person)
    way = Applicant(person, f"/standing-account/{mother}")
    answer = way.enters(f"11012345{ending}")
    assert (answer.status, bool(answer.error("account"))) == (422, True)


def test_the_next_notices_are_paid_without_an_application(person: Person, clock: Clock) -> None:
    clock.today = BEFORE_THE_NOTICES
    mother = over_the_cap(person, year=2025)
    registers(person, mother)
    assert states(looks(person)) == {2025: "upcoming"}
    for today, state in (
        (date(2026, 8, 31), "automatic"),
        (date(2026, 9, 1), "automatic"),
        (date(2026, 9, 2), "paid"),
    ):
        clock.today = today
        page = looks(person)
        assert states(page) == {2025: state}
        assert "/claims/new" not in page.html
    assert "실제로 돈이 들어오지는 않아요." in page.text
    assert "신청하지 않아도 돼요(모의)" in person.get(f"/claims/new?statement={mother}:2025").text


def test_notices_that_were_out_before_still_need_an_application(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2026, 8, 31)
    mother = over_the_cap(person, year=2025)
    registers(person, mother)
    clock.today = date(2026, 10, 1)
    assert states(looks(person)) == {2025: "open"}


def test_after_the_end_one_applies_again(person: Person, clock: Clock) -> None:
    clock.today = BEFORE_THE_NOTICES
    mother = over_the_cap(person, year=2025)
    registers(person, mother)
    ends(person, mother)
    clock.today = date(2026, 10, 1)
    assert states(looks(person)) == {2025: "open"}


def test_it_is_one_persons_and_serves_nobody_else(person: Person, clock: Clock) -> None:
    clock.today = BEFORE_THE_NOTICES
    mother = over_the_cap(person, "엄마", year=2025)
    registers(person, mother)
    over_the_cap(person, "아빠", year=2024)
    clock.today = date(2026, 10, 1)
    assert states(looks(person)) == {2025: "paid", 2024: "open"}


def test_it_can_be_registered_along_with_an_application(person: Person) -> None:
    applying = applicant(person)
    applying.applies(over_the_cap(person), standing="1")
    assert "신한은행 ***-***-5678" in person.get("/standing-account").text
    for where in (f"{applying.base}/done", applying.base):
        page = person.get(where)
        assert "지급동의계좌로도 등록했어요(모의)." in page.text
        assert read(page.html).one("main").all("a", href="/standing-account")
    assert "지급동의계좌로도 등록(선택)" in person.get(applying.base).text


def test_where_it_could_not_be_registered_along_the_application_says_so(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    applying = applicant(person)
    monkeypatch.setattr(StandingAccount, "register", gone)
    applying.applies(over_the_cap(person), standing="1")
    for where in (f"{applying.base}/done", applying.base):
        page = person.get(where)
        assert "지급동의계좌로는 등록하지 못했어요(모의)." in page.text
        assert read(page.html).one("main").all("a", href="/standing-account")


def test_where_it_could_not_be_registered_the_form_comes_back_and_says_so(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother = over_the_cap(person)
    authenticates(person)
    way = Applicant(person, f"/standing-account/{mother}")
    paper = way.paper()
    monkeypatch.setattr(StandingAccount, "register", gone)
    answer = way.sends(paper)
    assert (answer.status, answer.location) == (409, "")
    assert "보내지 못했어요. 다시 해 주세요." in answer.text


def gone(*_: object) -> None:
    raise LookupError


def test_without_the_tick_an_application_registers_nothing(person: Person) -> None:
    applying = applicant(person)
    mother = over_the_cap(person)
    applying.agrees(mother)
    page = person.get(f"{applying.base}/account")
    assert "standing" not in form(page, f"{applying.base}/deposit")
    applying.sends(applying.paper())
    assert "등록한 계좌가 없어요." in person.get("/standing-account").text
    assert "지급동의계좌로" not in person.get(f"{applying.base}/done").text


def test_one_can_look_ahead_to_the_next_payment_and_it_says_so(person: Person) -> None:
    mother = over_the_cap(person, year=2026)
    assert "?ahead=1" not in looks(person).html
    registers(person, mother)
    page = looks(person)
    assert states(page) == {2026: "upcoming"}
    assert "?ahead=1" in page.html
    ahead = looks(person, "?ahead=1")
    assert states(ahead) == {2026: "paid"}
    assert "앞날을 미리 보는 중이에요" in ahead.text
    assert "연습" in ahead.text
    assert states(looks(person)) == {2026: "upcoming"}


def test_looking_ahead_to_nothing_is_today(person: Person) -> None:
    over_the_cap(person)
    assert states(looks(person, "?ahead=1")) == {2023: "open"}
