"""What kind of browser a device is, as far as its `User-Agent` tells, in two plain words."""

from __future__ import annotations

import re

from flask_babel import gettext as _

LONGEST_PLATFORM = 24

# The first that is found counts: many browsers also call themselves by the name of another.
SYSTEMS = {
    "android": "Android",
    "iphone": "iPhone",
    "ipad": "iPad",
    "windows": "Windows",
    "chromeos": "CrOS",
    "mac": "Macintosh",
    "linux": "Linux",
}
BROWSERS = {
    "kakaotalk": "KAKAOTALK",
    "naver": r"NAVER\(",
    "samsung": "SamsungBrowser",
    "whale": "Whale",
    "edge": "Edg",
    "opera": "OPR",
    "firefox": "Firefox|FxiOS",
    "chrome": "Chrome|CriOS",
    "safari": "Safari",
}


def platform_of(user_agent: str) -> str:
    """`android.chrome`: the system and the browser, each empty if not known."""
    return f"{first(SYSTEMS, user_agent)}.{first(BROWSERS, user_agent)}"


def first(signs: dict[str, str], user_agent: str) -> str:
    return next((name for name, sign in signs.items() if re.search(sign, user_agent)), "")


def words(platform: str) -> str:
    """안드로이드 · 크롬"""
    system, _dot, browser = platform.partition(".")
    known = [word for word in (system_word(system), browser_word(browser)) if word]
    return " · ".join(known) or _("이름 모를 기기")


def system_word(system: str) -> str:
    known: dict[str, str] = {
        "android": _("안드로이드"),
        "iphone": _("아이폰"),
        "ipad": _("아이패드"),
        "windows": _("윈도우 컴퓨터"),
        "chromeos": _("크롬북"),
        "mac": _("맥"),
        "linux": _("리눅스 컴퓨터"),
    }
    return known.get(system, "")


def browser_word(browser: str) -> str:
    known: dict[str, str] = {
        "kakaotalk": _("카카오톡"),
        "naver": _("네이버 앱"),
        "samsung": _("삼성 인터넷"),
        "whale": _("웨일"),
        "edge": _("엣지"),
        "opera": _("오페라"),
        "firefox": _("파이어폭스"),
        "chrome": _("크롬"),
        "safari": _("사파리"),
    }
    return known.get(browser, "")
