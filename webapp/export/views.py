"""내보내기: a choice of year and person, files to take away, a sheet to print."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from flask import Blueprint, Response
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import today
from webapp.export import presenters, tables
from webapp.household.models import Member, Visit
from webapp.household.visits import current_visit, visit_or_404
from webapp.law.assess import Assessment, assess
from webapp.receipts import sums
from webapp.receipts.models import Receipt
from webapp.routes import on
from webapp.templating import page

bp = Blueprint("export", __name__)

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

People = list[tuple[Member, Sequence[Receipt], Assessment]]


@on(bp, "export")
def export() -> Response:
    years = years_shown()
    return page("export", presenters.present_export(years, forms.asked_year() or years[0]))


@on(bp, "backup")
def backup() -> Response:
    return page("backup", presenters.present_backup())


@on(bp, "restoration")
def restoration() -> Response:
    return page("restoration", presenters.present_restoration())


@on(bp, "hand_over")
def hand_over() -> Response:
    visit = current_visit()
    people = visit.members() if visit is not None else ()
    return page("hand_over", presenters.present_hand_over(people, forms.asked("member")))


@on(bp, "bundle")
def bundle() -> Response:
    years = years_shown()
    return page("bundle", presenters.present_bundle(years, forms.asked_year() or years[0]))


@on(bp, "table_import")
def table_import() -> Response:
    visit = current_visit()
    people = visit.members() if visit is not None else ()
    return page("table_import", presenters.present_import(people))


def years_shown() -> list[int]:
    """Years that have receipts, and this one."""
    visit = current_visit()
    found = sums.years_with_receipts(visit.household_id) if visit is not None else ()
    return sorted({*found, today().year}, reverse=True)


@bp.get("/export/receipts.csv")
def receipts_csv() -> Response:
    visit, year = visit_or_404(), asked_year()
    return file(tables.as_csv(receipts_of(visit, people_of(visit, year))), CSV, f"{year}.csv")


@bp.get("/export/year.csv")
def year_csv() -> Response:
    visit, year = visit_or_404(), asked_year()
    name = f"{year}-{_('계산')}.csv"
    return file(tables.as_csv(sums_of(people_of(visit, year))), CSV, name, f"{year}-year.csv")


@bp.get("/export/year.xlsx")
def year_xlsx() -> Response:
    visit, year = visit_or_404(), asked_year()
    people = people_of(visit, year)
    sheets = [receipts_of(visit, people), sums_of(people)]
    return file(tables.as_xlsx(sheets), XLSX, f"{year}.xlsx")


@on(bp, "export_sheet")
def export_sheet() -> Response:
    """A page for everybody who has receipts of the year, or for the one who is asked for."""
    visit, year, wanted = current_visit(), asked_year(), forms.asked("member")
    everybody = people_of(visit, year) if visit is not None else []
    people = [
        (member, assessment)
        for member, rows, assessment in everybody
        if rows and wanted in ("", member.id)
    ]
    return page("export_sheet", presenters.present_sheet(people, year, wanted, today()))


def asked_year() -> int:
    return forms.asked_year() or today().year


def people_of(visit: Visit, year: int) -> People:
    """Everybody of the household with their receipts of the year and what follows from them."""
    found = []
    for member in visit.members():
        rows = sums.of_member_and_year(visit.household_id, member.id, year)
        receipts = [row.as_law() for row in rows]
        found.append((member, rows, assess(year, member.band(year), receipts, today())))
    return found


def receipts_of(visit: Visit, people: People) -> tables.Table:
    receipts = [receipt for _member, rows, _assessment in people for receipt in rows]
    receipts.sort(key=lambda each: (each.care_from, each.id))
    return tables.receipts_table(receipts, {each.id: each.name for each in visit.members()})


def sums_of(people: People) -> tables.Table:
    return tables.years_table((member, assessment) for member, _rows, assessment in people)


def file(content: bytes, kind: str, name: str, plain: str = "") -> Response:
    """To be kept, not shown: under a name that says the year, and nobody's.

    `plain` is the name where it has to be Latin-1, as a header is.
    """
    response = Response(content, content_type=kind)
    shown = quote(f"{_('상한지기')}-{name}")
    response.headers.set(
        "Content-Disposition",
        "attachment",
        filename=f"sanghanjigi-{plain or name}",
        **{"filename*": f"UTF-8''{shown}"},
    )
    return response
