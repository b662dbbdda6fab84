/**
 * The kinds of values that templates meet, and how to tell them apart.
 *
 * None is null, a dict a plain object or a Map, a list an Array, an int a whole number up to 2^53.
 * A name without a value is an Undefined, never JavaScript's undefined.
 *
 * @typedef {any} Value
 * @typedef {Record<string, Value>} Names
 */

/** A rendering that cannot go on; Jinja would stop here too, unless the message says otherwise. */
export class TemplateError extends Error {}

/** Text that is HTML already. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** Prints as nothing, is false, can be looped over; anything else raises. */
export class Undefined {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @returns {never} */
  raise() {
    throw new TemplateError(`'${this.name}' is undefined`);
  }
}

export class Tuple extends Array {}

/** What a dict's items(), keys() and values() give: has a length, but no places. */
export class View extends Array {}

/** Something of the template's own that has fields: a loop, a module, a namespace. */
export class Fields {
  /** @param {string} _name @returns {Value} undefined if there is none */
  find(_name) {}

  /** @param {string} name @returns {Value} */
  field(name) {
    return known(this.find(name), name);
  }
}

/** Called from a template with its keyword arguments apart. */
export class Callable {
  /** @param {(given: Value[], keywords: Names) => Value} invoke */
  constructor(invoke) {
    this.invoke = invoke;
  }
}

/** What an import gives: the names that a template exports, and the text that it shows. */
export class Module extends Fields {
  /** @param {string} text @param {Names} names */
  constructor(text, names) {
    super();
    this.text = text;
    this.names = names;
  }

  /** @param {string} name */
  find(name) {
    return this.names[name];
  }
}

/**
 * A name's value, or the Undefined that says which name has none.
 * @param {Value} value @param {string} name @returns {Value}
 */
export const known = (value, name) => (value === undefined ? new Undefined(name) : value);

// ---- text

/** @param {Value} value @returns {value is string | Markup} */
export const isText = (value) => typeof value === "string" || value instanceof Markup;

/** The same kind of text as `model`. @param {Value} model @param {string} plain */
export const like = (model, plain) => (model instanceof Markup ? new Markup(plain) : plain);

// ---- numbers

/**
 * An int of Python's: raises for what is none, and for what a phone cannot hold exactly.
 * @param {Value} value @returns {number}
 */
export function whole(value) {
  if (typeof value === "boolean") return Number(value);
  if (Number.isSafeInteger(value)) return value;
  if (value instanceof Undefined) value.raise();
  const says = typeof value === "number" ? "a whole number below 2^53" : "a number";
  throw new TemplateError(`${typeof value === "number" ? value : "this"} is not ${says}`);
}

/** @param {Value} value */
export const isNumber = (value) => typeof value === "number" || typeof value === "boolean";

// ---- lists and dicts

/** @param {Value} value @returns {value is Value[]} */
export const isList = (value) => Array.isArray(value) && !(value instanceof View);

/** @param {Value} value */
export function isMapping(value) {
  if (typeof value !== "object" || value === null) return false;
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null || value instanceof Map;
}

/** @param {[Value, Value][]} pairs */
export const dict = (pairs) =>
  new Map(pairs.map(([key, value]) => [key instanceof Markup ? key.text : key, value]));

/** @param {Value} mapping @returns {[Value, Value][]} */
export const pairsOf = (mapping) =>
  mapping instanceof Map ? [...mapping] : Object.entries(mapping);

/** In order. @param {Value} mapping @returns {[Value, Value][]} */
export function entries(mapping) {
  const pairs = pairsOf(mapping);
  if (!(mapping instanceof Map) && /^\d+$/.test(pairs[0]?.[0] ?? "")) {
    throw new TemplateError("an object forgets the order of keys that are numbers: give a Map");
  }
  return pairs;
}

/** @param {Value} mapping @returns {number} */
export const size = (mapping) =>
  mapping instanceof Map ? mapping.size : Object.keys(mapping).length;

/** @param {Value} mapping @param {Value} key @returns {Value} undefined if there is none */
export function lookup(mapping, key) {
  const plain = key instanceof Markup ? key.text : key;
  if (mapping instanceof Map) return mapping.get(plain);
  return typeof plain === "string" && Object.hasOwn(mapping, plain) ? mapping[plain] : undefined;
}
