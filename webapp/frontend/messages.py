"""Collect every text that a person sees into the catalogues, beside its translation.

    make messages

New texts come in untranslated, which shows them in Korean; texts that are gone go. Korean is
written in templates and code inside of gettext, and in the law's data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from webapp.config import ROOT
from webapp.frontend import catalogues, law_data
from webapp.law import exclusions, kinds, papers, receipt_form, rulebook

Found = tuple[str, str | tuple[str, ...], str | None]  # file, message, context

KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
METHODS = (
    ("templates", "**.html", "jinja2"),
    ("webapp", "**.py", "python"),
    ("static/worker/outbox", "**.js", "javascript"),
    ("static/worker/shell", "**.js", "javascript"),
    ("static/worker/household", "**.js", "javascript"),
    ("static/worker/receipts", "**.js", "javascript"),
    ("static/worker/replica", "**.js", "javascript"),
    ("static/worker", "*.js", "javascript"),
)
BORROWING = ("templates/design/", "webapp/shell/design_views.py")  # what others say, as an example
KOREAN = re.compile("[가-힣]")
DAY = timedelta(days=1)
EXAMPLES = "webapp/shell/examples.toml"
SHOWN = ("label", "note", "reason")  # keys of the law's data
HELP = (
    *("title", "answer", "link", "summary", "what", "differs", "unknown", "ask", "legal"),
    *("word", "means", "why"),
)
HEADER = """\
# What people read, in {name}. The msgid is the Korean text. `make messages` keeps it complete.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def update(root: Path) -> None:
    """Add what is new to every catalogue and drop what is gone."""
    found = collect(root)
    for folder in catalogues.translations(root):
        kept = catalogues.read(folder)
        kept.update(found, no_fuzzy_matching=True)
        kept.obsolete.clear()
        save(folder, kept)


def save(folder: Path, catalogue: Catalog) -> None:
    assert catalogue.locale is not None
    for message in catalogue:
        message.locations = sorted({(file, 1) for file, _line in message.locations})
    head = HEADER.format(
        name=catalogue.locale.get_display_name("en"),
        language=folder.name,
        plurals=catalogue.plural_forms,
    )
    with (folder / f"{catalogues.DOMAIN}.po").open("wb") as file:
        file.write(head.encode())
        write_po(
            file, catalogue, width=100, omit_header=True, sort_by_file=True, include_lineno=False
        )


def collect(root: Path) -> Catalog:
    found = Catalog()
    for file, message, context in (*in_sources(root), *in_data(root)):
        if KOREAN.search(str(message)):  # gettext(row["title"]) is no message "title"
            found.add(message, locations=[(file, 1)], context=context)
    return found


def in_sources(root: Path) -> Iterator[Found]:
    for folder, files, method in METHODS:
        texts = extract_from_dir(str(root / folder), [(files, method)], keywords=KEYWORDS)
        for file, _line, message, _comments, context in texts:
            if not f"{folder}/{file}".startswith(BORROWING):
                yield f"{folder}/{file}", message, context


def in_data(root: Path) -> Iterator[Found]:
    """The law knows no gettext: presenters translate its labels and notes where they show them."""
    law = law_data.content(root)
    for text in (*shown(law, SHOWN), *shown(law["help"], HELP), *shown(law["sources"], ("title",))):
        yield "webapp/law/data", text, None
    for text in (*sorted(why_not()), *on_paper()):
        yield "webapp/law", text, None
    for labels in (kinds.PROVIDER_KINDS, kinds.CARE_KINDS, kinds.INSURANCE_KINDS):
        for text in labels.values():
            yield "webapp/law/kinds.py", text, None
    for text in to_bring():
        yield "webapp/law/data/papers.toml", text, None
    examples = tomllib.loads((root / EXAMPLES).read_text("utf-8"))
    for text in shown(examples, ("title", "story")):
        yield EXAMPLES, text, None


def why_not() -> set[str]:
    """Why a reason subtracts nothing: on every day around a change, in every place."""
    rules = [rule for each in exclusions.exclusions() for rule in each.rules]
    days = {rule.since - DAY for rule in rules if rule.since}
    days |= {rule.until + DAY for rule in rules if rule.until}
    found = {
        exclusions.why_not(each.id, on=day, provider_kind=place, care_kind=care)
        for each in exclusions.exclusions()
        for day in days
        for place in kinds.PROVIDER_KINDS
        for care in kinds.CARE_KINDS
    }
    return {text for text in found if text is not None}


def on_paper() -> Iterator[str]:
    """What does not add up on a receipt."""
    amounts = {"copay": 1, "full_self_pay": 0, "noncovered": 0, "advance": 2}
    for care in ("outpatient", "pharmacy"):
        for insurer_paid in (9_000, None):
            for each in receipt_form.warnings(
                **amounts, insurer_paid=insurer_paid, patient_total=9_000, care_kind=care
            ):
                yield each.message


def to_bring() -> Iterator[str]:
    """The papers, by case, and where the lists are from. No screen of the worker shows them."""
    for case in papers.cases().values():
        yield from (case.title, case.summary, *case.notes)
        yield from (text for paper in case.papers for text in (paper.label, paper.note) if text)
        yield from (rulebook.sources()[id].title for id in case.source)


def shown(value: Any, keys: Iterable[str]) -> Iterator[str]:
    """The texts under these keys, however deep."""
    if isinstance(value, dict):
        for given in (value[key] for key in keys if key in value):
            yield from (text for text in listed(given) if isinstance(text, str))
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from shown(each, keys)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


if __name__ == "__main__":
    update(ROOT)
    catalogues.write(ROOT)
