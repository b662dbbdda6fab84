"""An old lady adds up three bills of 2023 herself, and then her husband's."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from e2e.hands import Keyboard
from e2e.phone import Phone

# A phone with two Korean voices, which writes down what it says, how fast, and in which voice.
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [
        { lang: "ko-KR", name: "한국어 하나", voiceURI: "one" },
        { lang: "ko-KR", name: "한국어 둘", voiceURI: "two" },
        { lang: "en-US", name: "English", voiceURI: "three" },
    ],
    speak: ({ text, rate, voice }) => text && window.said.push([text, rate, voice.voiceURI]),
    cancel() {},
    addEventListener() {},
} });
"""

LADDER = [4_630_000, 4_420_000, 3_880_000, 2_470_000, 1_360_000, 530_000, 0]


def test_her_first_run_in_the_largest_text_and_the_easy_screen(phone: Phone) -> None:
    """Step 1, on a screen of 320 pixels; and what is read aloud to her, slowly (step 4)."""
    page = phone.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.add_init_script(VOICE)
    phone.opens()
    phone.taps("알겠어요, 시작할게요", role="link")
    chooses(phone, "글자 크기", "아주 크게")
    chooses(phone, "쉬운 화면", "쉬운 화면")
    chooses(phone, "읽어주기", "켜기")
    phone.taps("다음")
    page.get_by_label("부르는 이름").fill("최복순")
    chooses(phone, "그림", "토끼")
    phone.taps("저장하고 한 사람 더")
    expect(page.get_by_text("‘최복순’ 정보를 저장했어요.")).to_be_visible()
    lady = page.url.split("added=")[1]
    page.get_by_role("link", name="건너뛰기", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("소득 분위를 아세요?")
    phone.taps("알아요", role="link")
    phone.taps("1분위: 이 자리예요")
    page.wait_for_url(re.compile("/$"))
    expect(page.locator(".person-head .avatar.rabbit")).to_be_visible()
    tabs = page.get_by_role("navigation", name="주요 화면").get_by_role("link")
    expect(tabs).to_have_text(["홈", "찍기", "환급금"])
    expect(page.get_by_role("banner").get_by_role("link", name="전체")).to_be_visible()
    for each in [*tabs.all(), *page.locator("main .button:visible").all()]:
        box = each.bounding_box()
        assert box
        assert box["height"] >= 56, each.inner_text()
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320

    phone.saves(
        lady,
        care_kind="outpatient",
        provider_name="A병원",
        provider_kind="hospital",
        care_from="2023-02-01",
        copay=5_500_000,
    )
    page.wait_for_function("window.said.length > 0")
    assert page.evaluate("window.said") == [["저장했어요.", 1, "one"]]
    phone.sends(f"/members/{lady}/bands/2023", band=1)
    phone.opens("/settings")
    chooses(phone, "읽는 빠르기", "천천히")
    voices = page.get_by_label("읽어 주는 목소리")
    expect(voices.get_by_role("option")).to_have_text(["한국어 하나", "한국어 둘"])
    voices.select_option("한국어 둘")
    assert page.evaluate("window.said") == [["이 목소리로 읽어 드릴게요.", 0.8, "two"]]
    phone.opens("/?year=2023")
    phone.shows("estimate", lady, 2023, 4_630_000)
    phone.taps("읽어주기")
    said = page.evaluate("window.said")
    sentences = [words for words, _rate, _voice in said]
    assert "예상 환급금은 사백육십삼만 원이에요. 아직 확정이 아니에요." in sentences
    assert "예상이에요. 실제 금액은 공단이 정해요." in sentences
    assert {(rate, voice) for _words, rate, voice in said} == {(0.8, "two")}
    phone.taps("그만 읽기")
    expect(page.get_by_role("button", name="읽어주기")).to_be_visible()


def chooses(phone: Phone, question: str, answer: str) -> None:
    group = phone.page.get_by_role("group", name=question)
    group.locator("label").filter(has_text=re.compile(f"^{answer}$")).tap()


def test_three_bills_with_the_man_key_and_then_her_place_on_the_ladder(phone: Phone) -> None:
    """Steps 2 to 4: worked example G1."""
    lady = phone.adds("최복순", year=2023)

    # 2: 4·0·0·만
    writes(phone, lady, "A병원", "hospital", "2023-02-01", digits="400", echo="사백만 원")
    writes(phone, lady, "B병원", "hospital", "2023-03-02", digits="100", echo="백만 원")
    writes(phone, lady, "C약국", "pharmacy", "2023-03-03", digits="50", echo="오십만 원")
    phone.opens("/?year=2023")
    phone.shows("counted", lady, 2023, 5_500_000)

    # 3: she does not know her band
    expect(phone.main()).to_contain_text("0원 ~ 463만 원")
    phone.shows("lowest", lady, 2023, 0)
    phone.shows("highest", lady, 2023, 4_630_000)
    phone.taps("분위 찾기", role="link")
    phone.page.wait_for_url("**/bands/2023")
    assert phone.ladder() == LADDER

    # 4: she taps 1분위
    phone.taps("1분위: 이 자리예요")
    phone.page.wait_for_url("**/years/2023")
    phone.shows("estimate", lady, 2023, 4_630_000)
    expect(phone.main()).to_contain_text("예상이에요")
    phone.opens("/?year=2023")
    expect(phone.main()).to_contain_text("예상 환급 463만 원")
    phone.shows("estimate", lady, 2023, 4_630_000)


def test_by_the_keyboard_alone_from_the_first_page_to_her_place_on_the_ladder(
    phone: Phone,
) -> None:
    """Step 12: steps 1 to 4 once more, with text twice as large on 320 pixels."""
    page, hand = phone.page, Keyboard(phone.page)
    page.set_viewport_size({"width": 320, "height": 640})
    phone.opens()
    hand.follows("알겠어요, 시작할게요")
    hand.chooses("글자 크기", "아주 크게")
    hand.chooses("쉬운 화면", "쉬운 화면")
    hand.presses("다음")
    comes_to(phone, "누구의 병원비를 모을까요?")
    hand.writes("부르는 이름", "최복순")
    hand.comes_to(page.get_by_role("button", name="저장하고 다음", exact=True))
    page.keyboard.press("Enter")
    comes_to(phone, "소득 분위를 아세요?")
    hand.follows("몰라요")
    expect(page.locator("article[data-member]")).to_contain_text("최복순")
    lady = page.locator("article[data-member]").get_attribute("data-member") or ""

    hand.follows("최복순")
    comes_to(phone, "최복순")
    hand.follows("영수증 적기")
    comes_to(phone, "영수증 적기")
    for care, place, kind, day, digits, echo in BILLS:
        hand.chooses("진료 종류", care)
        page.get_by_label("진료일 (입원한 날)").fill(day)  # a field of the browser's own
        hand.writes("병원·약국 이름", place)
        hand.picks("기관 종류", kind)
        hand.comes_to(page.locator("#copay"))
        page.keyboard.type(digits)
        hand.presses("급여 – 내가 낸 돈에 만 붙이기")
        expect(page.locator("#copay")).to_have_value(f"{int(digits) * 10_000:,}")
        expect(page.locator(".amount.main")).to_contain_text(echo)
        hand.presses("저장하고 한 장 더")
        expect(page.get_by_role("status").filter(has_text=place)).to_be_visible()

    hand.follows("적지 않고 뒤로")
    comes_to(phone, "최복순")  # where she came from
    hand.follows("홈")
    hand.follows("2023년")
    expect(phone.main()).to_contain_text("0원 ~ 463만 원")
    hand.follows("분위 찾기")
    page.wait_for_url("**/bands/2023")
    assert phone.ladder() == LADDER
    hand.presses("1분위: 이 자리예요")
    page.wait_for_url("**/years/2023")
    phone.shows("estimate", lady, 2023, 4_630_000)


BILLS = (
    ("외래", "A병원", "병원", "2023-02-01", "400", "사백만 원"),
    ("외래", "B병원", "병원", "2023-03-02", "100", "백만 원"),
    ("약국", "C약국", "약국", "2023-03-03", "50", "오십만 원"),
)


def comes_to(phone: Phone, title: str) -> None:
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(title)


def test_her_husband_on_the_120th_day_and_on_the_121st(phone: Phone) -> None:
    """Step 13: worked examples G2 and G3 for a second person; the lady's own year stays."""
    lady = phone.has_member("최복순", year=2023, band=1)
    husband = phone.adds("남편", year=2023, band=5)
    stay = {"care_kind": "inpatient", "care_from": "2023-01-01", "care_to": "2023-04-30"}
    phone.saves(
        husband, **stay, provider_name="은빛요양병원", provider_kind="nursing", copay=5_000_000
    )
    writes(phone, husband, "나루병원", "hospital", "2023-06-02", digits="200", echo="이백만 원")
    writes(phone, husband, "다솜약국", "pharmacy", "2023-06-03", digits="70", echo="칠십만 원")

    phone.opens("/?year=2023")
    phone.shows("counted", husband, 2023, 7_700_000)
    phone.shows("cap", husband, 2023, 1_620_000)
    phone.shows("estimate", husband, 2023, 6_080_000)
    phone.shows("counted", lady, 2023, 0)

    phone.opens(f"/receipts?member={husband}")
    phone.taps("은빛요양병원", role="link")
    phone.taps("고치기", role="link")
    phone.types(care_to="2023-05-01")
    phone.presses_save()
    expect(phone.main()).to_contain_text("고친 내용을 저장했어요.")

    phone.opens("/?year=2023")
    phone.shows("counted", husband, 2023, 7_700_000)
    phone.shows("cap", husband, 2023, 2_270_000)
    phone.shows("estimate", husband, 2023, 5_430_000)
    expect(phone.main()).to_contain_text("요양병원 120일 넘음")


def writes(
    phone: Phone, member: str, place: str, kind: str, day: str, *, digits: str, echo: str
) -> None:
    """Types a bill whose amount ends with the 만 key, and saves it when the words are right."""
    bill: dict[str, Any] = {
        "care_kind": "pharmacy" if kind == "pharmacy" else "outpatient",
        "care_from": day,
        "provider_name": place,
        "provider_kind": kind,
    }
    phone.opens(f"/receipts/new?member={member}")
    phone.types(**bill)
    amount = phone.page.get_by_label("급여 – 내가 낸 돈", exact=False).first
    amount.tap()
    for digit in digits:
        phone.page.keyboard.press(digit)
    phone.page.get_by_role("button", name="급여 – 내가 낸 돈에 만 붙이기").tap()
    expect(amount).to_have_value(f"{int(digits) * 10_000:,}")
    expect(phone.page.locator(".amount.main")).to_contain_text(echo)
    phone.presses_save()
    phone.page.wait_for_url("**saved=*")
