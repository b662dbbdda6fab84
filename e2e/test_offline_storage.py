"""What a phone loses, catches up with, and is told to forget."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.story import BILL

MANY = 500


@pytest.fixture
def mother(installed: Installed) -> str:
    member = installed.adds("엄마", year=2023, band=1)
    installed.saves(member, **BILL)
    installed.until_sent()
    return member


@pytest.mark.parametrize("what", ["indexeddb", "indexeddb,cache_storage,service_workers"])
def test_what_the_system_cleared_comes_back_from_the_server(
    installed: Installed, mother: str, what: str
) -> None:
    installed.page.goto("about:blank")
    session = installed.context.new_cdp_session(installed.page)
    origin = {"origin": installed.address, "storageTypes": what}
    session.send("Storage.clearDataForOrigin", origin)
    installed.opens("/?year=2023")
    installed.shows("estimate", mother, 2023, 4_130_000)
    installed.until_ready()
    installed.until("meta", "household")
    installed.loses_network()
    installed.opens("/receipts")
    expect(installed.main()).to_contain_text("가나병원")


def test_500_bills_arrive_in_one_go_in_order_and_once(
    installed: Installed, mother: str, server: Server
) -> None:
    installed.loses_network()
    amounts = list(range(1_000, 1_000 + MANY))
    installed.opens("/static/icons/icon.svg")  # a page that shows nothing anew after each save
    kept = installed.page.evaluate(WRITE_MANY, {"member": mother, "bill": BILL, "amounts": amounts})
    assert kept == MANY
    assert len(installed.waiting()) == MANY
    installed.opens("/?year=2023")
    installed.says(f"{MANY}건 기다림")
    installed.shows("counted", mother, 2023, 5_000_000 + sum(amounts))

    installed.finds_network()
    installed.until_sent()
    rows = server.rows("SELECT copay FROM receipt WHERE member_id = :id ORDER BY rev", id=mother)
    assert [row.copay for row in rows] == [5_000_000, *amounts]
    assert not installed.kept("problem")


# The form is sent as the page sends it, but its answer is not looked at.
WRITE_MANY = """async ({member, bill, amounts}) => {
    let kept = 0;
    for (const copay of amounts) {
        const values = {...bill, insurance_kind: "health", member_id: member, copay};
        const body = new URLSearchParams(values);
        const answer = await fetch("/receipts", {method: "POST", body, redirect: "manual"});
        if (answer.type === "opaqueredirect") kept += 1;
    }
    return kept;
}"""


def test_erasing_everything_leaves_nothing_here_or_there(
    installed: Installed, mother: str, server: Server
) -> None:
    installed.opens("/leaving")
    expect(installed.page.get_by_text("옮기지 않고 지울게요")).to_be_hidden()
    key = key_of(installed)
    erases(installed)
    assert key_of(installed) != key
    nothing_is_left(installed, server, mother)


def test_it_asks_first_when_something_still_waits(
    installed: Installed, mother: str, server: Server, network: Network
) -> None:
    network.refuses("/sync")
    installed.saves(mother, **{**BILL, "provider_name": "나루병원"})
    installed.opens("/leaving")
    expect(installed.main()).to_contain_text("아직 옮기지 못한 것이 1건 있어요")
    installed.types(word="지우기")
    installed.taps("모두 지우기")
    assert server.rows("SELECT id FROM member WHERE id = :id", id=mother)

    installed.page.get_by_text("옮기지 않고 지울게요").tap()
    key = key_of(installed)
    erases(installed)
    assert key_of(installed) != key
    nothing_is_left(installed, server, mother)


def key_of(phone: Installed) -> list[str]:
    """What opens the household: nothing, or a key to one that is not there yet."""
    return [each["value"] for each in phone.context.cookies() if each["name"] == "device"]


def erases(phone: Installed) -> None:
    phone.types(word="지우기")
    phone.taps("모두 지우기")
    phone.page.wait_for_url("**/leaving/done")
    expect(phone.main()).to_contain_text("지웠어요")


def nothing_is_left(phone: Installed, server: Server, member: str) -> None:
    phone.page.evaluate(UNTIL_EMPTIED)
    for table in ("member", "member_year", "receipt"):
        column = "id" if table == "member" else "member_id"
        assert not server.rows(f"SELECT * FROM {table} WHERE {column} = :id", id=member)
    phone.opens("/")
    expect(phone.main()).not_to_contain_text("엄마")


UNTIL_EMPTIED = """async () => {
    const end = Date.now() + 10_000;
    for (;;) {
        const left = [
            ...(await indexedDB.databases()).map(({name}) => name),
            ...await caches.keys(),
            ...(await navigator.serviceWorker.getRegistrations()).map(({scope}) => scope),
        ];
        if (!left.length) return;
        if (Date.now() > end) throw new Error(`still there: ${left}`);
        await new Promise((later) => setTimeout(later, 20));
    }
}"""
