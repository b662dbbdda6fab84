"""약제비 계산서·영수증 on a medicine bag or a slip."""

from __future__ import annotations

from random import Random

from tests.receipts.drawing import names
from tests.receipts.drawing.accounts import Account
from tests.receipts.drawing.decoration import COLOURS, logo, seal
from tests.receipts.drawing.grid import Line, grid
from tests.receipts.drawing.paper import Sheet
from tests.receipts.drawing.print_style import Style

MEDICINES = (
    "아모디핀정5mg",
    "로수바정10mg",
    "메트포르민서방정500mg",
    "타이레놀8시간이알서방정",
    "록소펜정",
    "레보세티리진정",
    "세파클러캡슐250mg",
    "에소메프라졸정20mg",
    "클로피도그렐정75mg",
    "발사르탄정80mg",
    "푸로스판시럽",
    "뮤코스텐캡슐",
)
EFFECTS = (
    "혈압을 낮추는 약",
    "콜레스테롤을 낮추는 약",
    "혈당을 낮추는 약",
    "열을 내리고 통증을 줄이는 약",
    "위산을 줄이는 약",
    "가래를 묽게 하는 약",
)


def medicine_bag(sheet: Sheet, account: Account, style: Style, dice: Random) -> None:
    """The receipt left, the directions right."""
    middle = sheet.width * dice.uniform(0.4, 0.47)
    left, right = 6.0, middle - 3
    top = 6.0
    if dice.random() < 0.5:
        colour = dice.choice(COLOURS)
        sheet.fill(0, 0, sheet.width, 5, colour)
        top = 9.0
    pharmacy_table(sheet, account, style, dice, (left, top, right, sheet.height - 8))
    sheet.rule(middle, top, middle, sheet.height - 6, style.thin, dashed=True)
    directions(sheet, account, style, dice, (middle + 3, top, sheet.width - 6, sheet.height - 6))


def pharmacy_slip(sheet: Sheet, account: Account, style: Style, dice: Random) -> None:
    pharmacy_table(sheet, account, style, dice, (7, 8, sheet.width - 7, sheet.height - 8))


def pharmacy_table(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
) -> None:
    left, top, right, bottom = area
    size = style.size + 0.4
    title = dice.choice(
        (
            "약제비 계산서·영수증",
            "약제비 계산서 · 영수증",
            "약제비계산서·영수증",
            "약 제 비  계 산 서 · 영 수 증",
        )
    )
    sheet.text(
        (left + right) / 2,
        top + 3,
        title,
        dice.uniform(11, 13),
        align="centre",
        bold=True,
        label=True,
    )
    top += 8
    wide = right - left
    night = f"{style.box(False)}야간 {style.box(False)}공휴일"
    day = style.date(account.care_from)
    four = dice.random() < 0.6
    pairs: list[Line] = [
        ("영수증번호", account.receipt_no, "receipt_no"),
        (dice.choice(("환자성명", "환자 성명", "환자명")), account.patient, ""),
        (dice.choice(("조제일자", "조제일자", "조제일")), day, "days"),
        (
            dice.choice(("투약일수", "투약일수")),
            f"{account.days_of_medicine}{dice.choice(('일', '일분', ''))}",
            "",
        ),
        ("야간(공휴일)조제", night, ""),
        ("교부번호", f"{account.care_from:%Y%m%d}{names.digits(dice, 5)}", ""),
    ]
    kind = [("환자구분", account.insurance_label, "insurance_kind")] if dice.random() < 0.5 else []
    pairs += kind  # type: ignore[arg-type]
    if not four:
        pairs = [pairs[number] for number in (0, 1, 2, 3)] + [(a, b, c) for a, b, c in kind]
    y = grid(
        sheet,
        style,
        (left, top, right),
        pairs,
        2 if four else 1,
        min(6.2, (bottom - top) / 22),
        size,
    )
    third = dice.choice(
        (
            "비급여(전액본인부담)",
            "비급여\n(전액본인부담금)",
            "비급여 및\n전액본인부담금",
            "비급여(전액본인부담)",
        )
    )
    second = dice.choice(("보험자부담금", "보험자부담금", "공단부담금", "보험자부담액"))
    money: list[Line] = [
        (
            dice.choice(("약제비 총액(①+②+③)", "약제비총액\n(①+②+③)", "약제비 총액")),
            style.money(account.grand_total, "0"),
            "",
        ),
        (
            dice.choice(("본인부담금 ①", "① 본인부담금", "본인부담금①")),
            style.money(account.copay, "0"),
            "copay",
        ),
        (
            f"{second} ②" if dice.random() < 0.5 else f"② {second}",
            style.money(account.insurer),
            "insurer_paid",
        ),
        (
            f"{third} ③" if dice.random() < 0.5 else f"③ {third}",
            style.money(account.noncovered),
            "noncovered",
        ),
        (
            dice.choice(("총수납금액(①+③)", "총수납금액\n(①+③)", "총 수납금액", "총수납금액 합계")),
            style.money(account.patient_total, "0"),
            "patient_total",
        ),
    ]
    pays: list[Line] = [
        ("카드", style.money(account.by_card), ""),
        ("현금영수증", style.money(account.by_cash_receipt), ""),
        ("현금", style.money(account.by_cash), ""),
    ]
    rest: list[Line] = [
        ("신분확인번호", "", ""),
        ("현금승인번호", "", ""),
        ("사업자등록번호", account.business_no, ""),
        ("상호", account.provider_name, "provider_name"),
        (dice.choice(("성명", "대표자", "약사 성명")), f"{account.owner}  (인)", ""),
        ("사업장소재지", account.address, ""),
    ]
    remaining = bottom - y - 7
    row = min(7.0, remaining / (len(money) + len(pays) + len(rest)))
    y = grid(
        sheet,
        style,
        (left, y, right),
        money,
        1,
        row,
        size,
        split=0.5,
        number=True,
        strong=style.bold_totals,
    )
    y = grid(sheet, style, (left, y, right), pays, 1, row, size, split=0.5, number=True)
    y = grid(sheet, style, (left, y, right), rest, 1, row, size, split=0.34)
    issued = f"{account.issued.year}년 {account.issued.month:>2}월 {account.issued.day:>2}일"
    text = dice.choice((f"발행일  {issued}", issued, f"발행일: {style.date(account.issued)}"))
    sheet.text((left + right) / 2, y + 3.5, text, size, align="centre")
    if dice.random() < 0.6:
        seal(
            sheet,
            dice,
            right - wide * 0.1,
            y - row * 1.6,
            dice.uniform(4.5, 6.5),
            account.provider_name,
        )


def directions(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
) -> None:
    """복약안내: the patient, how often, the medicines, the pharmacy's own lines."""
    left, top, right, bottom = area
    sheet.text(
        (left + right) / 2,
        top + 3,
        dice.choice(("복약안내", "복 약 안 내", "약봉투")),
        13,
        align="centre",
        bold=True,
        label=True,
    )
    sheet.text(left + 1, top + 10, f"{account.patient} 님", 11, bold=True)
    sheet.text(right - 1, top + 10, f"조제일 {style.date(account.care_from)}", 8, align="right")
    sheet.text(left + 1, top + 15.5, f"발행기관: {names.provider(dice, 'clinic')}", 8)
    sheet.text(right - 1, top + 15.5, f"조제약사: {names.person(dice)}", 8, align="right")
    times = f"1일 {dice.randint(1, 3)}회  {account.days_of_medicine}일분   식후 30분"
    sheet.text((left + right) / 2, top + 22, times, 11, align="centre", bold=True)
    count = dice.randint(3, 5)
    row = min(15.0, (bottom - top - 46) / count)
    y = top + 27
    for number, name in enumerate(dice.sample(MEDICINES, count)):
        sheet.rule(left, y, right, y, style.thin)
        shape = (left + 1.5, y + row * 0.2, left + 1.5 + row * 0.9, y + row * 0.8)
        box = tuple(sheet.dots * each for each in shape)
        tint = dice.choice(((255, 250, 240), (250, 220, 200), (220, 235, 250), (255, 240, 180)))
        sheet.pen.rounded_rectangle(
            box, radius=row * sheet.dots * 0.28, fill=tint, outline=(150, 150, 150)
        )
        sheet.text(left + row + 4, y + row * 0.3, name, 8, bold=True)
        sheet.text(left + row + 4, y + row * 0.68, EFFECTS[number % len(EFFECTS)], 7)
        sheet.text(
            right - 1,
            y + row * 0.3,
            f"1정씩 {dice.randint(1, 3)}회 {account.days_of_medicine}일",
            7,
            align="right",
        )
        y += row
    sheet.rule(left, y, right, y, style.thin)
    logo(sheet, dice, left + 5, y + 9, 4)
    sheet.text(left + 12, y + 7.5, account.provider_name, 14, bold=True)
    sheet.text(left + 12, y + 13.5, f"TEL {account.phone}", 8)
