"""Walk a template's syntax tree and say, with file and line, what has no twin in JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import nodes

from webapp.frontend.jinja2js.twins import (
    APPLYING_FILTERS,
    DICT_METHODS,
    FILTERS,
    METHODS_OF_DICT,
    METHODS_OF_OTHERS,
    NODE_WORDS,
    NODES,
    TEST_ALIASES,
    TESTS,
    Twin,
)

SAFE_INTEGER = 2**53 - 1
CALLED_ON = frozenset({"self", "loop"})


class NoTwin(Exception):
    """Templates use what the worker does not have; one line for each place."""


class Subset:
    """The rules, each a method named after the node that it looks at."""

    def __init__(self, tree: nodes.Template, exists: Callable[[str], bool]) -> None:
        self.tree = tree
        self.exists = exists
        self.imported = {each.target for each in tree.find_all(nodes.Import)}
        self.called = {id(call.node) for call in tree.find_all(nodes.Call)}

    def troubles(self) -> Iterator[tuple[int, str]]:
        """(line, sentence) for everything that is outside the subset, in order of appearance."""
        for node in walk(self.tree):
            if type(node) not in NODES:
                says = f"{type(node).__name__!r} has no JS twin"
                yield node.lineno, NODE_WORDS.get(type(node), says)
            else:
                rule = getattr(self, f"on_{type(node).__name__.lower()}", None)
                for says in rule(node) if rule else ():
                    yield node.lineno, says

    def on_template(self, node: nodes.Template) -> Iterator[str]:
        extends = list(node.find_all(nodes.Extends))
        if any(each not in node.body for each in extends) or len(extends) > 1:
            yield "'extends' has a JS twin only once, at the top of the template"
        names = [each.name for each in node.find_all(nodes.Block)]
        for name in sorted({each for each in names if names.count(each) > 1}):
            yield f"Block {name!r} is there twice"

    def on_const(self, node: nodes.Const) -> Iterator[str]:
        yield from constant_troubles(node.value)

    def on_name(self, node: nodes.Name) -> Iterator[str]:
        if node.name.startswith("__"):
            yield f"Name {node.name!r} has no JS twin"
        elif node.name in ("varargs", "kwargs"):
            yield f"{node.name!r} has no JS twin"

    def on_getattr(self, node: nodes.Getattr) -> Iterator[str]:
        name = node.attr
        is_called = id(node) in self.called
        if name.startswith("_"):
            yield f"Attribute {name!r} has no JS twin"
        elif self.is_part_of_template(node.node):
            return
        elif name in DICT_METHODS and not is_called:
            yield f"'.{name}' is a dict's own method: call it, or write [{name!r}]"
        elif name in METHODS_OF_DICT - DICT_METHODS or (is_called and name in METHODS_OF_OTHERS):
            yield f"Method {name!r} has no JS twin"

    def is_part_of_template(self, node: nodes.Node) -> bool:
        return isinstance(node, nodes.Name) and node.name in self.imported | CALLED_ON

    def on_getitem(self, node: nodes.Getitem) -> Iterator[str]:
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str) and key.startswith("__"):
            yield f"Attribute {key!r} has no JS twin"

    def on_call(self, node: nodes.Call) -> Iterator[str]:
        if node.dyn_args or node.dyn_kwargs:
            yield "'*' and '**' in a call have no JS twin"
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            yield "A recursive loop has no JS twin"

    def on_keyword(self, node: nodes.Keyword) -> Iterator[str]:
        if node.key.startswith("__"):
            yield f"Keyword {node.key!r} has no JS twin"

    def on_filter(self, node: nodes.Filter) -> Iterator[str]:
        if node.name in APPLYING_FILTERS:
            yield from self.applying(node)
        elif node.name not in FILTERS:
            yield f"Filter {node.name!r} has no JS twin"
        else:
            yield from argument_troubles("Filter", node, FILTERS[node.name])

    def applying(self, node: nodes.Filter) -> Iterator[str]:
        """`map`, `select` and their like: the function has to be known when the app is built."""
        keywords = {each.key for each in node.kwargs}
        inner = applied(node)
        if node.name == "map" and not node.args:
            if not keywords <= {"attribute", "default"} or "attribute" not in keywords:
                yield "Filter 'map' has a JS twin only with a filter's name or 'attribute'"
        elif keywords or node.dyn_args or node.dyn_kwargs:
            yield f"Filter {node.name!r} has no JS twin with such arguments"
        elif inner is None and (node.name == "map" or len(node.args) > node.name.endswith("attr")):
            yield f"Filter {node.name!r} has no JS twin with a name that is not a constant"
        elif inner is None and node.name.endswith("attr") and not node.args:
            yield f"Filter {node.name!r} needs the name of an attribute"
        elif inner is not None:
            table = FILTERS if node.name == "map" else TESTS
            kind = "Filter" if node.name == "map" else "Test"
            if inner not in table:
                yield f"{kind} {inner!r} has no JS twin"
            elif len(applied_arguments(node)) > len(table[inner].parameters):
                yield f"{kind} {inner!r} has no JS twin with so many arguments"

    def on_test(self, node: nodes.Test) -> Iterator[str]:
        name = TEST_ALIASES.get(node.name, node.name)
        if name not in TESTS:
            yield f"Test {node.name!r} has no JS twin"
        else:
            yield from argument_troubles("Test", node, TESTS[name])

    def on_filterblock(self, node: nodes.FilterBlock) -> Iterator[str]:
        if node.filter.name in APPLYING_FILTERS:
            yield f"Filter {node.filter.name!r} has no JS twin around a block"

    def on_include(self, node: nodes.Include) -> Iterator[str]:
        yield from self.template_name(node.template, "include", node.ignore_missing)

    def on_extends(self, node: nodes.Extends) -> Iterator[str]:
        yield from self.template_name(node.template, "extends")

    def template_name(self, name: nodes.Expr, word: str, maybe: bool = False) -> Iterator[str]:
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            yield f"{word!r} has no JS twin with a name that is not a constant"
        elif not maybe and not self.exists(name.value):
            yield f"There is no template {name.value!r}"

    def on_import(self, node: nodes.Import | nodes.FromImport) -> Iterator[str]:
        yield from self.template_name(node.template, "import")

    on_fromimport = on_import

    def on_macro(self, node: nodes.Macro | nodes.CallBlock) -> Iterator[str]:
        if any(each.name == "caller" for each in node.args):
            yield "A parameter named 'caller' has no JS twin"

    on_callblock = on_macro

    def on_assign(self, node: nodes.Assign | nodes.For) -> Iterator[str]:
        for each in targets(node.target):
            if isinstance(each, nodes.Name) and each.name == "loop":
                yield "'loop' cannot be given another value"

    def on_for(self, node: nodes.For) -> Iterator[str]:
        if node.recursive:
            yield "A recursive loop has no JS twin"
        yield from self.on_assign(node)


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def targets(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.Tuple):
        for each in node.items:
            yield from targets(each)
    else:
        yield node


def constant_troubles(value: object) -> Iterator[str]:
    if isinstance(value, float | complex):
        yield f"The number {value} has no JS twin: only whole numbers have"
    elif isinstance(value, int) and abs(value) > SAFE_INTEGER:
        yield f"The number {value} has no JS twin: it is larger than 2**53"


def argument_troubles(kind: str, node: nodes.Filter | nodes.Test, twin: Twin) -> Iterator[str]:
    given = twin.parameters[: len(node.args)]
    unknown = [each.key for each in node.kwargs if each.key not in twin.parameters]
    if node.dyn_args or node.dyn_kwargs or len(node.args) > len(twin.parameters):
        yield f"{kind} {node.name!r} has no JS twin with so many arguments"
    for name in unknown:
        yield f"{kind} {node.name!r} has no JS twin for its argument {name!r}"
    for each in node.kwargs:
        if each.key in given:
            yield f"{kind} {node.name!r} is given {each.key!r} twice"


def applied(node: nodes.Filter) -> str | None:
    """The name of the filter or test that `map`, `select` and their like apply."""
    place = 1 if node.name.endswith("attr") else 0
    if len(node.args) <= place:
        return None
    name = node.args[place]
    if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
        return None
    return name.value if node.name == "map" else TEST_ALIASES.get(name.value, name.value)


def applied_arguments(node: nodes.Filter) -> list[nodes.Expr]:
    return node.args[2 if node.name.endswith("attr") else 1 :]
