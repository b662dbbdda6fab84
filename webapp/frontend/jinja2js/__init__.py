"""Compile templates to JavaScript for the worker: one ES module for the whole app.

Templates are parsed by the app's own Jinja environment; what has no twin in JavaScript is
refused with file and line. See docs/template-subset.md.

    python -m webapp.frontend.jinja2js [FILE]
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from webapp.frontend.jinja2js.statements import Statements
from webapp.frontend.jinja2js.subset import NoTwin, Subset
from webapp.frontend.jinja2js.twins import GLOBALS

Trouble = tuple[str, int, str]  # template, line, sentence

MODULES = ("filters", "formats", "gettext", "jinja", "words")

MODULE = """\
// Made from templates/ by webapp.frontend.jinja2js.
// @ts-nocheck
{imports}

const environment = new jinja.Environment({{
{templates}
}}, {{ {globals} }});

/** Set what the templates' globals stand for: `globals.asset = (name) => address`. */
export const globals = environment.globals;

/** @type {{(name: string, context: Record<string, unknown>) => string}} */
export const render = (name, context) => environment.render(name, context);
"""


def compile_templates(env: Environment, names: Iterable[str], worker: str = "../worker") -> str:
    """The ES module that renders the named templates and those that they build on.

    `worker` is the path from the module to static/worker. Raises `NoTwin`.
    """
    trees = parse(env, names)
    refuse(troubles(env, trees))
    written = {name: Statements(env, name, tree, trees) for name, tree in trees.items()}
    templates = ",\n".join(f'"{name}": {each.source()}' for name, each in written.items())
    refuse((name, *trouble) for name, each in written.items() for trouble in each.troubles)
    used = {node.name for tree in trees.values() for node in tree.find_all(nodes.Name)}
    found = ", ".join(f'"{name}": {twin}' for name, twin in GLOBALS.items() if name in used)
    imports = "\n".join(
        f'import * as {module} from "{worker}/{module}.js";'
        for module in MODULES
        if module == "jinja" or f"{module}." in templates + found
    )
    return MODULE.format(imports=imports, templates=templates, globals=found)


def write_templates(env: Environment, names: Iterable[str], file: Path, worker: Path) -> None:
    """Compile into `file`; the runtime is found in the folder `worker`. Raises `NoTwin`."""
    path = posixpath.relpath(worker.resolve().as_posix(), file.parent.resolve().as_posix())
    source = compile_templates(env, names, path if path.startswith(".") else f"./{path}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, "utf-8")


def parse(env: Environment, names: Iterable[str]) -> dict[str, nodes.Template]:
    """The named templates and, in turn, all that they extend, include or import."""
    assert env.loader is not None
    trees: dict[str, nodes.Template] = {}
    wanted = sorted(set(names), reverse=True)
    known = set(env.list_templates())
    while wanted:
        name = wanted.pop()
        if name in trees:
            continue
        if name not in known:
            raise NoTwin(f"There is no template {name!r}")
        try:
            trees[name] = env.parse(env.loader.get_source(env, name)[0], name)
        except TemplateSyntaxError as error:
            raise NoTwin(f"templates/{name}:{error.lineno}: {error.message}") from error
        referenced = {each for each in find_referenced_templates(trees[name]) if each in known}
        wanted += sorted(referenced, reverse=True)
    return dict(sorted(trees.items()))


def troubles(env: Environment, trees: Mapping[str, nodes.Template]) -> Iterator[Trouble]:
    known = set(env.list_templates())
    for name, tree in trees.items():
        if not (env.autoescape(name) if callable(env.autoescape) else env.autoescape):
            yield name, 1, "Autoescaping is off for this kind of file"
        for line, says in Subset(tree, known.__contains__).troubles():
            yield name, line, says


def refuse(found: Iterable[Trouble]) -> None:
    lines = [f"templates/{name}:{line}: {says}" for name, line, says in found]
    if lines:
        raise NoTwin("\n".join(dict.fromkeys(lines)))


__all__ = ["NoTwin", "compile_templates", "write_templates"]
