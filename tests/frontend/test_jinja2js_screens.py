"""The app's own templates with the presenters' contexts, true and hostile, rendered twice."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, MutableMapping, MutableSequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, migrated
from tests.frontend.conformance.both import Job, by_javascript, by_jinja, write_module
from tests.frontend.conformance.screens import Rendering, contexts
from webapp import create_app
from webapp.config import ROOT
from webapp.frontend import catalogues
from webapp.routes import SCREENS

HOSTILE_TEXT = (
    *("", "0", "<script>alert(1)</script>", "\"'><b x='", "&amp;&#39;", "{{ 7 }}{% if %}"),
    *(
        "${x}`\\",
        "가\u2028나\u2029",
        "a\x00b\x1f\x7f\x85\x0c",
        "😀\u200d👧",
        "\u202eabc\ufeff\u200b",
    ),
    *("é\u0301ﬁİß", "a b/c?d=é&f~g", "2023-02-28", "1-2-3", "ㅅㅁ", "\r\n\t ", "엄마" * 40),
)
LARGE = 2**53 - 100  # a template may still add a few to it
HOSTILE_NUMBERS = (0, 1, -1, -7, 9_999, 10_000, 12_345_678, -(10**11), 10**15, LARGE, -LARGE)
OTHERS: tuple[Any, ...] = (None, [], {}, True, False)
FUZZED = 900
AT_LEAST = 500
METHOD = "is a method in Python here"  # a text where a record should be: it has a `title`, too


@pytest.fixture(scope="module")
def app_contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Rendering]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('screens') / 'app.sqlite3'}"
    migrated(url)
    app = create_app(database_url=url, testing=True, now=Clock())
    app.jinja_env.globals["asset"] = lambda name: f"/static/build/{name}"
    offline = {name for screen in SCREENS.values() for name in (screen.page, screen.part) if name}
    found = [(name, plain(context)) for name, context in contexts(app) if name in offline]
    return app.jinja_env, found


@pytest.fixture(scope="module")
def module(
    app_contexts: tuple[Any, list[Rendering]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    env, found = app_contexts
    file = tmp_path_factory.mktemp("templates") / "templates.mjs"
    return write_module(env, sorted({name for name, _ in found}), file)


def test_every_offline_screen_was_seen(app_contexts: tuple[Any, list[Rendering]]) -> None:
    seen = {name for name, _ in app_contexts[1]}
    wanted = {name for screen in SCREENS.values() for name in (screen.page, screen.part) if name}
    assert wanted <= seen


def test_true_contexts_render_the_same(
    app_contexts: tuple[Any, list[Rendering]], module: Path
) -> None:
    env, found = app_contexts
    jobs = [Job(module, name, context) for name, context in found]
    for job, answer in zip(jobs, by_javascript(jobs), strict=True):
        assert answer == {"text": by_jinja(env, job)}, job.template


def test_english_renders_the_same(app_contexts: tuple[Any, list[Rendering]], module: Path) -> None:
    env, found = app_contexts
    catalogues.write(ROOT)
    app = create_app(database_url="sqlite://", testing=True)
    jobs = [Job(module, name, {**context, "lang": "en"}, "en") for name, context in found]
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        expected = [by_jinja(env, job) for job in jobs]
    assert all(text is not None for text in expected)
    for job, text, answer in zip(jobs, expected, by_javascript(jobs), strict=True):
        assert answer == {"text": text}, job.template
    assert any("Skip to the main content" in (text or "") for text in expected)


def test_hostile_contexts_render_the_same(
    app_contexts: tuple[Any, list[Rendering]], module: Path
) -> None:
    env, found = app_contexts
    chance = random.Random(20_260_101)
    jobs = [hostile(module, chance.choice(found), chance) for _ in range(FUZZED)]
    expected = [by_jinja(env, job) for job in jobs]
    for job, text, answer in zip(jobs, expected, by_javascript(jobs), strict=True):
        error = answer.get("error", "")
        if text is None or METHOD in error:
            assert error.startswith("Error: "), job.template
        else:
            assert answer == {"text": text}, job.template
    assert sum(text is not None for text in expected) >= AT_LEAST


def hostile(module: Path, rendering: Rendering, chance: random.Random) -> Job:
    """A job with some of the leaves changed: most keep their type, a few do not."""
    name, context = rendering[0], copy.deepcopy(rendering[1])
    places = list(leaves(context))
    for holder, key in chance.sample(places, min(len(places), chance.choice((1, 3, 10, 40)))):
        holder[key] = changed(holder[key], chance)
    return Job(module, name, context)


def changed(value: Any, chance: random.Random) -> Any:
    if chance.random() < 0.03:
        return chance.choice((*OTHERS, *HOSTILE_TEXT[:3], *HOSTILE_NUMBERS[:3]))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return chance.choice(HOSTILE_NUMBERS)
    if isinstance(value, str) and is_day(value):
        return chance.choice(("2024-02-29", "1999-12-31", "0001-01-01"))
    if isinstance(value, str):
        return chance.choice(HOSTILE_TEXT)
    return chance.choice(OTHERS)


def is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """(holder, key) of everything that holds nothing itself."""
    pairs = value.items() if isinstance(value, MutableMapping) else enumerate(value)
    for key, each in list(pairs):
        if isinstance(each, MutableMapping | MutableSequence) and each:
            yield from leaves(each)
        else:
            yield value, key


def plain(value: Any) -> Any:
    """The same as dicts and lists, which is what the worker's presenters give."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
