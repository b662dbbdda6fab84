"""What may be said about a member."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from webapp.forms import YEARS
from webapp.language import N_
from webapp.sync.fields import Flag, StrictSchema, Text, load
from webapp.sync.op import Value

LONGEST_NAME = 20
# A person's picture, an icon's name → what it is called; "" is none.
AVATARS = {
    "cat": N_("고양이"),
    "dog": N_("강아지"),
    "rabbit": N_("토끼"),
    "bird": N_("새"),
    "fish": N_("물고기"),
    "turtle": N_("거북이"),
    "squirrel": N_("다람쥐"),
    "snail": N_("달팽이"),
}
CLOSED = {
    "near": "near_closed",
    "reached": "reached_closed",
}  # notice → what remembers it is closed
NO_YEAR = _l("해를 2023처럼 네 자리로 적어 주세요.")


class Band(fields.Field[int | None]):
    """An income decile 1-10; empty means not known."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> int | None:
        if value in (None, ""):
            return None
        if isinstance(value, str) and value.strip() in BAND_NAMES:
            return int(value.strip())
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 10:
            return value
        raise ValidationError(_("분위는 1부터 10까지예요. 모르면 ‘몰라요’를 골라 주세요."))


class Avatar(fields.Field[str]):
    """One of the pictures; empty means none."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        if not isinstance(value, str) or (value and value not in AVATARS):
            raise ValidationError(_("목록에 있는 것 가운데 골라 주세요."))
        return value


class Year(fields.Field[int]):
    """A calendar year from 2004, when the scheme began."""

    default_error_messages: ClassVar[dict[str, str | list[Any] | dict[Any, Any]]] = {  # type: ignore[misc]
        "required": NO_YEAR,
        "null": NO_YEAR,
    }

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> int:
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
            value = int(value.strip()[:6])
        if isinstance(value, bool) or not isinstance(value, int) or value not in YEARS:
            raise ValidationError(NO_YEAR)
        return value


BAND_NAMES = {str(band) for band in range(1, 11)}


class MemberSchema(StrictSchema):
    name = Text(
        longest=LONGEST_NAME, required=True, missing=_l("부르는 이름을 적어 주세요. 예) 엄마")
    )
    avatar = Avatar(load_default="")


class MemberYearSchema(StrictSchema):
    member_id = Text(longest=41, required=True, missing=_l("누구의 것인지 골라 주세요."))
    year = Year(required=True)
    band = Band(load_default=None, allow_none=True)
    near_closed = Flag(load_default=False)
    reached_closed = Flag(load_default=False)


class MemberForm(MemberSchema):
    """The form of a new member: the band is told along with the year that it holds for."""

    year = Year(required=True)
    band = Band(load_default=None, allow_none=True)


MEMBER, MEMBER_YEAR, MEMBER_FORM = MemberSchema(), MemberYearSchema(), MemberForm()


def check_member(
    values: Mapping[str, Any], now: datetime
) -> tuple[dict[str, Value], dict[str, list[str]]]:
    return load(MEMBER, without_unsaid(values, {"avatar"}))


def check_member_year(
    values: Mapping[str, Any], now: datetime
) -> tuple[dict[str, Value], dict[str, list[str]]]:
    return load(MEMBER_YEAR, without_unsaid(values, CLOSED.values()))


def without_unsaid(values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """`values` less those of `names` that an older device does not know (none)."""
    return {name: value for name, value in values.items() if name not in names or value is not None}
