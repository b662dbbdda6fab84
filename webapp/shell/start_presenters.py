"""What 시작 설정 shows; the second step is the form of a new person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.shell.settings_presenters import present_looks

ASKED = ("size", "contrast", "mode", "aloud")


def present_start(look: dict[str, str]) -> dict[str, Any]:
    return {
        "title": _("글자를 얼마나 크게 볼까요?"),
        "tab": "home",
        "looks": [
            {**each, **reading_aloud()} if each["name"] == "aloud" else each
            for each in present_looks(look)
            if each["name"] in ASKED
        ],
    }


def reading_aloud() -> dict[str, str]:
    """At the start it is one thing: what is said without being asked, and what one asks for."""
    return {
        "label": _("읽어주기"),
        "hint": _("저장하면 말로 알려 줘요. 화면은 위의 ‘읽어주기’를 누르면 읽어 줘요."),
    }


def present_start_band(members: Sequence[Member], year: int, *, has_table: bool) -> dict[str, Any]:
    """`has_table`: the app knows which premium belongs to which band in that year."""
    return {
        "title": _("보험료가 어느 정도인지 아세요?") if has_table else _("소득 분위를 아세요?"),
        "tab": "home",
        "members": [{"id": each.id, "name": each.name} for each in members],
        "several": len(members) > 1,
        "year": year,
        "has_table": has_table,
    }
