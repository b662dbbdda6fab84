"""A household in which every screen has something to show; ids by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from e2e.phone import Phone
from e2e.sender import Sender
from e2e.steps import type_and_press
from e2e.story import MOTHERS_YEAR, has, patients_year
from tests.refunds.applicant import Applicant
from tests.simple_auth.person import authenticates

Known = Mapping[str, str]
TODAY = date(2026, 11, 21)


def fill_household(phone: Phone) -> Known:
    """Four people whose years differ, through the server's own forms; ids by name."""
    mother = phone.has_member("엄마", year=2023, band=2, avatar="bird")
    patient = phone.has_member("이정호", year=2025, band=6)
    exact = phone.has_member("딱 맞는 사람", year=2023, band=1)
    unsure = phone.has_member("분위를 모르는 사람", year=2023, avatar="turtle")
    nobody = phone.has_member("나", year=2023, band=8, avatar="cat")
    bill = has(phone, mother, MOTHERS_YEAR)[7]
    has(phone, patient, patients_year())
    phone.has_receipt(
        exact,
        provider_name="가나의원",
        provider_kind="clinic",
        care_from="2023-05-02",
        copay=870_000,
    )
    outside = phone.has_receipt(
        exact,
        provider_name="한마음한방병원과 같이 이름이 아주 긴 병원 별관 재활치료센터",
        provider_kind="oriental",
        care_from="2026-05-06",
        copay=1_234_567,
        noncovered=9_876_543,
        uncounted_chuna=60_000,
        uncounted_shared_room=30_000,
        insurer_paid=4_000_000,
        patient_total=1,
        receipt_no="2026-000123",
        unverified="noncovered",
        note="메모\n두 줄",
    )
    phone.has_receipt(
        exact,
        provider_name="바른약국",
        provider_kind="pharmacy",
        care_kind="pharmacy",
        care_from="2026-05-06",
        copay=8_900,
    )
    phone.has_receipt(
        unsure,
        provider_name="A병원",
        provider_kind="general",
        care_from="2023-03-04",
        copay=5_500_000,
    )
    for day in ("2026-10-02", "2026-11-02"):
        phone.has_receipt(
            mother,
            provider_name="은빛요양병원",
            provider_kind="nursing",
            care_kind="inpatient",
            care_from=day,
            care_to=day[:8] + "19",
            copay=210_000,
        )
    for month in (2, 3, 5, 8):
        phone.has_receipt(
            patient,
            provider_name=f"{month}월의원",
            provider_kind="clinic",
            care_from=f"2026-{month:02}-03",
            copay=100_000 * month,
        )
    phone.has_receipt(
        mother,
        provider_name="큰병원",
        provider_kind="tertiary",
        care_from="2025-02-03",
        copay=9_990_000,
    )
    deleted = phone.has_receipt(
        mother,
        provider_name="지운약국",
        provider_kind="pharmacy",
        care_from="2026-11-03",
        copay=9_900,
    )
    phone.sends(f"/receipts/{deleted}/deletion")
    for copay in ("1640000", "1650000"):
        phone.opens(f"/receipts/{bill}/edit")
        type_and_press("저장", copay=copay)(phone.page)
    phone.sends(f"/receipts/{bill}/indemnity", indemnity_paid="1000000")
    gone = phone.has_member("지운 사람", year=2023)
    phone.sends(f"/members/{gone}/deletion")
    claims = apply_for_refunds(phone, mother, unsure, exact, patient)
    return {
        **claims,
        "device": phone.has_another_phone().split(".")[1],
        "mother": mother,
        "patient": patient,
        "exact": exact,
        "unsure": unsure,
        "nobody": nobody,
        "bill": bill,
        "outside": outside,
        "deleted": deleted,
        "gone": gone,
    }


def apply_for_refunds(phone: Phone, mother: str, unsure: str, exact: str, patient: str) -> Known:
    """An authenticated person whose applications stand at different stages; ids by stage."""
    for member in (exact, patient):
        phone.has_receipt(
            member,
            provider_name="가나의원",
            provider_kind="clinic",
            care_from="2024-03-04",
            copay=4_000_000,
        )
    sender: Any = Sender(phone)
    authenticates(sender)
    found = {}
    for stage, member, year, number, days in (
        ("failed", exact, 2024, "110123455555", 7),
        ("papers", mother, 2025, "110123454444", 2),
        ("sent", mother, 2023, "110123455678", 0),
        ("paid", patient, 2024, "110123455678", 7),
    ):
        claim = Applicant(sender)
        claim.applies(member, number, year=year, standing="1" if stage == "sent" else "")
        claim.waits(days)
        found[stage] = claim.claim
    draft = Applicant(sender)
    draft.agrees(unsure)
    standing = Applicant(sender, base=f"/standing-account/{exact}")
    standing.sends(standing.paper())
    return {**found, "draft": draft.claim}
