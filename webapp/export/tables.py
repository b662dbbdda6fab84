"""Receipts and each person's year as rows, and the two kinds of file that tables are taken away in.

Amounts are whole won, days are ISO dates; the headings are in the reader's language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from webapp.household.models import Member
from webapp.law.assess import Assessment
from webapp.law.exclusions import everything
from webapp.receipts.labels import COLUMNS, labels, shown
from webapp.receipts.models import Receipt
from webapp.receipts.schemas import UNCOUNTED, UNCOUNTED_PREFIX

Cell = str | int | date | None

# A spreadsheet takes what begins so for a formula; a hospital's name may not be one. The mark that
# keeps it text is marked itself: 표 가져오기 takes it away again (static/backup/cells.js).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
WIDEST = 40  # letters
MONEY = "#,##0"


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def receipts_table(receipts: Iterable[Receipt], names: Mapping[str, str]) -> Table:
    """A receipt a row: where, when, the columns of the form, and what of it is counted."""
    words = labels()
    texts = ("provider_kind", "care_kind", "insurance_kind")
    amounts = [name for name, *_rest in COLUMNS]
    heading = [
        *(words["member_id"], words["care_from"], words["care_to"], words["provider_name"]),
        *(words[name] for name in texts),
        *(words[name] for name in amounts),
        *(words[name] for name in UNCOUNTED),
        *(_("세는 돈"), _("세지 않는 돈"), words["discharged"], words["receipt_no"], words["note"]),
        *(words["unverified"], words["indemnity_paid"]),
    ]
    rows = [
        [
            *(names.get(each.member_id, ""), each.care_from, each.care_to, each.provider_name),
            *(shown(name, getattr(each, name), names) for name in texts),
            *(getattr(each, name) for name in amounts),
            *(each.uncounted.get(name.removeprefix(UNCOUNTED_PREFIX)) for name in UNCOUNTED),
            *(each.counted, each.paid - each.counted, shown_if("discharged", each)),
            *(each.receipt_no, each.note, shown_if("unverified", each), each.indemnity_paid),
        ]
        for each in receipts
    ]
    return Table(_("영수증"), heading, rows)


def shown_if(name: str, receipt: Receipt) -> str:
    """The words for a field that most receipts have nothing to say about."""
    value = getattr(receipt, name)
    return shown(name, value, {}) if value else ""


def years_table(people: Iterable[tuple[Member, Assessment]]) -> Table:
    """A person a row: from what was paid, less what each reason leaves out, to the estimate, or to
    its range without a band.
    """
    reasons = everything()
    heading = [
        *(_("누구"), _("해"), _("분위"), _("낸 돈 모두"), _("세지 않는 돈")),
        *(_("세지 않는 돈: %(reason)s", reason=_(each.label)) for each in reasons.values()),
        *(_("센 돈"), _("상한액"), _("예상 환급")),
        *(_("예상 환급 (가장 적게)"), _("예상 환급 (가장 많게)")),
        *(_("병원이 이미 덜 받은 돈(상한액 초과금)"), _("요양병원 입원일")),
    ]
    rows: list[list[Cell]] = [
        [
            *(member.name, each.year, each.band, each.paid, each.paid - each.counted),
            *(each.left_out.get(reason, 0) for reason in reasons),
            *(each.counted, each.cap, each.estimate, each.lowest, each.highest),
            *(each.advance, each.nursing_days),
        ]
        for member, each in people
    ]
    return Table(_("계산"), heading, rows)


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark at its beginning, without which Excel takes Korean for something else."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.heading)
    writer.writerows([plain(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """A sheet a table: headings stay in view, columns are as wide as what is in them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        fill(book.create_sheet(table.name), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fill(sheet: Worksheet, table: Table) -> None:
    sheet.append(list(table.heading))
    for row in table.rows:
        sheet.append([plain(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column in sheet.columns:
        widest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(WIDEST, 2 * widest + 2)
        for cell in column:
            if isinstance(cell.value, int):
                cell.number_format = MONEY


def plain(cell: Cell) -> Cell:
    """Text that a spreadsheet would work out as a formula stays text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
