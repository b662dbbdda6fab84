"""Why the insurer's amount may differ from the estimate, and which receipts to look at.

Pure: an assessment, its receipts, the official won and the day go in; likely reasons come out, the
ones that fit to the won first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.language import N_
from webapp.law.assess import Assessment, Receipt
from webapp.law.calendar import arrears_may_be_deducted, rule_notes
from webapp.law.caps import UnknownYear, table
from webapp.law.exclusions import applies
from webapp.law.stays import general_cap_days

NEAR_THE_LINE = 20  # days on either side of the 120

# Kinds of costs that stand inside ① and are easily missed on a paper, with where they occur.
EASILY_MISSED = ("shared_room", "chuna", "dental_implant", "mild_tertiary", "selective_benefit")
TYPICAL_PLACE = {
    "chuna": frozenset({"oriental"}),
    "dental_implant": frozenset({"dental"}),
    "selective_benefit": frozenset({"tertiary", "general"}),
}
SHOWN = 5

TITLES = {
    "band": N_("분위가 달라서"),
    "long_stay": N_("요양병원 120일을 다르게 세어서"),
    "same_amount": N_("금액이 딱 이만큼인 영수증"),
    "shared_room": N_("2·3인실 입원료가 섞여 있을 수 있어요"),
    "chuna": N_("추나요법이 섞여 있을 수 있어요"),
    "dental_implant": N_("임플란트가 섞여 있을 수 있어요"),
    "mild_tertiary": N_("큰 병원 가벼운 병 외래가 섞여 있을 수 있어요"),
    "selective_benefit": N_("선별급여가 섞여 있을 수 있어요"),
    "advance": N_("병원이 이미 덜 받아야 했던 돈"),
    "arrears": N_("밀린 보험료를 먼저 뺐을 수 있어요"),
    "subsidy": N_("나라·지자체·재단이 대신 낸 돈"),
    "missing": N_("아직 적지 않은 영수증"),
    "cash_benefit": N_("요양비도 함께 세요"),
    "left_out": N_("빼고 센 돈이 너무 많을 수 있어요"),
}

WHYS = {
    "band": N_("이 구간이면 공식 금액과 맞아요. 분위를 다시 골라 보세요."),
    "long_stay": N_("120일을 넘었는지에 따라 상한액이 달라져요. 입원일을 다시 봐 주세요."),
    "same_amount": N_("이 영수증을 공단이 세지 않았거나 더 세었을 수 있어요."),
    "shared_room": N_("영수증의 입원료 칸을 다시 봐 주세요. 2·3인실 입원료는 세지 않아요."),
    "chuna": N_("한방 진료에 추나요법이 있었는지 봐 주세요. 추나요법은 세지 않아요."),
    "dental_implant": N_("치과 진료에 임플란트가 있었는지 봐 주세요. 임플란트는 세지 않아요."),
    "mild_tertiary": N_("상급종합병원에서 가벼운 병으로 본 외래비는 세지 않아요."),
    "selective_benefit": N_("선별급여로 낸 돈은 세지 않아요. 영수증이나 원무과에서 확인해 보세요."),
    "advance": N_("한 병원에서 가장 높은 상한액을 넘은 돈은 병원에서 돌려줄 수 있어요."),
    "arrears": N_("2026년 10월 8일부터 알리는 초과금은 밀린 보험료를 뺀 뒤 줄 수 있어요."),
    "subsidy": N_("내가 낸 돈이 아니라서 빼요. 영수증에는 잘 나와 있지 않아요."),
    "missing": N_("공단은 병원이 청구한 것을 모두 세요. 약국 영수증이 빠지기 쉬워요."),
    "cash_benefit": N_("2024년 진료분부터는 요양비로 내가 낸 몫도 세요. 영수증에는 없어요."),
    "left_out": N_("세지 않는 돈으로 적은 것이 맞는지 다시 봐 주세요."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """`fits` if it explains the difference to the won; `receipts` are ids, the largest first;
    `band` is the group of bands that would give the official amount.
    """

    id: str
    fits: bool = False
    receipts: tuple[str, ...] = ()
    band: str = ""


def reasons(
    found: Assessment, receipts: Sequence[Receipt], official: int, today: date
) -> list[Reason]:
    """Likely reasons, those that fit first; none where the two are equal."""
    expected = expected_of(found)
    if expected is None or official == expected:
        return []
    difference = abs(expected - official)
    likely = [*band_reasons(found, official), *line_reasons(found, official)]
    same = ids(receipt for receipt in receipts if receipt.copay == difference)
    if same:
        likely.append(Reason("same_amount", fits=True, receipts=same))
    if official < expected:
        likely += lowering(found, receipts, today)
    else:
        likely += raising(found, receipts)
    return sorted(likely, key=lambda reason: not reason.fits)


def expected_of(found: Assessment) -> int | None:
    """The estimate to compare with: of an unknown band only the highest is one to speak of."""
    return found.estimate if found.estimate is not None else found.highest


def per_mille(difference: int, expected: int) -> int:
    """The difference in thousandths of what was expected, rounded half up."""
    return (2000 * difference + expected) // (2 * expected)


def band_reasons(found: Assessment, official: int) -> list[Reason]:
    fitting = [rung.band for rung in found.ladder if rung.estimate == official and official]
    return [Reason("band", fits=True, band=band) for band in fitting]


def line_reasons(found: Assessment, official: int) -> list[Reason]:
    """The other side of the 120 days, where it is near or explains the amount."""
    try:
        year_table = table(found.year)
    except UnknownYear:
        return []
    if not found.nursing_days or found.band is None:
        return []
    other = year_table.caps(long_stay=not found.long_stay)[year_table.place(found.band)]
    fits = other != found.cap and max(0, found.counted - other) == official
    near = abs(found.nursing_days - general_cap_days()) <= NEAR_THE_LINE and other != found.cap
    return [Reason("long_stay", fits=fits)] if fits or near else []


def lowering(found: Assessment, receipts: Sequence[Receipt], today: date) -> list[Reason]:
    """What makes the official amount smaller."""
    likely = [
        Reason(kind, receipts=suspects)
        for kind in EASILY_MISSED
        if (suspects := ids(each for each in receipts if may_hold(each, kind)))
    ]
    if any(provider.over for provider in found.providers):
        over = {provider.name for provider in found.providers if provider.over}
        at_these = ids(each for each in receipts if each.provider_name in over)
        likely.append(Reason("advance", receipts=at_these))
    if arrears_may_be_deducted(today):
        likely.append(Reason("arrears"))
    likely.append(Reason("subsidy"))
    return likely


def may_hold(receipt: Receipt, kind: str) -> bool:
    """Whether costs of that kind may stand unnoticed inside the receipt's ①."""
    return (
        receipt.insurance_kind == "health"
        and receipt.copay > 0
        and not receipt.uncounted.get(kind)
        and receipt.provider_kind in TYPICAL_PLACE.get(kind, {receipt.provider_kind})
        and (kind != "shared_room" or receipt.care_kind == "inpatient")
        and applies(
            kind,
            on=receipt.care_from,
            provider_kind=receipt.provider_kind,
            care_kind=receipt.care_kind,
        )
    )


def raising(found: Assessment, receipts: Sequence[Receipt]) -> list[Reason]:
    """What makes it larger."""
    likely = [Reason("missing")]
    left_out = ids(each for each in receipts if any(each.uncounted.values()))
    if left_out:
        likely.append(Reason("left_out", receipts=left_out))
    if counts_cash_benefit(found.year):
        likely.append(Reason("cash_benefit"))
    return likely


def counts_cash_benefit(year: int) -> bool:
    since = next(rule.since for rule in rule_notes() if rule.id == "cash_benefit")
    return since is not None and since.year <= year


def ids(receipts: Iterable[Receipt]) -> tuple[str, ...]:
    found = sorted(receipts, key=lambda each: (-each.copay, each.care_from, each.id))
    return tuple(each.id for each in found[:SHOWN])
