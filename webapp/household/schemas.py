"""What may be said about a member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from webapp.forms import YEARS
from webapp.sync.fields import Flag, StrictSchema, Text, load
from webapp.sync.op import Value

LONGEST_NAME = 20
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
    return load(MEMBER, values)


def check_member_year(
    values: Mapping[str, Any], now: datetime
) -> tuple[dict[str, Value], dict[str, list[str]]]:
    unsaid = {name for name in CLOSED.values() if values.get(name) is None}
    return load(MEMBER_YEAR, {name: values[name] for name in values if name not in unsaid})
