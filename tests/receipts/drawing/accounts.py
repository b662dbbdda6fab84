"""What a receipt says: a visit or a stay whose amounts obey the identities of the forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.receipts.drawing import names

ROOMS = ("1인실", "2·3인실", "4인실 이상")
BASIC = (
    "진찰료",
    *(f"입원료 {room}" for room in ROOMS),
    "식대",
    "투약 및 조제료 행위료",
    "투약 및 조제료 약품비",
    "주사료 행위료",
    "주사료 약품비",
    "마취료",
    "처치 및 수술료",
    "검사료",
    "영상진단료",
    "방사선치료료",
    "치료재료대",
    "재활 및 물리치료료",
    "정신요법료",
    "전혈 및 혈액성분제제료",
)
OPTIONAL = (
    "CT 진단료",
    "MRI 진단료",
    "PET 진단료",
    "초음파 진단료",
    "보철·교정료",
    "제증명수수료",
    "선별급여",
    "65세 이상 등 정액",
    "정액수가(요양병원)",
    "정액수가(완화의료)",
    "질병군 포괄수가",
)
QUESTIONS = {
    "선별급여": "selective_benefit",
    "입원료 2·3인실": "shared_room",
    "보철·교정료": "dental_implant",
}
SPANS = {
    "A0": (date(2016, 1, 4), date(2019, 6, 20)),
    "A1": (date(2019, 7, 1), date(2024, 7, 10)),
    "B": (date(2024, 7, 18), date(2026, 11, 10)),
    "": (date(2019, 1, 2), date(2026, 11, 10)),
}
SHARE = {
    "clinic": 30,
    "dental": 30,
    "health_center": 30,
    "hospital": 40,
    "oriental": 40,
    "general": 50,
    "tertiary": 60,
    "nursing": 20,
}
INSURANCE = {
    "health": (
        "건강보험",
        "국민건강보험",
        "건강보험",
        "건강보험(일반)",
        "건강보험",
        "공단",
        "직장",
        "건보",
    ),
    "medical_aid": ("의료급여1종", "의료급여 2종", "의료급여"),
    "auto": ("자동차보험", "자보"),
    "industrial": ("산재보험", "산재"),
    "none": ("일반", "비급여"),
}


@dataclass
class Row:
    """One item: ① the patient's share, ② the insurer's, ③ all self-paid, not covered."""

    item: str
    copay: int = 0
    insurer: int = 0
    full: int = 0
    chosen: int = 0  # 선택진료료, the first of the two 비급여 columns of form A
    noncovered: int = 0


@dataclass
class Account:
    """A receipt's content; money in won. `form` is empty for the slips."""

    form: str
    provider_kind: str
    provider_name: str
    care_kind: str
    care_from: date
    care_to: date
    insurance_kind: str
    insurance_label: str
    patient: str
    chart: str
    receipt_no: str
    issued: date
    business_no: str
    phone: str
    address: str
    owner: str
    subject: str
    ward: str
    rows: list[Row] = field(default_factory=list)
    advance: int = 0
    already_paid: int = 0
    unpaid: int = 0
    by_card: int = 0
    by_cash_receipt: int = 0
    by_cash: int = 0
    days_of_medicine: int = 0

    def total(self, column: str) -> int:
        return sum(getattr(row, column) for row in self.rows)

    @property
    def copay(self) -> int:
        return self.total("copay")

    @property
    def insurer(self) -> int:
        return self.total("insurer")

    @property
    def full(self) -> int:
        return self.total("full")

    @property
    def noncovered(self) -> int:
        return self.total("chosen") + self.total("noncovered")

    @property
    def grand_total(self) -> int:
        return self.copay + self.insurer + self.full + self.noncovered

    @property
    def patient_total(self) -> int:
        return self.copay - self.advance + self.full + self.noncovered

    @property
    def due(self) -> int:
        return self.patient_total - self.already_paid

    @property
    def paid(self) -> int:
        return self.due - self.unpaid

    def row(self, item: str) -> Row:
        for each in self.rows:
            if each.item == item:
                return each
        self.rows.append(Row(item))
        return self.rows[-1]

    def questions(self) -> list[dict[str, str | int]]:
        """The rows with a ① part that the person has to be asked about."""
        return [
            {"reason": QUESTIONS[row.item], "won": row.copay}
            for row in self.rows
            if row.item in QUESTIONS and row.copay
        ]

    def truth(self) -> dict[str, str]:
        """By the receipt form's field names; amounts as digits.

        A pharmacy's ③ 비급여(전액본인부담) stands in `noncovered`.
        """
        return {
            "provider_name": self.provider_name,
            "provider_kind": self.provider_kind,
            "care_kind": self.care_kind,
            "care_from": self.care_from.isoformat(),
            "care_to": self.care_to.isoformat(),
            "insurance_kind": self.insurance_kind,
            "copay": str(self.copay),
            "insurer_paid": str(self.insurer),
            "full_self_pay": str(self.full),
            "noncovered": str(self.noncovered),
            "advance": str(self.advance),
            "patient_total": str(self.patient_total),
            "receipt_no": self.receipt_no,
        }


def outpatient(dice: Random, form: str) -> Account:
    kind = weighted(
        dice,
        {
            "clinic": 30,
            "hospital": 16,
            "general": 20,
            "tertiary": 22,
            "dental": 6,
            "oriental": 3,
            "health_center": 3,
        },
    )
    account = opened(dice, form, kind, "outpatient", days=0)
    fill_outpatient(dice, account)
    settle(dice, account)
    return account


def inpatient(dice: Random, form: str) -> Account:
    kind = weighted(
        dice, {"hospital": 22, "general": 26, "tertiary": 30, "nursing": 20, "oriental": 2}
    )
    days = dice.choice((1, 2, 3, 4, 6, 8, 12, 17, 27))
    if kind == "nursing":
        days = dice.choice((13, 20, 27, 28, 29, 30, 30))
    account = opened(dice, form, kind, "inpatient", days)
    fill_inpatient(dice, account, days)
    settle(dice, account)
    return account


def pharmacy(dice: Random) -> Account:
    account = opened(dice, "", "pharmacy", "pharmacy", days=0)
    total = ten(dice.lognormvariate(9.7, 0.7))
    share = round(total * dice.choice((0.3, 0.3, 0.3, 0.1, 0.05, 0.4, 0.5)) / 100) * 100
    row = account.row("약제비")
    row.copay, row.insurer = share, total - share
    if dice.random() < 0.3:
        row.noncovered = ten(dice.lognormvariate(8.6, 0.8))
    if dice.random() < 0.04:
        row.copay, row.insurer, row.noncovered = 0, 0, ten(dice.lognormvariate(9.3, 0.6))
    account.days_of_medicine = dice.choice((2, 3, 3, 5, 7, 14, 28, 30, 60, 90))
    account.insurance_kind = "health"
    settle(dice, account)
    return account


def slip(dice: Random) -> Account:
    """A small clinic's visit of the day, on the short form or a till's roll."""
    kind = weighted(dice, {"clinic": 80, "dental": 8, "oriental": 6, "health_center": 6})
    account = opened(dice, "", kind, "outpatient", days=0)
    if kind == "oriental":
        account.provider_name = f"{dice.choice(names.WORDS)}한의원"
    total = ten(dice.lognormvariate(9.9, 0.5))
    row = account.row("진료비")
    row.copay = total * 30 // 10_000 * 100
    row.insurer = total - row.copay
    if dice.random() < 0.15:
        row.full = ten(dice.lognormvariate(8.6, 0.8))
    if dice.random() < 0.3:
        row.noncovered = 100 * round(dice.lognormvariate(9.6, 0.8) / 100)
    settle(dice, account)
    return account


def opened(dice: Random, form: str, kind: str, care: str, days: int) -> Account:
    first, last = SPANS[form]
    begin = first + timedelta(days=dice.randint(0, (last - first).days - days))
    end = begin + timedelta(days=days)
    insurance = weighted(
        dice, {"health": 92, "medical_aid": 4, "auto": 1, "industrial": 1, "none": 2}
    )
    if care == "pharmacy":
        insurance = "health"
    issued = end + timedelta(days=dice.choice((0, 0, 0, 0, 0, 1, 3)))
    serial = names.digits(dice, dice.choice((4, 5, 5, 6)))
    numbering = (
        f"{issued:%Y%m}-{serial}",
        f"{issued:%Y-%m}-{serial}",
        f"{issued:%Y%m%d}-{serial}",
        f"{issued:%y%m}-{serial}",
        f"{names.digits(dice, 8)}",
        f"{issued:%Y%m%d}{serial}",
    )
    return Account(
        form=form,
        provider_kind=kind,
        provider_name=names.provider(dice, kind),
        care_kind=care,
        care_from=begin,
        care_to=end,
        insurance_kind=insurance,
        insurance_label=dice.choice(INSURANCE[insurance]),
        patient=names.masked(dice),
        chart=names.digits(dice, dice.choice((5, 6, 8, 8))),
        receipt_no=dice.choice(numbering),
        issued=issued,
        business_no=names.business_number(dice),
        phone=names.phone(dice),
        address=names.address(dice),
        owner=names.person(dice),
        subject=dice.choice(names.WARDS),
        ward=f"{dice.randint(3, 12)}{dice.choice('0123')}{dice.randint(1, 9)}" if days else "",
    )


def fill_outpatient(dice: Random, account: Account) -> None:
    share = SHARE[account.provider_kind]
    if dice.random() < 0.12:
        share = dice.choice((5, 10))  # 산정특례
    big = account.provider_kind in ("general", "tertiary")
    covered = {"진찰료": ten(dice.uniform(11_000, 26_000))}
    for item, chance, low, high in (
        ("투약 및 조제료 행위료", 0.15, 1_000, 9_000),
        ("투약 및 조제료 약품비", 0.15, 2_000, 60_000),
        ("주사료 행위료", 0.25, 1_500, 12_000),
        ("주사료 약품비", 0.25, 1_000, 300_000 if big else 30_000),
        ("처치 및 수술료", 0.3, 3_000, 400_000),
        ("검사료", 0.55, 4_000, 250_000 if big else 60_000),
        ("영상진단료", 0.35, 7_000, 60_000),
        ("방사선치료료", 0.03, 100_000, 900_000),
        ("치료재료대", 0.15, 500, 80_000),
        ("재활 및 물리치료료", 0.2, 5_000, 60_000),
        ("정신요법료", 0.05, 10_000, 60_000),
        ("CT 진단료", 0.18 if big else 0.02, 90_000, 250_000),
        ("MRI 진단료", 0.12 if big else 0.02, 220_000, 520_000),
        ("PET 진단료", 0.03 if big else 0, 500_000, 700_000),
        ("초음파 진단료", 0.15, 40_000, 180_000),
    ):
        if dice.random() < chance:
            covered[item] = ten(dice.uniform(low, high))
    if account.provider_kind == "dental":
        covered["처치 및 수술료"] = ten(dice.uniform(10_000, 90_000))
        if dice.random() < 0.4:
            covered["보철·교정료"] = ten(dice.uniform(350_000, 1_300_000))
    for item, won in covered.items():
        cover(account.row(item), won, share)
    row = account.row("진찰료")  # an outpatient pays full hundreds
    cut = min(account.copay % 100, row.copay)
    row.copay, row.insurer = row.copay - cut, row.insurer + cut
    if dice.random() < 0.12:
        selective(dice, account, 3_000, 90_000)
    extras(dice, account, chance=0.5, big=big)


def fill_inpatient(dice: Random, account: Account, days: int) -> None:
    share = dice.choice((20, 20, 20, 20, 10, 5))
    modern = account.form != "A0"
    if account.provider_kind == "nursing":
        cover(
            account.row("정액수가(요양병원)"), ten(dice.uniform(55_000, 95_000)) * (days + 1), share
        )
        cover(account.row("식대"), ten(dice.uniform(11_000, 18_000)) * (days + 1), 50)
        if dice.random() < 0.5:
            cover(account.row("투약 및 조제료 약품비"), ten(dice.uniform(9_000, 200_000)), share)
        if dice.random() < 0.4:
            cover(account.row("재활 및 물리치료료"), ten(dice.uniform(50_000, 500_000)), share)
        extras(dice, account, chance=0.8, big=False)
        maybe_advance(dice, account, 0.15)
        return
    account.row("진찰료")
    cover(account.row("진찰료"), ten(dice.uniform(10_000, 40_000)), share)
    nights = max(1, days)
    room = dice.random()
    if modern and room < 0.3:
        cover(
            account.row("입원료 2·3인실"),
            ten(dice.uniform(90_000, 240_000)) * nights,
            dice.choice((30, 40, 50)),
        )
    if room >= 0.3 or dice.random() < 0.3:
        cover(account.row("입원료 4인실 이상"), ten(dice.uniform(45_000, 130_000)) * nights, share)
    if modern and dice.random() < 0.12:
        account.row("입원료 1인실").noncovered = 10_000 * dice.randint(15, 45) * nights
    cover(account.row("식대"), ten(dice.uniform(9_000, 19_000)) * nights, 50)
    for item, chance, low, high in (
        ("투약 및 조제료 행위료", 0.8, 3_000, 60_000),
        ("투약 및 조제료 약품비", 0.85, 3_000, 400_000),
        ("주사료 행위료", 0.8, 5_000, 150_000),
        ("주사료 약품비", 0.85, 10_000, 2_500_000),
        ("마취료", 0.45, 50_000, 600_000),
        ("처치 및 수술료", 0.75, 30_000, 6_500_000),
        ("검사료", 0.95, 50_000, 1_600_000),
        ("영상진단료", 0.85, 10_000, 220_000),
        ("방사선치료료", 0.06, 200_000, 3_000_000),
        ("치료재료대", 0.75, 10_000, 4_500_000),
        ("재활 및 물리치료료", 0.25, 20_000, 700_000),
        ("정신요법료", 0.05, 30_000, 400_000),
        ("전혈 및 혈액성분제제료", 0.15, 40_000, 400_000),
        ("CT 진단료", 0.4, 90_000, 400_000),
        ("MRI 진단료", 0.25, 220_000, 800_000),
        ("PET 진단료", 0.05, 500_000, 700_000),
        ("초음파 진단료", 0.3, 60_000, 300_000),
    ):
        if dice.random() < chance:
            cover(account.row(item), ten(dice.uniform(low, high) * dice.uniform(0.3, 1)), share)
    if dice.random() < 0.5:
        selective(dice, account, 5_000, 900_000)
    extras(dice, account, chance=0.85, big=True)
    maybe_advance(dice, account, 0.15)


def cover(row: Row, won: int, percent: int) -> None:
    """Share `won` between patient and insurer, in tens of won."""
    share = won * percent // 1000 * 10
    row.copay += share
    row.insurer += won - share


def selective(dice: Random, account: Account, low: int, high: int) -> None:
    cover(account.row("선별급여"), ten(dice.uniform(low, high)), dice.choice((30, 50, 80, 90)))


def extras(dice: Random, account: Account, chance: float, big: bool) -> None:
    """③ and what is not covered; with 일반 everything is not covered."""
    if dice.random() < 0.3:
        item = dice.choice(("주사료 약품비", "검사료", "치료재료대", "투약 및 조제료 약품비"))
        account.row(item).full += ten(dice.uniform(500, 160_000 if big else 20_000))
    if dice.random() < chance:
        for _ in range(dice.randint(1, 3 if big else 2)):
            item = dice.choice(
                (
                    "주사료 약품비",
                    "검사료",
                    "치료재료대",
                    "초음파 진단료",
                    "처치 및 수술료",
                    "MRI 진단료",
                )
            )
            account.row(item).noncovered += ten(dice.uniform(3_000, 400_000 if big else 90_000))
    if dice.random() < 0.3:
        account.row("제증명수수료").noncovered += dice.choice(
            (1_000, 3_000, 10_000, 15_000, 20_000)
        )
    if (
        account.form == "A0"
        and dice.random() < 0.35
        and account.provider_kind in ("general", "tertiary")
    ):
        for item in ("진찰료", "처치 및 수술료", "영상진단료"):
            if dice.random() < 0.7:
                account.row(item).chosen += ten(dice.uniform(2_000, 90_000))
    if account.insurance_kind == "none":
        for row in account.rows:
            row.noncovered += row.copay + row.insurer
            row.copay = row.insurer = 0


def maybe_advance(dice: Random, account: Account, chance: float) -> None:
    if account.copay > 300_000 and account.insurance_kind == "health" and dice.random() < chance:
        account.advance = ten(account.copay * dice.uniform(0.1, 0.9))


def settle(dice: Random, account: Account) -> None:
    """How it was paid."""
    if account.care_kind == "inpatient" and dice.random() < 0.3:
        account.already_paid = min(
            account.patient_total,
            10_000 * round(account.patient_total * dice.uniform(0.1, 0.7) / 10_000),
        )
    if account.care_kind == "inpatient" and dice.random() < 0.08:
        account.unpaid = ten(account.due * dice.uniform(0.1, 1))
    how = dice.random()
    if how < 0.75:
        account.by_card = account.paid
    elif how < 0.85:
        account.by_cash_receipt = account.paid
    elif how < 0.95:
        account.by_cash = account.paid
    else:
        account.by_card = ten(account.paid * dice.uniform(0.2, 0.8))
        account.by_cash = account.paid - account.by_card


def ten(won: float) -> int:
    """Full tens of won."""
    return 10 * round(won / 10)


def weighted(dice: Random, weights: dict[str, int]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]
