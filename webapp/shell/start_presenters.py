"""What 시작 설정 shows; the second step is the form of a new person."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.shell.settings_presenters import present_looks

ASKED = ("size", "contrast", "mode")


def present_start(look: dict[str, str]) -> dict[str, Any]:
    return {
        "title": _("글자를 얼마나 크게 볼까요?"),
        "tab": "home",
        "looks": [each for each in present_looks(look) if each["name"] in ASKED],
    }


def present_start_band(member: Member, year: int) -> dict[str, Any]:
    return {
        "title": _("보험료가 어느 정도인지 아세요?"),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": year,
    }
