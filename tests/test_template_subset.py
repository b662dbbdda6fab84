"""Templates stay inside what the compiler to JavaScript will read: see docs on the subset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from webapp import create_app

ROOT = Path(__file__).parent.parent / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))

FILTERS = {"won", "man", "large", "comma", "words", "day", "short_day", "urlencode"}
TESTS = {"none"}
GLOBALS = {"asset", "_", "ngettext"}
OWN = {"caller"}  # what a macro is called with: no global
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
NODES = (
    # structure
    nodes.Template,
    nodes.Extends,
    nodes.Block,
    nodes.Include,
    nodes.Import,
    nodes.Macro,
    nodes.CallBlock,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    # expressions
    nodes.Name,
    nodes.NSRef,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
    nodes.CondExpr,
    nodes.Call,
    nodes.Keyword,
    nodes.Filter,
    nodes.Test,
)


@pytest.fixture(scope="module")
def app() -> Flask:
    """No template needs a database to be read."""
    return create_app(database_url="sqlite://", testing=True)


@pytest.fixture(params=TEMPLATES)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def tree(app: Flask, name: str) -> nodes.Template:
    return app.jinja_env.parse((ROOT / name).read_text("utf-8"), name)


def every(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from every(child)


def places(name: str, found: list[nodes.Node]) -> list[str]:
    return [f"{name}:{node.lineno} {type(node).__name__}" for node in found]


def test_there_are_templates_to_read() -> None:
    assert len(TEMPLATES) > 20


def test_only_known_nodes_are_used(name: str, tree: nodes.Template) -> None:
    strange = [node for node in every(tree) if not isinstance(node, (*NODES, *ARITHMETIC))]
    assert places(name, strange) == []


def test_there_is_no_arithmetic(name: str, tree: nodes.Template) -> None:
    assert places(name, list(tree.find_all(ARITHMETIC))) == []


def test_there_is_no_number_that_is_not_whole(name: str, tree: nodes.Template) -> None:
    floats = [node for node in tree.find_all(nodes.Const) if isinstance(node.value, float)]
    assert places(name, list(floats)) == []


def test_only_known_filters_and_tests_are_used(name: str, tree: nodes.Template) -> None:
    assert {node.name for node in tree.find_all(nodes.Filter)} <= FILTERS
    assert {node.name for node in tree.find_all(nodes.Test)} <= TESTS


def test_filters_take_no_options(name: str, tree: nodes.Template) -> None:
    options = [node for node in tree.find_all(nodes.Filter) if node.args or node.kwargs]
    assert places(name, list(options)) == []


def test_every_known_filter_exists(app: Flask) -> None:
    assert set(app.jinja_env.filters) >= FILTERS
    assert set(app.jinja_env.globals) >= GLOBALS


def test_other_templates_are_named_outright(name: str, tree: nodes.Template) -> None:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import)):
        assert isinstance(node.template, nodes.Const), f"{name}:{node.lineno}"
        assert node.template.value in TEMPLATES


def test_only_macros_and_known_globals_are_called(name: str, tree: nodes.Template) -> None:
    macros = {node.name for node in tree.find_all(nodes.Macro)}
    modules = {node.target for node in tree.find_all(nodes.Import)}
    if Path(name).name.startswith("_"):
        modules.add("ui")  # a fragment sees what the page around it has imported
    for call in tree.find_all(nodes.Call):
        called = call.node
        where = f"{name}:{call.lineno}"
        if isinstance(called, nodes.Getattr):
            assert isinstance(called.node, nodes.Name), where
            assert called.node.name in modules, where
        else:
            assert isinstance(called, nodes.Name), where
            assert called.name in macros | GLOBALS | OWN, where


def test_nothing_that_flask_slips_in_is_read(name: str, tree: nodes.Template) -> None:
    slipped = {"request", "session", "g", "config", "get_flashed_messages", "url_for"}
    assert not slipped & {node.name for node in tree.find_all(nodes.Name)}


def test_nothing_is_marked_as_safe(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text
