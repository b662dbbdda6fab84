"""A table by hand, or our own, brought in on the phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.files import erases_everything, imports, receipts
from e2e.installed import Installed
from e2e.server import Server


@pytest.mark.parametrize("path", ["receipts.csv", "year.xlsx"])
def test_our_own_table_brings_nothing_twice_and_everything_back(
    installed: Installed, mother_with_bills: str, server: Server, tmp_path: Path, path: str
) -> None:
    before = [row[1:] for row in receipts(server, mother_with_bills)]
    file = tmp_path / path
    answer = installed.page.request.get(f"{installed.address}/export/{path}?year=2023")
    file.write_bytes(answer.body())
    imports(installed, file)
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("이미 있어서 빼 둔 줄 2개")
    expect(installed.main()).to_contain_text("0줄을 담아요.")
    installed.page.get_by_role("button", name="가져오기").tap()
    expect(installed.main()).to_contain_text("담을 줄을 하나라도 골라 주세요.")

    erases_everything(installed)
    imports(installed, file)  # the reader is here already, or comes again
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("새로 더할 사람: 엄마")
    expect(installed.main()).to_contain_text("새로 담을 줄 2개")
    assert installed.kept("receipt") == []
    installed.page.get_by_role("button", name="가져오기").tap()
    installed.page.get_by_role("heading", name="가져왔어요").wait_for()
    expect(installed.main()).to_contain_text("영수증 2장을 담았어요.")
    installed.until_sent()
    [member] = installed.kept("member")
    assert member["name"] == "엄마"
    assert [row[1:] for row in receipts(server, member["id"])] == before


def test_a_table_by_hand_is_matched_corrected_and_shown_row_by_row(
    installed: Installed, mother_with_bills: str, tmp_path: Path
) -> None:
    file = tmp_path / "카드.csv"
    file.write_bytes(
        "○○카드 이용내역\r\n"
        "이용일,가맹점명,이용금액,적립\r\n"
        '2023.05.31,나루치과,"12,000",1\r\n'
        '2023.05.31,나루치과,"12,000",1\r\n'
        "2023.06.01,튼튼약국,오천원,1\r\n"
        "2099.01.01,먼병원,1000,1\r\n".encode("cp949")
    )
    imports(installed, file)
    assert installed.page.get_by_label("급여 – 내가 낸 돈").input_value() == "2"
    installed.page.get_by_label("급여 – 내가 낸 돈").select_option("")
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("내가 낸 돈은 꼭 골라 주세요.")
    installed.page.get_by_label("급여 – 내가 낸 돈").select_option("2")
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("비급여가 섞여 있을 수 있어요")
    for words in ("새로 담을 줄 1개", "이미 있어서 빼 둔 줄 1개", "담을 수 없는 줄 2개"):
        expect(installed.main()).to_contain_text(words)
    for reason in ("금액으로 읽지 못했어요.", "미래 날짜예요."):
        expect(installed.main()).to_contain_text(reason)
    assert len(installed.kept("receipt")) == 2
    installed.page.get_by_text("이미 있어서 빼 둔 줄").tap()
    installed.page.locator('[data-list="double"] label').tap()
    expect(installed.main()).to_contain_text("2줄을 담아요.")
    installed.page.get_by_role("button", name="가져오기").tap()
    installed.page.get_by_role("heading", name="가져왔어요").wait_for()
    fresh = [each for each in installed.kept("receipt") if each["provider_name"] == "나루치과"]
    assert [(each["copay"], each["provider_kind"], each["unverified"]) for each in fresh] == [
        (12_000, "dental", "copay")
    ] * 2
    installed.until_sent()
    installed.opens("/outbox")
    expect(installed.main()).to_contain_text("기다리는 것이 없어요")


def test_what_is_no_table_says_so(
    installed: Installed, mother_with_bills: str, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(b"PK\x03\x04torn")
    installed.opens("/export/import")
    installed.page.locator("[data-when~=ready]").first.wait_for()
    installed.page.locator("[data-file]").set_input_files(torn)
    expect(installed.page.get_by_role("alert")).to_contain_text("표를 읽지 못했어요.")
