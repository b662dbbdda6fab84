"""Every screen, in the states in which it looks different, and how a person gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from e2e.household import Known
from e2e.looks import Seen, looks_at
from e2e.phone import Phone
from e2e.steps import (
    ACCOUNT,
    ASKING_AUTH,
    AUTHENTICATE,
    BILL,
    FAKE,
    FIVE_TRIES,
    HARMLESS,
    INVITE,
    OVER_NEW_YEAR,
    TOO_MUCH,
    TWIN,
    approve,
    ask_before_removing_photos,
    ask_for_auth,
    authenticate,
    begin_a_receipt,
    enter_account,
    fill_half,
    go,
    in_turn,
    look_at,
    look_for_a_bank,
    look_for_words,
    look_through_the_camera,
    make_address,
    near_the_ceiling,
    newcomer,
    open_everything,
    open_menu,
    press,
    put_out,
    ran_out,
    see_photos_left,
    share_photo,
    show_emptied,
    show_problems,
    show_step,
    take_two_pictures,
    take_what_cannot_be_opened,
    tap_and_see,
    tell_of_new_table,
    to_the_deposit,
    turn_on,
    type_and_press,
    type_digits,
    type_no_digits,
    until_asked,
    until_storage_is_told,
)
from webapp.simple_auth.models import ENDINGS


@dataclass(frozen=True, slots=True)
class Sight:
    """One screen in one state.

    `route` is its name in `webapp.routes`; `path` may name what a household has, like
    `{mother}`; `then` is what a person does there to see this state.
    """

    name: str
    route: str
    path: str
    then: Callable[[Page], None] = lambda page: None

    def opens(self, phone: Phone, known: Known) -> None:
        phone.opens(self.path.format(**known))
        self.then(phone.page)


# In a household that nobody has written in yet.
EMPTY = (
    Sight("help", "help", "/help"),
    Sight("help-open", "help", "/help", open_everything),
    Sight("neighbours", "neighbours", "/help/neighbours", open_everything),
    Sight("words", "words", "/help/words", open_everything),
    Sight("words-found", "words", "/help/words", look_for_words("ㅅㅎㅇ")),
    Sight("words-none", "words", "/help/words?q=없는말"),
    Sight("forget-practice-nothing", "ask_forget_practice", "/practice/deletion?done=1"),
    Sight("message", "message", "/help/message"),
    Sight("message-fake", "message", "/help/message", look_at(FAKE)),
    Sight("message-harmless", "message", "/help/message", look_at(HARMLESS)),
    Sight("message-empty", "message", "/help/message", look_at(" ")),
    Sight("message-number", "message", "/help/message", look_at("900101-1234567 입니다")),
    Sight("about", "about", "/about", open_everything),
    Sight("statistics", "statistics", "/statistics", open_everything),
    Sight("outbox-empty", "outbox", "/outbox"),
    Sight("outbox-problems", "outbox", "/outbox", then=show_problems),
    Sight("home-empty", "home", "/"),
    Sight("examples", "examples", "/examples"),
    Sight("receipts-empty", "receipts", "/receipts"),
    Sight("member-new", "new_member", "/members/new"),
    Sight("member-refused", "create_member", "/members/new", type_and_press("저장", name="")),
    Sight("share-nobody", "share", "/settings", share_photo),
    Sight("menu", "menu", "/menu"),
    Sight("export-nothing", "export", "/export"),
    Sight("export-sheet-empty", "export_sheet", "/export/sheet"),
    Sight("backup-no-worker", "backup", "/export/backup"),
    Sight("hand-over-nobody", "hand_over", "/export/hand-over"),
    Sight("import-first", "table_import", "/export/import", show_step("matching")),
    Sight("settings", "settings", "/settings", until_storage_is_told),
    Sight("install", "install", "/install"),
    Sight("start", "start", "/start"),
    Sight("start-person", "new_member", "/members/new?then=start"),
    Sight("home-started", "home", "/?started=1"),
    Sight("devices-none", "devices", "/devices"),
    Sight("join", "join", "/join"),
    Sight("join-refused", "ask_to_join", "/join", type_and_press("잇기", code="2222-2222")),
    Sight("waiting-for-nothing", "waiting", "/join/waiting"),
    Sight("leaving-nothing", "leaving", "/leaving"),
    Sight("emptied", "emptying", "/leaving/phone", then=show_emptied),
    Sight("reminders-none", "reminders", "/reminders"),
    Sight("left", "left", "/leaving", press("이 휴대전화 비우기")),
    Sight("not-found", "", "/nowhere"),
    Sight("statements-none", "statements", "/auth", newcomer(authenticate, go("/statements"))),
    Sight("claims-none", "claims", "/auth", newcomer(authenticate, go("/claims"))),
    Sight(
        "standing-nobody",
        "standing_accounts",
        "/auth",
        newcomer(authenticate, go("/standing-account")),
    ),
    Sight("auth", "auth", "/auth", newcomer(go("/auth"))),
    Sight("auth-in-claim", "auth", "/auth", newcomer(go(f"/auth?then={ACCOUNT}"))),
    Sight(
        "auth-form-in-claim",
        "auth_form",
        "/auth",
        newcomer(go(f"/auth/request?provider=bank&practice=1&then={ACCOUNT}")),
    ),
    Sight("auth-ran-out", "auth", "/auth", newcomer(ran_out, go("/auth?then=/statements"))),
    Sight("auth-unchosen", "auth_form", "/auth/request"),
    Sight("auth-form", "auth_form", "/auth/request?provider=carrier", open_everything),
    Sight("auth-practice", "auth_form", "/auth/request?provider=bank&practice=1"),
    Sight(
        "auth-refused-form", "ask_for_auth", "/auth/request?provider=carrier", press("인증 요청")
    ),
    Sight("auth-none", "auth_waiting", "/auth", newcomer(go("/auth/waiting"))),
    Sight("auth-needed", "", "/auth", newcomer(go("/standing-account/x/account"))),
    *(
        Sight(f"auth-{ending}", "auth_waiting", ASKING_AUTH, newcomer(ask_for_auth(digits)))
        for digits, ending in ENDINGS.items()
    ),
    Sight("auth-closed", "auth", ASKING_AUTH, newcomer(ask_for_auth("0004"), go("/auth"))),
    Sight("auth-waiting", "auth_waiting", ASKING_AUTH, newcomer(ask_for_auth())),
    Sight(
        "auth-too-early",
        "complete_auth",
        ASKING_AUTH,
        newcomer(ask_for_auth(), tap_and_see("인증 완료", "아직")),
    ),
    Sight("auth-waits", "auth", ASKING_AUTH, newcomer(ask_for_auth(), go("/auth?then=/receipts"))),
    Sight("auth-approved", "approve_auth", ASKING_AUTH, newcomer(ask_for_auth(), approve)),
    Sight("auth-done", "auth_done", ASKING_AUTH, newcomer(*AUTHENTICATE)),
    Sight("auth-session", "auth", ASKING_AUTH, newcomer(*AUTHENTICATE, go("/auth?then=/receipts"))),
    Sight("menu-authenticated", "auth_session", ASKING_AUTH, newcomer(*AUTHENTICATE, go("/menu"))),
    Sight(
        "auth-ended", "end_auth", ASKING_AUTH, newcomer(*AUTHENTICATE, go("/auth"), press("끝내기"))
    ),
    Sight("auth-rest", "auth_waiting", ASKING_AUTH, newcomer(*FIVE_TRIES)),
    Sight(
        "auth-rests",
        "ask_for_auth",
        ASKING_AUTH,
        newcomer(*FIVE_TRIES, go(ASKING_AUTH), ask_for_auth("0006")),
    ),
)

# In the household of `fill_household`.
FILLED = (
    Sight("home-2023", "home", "/?year=2023"),
    Sight("home-2025", "home", "/?year=2025"),
    Sight("home-this-year", "home", "/?year=2026"),
    Sight("home-deleted", "home", "/?deleted={gone}"),
    Sight("caps", "caps", "/caps", open_everything),
    Sight("caps-2023", "caps", "/caps?year=2023", open_everything),
    Sight("caps-2012", "caps", "/caps?year=2012"),
    Sight("caps-unknown", "caps", "/caps?year=2027"),
    Sight("receipts", "receipts", "/receipts"),
    Sight("receipts-menu", "receipts", "/receipts?year=2026", open_menu),
    Sight("receipts-saved", "receipts", "/receipts?saved={bill}"),
    Sight("receipts-saved-day", "receipts", "/receipts?saved={bill}&also={outside}"),
    Sight("receipts-gone", "receipts", "/receipts?year=2023&gone=3"),
    Sight("receipts-photos", "receipts", "/scan", see_photos_left("/receipts")),
    Sight("home-photos", "home", "/scan", see_photos_left("/?year=2026")),
    Sight("receipts-deleted", "receipts", "/receipts?year=2023&deleted={deleted}"),
    Sight("receipts-by-reason", "receipts", "/receipts?reason=shared_room"),
    Sight("receipts-nothing", "receipts", "/receipts?q=ㅋㅋ"),
    Sight("receipts-refused", "receipts", "/receipts?q=900101-1234567"),
    Sight("trash", "trash", "/receipts/trash"),
    Sight("receipt-new", "new_receipt", "/receipts/new"),
    Sight("receipt-begun", "new_receipt", "/receipts/new?member={mother}", begin_a_receipt),
    Sight(
        "receipt-half-filled",
        "new_receipt",
        "/receipts/new?member={mother}",
        fill_half,
    ),
    Sight("receipt-refused", "create_receipt", "/receipts/new", press("저장")),
    Sight(
        "receipt-refused-amounts",
        "create_receipt",
        "/receipts/new?member={mother}",
        type_and_press(
            "저장",
            **{**BILL, "copay": "십만", "uncounted_chuna": "-1", "note": "900101-1234567"},
        ),
    ),
    Sight(
        "receipt-twin",
        "create_receipt",
        "/receipts/new?member={mother}",
        type_and_press("저장", **TWIN),
    ),
    Sight(
        "receipt-too-much",
        "create_receipt",
        "/receipts/new?member={mother}",
        type_and_press("저장", **TOO_MUCH),
    ),
    Sight(
        "receipt-split",
        "split_receipt",
        "/receipts/new?member={mother}",
        type_and_press("저장", **OVER_NEW_YEAR),
    ),
    Sight("receipt", "receipt", "/receipts/{bill}"),
    Sight("receipt-odd", "receipt", "/receipts/{outside}"),
    Sight("receipt-deleted", "receipt", "/receipts/{deleted}"),
    Sight("receipt-indemnity", "indemnity", "/receipts/{outside}/indemnity"),
    Sight(
        "receipt-indemnity-refused",
        "tell_indemnity",
        "/receipts/{outside}/indemnity",
        type_and_press("저장", indemnity_paid="많이"),
    ),
    Sight("receipt-that-day", "that_day", "/receipts/{outside}/day"),
    Sight(
        "receipt-that-day-refused",
        "like_that_day",
        "/receipts/{outside}/day",
        type_and_press("고른 것 모두 저장", care_from="2999-01-01"),
    ),
    Sight("forget-practice", "ask_forget_practice", "/practice/deletion"),
    Sight("receipt-edit", "edit_receipt", "/receipts/{bill}/edit"),
    Sight("scan", "scan", "/scan"),
    Sight("scan-saved", "scan", "/scan?member={mother}&saved={bill}"),
    Sight("scan-shared", "scan", "/scan?shared=2"),
    Sight("scan-refused", "scan", "/scan", take_what_cannot_be_opened),
    Sight("scan-denied", "scan", "/scan", look_through_the_camera),
    Sight("scan-several", "scan", "/scan", take_two_pictures),
    Sight("share", "share", "/settings", share_photo),
    Sight("settings-photos", "settings", "/settings", ask_before_removing_photos),
    Sight("export", "export", "/export?year=2023"),
    Sight("export-sheet", "export_sheet", "/export/sheet?year=2023"),
    Sight("export-sheet-one", "export_sheet", "/export/sheet?year=2023&member={mother}"),
    Sight("backup", "backup", "/export/backup", show_step("ready", mark="passphrase")),
    Sight("backup-working", "backup", "/export/backup", show_step("working")),
    Sight("backup-made", "backup", "/export/backup", show_step("made", trouble="unshared")),
    Sight("restoration", "restoration", "/export/restoration", show_step("ready", trouble="newer")),
    Sight(
        "restoration-wrong",
        "restoration",
        "/export/restoration",
        show_step("chosen", mark="passphrase"),
    ),
    Sight("restoration-preview", "restoration", "/export/restoration", show_step("preview")),
    Sight("restoration-done", "restoration", "/export/restoration", show_step("done")),
    Sight("restoration-undone", "restoration", "/export/restoration", show_step("undone")),
    Sight("hand-over", "hand_over", "/export/hand-over?member={mother}", show_step("ready")),
    Sight("hand-over-made", "hand_over", "/export/hand-over", show_step("made")),
    Sight("bundle", "bundle", "/export/bundle?year=2023", show_step("ready")),
    Sight("bundle-made", "bundle", "/export/bundle?year=2023", show_step("made")),
    Sight("import", "table_import", "/export/import", show_step("ready", trouble="unreadable")),
    Sight(
        "import-matching",
        "table_import",
        "/export/import",
        in_turn(show_step("matching"), lambda page: page.get_by_text("다른 칸도 맞추기").tap()),
    ),
    Sight("import-preview", "table_import", "/export/import", show_step("preview")),
    Sight("import-done", "table_import", "/export/import", show_step("done")),
    Sight("start-another", "new_member", "/members/new?then=start&added={mother}"),
    Sight("start-band", "start_band", "/start/band"),
    Sight("start-rung", "bands", "/members/{nobody}/bands/2026?then=start"),
    Sight("member", "member", "/members/{mother}?year=2023", open_everything),
    Sight("member-unsure", "member", "/members/{unsure}?year=2023"),
    Sight("member-without-receipts", "member", "/members/{nobody}"),
    Sight("member-rename", "ask_rename", "/members/{mother}/name"),
    Sight(
        "member-rename-refused",
        "update_member",
        "/members/{mother}/name",
        type_and_press("저장", name=""),
    ),
    Sight("member-delete", "ask_delete_member", "/members/{mother}/deletion"),
    Sight("bands", "bands", "/members/{mother}/bands/2023"),
    Sight("bands-unsure", "bands", "/members/{unsure}/bands/2026?kind=employee&premium=120000"),
    Sight("bands-refused", "bands", "/members/{mother}/bands/2026?premium=십만&refused=1"),
    Sight("year", "member_year", "/members/{mother}/years/2023"),
    Sight("year-open", "member_year", "/members/{mother}/years/2023", open_everything),
    Sight("year-over-one-place", "member_year", "/members/{mother}/years/2025"),
    Sight("year-exact", "member_year", "/members/{exact}/years/2023"),
    Sight("year-unsure", "member_year", "/members/{unsure}/years/2023"),
    Sight("year-below", "member_year", "/members/{patient}/years/2025", open_everything),
    Sight("year-not-yet", "member_year", "/members/{mother}/years/2026"),
    Sight("year-without-receipts", "member_year", "/members/{nobody}/years/2023"),
    Sight("stays", "stays", "/members/{mother}/years/2023/stays"),
    Sight("preview", "preview", "/members/{patient}/years/2026/preview", open_everything),
    Sight("preview-stay", "preview", "/members/{mother}/years/2026/preview?more=300000&days=20"),
    Sight("preview-past", "preview", "/members/{mother}/years/2023/preview"),
    Sight("preview-over", "preview", "/members/{mother}/years/2025/preview"),
    Sight(
        "preview-refused", "preview", "/members/{unsure}/years/2026/preview?more=x&days=999&band=11"
    ),
    Sight("home-new-table", "home", "/?year=2026", tell_of_new_table),
    Sight("home-near", "home", "/?year=2026", near_the_ceiling),
    Sight("stays-now", "stays", "/members/{mother}/years/2026/stays"),
    Sight("stays-none", "stays", "/members/{patient}/years/2025/stays"),
    Sight("devices", "devices", "/devices"),
    Sight("device-put-out", "ask_put_out", "/devices/{device}/deletion"),
    Sight("pairing", "pairing", "/devices", INVITE),
    Sight("pairing-asked", "pairing", "/devices", in_turn(INVITE, until_asked)),
    Sight(
        "pairing-refused",
        "refuse_pairing",
        "/devices",
        in_turn(INVITE, until_asked, press("아니에요")),
    ),
    Sight("join-occupied", "join", "/join"),
    Sight("leaving", "leaving", "/leaving"),
    Sight("emptying", "emptying", "/leaving/phone"),
    Sight(
        "emptying-refused",
        "empty_phone",
        "/leaving/phone",
        type_and_press("이 휴대전화 비우기", word="지우"),
    ),
    Sight("leaving-refused", "leave", "/leaving", type_and_press("모두 지우기", word="지우")),
    Sight("told", "told", "/devices", put_out),
    Sight("statements", "statements", "/statements"),
    Sight("statements-made-up", "statements", "/statements?kind=premium"),
    Sight("statements-ahead", "statements", "/statements?ahead=1"),
    Sight("claim-new", "new_claim", "/claims/new?statement={unsure}:2023"),
    Sight(
        "claim-new-refused",
        "create_claim",
        "/claims/new?statement={unsure}:2023",
        press("계좌 적으러 가기"),
    ),
    Sight("claim-new-applied", "new_claim", "/claims/new?statement={mother}:2023"),
    Sight("claim-new-early", "new_claim", "/claims/new?statement={exact}:2026"),
    Sight("claim-account", "claim_account", "/claims/{draft}/account", open_everything),
    Sight(
        "claim-account-refused",
        "claim_deposit",
        "/claims/{draft}/account",
        tap_and_see("다음", "다시 봐 주세요"),
    ),
    Sight(
        "claim-account-simulated",
        "claim_deposit",
        "/claims/{draft}/account",
        in_turn(tap_and_see("연습 계좌 채우기", "신한은행"), enter_account("110-123-451111")),
    ),
    Sight("claim-account-applied", "claim_account", "/claims/{sent}/account"),
    Sight("claim-account-again", "claim_account", "/claims/{failed}/account"),
    Sight("claim-bank", "claim_bank", "/claims/{draft}/bank"),
    Sight("claim-bank-found", "choose_claim_bank", "/claims/{draft}/account", look_for_a_bank),
    Sight("claim-deposit", "claim_deposit", "/claims/{draft}/account", to_the_deposit),
    Sight("claim-deposit-refused", "claim_review", "/claims/{draft}/account", type_no_digits),
    Sight("claim-review", "claim_review", "/claims/{draft}/account", type_digits),
    Sight("claim-done", "claim_done", "/claims/{sent}/done"),
    Sight("claims", "claims", "/claims"),
    Sight("claim", "claim", "/claims/{sent}"),
    Sight("claim-papers", "claim", "/claims/{papers}"),
    Sight("claim-failed", "claim", "/claims/{failed}"),
    Sight("claim-paid", "claim", "/claims/{paid}"),
    Sight("claim-draft", "claim", "/claims/{draft}"),
    Sight("claim-cancel", "ask_cancel_claim", "/claims/{sent}/cancellation"),
    Sight("difference", "difference", "/members/{mother}/years/2023/difference"),
    Sight(
        "difference-refused",
        "compare",
        "/members/{mother}/years/2023/difference",
        press("견주어 보기"),
    ),
    Sight(
        "difference-less",
        "compare",
        "/members/{mother}/years/2023/difference",
        type_and_press("견주어 보기", official="3970000"),
    ),
    Sight("real", "real", "/real"),
    Sight("real-site", "official_site", "/real/site"),
    Sight("real-card", "card", "/real/card"),
    Sight("papers", "papers", "/papers"),
    Sight("paper-case", "paper_case", "/papers/another", press("진료받은 사람의 신분증 사본")),
    Sight("paper-heirs", "paper_case", "/papers/heirs"),
    Sight("paper-page", "paper_page", "/papers/another/page"),
    Sight(
        "reminders",
        "reminders",
        "/reminders",
        in_turn(turn_on("매달 1일"), turn_on("요양병원 120일째 되기 20일 전")),
    ),
    Sight(
        "reminders-address",
        "make_calendar",
        "/reminders",
        in_turn(make_address, open_everything),
    ),
    Sight("standing", "standing_accounts", "/standing-account"),
    Sight("standing-account", "standing_account", "/standing-account/{mother}/account"),
    Sight("standing-bank", "standing_bank", "/standing-account/{mother}/bank"),
    Sight("standing-end", "ask_end_standing", "/standing-account/{exact}/deletion"),
)

SIGHTS = (*EMPTY, *FILLED)
MOST_SEEN = {"home-2023", "receipts", "receipt-new", "year", "scan", "caps", "statements"}
# What stands for its screen: the sight that is called like it, or the first that shows much.
CALLED_SO = [sight for sight in SIGHTS if sight.name.replace("-", "_") == sight.route]
OF_ITS_SCREEN = {
    sight.route: sight.name for sight in (*reversed(EMPTY), *reversed(FILLED), *CALLED_SO)
}


def looks_of(sight: Sight) -> tuple[Seen, ...]:
    """Each screen is seen in English, and what people come for most in every look."""
    every = sight.name in MOST_SEEN
    english = every or OF_ITS_SCREEN[sight.route] == sight.name
    return looks_at(sight.name, english=english, every=every)
