"""Korean on a page in another language is marked as such, for voices that read it out.

Names of people and hospitals, of official apps and offices stay Korean in English: each run of
Hangul gets `lang="ko"` (WCAG 2.2, 3.1.2). Done to the finished page, so that no text, template or
record has to think of it. In attributes, titles and options nothing can be marked.
"""

from __future__ import annotations

import re

# What stands between texts; some elements take no other ones.
APART = re.compile(
    r"<!--.*?-->|<(title|option|textarea|script|style|svg)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL
)
HANGUL = "[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"
RUN = re.compile(f"{HANGUL}+(?:[ \u00a0·.,()~0-9-]*{HANGUL}+)*[0-9]*")


def mark_korean(html: str) -> str:
    marked, end = [], 0
    for found in APART.finditer(html):
        marked += [in_text(html[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*marked, in_text(html[end:])])


def in_text(text: str) -> str:
    """One piece stays one piece: where it is laid out in a row, nothing comes apart."""
    marked = RUN.sub(lambda found: f'<bdi lang="ko">{found[0]}</bdi>', text)
    is_whole = marked == text or not RUN.sub("", text).strip()
    return marked if is_whole else f"<bdi>{marked}</bdi>"
