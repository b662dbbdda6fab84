"""The closed subset: what of Jinja has a twin in the worker, and under which name.

Filters and tests are named exports of `static/worker/filters.js`; the parameters are those of
Python's, in order, so that a keyword argument finds its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes


@dataclass(frozen=True, slots=True)
class Twin:
    """The export in JavaScript, and the parameters that follow the value."""

    export: str
    parameters: tuple[str, ...] = ()


OWN_FILTERS = {
    "comma": Twin("comma"),
    "day": Twin("day"),
    "man": Twin("man"),
    "short_day": Twin("shortDay"),
    "won": Twin("won"),
    "words": Twin("words"),
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
    "_": "words.gettext",
    "gettext": "words.gettext",
    "namespace": "jinja.namespace",
    "ngettext": "words.ngettext",
    "npgettext": "words.npgettext",
    "pgettext": "words.pgettext",
}
HOST_GLOBALS = frozenset({"asset"})

# What Flask adds to every context; the worker has none of it.
FLASK_GLOBALS = frozenset({"config", "g", "request", "session"})

DICT_METHODS = frozenset({"get", "items", "keys", "values"})
METHODS_OF_DICT = frozenset(name for name in dir(dict) if not name.startswith("_"))
METHODS_OF_OTHERS = frozenset(
    name for kind in (str, int, list, tuple) for name in dir(kind) if not name.startswith("_")
) | {"escape", "striptags", "unescape"}  # of Markup

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
