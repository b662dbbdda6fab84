"""도움말: what people ask, what they mix up, what words mean, which messages to doubt. Texts and
their sources are data: webapp/law/data/help.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from webapp.law.rulebook import evidence, read, sources
from webapp.receipts.models import initials
from webapp.receipts.search import is_initial
from webapp.refunds.real_presenters import official
from webapp.shell.cap_presenters import Context, status_label
from webapp.shell.licences import PLACES, libraries
from webapp.sources import present_sources, title_of


def present_help() -> Context:
    return {
        "title": _("도움말"),
        "tab": "menu",
        "questions": [
            {
                "id": row["id"],
                "title": _(row["title"]),
                "answer": texts(row["answer"]),
                "href": row.get("href", ""),
                "link": optional(row, "link"),
                **present_origin(row),
            }
            for row in read("help")["question"]
        ],
    }


def present_neighbours() -> Context:
    return {
        "title": _("비슷해 보이는 것들"),
        "tab": "menu",
        "neighbours": [
            {
                "id": row["id"],
                "title": _(row["title"]),
                "summary": _(row["summary"]),
                "what": texts(row["what"]),
                "differs": texts(row["differs"]),
                "unknown": optional(row, "unknown"),
                "ask": _(row["ask"]),
                "tel": row["tel"],
                "legal": optional(row, "legal"),
                **present_origin(row),
            }
            for row in read("help")["neighbour"]
        ],
    }


def present_words(q: str = "", *, error: str = "") -> Context:
    """The glossary, or those of its words that `q` finds: by word, meaning or initials."""
    glossary = read("help")["glossary"]
    groups = [
        {
            "id": group["id"],
            "title": _(group["title"]),
            "words": [
                {"id": each["id"], "word": word, "means": means}
                for each in group["word"]
                if finds(q, word := _(each["word"]), means := _(each["means"]))
            ],
        }
        for group in glossary["group"]
    ]
    return {
        "title": _("쉬운 말 풀이"),
        "tab": "menu",
        "q": q.strip(),
        "q_error": error,
        "count": sum(len(group["words"]) for group in groups),
        "groups": [group for group in groups if group["words"]],
        "sources": present_sources(glossary["source"]),
        "checked": glossary["checked"].isoformat(),
    }


def finds(q: str, word: str, means: str) -> bool:
    wanted = q.strip().lower()
    by_initials = all(is_initial(letter) or letter.isspace() for letter in wanted)
    return wanted in f"{word} {means}".lower() or (
        by_initials and initials(wanted) in initials(word)
    )


def present_message() -> Context:
    return {
        "title": _("문자 확인"),
        "tab": "menu",
        "signs": [
            {"id": row["id"], "title": _(row["title"]), "why": _(row["why"])}
            for row in read("help")["sign"]
        ],
    }


def present_about() -> Context:
    named = {
        "caps": _("상한액 표"),
        "exclusions": _("세지 않는 돈"),
        "stays": _("요양병원 입원일 세기"),
        "calendar": _("안내가 나가는 날과 3년"),
        "premium_brackets": _("보험료와 분위"),
        "banks": _("은행과 계좌번호의 길이"),
        "papers": _("챙길 서류"),
        "help": _("도움말"),
        "statistics": _("통계"),
    }
    return {
        "title": _("이 앱에 대해"),
        "tab": "menu",
        "rules": [
            {
                "name": name,
                "checked": evidence(file).checked.isoformat(),
                "sources": present_origins(evidence(file).sources),
            }
            for file, name in named.items()
        ],
        "libraries": [
            {"where": place, "used": [each for each in libraries() if each["where"] == place]}
            for place in PLACES
        ],
    }


def present_origins(ids: Sequence[str]) -> list[Context]:
    """Where a whole file was read; `official` where the app leads out to it."""
    titles = {title_of(sources()[id]): id for id in ids}
    return [
        {"id": id, "title": title, "official": id in official()} for title, id in titles.items()
    ]


def present_origin(row: Mapping[str, Any]) -> Context:
    """Where a text was read. What is about this app itself has no status."""
    return {
        "status": "" if row["status"] == "app" else status_label(row["status"]),
        "official": row["status"] == "official",
        "checked": row["checked"].isoformat(),
        "sources": present_sources(row["source"]),
    }


def texts(rows: Sequence[str]) -> list[str]:
    return [_(row) for row in rows]


def optional(row: Mapping[str, Any], key: str) -> str:
    return _(row[key]) if key in row else ""
