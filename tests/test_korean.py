"""Korean in English pages is marked, and nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.dom import Element, read
from tests.person import Page
from webapp.korean import mark_korean

HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
UNMARKABLE = {"title", "option", "textarea", "script", "style", "svg"}
CASES = {
    "nothing Korean": ("<p>Home &amp; all</p>", "<p>Home &amp; all</p>"),
    "a name": ("<b>엄마</b>", '<b><bdi lang="ko">엄마</bdi></b>'),
    "its spaces": (
        "<b>\n 가나 병원 2.3인실\n</b>",
        '<b>\n <bdi lang="ko">가나 병원 2.3인실</bdi>\n</b>',
    ),
    "within a sentence": (
        "<p>Open 건강보험25시 there</p>",
        '<p><bdi>Open <bdi lang="ko">건강보험25시</bdi> there</bdi></p>',
    ),
    "two of them": (
        "엄마 and 아빠",
        '<bdi><bdi lang="ko">엄마</bdi> and <bdi lang="ko">아빠</bdi></bdi>',
    ),
    "an attribute": ('<a aria-label="엄마">x</a>', '<a aria-label="엄마">x</a>'),
    "what takes no elements": (
        "<title>엄마</title><option value=x>엄마</option><textarea>엄마</textarea>",
        "<title>엄마</title><option value=x>엄마</option><textarea>엄마</textarea>",
    ),
    "a picture": (
        "<svg><text>엄마</text></svg>나",
        '<svg><text>엄마</text></svg><bdi lang="ko">나</bdi>',
    ),
    "a comment": ("<!-- 엄마 > -->", "<!-- 엄마 > -->"),
    "a number behind": ("상한137’", '<bdi><bdi lang="ko">상한137</bdi>’</bdi>'),
    "consonants": ("ㅅㅁ", '<bdi lang="ko">ㅅㅁ</bdi>'),
    "what is escaped": ("&lt;엄마&gt;", '<bdi>&lt;<bdi lang="ko">엄마</bdi>&gt;</bdi>'),
}


@pytest.mark.parametrize(("html", "marked"), CASES.values(), ids=CASES)
def test_a_run_of_hangul_is_marked(html: str, marked: str) -> None:
    assert mark_korean(html) == marked


def unmarked(element: Element) -> list[str]:
    """Texts with Hangul in them that no voice is told of."""
    if element.tag in UNMARKABLE or element.attrs.get("lang") == "ko":
        return []
    found = []
    for each in element.children:
        found += [each] if isinstance(each, str) else unmarked(each)
    return [text for text in found if HANGUL.search(text)]


def test_no_english_page_holds_korean_that_is_not_marked(
    pages_in_english: Mapping[str, Page],
) -> None:
    found = {where: unmarked(read(page.html)) for where, page in pages_in_english.items()}
    assert {where: texts for where, texts in found.items() if texts} == {}
    assert any(
        '<bdi lang="ko">은빛요양병원</bdi>' in page.html for page in pages_in_english.values()
    )
