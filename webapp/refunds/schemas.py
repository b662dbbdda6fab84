"""What may be said in the forms of an application."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from webapp.law.banks import account_digits, banks
from webapp.refunds.models import LONGEST_REASON
from webapp.security import DASHES
from webapp.sync.fields import Choice, Flag, StrictSchema, Text, Won, load

NO_NUMBER = _l("계좌번호는 숫자 7~16자리예요.")
MUST_AGREE = _l("필수 두 가지에 표시해 주세요.")
REQUIRED = ("practice", "keep")
CONSENTS = (*REQUIRED, "notify")


class AccountNumber(fields.Field[str]):
    """The digits of an account number, from 7 to 16; hyphens and spaces are understood."""

    default_error_messages: ClassVar[dict[str, str | list[Any] | dict[Any, Any]]] = {  # type: ignore[misc]
        "required": NO_NUMBER,
        "null": NO_NUMBER,
    }

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        flat = unicodedata.normalize("NFKC", value[:60]) if isinstance(value, str) else ""
        digits = re.sub(r"[-\s.]", "", flat.translate(DASHES))
        if not (digits.isascii() and digits.isdecimal() and len(digits) in account_digits()):
            raise ValidationError(str(NO_NUMBER))
        return digits


class AccountSchema(StrictSchema):
    bank = Choice(tuple(banks()), required=True, missing=_l("은행을 골라 주세요."))
    account = AccountNumber(required=True)
    holder = Text(longest=50, required=True, missing=_l("예금주 이름이 비어 있어요."))
    standing = Flag(load_default=False)


class AgreementSchema(StrictSchema):
    """Two consents are asked for; being told is a free choice."""

    statement = Text(longest=41, required=True)
    practice = Flag(load_default=False)
    keep = Flag(load_default=False)
    notify = Flag(load_default=False)


class OfficialSchema(StrictSchema):
    official = Won(required=True, missing=_l("공식 안내문에 적힌 금액을 적어 주세요."))


class CancellationSchema(StrictSchema):
    reason = Text(longest=LONGEST_REASON, load_default="", lines=True)


ACCOUNT, AGREEMENT, CANCELLATION = AccountSchema(), AgreementSchema(), CancellationSchema()
OFFICIAL = OfficialSchema()

Checked = tuple[dict[str, Any], dict[str, list[str]]]


def check_account(values: Mapping[str, Any], holder: str) -> Checked:
    """The account, if its holder is the person who authenticated."""
    loaded, errors = load(ACCOUNT, values)
    if not errors and loaded["holder"] != " ".join(holder.split()):
        errors["holder"] = [_("예금주 이름이 인증한 이름과 달라요. 본인 계좌만 돼요.")]
    return loaded, errors


def check_agreement(values: Mapping[str, Any]) -> Checked:
    loaded, errors = load(AGREEMENT, values)
    if not errors and not all(loaded[name] for name in REQUIRED):
        missing = next(name for name in REQUIRED if not loaded[name])
        errors[missing] = [str(MUST_AGREE)]
    return loaded, errors


def check_official(values: Mapping[str, Any]) -> Checked:
    return load(OFFICIAL, values)


def check_cancellation(values: Mapping[str, Any]) -> Checked:
    return load(CANCELLATION, values)
