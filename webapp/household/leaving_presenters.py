"""What 모두 지우기 asks before it does anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from webapp import forms
from webapp.language import N_
from webapp.language import say as _

WORD = N_("지우기")
WHATS = ("device", "all")  # what becomes of other devices' records: they stay, or go as well


def is_word(typed: str) -> bool:
    """As phones type it: with spaces, in letters or in parts of letters."""
    word = "".join(unicodedata.normalize("NFC", typed).split()).casefold()
    return word in (WORD, _(WORD).casefold())


def wrong_word() -> str:
    return _("‘지우기’라고 적어 주세요.")


def wrong_in(values: Mapping[str, str]) -> forms.Errors:
    errors: forms.Errors = {}
    if values.get("what") not in WHATS:
        errors["what"] = [_("둘 가운데 하나를 골라 주세요.")]
    if not is_word(values.get("word", "")):
        errors["word"] = [wrong_word()]
    return errors


def present_emptying(values: Mapping[str, str], errors: forms.Errors) -> dict[str, Any]:
    typed = forms.kept(values)
    labels = {"what": _("이어 둔 다른 기기에서는"), "word": _("확인하는 말")}
    return {
        "title": _("이 휴대전화 비우기"),
        "tab": "menu",
        "state": "asking",
        "values": {name: typed.get(name, "") for name in labels},
        "whats": [
            {"value": "device", "label": _("그대로 두기")},
            {"value": "all", "label": _("거기서도 지우기")},
        ],
        "errors": forms.first(errors),
        "summary": forms.summary(errors, labels),
    }
