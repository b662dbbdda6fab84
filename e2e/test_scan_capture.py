"""From the camera to a photo that is kept and read, on a phone that has the app."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.phone import Phone
from tests.receipts.drawing import draw

READ = 90_000  # ms, on a machine with other things to do
TOOLS = r"/static/build/scan/"
KOREAN = TOOLS + r"tesseract-\w+/kor"

# A browser that keeps no photos.
NO_PHOTOS = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, ...rest) {
    if (name === "photos") throw new DOMException("", "InvalidStateError");
    return open.call(this, name, ...rest);
};
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is photographed."""
    return tmp_path_factory.mktemp("photos")


@pytest.fixture(scope="module")
def receipt(drawn: Path) -> Path:
    path = drawn / "receipt.jpg"
    draw(41, "clean", "B").image.convert("RGB").save(path, quality=92)
    return path


@pytest.fixture(scope="module")
def ten(drawn: Path, receipt: Path) -> list[Path]:
    """Ten files of which no two are the same."""
    with Image.open(receipt) as picture:
        small = picture.resize((picture.width // 2, picture.height // 2))
    paths = [drawn / f"{number}.jpg" for number in range(10)]
    for number, path in enumerate(paths):
        small.save(path, quality=70 + number)
    return paths


@pytest.fixture
def scanning(installed: Installed) -> Installed:
    """On 찍기, in a household of one."""
    installed.adds("엄마")
    installed.until_sent()
    installed.opens("/scan")
    return installed


def take(phone: Installed, *files: Path, way: str = "album") -> None:
    phone.page.locator(f'[data-take="{way}"]').set_input_files(list(files))


def review(phone: Installed) -> Locator:
    return phone.page.locator("#scan-review")


def waiting(phone: Installed) -> Locator:
    return phone.page.locator("#scan-photos > li")


def problem(phone: Installed, id: str) -> Locator:
    return phone.page.locator(f'[data-problem="{id}"]')


def is_read(phone: Installed) -> None:
    expect(review(phone)).to_have_attribute("data-scan", "read", timeout=READ)


def copay(phone: Installed) -> str:
    return phone.page.locator("#copay").input_value().replace(",", "")


def photos(phone: Installed) -> list[dict[str, Any]]:
    """What the phone keeps: state, sizes, and the first bytes of each photo."""
    found: list[dict[str, Any]] = phone.page.evaluate(PHOTOS)
    return found


def until(phone: Installed, is_right: Callable[[list[dict[str, Any]]], bool]) -> None:
    phone.waits_for(lambda: is_right(photos(phone)))


PHOTOS = """async () => {
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = no;
    });
    const db = await done(indexedDB.open("photos"));
    const found = await done(db.transaction("photo").objectStore("photo").getAll());
    db.close();
    const first = async (blob) => new Uint8Array(await blob.slice(0, 60_000).arrayBuffer());
    return Promise.all(found.map(async ({ blob, thumbnail, straightened, ...photo }) => ({
        ...photo,
        text: blob ? btoa(String.fromCharCode(...(await first(blob)))) : "",
        straightened: !!straightened,
    })));
}"""


def test_a_photo_is_kept_read_checked_saved_and_counted(scanning: Installed, receipt: Path) -> None:
    take(scanning, receipt, way="camera")
    expect(scanning.page.locator("#toasts")).to_contain_text("저장했어요")
    expect(review(scanning)).to_have_attribute("data-scan", re.compile("reading|read"))
    is_read(scanning)
    assert copay(scanning) == draw(41, "clean", "B").truth["copay"]
    [photo] = photos(scanning)
    assert photo["state"] == "read"
    assert max(photo["width"], photo["height"]) <= 2_000
    scanning.presses_save()
    scanning.page.wait_for_url("**saved=*")
    until(scanning, lambda kept: kept[0]["state"] == "kept")
    [photo] = photos(scanning)
    assert (photo["reading"], photo["straightened"]) == (None, False)
    [row] = scanning.kept("receipt")
    assert row["id"] == photo["id"]


def test_nothing_that_the_camera_wrote_is_kept_and_the_photo_stands_upright(
    scanning: Installed, drawn: Path
) -> None:
    path = drawn / "turned.jpg"
    picture = Image.new("RGB", (1200, 800), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "한마음전화기"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    picture.save(path, exif=exif)
    assert b"Exif" in path.read_bytes()
    take(scanning, path)
    until(scanning, lambda kept: len(kept) == 1)
    [photo] = photos(scanning)
    assert (photo["width"], photo["height"]) == (800, 1200)
    kept = base64.b64decode(photo["text"])
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert not opened.getexif()


def test_a_form_sent_before_its_photo_was_read_comes_back_and_is_filled(
    scanning: Installed, receipt: Path
) -> None:
    take(scanning, receipt)
    expect(review(scanning)).to_be_visible()
    scanning.presses_save()
    expect(scanning.page.locator("#copay-error")).to_be_visible()
    is_read(scanning)
    assert copay(scanning) == draw(41, "clean", "B").truth["copay"]


def test_a_photo_that_comes_later_is_where_saving_leads(
    scanning: Installed, ten: list[Path]
) -> None:
    save = scanning.page.locator("#receipt-form button.primary[name=then]")
    take(scanning, ten[0])
    expect(review(scanning)).to_be_visible()
    expect(save).to_have_attribute("value", "")
    take(scanning, ten[1])
    expect(save).to_have_attribute("value", "scan")


def test_ten_in_a_row_while_reading_goes_on(scanning: Installed, ten: list[Path]) -> None:
    for path in ten:
        take(scanning, path, way="camera")
    expect(waiting(scanning)).to_have_count(10)
    expect(scanning.page.locator("#scan-waiting h2")).to_have_text("확인할 사진 10장")
    until(scanning, lambda kept: len(kept) == 10)
    first = scanning.page.locator('#receipt-form [name="id"]').input_value()
    assert first == photos(scanning)[0]["id"]
    expect(
        scanning.page.locator('#scan-photos > li:is([data-state="read"], [data-state="failed"])')
    ).to_have_count(10, timeout=5 * READ)


def test_an_app_killed_between_taking_and_checking_has_the_photo_still(
    scanning: Installed, receipt: Path
) -> None:
    take(scanning, receipt)
    until(scanning, lambda kept: len(kept) == 1)
    later = scanning.context.new_page()
    scanning.page.close()
    scanning = Installed(later, scanning.address)
    scanning.opens("/scan")
    expect(review(scanning)).to_be_visible()
    is_read(scanning)


def test_a_photo_from_another_app_is_taken_by_the_phone_itself(
    scanning: Installed, receipt: Path, network: Network
) -> None:
    scanning.adds("아빠")
    network.refuses("/scan")
    share(scanning, receipt)
    scanning.page.wait_for_url("**/scan?shared=1")
    expect(scanning.main()).to_contain_text("받은 사진 1장을 누구 것으로 둘까요?")
    scanning.page.locator(".choice").filter(has_text="아빠").tap()
    expect(review(scanning)).to_be_visible()
    until(scanning, lambda kept: len(kept) == 1 and bool(kept[0]["member_id"]))
    assert "/scan" not in network.asked


def share(phone: Installed, *files: Path) -> None:
    """As the system does it: a form that no page has sent."""
    contents = [base64.b64encode(path.read_bytes()).decode() for path in files]
    phone.page.evaluate(SHARE, contents)


SHARE = """(contents) => {
    const form = document.createElement("form");
    const how = { method: "post", enctype: "multipart/form-data", rel: "noreferrer" };
    Object.assign(form, { action: "/scan", ...how });
    const input = document.createElement("input");
    Object.assign(input, { type: "file", name: "photo", multiple: true });
    const chosen = new DataTransfer();
    for (const content of contents) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        chosen.items.add(new File([bytes], "shared.jpg", { type: "image/jpeg" }));
    }
    input.files = chosen.files;
    form.append(input);
    document.body.append(form);
    form.submit();
}"""


def test_the_same_photo_again_is_shown_where_it_is(scanning: Installed, receipt: Path) -> None:
    take(scanning, receipt)
    until(scanning, lambda kept: len(kept) == 1)
    take(scanning, receipt)
    expect(problem(scanning, "twin")).to_contain_text("이 사진은 이미 있어요.")
    [photo] = photos(scanning)
    expect(problem(scanning, "twin").get_by_role("link")).to_have_attribute(
        "href", f"/scan?photo={photo['id']}"
    )


@pytest.mark.parametrize(
    ("name", "content", "id"),
    [
        pytest.param("note.txt", b"hello", "not_a_picture", id="a text"),
        pytest.param(
            "broken.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"x" * 5_000, "broken", id="a torn file"
        ),
        pytest.param("empty.jpg", b"", "broken", id="an empty file"),
        pytest.param("broken.pdf", b"%PDF-1.7 and then nothing", "broken", id="a torn PDF"),
    ],
)
def test_what_cannot_be_opened_gets_a_clear_answer(
    scanning: Installed, drawn: Path, name: str, content: bytes, id: str
) -> None:
    path = drawn / name
    path.write_bytes(content)
    take(scanning, path)
    expect(problem(scanning, id)).to_contain_text(name)
    expect(review(scanning)).to_be_hidden()
    expect(review(scanning)).to_have_attribute("data-scan", "failed")
    assert photos(scanning) == []


def test_a_photo_of_40_megapixels_is_taken_and_one_of_70_is_not(
    scanning: Installed, drawn: Path
) -> None:
    for name, size in {"forty": (7_400, 5_400), "seventy": (10_000, 7_000)}.items():
        Image.new("L", size, 200).save(drawn / f"{name}.jpg", quality=30)
    take(scanning, drawn / "seventy.jpg")
    expect(problem(scanning, "too_large")).to_contain_text("사진이 너무 커요.")
    take(scanning, drawn / "forty.jpg")
    until(scanning, lambda kept: len(kept) == 1)
    [photo] = photos(scanning)
    assert max(photo["width"], photo["height"]) <= 2_600


def test_a_pdf_is_opened_page_by_page(scanning: Installed, drawn: Path, receipt: Path) -> None:
    path = drawn / "bill.pdf"
    with Image.open(receipt) as page:
        page.save(path, save_all=True, append_images=[page.rotate(180)])
    take(scanning, path)
    expect(waiting(scanning)).to_have_count(2, timeout=30_000)
    is_read(scanning)
    scanning.loses_network()
    scanning.opens("/scan")
    with Image.open(receipt) as page:
        page.convert("L").save(drawn / "another.pdf")
    take(scanning, drawn / "another.pdf")
    expect(waiting(scanning)).to_have_count(3, timeout=30_000)


def test_a_phone_without_room_offers_less(scanning: Installed, receipt: Path) -> None:
    scanning.page.evaluate(ROOM_FOR, 200_000)
    take(scanning, receipt)
    expect(problem(scanning, "full")).to_contain_text("휴대전화에 남은 자리가 부족해요.")
    assert photos(scanning) == []
    scanning.taps("줄여서 저장")
    until(scanning, lambda kept: len(kept) == 1)
    [photo] = photos(scanning)
    assert max(photo["width"], photo["height"]) <= 1_200


def test_and_what_is_read_of_it_needs_no_room(scanning: Installed, receipt: Path) -> None:
    scanning.page.evaluate(ROOM_FOR, 0)
    take(scanning, receipt)
    scanning.taps("글자만 저장")
    is_read(scanning)
    assert copay(scanning)
    assert photos(scanning)[0]["text"] == ""


# A browser counts what Blobs take up late, and its quota cannot be set from outside for them.
ROOM_FOR = """(bytes) => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...more) {
        if (value.blob?.size > bytes || value.straightened?.size > bytes) {
            throw new DOMException("no room", "QuotaExceededError");
        }
        return put.call(this, value, ...more);
    };
}"""


def test_a_browser_that_keeps_no_photos_says_so_and_leads_to_the_form(phone: Phone) -> None:
    phone.has_member("엄마")
    phone.page.add_init_script(NO_PHOTOS)
    phone.opens("/scan")
    told = phone.page.get_by_text("사진 저장이 안 되는 브라우저예요. 금액은 적을 수 있어요.")
    expect(told).to_be_visible()
    told.get_by_role("link", name="직접 적기").tap()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("영수증 적기")


def test_a_photo_that_was_removed_can_be_brought_back(scanning: Installed, ten: list[Path]) -> None:
    take(scanning, *ten[:2])
    expect(waiting(scanning)).to_have_count(2)
    waiting(scanning).last.get_by_role("button", name="사진 지우기").tap()
    expect(scanning.page.locator("#toasts")).to_contain_text("사진을 지웠어요.")
    until(scanning, lambda kept: len(kept) == 1)
    scanning.taps("되돌리기")
    expect(waiting(scanning)).to_have_count(2)


def test_a_camera_that_may_not_be_used_leaves_other_ways(scanning: Installed) -> None:
    scanning.taps("화면으로 보며 찍기")
    expect(problem(scanning, "denied")).to_contain_text("앨범에서 고르거나 직접 적을 수 있어요.")
    scanning.page.get_by_text("허용하는 방법").tap()
    expect(problem(scanning, "denied")).to_contain_text("권한")


def test_the_camera_stays_open_for_one_photo_after_another(scanning: Installed) -> None:
    scanning.context.grant_permissions(["camera"], origin=scanning.address)
    scanning.taps("화면으로 보며 찍기")
    camera = scanning.page.get_by_role("dialog", name="화면으로 보며 찍기")
    shoot = camera.get_by_role("button", name="찍기", exact=True)
    for count in (1, 2):
        shoot.tap()
        says = f"저장했어요. 모두 {count}장."
        expect(camera.get_by_role("status")).to_have_text(says, timeout=20_000)
    camera.get_by_role("button", name="그만 찍기").tap()
    expect(camera).to_have_count(0)
    expect(waiting(scanning)).to_have_count(2)
    assert scanning.page.evaluate("document.querySelector('video')") is None


def test_the_tools_are_fetched_once_go_on_where_they_were_cut_off_and_work_offline(
    scanning: Installed, receipt: Path, ten: list[Path], network: Network
) -> None:
    tools = scanning.page.locator("#scan-pack")
    expect(tools).to_contain_text(re.compile(r"글자 읽기 도구 [1-5]\.\dMB를 한 번만 내려받아요."))
    network.refuses(KOREAN)
    take(scanning, receipt)
    expect(tools).to_have_attribute("data-pack", "offline", timeout=READ)
    expect(tools).to_contain_text("사진은 저장했고, 지금은 직접 적을 수 있어요.")
    expect(review(scanning)).to_have_attribute("data-scan", "failed")
    assert [photo["state"] for photo in photos(scanning)] == ["failed"]

    network.passes()
    asked = len(network.asked)
    scanning.taps("다시 내려받기")
    is_read(scanning)
    expect(tools).to_be_hidden()
    again = {path for path in network.asked[asked:] if re.match(TOOLS, path)}
    assert again
    assert all(re.match(KOREAN, path) for path in again)

    scanning.loses_network()
    scanning.stops_worker()
    scanning.opens("/scan")
    take(scanning, ten[0])
    expect(waiting(scanning)).to_have_count(2)
    waiting(scanning).last.get_by_role("button").first.tap()
    is_read(scanning)


def test_without_any_network_a_photo_is_kept_and_read_when_there_is_one(
    scanning: Installed, receipt: Path
) -> None:
    scanning.loses_network()
    scanning.stops_worker()
    scanning.opens("/scan")
    take(scanning, receipt)
    expect(review(scanning)).to_have_attribute("data-scan", "failed", timeout=READ)
    expect(review(scanning)).to_contain_text("인터넷이 되면 읽을게요.")
    scanning.finds_network()
    scanning.asks_again()
    is_read(scanning)


def test_settings_tell_the_room_and_give_it_back(scanning: Installed, receipt: Path) -> None:
    take(scanning, receipt)
    is_read(scanning)
    scanning.opens("/settings")
    rows = {name: scanning.page.locator(f'[data-of="{name}"]') for name in ("photos", "tools")}
    expect(rows["photos"]).to_contain_text(re.compile(r"1장 · \d\.\dMB"))
    expect(rows["tools"]).to_contain_text(re.compile(r"\d+\.\dMB"))
    rows["photos"].get_by_text("사진 모두 지우기").tap()
    scanning.taps("모두 지울게요")
    expect(rows["photos"]).to_contain_text("없어요")
    assert photos(scanning) == []
    rows["tools"].get_by_text("지우기", exact=True).tap()
    scanning.taps("지울게요")
    expect(rows["tools"]).to_contain_text("아직 내려받지 않았어요")
    assert "scan" not in scanning.page.evaluate("caches.keys()")


def test_erasing_everything_takes_photos_and_tools_along(
    scanning: Installed, receipt: Path
) -> None:
    take(scanning, receipt)
    is_read(scanning)
    scanning.opens("/leaving")
    scanning.types(word="지우기")
    scanning.taps("모두 지우기")
    scanning.page.wait_for_url("**/leaving/done")
    scanning.waits_for(lambda: scanning.page.evaluate(LEFT) == [])


LEFT = (
    "async () => [...(await indexedDB.databases()).map(({name}) => name), ...await caches.keys()]"
)


def test_photos_go_with_their_household_when_the_phone_is_put_out(
    scanning: Installed, receipt: Path, new_phone: Callable[[], Installed]
) -> None:
    take(scanning, receipt)
    until(scanning, lambda kept: len(kept) == 1)
    other = new_phone()
    other.starts()
    scanning.brings_in(other)
    other.opens("/devices")
    other.page.get_by_role("link", name="내보내기").tap()
    other.taps("내보낼게요")
    other.page.wait_for_url("**/devices")
    scanning.asks_again()
    scanning.page.wait_for_url("**/put-out")
    until(scanning, lambda kept: kept == [])
