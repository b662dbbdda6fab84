"""모의 신청: the whole way, everything that can go wrong on it, and what becomes of it."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Person
from tests.refunds.applicant import NUMBER, Applicant, applicant, over_the_cap
from tests.simple_auth.person import authenticates
from webapp.extensions import db


@pytest.fixture
def mother(person: Person) -> str:
    return over_the_cap(person)


@pytest.fixture
def applying(person: Person, mother: str) -> Applicant:
    return applicant(person)


def test_the_whole_way_ends_with_a_practice_receipt(applying: Applicant, mother: str) -> None:
    assert applying.applies(mother) == "모의-2026-0001"
    done = applying.person.get(f"{applying.base}/done")
    assert done.figure("estimate", mother, 2023) == 4_370_000
    assert "실제로 돈이 들어오지는 않아요." in done.text
    assert "***-***-5678" in done.text


def test_nothing_is_ticked_beforehand_and_both_consents_are_needed(
    applying: Applicant, mother: str
) -> None:
    page = applying.person.get(f"/claims/new?statement={mother}:2023")
    paper = form(page, "/claims")
    assert not {"practice", "keep", "notify"} & set(paper)
    for given in ({}, {"practice": "1"}, {"keep": "1"}, {"notify": "1"}):
        answer = applying.person.post("/claims", paper | given)
        assert answer.status == 422
        assert "필수 두 가지에 표시해 주세요." in answer.text
        ticked = {
            name for name in form(answer, "/claims") if name in ("practice", "keep", "notify")
        }
        assert ticked == set(given)


def test_an_account_that_cannot_be_one_is_asked_for_again_with_what_was_typed(
    applying: Applicant, mother: str
) -> None:
    applying.agrees(mother)
    answer = applying.enters("12345", bank="")
    assert answer.status == 422
    assert answer.error("bank") == "은행을 골라 주세요."
    assert answer.error("account") == "계좌번호는 숫자 7~16자리예요."
    assert form(answer, f"{applying.base}/deposit")["account"] == "12345"
    assert read(answer.html).all("a", href="#bank")


@pytest.mark.parametrize(
    "number", ["1234567", "1" * 12 + "5678", "110 123 455678", "１１０－1234567"]
)
def test_7_to_16_digits_pass_with_hyphens_and_spaces(
    applying: Applicant, mother: str, number: str
) -> None:
    applying.agrees(mother)
    assert "1원을 보냈어요(모의)" in applying.enters(number).text


@pytest.mark.parametrize("number", ["", "123456", "1" * 17, "12345678x", "계좌번호"])
def test_anything_else_does_not(applying: Applicant, mother: str, number: str) -> None:
    applying.agrees(mother)
    assert applying.enters(number).error("account") == "계좌번호는 숫자 7~16자리예요."


def test_an_odd_length_is_a_hint_and_no_refusal(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    hint = "은행과 번호 길이가 어울리지 않아 보여요."
    assert hint not in applying.enters(NUMBER).text
    odd = applying.enters("1234567")
    assert (odd.status, hint in odd.text) == (200, True)
    assert hint in applying.confirms(odd).text


def test_a_resident_number_is_refused_and_forgotten(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    answer = applying.enters("900101-1234567")
    assert answer.error("account") == "주민등록번호처럼 보여요. 지워 드릴게요."
    assert "1234567" not in answer.html


REFUSED = {
    "0000": "계좌를 찾지 못했어요. 번호를 다시 봐 주세요.",
    "1111": "예금주 이름이 달라요. 본인 계좌만 돼요.",
    "2222": "해지된 계좌예요. 다른 계좌를 적어 주세요.",
    "3333": "은행이 점검 중이에요(23:50~00:30). 조금 뒤에 다시 하거나 다른 은행을 골라 주세요.",
}


@pytest.mark.parametrize(("ending", "says"), REFUSED.items())
def test_the_simulated_bank_refuses_by_the_last_digits(
    applying: Applicant, mother: str, ending: str, says: str
) -> None:
    applying.agrees(mother)
    answer = applying.enters(f"11012345{ending}")
    assert (answer.status, answer.error("account")) == (422, says)
    assert form(answer, f"{applying.base}/deposit")["account"] == f"11012345{ending}"
    summary, field = (
        read(answer.html).one("div", role="alert", class_="danger"),
        read(answer.html).one("div", class_="field wrong"),
    )
    for part in (summary, field):  # H-16
        assert part.one("span", class_="chip practice").text == "연습"


def test_what_is_wrong_in_truth_wears_no_sign_of_practice(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    answer = applying.enters("12345")
    assert answer.error("account")
    assert not read(answer.html).one("div", role="alert", class_="danger").all("span")


def test_another_persons_account_leads_to_the_papers(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    answer = applying.enters("110123451111")
    assert "가족 계좌로 하려면 서류가 필요해요" in answer.text
    assert read(answer.html).one("main").all("a", href=f"/papers/another?member={mother}")


def test_the_holder_is_the_person_who_authenticated(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    page = applying.person.get(f"{applying.base}/account")
    holder = read(page.html).one("input", name="holder")
    assert (holder.attrs["value"], "readonly" in holder.attrs) == ("홍길동", True)
    answer = applying.enters(NUMBER, holder="박은영")
    assert (answer.status, answer.error("holder")) == (
        422,
        "예금주 이름이 인증한 이름과 달라요. 본인 계좌만 돼요.",
    )
    assert form(answer, f"{applying.base}/deposit")["holder"] == "홍길동"


def test_no_step_believes_the_one_before(applying: Applicant, mother: str, rows: RowCount) -> None:
    applying.agrees(mother)
    paper = applying.paper()
    for changed, field in (
        ({"account": "110123450000"}, "account"),
        ({"holder": "박은영"}, "holder"),
        ({"bank": "999"}, "bank"),
        ({"code": "x"}, "code"),
    ):
        for step in ("review", "submission"):
            answer = applying.person.post(f"{applying.base}/{step}", paper | changed)
            assert (answer.status, bool(answer.error(field))) == (422, True), (changed, step)
    assert "아직 모의 신청한 적이 없어요" in applying.person.get("/claims").text


def test_the_digits_that_came_with_one_won_have_to_be_the_right_ones(
    applying: Applicant, mother: str
) -> None:
    applying.agrees(mother)
    deposit = applying.enters()
    paper = form(deposit, f"{applying.base}/review")
    answer = applying.person.post(f"{applying.base}/review", paper | {"code": "12"})
    assert (answer.status, bool(answer.error("code"))) == (422, True)
    assert "마지막 확인" in applying.confirms(answer).text


def test_practice_data_fill_the_form(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    where = f"{applying.base}/account"
    page = applying.person.post(where, {"practice": "1", "holder": "홍길동"})
    paper = form(page, f"{applying.base}/deposit")
    assert (paper["bank"], paper["account"]) == ("088", "000-000-005678")
    assert applying.person.post(f"{applying.base}/deposit", paper).status == 200


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("ㅅㅎ", ["신한은행", "Sh수협은행", "신협"]),
        ("카뱅", ["카카오뱅크"]),
        ("nh", ["NH농협은행"]),
        ("ㅇㅊㄱ", ["우체국"]),
        ("우체", ["우체국"]),
        ("ㅋㅋㅋㅋ", []),
    ],
)
def test_a_bank_is_found_by_its_initial_consonants(
    applying: Applicant, mother: str, q: str, found: list[str]
) -> None:
    applying.agrees(mother)
    page = applying.person.post(f"{applying.base}/bank", {"q": q})
    tiles = read(page.html).all("button", class_="bank-tile")
    names = [each.all("span")[1].text for each in tiles]
    assert names[: len(found)] == found
    assert bool(names) == bool(found)


def test_choosing_a_bank_loses_nothing_that_was_typed(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    typed = {"account": "110-1", "holder": "홍길동", "standing": "1"}
    banks = applying.person.post(f"{applying.base}/bank", typed)
    chosen = form(banks, f"{applying.base}/account") | {"bank": "090"}
    page = applying.person.post(f"{applying.base}/account", chosen)
    assert form(page, f"{applying.base}/deposit").items() >= (typed | {"bank": "090"}).items()
    assert "카카오뱅크" in page.text


def test_the_way_back_from_the_banks_loses_nothing_either(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    typed = {"bank": "088", "account": "110-1", "holder": "홍길동", "standing": "1"}
    banks = applying.person.post(f"{applying.base}/bank", typed)
    back = read(banks.html).one("button", class_="topbar-back").attrs
    picker = read(banks.html).one("form", id=back["form"])
    hidden = picker.all("input", type="hidden")
    fields = {each.attrs["name"]: each.attrs["value"] for each in hidden}
    posted = {**fields, back["name"]: back["value"]}
    page = applying.person.post(picker.attrs["action"], posted)
    assert form(page, f"{applying.base}/deposit").items() >= typed.items()
    assert "신한은행" in page.text


def test_the_search_for_a_bank_asks_for_a_part_of_the_page_alone(
    applying: Applicant, mother: str
) -> None:
    applying.agrees(mother)
    part = applying.person.post(
        f"{applying.base}/bank", {"q": "ㅇㄹ"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in part.html
    assert "우리은행" in part.text


def test_the_review_hides_the_number_until_one_looks(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    page = applying.confirms(applying.enters())
    document = read(page.html)
    assert "1101-2345-5678" in document.one("details", class_="peek").text
    outside = page.text.replace("1101-2345-5678", "")
    assert "***-***-5678" in outside
    assert not re.search(r"\d{5,}", outside.replace("2026", ""))


def test_the_review_says_what_is_applied_for(applying: Applicant, mother: str) -> None:
    applying.agrees(mother)
    page = applying.confirms(applying.enters())
    assert page.figure("estimate", mother, 2023) == 4_370_000
    rows = {
        each.one("span", class_="review-name").text: each.text
        for each in read(page.html).one("ul", class_="review").all("li")
    }
    assert "2023.01~2023.12" in rows["발생기간"]
    assert "4,370,000원" in rows["예상 금액"]
    assert "예상이에요. 실제 금액은 공단이 정해요." in page.text
    assert [*rows][:3] == ["진료받은 사람", "발생기간", "예상 금액"]


@pytest.mark.parametrize(("told", "says"), [("", "아니요"), ("1", "네")])
def test_the_review_repeats_what_was_agreed_to(
    applying: Applicant, mother: str, told: str, says: str
) -> None:
    assert applying.agrees(mother, notify=told).status == 303
    page = applying.confirms(applying.enters())
    assert f"알림 원함 {says}" in read(page.html).one("ul", class_="review").text


def test_sent_twice_by_the_same_press_it_is_one(
    applying: Applicant, mother: str, rows: RowCount
) -> None:
    before = rows("claim")
    applying.agrees(mother)
    paper = applying.paper()
    assert [applying.sends(paper).location for _ in range(3)] == [f"{applying.base}/done"] * 3
    assert rows("claim") == before + 1
    assert applying.receipt_no() == "모의-2026-0001"


def test_what_is_applied_for_is_shown_instead_of_the_form(applying: Applicant, mother: str) -> None:
    number = applying.applies(mother)
    for where in (f"/claims/new?statement={mother}:2023", f"{applying.base}/account"):
        page = applying.person.get(where)
        assert "이미 모의 신청했어요" in page.text
        assert number in page.text
        assert f'href="{applying.base}"' in page.html
    before = read(applying.person.get(f"/claims/new?statement={mother}:2023").html)
    assert "2026.11.21(토)에 보냈어요(접수번호" in before.text
    again = {"statement": f"{mother}:2023", "practice": "1", "keep": "1"}
    assert applying.person.post("/claims", again).status == 409


def test_the_days_lead_to_a_practice_payment(applying: Applicant, mother: str) -> None:
    applying.applies(mother)
    stages = [applying.stage()]
    assert "11월 28일쯤" in applying.person.get(applying.base).text
    for _ in range(7):
        applying.waits(1)
        stages.append(applying.stage())
    assert stages == ["received", *["reviewing"] * 2, *["due"] * 4, "paid"]
    assert "하루 지나기</button>" not in applying.person.get(applying.base).html
    assert "지급됨" in applying.person.get("/statements").text
    tracker = read(applying.person.get(applying.base).html).one("ol", class_="tracker")
    assert [each.attrs.get("class") for each in tracker.all("li")] == ["done"] * 4
    assert "지금 여기" not in tracker.text


def test_a_day_pressed_twice_is_one_day(applying: Applicant, mother: str) -> None:
    applying.applies(mother)
    where = f"{applying.base}/days"
    paper = form(applying.person.get(applying.base), where)
    for _ in range(5):
        applying.person.post(where, paper)
    assert applying.stage() == "reviewing"


def test_the_days_of_the_calendar_lead_there_too(
    applying: Applicant, mother: str, clock: Clock
) -> None:
    applying.applies(mother)
    clock.today = clock.today.replace(day=28)
    later = applicant(applying.person)
    later.base = applying.base
    assert later.stage() == "paid"


def test_missing_papers_can_be_brought(applying: Applicant, mother: str) -> None:
    applying.applies(mother, "110123454444")
    applying.waits(2)
    assert applying.stage() == "needs_papers"
    lead = read(applying.person.get(applying.base).html).one(
        "a", href=f"/papers/own?member={mother}"
    )
    assert lead.text == "챙길 서류 보기"
    applying.waits(3)
    assert applying.stage() == "needs_papers"
    applying.presses("papers")
    assert applying.stage() == "reviewing"
    applying.waits(5)
    assert applying.stage() == "paid"


def test_a_failed_payment_goes_to_another_account(applying: Applicant, mother: str) -> None:
    number = applying.applies(mother, "110123455555")
    applying.waits(7)
    assert applying.stage() == "failed"
    same = applying.enters("110-123-455555")
    assert same.error("account") == "지급에 실패한 그 계좌예요. 다른 계좌를 적어 주세요."
    assert applying.sends(applying.paper("110-123-456666", bank="088")).status == 303
    assert (applying.stage(), applying.receipt_no()) == ("reviewing", number)
    applying.waits(3)
    assert applying.stage() == "paid"
    assert "***-***-6666" in applying.person.get(applying.base).text


def test_cancelling_asks_first_and_leaves_the_way_open(applying: Applicant, mother: str) -> None:
    first = applying.applies(mother)
    asked = applying.person.get(f"{applying.base}/cancellation")
    assert "정말 취소할까요?" in asked.text
    assert "계속 둘게요" in asked.text
    applying.presses("cancellation", reason="연습이 끝나서")
    assert applying.stage() == "cancelled"
    assert "까닭: 연습이 끝나서" in applying.person.get(applying.base).text
    assert "신청 가능" in applying.person.get("/statements").text
    second = applying.applies(mother)
    assert (first, second) == ("모의-2026-0001", "모의-2026-0002")
    assert applying.stage() == "received"


def test_what_is_paid_cannot_be_cancelled(applying: Applicant, mother: str) -> None:
    applying.applies(mother)
    applying.waits(7)
    where = f"{applying.base}/cancellation"
    assert "정말 취소할까요?" not in applying.person.get(where).text
    applying.person.post(where, {"reason": ""})
    assert applying.stage() == "paid"


def test_the_history_tells_everything_that_was_entered_and_when(
    applying: Applicant, mother: str, clock: Clock
) -> None:
    applying.applies(mother)
    applying.waits(1)
    history = read(applying.person.get(applying.base).html).one("ol", class_="history").all("li")
    told = [each.text for each in history]
    assert [each.partition("2026")[0].strip() for each in told] == [
        "하루 지나기를 눌렀어요",
        "모의 신청했어요 받을 계좌: 신한은행 ***-***-5678",
        "모의 인증을 한 채로 보냈어요",
        "꼭 확인할 것을 읽고 동의했어요 모의 신청임을 알았어요(필수) 적은 내용을 연습에 써요(필수)",
    ]
    assert all("2026.11.21(토) 12:00" in each for each in told)


def test_days_let_pass_in_a_row_are_one_line_of_a_date(
    applying: Applicant, mother: str, clock: Clock
) -> None:
    applying.applies(mother, "110123454444")
    applying.waits(2)
    applying.presses("papers")
    clock.passes(minutes=20)
    applying.waits(3)
    clock.passes(minutes=24 * 60)
    authenticates(applying.person)
    applying.waits(1)
    history = read(applying.person.get(applying.base).html).one("ol", class_="history").all("li")
    assert [each.text for each in history][:4] == [
        "하루 지나기를 눌렀어요 2026.11.22(일) 12:20",
        "하루 지나기를 3번 눌렀어요 2026.11.21(토) 12:20",
        "서류를 냈다고 했어요 2026.11.21(토) 12:00",
        "하루 지나기를 2번 눌렀어요 2026.11.21(토) 12:00",
    ]


def test_the_list_shows_the_newest_first(applying: Applicant, mother: str) -> None:
    father = over_the_cap(applying.person, "아빠", band="")
    applying.applies(mother)
    applying.applies(father)
    page = applying.person.get("/claims")
    assert page.text.index("모의-2026-0002") < page.text.index("모의-2026-0001")
    part = read(page.html).one("article", data_member=father)
    figures = {each.attrs["data-figure"] for each in part.all("output")}
    assert figures == {"lowest", "highest"}


def test_the_amount_stays_as_it_was_when_it_was_sent(applying: Applicant, mother: str) -> None:
    applying.applies(mother)
    applying.person.saves(mother, care_from="2023-07-02", copay=1_000_000)
    assert applying.person.get(applying.base).figure("estimate", mother, 2023) == 4_370_000


def test_a_statement_that_there_is_not_is_404(applying: Applicant, mother: str) -> None:
    for wrong in ("", "x", f"{mother}:", f"{mother}:2022", f"{mother}:99999", "x:2023", ":2023"):
        assert applying.person.get(f"/claims/new?statement={wrong}").status == 404
        assert applying.person.post("/claims", {"statement": wrong}).status == 404


def test_an_application_goes_with_the_person_it_is_for(
    applying: Applicant, mother: str, app: Flask
) -> None:
    applying.applies(mother)
    applying.person.post(f"/members/{mother}/deletion")
    assert applying.person.get(applying.base).status == 404


def test_thirty_days_after_the_person_was_deleted_it_is_erased(
    applying: Applicant, mother: str, app: Flask, clock: Clock
) -> None:
    applying.applies(mother, standing="1")
    applying.person.post(f"/members/{mother}/deletion")
    for days, left in ((29, 1), (1, 0)):
        clock.passes(minutes=days * 24 * 60)
        app.test_cli_runner().invoke(args=["purge"])
        with app.app_context():
            for table in ("claim", "standing_account"):
                of_hers = sa.text(f"SELECT count(*) FROM {table} WHERE member_id = :mother")
                assert db.session.scalar(of_hers, {"mother": mother}) == left


def test_every_heading_and_button_of_the_way_says_that_it_is_practice(
    applying: Applicant, mother: str
) -> None:
    """H-18: 신청, 접수 and 지급 stand in headings and buttons with 모의, 연습 or as a question."""
    applying.agrees(mother)
    steps = [applying.person.get(f"{applying.base}/account"), applying.enters()]
    steps.append(applying.confirms(steps[-1]))
    applying.sends(form(steps[-1], f"{applying.base}/submission"))
    steps += [
        applying.person.get(where)
        for where in (
            *("/claims", applying.base, f"{applying.base}/done", f"{applying.base}/account"),
            *(f"/claims/new?statement={mother}:2023", f"{applying.base}/cancellation"),
        )
    ]
    applying.applies(over_the_cap(applying.person, "아빠"), "110123455555")
    applying.waits(7)
    steps.append(applying.person.get(applying.base))
    for page in steps:
        for each in read(page.html):
            words = each.text
            pressed = each.tag == "button" or "button" in each.classes
            if pressed and re.search("신청하|신청을|접수|지급하|취소할게|다시$", words):
                assert re.search("모의|연습|진짜", words), words
            if each.tag in ("h1", "h2") and re.search("접수|지급[^동]|신청[했을할]|취소할", words):
                assert re.search("모의|연습", words), words
