"""The envelope of `POST /sync`."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate

from webapp.sync.fields import StrictSchema
from webapp.sync.op import Op

MOST_OPS = 100
MOST_BYTES = 256 * 1024
UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
RECORD_ID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[0-9]{4})?$")


class Pair(fields.Field[tuple[Any, Any]]):
    """[the value the device saw, the value it wants], both plain JSON scalars."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **_: Any) -> tuple[Any, Any]:
        if not isinstance(value, list) or len(value) != 2:
            raise ValidationError("[seen, wanted]")
        for each in value:
            if not isinstance(each, str | int | type(None)):
                raise ValidationError("not a plain value")
        seen, wanted = value
        return seen, wanted


class OpSchema(StrictSchema):
    op_id = fields.String(required=True, validate=UUID)
    entity = fields.String(required=True, validate=validate.Length(1, 20))
    id = fields.String(required=True, validate=RECORD_ID)
    kind = fields.String(required=True, validate=validate.OneOf(["put", "delete", "restore"]))
    base = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    set = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 40)), values=Pair(), load_default=dict
    )


class PushSchema(StrictSchema):
    contract = fields.Integer(required=True, strict=True)
    household = fields.String(required=True, allow_none=True)
    epoch = fields.String(required=True, allow_none=True)
    cursor = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    ops = fields.List(
        fields.Nested(OpSchema), required=True, validate=validate.Length(max=MOST_OPS)
    )


PUSH = PushSchema()


def ops_of(push: dict[str, Any]) -> list[Op]:
    """The operations of a push, in its order."""
    return [Op(**op) for op in push["ops"]]
