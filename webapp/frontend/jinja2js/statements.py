"""Jinja statements as JavaScript: one function for a template's root, one for each block.

Scoping is not decided here. Frames, symbols and the order of visits are those of Jinja's own
compiler (`jinja2.compiler.CodeGenerator`), which this follows method by method.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
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

    def __init__(
        self, env: Environment, name: str, tree: nodes.Template, known: Container[str]
    ) -> None:
        super().__init__(env)
        self.tree = tree
        self.known = known
        self.eval_ctx = EvalContext(env, name)
        self.parent = ""  # known from the moment `extends` is met

    def source(self) -> str:
        blocks = ",\n".join(
            f"{text(block.name)}: function block_{block.name}(context) {{\n{self.block(block)}\n}}"
            for block in self.tree.find_all(nodes.Block)
        )
        root = f"root(context) {{\n{self.root()}\n}}"
        return f"{{\n{root},\nblocks: {{\n{blocks}\n}}\n}}"

    # -- functions

    def root(self) -> str:
        frame = Frame(self.eval_ctx)
        frame.toplevel = frame.rootlevel = True
        with self.new_function() as function:
            if "self" in find_undeclared(self.tree.body, ("self",)):
                self.declare(frame, "self", "new jinja.SelfReference(context)")
            frame.symbols.analyze_node(self.tree)
            frame.require_output_check = self.tree.find(nodes.Extends) is not None
            frame.buffer = "out"
            self.enter(frame)
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
                self.declare(frame, "super", f"context.above({text(node.name)}, block_{node.name})")
            frame.symbols.analyze_node(node)
            frame.buffer = "out"
            self.enter(frame)
            self.statements(node.body, frame)
            self.line("return out;")
        return function.source()

    @contextmanager
    def new_function(self, out: bool = True) -> Iterator[Function]:
        function = Function()
        self.functions.append(function)
        if out:
            self.line('let out = "";')
        yield function
        self.functions.pop()

    def line(self, source: str) -> None:
        self.function.lines.append(source)

    def declare(self, frame: Frame, name: str, value: str) -> None:
        ref = frame.symbols.declare_parameter(name)
        self.function.variables.add(ref)
        self.line(f"{ref} = {value};")

    def enter(self, frame: Frame) -> None:
        """Give every variable of the frame its first value."""
        for ref, (action, name) in frame.symbols.loads.items():
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
        if frame.require_output_check and self.parent:
            return  # a template that extends another shows nothing outside of its blocks
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
        if not self.folds:
            return None
        try:
            return str(escape(node.as_const(self.eval_ctx)))
        except Exception:  # Jinja too leaves whatever goes wrong to the moment of rendering
            return None

    # -- inheritance and other templates

    def do_extends(self, node: nodes.Extends, frame: Frame) -> None:
        self.parent = constant_name(node.template)
        self.line(f"context.extend({text(self.parent)});")

    def do_block(self, node: nodes.Block, frame: Frame) -> None:
        if frame.toplevel and self.parent:
            return
        if node.required:
            self.line(f"context.requireBlock({text(node.name)});")
        context = f"context.derived({self.locals(frame)})" if node.scoped else "context"
        self.write(f"context.block({text(node.name)}, {context})", frame)

    def do_include(self, node: nodes.Include, frame: Frame) -> None:
        name = constant_name(node.template)
        if name not in self.known:
            return  # it says `ignore missing`, else the check had refused it
        if node.with_context:
            self.write(f"context.include({text(name)}, {self.locals(frame)})", frame)
        else:
            self.write(f"context.module({text(name)}).text", frame)

    def do_import(self, node: nodes.Import, frame: Frame) -> None:
        self.store(node.target, self.module(node, frame), frame, exported=False)

    def do_fromimport(self, node: nodes.FromImport, frame: Frame) -> None:
        module = self.function.variable("module")
        self.line(f"{module} = {self.module(node, frame)};")
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            self.store(alias, f"{module}.field({text(name)})", frame, exported=False)

    def module(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> str:
        given = f", {self.locals(frame)}" if node.with_context else ""
        return f"context.module({text(constant_name(node.template))}{given})"

    def locals(self, frame: Frame) -> str:
        return named(frame.symbols.dump_stores())

    def store(self, name: str, value: str, frame: Frame, *, exported: bool = True) -> None:
        """Set a variable; at the top level the context learns of it too."""
        ref = frame.symbols.ref(name)
        self.line(f"{ref} = {value};")
        if frame.toplevel:
            self.publish(name, ref, exported)

    def publish(self, name: str, ref: str, exported: bool = True) -> None:
        method = "export" if exported and not name.startswith("_") else "set"
        self.line(f"context.{method}({text(name)}, {ref});")

    # -- control

    def do_if(self, node: nodes.If, frame: Frame) -> None:
        soft = frame.soft()
        self.line(f"if ({self.condition(node.test, soft)}) {{")
        self.statements(node.body, soft)
        for each in node.elif_:
            self.line(f"}} else if ({self.condition(each.test, soft)}) {{")
            self.statements(each.body, soft)
        if node.else_:
            self.line("} else {")
            self.statements(node.else_, soft)
        self.line("}")

    def do_for(self, node: nodes.For, frame: Frame) -> None:
        loop_frame, else_frame = frame.inner(), frame.inner()
        loop_frame.loop_frame = True
        loop_ref = ""
        undeclared = find_undeclared(node.iter_child_nodes(only=("body",)), ("loop",))
        if "loop" in undeclared or any(each.scoped for each in node.find_all(nodes.Block)):
            loop_ref = loop_frame.symbols.declare_parameter("loop")
        loop_frame.symbols.analyze_node(node, for_branch="body")
        items = f"jinja.iterate({self.expression(node.iter, frame)})"
        if node.test:
            items = self.filtered(items, node, frame)
        if loop_ref:
            self.function.variables.add(loop_ref)
            self.line(f"{loop_ref} = new jinja.Loop({items});")
            items = loop_ref
        each = self.function.variable("each")
        empty = self.function.variable("empty") if node.else_ else ""
        if empty:
            self.line(f"{empty} = true;")
        self.line(f"for ({each} of {items}) {{")
        if empty:
            self.line(f"{empty} = false;")
        self.unpack(node.target, each, loop_frame)
        self.enter(loop_frame)
        self.statements(node.body, loop_frame)
        self.line("}")
        if empty:
            else_frame.symbols.analyze_node(node, for_branch="else")
            self.line(f"if ({empty}) {{")
            self.enter(else_frame)
            self.statements(node.else_, else_frame)
            self.line("}")

    def filtered(self, items: str, node: nodes.For, frame: Frame) -> str:
        """The items that pass the loop's own `if`, each tested only when its turn comes."""
        assert node.test is not None
        test_frame = frame.inner()
        test_frame.symbols.analyze_node(node, for_branch="test")
        with self.new_function(out=False) as function:
            self.unpack(node.target, "item", test_frame)
            self.enter(test_frame)
            self.line(f"return {self.condition(node.test, test_frame)};")
        return f"jinja.passing({items}, (item) => {{\n{function.source()}\n}})"

    def do_with(self, node: nodes.With, frame: Frame) -> None:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter(inner)
        for target, value in zip(node.targets, node.values, strict=True):
            self.unpack(target, self.expression(value, frame), inner)
        self.statements(node.body, inner)

    # -- assignment

    def do_assign(self, node: nodes.Assign, frame: Frame) -> None:
        value = self.expression(node.node, frame)
        self.assign(node.target, value, frame)

    def do_assignblock(self, node: nodes.AssignBlock, frame: Frame) -> None:
        inner = self.capture(node, frame)
        value = inner.buffer
        if node.filter is not None:
            value = f"jinja.text({self.on_filter(node.filter, inner)})"
        self.assign(node.target, f"new jinja.Markup({value})", frame)

    def capture(self, node: nodes.AssignBlock | nodes.FilterBlock, frame: Frame) -> Frame:
        inner = frame.inner()
        if isinstance(node, nodes.AssignBlock):
            inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.enter(inner)
        inner.buffer = self.function.variable("captured")
        self.line(f'{inner.buffer} = "";')
        self.statements(node.body, inner)
        return inner

    def assign(self, target: nodes.Expr, value: str, frame: Frame) -> None:
        self.unpack(target, value, frame)
        for each in targets(target):
            if isinstance(each, nodes.Name) and frame.toplevel:
                self.publish(each.name, frame.symbols.ref(each.name))

    def unpack(self, target: nodes.Node, value: str, frame: Frame) -> None:
        """Put a value where it belongs; a tuple of targets takes it apart."""
        if isinstance(target, nodes.Name):
            ref = frame.symbols.ref(target.name)
            self.function.variables.add(ref)
            self.line(f"{ref} = {value};")
        elif isinstance(target, nodes.NSRef):
            self.line(
                f"jinja.setField({frame.symbols.ref(target.name)}, {text(target.attr)}, {value});"
            )
        else:
            assert isinstance(target, nodes.Tuple)
            parts = self.function.variable("parts")
            self.line(f"{parts} = jinja.unpack({value}, {len(target.items)});")
            for place, each in enumerate(target.items):
                self.unpack(each, f"{parts}[{place}]", frame)

    # -- macros and calls

    def do_macro(self, node: nodes.Macro, frame: Frame) -> None:
        self.store(node.name, self.macro(node, node.name, frame), frame)

    def do_callblock(self, node: nodes.CallBlock, frame: Frame) -> None:
        caller = self.function.variable("caller")
        self.line(f"{caller} = {self.macro(node, 'caller', frame)};")
        self.write(f"jinja.raw({self.on_call(node.call, frame, caller)})", frame)

    def do_filterblock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        inner = self.capture(node, frame)
        self.write(f"jinja.raw({self.on_filter(node.filter, inner)})", frame)

    def macro(self, node: nodes.Macro | nodes.CallBlock, name: str, frame: Frame) -> str:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        parameters = [inner.symbols.ref(each.name) for each in node.args]
        takes_caller = "caller" in find_undeclared(node.body, ("caller",))
        if takes_caller:
            parameters.append(inner.symbols.declare_parameter("caller"))
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        with self.new_function() as function:
            function.parameters = parameters
            inner.buffer = "out"
            self.enter(inner)
            self.defaults(node, inner)
            self.statements(node.body, inner)
            self.line("return out;")
        names = ", ".join(text(each.name) for each in node.args)
        head = f"{text(name)}, [{names}], {text(takes_caller)}"
        return f"jinja.macro({head}, ({', '.join(parameters)}) => {{\n{function.source()}\n}})"

    def defaults(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> None:
        """Parameters that were not given; a default may look at those before it."""
        self.function.unset = {frame.symbols.ref(each.name) for each in node.args}
        without = len(node.args) - len(node.defaults)
        for place, each in enumerate(node.args):
            ref = frame.symbols.ref(each.name)
            default = f"jinja.known(undefined, {text(each.name)})"
            if place >= without:
                default = self.expression(node.defaults[place - without], frame)
            self.line(f"if ({ref} === undefined) {ref} = {default};")
            self.function.unset.discard(ref)


def constant_name(node: nodes.Expr) -> str:
    assert isinstance(node, nodes.Const)
    return str(node.value)
