"""Rows → what the templates about people show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from webapp import forms
from webapp.household.models import Member
from webapp.household.schemas import AVATARS
from webapp.law.caps import computed_years
from webapp.sync.op import Value

Context = dict[str, Any]


def labels() -> dict[str, str]:
    return {
        "name": _("부르는 이름"),
        "avatar": _("그림"),
        "band": _("분위"),
        "year": _("해"),
    }


def avatars() -> list[Context]:
    none = {"value": "", "label": _("없이")}
    return [none, *({"value": key, "label": _(label)} for key, label in AVATARS.items())]


def renamed_meanwhile(conflicts: Mapping[str, tuple[Value, Value]]) -> dict[str, list[str]]:
    """What to say where another device has written something else in the meantime."""
    told = {}
    if "name" in conflicts:
        theirs = conflicts["name"][0]
        told["name"] = [
            _("그 사이 ‘%(theirs)s’(으)로 바뀌었어요. 바꾸려면 다시 저장해 주세요.", theirs=theirs)
        ]
    if "avatar" in conflicts:
        told["avatar"] = [_("그 사이 다른 그림으로 바뀌었어요. 바꾸려면 다시 저장해 주세요.")]
    return told


def present_member_form(
    values: Mapping[str, Any],
    control: Mapping[str, str],
    this_year: int,
    errors: forms.Errors | None = None,
    notice: str = "",
    added: str = "",
) -> Context:
    """The form of a new person. `added` is the name of the one that was saved just before."""
    found = errors or {}
    typed, named = forms.kept(values), labels()
    return {
        "title": _("누구의 병원비를 모을까요?"),
        "tab": "home",
        "values": {name: typed.get(name, "") for name in named},
        "avatars": avatars(),
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "starting": control["then"] == "start",
        "errors": forms.first(found),
        "summary": forms.summary(found, named),
        "notice": notice,
        "added": added,
        "years": [str(year) for year in range(this_year, min(computed_years()) - 1, -1)],
        "bands": [str(band) for band in range(1, 11)],
    }


def present_rename(member: Member, values: Mapping[str, Any], errors: forms.Errors) -> Context:
    return {
        "title": _("이름·그림 바꾸기"),
        "tab": "home",
        "member": {"id": member.id, "name": member.name, "avatar": member.avatar},
        "values": {name: forms.kept(values).get(name, "") for name in ("name", "avatar")},
        "avatars": avatars(),
        "errors": forms.first(errors),
        "summary": forms.summary(errors, labels()),
    }
