"""The names of a receipt's fields and values, in the words of the official form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from webapp.law.exclusions import exclusions
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.receipts import schemas
from webapp.sync.op import Value

# The columns of the official form, in its order: field, circled number, label, hint.
COLUMNS = (
    ("copay", "①", "급여 – 내가 낸 돈", "‘일부 본인부담’의 본인부담금 합계예요. 이 돈을 세요."),
    ("insurer_paid", "②", "급여 – 공단이 낸 돈", "세지 않아요. 비워 두어도 돼요."),
    ("full_self_pay", "③", "급여 – 전액 본인부담", "세지 않는 돈이에요."),
    ("noncovered", "④", "비급여", "세지 않는 돈이에요. 옛 영수증은 선택진료료도 더해요."),
    ("advance", "⑤", "상한액 초과금", "병원이 이미 덜 받은 돈이에요. 없으면 비워 두세요."),
    ("patient_total", "⑧", "환자부담 총액", "맞게 적었는지 견주어 볼 때만 써요."),
)


@cache
def labels() -> dict[str, str]:
    """Every field of the form, by name."""
    return {
        "member_id": "누구",
        "provider_name": "병원·약국 이름",
        "provider_kind": "기관 종류",
        "care_kind": "진료 종류",
        "care_from": "진료일",
        "care_to": "끝나는 날",
        "insurance_kind": "보험 종류",
        "receipt_no": "영수증번호",
        "note": "메모",
        "discharged": "퇴원",
        **{name: label for name, _, label, _ in COLUMNS},
        **{schemas.UNCOUNTED_PREFIX + each.id: each.label for each in exclusions()},
    }


def shown(name: str, value: Value, names: Mapping[str, str]) -> str:
    """A field's value in words; `names` are the household's people by id."""
    if value is None or value == "":
        return "비어 있음"
    if name == "member_id":
        return names.get(str(value), "모르는 사람")
    if name in schemas.AMOUNTS or name in schemas.UNCOUNTED:
        return f"{value:,}원"
    if name == "discharged":
        return "퇴원함" if value else "입원 중"
    kinds = {**PROVIDER_KINDS, **INSURANCE_KINDS} | (CARE_KINDS if name == "care_kind" else {})
    return kinds.get(str(value), str(value)) if name.endswith("_kind") else str(value)
