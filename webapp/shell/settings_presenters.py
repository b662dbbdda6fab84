"""What 설정 and 홈 화면에 두기 show. The phone itself says how much it keeps, and what waits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _


def present_settings() -> dict[str, Any]:
    return {"title": _("설정"), "tab": "settings"}


def present_install() -> dict[str, Any]:
    return {"title": _("홈 화면에 두기"), "tab": "settings"}
