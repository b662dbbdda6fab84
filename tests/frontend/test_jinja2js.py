"""A snippet means the same to Jinja and to the compiled JavaScript, or the build refuses it."""

from __future__ import annotations

import inspect
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from tests.frontend.conformance.both import (
    Job,
    app_environment,
    by_javascript,
    by_jinja,
    translated_environment,
    write_module,
)
from webapp.frontend.jinja2js import NoTwin, compile_templates, twins, write_templates
from webapp.frontend.jinja2js.expressions import Expressions
from webapp.routes import SCREENS

FOLDER = Path(__file__).parent / "conformance"
CONTEXT = json.loads((FOLDER / "context.json").read_text("utf-8"))
REFUSED = tomllib.loads((FOLDER / "refused.toml").read_text("utf-8"))
CASES: Mapping[str, Mapping[str, str]] = {
    f"{group}: {name}": {"main.html": files} if isinstance(files, str) else files
    for group, cases in tomllib.loads((FOLDER / "cases.toml").read_text("utf-8")).items()
    for name, files in cases.items()
}


Rendered = dict[str, tuple[str | None, dict[str, str]]]

# What Jinja folds while compiling, it folds in its own way; unfolded, JavaScript is right.
ONLY_FOLDED = "values: constant markup in a concat"


@pytest.fixture(scope="module", params=["as built", "nothing folded"])
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """What both make of each case: as the build folds constants, and with none folded."""
    folder = tmp_path_factory.mktemp("cases")
    env = translated_environment()
    jobs, expected = [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Expressions, "folds", request.param == "as built")
        for number, files in enumerate(CASES.values()):
            env.loader = DictLoader(files)
            module = write_module(env, ["main.html"], folder / f"case{number}.mjs")
            jobs.append(Job(module, "main.html", CONTEXT, "pl"))
            expected.append(by_jinja(env, jobs[-1]))
    found = dict(zip(CASES, zip(expected, by_javascript(jobs), strict=True), strict=True))
    if request.param != "as built":
        del found[ONLY_FOLDED]
    return found


def test_both_render_the_same(rendered: Rendered) -> None:
    different = {
        name: (by_jinja, by_javascript)
        for name, (by_jinja, by_javascript) in rendered.items()
        if not name.startswith("raises") and by_javascript != {"text": by_jinja}
    }
    assert different == {}


def test_both_refuse_to_render(rendered: Rendered) -> None:
    different = {
        name: (by_jinja, by_javascript)
        for name, (by_jinja, by_javascript) in rendered.items()
        if name.startswith("raises")
        and not (by_jinja is None and by_javascript.get("error", "").startswith("Error: "))
    }
    assert different == {}


@pytest.mark.parametrize("name", REFUSED)
def test_the_build_refuses(environment: Environment, name: str) -> None:
    source, says = REFUSED[name]
    environment.loader = DictLoader({"main.html": source})
    with pytest.raises(NoTwin) as caught:
        compile_templates(environment, ["main.html"])
    assert says in str(caught.value)


def test_every_trouble_of_every_template_is_named_at_once(environment: Environment) -> None:
    environment.loader = DictLoader(
        {"main.html": "{% include 'a.html' %}\n{{ 1 / one }}", "a.html": "\n{{ x|center }}"}
    )
    with pytest.raises(NoTwin) as caught:
        compile_templates(environment, ["main.html"])
    assert str(caught.value).splitlines() == [
        "templates/a.html:2: Filter 'center' has no JS twin",
        "templates/main.html:2: True division has no JS twin: Python prints 3.0, JavaScript 3",
    ]


def test_a_file_that_is_not_escaped_is_refused(environment: Environment) -> None:
    environment.loader = DictLoader({"main.txt": "{{ x }}"})
    with pytest.raises(NoTwin, match=r"main\.txt:1: Autoescaping is off"):
        compile_templates(environment, ["main.txt"])


def test_a_number_that_a_phone_cannot_hold_is_refused(
    environment: Environment, tmp_path: Path
) -> None:
    environment.loader = DictLoader({"main.html": "{{ won }}{{ sum + sum }}"})
    module = write_module(environment, ["main.html"], tmp_path / "large.mjs")
    contexts = [{"won": 2**53, "sum": 0}, {"won": 0, "sum": 2**53 - 1}]
    for answer in by_javascript([Job(module, "main.html", each) for each in contexts]):
        assert "is not a whole number below 2^53" in answer["error"]


def test_twins_have_the_parameters_of_the_originals(environment: Environment) -> None:
    for table, originals in (
        (twins.FILTERS, environment.filters),
        (twins.TESTS, environment.tests),
    ):
        for name, twin in table.items():
            if original := parameters(originals[name]):
                assert original[: len(twin.parameters)] == twin.parameters, name


def parameters(function: Any) -> tuple[str, ...]:
    """The names after the value; those that Jinja itself passes are left out."""
    try:
        names = list(inspect.signature(inspect.unwrap(function)).parameters)
    except ValueError:
        return ()  # a function written in C
    passed = ("context", "eval_ctx", "environment")
    return tuple(name for name in names if name not in passed)[1:]


def test_the_apps_templates_compile_and_always_alike(
    environment: Environment, tmp_path: Path
) -> None:
    names = {name for screen in SCREENS.values() for name in (screen.page, screen.part) if name}
    first, second = tmp_path / "first.js", tmp_path / "second.js"
    for file in (first, second):
        write_templates(environment, names, file, tmp_path / "worker")
    assert first.read_text("utf-8") == second.read_text("utf-8")
    assert 'from "./worker/jinja.js"' in first.read_text("utf-8")
    assert not any(word in first.read_text("utf-8") for word in ("eval(", "new Function"))


@pytest.fixture
def environment() -> Environment:
    return app_environment()
