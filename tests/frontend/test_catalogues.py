"""Every text is in gettext, a translation keeps its placeholders, both renderers say the same."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.support import Translations

from webapp.config import ROOT
from webapp.frontend import catalogues, messages
from webapp.frontend.build import require_node

HANGUL = re.compile("[ㄱ-ㅎ가-힣]")
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?([a-zA-Z%])")
MARKUP = re.compile(r"<[^>]*>")
FOLDERS = catalogues.translations(ROOT)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# A text in gettext, in a template: what is left without these is bare.
SAID = re.compile(r"""\b(?:_|n?gettext)\(\s*(?:("|')(?:(?!\1).)*\1[\s,]*)+""", re.DOTALL)
APART = re.compile(r"""_\(month\.month ~ "월"\)|>한국어<""")  # twelve messages; its own name
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
TRANS = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)


def read_messages() -> Iterator[tuple[str, Catalog, Message]]:
    for folder in FOLDERS:
        catalogue = catalogues.read(folder)
        yield from ((folder.name, catalogue, each) for each in catalogue if each.id)


def both(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_there_is_english() -> None:
    assert [folder.name for folder in FOLDERS] == ["en"]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_text_of_a_template_is_outside_of_gettext(file: Path) -> None:
    source = file.read_text("utf-8")
    for said in (COMMENT, TRANS, APART, SAID):
        source = said.sub("", source)
    assert [line.strip() for line in source.splitlines() if HANGUL.search(line)] == []


def test_the_catalogues_know_every_text() -> None:
    """`make messages` was run after the last new text."""
    wanted = {each.id for each in messages.collect(ROOT) if each.id}
    for folder in FOLDERS:
        assert {each.id for each in catalogues.read(folder) if each.id} == wanted


def test_a_translation_has_the_placeholders_and_the_markup_of_its_text() -> None:
    found = [
        (language, message.id, form)
        for language, _catalogue, message in read_messages()
        for form in both(message.string)
        if form and not same_parts(both(message.id)[0], form)
    ]
    assert found == []


def same_parts(text: str, translation: str) -> bool:
    return all(
        sorted(part.findall(text)) == sorted(part.findall(translation))
        for part in (PLACEHOLDER, MARKUP)
    )


def test_english_holds_no_korean_but_names_that_one_has_to_find() -> None:
    """As they stand on the paper, in the official app, at a bank and in a message."""
    quoted = {
        "요양기관 종류",
        "환자구분",
        "합계",
        "본인부담금",
        "일부 본인부담",
        "선택진료료",
        "진료비 세부산정내역",
        "지우기",
        "본인부담상한액 초과금",
        "건강보험25시",
        "간편인증",
        "민원여기요",
        "조회",
        "환급금 조회/신청",
        "신청",
        "신한은행",
        "상한",
        "본인부담상한액 초과금 지급신청서",
        "위임장",
        "가족관계증명서 상세",
        "가족관계증명서",
        "기본증명서",
        "상속대표 선정 동의서",
        "진단서",
        "요양비",
        "Web발신",
        "국제발신",
        "국외발신",
    }
    found = {
        korean
        for _language, _catalogue, message in read_messages()
        for form in both(message.string)
        for korean in re.findall("[A-Za-z]*[가-힣]+(?:[ /0-9]*[가-힣]+)*", form)
    }
    assert found <= quoted


def test_saving_what_was_read_changes_nothing(tmp_path: Path) -> None:
    for folder in FOLDERS:
        copy = tmp_path / folder.name / f"{catalogues.DOMAIN}.po"
        copy.parent.mkdir(parents=True)
        messages.save(tmp_path / folder.name, catalogues.read(folder))
        assert copy.read_bytes() == (folder / f"{catalogues.DOMAIN}.po").read_bytes()


def test_equal_messages_make_equal_files() -> None:
    for folder in FOLDERS:
        again = catalogues.read(folder)
        assert catalogues.binary(again) == catalogues.binary(catalogues.read(folder))


ASK = """
import { readFileSync } from "node:fs";
const { gettext, ngettext, speak } = await import(process.argv[1] + "/gettext.js");
const { _ } = await import(process.argv[1] + "/say.js");
const { text } = await import(process.argv[1] + "/jinja.js");
const { default: catalogue } = await import(process.argv[1] + "/generated/catalogue-en.js");
speak(catalogue);
const names = /%\\((\\w+)\\)s/g;
const answers = JSON.parse(readFileSync(0, "utf-8")).map(([one, many, n]) => {
  const found = [...one.matchAll(names)].map(([, name]) => [name, `<${name}>`]);
  const filled = Object.fromEntries(found);
  if (found.length === 0) return _(one);
  if (many === null) return text(gettext.invoke([one], filled));
  delete filled.num;
  return text(ngettext.invoke([one, many, n], filled));
});
process.stdout.write(JSON.stringify(answers));
"""


def test_the_worker_says_what_flask_says(compiled: Translations) -> None:
    asked: list[tuple[str, str | None, int]] = []
    for _language, _catalogue, message in read_messages():
        if isinstance(message.id, str):
            asked.append((message.id, None, 0))
        else:
            asked += [(message.id[0], message.id[1], n) for n in (0, 1, 2, 11)]
    done = subprocess.run(
        [require_node().node, "--input-type=module", "-e", ASK, (ROOT / "static/worker").as_uri()],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    expected = [said(compiled, *each) for each in asked]
    assert json.loads(done.stdout) == expected


@pytest.fixture(scope="module")
def compiled() -> Translations:
    catalogues.write(ROOT)
    with (ROOT / "webapp/translations/en" / f"{catalogues.DOMAIN}.mo").open("rb") as file:
        return Translations(file)


def said(compiled: Translations, one: str, many: str | None, n: int) -> str:
    names = re.findall(r"%\((\w+)\)s", one)
    filled: dict[str, object] = {name: f"&lt;{name}&gt;" for name in names}
    if not names:
        return compiled.gettext(one)
    if many is None:
        return compiled.gettext(one) % filled
    return compiled.ngettext(one, many, n) % {**filled, "num": n}
