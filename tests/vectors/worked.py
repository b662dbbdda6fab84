"""Worked examples. `figures` are typed from their source; the rest of the output is computed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

COLUMN = "복지상식 칼럼 2024-09-15"
GUIDE = "본인부담상한제 환급 안내 글 (2025)"
NOTICE = "공단 안내문을 옮긴 글 (2023)"
MISLABELLED = "환급 글의 예시 B: 8~10분위라고 적었지만 826만 원은 10분위의 상한액"
MINISTRY = "보건복지부 보도자료 2019-08-22 (2018년 진료분)의 예시"
MOTHER = "이야기: 딸이 챙기는 엄마의 요양병원"
PATIENT = "이야기: 여러 병원을 다니는 환자"
RULE = "시행령 별표 3"


def row(kind: str, copay: int, on: str, **other: Any) -> Json:
    usual = {"nursing": "inpatient", "pharmacy": "pharmacy"}.get(kind, "outpatient")
    return {
        "provider_name": kind,
        "provider_kind": kind,
        "care_kind": usual,
        "care_from": on,
        "care_to": on,
        "insurance_kind": "health",
        "copay": copay,
        **other,
    }


def case(
    name: str, source: str, asked: tuple[int, int | None, str], receipts: list[Json], **figures: Any
) -> Json:
    year, band, today = asked
    return {
        "name": name,
        "source": source,
        "input": {"year": year, "band": band, "today": today, "receipts": receipts},
        "figures": figures,
    }


def nursing(year: int, *months: int, copay: int = 480_000, noncovered: int = 200_000) -> list[Json]:
    return [
        row(
            "nursing",
            copay,
            f"{year}-{month:02}-01",
            care_to=f"{year}-{month:02}-{monthrange(year, month)[1]}",
            noncovered=noncovered,
        )
        for month in months
    ]


def one(year: int, copay: int, **other: Any) -> list[Json]:
    return [row("general", copay, f"{year}-05-02", **other)]


THREE_OF_550 = [
    row("general", 4_000_000, "2023-02-01"),
    row("hospital", 1_000_000, "2023-03-01"),
    row("pharmacy", 500_000, "2023-03-02"),
]
THREE_OF_770 = [
    row("general", 5_000_000, "2023-02-01"),
    row("hospital", 2_000_000, "2023-03-01"),
    row("clinic", 700_000, "2023-04-01"),
]
# 151 days at no cost: only the ceiling changes.
LONG = nursing(2023, 8, 9, 10, 11, 12, copay=0, noncovered=0)

SEPTEMBER = row(
    "general",
    1_650_000,
    "2023-09-01",
    care_kind="inpatient",
    care_to="2023-09-30",
    noncovered=300_000,
    uncounted={"shared_room": 400_000},
)
MOTHERS_YEAR = [*nursing(2023, 2, 3, 4, 5, 6, 7, 8), SEPTEMBER, *nursing(2023, 10, 11, 12)]


def cycles(last: int) -> list[Json]:
    """Every 21 days from 14 January 2025: hospital A, clinic C, pharmacy D twice; CT at 4 and 8."""
    found = []
    for cycle in range(1, last + 1):
        on = (date(2025, 1, 14) + timedelta(days=21 * (cycle - 1))).isoformat()
        found += [
            row("tertiary", 210_000, on, noncovered=300_000),
            row("clinic", 15_000, on),
            row("pharmacy", 18_500, on),
            row("pharmacy", 18_500, on),
        ]
        if cycle in (4, 8):
            found.append(row("general", 320_000, on))
    return found


NOT_COUNTED = [
    row("tertiary", 900_000, "2025-03-03", uncounted={"selective_benefit": 900_000}),
    row("tertiary", 36_000, "2025-03-04", uncounted={"mild_tertiary": 36_000}),
    row("oriental", 60_000, "2025-03-05", uncounted={"chuna": 60_000}),
    row("tertiary", 0, "2025-03-06", full_self_pay=150_000),
]

LADDER_550 = [4_630_000, 4_420_000, 3_880_000, 2_470_000, 1_360_000, 530_000, 0]
LADDER_MOTHER = [4_710_000, 4_370_000, 3_780_000, 2_300_000, 670_000, 0, 0]
LADDER_PATIENT = [2_894_000, 2_684_000, 2_084_000, 584_000, 0, 0, 0]

IN_2023, IN_2025 = "2023-12-31", "2025-12-31"

WORKED = [
    case(
        "G1 2023, band 1, three bills of 5,500,000",
        NOTICE,
        (2023, 1, IN_2023),
        THREE_OF_550,
        counted=5_500_000,
        cap=870_000,
        estimate=4_630_000,
    ),
    case(
        "G1 with an unknown band is a range and a ladder",
        NOTICE,
        (2023, None, IN_2023),
        THREE_OF_550,
        cap=None,
        estimate=None,
        lowest=0,
        highest=4_630_000,
        estimates=LADDER_550,
    ),
    case(
        "G2 2023, band 5, 7,700,000",
        COLUMN,
        (2023, 5, IN_2023),
        THREE_OF_770,
        cap=1_620_000,
        estimate=6_080_000,
        long_stay=False,
    ),
    case(
        "G3 2023, band 5, 7,700,000, more than 120 days",
        COLUMN,
        (2023, 5, IN_2023),
        [*THREE_OF_770, *LONG],
        cap=2_270_000,
        estimate=5_430_000,
        long_stay=True,
    ),
    case(
        "G4 2025, band 4, 5,000,000",
        GUIDE,
        (2025, 4, IN_2025),
        one(2025, 5_000_000),
        cap=1_700_000,
        estimate=3_300_000,
    ),
    case(
        "G5 2025, bands 6-7, 12,000,000",
        GUIDE,
        (2025, 6, IN_2025),
        one(2025, 12_000_000),
        cap=3_200_000,
        estimate=8_800_000,
        over=[3_740_000],
    ),
    case(
        "G6 2025, band 4, 3,000,000",
        "환급 글의 예시 A",
        (2025, 4, IN_2025),
        one(2025, 3_000_000),
        cap=1_700_000,
        estimate=1_300_000,
    ),
    case(
        "G7 2025, band 10, 10,000,000",
        MISLABELLED,
        (2025, 10, IN_2025),
        one(2025, 10_000_000),
        cap=8_260_000,
        estimate=1_740_000,
    ),
    case(
        "G7 with band 8",
        MISLABELLED,
        (2025, 8, IN_2025),
        one(2025, 10_000_000),
        cap=4_370_000,
        estimate=5_630_000,
    ),
    case(
        "G7 with band 9",
        MISLABELLED,
        (2025, 9, IN_2025),
        one(2025, 10_000_000),
        cap=5_250_000,
        estimate=4_750_000,
    ),
    case(
        "exactly at the cap",
        RULE,
        (2023, 1, IN_2023),
        one(2023, 870_000),
        estimate=0,
        remaining=0,
        crossed_on=None,
    ),
    case(
        "one won over the cap",
        RULE,
        (2023, 1, IN_2023),
        one(2023, 870_001),
        estimate=1,
        remaining=0,
        crossed_on="2023-05-02",
    ),
    case(
        "advance settlement, ministry example of 2018",
        MINISTRY,
        (2018, 2, "2018-12-31"),
        one(2018, 24_390_000, advance=19_160_000),
        counted=5_230_000,
        advance=19_160_000,
        estimate=4_230_000,
        over=[0],
    ),
    case(
        "a year without a table",
        RULE,
        (2027, 3, "2027-12-31"),
        one(2027, 3_000_000),
        counted=3_000_000,
        cap=None,
        estimate=None,
        lowest=None,
        highest=None,
        ladder=[],
    ),
    case(
        "J-1 February",
        MOTHER,
        (2023, 3, "2023-02-28"),
        nursing(2023, 2),
        counted=480_000,
        remaining=600_000,
        estimate=0,
    ),
    case("J-1 March", MOTHER, (2023, 3, "2023-03-31"), nursing(2023, 2, 3), remaining=120_000),
    case(
        "J-1 April",
        MOTHER,
        (2023, 3, "2023-04-30"),
        nursing(2023, 2, 3, 4),
        counted=1_440_000,
        estimate=360_000,
        crossed_on="2023-04-30",
    ),
    case(
        "J-1 11 May is day 100",
        MOTHER,
        (2023, 3, "2023-05-11"),
        nursing(2023, 2, 3, 4),
        nursing_days=100,
        long_stay=False,
        cap=1_080_000,
    ),
    case(
        "J-1 31 May is day 120",
        MOTHER,
        (2023, 3, "2023-05-31"),
        nursing(2023, 2, 3, 4, 5),
        nursing_days=120,
        long_stay=False,
        counted=1_920_000,
        estimate=840_000,
    ),
    case(
        "J-1 1 June is day 121",
        MOTHER,
        (2023, 3, "2023-06-01"),
        nursing(2023, 2, 3, 4, 5),
        nursing_days=121,
        long_stay=True,
        cap=1_680_000,
        estimate=240_000,
    ),
    case(
        "J-1 the whole year",
        MOTHER,
        (2023, 3, "2024-09-15"),
        MOTHERS_YEAR,
        counted=6_050_000,
        uncounted={"shared_room": 400_000},
        nursing_days=304,
        cap=1_680_000,
        estimate=4_370_000,
    ),
    case(
        "J-1 the ladder",
        MOTHER,
        (2023, None, "2024-09-15"),
        MOTHERS_YEAR,
        lowest=0,
        highest=4_710_000,
        estimates=LADDER_MOTHER,
    ),
    case("J-2 cycle 7", PATIENT, (2025, 6, "2025-05-20"), cycles(7), counted=2_154_000),
    case("J-2 cycle 8", PATIENT, (2025, 6, "2025-06-10"), cycles(8), counted=2_736_000),
    case(
        "J-2 cycle 9",
        PATIENT,
        (2025, 6, "2025-07-01"),
        cycles(9),
        counted=2_998_000,
        remaining=202_000,
    ),
    case(
        "J-2 cycle 10",
        PATIENT,
        (2025, 6, "2025-07-22"),
        cycles(10),
        counted=3_260_000,
        estimate=60_000,
        crossed_on="2025-07-22",
    ),
    case(
        "J-2 the whole year",
        PATIENT,
        (2025, 6, IN_2025),
        [*cycles(12), *NOT_COUNTED],
        counted=3_784_000,
        estimate=584_000,
        estimates=LADDER_PATIENT,
        uncounted={"selective_benefit": 900_000, "chuna": 60_000, "mild_tertiary": 36_000},
    ),
]

# Years that run: `figures` are worked out by hand, from the stories and the method of the forecast.
PREVIEWED = [
    case(
        "J-1 on day 100: the stay goes on, or nothing more is paid",
        MOTHER,
        (2023, 3, "2023-05-11"),
        nursing(2023, 2, 3, 4),
        ends=[1_440_000, 5_280_000, 5_280_000],
        days=[100, 334],
        lowest=360_000,
        highest=3_600_000,
        crossing=4,
        crossing_at_most=4,
        stakes=[360_000, 360_000],
        days_ahead=234,
        nearness="reached",
    ),
    case(
        "J-1 on day 120, and 600,000 hang on the next day",
        MOTHER,
        (2023, 3, "2023-05-31"),
        nursing(2023, 2, 3, 4, 5),
        ends=[1_920_000, 5_280_000, 5_280_000],
        lowest=840_000,
        stakes=[600_000, 600_000],
    ),
    case(
        "J-1 before three months are over",
        MOTHER,
        (2023, 3, "2023-04-30"),
        nursing(2023, 2, 3, 4),
        ends=[1_440_000],
        days=[89],
        lowest=360_000,
        highest=360_000,
    ),
    case(
        "J-2 after cycle 8: the middle month costs 524,000, the dearest 582,000",
        PATIENT,
        (2025, 6, "2025-06-10"),
        cycles(8),
        ends=[2_736_000, 5_880_000, 6_228_000],
        lowest=0,
        highest=3_028_000,
        crossing=7,
        crossing_at_most=7,
        nearness="near",
    ),
    case(
        "J-2 after cycle 7, of an unknown band",
        PATIENT,
        (2025, None, "2025-05-20"),
        cycles(7),
        ends=[2_154_000, 2_154_000 + 262_000 + 7 * 524_000, 2_154_000 + 320_000 + 7 * 582_000],
        lowest=0,
        crossing=3,  # 1,368,000 by March; the lowest ceiling is 890,000
        stakes=[0, 680_000],  # of bands 2-3: from 1,054,000 to 374,000
        nearness="",
    ),
]
