"""The closed subset: what of Jinja has a twin in the worker, and under which name.

Filters and tests are exports of a module in static/worker; the parameters are those of
Python's, in order, so that a keyword argument finds its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Twin:
    """The export in JavaScript, the parameters that follow the value, and the module."""

    export: str
    parameters: tuple[str, ...] = ()
    module: str = "filters"

    def __str__(self) -> str:
        return f"{self.module}.{self.export}"


OWN_FILTERS = {
    "comma": Twin("comma", module="formats"),
    "day": Twin("day", module="formats"),
    "large": Twin("large", module="formats"),
    "man": Twin("man", module="formats"),
    "short_day": Twin("shortDay", module="formats"),
    "won": Twin("won", module="formats"),
    "words": Twin("words", module="words"),
}

FILTERS: Mapping[str, Twin] = {
    **OWN_FILTERS,
    "batch": Twin("batch", ("linecount", "fill_with")),
    "count": Twin("length"),
    "d": Twin("fallback", ("default_value", "boolean")),
    "default": Twin("fallback", ("default_value", "boolean")),
    "dictsort": Twin("dictsort", ("case_sensitive", "by", "reverse")),
    "e": Twin("escape"),
    "escape": Twin("escape"),
    "first": Twin("first"),
    "groupby": Twin("groupby", ("attribute", "default", "case_sensitive")),
    "int": Twin("int", ("default",)),
    "items": Twin("items"),
    "join": Twin("join", ("d", "attribute")),
    "last": Twin("last"),
    "length": Twin("length"),
    "list": Twin("list"),
    "lower": Twin("lower"),
    "max": Twin("max", ("case_sensitive", "attribute")),
    "min": Twin("min", ("case_sensitive", "attribute")),
    "replace": Twin("replace", ("old", "new", "count")),
    "safe": Twin("safe"),
    "sort": Twin("sort", ("reverse", "case_sensitive", "attribute")),
    "string": Twin("string"),
    "sum": Twin("sum", ("attribute", "start")),
    "tojson": Twin("tojson"),
    "trim": Twin("trim", ("chars",)),
    "upper": Twin("upper"),
    "urlencode": Twin("urlencode"),
}

# Filters that take the name of another filter or of a test; it has to be a constant.
APPLYING_FILTERS = frozenset({"map", "reject", "rejectattr", "select", "selectattr"})

TESTS: Mapping[str, Twin] = {
    "boolean": Twin("isBoolean"),
    "defined": Twin("isDefined"),
    "divisibleby": Twin("isDivisibleBy", ("num",)),
    "eq": Twin("isEqual", ("b",)),
    "even": Twin("isEven"),
    "false": Twin("isFalse"),
    "ge": Twin("isAtLeast", ("b",)),
    "gt": Twin("isMore", ("b",)),
    "in": Twin("isIn", ("seq",)),
    "integer": Twin("isInteger"),
    "iterable": Twin("isIterable"),
    "le": Twin("isAtMost", ("b",)),
    "lt": Twin("isLess", ("b",)),
    "mapping": Twin("isMapping"),
    "ne": Twin("isUnequal", ("b",)),
    "none": Twin("isNone"),
    "number": Twin("isNumber"),
    "odd": Twin("isOdd"),
    "sequence": Twin("isSequence"),
    "string": Twin("isString"),
    "true": Twin("isTrue"),
    "undefined": Twin("isUndefined"),
}

TEST_ALIASES: Mapping[str, str] = {
    **dict.fromkeys(("==", "equalto"), "eq"),
    "!=": "ne",
    **dict.fromkeys((">", "greaterthan"), "gt"),
    ">=": "ge",
    **dict.fromkeys(("<", "lessthan"), "lt"),
    "<=": "le",
}

# Globals, and where they come from; `asset` is given by the worker (`globals.asset = …`).
GLOBALS: Mapping[str, str] = {
    "_": "gettext.gettext",
    "gettext": "gettext.gettext",
    "namespace": "jinja.namespace",
    "ngettext": "gettext.ngettext",
    "npgettext": "gettext.npgettext",
    "pgettext": "gettext.pgettext",
}
HOST_GLOBALS = frozenset({"asset"})

# What Flask and its extensions add to every context; the worker has none of it.
SERVER_GLOBALS = frozenset({"config", "g", "htmx", "request", "session"})

DICT_METHODS = frozenset({"get", "items", "keys", "values"})
METHODS_OF_DICT = frozenset(name for name in dir(dict) if not name.startswith("_"))
KINDS: Mapping[str, type] = {"s": Markup, "n": int, "l": list, "t": tuple}
METHODS_OF_OTHERS: Mapping[str, str] = {
    name: "".join(letter for letter, kind in KINDS.items() if hasattr(kind, name))
    for kind in KINDS.values()
    for name in dir(kind)
    if not name.startswith("_")
}

NODES: frozenset[type[nodes.Node]] = frozenset(
    {
        *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.NSRef),
        *(nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.CondExpr, nodes.Concat),
        *(nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call, nodes.Keyword),
        *(nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
        *(nodes.Add, nodes.Sub, nodes.Mul, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos),
        *(nodes.If, nodes.For, nodes.With, nodes.Assign, nodes.AssignBlock, nodes.FilterBlock),
        *(nodes.Macro, nodes.CallBlock, nodes.Include, nodes.Import, nodes.FromImport),
        *(nodes.Extends, nodes.Block),
    }
)

# In words, where the name of the node would say nothing to the author of a template.
NODE_WORDS: Mapping[type[nodes.Node], str] = {
    nodes.Div: "True division has no JS twin: Python prints 3.0, JavaScript 3",
    nodes.Pow: "A power has no JS twin",
    nodes.ScopedEvalContextModifier: "'autoescape' has no JS twin: it is always on",
    nodes.EvalContextModifier: "'autoescape' has no JS twin: it is always on",
    nodes.MarkSafeIfAutoescape: "gettext of the old style has no JS twin",
}
