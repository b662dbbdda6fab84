"""What the worker shares with Flask, as a module: static/worker/generated/contract.js.

Addresses, headers, fields, labels and limits are typed once, in Python.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from webapp import forms, look
from webapp.errors import MESSAGES
from webapp.household import leaving_presenters
from webapp.household import schemas as household
from webapp.language import LANGUAGES
from webapp.receipts import doubts, labels, schemas, search
from webapp.refunds import real_presenters as real
from webapp.routes import PRIVATE, REPLACING, SCREENS
from webapp.security import HEADERS
from webapp.shell import licences, presenters, preview_presenters, year_presenters
from webapp.sync import contract, feed, fields
from webapp.sync import schemas as sync
from webapp.sync.synced import TRASH_DAYS, Synced

OUTPUT = "static/worker/generated/contract.js"
ERROR_PAGES = ("errors/error.html", "errors/unreachable.html")


def content() -> dict[str, Any]:
    return {
        "SCREENS": [
            {
                "name": each.name,
                "rule": each.rule,
                "page": each.page,
                "part": each.part,
                "method": each.method,
            }
            for each in SCREENS.values()
        ],
        "REPLACING": sorted(REPLACING),
        "PRIVATE": list(PRIVATE),
        "HEADERS": dict(HEADERS),
        "MESSAGES": {str(status): list(texts) for status, texts in MESSAGES.items()},
        "FIELDS": {name: list(model.fields) for name, model in Synced.entities.items()},
        "COLUMNS": [list(column) for column in labels.COLUMNS],
        "AMOUNTS": list(schemas.AMOUNTS),
        "UNCOUNTED_PREFIX": schemas.UNCOUNTED_PREFIX,
        "YEARS": [forms.YEARS.start, forms.YEARS.stop],
        "LONGEST_KEPT": forms.LONGEST_KEPT,
        "LONGEST_ASKED": forms.LONGEST_ASKED,
        "LONGEST_IDS": forms.LONGEST_IDS,
        "LONGEST_ADDRESS": forms.LONGEST_ADDRESS,
        "LONGEST_NAME": household.LONGEST_NAME,
        "AVATARS": household.AVATARS,
        "CLOSED": household.CLOSED,
        "LONGEST_PROVIDER": schemas.LONGEST_PROVIDER,
        "MOST_WON": fields.MOST_WON,
        "OUTLIER_TIMES": doubts.OUTLIER_TIMES,
        "OUTLIER_NEEDS": doubts.OUTLIER_NEEDS,
        "TYPO_TIMES": doubts.TYPO_TIMES,
        "CHECKABLE": list(schemas.CHECKABLE),
        "LEFT_TO_DO": list(search.LEFT_TO_DO),
        "PAGE": search.PAGE,
        "HISTORY": feed.HISTORY,
        "TRASH_DAYS": TRASH_DAYS,
        "SOON_TO_LAPSE": presenters.SOON_TO_LAPSE,
        "TOLD_AT_ONCE": presenters.TOLD_AT_ONCE,
        "SHOWN": year_presenters.SHOWN,
        "MORE_STEP": preview_presenters.MORE_STEP,
        "MORE_BY": preview_presenters.MORE_BY,
        "MORE_AT_LEAST": preview_presenters.MORE_AT_LEAST,
        "DAYS_BY": preview_presenters.DAYS_BY,
        "CHART": preview_presenters.CHART,
        "REAL": {
            "WAYS": [list(way) for way in real.WAYS],
            "STEPS": list(real.STEPS),
            "HOSTS": list(real.HOSTS),
            "SOURCES": real.official(),
        },
        "LEAVING_WORD": leaving_presenters.WORD,
        "LIBRARIES": licences.libraries(),
        "PLACES": list(licences.PLACES),
        "LANGUAGES": list(LANGUAGES),
        "LOOKS": {name: list(values) for name, values in look.CHOICES.items()},
        "VERSION": contract.CONTRACT,
        "MOST_OPS": sync.MOST_OPS,
        "MOST_BYTES": sync.MOST_BYTES,
    }


def templates() -> set[str]:
    """The templates that the worker renders."""
    used = {name for screen in SCREENS.values() for name in (screen.page, screen.part) if name}
    return used | set(ERROR_PAGES)


def module() -> str:
    text = json.dumps(content(), ensure_ascii=False, separators=(",", ":"))
    return (
        "// Made by webapp/frontend/contract.py. Edits are lost.\n"
        "/** @type {any} */\n"
        f"export const CONTRACT = {text};\n"
    )


def write(root: Path) -> None:
    path = root / OUTPUT
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text("utf-8") != module():
        path.write_text(module(), "utf-8")
