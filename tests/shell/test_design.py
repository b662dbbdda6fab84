"""The page of all components: nothing of ui.html is missing, and nobody finds it in production."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import nodes

from tests.dom import read
from tests.person import Person
from webapp import create_app
from webapp.routes import SCREENS, SERVER_SCREENS


@pytest.fixture(scope="module")
def workshop() -> Flask:
    return create_app(database_url="sqlite://", testing=True, design=True)


def parsed(app: Flask, name: str) -> nodes.Template:
    assert app.jinja_env.loader
    source, _path, _fresh = app.jinja_env.loader.get_source(app.jinja_env, name)
    return app.jinja_env.parse(source)


def test_every_component_is_shown_under_its_name(workshop: Flask) -> None:
    components = {macro.name for macro in parsed(workshop, "ui.html").find_all(nodes.Macro)}
    called = {
        call.node.attr
        for call in parsed(workshop, "design/design.html").find_all(nodes.Call)
        if isinstance(call.node, nodes.Getattr)
    }
    page = read(Person(workshop.test_client()).get("/design").html)
    shown = {
        part.attrs["data-component"]
        for part in page.all("section")
        if "data-component" in part.attrs
    }
    assert len(components) > 15
    assert components == called
    assert components == shown


@pytest.mark.parametrize("value", ["size-200", "theme-dark", "contrast-high", "mode-easy"])
def test_it_wears_each_look_and_remembers_none(workshop: Flask, value: str) -> None:
    name, chosen = value.split("-")
    person = Person(workshop.test_client())
    page = person.get(f"/design?look={value}")
    assert f'data-{name}="{chosen}"' in page.html
    assert f'href="/design?look={value}" aria-current="true"' in page.html
    assert person.client.get_cookie("look") is None


def test_a_development_server_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(database_url="sqlite://", testing=True)
    assert Person(app.test_client()).get("/design").status == 200


def test_production_has_not() -> None:
    app = create_app(database_url="sqlite://")
    assert "/design" not in {rule.rule for rule in app.url_map.iter_rules()}
    assert Person(app.test_client()).get("/design").status == 404
    assert "/design" not in {screen.rule for screen in (SCREENS | SERVER_SCREENS).values()}
