"""Jinja statements as JavaScript: one function for a template's root, one for each block.

Scoping is not decided here. Frames, symbols and the order of visits are those of Jinja's own
compiler (`jinja2.compiler.CodeGenerator`), which this follows method by method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jinja2 import Environment, nodes
from jinja2.compiler import Frame, find_undeclared
from jinja2.idtracking import (
    VAR_LOAD_ALIAS,
    VAR_LOAD_PARAMETER,
    VAR_LOAD_RESOLVE,
)
from jinja2.nodes import EvalContext
from markupsafe import escape

from webapp.frontend.jinja2js.expressions import Expressions, Function, named, text
from webapp.frontend.jinja2js.subset import targets


class Statements(Expressions):
    """Writes one template; `source` is its object of functions."""

    def __init__(self, env: Environment, name: str, tree: nodes.Template) -> None:
        super().__init__(env)
        self.tree = tree
        self.eval_ctx = EvalContext(env, name)
        self.extends = False
        self.parent = ""

    def source(self) -> str:
        blocks = ",\n".join(
            f"{text(block.name)}(context) {{\n{self.block(block)}\n}}"
            for block in self.tree.find_all(nodes.Block)
        )
        root = f"root(context) {{\n{self.root()}\n}}"
        return f"{{\n{root},\nblocks: {{\n{blocks}\n}}\n}}"

    def root(self) -> str:
        frame = Frame(self.eval_ctx)
        frame.toplevel = frame.rootlevel = True
        with self.new_function() as function:
            if "self" in find_undeclared(self.tree.body, ("self",)):
                self.declare(frame, "self", "new jinja.SelfReference(context)")
            frame.symbols.analyze_node(self.tree)
            self.enter(frame)
            frame.buffer = "out"
            self.statements(self.tree.body, frame)
            after = f" + context.parentRoot({text(self.parent)})" if self.parent else ""
            self.line(f"return out{after};")
        return function.source()

    def block(self, node: nodes.Block) -> str:
        frame = Frame(self.eval_ctx)
        frame.block_frame = True
        with self.new_function() as function:
            undeclared = find_undeclared(node.body, ("self", "super"))
            if "self" in undeclared:
                self.declare(frame, "self", "new jinja.SelfReference(context)")
            if "super" in undeclared:
                self.declare(frame, "super", f"context.above({text(node.name)}, this)")
            frame.symbols.analyze_node(node)
            self.enter(frame)
            frame.buffer = "out"
            self.statements(node.body, frame)
            self.line("return out;")
        return function.source()

    @contextmanager
    def new_function(self) -> Iterator[Function]:
        function = Function()
        self.functions.append(function)
        self.line('let out = "";')
        yield function
        self.functions.pop()

    def line(self, source: str) -> None:
        self.function.lines.append(source)

    def declare(self, frame: Frame, name: str, value: str) -> None:
        ref = frame.symbols.declare_parameter(name)
        self.function.variables.add(ref)
        self.line(f"{ref} = {value};")

    def enter(self, frame: Frame, parameters: Iterable[str] = ()) -> None:
        """Give every variable of the frame its first value."""
        for ref, (action, name) in frame.symbols.loads.items():
            if ref not in parameters:
                self.function.variables.add(ref)
            if action == VAR_LOAD_RESOLVE:
                self.line(f"{ref} = context.resolve({text(name)});")
            elif action == VAR_LOAD_ALIAS:
                self.line(f"{ref} = {name};")
            elif action != VAR_LOAD_PARAMETER:
                self.line(f"{ref} = undefined;")

    def statements(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        for node in body:
            getattr(self, f"do_{type(node).__name__.lower()}")(node, frame)

    def write(self, source: str, frame: Frame) -> None:
        self.line(f"{frame.buffer} += {source};")

    # -- output

    def do_output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.toplevel and self.parent and frame.buffer == "out" and not self.captured(frame):
            return  # a template that extends another shows nothing outside of blocks
        parts: list[tuple[bool, str]] = []
        for child in node.nodes:
            constant = self.constant_output(child)
            if constant is not None and parts and parts[-1][0]:
                parts[-1] = (True, parts[-1][1] + constant)
            elif constant is not None:
                parts.append((True, constant))
            else:
                parts.append((False, f"jinja.show({self.expression(child, frame)})"))
        found = [text(source) if is_text else source for is_text, source in parts]
        if found and found != ['""']:
            self.write(" + ".join(found), frame)

    def constant_output(self, node: nodes.Expr) -> str | None:
        if isinstance(node, nodes.TemplateData):
            return node.data
        try:
            return str(escape(node.as_const(self.eval_ctx)))
        except Exception:  # Jinja too leaves whatever goes wrong to the moment of rendering
            return None
