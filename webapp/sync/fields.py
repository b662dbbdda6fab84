"""Types of the values that travel, with messages that a person understands.

A form sends strings, `/sync` sends JSON; both come out the same: won as `int`, days as ISO
strings, text in Unicode's composed form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import RAISE, Schema, ValidationError, fields

from webapp.security import looks_like_resident_number

MOST_WON = 10_000_000_000
RESIDENT_NUMBER_MESSAGE = _l("주민등록번호처럼 보여요. 지워 드릴게요.")
UNKNOWN_FIELD_MESSAGE = _l("이 화면에 없는 칸이 함께 왔어요. 화면을 새로 고친 뒤 다시 해 주세요.")

DIGITS = re.compile(r"[0-9]{1,15}")
DAY = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})\.?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")

FILLERS = "\u115f\u1160\u3164\uffa0"


class StrictSchema(Schema):
    """Refuses fields that it does not know."""

    class Meta:
        unknown = RAISE

    error_messages: ClassVar[dict[str, str]] = {"unknown": UNKNOWN_FIELD_MESSAGE}  # type: ignore[misc]


class Won(fields.Field[int | None]):
    """Whole won from 0 to 10 billion. Commas, spaces and a trailing 원 are understood."""

    def __init__(self, *, missing: str = _l("금액을 적어 주세요."), **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = self.error_messages["null"] = missing

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> int | None:
        if isinstance(value, str):
            flat = unicodedata.normalize("NFKC", value)
            flat = re.sub(r"[\s,]", "", flat).removesuffix("원")
            if not flat:
                return self.nothing()
            if re.fullmatch(r"[-\u2212][0-9]+", flat):
                raise ValidationError(_("금액은 0원보다 작을 수 없어요."))
            if not DIGITS.fullmatch(flat):
                raise ValidationError(
                    _("숫자가 너무 길어요. 금액을 다시 봐 주세요.")
                    if flat.isdecimal()
                    else _("금액은 숫자로만 적어 주세요. 예) 480,000")
                )
            value = int(flat)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(_("금액은 숫자로만 적어 주세요. 예) 480,000"))
        if value < 0:
            raise ValidationError(_("금액은 0원보다 작을 수 없어요."))
        if value > MOST_WON:
            raise ValidationError(
                _("100억 원보다 큰 금액은 적을 수 없어요. 0을 더 누르지 않았나요?")
            )
        return value

    def nothing(self) -> int | None:
        """What an empty form field means."""
        if self.required:
            raise self.make_error("required")
        return self.load_default if isinstance(self.load_default, int) else None


class Day(fields.Field[str]):
    """A calendar day as an ISO string; 2023.5.31 and 2023/05/31 are understood."""

    def __init__(self, *, missing: str, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = self.error_messages["null"] = missing

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if value in (None, "") or text == "":
            raise self.make_error("required")
        found = DAY.fullmatch(text)
        if found is None:
            raise ValidationError(_("날짜를 2023-05-31처럼 적어 주세요."))
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            raise ValidationError(_("달력에 없는 날이에요.")) from None


class Text(fields.Field[str]):
    """One or more lines of text, at most `longest` characters."""

    def __init__(self, *, longest: int, missing: str = "", lines: bool = False, **options: Any):
        super().__init__(**options)
        self.longest, self.missing, self.lines = longest, missing, lines
        if missing:
            self.error_messages["required"] = self.error_messages["null"] = missing

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        if not isinstance(value, str):
            raise ValidationError(_("글자로 적어 주세요."))
        if len(value) > 4 * self.longest:
            raise self.too_long()
        text = unicodedata.normalize("NFC", value).strip()
        text = text.replace("\r\n", "\n") if self.lines else " ".join(text.split())
        if CONTROL.search(text):
            raise ValidationError(_("쓸 수 없는 글자가 들어 있어요. 다시 적어 주세요."))
        if looks_like_resident_number(text):
            raise ValidationError(str(RESIDENT_NUMBER_MESSAGE))
        if len(text) > self.longest:
            raise self.too_long()
        if self.missing and not any(is_seen(letter) for letter in text):
            raise ValidationError(str(self.missing))
        return text

    def too_long(self) -> ValidationError:
        return ValidationError(
            _("너무 길어요. %(longest)s자까지 적을 수 있어요.", longest=self.longest)
        )


def is_seen(letter: str) -> bool:
    """False for spaces, format characters and the fillers of old Hangul."""
    return letter not in FILLERS and unicodedata.category(letter)[0] not in "CZ"


class Choice(fields.Field[str]):
    """One of a closed list."""

    def __init__(self, choices: Sequence[str], *, missing: str, **options: Any) -> None:
        super().__init__(**options)
        self.choices = choices
        self.error_messages["required"] = self.error_messages["null"] = missing

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        if value in (None, ""):
            raise self.make_error("required")
        if not isinstance(value, str) or value not in self.choices:
            raise ValidationError(_("목록에 있는 것 가운데 골라 주세요."))
        return value


class Flag(fields.Field[bool]):
    """A tick box: "1" or true."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> bool:
        if value in (True, "1", "on"):
            return True
        if value in (False, "", "0", None):
            return False
        raise ValidationError(_("표시를 다시 해 주세요."))


class Names(fields.Field[str]):
    """Some of the names of a closed list, with commas between them: in its order, each once."""

    def __init__(self, known: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.known = known

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        named = set(value.split(",")) - {""} if isinstance(value, str) else set()
        if not isinstance(value, str) or not named <= set(self.known):
            raise ValidationError(_("목록에 있는 것 가운데 골라 주세요."))
        return ",".join(name for name in self.known if name in named)


def load(schema: Schema, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The loaded values, or the messages by field ("" for the record as a whole)."""
    sound, errors = sift(schema, values)
    return ({} if errors else sound), errors


def sift(schema: Schema, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The values that are sound, loaded, and the messages by field about those that are not."""
    try:
        return schema.load(dict(values)), {}
    except ValidationError as problem:
        messages: dict[str, Any] = problem.normalized_messages()  # type: ignore[no-untyped-call]
        unknown = [name for name in messages if name not in schema.fields]
        errors = {name: texts(found) for name, found in messages.items() if name not in unknown}
        if unknown:
            errors[""] = [str(UNKNOWN_FIELD_MESSAGE)]
        return dict(problem.valid_data or {}), errors


def texts(found: Any) -> list[str]:
    """Messages in the person's language; marshmallow keeps a lone lazy text outside a list."""
    return [str(message) for message in (found if isinstance(found, list) else [found])]
