"""The screens that a phone can answer without a network: one list, for Flask and the worker.

Each has a name, an address, and the templates of the whole page and of its changing part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    rule: str
    page: str = ""
    part: str = ""
    method: str = "GET"


def _screens(*screens: Screen) -> dict[str, Screen]:
    return {screen.name: screen for screen in screens}


def _account_screens(name: str, base: str) -> tuple[Screen, ...]:
    """Where an account is entered, checked and sent: for an application, or to stand."""
    banks = ("accounts/banks.html", "accounts/_banks.html")
    return (
        Screen(f"{name}_account", f"{base}/account", "accounts/form.html"),
        Screen(f"edit_{name}_account", f"{base}/account", method="POST"),
        Screen(f"{name}_bank", f"{base}/bank", *banks),
        Screen(f"choose_{name}_bank", f"{base}/bank", *banks, method="POST"),
        Screen(f"{name}_deposit", f"{base}/deposit", "accounts/deposit.html", method="POST"),
        Screen(f"{name}_review", f"{base}/review", "accounts/review.html", method="POST"),
        Screen(f"submit_{name}", f"{base}/submission", method="POST"),
    )


SCREENS = _screens(
    Screen("home", "/", "shell/home.html"),
    Screen("caps", "/caps", "caps/table.html"),
    Screen("receipts", "/receipts", "receipts/list.html", "receipts/_list.html"),
    Screen("trash", "/receipts/trash", "receipts/trash.html"),
    Screen("new_receipt", "/receipts/new", "receipts/form.html", "receipts/_form.html"),
    Screen("create_receipt", "/receipts", method="POST"),
    Screen(
        "receipt_preview",
        "/receipts/preview",
        "receipts/_footer.html",
        "receipts/_footer.html",
        method="POST",
    ),
    Screen("delete_receipts", "/receipts/deletions", method="POST"),
    Screen("split_receipt", "/receipts/split", "receipts/split.html", method="POST"),
    Screen("receipt", "/receipts/<receipt_id>", "receipts/receipt.html"),
    Screen(
        "edit_receipt", "/receipts/<receipt_id>/edit", "receipts/form.html", "receipts/_form.html"
    ),
    Screen("update_receipt", "/receipts/<receipt_id>", method="POST"),
    Screen("delete_receipt", "/receipts/<receipt_id>/deletion", method="POST"),
    Screen("restore_receipt", "/receipts/<receipt_id>/restoration", method="POST"),
    Screen("verify_receipt", "/receipts/<receipt_id>/verification", method="POST"),
    Screen("discharge", "/receipts/<receipt_id>/discharge", method="POST"),
    Screen("indemnity", "/receipts/<receipt_id>/indemnity", "receipts/indemnity.html"),
    Screen("tell_indemnity", "/receipts/<receipt_id>/indemnity", method="POST"),
    Screen("that_day", "/receipts/<receipt_id>/day", "receipts/day.html"),
    Screen("like_that_day", "/receipts/<receipt_id>/day", method="POST"),
    Screen("revert_receipt", "/receipts/<receipt_id>/reversion", method="POST"),
    Screen("new_member", "/members/new", "members/form.html"),
    Screen("create_member", "/members", method="POST"),
    Screen("member", "/members/<member_id>", "members/member.html"),
    Screen("update_member", "/members/<member_id>", method="POST"),
    Screen("ask_rename", "/members/<member_id>/name", "members/rename.html"),
    Screen("ask_delete_member", "/members/<member_id>/deletion", "members/deletion.html"),
    Screen("delete_member", "/members/<member_id>/deletion", method="POST"),
    Screen("restore_member", "/members/<member_id>/restoration", method="POST"),
    Screen(
        "bands",
        "/members/<member_id>/bands/<int:year>",
        "members/bands.html",
        "members/_bands.html",
    ),
    Screen("place_member", "/members/<member_id>/bands/<int:year>", method="POST"),
    Screen("member_year", "/members/<member_id>/years/<int:year>", "members/year.html"),
    Screen("close_notice", "/members/<member_id>/years/<int:year>/closed-notices", method="POST"),
    Screen("outbox", "/outbox", "outbox/outbox.html"),
    Screen("settle_problem", "/outbox/<op_id>", method="POST"),
    Screen("emptying", "/leaving/phone", "devices/emptying.html"),
    Screen("empty_phone", "/leaving/phone", method="POST"),
    Screen("stays", "/members/<member_id>/years/<int:year>/stays", "members/stays.html"),
    Screen(
        "preview",
        "/members/<member_id>/years/<int:year>/preview",
        "members/preview.html",
        "members/_what_if.html",
    ),
    Screen("menu", "/menu", "shell/menu.html"),
    Screen("settings", "/settings", "shell/settings.html"),
    Screen("choose_language", "/settings/language", method="POST"),
    Screen("choose_look", "/settings/look", method="POST"),
    Screen("start", "/start", "start/look.html"),
    Screen("start_look", "/start", method="POST"),
    Screen("start_band", "/start/band", "start/band.html"),
    Screen("help", "/help", "help/questions.html"),
    Screen("neighbours", "/help/neighbours", "help/neighbours.html"),
    Screen("words", "/help/words", "help/words.html", "help/_words.html"),
    Screen("message", "/help/message", "help/message.html"),
    Screen("about", "/about", "help/about.html"),
    Screen("statistics", "/statistics", "help/statistics.html"),
    Screen("real", "/real", "real/ways.html"),
    Screen("official_site", "/real/site", "real/site.html"),
    Screen("card", "/real/card", "real/card.html"),
    Screen("scan", "/scan", "scan/scan.html"),
    Screen("install", "/install", "shell/install.html"),
    Screen("export", "/export", "export/export.html"),
    Screen("backup", "/export/backup", "export/backup.html"),
    Screen("restoration", "/export/restoration", "export/restoration.html"),
    Screen("hand_over", "/export/hand-over", "export/hand_over.html"),
    Screen("bundle", "/export/bundle", "export/bundle.html"),
    Screen("table_import", "/export/import", "export/table_import.html"),
)

# Screens that need the server: shown by Flask alone.
SERVER_SCREENS = _screens(
    Screen("share", "/scan", "scan/scan.html", method="POST"),  # the worker keeps what is shared
    Screen("examples", "/examples", "shell/examples.html"),
    Screen("devices", "/devices", "devices/list.html"),
    Screen("pairing", "/devices/pairing", "devices/pairing.html", "devices/_pairing.html"),
    Screen("create_pairing", "/devices/pairings", method="POST"),
    Screen("confirm_pairing", "/devices/pairing/confirmation", method="POST"),
    Screen("refuse_pairing", "/devices/pairing/refusal", method="POST"),
    Screen("ask_put_out", "/devices/<device_id>/deletion", "devices/deletion.html"),
    Screen("put_out", "/devices/<device_id>/deletion", method="POST"),
    Screen("told", "/put-out", "devices/told.html"),
    Screen("join", "/join", "devices/join.html"),
    Screen("ask_to_join", "/join", method="POST"),
    Screen("waiting", "/join/waiting", "devices/waiting.html", "devices/_waiting.html"),
    Screen("enter", "/join/entry", method="POST"),
    Screen("leaving", "/leaving", "devices/leaving.html"),
    Screen("leave", "/leaving", method="POST"),
    Screen("left", "/leaving/done", "devices/left.html"),
    Screen("auth", "/auth", "auth/choose.html"),
    Screen("auth_form", "/auth/request", "auth/form.html"),
    Screen("ask_for_auth", "/auth/request", method="POST"),
    Screen("auth_waiting", "/auth/waiting", "auth/waiting.html", "auth/_waiting.html"),
    Screen("approve_auth", "/auth/approval", method="POST"),
    Screen("refuse_auth", "/auth/refusal", method="POST"),
    Screen("extend_auth", "/auth/extension", method="POST"),
    Screen("renew_auth", "/auth/renewal", method="POST"),
    Screen("complete_auth", "/auth/completion", method="POST"),
    Screen("auth_done", "/auth/done", "auth/done.html"),
    Screen("auth_session", "/auth/session", "auth/_session.html", "auth/_session.html"),
    Screen("end_auth", "/auth/deletion", method="POST"),
    Screen("statements", "/statements", "statements/list.html"),
    Screen("claims", "/claims", "claims/list.html"),
    Screen("new_claim", "/claims/new", "claims/new.html"),
    Screen("create_claim", "/claims", method="POST"),
    Screen("claim", "/claims/<claim_id>", "claims/claim.html"),
    Screen("claim_done", "/claims/<claim_id>/done", "claims/done.html"),
    Screen("pass_claim_day", "/claims/<claim_id>/days", method="POST"),
    Screen("bring_claim_papers", "/claims/<claim_id>/papers", method="POST"),
    Screen("ask_cancel_claim", "/claims/<claim_id>/cancellation", "claims/cancellation.html"),
    Screen("cancel_claim", "/claims/<claim_id>/cancellation", method="POST"),
    *_account_screens("claim", "/claims/<claim_id>"),
    Screen("ask_forget_practice", "/practice/deletion", "claims/forgetting.html"),
    Screen("forget_practice", "/practice/deletion", method="POST"),
    Screen("standing_accounts", "/standing-account", "standing_account/list.html"),
    Screen(
        "ask_end_standing",
        "/standing-account/<member_id>/deletion",
        "standing_account/deletion.html",
    ),
    Screen("end_standing", "/standing-account/<member_id>/deletion", method="POST"),
    *_account_screens("standing", "/standing-account/<member_id>"),
    Screen(
        "difference",
        "/members/<member_id>/years/<int:year>/difference",
        "statements/difference.html",
    ),
    Screen("compare", "/members/<member_id>/years/<int:year>/difference", method="POST"),
    Screen("papers", "/papers", "papers/list.html"),
    Screen("paper_case", "/papers/<case>", "papers/case.html"),
    Screen("tick_paper", "/papers/<case>", method="POST"),
    Screen("paper_page", "/papers/<case>/page", "papers/page.html"),
    Screen("export_sheet", "/export/sheet", "export/sheet.html"),
    Screen("reminders", "/reminders", "reminders/reminders.html"),
    Screen("choose_reminder", "/reminders/choices", method="POST"),
    Screen("make_calendar", "/reminders/calendar", method="POST"),
    Screen("end_calendar", "/reminders/calendar/deletion", method="POST"),
    Screen("start_push", "/reminders/push", method="POST"),
    Screen("end_push", "/reminders/push/deletion", method="POST"),
)

# Without a live authentication a page of the first kind leads to one and back again; the second
# kind, where an account is entered, answers 403. Posts of either answer 403.
ASKING = frozenset(
    {
        *("statements", "claims", "claim", "claim_done", "pass_claim_day", "bring_claim_papers"),
        *("ask_cancel_claim", "cancel_claim"),
        *("standing_accounts", "ask_end_standing", "end_standing"),
    }
)
GATED = frozenset(
    screen.name for kind in ("claim", "standing") for screen in _account_screens(kind, "")
)

# What is practised here is nobody's but the person's at the screen: no cache, no worker, no
# page of an answer that did not come keeps any of it.
PRIVATE = ("/auth", "/statements", "/claims", "/standing-account")

# Posts after which this browser may hold the key of another household, or of none: the worker
# forgets its replica when one of them went through.
REPLACING = frozenset(
    {"/examples", "/examples/deletion", "/join/entry", "/leaving", "/leaving/phone"}
)

View = Callable[..., Any]


def is_private(path: str) -> bool:
    """Whether an address belongs to the practised application."""
    return any(path == each or path.startswith(f"{each}/") for each in PRIVATE)


def on(blueprint: Blueprint, name: str) -> Callable[[View], View]:
    """Serve a screen of the table with the decorated view."""
    screen = SCREENS.get(name) or SERVER_SCREENS[name]

    def register(view: View) -> View:
        blueprint.add_url_rule(screen.rule, name, view, methods=[screen.method])
        return view

    return register
