/**
 * `thing.name` and `thing[key]`, and the things that have names of their own.
 *
 * @import { Value } from "./values.js"
 */
import { BlockReference } from "./templates.js";
import { text } from "./text.js";
import {
  Callable,
  Fields,
  TemplateError,
  Tuple,
  Undefined,
  View,
  entries,
  isList,
  isMapping,
  isNumber,
  isText,
  known,
  like,
  lookup,
  pairsOf,
  whole,
} from "./values.js";

/** `thing.name` @param {Value} thing @param {string} name @returns {Value} */
export function attribute(thing, name) {
  if (thing instanceof Undefined) thing.raise();
  if (thing instanceof Fields || thing instanceof Group) return thing.field(name);
  if (thing instanceof BlockReference && name === "super") return thing.above();
  if (!isMapping(thing)) return new Undefined(name);
  const method = Object.hasOwn(DICT_METHODS, name) ? DICT_METHODS[name] : undefined;
  return method ? method(thing) : known(lookup(thing, name), name);
}

/**
 * `thing.name`, where `kinds` (s, n, l, t) have a method of that name in Python.
 * @param {Value} thing @param {string} name @param {string} kinds @returns {Value}
 */
export function field(thing, name, kinds) {
  const kind = isText(thing) ? "s" : isNumber(thing) ? "n" : thing instanceof Tuple ? "t" : "l";
  if (kinds.includes(kind) && (kind !== "l" || isList(thing))) {
    throw new TemplateError(`'${name}' is a method in Python here, which has no JS twin`);
  }
  return attribute(thing, name);
}

/** `thing[key]` @param {Value} thing @param {Value} key @returns {Value} */
export function item(thing, key) {
  if (thing instanceof Undefined) thing.raise();
  if (isMapping(thing)) {
    const found = lookup(thing, key);
    if (found !== undefined) return found;
  } else if (isNumber(key) && (isText(thing) || isList(thing))) {
    const items = isText(thing) ? [...text(thing)] : thing;
    const found = items.at(whole(key));
    return known(isText(thing) && found !== undefined ? like(thing, found) : found, String(key));
  }
  return isText(key) ? attribute(thing, text(key)) : new Undefined(String(key));
}

/** @type {Record<string, (mapping: Value) => Callable>} */
const DICT_METHODS = {
  get: (mapping) =>
    new Callable(([key, otherwise = null]) => {
      const found = lookup(mapping, key);
      return found === undefined ? otherwise : found;
    }),
  items: (mapping) =>
    new Callable(() => View.from(entries(mapping), (pair) => Tuple.from(pair))),
  keys: (mapping) => new Callable(() => View.from(entries(mapping), ([key]) => key)),
  values: (mapping) => new Callable(() => View.from(entries(mapping), ([, value]) => value)),
};

/** A pair of groupby, with names. */
export class Group extends Tuple {
  /** @param {string} name */
  field(name) {
    const place = ["grouper", "list"].indexOf(name);
    return place < 0 ? new Undefined(name) : this[place];
  }
}

class Namespace extends Fields {
  /** @param {Map<string, Value>} values */
  constructor(values) {
    super();
    this.values = values;
  }

  /** @param {string} name */
  find(name) {
    return this.values.get(name);
  }
}

export const namespace = /* @__PURE__ */ new Callable(([first], keywords) => {
  if (first !== undefined && !isMapping(first)) throw new TemplateError("namespace takes a dict");
  return new Namespace(new Map([...(first ? pairsOf(first) : []), ...Object.entries(keywords)]));
});

/** `{% set thing.name = value %}` @param {Value} thing @param {string} name @param {Value} value */
export function setField(thing, name, value) {
  if (!(thing instanceof Namespace)) throw new TemplateError("only a namespace can be changed");
  thing.values.set(name, value);
}
