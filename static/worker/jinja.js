/**
 * What compiled templates stand on: the meaning that Python and Jinja give to values.
 *
 * None is null, a dict a plain object or a Map, a list an Array, an int a whole number up to 2^53.
 * A name without a value is an Undefined, never JavaScript's undefined.
 *
 * @typedef {any} Value
 * @typedef {Record<string, Value>} Names
 * @typedef {{root: (context: Context) => string, blocks: Record<string, Block>}} Template
 * @typedef {(context: Context) => string} Block
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

// ---- text

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

/** @param {string} plain */
const escaped = (plain) =>
  /[&<>"']/.test(plain) ? plain.replace(/[&<>"']/g, (found) => ENTITIES[found]) : plain;

/** A value as the page shows it, escaped. @param {Value} value */
export function show(value) {
  return value instanceof Markup || value instanceof Module ? value.text : escaped(text(value));
}

/** Python's str(). @param {Value} value @returns {string} */
export function text(value) {
  if (typeof value === "string") return value;
  if (value instanceof Markup || value instanceof Module) return value.text;
  return value instanceof Undefined ? "" : repr(value);
}

/** Python's repr() of what can stand in a list. @param {Value} value @returns {string} */
function repr(value) {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") return String(whole(value));
  if (typeof value === "string") return quoted(value);
  if (value instanceof Markup) return `Markup(${quoted(value.text)})`;
  if (value instanceof Undefined) return "Undefined";
  if (value instanceof Tuple) {
    return `(${Array.from(value, repr).join(", ")}${value.length === 1 ? "," : ""})`;
  }
  if (Array.isArray(value) && !(value instanceof View)) return `[${value.map(repr).join(", ")}]`;
  if (isMapping(value)) {
    return `{${entries(value).map(([key, each]) => `${repr(key)}: ${repr(each)}`).join(", ")}}`;
  }
  throw new TemplateError("only words, numbers, lists and dicts can be shown");
}

/** @type {Record<string, string>} */
const ESCAPES = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** @param {string} plain */
function quoted(plain) {
  const quote = plain.includes("'") && !plain.includes('"') ? '"' : "'";
  const inside = plain.replace(/[\\'\p{C}\p{Z}]/gu, (found) => {
    if (found === " ") return found;
    if (found === "'") return quote === "'" ? "\\'" : "'";
    const code = /** @type {number} */ (found.codePointAt(0));
    const [letter, digits] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
    return ESCAPES[found] ?? `\\${letter}${code.toString(16).padStart(Number(digits), "0")}`;
  });
  return quote + inside + quote;
}

/** What a call block or a filter block leaves: text as it is. @param {Value} value */
export function raw(value) {
  if (isText(value)) return text(value);
  throw new TemplateError("a block gives text");
}

/** @param {Value} value @returns {value is string | Markup} */
export const isText = (value) => typeof value === "string" || value instanceof Markup;

/** The same kind of text as `model`. @param {Value} model @param {string} plain */
export const like = (model, plain) => (model instanceof Markup ? new Markup(plain) : plain);

/** Jinja's `~`. @param {Value[]} parts */
export function concat(parts) {
  const plain = parts.map((part) => (part instanceof Markup ? part : text(part)));
  const isMarkup = parts.some((part) => part instanceof Markup);
  return isMarkup ? new Markup(plain.map(show).join("")) : plain.join("");
}

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

/** @param {Value} value */
export const negate = (value) => whole(-whole(value));

/** @param {Value} left @param {Value} right @returns {Value} */
export function add(left, right) {
  if (isText(left) && isText(right)) {
    const isMarkup = left instanceof Markup || right instanceof Markup;
    return isMarkup ? new Markup(show(left) + show(right)) : `${left}${right}`;
  }
  if (isList(left) && isList(right) && left instanceof Tuple === right instanceof Tuple) {
    return left.concat(right);
  }
  return whole(whole(left) + whole(right));
}

/** @param {Value} left @param {Value} right */
export const subtract = (left, right) => whole(whole(left) - whole(right));

/** @param {Value} left @param {Value} right @returns {Value} */
export function multiply(left, right) {
  if (isText(right) || isList(right)) return multiply(right, left);
  if (isText(left)) return like(left, text(left).repeat(Math.max(0, whole(right))));
  if (isList(left)) {
    const copies = Array(Math.max(0, whole(right))).fill(left);
    return copies.reduce((all, each) => all.concat(each), left.slice(0, 0));
  }
  return whole(whole(left) * whole(right));
}

/** Rounds down, also below zero. @param {Value} left @param {Value} right */
export function floorDivide(left, right) {
  const [whole_, part] = [whole(left), divisor(right)];
  const rest = whole_ % part;
  return (whole_ - rest) / part - (rest && rest < 0 !== part < 0 ? 1 : 0) + 0;
}

/**
 * The rest has the divisor's sign; text on the left is a format.
 * @param {Value} left @param {Value} right @returns {Value}
 */
export function modulo(left, right) {
  if (isText(left)) return format(left, right);
  const part = divisor(right);
  const rest = whole(left) % part;
  return (rest && rest < 0 !== part < 0 ? rest + part : rest) + 0;
}

/** @param {Value} value */
function divisor(value) {
  const part = whole(value);
  if (!part) throw new TemplateError("division by zero");
  return part;
}

/**
 * Python's `%` on text, for %s, %d and %%.
 * @param {string | Markup} pattern @param {Value} values
 */
export function format(pattern, values) {
  const print = pattern instanceof Markup ? show : text;
  const row = values instanceof Tuple ? values : [values];
  let place = 0;
  const plain = text(pattern).replace(/%(?:\((\w*)\))?([\s\S]?)/g, (found, name, kind) => {
    if (found === "%%") return "%";
    if (kind !== "s" && kind !== "d") {
      throw new TemplateError(`the format ${found} has no JS twin`);
    }
    if (name === undefined && place >= row.length) throw new TemplateError("too few values");
    const value = name === undefined ? row[place++] : entry(values, name);
    return kind === "d" ? String(whole(value)) : print(value);
  });
  if (place < row.length && !isFormatDict(values)) {
    throw new TemplateError("too many values for a format");
  }
  return like(pattern, plain);
}

/** What Python takes for a dict, of which a format need not use all. @param {Value} values */
const isFormatDict = (values) =>
  isMapping(values) || values instanceof Undefined || (isList(values) && !(values instanceof Tuple));

/** @param {Value} values @param {string} name */
function entry(values, name) {
  const found = isMapping(values) ? lookup(values, name) : undefined;
  if (found === undefined) throw new TemplateError(`the format misses '${name}'`);
  return found;
}

// ---- truth and order

/** @param {Value} value */
export function truth(value) {
  if (typeof value !== "object" || value === null) return Boolean(value);
  if (value instanceof Markup) return value.text !== "";
  if (value instanceof Undefined) return false;
  if (Array.isArray(value)) return value.length > 0;
  return isMapping(value) ? size(value) > 0 : true;
}

/** Python's `==`. @param {Value} left @param {Value} right @returns {boolean} */
export function equal(left, right) {
  if (left === right) return true;
  if (isText(left) && isText(right)) return text(left) === text(right);
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  if (isList(left) && isList(right)) {
    return (
      left instanceof Tuple === right instanceof Tuple &&
      left.length === right.length &&
      left.every((/** @type {Value} */ each, /** @type {number} */ at) => equal(each, right[at]))
    );
  }
  if (isMapping(left) && isMapping(right)) {
    const pairs = pairsOf(left);
    return (
      pairs.length === size(right) &&
      pairs.every(([key, each]) => {
        const other = lookup(right, key);
        return other !== undefined && equal(each, other);
      })
    );
  }
  return left instanceof Undefined && right instanceof Undefined;
}

/**
 * Below, at or above zero as `left` is less than, equal to or more than `right`.
 * @param {Value} left @param {Value} right @returns {number}
 */
export function order(left, right) {
  if (isNumber(left) && isNumber(right)) return whole(left) - whole(right);
  if (isText(left) && isText(right)) return orderOfText(text(left), text(right));
  if (isList(left) && isList(right) && left instanceof Tuple === right instanceof Tuple) {
    const length = Math.min(left.length, right.length);
    for (let at = 0; at < length; at += 1) {
      if (!equal(left[at], right[at])) return order(left[at], right[at]);
    }
    return left.length - right.length;
  }
  for (const each of [left, right]) if (each instanceof Undefined) each.raise();
  throw new TemplateError("these two have no order");
}

/** By code points, as Python orders text. @param {string} left @param {string} right */
function orderOfText(left, right) {
  if (left === right) return 0;
  let at = 0;
  while (left[at] === right[at]) at += 1;
  const [one, other] = [left, right].map((each) => each.charCodeAt(at));
  if (Number.isNaN(one) || Number.isNaN(other)) return left.length - right.length;
  // a surrogate stands for a code point above all others
  const [high, low] = [one, other].map((unit) => unit >= 0xd800 && unit <= 0xdfff);
  return high === low ? one - other : Number(high) - Number(low);
}

/** Python's `item in holder`. @param {Value} holder @param {Value} item @returns {boolean} */
export function contains(holder, item) {
  if (isText(holder)) {
    if (isText(item)) return text(holder).includes(text(item));
    throw new TemplateError("only text can be in a text");
  }
  if (isMapping(holder)) return lookup(holder, item) !== undefined;
  for (const each of iterate(holder)) if (equal(each, item)) return true;
  return false;
}

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
const pairsOf = (mapping) => (mapping instanceof Map ? [...mapping] : Object.entries(mapping));

/** In order. @param {Value} mapping @returns {[Value, Value][]} */
export function entries(mapping) {
  const pairs = pairsOf(mapping);
  if (!(mapping instanceof Map) && /^\d+$/.test(pairs[0]?.[0] ?? "")) {
    throw new TemplateError("an object forgets the order of keys that are numbers: give a Map");
  }
  return pairs;
}

/** @param {Value} mapping @returns {number} */
const size = (mapping) =>
  mapping instanceof Map ? mapping.size : Object.keys(mapping).length;

/** @param {Value} mapping @param {Value} key @returns {Value} undefined if there is none */
function lookup(mapping, key) {
  const plain = key instanceof Markup ? key.text : key;
  if (mapping instanceof Map) return mapping.get(plain);
  return typeof plain === "string" && Object.hasOwn(mapping, plain) ? mapping[plain] : undefined;
}

/** What a loop goes through. @param {Value} value @returns {Iterable<Value>} */
export function iterate(value) {
  if (value instanceof Markup) return value.text;
  if (value instanceof Undefined) return [];
  if (isMapping(value)) return entries(value).map(([key]) => key);
  if (typeof value === "string" || typeof value?.[Symbol.iterator] === "function") return value;
  throw new TemplateError("this cannot be looped over");
}

/** Python's len(). @param {Value} value @returns {number} */
export function length(value) {
  if (isText(value)) return [...text(value)].length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Undefined) return 0;
  if (isMapping(value)) return size(value);
  throw new TemplateError("this has no length");
}

/** Exactly as many parts as there are names for. @param {Value} value @param {number} count */
export function unpack(value, count) {
  if (value instanceof Undefined || value === null) throw new TemplateError("nothing to unpack");
  const parts = [...iterate(value)];
  if (parts.length === count) return parts;
  throw new TemplateError(`${parts.length} values for ${count} names`);
}

/**
 * The items that pass, each tested when its turn comes.
 * @param {Iterable<Value>} items @param {(item: Value) => boolean} test
 */
export function* passing(items, test) {
  for (const item of items) if (test(item)) yield item;
}

/**
 * Python's slice.
 * @param {Value} value @param {Value} start @param {Value} stop @param {Value} step @returns {Value}
 */
export function slice(value, start, stop, step) {
  if (!isText(value) && !isList(value)) {
    throw new TemplateError("only text and lists can be sliced");
  }
  const items = isText(value) ? [...text(value)] : value;
  const by = step === null ? 1 : whole(step);
  if (!by) throw new TemplateError("a slice cannot stand still");
  const [lowest, highest] = by > 0 ? [0, items.length] : [-1, items.length - 1];
  /** @param {Value} end @param {number} otherwise */
  const place = (end, otherwise) => {
    if (end === null) return otherwise;
    const at = whole(end);
    return Math.min(highest, Math.max(lowest, at < 0 ? at + items.length : at));
  };
  const [first, last] = by > 0 ? [lowest, highest] : [highest, lowest];
  const found = value instanceof Tuple ? new Tuple() : [];
  const end = place(stop, last);
  for (let at = place(start, first); by > 0 ? at < end : at > end; at += by) found.push(items[at]);
  return isText(value) ? like(value, found.join("")) : found;
}

// ---- names, fields, calls

/**
 * A name's value, or the Undefined that says which name has none.
 * @param {Value} value @param {string} name @returns {Value}
 */
export const known = (value, name) => (value === undefined ? new Undefined(name) : value);

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

/** @param {Value} callee @param {Value[]} given @param {Names} [keywords] @returns {Value} */
export function call(callee, given, keywords = {}) {
  if (callee instanceof Callable) return callee.invoke(given, keywords);
  if (callee instanceof Undefined) callee.raise();
  if (typeof callee === "function" && !Object.keys(keywords).length) return callee(...given);
  throw new TemplateError("this cannot be called so");
}

/**
 * A macro; `body` gets undefined for a parameter that was not given.
 * @param {string} name @param {string[]} parameters @param {boolean} takesCaller
 * @param {(...given: Value[]) => string} body
 */
export function macro(name, parameters, takesCaller, body) {
  return new Callable((given, keywords) => {
    const { ...left } = keywords;
    const values = parameters.map((parameter, place) => {
      if (place < given.length) return given[place];
      const value = left[parameter];
      delete left[parameter];
      return value;
    });
    if (takesCaller) {
      values.push(known(left.caller ?? undefined, "caller"));
      delete left.caller;
    }
    const unknown = Object.keys(left)[0];
    if (unknown !== undefined) throw new TemplateError(`macro '${name}' takes no '${unknown}'`);
    if (given.length > parameters.length) {
      throw new TemplateError(`macro '${name}' takes ${parameters.length} values`);
    }
    return new Markup(body(...values));
  });
}

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

/** `loop`: knows its length and its neighbours; looks ahead only when asked. */
export class Loop extends Fields {
  /** @param {Iterable<Value>} items */
  constructor(items) {
    super();
    this.items = items[Symbol.iterator]();
    /** @type {number | undefined} */
    this.known = Array.isArray(items) || typeof items === "string" ? length(items) : undefined;
    /** @type {Value[]} */
    this.ahead = [];
    this.at = -1;
    /** @type {Value} */
    this.now = undefined;
    /** @type {Value} */
    this.before = undefined;
    /** @type {Value[] | undefined} */
    this.seen = undefined;
  }

  [Symbol.iterator]() {
    return this;
  }

  next() {
    if (!this.peek()) return { done: true, value: undefined };
    this.at += 1;
    [this.before, this.now] = [this.now, this.ahead.shift()];
    return { done: false, value: this.now };
  }

  /** Whether there is another item; it is fetched. */
  peek() {
    if (!this.ahead.length) {
      const { done, value } = this.items.next();
      if (!done) this.ahead.push(value);
    }
    return this.ahead.length > 0;
  }

  get length() {
    if (this.known === undefined) {
      for (let each = this.items.next(); !each.done; each = this.items.next()) {
        this.ahead.push(each.value);
      }
      this.known = this.at + 1 + this.ahead.length;
    }
    return this.known;
  }

  /** @param {string} name @returns {Value} */
  find(name) {
    switch (name) {
      case "index":
        return this.at + 1;
      case "index0":
        return this.at;
      case "revindex":
        return this.length - this.at;
      case "revindex0":
        return this.length - this.at - 1;
      case "length":
        return this.length;
      case "first":
        return this.at === 0;
      case "last":
        return !this.peek();
      case "previtem":
        return this.at === 0 ? undefined : this.before;
      case "nextitem":
        return this.peek() ? this.ahead[0] : undefined;
      case "depth":
        return 1;
      case "depth0":
        return 0;
      case "cycle":
        return new Callable((given) => {
          if (!given.length) throw new TemplateError("no items for cycling given");
          return given[this.at % given.length];
        });
      case "changed":
        return new Callable((given) => {
          const isSame = this.seen !== undefined && equal(this.seen, given);
          this.seen = given;
          return !isSame;
        });
    }
  }
}

// ---- templates

/** What an import gives: the names that a template exports, and the text that it shows. */
class Module extends Fields {
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

/** The variables of one rendering, and the blocks of the templates that take part in it. */
export class Context {
  /**
   * @param {Environment} environment @param {Names} parent @param {Record<string, Block>} blocks
   */
  constructor(environment, parent, blocks) {
    this.environment = environment;
    this.parent = parent;
    /** @type {Names} */
    this.vars = Object.create(null);
    /** @type {Set<string>} */
    this.exported = new Set();
    /** @type {Map<string, Block[]>} */
    this.blocks = new Map(Object.entries(blocks).map(([name, block]) => [name, [block]]));
  }

  /** @param {string} name @returns {Value} undefined if there is none */
  resolve(name) {
    const value = this.vars[name];
    return value === undefined ? this.parent[name] : value;
  }

  /** @param {string} name @param {Value} value */
  set(name, value) {
    this.vars[name] = value;
    this.exported.delete(name);
  }

  /** @param {string} name @param {Value} value */
  export(name, value) {
    this.vars[name] = value;
    this.exported.add(name);
  }

  /**
   * All names, with those of a template's inner scopes.
   * @param {Names} [locals] @returns {Names}
   */
  all(locals = {}) {
    const names = Object.assign(Object.create(this.parent), this.vars);
    for (const [name, value] of Object.entries(locals)) {
      if (value !== undefined) names[name] = value;
    }
    return names;
  }

  /** @param {Names} locals */
  derived(locals) {
    const context = new Context(this.environment, this.all(locals), {});
    context.blocks = this.blocks;
    return context;
  }

  /** @param {string} name @param {Names} locals */
  include(name, locals) {
    const { root, blocks } = this.environment.template(name);
    return root(new Context(this.environment, this.all(locals), blocks));
  }

  /** @param {string} name @param {Names} [locals] without, the module knows the globals only */
  module(name, locals) {
    return this.environment.module(name, locals && this.all(locals));
  }

  /** Put a parent's blocks behind one's own. @param {string} name */
  extend(name) {
    for (const [block, body] of Object.entries(this.environment.template(name).blocks)) {
      this.blocks.set(block, [...(this.blocks.get(block) ?? []), body]);
    }
  }

  /** @param {string} name */
  parentRoot(name) {
    return this.environment.template(name).root(this);
  }

  /** @param {string} name @param {Context} context @param {number} [depth] */
  block(name, context, depth = 0) {
    return /** @type {Block[]} */ (this.blocks.get(name))[depth](context);
  }

  /** @param {string} name */
  requireBlock(name) {
    if (this.blocks.get(name)?.length === 1) {
      throw new TemplateError(`required block '${name}' not found`);
    }
  }

  /** `super` within a block. @param {string} name @param {Block} current */
  above(name, current) {
    return blockReference(this, name, (this.blocks.get(name) ?? []).indexOf(current) + 1, "super");
  }
}

/**
 * @param {Context} context @param {string} name @param {number} depth @param {string} as @returns {Value}
 */
function blockReference(context, name, depth, as) {
  const isThere = depth < (context.blocks.get(name)?.length ?? 0);
  return isThere ? new BlockReference(context, name, depth) : new Undefined(as);
}

class BlockReference extends Callable {
  /** @param {Context} context @param {string} name @param {number} depth */
  constructor(context, name, depth) {
    super(() => new Markup(context.block(name, context, depth)));
    this.above = () => blockReference(context, name, depth + 1, "super");
  }
}

/** `self` */
export class SelfReference extends Fields {
  /** @param {Context} context */
  constructor(context) {
    super();
    this.context = context;
  }

  /** @param {string} name */
  find(name) {
    return blockReference(this.context, name, 0, name);
  }
}

/** The compiled templates, and the names that all of them know. */
export class Environment {
  /** @param {Record<string, Template>} templates @param {Names} globals */
  constructor(templates, globals) {
    this.templates = templates;
    /** @type {Names} */
    this.globals = Object.assign(Object.create(null), globals);
    /** @type {Map<string, Module>} */
    this.modules = new Map();
  }

  /** @param {string} name */
  template(name) {
    if (Object.hasOwn(this.templates, name)) return this.templates[name];
    throw new TemplateError(`there is no template '${name}'`);
  }

  /** Without names of its own a module is made once. @param {string} name @param {Names} [names] */
  module(name, names) {
    const made = names ? undefined : this.modules.get(name);
    if (made) return made;
    const { root, blocks } = this.template(name);
    const context = new Context(this, names ?? this.globals, blocks);
    const text = root(context);
    /** @type {Names} */
    const exported = Object.create(null);
    for (const each of context.exported) exported[each] = context.vars[each];
    const module = new Module(text, exported);
    if (!names) this.modules.set(name, module);
    return module;
  }

  /** @param {string} name @param {Names} context */
  render(name, context) {
    const { root, blocks } = this.template(name);
    return root(new Context(this, Object.assign(Object.create(this.globals), context), blocks));
  }
}
