"""The closed vocabularies of a receipt: id → Korean label."""

from __future__ import annotations

from typing import Final

PROVIDER_KINDS: Final = {
    "clinic": "의원",
    "hospital": "병원",
    "general": "종합병원",
    "tertiary": "상급종합병원",
    "nursing": "요양병원",
    "pharmacy": "약국",
    "dental": "치과",
    "oriental": "한방병원",
    "health_center": "보건소",
}

CARE_KINDS: Final = {
    "outpatient": "외래",
    "inpatient": "입원",
    "pharmacy": "약국",
}

INSURANCE_KINDS: Final = {
    "health": "건강보험",
    "medical_aid": "의료급여",
    "auto": "자동차보험",
    "industrial": "산재보험",
    "none": "일반(보험 없음)",
}
