"""Rows → what the templates about people show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from webapp import forms
from webapp.household.models import Member
from webapp.law.caps import computed_years

Context = dict[str, Any]


def labels() -> dict[str, str]:
    return {"name": _("부르는 이름"), "band": _("분위"), "year": _("해")}


def present_member_form(
    values: Mapping[str, Any],
    control: Mapping[str, str],
    this_year: int,
    errors: forms.Errors | None = None,
    notice: str = "",
) -> Context:
    found = errors or {}
    typed, named = forms.kept(values), labels()
    return {
        "title": _("누구의 병원비를 모을까요?"),
        "tab": "home",
        "values": {name: typed.get(name, "") for name in named},
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "starting": control["then"] == "start",
        "errors": forms.first(found),
        "summary": forms.summary(found, named),
        "notice": notice,
        "years": [str(year) for year in range(this_year, min(computed_years()) - 1, -1)],
        "bands": [str(band) for band in range(1, 11)],
    }


def present_rename(member: Member, values: Mapping[str, Any], errors: forms.Errors) -> Context:
    return {
        "title": _("이름 바꾸기"),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "values": {"name": forms.kept(values).get("name", "")},
        "errors": forms.first(errors),
        "summary": forms.summary(errors, labels()),
    }
