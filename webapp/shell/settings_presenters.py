"""What 설정 and 홈 화면에 두기 show. The phone itself says how much it keeps, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from webapp.language import counts_in_man


def present_menu() -> dict[str, Any]:
    return {"title": _("전체"), "tab": "menu"}


def present_settings(look: dict[str, str]) -> dict[str, Any]:
    return {"title": _("설정"), "tab": "menu", "looks": present_looks(look)}


def present_looks(look: dict[str, str]) -> list[dict[str, Any]]:
    """Each choice with its answers; those of size from small to large."""
    return [
        {
            "name": name,
            "label": label,
            "value": look[name],
            "options": options(answers),
            "hint": hint(name),
        }
        for name, label, answers in (
            ("size", _("글자 크기"), sizes()),
            ("contrast", _("진한 화면"), (("auto", _("보통")), ("high", _("진하게")))),
            ("theme", _("밝기"), themes()),
            ("mode", _("쉬운 화면"), (("all", _("모두 보기")), ("easy", _("쉬운 화면")))),
            ("aloud", _("소리로 알려 주기"), (("off", _("끄기")), ("on", _("켜기")))),
            ("speed", _("읽는 빠르기"), speeds()),
            ("motion", _("움직임"), (("auto", _("휴대전화대로")), ("less", _("줄이기")))),
            ("buzz", _("진동"), (("on", _("켜기")), ("off", _("끄기")))),
            ("money", _("금액 보기"), units()),
        )
        if answers
    ]


def hint(name: str) -> str:
    """What a choice does, where its name does not say so."""
    return str(_("저장하면 “저장했어요”라고 말해요.")) if name == "aloud" else ""


def options(answers: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in answers]


def sizes() -> list[tuple[str, str]]:
    return [
        ("90", _("작게")),
        ("100", _("보통")),
        ("110", _("조금 크게")),
        ("130", _("크게")),
        ("150", _("더 크게")),
        ("200", _("아주 크게")),
    ]


def themes() -> list[tuple[str, str]]:
    return [("auto", _("휴대전화대로")), ("light", _("밝게")), ("dark", _("어둡게"))]


def speeds() -> list[tuple[str, str]]:
    return [("80", _("천천히")), ("100", _("보통")), ("120", _("빠르게"))]


def units() -> list[tuple[str, str]]:
    """How amounts are told; nothing to choose in a language that does not count in 만."""
    if not counts_in_man():
        return []
    return [("won", _("18,500원")), ("man", _("1만 8,500원"))]


def present_install() -> dict[str, Any]:
    return {"title": _("홈 화면에 두기"), "tab": "menu"}
