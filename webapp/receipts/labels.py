"""The names of a receipt's fields and values, in the words of the official form."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from webapp.language import N_
from webapp.law.exclusions import exclusions
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.receipts import schemas
from webapp.sync.op import Value

# The columns of the official form, in its order: field, circled number, label, hint.
COLUMNS = (
    (
        "copay",
        "①",
        N_("급여 – 내가 낸 돈"),
        N_("‘일부 본인부담’의 본인부담금 합계예요. 이 돈을 세요."),
    ),
    (
        "insurer_paid",
        "②",
        N_("급여 – 공단이 낸 돈"),
        N_("세지 않아요. 비워 두어도 돼요."),
    ),
    (
        "full_self_pay",
        "③",
        N_("급여 – 전액 본인부담"),
        N_("세지 않는 돈이에요."),
    ),
    (
        "noncovered",
        "④",
        N_("비급여"),
        N_("세지 않는 돈이에요. 옛 영수증은 선택진료료도 더해요."),
    ),
    (
        "advance",
        "⑤",
        N_("상한액 초과금"),
        N_("병원이 이미 덜 받은 돈이에요. 없으면 비워 두세요."),
    ),
    (
        "patient_total",
        "⑧",
        N_("환자부담 총액"),
        N_("맞게 적었는지 견주어 볼 때만 써요."),
    ),
)


def labels() -> dict[str, str]:
    """Every field of the form, by name."""
    return {
        "member_id": _("누구"),
        "care_kind": _("진료 종류"),
        "care_from": _("진료일"),
        "care_to": _("끝나는 날"),
        "provider_name": _("병원·약국 이름"),
        "provider_kind": _("기관 종류"),
        "insurance_kind": _("보험 종류"),
        "discharged": _("퇴원"),
        "separate": _("닮은 영수증"),
        "unverified": _("확인 전"),
        "indemnity_paid": _("받은 실손보험금"),
        **{name: _(label) for name, _mark, label, _hint in COLUMNS},
        **{schemas.UNCOUNTED_PREFIX + each.id: _(each.label) for each in exclusions()},
        "receipt_no": _("영수증번호"),
        "note": _("메모"),
    }


def shown(name: str, value: Value, names: Mapping[str, str]) -> str:
    """A field's value in words; `names` are the household's people by id."""
    if name == "unverified":
        words = labels()
        listed = [words[each] for each in str(value or "").split(",") if each in words]
        return ", ".join(listed) or str(_("모두 확인했어요"))
    if value is None or value == "":
        return str(_("비어 있음"))
    if name == "member_id":
        return names.get(str(value), _("모르는 사람"))
    if name in (*schemas.AMOUNTS, *schemas.UNCOUNTED, "indemnity_paid"):
        return _("%(won)s원", won=f"{value:,}") if isinstance(value, int) else value
    if name == "separate":
        return str(_("서로 다른 영수증이에요") if value else _("묻지 않았어요"))
    if name == "discharged":
        return str(_("퇴원함") if value else _("입원 중"))
    kinds = {**PROVIDER_KINDS, **INSURANCE_KINDS} | (CARE_KINDS if name == "care_kind" else {})
    is_kind = name.endswith("_kind") and str(value) in kinds
    return _(kinds[str(value)]) if is_kind else str(value)
