"""Jinja expressions as JavaScript: each `on_…` returns the source of one expression."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import Frame
from jinja2.idtracking import VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE
from markupsafe import Markup

from webapp.frontend.jinja2js.subset import applied, applied_arguments, constant_troubles
from webapp.frontend.jinja2js.twins import (
    APPLYING_FILTERS,
    FILTERS,
    GLOBALS,
    HOST_GLOBALS,
    METHODS_OF_OTHERS,
    SERVER_GLOBALS,
    TEST_ALIASES,
    TESTS,
    Twin,
)

BINARY = {
    nodes.Add: "add",
    nodes.Sub: "subtract",
    nodes.Mul: "multiply",
    nodes.FloorDiv: "floorDivide",
    nodes.Mod: "modulo",
}
COMPARISONS = {
    "eq": "jinja.equal({}, {})",
    "ne": "!jinja.equal({}, {})",
    "lt": "jinja.order({}, {}) < 0",
    "lteq": "jinja.order({}, {}) <= 0",
    "gt": "jinja.order({}, {}) > 0",
    "gteq": "jinja.order({}, {}) >= 0",
    "in": "jinja.contains({1}, {0})",
    "notin": "!jinja.contains({1}, {0})",
}


class NotConstant(Exception):
    """A value that has no literal in JavaScript."""


class Function:
    """A JavaScript function that is being written: its lines, and the variables it needs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.variables: set[str] = set()
        self.parameters: list[str] = []
        self.unset: set[str] = set()  # parameters of a macro that have no value yet
        self.count = 0

    def variable(self, word: str) -> str:
        self.count += 1
        name = f"{word}_{self.count}"
        self.variables.add(name)
        return name

    def source(self) -> str:
        names = ", ".join(sorted(self.variables.difference(self.parameters)))
        head = [f"let {names};"] if names else []
        return "\n".join([*head, *self.lines])


class Expressions:
    """Writes expressions; names are looked up where Jinja's own symbol table says."""

    folds = True  # off in tests, so that constants too reach the runtime

    def __init__(self, env: Environment) -> None:
        self.functions: list[Function] = []
        self.foreign = {*env.globals, *SERVER_GLOBALS} - {*GLOBALS, *HOST_GLOBALS}
        self.troubles: list[tuple[int, str]] = []  # names that only the server could look up

    @property
    def function(self) -> Function:
        return self.functions[-1]

    def expression(self, node: nodes.Node, frame: Frame) -> str:
        """A constant where Jinja folds it into one, else a call into the runtime."""
        assert isinstance(node, nodes.Expr)
        if self.folds or isinstance(node, nodes.Const):
            try:
                return literal(node.as_const(frame.eval_ctx))
            except (nodes.Impossible, NotConstant):
                pass
        if type(node) in BINARY:
            assert isinstance(node, nodes.BinExpr)
            operands = self.expressions([node.left, node.right], frame)
            return f"jinja.{BINARY[type(node)]}({operands})"
        return str(getattr(self, f"on_{type(node).__name__.lower()}")(node, frame))

    def condition(self, node: nodes.Node, frame: Frame) -> str:
        """An expression that is true or false; comparisons and tests are so already."""
        found = self.expression(node, frame)
        is_boolean = isinstance(node, nodes.Compare | nodes.Test | nodes.Not)
        return found if is_boolean else f"jinja.truth({found})"

    def expressions(self, found: Iterable[nodes.Expr], frame: Frame) -> str:
        return ", ".join(self.expression(each, frame) for each in found)

    def on_name(self, node: nodes.Name, frame: Frame) -> str:
        ref = frame.symbols.ref(node.name)
        load = frame.symbols.find_load(ref)
        is_parameter = load is not None and load[0] == VAR_LOAD_PARAMETER
        if load is not None and load[0] == VAR_LOAD_RESOLVE and node.name in self.foreign:
            self.troubles.append((node.lineno, f"Global {node.name!r} has no JS twin"))
        if is_parameter and not any(ref in each.unset for each in self.functions):
            return ref
        return f"jinja.known({ref}, {text(node.name)})"

    def on_templatedata(self, node: nodes.TemplateData, frame: Frame) -> str:
        return literal(Markup(node.data))

    def on_tuple(self, node: nodes.Tuple, frame: Frame) -> str:
        return f"jinja.Tuple.of({self.expressions(node.items, frame)})"

    def on_list(self, node: nodes.List, frame: Frame) -> str:
        return f"[{self.expressions(node.items, frame)}]"

    def on_dict(self, node: nodes.Dict, frame: Frame) -> str:
        pairs = (f"[{self.expressions([each.key, each.value], frame)}]" for each in node.items)
        return f"jinja.dict([{', '.join(pairs)}])"

    def on_condexpr(self, node: nodes.CondExpr, frame: Frame) -> str:
        test, yes = self.condition(node.test, frame), self.expression(node.expr1, frame)
        no = 'jinja.known(undefined, "else of this if")'
        if node.expr2 is not None:
            no = self.expression(node.expr2, frame)
        return f"({test} ? {yes} : {no})"

    def on_and(self, node: nodes.And, frame: Frame) -> str:
        left, kept = self.kept(node.left, frame)
        return f"(jinja.truth({left}) ? {self.expression(node.right, frame)} : {kept})"

    def on_or(self, node: nodes.Or, frame: Frame) -> str:
        left, kept = self.kept(node.left, frame)
        return f"(jinja.truth({left}) ? {kept} : {self.expression(node.right, frame)})"

    def kept(self, node: nodes.Expr, frame: Frame) -> tuple[str, str]:
        """An expression that is worked out once, and the name under which its value stays."""
        name = self.function.variable("kept")
        return f"{name} = {self.expression(node, frame)}", name

    def on_not(self, node: nodes.Not, frame: Frame) -> str:
        return f"!{self.condition(node.node, frame)}"

    def on_neg(self, node: nodes.Neg, frame: Frame) -> str:
        return f"jinja.negate({self.expression(node.node, frame)})"

    def on_pos(self, node: nodes.Pos, frame: Frame) -> str:
        return f"jinja.whole({self.expression(node.node, frame)})"

    def on_concat(self, node: nodes.Concat, frame: Frame) -> str:
        return f"jinja.concat([{self.expressions(node.nodes, frame)}])"

    def on_compare(self, node: nodes.Compare, frame: Frame) -> str:
        left, steps = self.expression(node.expr, frame), []
        for operand in node.ops:
            if operand is node.ops[-1]:
                right = name = self.expression(operand.expr, frame)
            else:
                right, name = self.kept(operand.expr, frame)
                right = f"({right})"
            steps.append(COMPARISONS[operand.op].format(left, right))
            left = name
        return f"({' && '.join(steps)})"

    def on_getattr(self, node: nodes.Getattr, frame: Frame) -> str:
        found = f"{self.expression(node.node, frame)}, {text(node.attr)}"
        kinds = METHODS_OF_OTHERS.get(node.attr)
        return f"jinja.field({found}, {text(kinds)})" if kinds else f"jinja.attribute({found})"

    def on_getitem(self, node: nodes.Getitem, frame: Frame) -> str:
        thing = self.expression(node.node, frame)
        if isinstance(node.arg, nodes.Slice):
            parts = (node.arg.start, node.arg.stop, node.arg.step)
            ends = ("null" if each is None else self.expression(each, frame) for each in parts)
            return f"jinja.slice({thing}, {', '.join(ends)})"
        return f"jinja.item({thing}, {self.expression(node.arg, frame)})"

    def on_call(self, node: nodes.Call, frame: Frame, caller: str = "") -> str:
        thing = self.expression(node.node, frame)
        keywords = {each.key: self.expression(each.value, frame) for each in node.kwargs}
        if caller:
            keywords["caller"] = caller
        given = f"[{self.expressions(node.args, frame)}]"
        return f"jinja.call({thing}, {given}{', ' + named(keywords) if keywords else ''})"

    def on_filter(self, node: nodes.Filter, frame: Frame) -> str:
        # without a value it stands at the head of a filter block or of a set block
        value = (
            f"new jinja.Markup({frame.buffer})"
            if node.node is None
            else self.expression(node.node, frame)
        )
        if node.name in APPLYING_FILTERS:
            return self.applying(node, value, frame)
        twin = FILTERS[node.name]
        return f"{twin}({', '.join([value, *self.arguments(node, twin, frame)])})"

    def on_test(self, node: nodes.Test, frame: Frame) -> str:
        twin = TESTS[TEST_ALIASES.get(node.name, node.name)]
        given = [self.expression(node.node, frame), *self.arguments(node, twin, frame)]
        return f"{twin}({', '.join(given)})"

    def arguments(self, node: nodes.Filter | nodes.Test, twin: Twin, frame: Frame) -> list[str]:
        """The arguments in the order of the twin's parameters; `undefined` takes the default."""
        given: dict[str, nodes.Node] = {
            **dict(zip(twin.parameters, node.args, strict=False)),
            **{str(each.key): each.value for each in node.kwargs},
        }
        found = [
            self.expression(given[name], frame) if name in given else "undefined"
            for name in twin.parameters
        ]
        while found and found[-1] == "undefined":
            found.pop()
        return found

    def applying(self, node: nodes.Filter, value: str, frame: Frame) -> str:
        """`map`, `select` and their like get the function itself and its arguments."""
        if node.name == "map" and not node.args:
            given = {str(each.key): self.expression(each.value, frame) for each in node.kwargs}
            path = ", ".join(given[name] for name in ("attribute", "default") if name in given)
            return f"filters.map({value}, filters.getter({path}))"
        inner = applied(node)
        table = FILTERS if node.name == "map" else TESTS
        function = str(table[inner]) if inner else "jinja.truth"
        parts = [value, function, f"[{self.expressions(applied_arguments(node), frame)}]"]
        if node.name.endswith("attr"):
            parts.append(f"filters.getter({self.expression(node.args[0], frame)})")
        return f"filters.{node.name.removesuffix('attr')}({', '.join(parts)})"


def literal(value: Any) -> str:
    """A constant of Python's as JavaScript. Raises `NotConstant` for what has no literal."""
    if next(constant_troubles(value), None):
        raise NotConstant
    if isinstance(value, Markup):
        return f"new jinja.Markup({text(str(value))})"
    if value is None or isinstance(value, bool | int | str):
        return text(value)
    if type(value) is list:
        return f"[{', '.join(map(literal, value))}]"
    if type(value) is tuple:
        return f"jinja.Tuple.of({', '.join(map(literal, value))})"
    if type(value) is dict:
        pairs = (f"[{literal(key)}, {literal(each)}]" for key, each in value.items())
        return f"jinja.dict([{', '.join(pairs)}])"
    raise NotConstant


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def named(values: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{text(name)}: {value}' for name, value in values.items())} }}"
