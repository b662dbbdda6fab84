"""Without any network, from a worker that was not even running: everything works."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.stored import PHOTOS, gives_photo
from e2e.story import BILL
from e2e.test_worked_examples import EXAMPLES, Example, open_waterfall, waterfall, write_down


@pytest.fixture
def airplane(installed: Installed) -> Installed:
    """A phone that knows one person with one bill, in airplane mode, its worker killed."""
    member = installed.adds("엄마", year=2023, band=1)
    installed.saves(member, **BILL)
    installed.until_sent()
    installed.loses_network()
    installed.stops_worker()
    return installed


@pytest.fixture
def mother(airplane: Installed) -> str:
    return str(airplane.kept("member")[0]["id"])


def test_every_screen_opens_from_a_killed_worker(airplane: Installed) -> None:
    for path, words in {
        "/?year=2023": "예상 환급",
        "/receipts": "가나병원",
        "/receipts/trash": "지운 것이 없어요",
        "/receipts/new": "누가, 언제, 어디서",
        "/members/new": "부르는 이름",
        "/caps?year=2023": "87만 원",
        "/settings": "저장 상태",
        "/outbox": "기다리는 것이 없어요",
        "/install": "홈 화면",
        "/menu": "내가 적은 것",
        "/real": "1577-1000",
        "/real/site?source=law-act": "www.law.go.kr",
        "/real/card": "환급금, 진짜로 신청하는 순서",
    }.items():
        airplane.stops_worker()
        airplane.opens(path)
        expect(airplane.main()).to_contain_text(words)


def test_the_screens_of_a_person_open(airplane: Installed, mother: str) -> None:
    for path, words in {
        f"/members/{mother}?year=2023": "가나병원",
        f"/members/{mother}/years/2023": "낸 돈 모두",
        f"/members/{mother}/years/2023/stays": "요양병원",
        f"/members/{mother}/years/2023/preview?more=100000": "만약 100,000원을 더 내면",
        f"/members/{mother}/bands/2023": "분위",
        f"/members/{mother}/name": "엄마",
    }.items():
        airplane.opens(path)
        expect(airplane.main()).to_contain_text(words)


def test_all_that_is_done_to_receipts_counts_at_once_and_arrives_once(
    airplane: Installed, mother: str, server: Server
) -> None:
    airplane.opens("/?year=2023")
    airplane.shows("estimate", mother, 2023, 4_130_000)

    airplane.saves(mother, **{**BILL, "provider_name": "나루병원", "copay": 100_000})
    expect(airplane.main()).to_contain_text("나루병원")
    airplane.says("1건 기다림")
    connection = airplane.page.locator("#connection")
    expect(connection).to_have_text("인터넷이 끊겼어요. 찍고 적는 일은 그대로 할 수 있어요.")
    rows = airplane.main().locator("a.row")
    expect(rows.filter(has_text="옮기기 전")).to_contain_text(["나루병원"])
    airplane.opens("/?year=2023")
    airplane.shows("estimate", mother, 2023, 4_230_000)

    airplane.opens("/receipts")
    airplane.taps("나루병원", role="link")
    airplane.page.get_by_role("link", name="고치기").tap()
    airplane.types(copay=300_000)
    airplane.presses_save()
    expect(airplane.main()).to_contain_text("고친 내용을 저장했어요.")
    airplane.opens(f"/members/{mother}/years/2023")
    airplane.shows("estimate", mother, 2023, 4_430_000)

    airplane.opens("/receipts")
    airplane.taps("가나병원", role="link")
    airplane.taps("지우기")
    expect(airplane.main()).to_contain_text("지웠어요: 가나병원")
    airplane.says("3건 기다림")
    airplane.opens("/?year=2023")
    airplane.shows("counted", mother, 2023, 300_000)
    airplane.opens("/receipts/trash")
    airplane.taps("되살리기")
    expect(airplane.main()).to_contain_text("되살렸어요")
    airplane.opens("/?year=2023")
    airplane.shows("counted", mother, 2023, 5_300_000)
    airplane.says("4건 기다림")
    airplane.opens("/receipts")
    expect(rows.filter(has_text="옮기기 전")).to_have_count(2)
    airplane.opens("/outbox")
    expect(airplane.page.locator(".waiting-row")).to_have_text(
        [
            "기다림 영수증 적음 2023.05.02 나루병원",
            "기다림 영수증 고침 2023.05.02 나루병원",
            "기다림 영수증 지움 2023.05.02 가나병원",
            "기다림 영수증 되살림 2023.05.02 가나병원",
        ]
    )

    airplane.opens("/receipts")
    airplane.finds_network()
    airplane.until_sent()
    airplane.says("방금 맞춤")
    expect(connection).to_have_text("모두 옮겼어요.")
    expect(connection).to_be_empty(timeout=15_000)
    expect(rows.filter(has_text="옮기기 전")).to_have_count(0)
    expect(rows).to_have_count(2)
    kept = server.rows(
        "SELECT provider_name, copay, deleted_at FROM receipt WHERE member_id = :id ORDER BY copay",
        id=mother,
    )
    assert [tuple(row) for row in kept] == [
        ("나루병원", 300_000, None),
        ("가나병원", 5_000_000, None),
    ]


def test_what_waits_is_moved_under_the_eyes_of_who_looks(airplane: Installed, mother: str) -> None:
    airplane.saves(mother, **{**BILL, "provider_name": "나루병원"})
    airplane.opens("/receipts")
    airplane.taps("1건 기다림", role="link")
    airplane.page.wait_for_url("**/outbox")
    [waiting] = airplane.page.locator(".waiting-row").all()
    expect(waiting).to_have_text("기다림 영수증 적음 2023.05.02 나루병원")
    airplane.taps("지금 옮기기")
    expect(airplane.main()).to_contain_text("방금은 서버에 닿지 않았어요.")
    airplane.page.evaluate("window.opened = 'once'")
    airplane.finds_network()
    moved = airplane.page.locator(".moved-row").first
    expect(moved).to_have_text("됨 영수증 적음 2023.05.02 나루병원")
    expect(airplane.main()).to_contain_text("기다리는 것이 없어요")
    assert airplane.page.evaluate("window.opened") == "once"


def test_a_person_can_be_added_renamed_placed_deleted_and_brought_back(
    airplane: Installed, server: Server
) -> None:
    id = airplane.adds("아빠", year=2023)
    airplane.opens(f"/members/{id}/name")
    airplane.types(name="아버지")
    airplane.page.get_by_role("radio", name="거북이").check()
    airplane.taps("저장")
    expect(airplane.page.get_by_role("heading", level=1)).to_have_text("아버지")
    airplane.opens(f"/members/{id}/bands/2023")
    airplane.taps("1분위: 이 자리예요")
    airplane.page.wait_for_url("**/years/2023")
    airplane.opens(f"/members/{id}/deletion")
    airplane.taps("지울게요")
    airplane.page.wait_for_url("**/?deleted=*")
    airplane.opens("/receipts/trash")
    airplane.taps("되살리기")
    airplane.page.wait_for_url(f"**/members/{id}")

    airplane.finds_network()
    airplane.until_sent()
    assert server.rows("SELECT name, avatar, deleted_at FROM member WHERE id = :id", id=id) == [
        ("아버지", "turtle", None)
    ]
    assert server.rows("SELECT band FROM member_year WHERE member_id = :id", id=id) == [(1,)]


def test_a_phone_is_emptied_at_once_and_the_server_is_told_before_anything_comes_back(
    airplane: Installed, mother: str, server: Server, network: Network
) -> None:
    gives_photo(airplane, mother)
    airplane.page.evaluate("localStorage.setItem('scan-person', 'x')")
    airplane.opens("/leaving")
    airplane.types(word="지우기")
    airplane.page.get_by_label("거기서도 지우기").check()
    airplane.taps("이 휴대전화 비우기")
    owed = "서버에 있는 것은 인터넷이 되면 지울게요."
    expect(airplane.main()).to_contain_text(owed)
    airplane.says("서버에서는 아직 못 지웠어요")
    for store in ("member", "member_year", "receipt", "month_sum", "copy", "outbox", "problem"):
        assert airplane.kept(store) == []
    assert airplane.page.evaluate(PHOTOS) == []
    assert airplane.page.evaluate("[...Object.keys(localStorage)]") == []
    assert all(each.startswith("app-") for each in airplane.page.evaluate("caches.keys()"))

    airplane.stops_worker()
    airplane.opens("/?year=2023")
    expect(airplane.main()).not_to_contain_text("엄마")
    network.refuses("/leaving")
    airplane.finds_network()
    for path in ("/devices", "/statements", "/export/sheet?year=2023"):
        airplane.opens(path)
        expect(airplane.main()).to_contain_text(owed)
    assert server.rows("SELECT id FROM member WHERE id = :id", id=mother)

    airplane.opens("/leaving/phone")
    network.passes()
    airplane.taps("지금 지우기")
    expect(airplane.main()).to_contain_text("서버에 있던 것도 지웠어요.")
    for table, column in (("member", "id"), ("receipt", "member_id")):
        assert not server.rows(f"SELECT * FROM {table} WHERE {column} = :id", id=mother)
    airplane.opens("/devices")
    expect(airplane.main()).to_contain_text("이 휴대전화에는 아직 적어 둔 것이 없어요.")
    assert airplane.kept("member") == []


def test_somebody_may_begin_without_a_network(installed: Installed, server: Server) -> None:
    installed.loses_network()
    installed.stops_worker()
    member = installed.adds("나", year=2023, band=1)
    installed.saves(member, **BILL)
    installed.opens(f"/members/{member}/years/2023")
    installed.shows("estimate", member, 2023, 4_130_000)
    installed.finds_network()
    installed.until_sent()
    assert server.rows("SELECT copay FROM receipt WHERE member_id = :id", id=member) == [
        (5_000_000,)
    ]


def test_a_screen_that_needs_the_server_says_so(airplane: Installed) -> None:
    airplane.opens("/devices")
    airplane.unreachable()
    airplane.finds_network()
    airplane.taps("다시 해보기", role="link")
    expect(airplane.main()).to_contain_text("이 기기들은 같은 기록을 함께 봐요.")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_worked_example_comes_out_the_same(installed: Installed, example: Example) -> None:
    installed.loses_network()
    member, year = write_down(installed, example), example.year
    installed.opens(f"/?year={year}")
    for name in ("counted", "cap", "estimate"):
        installed.shows(name, member, year, getattr(example, name))
    open_waterfall(installed)
    assert waterfall(installed) == [
        ("낸 돈 모두", example.counted),
        ("세지 않는 돈", 0),
        ("센 돈", example.counted),
        ("상한액", example.cap),
        ("예상 환급", example.estimate),
    ]


@pytest.mark.parametrize("path", ["/", "/nowhere", "/receipts/new", "/members/none", "/devices"])
def test_a_page_made_on_the_phone_is_as_safe_as_one_from_the_server(
    installed: Installed, path: str
) -> None:
    installed.adds("나")
    installed.until_sent()
    of_server = installed.page.request.get(installed.address + path).headers
    installed.loses_network()
    answer = installed.page.goto(installed.address + path)
    assert answer is not None
    assert answer.from_service_worker
    of_phone = without_transport(answer.headers)
    of_phone.pop("link", None)  # what a page is drawn with lies on the phone
    assert of_phone == without_transport(of_server)


def test_the_letters_of_a_page_come_before_its_text(airplane: Installed) -> None:
    airplane.opens("/receipts")
    begun_by = airplane.page.evaluate(LETTERS_BEGUN_BY)
    assert begun_by.count("link") == 2  # and not when the first of them was to be drawn


def without_transport(headers: dict[str, str]) -> dict[str, str]:
    """What a page says of itself; the rest is about how it travelled."""
    transport = {"date", "server", "connection", "content-length", "content-encoding", "set-cookie"}
    return {name: value for name, value in headers.items() if name not in transport | {"vary"}}


LETTERS_BEGUN_BY = """
performance.getEntriesByType("resource")
  .filter(({ name }) => name.endsWith(".woff2"))
  .map(({ initiatorType }) => initiatorType)
"""
