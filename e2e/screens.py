"""Every screen, in the states in which it looks different, and how a person gets there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

from e2e.phone import Phone
from e2e.story import has_year, patients_year

Known = Mapping[str, str]
TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Sight:
    """One screen in one state.

    `route` is its name in `webapp.routes`; `path` may name what a household has, like
    `{mother}`; `then` is what a person does there to see this state.
    """

    name: str
    route: str
    path: str
    then: Callable[[Page], None] = lambda page: None

    def opens(self, phone: Phone, known: Known) -> None:
        phone.opens(self.path.format(**known))
        self.then(phone.page)


def fill_household(phone: Phone) -> Known:
    """Four people whose years differ, through the server's own forms; ids by name."""
    mother = phone.has_member("엄마", year=2023, band=2)
    patient = phone.has_member("이정호", year=2025, band=6)
    exact = phone.has_member("딱 맞는 사람", year=2023, band=1)
    unsure = phone.has_member("분위를 모르는 사람", year=2023)
    nobody = phone.has_member("나", year=2023, band=8)
    bills = has_year(phone, mother)
    patients_year(phone, patient)
    phone.has_receipt(
        exact, provider_name="가나의원", provider_kind="clinic", care_from="2023-05-02", copay=870_000
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
        note="메모\n두 줄",
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
    phone.has_receipt(
        mother, provider_name="큰병원", provider_kind="tertiary", care_from="2025-02-03", copay=9_990_000
    )
    deleted = phone.has_receipt(
        mother, provider_name="지운약국", provider_kind="pharmacy", care_from="2026-11-03", copay=9_900
    )
    phone.sends(f"/receipts/{deleted}/deletion")
    phone.sends(f"/receipts/{bills['september']}", **phone.form_of(bills["september"]), note="폐렴")
    gone = phone.has_member("지운 사람", year=2023)
    phone.sends(f"/members/{gone}/deletion")
    return {
        "mother": mother,
        "patient": patient,
        "exact": exact,
        "unsure": unsure,
        "nobody": nobody,
        "bill": bills["september"],
        "outside": outside,
        "deleted": deleted,
        "gone": gone,
    }
