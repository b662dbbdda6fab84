"""The sums of form 6: ⑦ to ⑫ and what was paid, beside the items or below them."""

from __future__ import annotations

from random import Random

from tests.receipts.drawing.accounts import Account
from tests.receipts.drawing.decoration import bar_code
from tests.receipts.drawing.paper import Sheet
from tests.receipts.drawing.print_style import Style


def figures(account: Account, style: Style, dice: Random) -> list[tuple[str, int, str]]:
    """The right block's lines: label, won, field."""
    new = account.form == "B"
    total, whole = ("⑥", "(①+②+③+④)") if new else ("⑦", "(①+②+③+④+⑤)")
    own = "(①-⑤)+③+④" if new else "(①-⑥)+③+④+⑤"
    found = [(f"진료비 총액 {total}\n{whole}", account.grand_total, "")]
    if new:
        found.append(("공단부담 총액 ⑦\n(②+⑤)", account.insurer + account.advance, ""))
    found += [
        (f"환자부담 총액 ⑧\n{own}", account.patient_total, "patient_total"),
        ("이미 납부한 금액 ⑨", account.already_paid, ""),
        ("납부할 금액 ⑩\n(⑧-⑨)", account.due, ""),
    ]
    return found


def sums_beside(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
    landscape: bool,
) -> None:
    """금액산정내용 right of the items."""
    left, top, right, bottom = area
    split = left + (right - left) * dice.uniform(0.46, 0.54)
    head = 5.0
    sheet.label(
        (left, top, right, top + head),
        dice.choice(("금액산정내용", "금액 산정내용", "금액산정 내용")),
        style.size,
    )
    sheet.rule(left, top + head, right, top + head, style.thin)
    lines = figures(account, style, dice)
    payments = [
        ("카드", account.by_card),
        ("현금영수증", account.by_cash_receipt),
        ("현금", account.by_cash),
        ("합계", account.paid),
    ]
    free = bottom - top - head
    tall = min(13.0, free * (0.115 if landscape else 0.075))
    low = min(6.5, free * 0.06)
    y = top + head
    strong = style.bold_totals
    for label, won, name in lines:
        if style.shade:
            sheet.shade(left, y, split, y + tall, style.shade)
        text = label if tall > 7 else label.replace("\n", " ")
        sheet.label((left, y, split, y + tall), text, style.size)
        sheet.lines(
            (split, y, right, y + tall),
            style.money(won, "0" if name else None),
            style.number_size + 0.5,
            align="right",
            pad=1.5,
            bold=strong,
            field=name,
        )
        y += tall
        sheet.rule(left, y, right, y, style.thin)
    begin = y
    inner = left + (split - left) * 0.52
    for label, won in payments:
        sheet.label((inner, y, split, y + low), label, style.size)
        sheet.lines(
            (split, y, right, y + low), style.money(won), style.number_size, align="right", pad=1.5
        )
        y += low
        sheet.rule(inner if label != "합계" else left, y, right, y, style.thin)
    sheet.label((left, begin, inner, y), "납부한\n금액 ⑪", style.size)
    sheet.rule(inner, begin, inner, y, style.thin)
    sheet.label((left, y, split, y + tall * 0.8), "납부하지 않은 금액\n(⑩-⑪)", style.size)
    sheet.lines(
        (split, y, right, y + tall * 0.8),
        style.money(account.unpaid),
        style.number_size,
        align="right",
        pad=1.5,
    )
    y += tall * 0.8
    sheet.rule(left, y, right, y, style.thin)
    sheet.rule(split, top + head, split, y, style.thin)
    if bottom - y > 16:
        y = cash_receipt(sheet, style, (left, y, right, bottom), split)
    if bottom - y > 12:
        sheet.label(
            (left, y, right, y + 5),
            dice.choice(("* 요양기관 임의활용공간", "※ 요양기관 임의활용공간")),
            style.size - 1,
        )
        free_space(sheet, account, style, dice, (left, y + 5, right, bottom))


def cash_receipt(
    sheet: Sheet, style: Style, area: tuple[float, float, float, float], split: float
) -> float:
    left, y, right, _ = area
    sheet.label((left, y, right, y + 4.6), "현금영수증(        )", style.size)
    for number, label in enumerate(("신분확인번호", "현금영수증\n승인번호")):
        height = 5.2
        base = y + 4.6 + number * height
        sheet.rule(left, base, right, base, style.thin)
        sheet.label((left, base, split, base + height), label, style.size - 0.5)
    end = y + 4.6 + 2 * 5.2
    sheet.rule(left, end, right, end, style.thin)
    sheet.rule(split, y + 4.6, split, end, style.thin)
    return end


def free_space(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
) -> None:
    """What providers put there: the card slip, a bar code, the next visit, or nothing."""
    left, top, right, bottom = area
    what = dice.random()
    if what < 0.4 and account.by_card and bottom - top > 26:
        lines = [
            "신용카드 매출전표",
            f"카드번호 {dice.randint(4000, 5599)}-****-****-{dice.randint(1000, 9999)}",
            f"승인일시 {account.issued:%Y-%m-%d} {dice.randint(9, 17):02}:{dice.randint(0, 59):02}",
            f"승인금액 {account.by_card:,}원",
            f"승인번호 {dice.randint(10_000_000, 99_999_999)}",
            "할부개월 일시불",
        ]
        for number, line in enumerate(lines):
            sheet.text(left + 2, top + 4 + number * 3.7, line, style.size - 1)
    elif what < 0.6:
        bar_code(sheet, dice, left + 4, top + 3, min(38.0, right - left - 8), 7)
        sheet.text((left + right) / 2, top + 12.5, account.chart, style.size - 1, align="centre")
    elif what < 0.75:
        sheet.text(left + 2, top + 5, "감사합니다. 쾌유를 빕니다.", style.size)


def sums_below(
    sheet: Sheet,
    account: Account,
    style: Style,
    dice: Random,
    area: tuple[float, float, float, float],
) -> None:
    """The same figures in a grid below the items."""
    left, top, right, bottom = area
    lines = figures(account, style, dice)
    lines += [
        ("납부한 금액 ⑪\n(카드+현금영수증+현금)", account.paid, ""),
        ("납부하지 않은 금액\n(⑩-⑪)", account.unpaid, ""),
    ]
    if len(lines) % 2:
        lines.insert(2, ("카드", account.by_card, ""))
    rows = len(lines) // 2
    height = (bottom - top) / rows
    middle = (left + right) / 2
    for number, (label, won, name) in enumerate(lines):
        x0 = left if number % 2 == 0 else middle
        x1 = x0 + (right - left) / 2
        y = top + height * (number // 2)
        split = x0 + (x1 - x0) * 0.52
        if style.shade:
            sheet.shade(x0, y, split, y + height, style.shade)
        sheet.label((x0, y, split, y + height), label, style.size)
        sheet.lines(
            (split, y, x1, y + height),
            style.money(won, "0" if name else None),
            style.number_size + 0.5,
            align="right",
            pad=2,
            bold=style.bold_totals,
            field=name,
        )
        for x in (x0, split):
            sheet.rule(x, y, x, y + height, style.thin)
        sheet.rule(x0, y, x1, y, style.thin)
