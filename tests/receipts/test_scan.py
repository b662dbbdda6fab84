"""찍기 as the server draws it: it never has a photo, and says so to a phone that sends one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.conftest import RowCount
from tests.dom import read
from tests.person import Page, Person, page_of
from webapp.security import HEADERS, READING_POLICY

PICTURE = b"\xff\xd8\xff" + b"x" * 6_000_000  # larger than any other body may be


def shares(person: Person, content: bytes = PICTURE, **options: Any) -> Page:
    head = 'Content-Disposition: form-data; name="photo"; filename="photo.jpg"\r\n'
    body = f"--border\r\n{head}\r\n".encode() + content + b"\r\n--border--\r\n"
    form = {"data": body, "content_type": "multipart/form-data; boundary=border"}
    return page_of(person.client.post("/scan", **form, **options))


def chips(page: Page) -> dict[str, bool]:
    radios = read(page.html).all("input", type="radio", name="for")
    return {each.attrs["value"]: "checked" in each.attrs for each in radios}


def test_it_is_one_tap_away_from_every_screen(person: Person) -> None:
    for where in ("/", "/caps", "/receipts", "/settings"):
        tab = read(person.get(where).html).one("nav", class_="tabs").one("a", class_="raised")
        assert (tab.attrs["href"], tab.text) == ("/scan", "찍기")


def test_somebody_has_to_be_there_first_and_then_it_goes_on_with_the_photo(person: Person) -> None:
    assert person.get("/scan").location == "/members/new?then=scan"
    asked = person.get("/members/new?then=scan")
    answer = person.post("/members", {"name": "엄마", "year": "2023", "then": asked.value("then")})
    assert answer.location.startswith("/scan?member=")


def test_the_only_person_is_chosen_and_of_several_the_one_asked_for(person: Person) -> None:
    mother = person.adds("엄마")
    assert chips(person.get("/scan")) == {mother: True}
    father = person.adds("아빠")
    assert chips(person.get("/scan")) == {mother: False, father: False}
    assert chips(person.get(f"/scan?member={father}")) == {mother: False, father: True}


def test_every_way_to_a_photo_is_there(person: Person) -> None:
    person.adds()
    inputs = read(person.get("/scan").html).all("input", type="file")
    assert [each.attrs["accept"] for each in inputs] == ["image/*,application/pdf"] * 2
    camera, album = inputs
    assert camera.attrs["capture"] == "environment"
    assert "multiple" in album.attrs
    assert "capture" not in album.attrs


def test_without_javascript_it_leads_to_the_form(person: Person) -> None:
    person.adds()
    page = read(person.get("/scan").html)
    plain = page.one("noscript")
    assert plain.one("a").attrs["href"] == "/receipts/new"
    assert "hidden" in page.one("section", id="scan-capture").attrs
    assert "hidden" in page.one("section", id="scan-review").attrs


def test_the_form_of_the_review_is_the_form_of_every_receipt(person: Person) -> None:
    person.adds()
    names = [
        {
            each.attrs["name"]
            for each in read(person.get(where).html).one(id="receipt-form").all()
            if "name" in each.attrs
        }
        for where in ("/scan", "/receipts/new")
    ]
    assert names[0] == names[1]


def test_what_was_saved_before_is_told(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother)
    page = person.get(f"/scan?member={mother}&saved={receipt}&day=2023-05-04")
    assert "저장했어요: 5월 4일 가나병원" in page.text
    assert read(page.html).one(id="scan-review").attrs["data-day"] == "2023-05-04"


def test_a_photo_shared_before_the_phone_can_take_it_is_forgotten_and_asked_for_again(
    app: Flask, person: Person, rows: RowCount
) -> None:
    person.adds()
    before = rows("household"), rows("receipt"), files(app)
    page = shares(person, headers={"Sec-Fetch-Site": "none"})
    assert page.status == 200
    assert "보낸 사진을 여기에 두지 못했어요" in page.text
    assert read(page.html).all("input", type="file")
    assert (rows("household"), rows("receipt"), files(app)) == before


def files(app: Flask) -> set[Path]:
    return {path for path in Path(app.instance_path).rglob("*") if path.is_file()}


def test_somebody_new_who_shares_a_photo_is_told_what_comes_first(person: Person) -> None:
    page = shares(person)
    assert page.status == 200
    links = [each.attrs["href"] for each in read(page.html).one("main").all("a")]
    assert "/members/new?then=scan" in links


def test_another_site_may_not_send_photos(person: Person) -> None:
    assert shares(person, b"x", headers={"Sec-Fetch-Site": "cross-site"}).status == 403


@pytest.mark.parametrize(
    ("shared", "says"),
    [
        ("1", "받은 사진 1장을 누구 것으로 둘까요?"),
        ("12", "받은 사진 12장을 누구 것으로 둘까요?"),
        ("0", "보낸 사진을 여기에 두지 못했어요"),
        ("-1", "누구의 영수증인가요?"),
        ("1e9", "누구의 영수증인가요?"),
    ],
)
def test_it_asks_whose_the_shared_photos_are(person: Person, shared: str, says: str) -> None:
    person.adds()
    assert says in person.get(f"/scan?shared={shared}").text


def test_only_what_reads_photos_may_compile_webassembly(app: Flask, person: Person) -> None:
    built = Path(app.static_folder or "") / "build"
    compiling = set()
    for path in built.rglob("*"):
        if not path.is_file() or path.name.startswith("."):
            continue
        address = f"/static/build/{path.relative_to(built).as_posix()}"
        with person.client.get(address) as answer:
            policy = answer.headers["Content-Security-Policy"]
        if "wasm-unsafe-eval" in policy:
            compiling.add(path.relative_to(built).parts[0])
            assert policy == READING_POLICY
        else:
            assert policy == HEADERS["Content-Security-Policy"]
    assert compiling == {"scan"}


def test_a_camera_may_be_used_here_and_nowhere_else(person: Person) -> None:
    assert "camera=(self)" in person.get("/scan").headers["Permissions-Policy"]


def test_reading_tools_can_be_fetched_piece_by_piece(app: Flask, person: Person) -> None:
    part = next(Path(app.static_folder or "").glob("build/scan/**/*.wasm.gzip"))
    address = f"/static/{part.relative_to(app.static_folder or '').as_posix()}"
    headers = {"Range": "bytes=100-199", "Accept-Encoding": "gzip, br"}
    with person.client.get(address, headers=headers) as answer:
        assert answer.status_code == 206
        assert answer.headers["Content-Range"] == f"bytes 100-199/{part.stat().st_size}"
        assert "Content-Encoding" not in answer.headers
        assert answer.get_data() == part.read_bytes()[100:200]
        assert "immutable" in answer.headers["Cache-Control"]
