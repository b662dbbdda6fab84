"""What keeps the app honest: H-01 to H-04, H-07, H-08, H-14 and H-17 on every page there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.dom import Element, fields, read
from tests.person import Page, Person

ROOT = Path(__file__).parent.parent
OFFICIAL = ("국민건강보험", "공단", "건강보험25시", "The건강보험", "NHIS", "정부")
STRIP = "공단과 관계없는 연습용 앱이에요"
LURES = ("도착", "당첨", "받으세요", "확정")
NOT_YET = "아직 확정이 아니에요"  # what is said of every estimate that is read aloud
HANGUL = re.compile("[가-힣]")
CAVEAT = re.compile("예상이에요|공단이 (정해요|정한|심사한)")

# Every field that a form of the app may send. A new one is added here after asking: does the
# sum need it? There is no diagnosis among them, no resident number, no card, no password.
KNOWN_FIELDS = (
    "member_id provider_name provider_kind care_kind care_from care_to insurance_kind copay",
    "insurer_paid full_self_pay noncovered advance patient_total receipt_no note discharged",
    "unverified indemnity_paid",
    "uncounted-selective_benefit uncounted-dental_implant uncounted-shared_room",
    "uncounted-chuna uncounted-mild_tertiary uncounted-over_365_visits uncounted-arrears",
    "uncounted-public_subsidy name year band kind premium q member provider reason example",
    "todo avatar was-avatar id op_id was base then confirm_twin confirm_amount then_asked",
    "first_id first_op second_id second_op lang code pairing what word list ids",
    # the simulated authentication: of these only the name is kept, for half an hour
    "birth_date phone carrier consent_terms consent_personal consent_unique consent_third",
    "consent_all",
    # the simulated application: the account is in its own pages alone (tests/refunds)
    "request statement practice keep notify agree_all bank account holder standing",
    "have lack official",
    # reminders: which kinds are on, and where this browser can be told something
    "on off endpoint p256dh auth",
    # how a person wants the app to look
    "size contrast theme mode motion buzz aloud speed money",
    # what is only imagined, and never kept; that a notice was read
    "more days more_by days_by level",
)
FIELDS = {name for line in KNOWN_FIELDS for name in line.split()}
ASKS_TOO_MUCH = re.compile(
    "주민등록번호를? 적|외국인등록번호|진단명|병명|상병|의사 소견|신분증|인증서|비밀번호|카드번호"
)


def test_the_strip_stands_on_every_page(pages: Mapping[str, Page]) -> None:
    assert len(pages) > 25
    for where, page in pages.items():
        if "<html" in page.html:
            strip = read(page.html).one(class_="strip")
            assert strip.text == STRIP, where
            assert not {"hidden", "aria-hidden"} & set(strip.attrs), where
            assert "모의 · 비공식" in read(page.html).one("header", class_="topbar").text, where


def test_all_that_opens_as_a_page_is_a_page(pages: Mapping[str, Page]) -> None:
    assert [where for where, page in pages.items() if "<html" not in page.html] == []


def test_the_strip_cannot_be_hidden_not_even_on_paper() -> None:
    styles = "\n".join(file.read_text() for file in (ROOT / "static" / "styles").glob("*.css"))
    rules = re.findall(r"([^{}]*\.strip\b[^{}]*)\{([^}]*)\}", styles)
    assert rules
    assert not [rule for rule, body in rules if re.search(r"display:\s*none|visibility", body)]


def test_no_title_claims_to_be_official(pages: Mapping[str, Page]) -> None:
    for where, page in pages.items():
        document = read(page.html)
        named = [each.text for each in document.all("title")]
        named += [
            each.attrs.get("content", "")
            for each in document.all("meta")
            if each.attrs.get("property", "").startswith("og:")
            or each.attrs.get("name") in ("application-name", "apple-mobile-web-app-title")
        ]
        assert named, where
        assert not [text for text in named for word in OFFICIAL if word in text], where


def test_no_manifest_claims_to_be_official(person: Person) -> None:
    page = person.get("/manifest.webmanifest")
    links = read(person.get("/").html).all("link", rel="manifest")
    assert (page.status == 200) == bool(links)
    assert not [word for word in OFFICIAL if page.status == 200 and word in page.html]


def test_nothing_wears_the_signs_of_a_government_site(pages: Mapping[str, Page]) -> None:
    for where, page in pages.items():
        for word in ("공식 전자정부 누리집", "krds-masthead", "태극", "정부상징"):
            assert word not in page.html, where
        images = [each.attrs.get("src", "") for each in read(page.html).all("img")]
        assert not [each for each in images if re.search("nhis|gov|logo", each, re.I)], where


def test_no_form_asks_for_more_than_the_sum_needs(pages: Mapping[str, Page]) -> None:
    asked = {name for page in pages.values() for name in names(page)}
    plain = {name.removeprefix("first-").removeprefix("second-") for name in asked}
    assert len(asked) > 30
    assert plain - FIELDS == set()


def test_no_label_asks_for_what_must_never_be_asked(pages: Mapping[str, Page]) -> None:
    for where, page in pages.items():
        for each in read(page.html):
            if each.tag in ("label", "legend") or "placeholder" in each.attrs:
                words = each.text + each.attrs.get("placeholder", "")
                assert not ASKS_TOO_MUCH.search(words), f"{where}: {words}"


def test_no_form_takes_a_file_or_a_password(pages: Mapping[str, Page]) -> None:
    kinds = {
        each.attrs.get("type")
        for page in pages.values()
        for form in read(page.html).all("form")
        for each in form.all("input")
    }
    assert kinds <= {"text", "hidden", "date", "radio", "checkbox", "search", "range"}


def test_files_are_chosen_for_the_phone_alone(pages: Mapping[str, Page]) -> None:
    """Where a photo or a file is chosen there is no form around it that could send it."""
    for where, page in pages.items():
        chosen = read(page.html).all("input", type="file")
        assert not chosen or where.startswith(("/scan", "/receipts/", "/export/")), where
        assert not any("name" in each.attrs for each in chosen), where
        assert not any(outer.tag == "form" for each in chosen for outer in each.around()), where


def test_a_passphrase_is_typed_for_the_phone_alone(pages: Mapping[str, Page]) -> None:
    """It stands in no form and has no name: nothing could send it, with or without a script."""
    typed = {where: read(page.html).all("input", type="password") for where, page in pages.items()}
    with_one = {where for where, found in typed.items() if found}
    assert with_one == {"/export/backup", "/export/restoration", "/export/hand-over"}
    for found in typed.values():
        for each in found:
            assert "name" not in each.attrs
            assert "form" not in {outer.tag for outer in each.around()}


def names(page: Page) -> set[str]:
    """The names of all fields and buttons of a page's forms."""
    return {
        each.attrs["name"]
        for form in read(page.html).all("form")
        for each in form
        if each.attrs.get("name")
    } | {name for form in read(page.html).all("form") for name in fields(form)}


def test_nothing_is_ticked_beforehand(app: Flask, person: Person) -> None:
    person.adds()
    ticked = [
        each
        for each in read(person.get("/receipts/new").html).all("input", type="checkbox")
        if "checked" in each.attrs
    ]
    assert ticked == []


# What a person may read: templates, and Korean in the code and the data behind it.
SPOKEN = sorted(
    file
    for folder, endings in (
        ("templates", ("html",)),
        ("webapp", ("py", "toml")),
        ("static/page", ("js",)),
    )
    for ending in endings
    for file in (ROOT / folder).rglob(f"*.{ending}")
    if "sources" not in file.name
)


def spoken_lines(file: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if HANGUL.search(line):
            yield number, line


@pytest.mark.parametrize("word", LURES)
def test_no_sentence_promises_money(word: str) -> None:
    assert len(SPOKEN) > 40
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in SPOKEN
        for number, line in spoken_lines(file)
        if word in line.replace(NOT_YET, "")
    ]
    assert found == []


def test_no_sentence_sounds_like_a_message_from_the_insurer() -> None:
    lure = re.compile("환급금이 있어요|환급금이 도착|지금 신청하지 않으면|서두르|마감 임박")
    found = [line for file in SPOKEN for _, line in spoken_lines(file) if lure.search(line)]
    assert found == []


def estimates(page: Page) -> list[Element]:
    return [
        each
        for each in read(page.html).all("output")
        if each.attrs.get("data-figure") in ("estimate", "lowest", "highest")
        or "data-rung" in each.attrs
    ]


def card_of(figure: Element) -> Element:
    """The card that a figure stands in, or else the part of the page that is one person's."""
    return next(
        each for each in figure.around() if "card" in each.classes or "data-member" in each.attrs
    )


STATES = {
    "below": ("2", "500000"),
    "exact": ("2", "1080000"),
    "over": ("2", "5000000"),
    "a range": ("", "5000000"),
    "a range of nothing": ("", "100000"),
    "no receipt": ("2", ""),
}


@pytest.mark.parametrize(("band", "copay"), STATES.values(), ids=STATES)
def test_every_estimate_is_called_one_and_has_its_caveat_in_the_same_card(
    person: Person, band: str, copay: str
) -> None:
    mother = person.adds(band=band)
    if copay:
        person.saves(mother, copay=copay)
    seen = 0
    for where in (
        "/?year=2023",
        f"/members/{mother}?year=2023",
        f"/members/{mother}/years/2023",
        f"/members/{mother}/bands/2023",
    ):
        for figure in estimates(person.get(where)):
            words = card_of(figure).text
            assert "예상" in words, where
            assert CAVEAT.search(words), f"{where}: {words[:200]}"
            seen += 1
    assert seen


def test_what_the_120_day_line_costs_is_called_an_estimate_too(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2023, 5, 11)
    mother = person.adds(band=2)
    stay = {"provider_kind": "nursing", "care_kind": "inpatient", "copay": "1920000"}
    person.saves(mother, **stay, care_from="2023-02-01", care_to="2023-05-11")
    page = person.get(f"/members/{mother}/years/2023/stays")
    card = read(page.html).all("section", class_="card")[0]
    assert re.search("예상 환급이 .*줄어요", card.text)
    assert CAVEAT.search(card.text)


def test_a_person_below_the_cap_is_never_told_to_claim(person: Person, clock: Clock) -> None:
    mother = person.adds(band=10)
    person.saves(mother, copay=2_000_000)
    assert "청구할" not in person.get("/?year=2023").text


def test_what_is_unknown_is_said_to_be_and_no_number_stands_for_it(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2027, 3, 1)
    mother = person.adds(year=2027)
    person.saves(mother, copay=5_000_000, care_from="2027-02-01")
    page = person.get("/?year=2027")
    card = read(page.html).one("article", data_member=mother)
    assert "미확인" in card.text
    assert set(re.findall(r"[\d,]+원", card.text)) == {"5,000,000원", "0원"}
    assert "예상 환급" not in card.text


def test_zero_is_said_as_not_yet(person: Person) -> None:
    mother = person.adds(band=2)
    person.saves(mother)
    words = read(person.get("/?year=2023").html).one("article", data_member=mother).text
    assert "아직 넘지 않았어요" in words
    year = person.get(f"/members/{mother}/years/2023").text
    assert "아직 상한액을 넘지 않았어요." in year


def test_no_two_people_are_added_up(person: Person) -> None:
    for name in ("엄마", "아빠"):
        person.saves(person.adds(name, band=2), copay=1_234_000)
    home, both = person.get("/?year=2023"), f"{2 * 1_234_000:,}"
    assert both not in home.html
    assert "한 사람씩 따로" in home.text
