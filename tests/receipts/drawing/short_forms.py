"""간이 외래 영수증, and a till's thermal roll."""

from __future__ import annotations

from random import Random

from tests.receipts.drawing.accounts import Account
from tests.receipts.drawing.decoration import bar_code, seal
from tests.receipts.drawing.grid import Line, grid
from tests.receipts.drawing.paper import Sheet
from tests.receipts.drawing.print_style import Style


def short_form(sheet: Sheet, account: Account, style: Style, dice: Random) -> None:
    """간이 외래 진료비 계산서·영수증: a clinic's visit on one small page."""
    left, right, top, bottom = 8.0, sheet.width - 8, 8.0, sheet.height - 8
    size = style.size + 0.4
    title = dice.choice(
        (
            "간이 외래 진료비 계산서·영수증",
            "간이외래 진료비 계산서·영수증",
            "외래 진료비 계산서·영수증(간이)",
        )
    )
    sheet.text((left + right) / 2, top + 3, title, 12.5, align="centre", bold=True, label=True)
    day = style.date(account.care_from)
    pairs: list[Line] = [
        ("환자등록번호", account.chart, ""),
        (dice.choice(("환자 성명", "성명")), account.patient, ""),
        (dice.choice(("진료일자", "진료기간", "진료일")), day, "days"),
        ("영수증번호", account.receipt_no, "receipt_no"),
        ("환자구분", account.insurance_label, "insurance_kind"),
        ("야간(공휴일)진료", f"{style.box(False)}야간 {style.box(False)}공휴일", ""),
    ]
    row = min(7.5, (bottom - top - 9) / 17)
    y = grid(sheet, style, (left, top + 8, right), pairs, 2, row, size)
    if dice.random() < 0.5:
        y = across(sheet, account, style, dice, (left, y, right), row, size)
        money: list[Line] = []
    else:
        money = [
            (
                dice.choice(("본인부담금 ①", "① 본인부담금", "급여 본인부담금 ①")),
                style.money(account.copay, "0"),
                "copay",
            ),
            (
                dice.choice(("공단부담금 ②", "② 공단부담금", "급여 공단부담금 ②")),
                style.money(account.insurer),
                "insurer_paid",
            ),
            (
                dice.choice(("전액 본인부담 ③", "③ 전액본인부담")),
                style.money(account.full),
                "full_self_pay",
            ),
            (dice.choice(("비급여 ④", "④ 비급여")), style.money(account.noncovered), "noncovered"),
        ]
    money += [
        (
            dice.choice(("진료비 총액 ⑤ (①+②+③+④)", "진료비 총액(①+②+③+④)")),
            style.money(account.grand_total, "0"),
            "",
        ),
        (
            dice.choice(("환자부담 총액 ⑥ (①+③+④)", "환자부담 총액(①+③+④)")),
            style.money(account.patient_total, "0"),
            "patient_total",
        ),
        (
            "납부한 금액 (카드)" if account.by_card else "납부한 금액 (현금)",
            style.money(account.paid, "0"),
            "",
        ),
    ]
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
    rest: list[Line] = [
        ("사업자등록번호", account.business_no, ""),
        ("전화번호", account.phone, ""),
        ("상호", account.provider_name, "provider_name"),
        ("대표자", f"{account.owner}  (인)", ""),
    ]
    y = grid(sheet, style, (left, y, right), rest, 2, row, size, split=0.34)
    y = grid(
        sheet,
        style,
        (left, y, right),
        [("사업장 소재지", account.address, "")],
        1,
        row,
        size,
        split=0.17,
    )
    sheet.text(
        (left + right) / 2,
        y + 4,
        f"발행일  {account.issued.year}년 {account.issued.month}월 {account.issued.day}일",
        size,
        align="centre",
    )
    if dice.random() < 0.6:
        seal(sheet, dice, right - 8, y - row * 1.5, dice.uniform(5, 7), account.provider_name)


def across(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    place: tuple[float, float, float],
    row: float,
    size: float,
) -> float:
    """The four sums side by side under their headers."""
    left, top, right = place
    step = (right - left) / 4
    headers = ("본인부담금 ①", "공단부담금 ②", dice.choice(("전액 본인부담 ③", "전액본인부담③")))
    if style.shade:
        sheet.shade(left, top, right, top + row * 2, style.shade)
    sheet.label((left, top, left + 3 * step, top + row), dice.choice(("급여", "급    여")), size)
    sheet.label((left + 3 * step, top, right, top + 2 * row), "비급여 ④", size)
    sheet.rule(left, top + row, left + 3 * step, top + row, style.thin)
    sums = (
        (account.copay, "copay"),
        (account.insurer, "insurer_paid"),
        (account.full, "full_self_pay"),
        (account.noncovered, "noncovered"),
    )
    for number, (won, name) in enumerate(sums):
        x = left + number * step
        if number < 3:
            sheet.label((x, top + row, x + step, top + 2 * row), headers[number], size)
        sheet.lines(
            (x, top + 2 * row, x + step, top + 3.2 * row),
            style.money(won),
            style.number_size + 0.5,
            align="right",
            pad=2,
            field=name,
        )
        sheet.rule(x, top + (row if number in (1, 2) else 0), x, top + 3.2 * row, style.thin)
    sheet.rule(left, top + 2 * row, right, top + 2 * row, style.thin)
    sheet.frame(left, top, right, top + 3.2 * row, style.thick)
    return top + 3.2 * row


def thermal(sheet: Sheet, account: Account, style: Style, dice: Random) -> None:
    """A till's roll: no grid, labels left and amounts right, broken lines between."""
    left, right = 5.0, sheet.width - 5
    size = dice.uniform(8.5, 9.8)
    step = size * 0.3528 * dice.uniform(1.5, 1.75)
    y = 8.0
    at_pharmacy = account.care_kind == "pharmacy"
    title = (
        "약제비 계산서·영수증"
        if at_pharmacy
        else dice.choice(("진료비 계산서·영수증", "간이 진료비 영수증", "외래 진료비 영수증"))
    )
    sheet.text(sheet.width / 2, y, title, size + 3, align="centre", bold=True)
    y += step * 1.7
    sheet.text(
        sheet.width / 2,
        y,
        account.provider_name,
        size + dice.choice((0, 2)),
        align="centre",
        field="provider_name",
        bold=dice.random() < 0.5,
    )
    y += step * 1.2
    heads = [
        f"사업자번호: {account.business_no}",
        f"대표자: {account.owner}  TEL: {account.phone}",
        account.address,
    ]
    for line in heads:
        room = (right - left) * sheet.dots
        points = size - 1
        points *= min(1, room / sheet.typeface.width(line, points * 0.3528 * sheet.dots))
        sheet.text(left, y, line, points)
        y += step
    sum_label = "총수납금액" if at_pharmacy else "환자부담총액"
    total_label = "약제비총액" if at_pharmacy else "진료비총액"
    insurer = dice.choice(("보험자부담금", "공단부담금")) if at_pharmacy else "공단부담금"
    third = "비급여(전액본인부담)" if at_pharmacy else "비급여"
    day = style.date(account.care_from)
    groups: list[list[Line]] = [
        [
            ("영수증번호", account.receipt_no, "receipt_no"),
            ("성명", account.patient, ""),
            ("조제일자" if at_pharmacy else dice.choice(("진료일자", "진료일")), day, "days"),
        ],
        [
            (total_label, style.money(account.grand_total, "0"), ""),
            ("본인부담금", style.money(account.copay, "0"), "copay"),
            (insurer, style.money(account.insurer, "0"), "insurer_paid"),
        ],
        [
            (sum_label, style.money(account.patient_total, "0"), "patient_total"),
            ("카드" if account.by_card else "현금", style.money(account.paid, "0"), ""),
        ],
    ]
    if not at_pharmacy and account.full:
        groups[1].append(("전액본인부담", style.money(account.full, "0"), "full_self_pay"))
    groups[1].append((third, style.money(account.noncovered, "0"), "noncovered"))
    for number, group in enumerate(groups):
        sheet.rule(left, y, right, y, 0.25, dashed=True)
        y += step
        for label, value, name in group:
            strong = number == 2
            sheet.text(left, y, label, size + (1 if strong else 0), bold=strong)
            sheet.text(
                right, y, value, size + (1 if strong else 0), align="right", bold=strong, field=name
            )
            y += step
    sheet.rule(left, y, right, y, 0.25, dashed=True)
    y += step
    sheet.text(
        left,
        y,
        f"발행일 {account.issued:%Y-%m-%d} {dice.randint(9, 18):02}:{dice.randint(0, 59):02}",
        size - 1,
    )
    if dice.random() < 0.5:
        bar_code(sheet, dice, left + 8, y + step, right - left - 16, 9)
        y += 9 + step
    if y + step * 2 < sheet.height:
        sheet.text(
            sheet.width / 2,
            y + step * 1.2,
            "감사합니다. 빠른 쾌유를 빕니다.",
            size - 1,
            align="centre",
        )
