"""S-16 and S-17: choosing a kind of provider, and telling it who one is."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Page, Person
from tests.simple_auth.person import TYPED, asks
from webapp.simple_auth.schemas import CONSENTS, PROVIDERS

NUMBER = "900101-1234567"


def test_kinds_are_offered_and_no_brand_has_a_sign_or_a_link_of_its_own(person: Person) -> None:
    page = read(person.get("/auth").html)
    names = [each.text for each in page.all("a", class_="auth-kind")]
    assert len(names) == len(PROVIDERS) == 6
    assert all("인증(모의)" in name for name in names)
    assert "실제 인증 회사에 아무것도 보내지 않아요." in page.text
    assert not page.one("main").all("img")
    hrefs = [each.attrs["href"] for each in page.one("main").all("a")]
    assert all(href.startswith("/auth") for href in hrefs)


def test_a_joint_certificate_is_named_and_cannot_be_chosen(person: Person) -> None:
    unused = read(person.get("/auth").html).one(class_="auth-kind-unused")
    assert unused.text == "공동인증서 이 앱에서는 쓰지 않아요"
    assert not unused.all("a")
    assert not unused.all("button")


@pytest.mark.parametrize("asked", ["", "?provider=", "?provider=kakao", "?provider=%00"])
def test_without_a_kind_one_is_asked_to_choose(person: Person, asked: str) -> None:
    page = person.get(f"/auth/request{asked}")
    assert page.status == 422
    assert "방법을 하나 골라 주세요." in page.text
    assert asks(person, provider="kakao").status == 422


@pytest.mark.parametrize("provider", PROVIDERS)
def test_only_the_carrier_kind_asks_for_the_carrier(person: Person, provider: str) -> None:
    page = read(person.get(f"/auth/request?provider={provider}").html)
    assert bool(page.all("input", name="carrier")) == (provider == "carrier")


def test_nothing_is_filled_in_or_ticked_beforehand(person: Person) -> None:
    sent = form(person.get("/auth/request?provider=carrier"), "/auth/request")
    assert sent == {"provider": "carrier", "then": "", "name": "", "birth_date": "", "phone": ""}


def test_practice_data_is_nobodys_and_the_consents_stay_ones_own(person: Person) -> None:
    page = person.get("/auth/request?provider=carrier&practice=1")
    sent = form(page, "/auth/request")
    assert (sent["name"], sent["birth_date"], sent["phone"]) == (
        "홍길동",
        "19500505",
        "01000000000",
    )
    assert not set(CONSENTS) & set(sent)
    answer = person.post("/auth/request", sent)
    assert (answer.status, answer.error("consents")) == (422, "필수 동의에 표시해 주세요.")
    assert person.post("/auth/request", {**sent, "consent_all": "1"}).location == "/auth/waiting"


def test_everything_that_is_wrong_is_said_at_once_and_led_to(person: Person) -> None:
    page = person.post("/auth/request", {"provider": "carrier"})
    assert page.status == 422
    summary = read(page.html).one("div", role="alert", data_focus="")
    assert [each.attrs["href"] for each in summary.all("a")] == [
        "#name",
        "#birth_date",
        "#phone",
        "#carrier",
        "#consents",
    ]
    document = read(page.html)
    for each in summary.all("a"):
        assert document.all(id=each.attrs["href"].removeprefix("#"))


def test_what_was_typed_is_kept_and_what_was_ticked_stays_ticked(person: Person) -> None:
    page = asks(person, provider="carrier", name="김", birth_date="1950", carrier="mvno")
    sent = form(page, "/auth/request")
    assert (sent["name"], sent["birth_date"], sent["phone"]) == ("김", "1950", "01000000000")
    assert sent["carrier"] == "mvno"
    assert set(CONSENTS) <= set(sent)


def test_the_name_is_text_and_nothing_else(person: Person) -> None:
    page = asks(person, name='"><script>alert(1)</script>')
    assert page.status == 422
    assert "<script>alert" not in page.html


NAMES = {
    "홍길동": True,
    "이": False,
    "남궁옥분": True,
    "Nguyễn Thị Minh Khai": True,
    "O'Connor-Smith, Jr": False,
    "O’Connor-Smith Jr.": True,
    "李小龍": True,
    "Đặng Văn Lâm": True,
    "สมชาย ใจดี": True,
    "मोहन": True,
    "マリア·테레사": True,
    "  홍   길동  ": True,
    "가" * 50: True,
    "가" * 51: False,
    "ㅎㄱㄷ": False,
    "홍길ㄷ": False,
    "홍길동1": False,
    "홍길동!": False,
    "홍\u200b길동": False,
    "홍\u202e길동": False,
    "홍\x00길동": False,
    "--": False,
    "😀😀": False,
}


@pytest.mark.parametrize(("name", "fits"), NAMES.items())
def test_names_of_all_kinds_are_names(person: Person, name: str, fits: bool) -> None:
    page = asks(person, name=name)
    assert page.error("name") == ("" if fits else "이름을 다시 봐 주세요.")
    assert page.status == (303 if fits else 422)


def test_no_name_is_asked_for(person: Person) -> None:
    for nothing in ("", "   ", "\u3000"):
        assert asks(person, name=nothing).error("name") == "이름을 적어 주세요."


BIRTHS = {
    "19500505": "",
    "1950.05.05": "",
    "1950-05-05": "",
    "１９５００５０５": "",
    "20000229": "",
    "20261121": "",  # today
    "20261122": "아직 오지 않은 날이에요.",
    "99991231": "아직 오지 않은 날이에요.",
    "19900230": "달력에 없는 날이에요.",
    "19000229": "달력에 없는 날이에요.",
    "19501301": "달력에 없는 날이에요.",
    "00000000": "달력에 없는 날이에요.",
    "18960101": "",
    "18951231": "태어난 해를 다시 봐 주세요.",
    "500505": "8자리 숫자로 적어 주세요. 예) 19500505",
    "195005055": "8자리 숫자로 적어 주세요. 예) 19500505",
    "오월 오일": "8자리 숫자로 적어 주세요. 예) 19500505",
    "": "생년월일을 적어 주세요. 예) 19500505",
}


@pytest.mark.parametrize(("typed", "error"), BIRTHS.items())
def test_a_birthday_is_a_day_that_has_been(person: Person, typed: str, error: str) -> None:
    assert asks(person, birth_date=typed).error("birth_date") == error


def test_a_birthday_may_be_today_also_just_after_midnight(person: Person, clock: Clock) -> None:
    clock.today, clock.hour = date(2026, 11, 22), 0
    assert asks(person, birth_date="20261122").status == 303


PHONES = {
    "01000000000": "",
    "010-0000-0000": "",
    "010 0000 0000": "",
    "+82 10-0000-0000": "",
    "０１０００００００００": "",
    "0100000000": "010으로 시작하는 11자리로 적어 주세요.",
    "010000000000": "010으로 시작하는 11자리로 적어 주세요.",
    "01100000000": "010으로 시작하는 11자리로 적어 주세요.",
    "0212345678": "010으로 시작하는 11자리로 적어 주세요.",
    "전화 없음": "010으로 시작하는 11자리로 적어 주세요.",
    "": "휴대전화 번호를 적어 주세요.",
}


@pytest.mark.parametrize(("typed", "error"), PHONES.items())
def test_a_number_is_a_mobile_one(person: Person, typed: str, error: str) -> None:
    assert asks(person, phone=typed).error("phone") == error


def test_a_carrier_is_one_of_four_and_of_its_own_kind_only(person: Person) -> None:
    without = asks(person, provider="carrier")
    assert without.error("carrier") == "통신사를 골라 주세요."
    assert asks(person, provider="carrier", carrier="x").status == 422
    assert asks(person, provider="bank", carrier="kt").status == 422
    assert asks(person, provider="carrier", carrier="kt").status == 303


@pytest.mark.parametrize("missing", CONSENTS)
def test_every_consent_is_ones_own_tick(person: Person, missing: str) -> None:
    typed = {name: value for name, value in TYPED.items() if name != missing}
    page = person.post("/auth/request", {**typed, "provider": "bank"})
    assert (page.status, page.error("consents")) == (422, "필수 동의에 표시해 주세요.")


def test_one_tick_for_all_works_without_scripts(person: Person) -> None:
    typed = {name: value for name, value in TYPED.items() if name not in CONSENTS}
    page = person.post("/auth/request", {**typed, "provider": "bank", "consent_all": "1"})
    assert page.location == "/auth/waiting"


@pytest.mark.parametrize("field", ["name", "birth_date", "phone", "then", "provider", "carrier"])
def test_a_resident_number_is_refused_and_forgotten_in_every_field(
    person: Person, field: str, rows: RowCount
) -> None:
    before = rows("auth_request")
    for number in (NUMBER, NUMBER.replace("-", ""), "900101 1234567"):
        page = asks(person, **{"provider": "carrier", "carrier": "kt", field: number})  # type: ignore[arg-type]
        assert page.status == 422
        assert number not in page.html
        assert "1234567" not in page.html
    assert rows("auth_request") == before


@pytest.mark.parametrize("typed", ["500505-1", "5005051", "500505 - 2"])
def test_the_digit_of_the_sex_is_forgotten_too(person: Person, typed: str) -> None:
    page = asks(person, birth_date=typed)
    assert page.error("birth_date") == "주민등록번호처럼 보여요. 지워 드릴게요."
    assert page.value("birth_date") == ""


def test_fields_of_no_form_are_refused(person: Person) -> None:
    assert asks(person, resident_number="1").status == 422
    twice = {**TYPED, "provider": "bank", "name": ["홍길동", "홍길순"]}
    assert person.post("/auth/request", twice).status == 422


def test_every_screen_of_it_says_that_it_is_a_practice(person: Person) -> None:
    asks(person)
    for where in ("/auth", "/auth/request?provider=bank", "/auth/waiting"):
        assert "모의" in read(person.get(where).html).one("main").text, where


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_answer_is_kept_by_any_cache(app: Flask, person: Person, method: str) -> None:
    answers: list[Page] = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/auth") and method in (rule.methods or ()):
            answers += [person.get(rule.rule) if method == "GET" else person.post(rule.rule)]
    assert len(answers) >= 4
    assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}
