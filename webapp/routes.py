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
    Screen("outbox", "/outbox", "outbox/outbox.html"),
    Screen("settle_problem", "/outbox/<op_id>", method="POST"),
    Screen("stays", "/members/<member_id>/years/<int:year>/stays", "members/stays.html"),
    Screen("settings", "/settings", "shell/settings.html"),
    Screen("choose_language", "/settings/language", method="POST"),
    Screen("scan", "/scan", "scan/scan.html"),
    Screen("install", "/install", "shell/install.html"),
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
)

# Posts after which this browser may hold the key of another household, or of none: the worker
# forgets its replica when one of them went through.
REPLACING = frozenset({"/examples", "/examples/deletion", "/join/entry", "/leaving"})

View = Callable[..., Any]


def on(blueprint: Blueprint, name: str) -> Callable[[View], View]:
    """Serve a screen of the table with the decorated view."""
    screen = SCREENS.get(name) or SERVER_SCREENS[name]

    def register(view: View) -> View:
        blueprint.add_url_rule(screen.rule, name, view, methods=[screen.method])
        return view

    return register
