"""모의 정보 초기화: what was practised goes for the whole family, and nothing else does."""

from __future__ import annotations

from tests.conftest import RowCount
from tests.dom import form, read
from tests.person import Person
from tests.refunds.applicant import Applicant, authenticates
from webapp.refunds.forgetting import PRACTISED

WHERE = "/practice/deletion"
TABLES = [kind.__tablename__ for kind in PRACTISED.values()]


def practises(person: Person) -> str:
    """A receipt of 2023, an authentication, an application and a standing account."""
    member = person.adds("이정호", year=2023, band=2)
    person.saves(member, copay="4000000")
    authenticates(person)
    claim = Applicant(person)
    claim.applies(member, "110123455678", year=2023)
    standing = Applicant(person, base=f"/standing-account/{member}")
    standing.sends(standing.paper())
    return member


def test_it_says_what_there_is_before_anything_goes(person: Person, rows: RowCount) -> None:
    practises(person)
    before = [rows(table) for table in TABLES]
    main = read(person.get(WHERE).html).one("main")
    for words in ("모의 인증 1건", "모의 신청 1건", "지급동의계좌 1건", "되돌릴 수 없어요"):
        assert words in main.text
    assert [rows(table) for table in TABLES] == before


def test_everything_practised_goes_and_what_is_written_stays(
    person: Person, rows: RowCount
) -> None:
    practises(person)
    kept = [rows(table) for table in ("member", "member_year", "receipt", "device")]
    before = [rows(table) for table in TABLES]
    answer = person.post(WHERE, form(person.get(WHERE), WHERE))
    assert answer.status == 303
    assert [rows(table) for table in TABLES] == [count - 1 for count in before]
    assert [rows(table) for table in ("member", "member_year", "receipt", "device")] == kept
    assert "연습한 것을 모두 지웠어요" in person.get(f"{WHERE}?done=1").text
    assert person.get("/claims").status == 303  # a new authentication comes first


def test_another_family_keeps_theirs(person: Person, stranger: Person, rows: RowCount) -> None:
    practises(stranger)
    before = [rows(table) for table in TABLES]
    practises(person)
    person.post(WHERE)
    assert [rows(table) for table in TABLES] == before


def test_who_has_practised_nothing_is_told_so(person: Person, rows: RowCount) -> None:
    before = rows("household")
    assert "연습한 것이 없어요" in person.get(WHERE).text
    assert person.post(WHERE).status == 303
    assert rows("household") == before


def test_settings_lead_there(person: Person) -> None:
    assert read(person.get("/settings").html).one("a", href=WHERE)
