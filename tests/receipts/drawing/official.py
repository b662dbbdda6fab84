"""진료비 계산서·영수증, form 6 in its versions A0, A1 and B, upright and landscape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.receipts.drawing.accounts import BASIC, OPTIONAL, Account, Row
from tests.receipts.drawing.decoration import logo, seal
from tests.receipts.drawing.official_sums import sums_below, sums_beside
from tests.receipts.drawing.paper import POINT, Sheet
from tests.receipts.drawing.print_style import Style

KIND_BOXES = (
    ("의원급·보건기관", ("clinic", "dental", "health_center")),
    ("병원급", ("hospital", "nursing", "oriental")),
    ("종합병원", ("general",)),
    ("상급종합병원", ("tertiary",)),
)
SPLIT = {
    "입원료 1인실": ("입원료", "1인실"),
    "입원료 2·3인실": ("입원료", "2·3인실"),
    "입원료 4인실 이상": ("입원료", "4인실 이상"),
    "투약 및 조제료 행위료": ("투약 및 조제료", "행위료"),
    "투약 및 조제료 약품비": ("투약 및 조제료", "약품비"),
    "주사료 행위료": ("주사료", "행위료"),
    "주사료 약품비": ("주사료", "약품비"),
}

SIGN, PAD = 3.2, 0.9  # mm that ① and the like take in a column; between amount and rule
SMALL_PRINT = (
    "항목별 설명",
    "1. 일부 본인부담: 일반적으로 다음과 같은 비율로 본인부담금을 지불하게 됩니다.",
    "- 외래 본인부담률: 요양기관 종별에 따라 30% ~ 60%(의료급여는 0원 ~ 2,500원) 등",
    "- 입원 본인부담률: 20%(의료급여는 0% ~ 10%) 등   ※ 식대: 50%(의료급여는 20%)",
    "2. 전액 본인부담: 국민건강보험법 시행규칙 별표 6에 따라 진료비 전액을 본인이 부담합니다.",
    "3. 상한액 초과금: 같은 요양기관의 연간 본인부담금이 최고 상한액을 넘은 금액입니다.",
    "일반사항 안내",
    "1. 이 계산서·영수증에 대한 세부내용은 요양기관에 요구하여 제공받을 수 있습니다.",
    "2. 진료비가 궁금하면 건강보험심사평가원에 확인을 요청할 수 있습니다(1644-2000).",
    "3. 이 계산서·영수증은 소득세법에 따른 의료비 공제 신청에 사용할 수 있습니다.",
)


@dataclass
class Table:
    """Where the item table stands: its columns' left edges and the right end."""

    top: float
    columns: list[float]
    row: float

    @property
    def left(self) -> float:
        return self.columns[0]

    @property
    def right(self) -> float:
        return self.columns[-1]


def draw(sheet: Sheet, account: Account, style: Style, dice: Random) -> None:
    """Fill the sheet: heading, patient, items with the sums beside or below, provider, notes."""
    landscape = sheet.width > sheet.height
    margin = dice.uniform(8, 14)
    left, right = margin, sheet.width - margin
    top = heading(sheet, account, style, dice, left, right, dice.uniform(8, 13))
    top = patient(sheet, account, style, dice, left, right, top)
    beside = landscape or dice.random() < 0.75
    foot = dice.uniform(20, 26) if landscape else dice.uniform(27, 36)
    notes = 0.0 if landscape else dice.choice((0.0, 12.0, 24.0, 30.0))
    bottom = sheet.height - dice.uniform(6, 10) - foot - notes
    if beside:
        least = 0.6 if account.form == "B" else 0.66
        split = left + (right - left) * dice.uniform(least, least + 0.07)
        items(sheet, account, style, dice, (left, top, split, bottom), landscape)
        sums_beside(sheet, account, style, dice, (split, top, right, bottom), landscape)
        sheet.frame(left, top, right, bottom, style.thick)
    else:
        below = dice.uniform(30, 36)
        items(sheet, account, style, dice, (left, top, right, bottom - below), landscape)
        sums_below(sheet, account, style, dice, (left, bottom - below, right, bottom))
        sheet.frame(left, top, right, bottom, style.thick)
    end = provider(sheet, account, style, dice, (left, bottom, right, bottom + foot))
    if notes:
        small_print(sheet, dice, left, right, end + 2, sheet.height - 5)


def heading(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    left: float,
    right: float,
    top: float,
) -> float:
    """The title with its boxes; some providers put their own sign above it."""
    away = account.care_kind == "outpatient"
    if sheet.height > 200:
        small = dice.choice(
            (
                "국민건강보험 요양급여의 기준에 관한 규칙 [별지 제6호서식]",
                "[별지 제6호서식]",
                "",
                "<개정 2024. 7. 18.>" if account.form == "B" else "<개정 2019. 6. 12.>",
            )
        )
        sheet.text(left, top, small, 6.5, label=True)
        sheet.text(
            right,
            top,
            dice.choice(("", "(앞쪽)", "환자 보관용", "")),
            6.5,
            align="right",
            label=True,
        )
        top += 4
    if sheet.height > 200 and dice.random() < 0.35:
        size = dice.uniform(12, 16)
        end = sheet.text(left + 10, top + 3.5, account.provider_name, size, bold=True)
        logo(sheet, dice, left + 4, top + 3.5, 3.2)
        if dice.random() < 0.4:
            sheet.text(min(end + 4, right - 40), top + 4.5, f"TEL {account.phone}", 7)
        top += 9
    box = style.box
    kind = "한방 " if account.provider_kind == "oriental" and dice.random() < 0.5 else ""
    stay = dice.choice(
        (f"({box(not away)}퇴원{box(False)}중간)", f"({box(not away)}퇴원 {box(False)}중간)")
    )
    title = dice.choice(
        (
            f"{kind}{box(away)}외래 {box(not away)}입원 {stay} 진료비 계산서·영수증",
            f"{kind}{box(away)} 외래  {box(not away)} 입원{stay} 진료비 계산서 · 영수증",
            f"{kind}진료비 계산서·영수증 ({box(away)}외래 {box(not away)}입원)",
            f"{kind}{box(away)}외래{box(not away)}입원{stay} 진료비계산서 영수증",
        )
    )
    size = min(15.0, 13.5 * sheet.width / 210) * dice.uniform(0.85, 1.1)
    sheet.text((left + right) / 2, top + 4, title, size, align="centre", bold=True, label=True)
    return top + 10


def patient(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    left: float,
    right: float,
    top: float,
) -> float:
    """Two rows of labels over values."""
    height = dice.uniform(5, 6.2) if sheet.height > 200 else dice.uniform(4.2, 5)
    span = style.days(account.care_from, account.care_to)
    night = f"{style.box(False)}야간 {style.box(False)}공휴일"
    first = (
        ("환자등록번호", account.chart, 0.19, ""),
        (dice.choice(("환자 성명", "환자성명", "환자 성명")), account.patient, 0.19, ""),
        (dice.choice(("진료기간", "진료 기간", "진료기간")), span, 0.4, "days"),
        (dice.choice(("야간(공휴일)진료", "야간(공휴일) 진료")), night, 0.22, ""),
    )
    second = (
        (dice.choice(("진료과목", "진료과")), account.subject, 0.19, ""),
        ("질병군(DRG)번호", "", 0.19, ""),
        ("병실", account.ward, 0.13, ""),
        (dice.choice(("환자구분", "환자 구분")), account.insurance_label, 0.2, "insurance_kind"),
        (
            dice.choice(("영수증번호(연월-일련번호)", "영수증번호\n(연월-일련번호)", "영수증번호")),
            account.receipt_no,
            0.29,
            "receipt_no",
        ),
    )
    begin = top
    for row in (first, second):
        whole = sum(part for *_, part, _ in row)
        x = left
        two = height * (1.45 if "\n" in span and row is first else 1)
        for label, value, part, name in row:
            end = x + (right - left) * part / whole
            if style.shade:
                sheet.shade(x, top, end, top + height, style.shade)
            sheet.label((x, top, end, top + height), label, style.size)
            sheet.lines((x, top + height, end, top + height + two), value, style.size, field=name)
            sheet.rule(x, top, x, top + height + two, style.thin)
            x = end
        sheet.rule(left, top, right, top, style.thin)
        sheet.rule(left, top + height, right, top + height, style.thin)
        top += height + two
    sheet.frame(left, begin, right, top, style.thick)
    return top + dice.choice((0.0, 0.0, 1.5))


def items(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
    landscape: bool,
) -> None:
    """The items with their amounts, the row 합계 and the row 상한액 초과금."""
    left, top, right, bottom = area
    wide = right - left
    amounts = 5 if account.form != "B" else 4
    group, sub = wide * 0.045, wide * dice.uniform(0.25, 0.29)
    step = (wide - group - sub) / amounts
    style = fitting(sheet, account, style, step)
    columns = [left, left + group, left + group + sub]
    columns += [columns[2] + step * number for number in range(1, amounts)] + [right]
    rows = shown(account, dice, landscape, (bottom - top) / 3.3)
    head = 13.5 if landscape else min(17.0, max(15.0, (bottom - top) * 0.08))
    table = Table(top, columns, (bottom - top - head) / (len(rows) + 2))
    header(sheet, account, style, dice, table, head)
    y = top + head
    basic_end = y + table.row * sum(row.item in BASIC for row in rows)
    previous = ""
    for number, row in enumerate(rows):
        item(sheet, style, table, row, y, previous)
        for column, value in enumerate(amounts_of(account.form, row)):
            x1 = columns[column + 3]
            text = style.money(value) if value or rows_zero(style, row) else ""
            box = (columns[column + 2], y, x1, y + table.row)
            sheet.lines(box, text, style.number_size, align="right", pad=PAD)
        previous = SPLIT.get(row.item, ("", ""))[0]
        following = rows[number + 1].item if number + 1 < len(rows) else ""
        joined = previous and SPLIT.get(following, ("", ""))[0] == previous
        start = columns[1] + (columns[2] - columns[1]) * 0.55 if joined else columns[1]
        edge = y + table.row in (basic_end,) or number + 1 == len(rows)
        sheet.rule(
            left if edge else start,
            y + table.row,
            right,
            y + table.row,
            style.thin,
            dashed=style.dotted_rows and not edge,
        )
        y += table.row
    for begin, end, text in ((top + head, basic_end, "기본항목"), (basic_end, y, "선택항목")):
        if end - begin > 12:
            sheet.label((left, begin, columns[1], end), "\n".join(text), style.size)
        sheet.rule(left, end, columns[1], end, style.thin)
    total_rows(sheet, account, style, dice, table, y)
    one, two = levels(top, head)
    starts = {columns[1]: top + head, columns[3]: two, columns[4]: one}
    if account.form != "B":
        starts[columns[6]] = one
    for x in columns:
        below = 0 if x == columns[1] else table.row
        sheet.rule(x, starts.get(x, top), x, y + below, style.thin)
    sheet.frame(left, top, right, bottom, style.thick)


def fitting(sheet: Sheet, account: Account, style: Style, step: float) -> Style:
    """A program writes one table in one size: the one in which the widest sum fits its column."""
    sums = (account.copay, account.insurer, account.full, account.noncovered)
    widest = max((f"{won:,}" for won in sums), key=len)
    room = (step - SIGN - PAD) * sheet.dots
    long = sheet.typeface.width(widest, POINT * sheet.dots, style.bold_totals)
    return replace(style, won="", number_size=min(style.number_size, room / long))


def rows_zero(style: Style, row: Row) -> bool:
    """Items without any amount stay blank, except where the program prints every zero."""
    return style.zero == "0" and (style.compact or row.copay + row.insurer > 0)


def amounts_of(form: str, row: Row) -> tuple[int, ...]:
    most = (row.copay, row.insurer, row.full)
    return (*most, row.noncovered) if form == "B" else (*most, row.chosen, row.noncovered)


def shown(account: Account, dice: Random, landscape: bool, most: float) -> list[Row]:
    """The rows that are printed: all of the form's, or with the short form those in use."""
    have = {row.item: row for row in account.rows}
    used = [item for item in (*BASIC, *OPTIONAL) if item in have]
    few = landscape or dice.random() < 0.25
    if few:
        spare = [item for item in BASIC if item not in used]
        extra = dice.sample(
            spare, min(len(spare), max(0, min(int(most) - len(used) - 3, 6 if landscape else 14)))
        )
        wanted = set(used) | set(extra)
    else:
        left_out = set(dice.sample(OPTIONAL, dice.randint(0, 5)))
        wanted = set(BASIC) | (set(OPTIONAL) - left_out) | set(used)
    if account.form == "A0":
        plain = {"입원료 1인실", "입원료 2·3인실"}
        wanted -= plain - set(used)
    return [have.get(item, Row(item)) for item in (*BASIC, *OPTIONAL) if item in wanted]


def levels(top: float, head: float) -> tuple[float, float]:
    """The lower ends of the header's first and second line, in mm."""
    return top + head / 3, top + head * 0.62


def header(
    sheet: Sheet, account: Account, style: Style, dice: Random, table: Table, head: float
) -> None:
    top, columns = table.top, table.columns
    one, two = levels(top, head)
    if style.shade:
        sheet.shade(table.left, top, table.right, top + head, style.shade)
    pick = dice.choice
    size = style.size
    sheet.label(
        (columns[0], top, columns[2], top + head), pick(("항목", "항 목", "항    목")), size
    )
    sheet.label(
        (columns[2], top, columns[5], one), pick(("급여", "급  여", "급    여", "요양급여")), size
    )
    sheet.label(
        (columns[2], one, columns[4], two),
        pick(("일부 본인부담", "일부본인부담", "일부 본인부담금")),
        size,
    )
    sheet.label(
        (columns[2], two, columns[3], top + head),
        pick(("본인부담금", "본인\n부담금", "본인부담금")),
        size,
    )
    sheet.label(
        (columns[3], two, columns[4], top + head),
        pick(("공단부담금", "공단\n부담금", "공단부담금")),
        size,
    )
    full = pick(("전액\n본인부담", "전액본인\n부담", "전액 본인\n부담"))
    sheet.label((columns[4], one, columns[5], top + head), full, size)
    noncovered = pick(("비급여", "비 급 여", "비급여"))
    if account.form == "B":
        sheet.label((columns[5], top, columns[6], top + head), noncovered, size)
    else:
        sheet.label((columns[5], top, columns[7], one), noncovered, size)
        chosen = pick(("선택\n진료료", "선택진료료"))
        others = pick(("선택진료료\n외", "선택진료료\n이외", "선택진료료\n외"))
        sheet.label((columns[5], one, columns[6], top + head), chosen, size)
        sheet.label((columns[6], one, columns[7], top + head), others, size)
    last = columns[5] if account.form == "B" else table.right
    sheet.rule(columns[2], one, last, one, style.thin)
    sheet.rule(columns[2], two, columns[4], two, style.thin)
    sheet.rule(table.left, top + head, table.right, top + head, style.thin)


def item(sheet: Sheet, style: Style, table: Table, row: Row, y: float, previous: str) -> None:
    left, right = table.columns[1], table.columns[2]
    name, part = SPLIT.get(row.item, ("", ""))
    if not part or (name == "입원료" and table.row < 2):
        sheet.label((left, y, right, y + table.row), row.item, style.size, align="left")
        return
    middle = left + (right - left) * 0.55
    sheet.rule(middle, y, middle, y + table.row, style.thin)
    if name != previous:
        sheet.label((left, y, middle, y + table.row), name, style.size)
    sheet.label((middle, y, right, y + table.row), part, style.size)


def total_rows(
    sheet: Sheet, account: Account, style: Style, dice: Random, table: Table, y: float
) -> None:
    """합계 with ①②③④(⑤), then the excess over the ceiling."""
    columns, row = table.columns, table.row
    if style.shade:
        sheet.shade(table.left, y, columns[2], y + row * 2, style.shade)
    sheet.label(
        (columns[0], y, columns[2], y + row),
        dice.choice(("합계", "합  계", "합    계")),
        style.size,
    )
    sums = [account.copay, account.insurer, account.full]
    fields = ["copay", "insurer_paid", "full_self_pay"]
    if account.form == "B":
        sums, fields = [*sums, account.noncovered], [*fields, "noncovered"]
    else:
        sums = [*sums, account.total("chosen"), account.total("noncovered")]
        fields += ["", ""]
    for number, (won, name) in enumerate(zip(sums, fields, strict=True)):
        x0, x1 = columns[number + 2], columns[number + 3]
        sheet.text(x0 + 0.4, y + row / 2, "①②③④⑤"[number], style.size, label=True)
        box = (x0 + SIGN - PAD, y, x1, y + row)
        sheet.lines(
            box,
            style.money(won),
            style.number_size,
            align="right",
            pad=PAD,
            bold=style.bold_totals,
            field=name,
        )
    sheet.rule(table.left, y + row, table.right, y + row, style.thin)
    mark = "⑤" if account.form == "B" else "⑥"
    split = columns[2]
    sheet.label(
        (columns[0], y + row, split, y + 2 * row),
        f"상한액 초과금{'' if dice.random() < 0.5 else mark}",
        style.size,
    )
    sheet.text(split + 0.8, y + row * 1.5, mark, style.size, label=True)
    end = columns[3] if dice.random() < 0.5 else columns[4]
    sheet.lines(
        (split + 3.2, y + row, end, y + 2 * row),
        style.money(account.advance),
        style.number_size,
        align="right",
        pad=1.2,
        field="advance",
    )
    sheet.rule(split, y + row, split, y + 2 * row, style.thin)
    sheet.rule(end, y + row, end, y + 2 * row, style.thin)


def provider(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
) -> float:
    """요양기관 종류, number, name, address, the day of issue; the lower end."""
    left, top, right, bottom = area
    height = (bottom - top) / 4
    kinds = (" " * dice.randint(1, 4)).join(
        f"{style.box(account.provider_kind in kinds)}{label}" for label, kinds in KIND_BOXES
    )
    wide = right - left
    first = left + wide * 0.14
    rows: list[list[tuple[float, str, str, str]]] = [
        [(0.14, "요양기관 종류", "", ""), (0.86, "", kinds, "")],
        [
            (0.14, "사업자등록번호", "", ""),
            (0.18, "", account.business_no, ""),
            (0.08, "상호", "", ""),
            (0.3, "", account.provider_name, "provider_name"),
            (0.1, "전화번호", "", ""),
            (0.2, "", account.phone, ""),
        ],
        [
            (0.14, "사업장 소재지", "", ""),
            (0.46, "", account.address, ""),
            (0.1, "대표자", "", ""),
            (0.3, "", f"{account.owner}       (인)", ""),
        ],
    ]
    y = top
    for row in rows:
        x = left
        for part, label, value, name in row:
            end = x + wide * part
            if label:
                if style.shade:
                    sheet.shade(x, y, end, y + height, style.shade)
                sheet.label((x, y, end, y + height), label, style.size)
            big = 1.5 if name == "provider_name" and dice.random() < 0.5 else 0
            sheet.lines((x, y, end, y + height), value, style.size + 0.5 + big, field=name)
            sheet.rule(x, y, x, y + height, style.thin)
            x = end
        y += height
        sheet.rule(left, y, right, y, style.thin)
    day = f"{account.issued.year}년  {account.issued.month:>2}월  {account.issued.day:>2}일"
    if dice.random() < 0.5:
        sheet.label((left, y, first, y + height), "발행일", style.size)
        sheet.lines(
            (first, y, right, y + height),
            dice.choice((day, style.date(account.issued))),
            style.size,
        )
        sheet.rule(first, y, first, y + height, style.thin)
    else:
        sheet.lines((left, y, right, y + height), f"발행일  {day}", style.size + 0.5)
    sheet.frame(left, top, right, y + height, style.thick)
    if dice.random() < 0.6:
        seal(
            sheet,
            dice,
            right - wide * dice.uniform(0.05, 0.09),
            top + height * 2.5,
            dice.uniform(5, 8),
            account.provider_name,
        )
    return y + height


def small_print(
    sheet: Sheet, dice: Random, left: float, right: float, top: float, bottom: float
) -> None:
    """The explanations at the foot, in small letters."""
    y = top + 1.5
    size = dice.uniform(5.2, 6)
    for line in SMALL_PRINT:
        if y > bottom:
            return
        sheet.lines((left, y - 1.4, right, y + 1.4), line, size, align="left", label=True, pad=0.5)
        y += 2.75
