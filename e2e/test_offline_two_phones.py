"""Two phones of one household, each of which writes while it has no network."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.server import Server
from e2e.story import BILL
from e2e.test_journey_patient import HOSPITAL, bills_of


class Household(NamedTuple):
    first: Installed
    second: Installed
    member: str
    receipt: str


@pytest.fixture
def household(new_phone: Callable[[], Installed]) -> Household:
    """Two phones joined through their screens, both with the same one bill."""
    first, second = new_phone(), new_phone()
    first.starts()
    member = first.adds("엄마", year=2023, band=1)
    first.saves(member, **BILL)
    first.until_sent()
    second.starts()
    first.brings_in(second)
    first.opens()
    receipt = second.kept("receipt")[0]
    assert receipt["member_id"] == member
    return Household(first, second, member, str(receipt["id"]))


def test_edits_of_different_fields_are_both_kept(household: Household, server: Server) -> None:
    first, second, _, receipt = household
    both_without_network(household)
    edits(first, receipt, copay=300_000)
    edits(second, receipt, note="큰아이가 적음")
    for phone in (first, second, first):
        meets_server(phone)
    for phone in (first, second):
        phone.opens(f"/receipts/{receipt}")
        phone.shows("counted", household.member, 2023, 300_000)
        expect(phone.main()).to_contain_text("큰아이가 적음")
        phone.says("방금 맞춤")
    assert amounts(server, household) == [300_000]


@pytest.mark.parametrize(
    ("choice", "kept"),
    {
        "이 휴대전화 것": [400_000],
        "다른 휴대전화 것": [300_000],
        "둘 다 두기": [300_000, 400_000],
    }.items(),
)
def test_edits_of_the_same_field_are_settled_by_the_person(
    household: Household, server: Server, choice: str, kept: list[int]
) -> None:
    first, second, _, receipt = household
    both_without_network(household)
    edits(first, receipt, copay=300_000)
    edits(second, receipt, copay=400_000)
    meets_server(first)
    first.says("방금 맞춤")
    meets_server(second)
    second.says("확인 필요 1건 · 방금 맞춤")
    assert amounts(server, household) == [300_000]

    second.taps("확인 필요 1건", role="link")
    problem = second.page.locator(".problem")
    expect(problem).to_contain_text("같은 것을 두 곳에서 다르게 적었어요")
    versions = ["이 휴대전화 400,000원", "다른 휴대전화 300,000원"]
    expect(problem.locator("dd")).to_have_text(versions)
    settles(second, problem, choice)
    assert amounts(server, household) == kept
    meets_server(first)
    assert sorted(row["copay"] for row in first.kept("receipt")) == kept


@pytest.mark.parametrize(
    ("choice", "deleted"), {"지우지 않고 두기": False, "그래도 지우기": True}.items()
)
def test_a_bill_deleted_here_and_edited_there(
    household: Household, server: Server, choice: str, deleted: bool
) -> None:
    first, second, _, receipt = household
    both_without_network(household)
    deletes(first, receipt)
    edits(second, receipt, copay=300_000)
    meets_server(second)
    meets_server(first)
    first.opens("/outbox")
    problem = first.page.locator(".problem")
    expect(problem).to_contain_text("여기서는 지웠는데 다른 휴대전화에서 고쳤어요")
    settles(first, problem, choice)
    assert [row[0] is not None for row in deletions(server, household)] == [deleted]
    assert amounts(server, household) == [300_000]


@pytest.mark.parametrize(
    ("choice", "deleted", "kept"),
    [("되살려서 이 휴대전화 것으로", False, 300_000), ("지운 채로 두기", True, 5_000_000)],
)
def test_a_bill_edited_here_and_deleted_there(
    household: Household, server: Server, choice: str, deleted: bool, kept: int
) -> None:
    first, second, _, receipt = household
    both_without_network(household)
    deletes(first, receipt)
    edits(second, receipt, copay=300_000)
    meets_server(first)
    meets_server(second)
    second.opens("/outbox")
    problem = second.page.locator(".problem")
    expect(problem).to_contain_text("여기서는 고쳤는데 다른 휴대전화에서 지웠어요")
    expect(problem).to_contain_text("300,000원")
    settles(second, problem, choice)
    assert [row[0] is not None for row in deletions(server, household)] == [deleted]
    assert amounts(server, household) == [kept]


def test_a_phone_that_was_put_out_forgets_everything_and_says_why(household: Household) -> None:
    first, second, _, _ = household
    second.opens("/receipts")
    first.opens("/devices")
    first.page.get_by_role("link", name="내보내기").tap()
    first.taps("내보낼게요")
    first.page.wait_for_url("**/devices")

    second.asks_again()
    expect(second.main()).to_contain_text("이 기기에서는 이제 그 기록을 볼 수 없어요.")
    assert not second.kept("receipt")
    assert not second.kept("member")
    second.taps("홈으로", role="link")
    expect(second.main()).not_to_contain_text("엄마")
    assert first.kept("receipt")


@pytest.mark.parametrize(
    ("choice", "counted"),
    {
        "같은 영수증이에요. 하나만 두기": 3_784_000,
        "서로 다른 영수증이에요. 둘 다 두기": 3_994_000,
    }.items(),
)
def test_a_bill_written_on_both_phones_is_asked_about_and_not_counted_twice(
    household: Household, choice: str, counted: int
) -> None:
    """J-2: the hospital of cycles 11 and 12 offline, and of cycle 11 on a tablet meanwhile."""
    phone, tablet, member, _ = household
    bills = [bill for cycle in range(1, 13) for bill in bills_of(cycle)]
    for bill in bills:
        if bill["care_from"] < "2025-08-12" or bill["provider_name"] != HOSPITAL["provider_name"]:
            phone.has_receipt(member, **bill)
    phone.exchanges()
    tablet.exchanges()
    both_without_network(household)
    for day in ("2025-08-12", "2025-09-02"):
        phone.saves(member, **cycle(day))
    tablet.saves(member, **cycle("2025-08-12"))
    meets_server(tablet)
    meets_server(phone)
    phone.says("확인 필요 1건 · 방금 맞춤")
    phone.opens("/?year=2025")
    phone.shows("counted", member, 2025, 3_784_000)

    phone.opens("/outbox")
    problem = phone.page.locator(".problem")
    expect(problem).to_contain_text("같은 영수증이 이미 있어요")
    expect(problem).to_contain_text("가온대학교병원")
    settles(phone, problem, choice)
    meets_server(tablet)
    for each in household[:2]:
        each.opens("/?year=2025")
        each.shows("counted", member, 2025, counted)


def cycle(day: str) -> dict[str, object]:
    return {**HOSPITAL, "care_from": day}


def test_what_one_tab_saves_the_other_shows_without_being_opened_again(
    installed: Installed,
) -> None:
    member = installed.adds("엄마", year=2023, band=1)
    tab = installed.opens_tab("/receipts")
    tab.page.evaluate("window.opened = 'once'")
    installed.saves(member, **BILL)
    expect(tab.main()).to_contain_text("가나병원")
    assert tab.page.evaluate("window.opened") == "once"


def test_without_a_network_too(installed: Installed) -> None:
    member = installed.adds("엄마", year=2023, band=1)
    tab = installed.opens_tab("/receipts")
    installed.until_sent()
    installed.loses_network()
    installed.saves(member, **BILL)
    expect(tab.main()).to_contain_text("가나병원")


def test_under_a_half_written_form_the_other_tab_only_says_so(installed: Installed) -> None:
    member = installed.adds("엄마", year=2023, band=1)
    tab = installed.opens_tab(f"/receipts/new?member={member}")
    tab.types(note="반쯤 적은 것")
    installed.saves(member, **BILL)
    expect(tab.page.locator("#toasts")).to_contain_text("새 내용이 있어요")
    expect(tab.page.get_by_label("메모")).to_have_value("반쯤 적은 것")


def both_without_network(household: Household) -> None:
    household.first.loses_network()
    household.second.loses_network()


def meets_server(phone: Installed) -> None:
    phone.finds_network()
    phone.until_sent()
    phone.exchanges()


def edits(phone: Installed, receipt: str, **values: int | str) -> None:
    phone.opens(f"/receipts/{receipt}/edit")
    phone.types(**values)
    phone.presses_save()
    expect(phone.main()).to_contain_text("고친 내용을 저장했어요.")


def deletes(phone: Installed, receipt: str) -> None:
    phone.opens(f"/receipts/{receipt}")
    phone.taps("지우기")
    expect(phone.main()).to_contain_text("지웠어요: 가나병원")


def settles(phone: Installed, problem: Locator, choice: str) -> None:
    problem.get_by_role("button", name=choice, exact=True).tap()
    expect(problem).to_have_count(0)
    meets_server(phone)
    phone.says("방금 맞춤")


def amounts(server: Server, household: Household) -> list[int]:
    query = "SELECT copay FROM receipt WHERE member_id = :id ORDER BY copay"
    return [row.copay for row in server.rows(query, id=household.member)]


def deletions(server: Server, household: Household) -> list[tuple[str | None]]:
    query = "SELECT deleted_at FROM receipt WHERE member_id = :id"
    return [(row.deleted_at,) for row in server.rows(query, id=household.member)]
