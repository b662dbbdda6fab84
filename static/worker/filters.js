/**
 * Filters and tests that templates may use, each the twin of Python's.
 * Which name in a template means which export is said in webapp/frontend/jinja2js/twins.py.
 *
 * @typedef {import("./jinja.js").Value} Value
 */
import {
  Group,
  Markup,
  TemplateError,
  Tuple,
  Undefined,
  View,
  add,
  attribute,
  contains,
  entries,
  equal,
  isList,
  isMapping,
  isNumber,
  isText,
  item,
  iterate,
  length,
  like,
  modulo,
  order,
  show,
  text,
  truth,
  whole,
} from "./jinja.js";

export { isMapping, isNumber, length };

// ---- text

/** @param {Value} value */
export const escape = (value) => new Markup(show(value));

/** @param {Value} value */
export const safe = (value) => new Markup(text(value));

/** @param {Value} value */
export const string = (value) => like(value, text(value));

/** @param {Value} value */
export const upper = (value) => like(value, text(value).toUpperCase());

/** @param {Value} value */
export const lower = (value) => like(value, text(value).toLowerCase());

// what Python takes for white space
const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const EDGES = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "g");

/** @param {Value} value @param {Value} [chars] */
export function trim(value, chars = null) {
  const plain = text(value);
  if (chars === null) return like(value, plain.replace(EDGES, ""));
  const [letters, edges] = [[...plain], [...text(chars)]];
  const isInner = (/** @type {string} */ letter) => !edges.includes(letter);
  const first = letters.findIndex(isInner);
  return like(value, first < 0 ? "" : letters.slice(first, letters.findLastIndex(isInner) + 1).join(""));
}

/** @param {Value} value @param {Value} old @param {Value} replacement @param {Value} [count] */
export function replace(value, old, replacement, count = null) {
  const isMarked = old instanceof Markup || (replacement instanceof Markup && !(value instanceof Markup));
  const base = isMarked ? escape(value) : value;
  const fresh = base instanceof Markup ? show(replacement) : text(replacement);
  const parts = old === "" ? ["", ...text(base), ""] : text(base).split(text(old));
  const limit = count === null || whole(count) < 0 ? Infinity : whole(count);
  const gap = old === "" ? "" : text(old);
  return like(
    base,
    parts.reduce((all, part, at) => all + (at <= limit ? fresh : gap) + part),
  );
}

/** @param {Value} value */
export function urlencode(value) {
  if (isText(value) || isNumber(value) || value === null) return quote(text(value));
  const pairs = isMapping(value) ? entries(value) : [...iterate(value)];
  return pairs
    .map((pair) => Array.from(iterate(pair), queryQuote))
    .map(([name, each]) => `${name}=${each}`)
    .join("&");
}

/** @param {string} plain */
const quote = (plain) =>
  encodeURIComponent(plain)
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

/** @param {Value} value */
const queryQuote = (value) => quote(text(value)).replaceAll("/", "%2F").replaceAll("%20", "+");

/** @param {Value} value @param {Value} [d] @param {Value} [path] @returns {Value} */
export function join(value, d = "", path = null) {
  const items = path === null ? [...iterate(value)] : Array.from(iterate(value), getter(path));
  const isMarked = d instanceof Markup || items.some((each) => each instanceof Markup);
  return isMarked ? new Markup(items.map(show).join(show(d))) : items.map(text).join(text(d));
}

/** As Flask writes it: keys sorted, nothing that could end a script. @param {Value} value */
export const tojson = (value) =>
  new Markup(
    json(value).replace(/[<>&']/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`),
  );

/** @param {Value} value @returns {string} */
function json(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (isText(value)) return JSON.stringify(text(value));
  if (isList(value)) return `[${Array.from(value, json).join(", ")}]`;
  if (!isMapping(value)) return String(whole(value));
  return `{${sortedPairs(value).map(([key, each]) => `${jsonKey(key)}: ${json(each)}`).join(", ")}}`;
}

/** @param {Value} key */
const jsonKey = (key) => (isText(key) ? json(key) : `"${json(key)}"`);

/** @param {Value} mapping */
const sortedPairs = (mapping) =>
  (mapping instanceof Map ? entries(mapping) : Object.entries(mapping)).sort(([one], [other]) =>
    order(one, other),
  );

// ---- numbers

const INTEGER = /^[+-]?\d+(?:_\d+)*$/;
const DIGITS = String.raw`\d+(?:_\d+)*`;
const REAL = new RegExp(`^[+-]?(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:e[+-]?${DIGITS})?$`, "i");

/** Python's int() of text; undefined for what it refuses. @param {string} plain */
export function integer(plain) {
  const digits = plain.replace(EDGES, "");
  if (/[^\x00-\x7f]/.test(digits) && /^[+-]?[\p{Nd}_]+$/u.test(digits)) {
    throw new TemplateError("digits of other scripts have no JS twin");
  }
  return INTEGER.test(digits) ? Number(digits.replaceAll("_", "")) : undefined;
}

/** @param {Value} value @param {Value} [otherwise] */
export function int(value, otherwise = 0) {
  if (value instanceof Undefined) value.raise();
  if (!isText(value)) return isNumber(value) ? whole(value) : otherwise;
  const plain = text(value);
  const found = integer(plain);
  if (found !== undefined) return whole(found);
  const digits = plain.replace(EDGES, "");
  const real = REAL.test(digits) ? Math.trunc(Number(digits.replaceAll("_", ""))) : NaN;
  return Number.isFinite(real) ? whole(real) + 0 : otherwise;
}

/** @param {Value} value @param {Value} [path] @param {Value} [start] @returns {Value} */
export function sum(value, path = null, start = 0) {
  if (isText(start)) throw new TemplateError("sum() cannot add text");
  let all = start;
  for (const each of path === null ? iterate(value) : map(value, getter(path))) {
    all = add(all, each);
  }
  return all;
}

// ---- lists

/**
 * Looks up a path such as "member.name" in an item.
 * @param {Value} path @param {Value} [otherwise] @returns {(item: Value) => Value}
 */
export function getter(path, otherwise = null) {
  const parts = path === null ? [] : isText(path) ? text(path).split(".").map(numeric) : [path];
  return (each) =>
    parts.reduce((found, part) => {
      const next = item(found, part);
      return otherwise !== null && next instanceof Undefined ? otherwise : next;
    }, each);
}

/** @param {string} part */
const numeric = (part) => (/^\d+$/.test(part) ? Number(part) : part);

/**
 * Text compares without regard to case, unless asked.
 * @param {Value} isExact @returns {(value: Value) => Value}
 */
const comparable = (isExact) => (value) => (isText(value) && !truth(isExact) ? lower(value) : value);

/** @param {Value} value @param {Value} [otherwise] @param {Value} [alsoFalse] @returns {Value} */
export function fallback(value, otherwise = "", alsoFalse = false) {
  return value instanceof Undefined || (truth(alsoFalse) && !truth(value)) ? otherwise : value;
}

/** @param {Value} value @returns {Value} */
export function first(value) {
  for (const each of iterate(value)) return each;
  return new Undefined("first item");
}

/** @param {Value} value @returns {Value} */
export function last(value) {
  const found = length(value) ? list(value) : [];
  return found.length ? found.at(-1) : new Undefined("last item");
}

/** @param {Value} value */
export const list = (value) => [...iterate(value)];

/** @param {Value} value @returns {Iterable<Value>} */
export function* items(value) {
  if (value instanceof Undefined) return;
  if (!isMapping(value)) throw new TemplateError("only a dict has items");
  for (const pair of entries(value)) yield Tuple.from(pair);
}

/** @param {Value} value @param {(...given: Value[]) => Value} change @param {Value[]} [given] */
export function* map(value, change, given = []) {
  for (const each of iterate(value)) yield change(each, ...given);
}

/**
 * @param {Value} value @param {(...given: Value[]) => boolean} test @param {Value[]} given @param {(item: Value) => Value} [part]
 */
export function* select(value, test, given, part = (each) => each) {
  for (const each of iterate(value)) if (test(part(each), ...given)) yield each;
}

/**
 * @param {Value} value @param {(...given: Value[]) => boolean} test @param {Value[]} given @param {(item: Value) => Value} [part]
 */
export function* reject(value, test, given, part = (each) => each) {
  for (const each of iterate(value)) if (!test(part(each), ...given)) yield each;
}

/** @param {Value} value @param {Value} count @param {Value} [filler] */
export function* batch(value, count, filler = null) {
  /** @type {Value[]} */
  let row = [];
  for (const each of iterate(value)) {
    if (row.length === whole(count)) {
      yield row;
      row = [];
    }
    row.push(each);
  }
  if (!row.length) return;
  if (filler !== null) while (row.length < whole(count)) row.push(filler);
  yield row;
}

/**
 * Keeps the order of equals, also in reverse.
 * @param {Value[]} found @param {(item: Value) => Value} key @param {Value} isReversed
 */
function sorted(found, key, isReversed) {
  const sign = truth(isReversed) ? -1 : 1;
  return found
    .map((each) => ({ each, key: key(each) }))
    .sort((one, other) => sign * order(one.key, other.key))
    .map(({ each }) => each);
}

/**
 * @param {Value} value @param {Value} [isReversed] @param {Value} [isExact] @param {Value} [path]
 */
export function sort(value, isReversed = false, isExact = false, path = null) {
  const paths = isText(path) ? text(path).split(",") : [path];
  const keys = paths.map((each) => getter(each));
  const plain = comparable(isExact);
  return sorted(list(value), (each) => keys.map((key) => plain(key(each))), isReversed);
}

/** @param {Value} value @param {Value} [isExact] @param {Value} [by] @param {Value} [isReversed] */
export function dictsort(value, isExact = false, by = "key", isReversed = false) {
  const place = ["key", "value"].indexOf(text(by));
  if (place < 0 || !isMapping(value)) throw new TemplateError("dictsort takes a dict");
  const plain = comparable(isExact);
  const pairs = entries(value).map((pair) => Tuple.from(pair));
  return sorted(pairs, (pair) => plain(pair[place]), isReversed);
}

/** @param {Value} value @param {Value} path @param {Value} [otherwise] @param {Value} [isExact] */
export function groupby(value, path, otherwise = null, isExact = false) {
  const [key, plain] = [getter(path, otherwise), comparable(isExact)];
  /** @type {Group[]} */
  const groups = [];
  for (const each of sorted(list(value), (one) => plain(key(one)), false)) {
    const group = groups.at(-1);
    if (group && equal(plain(group[0]), plain(key(each)))) group[1].push(each);
    else groups.push(/** @type {Group} */ (Group.of(key(each), [each])));
  }
  return groups;
}

/** @param {Value} value @param {Value} isExact @param {Value} path @param {number} sign */
function extreme(value, isExact, path, sign) {
  const [key, plain] = [getter(path), comparable(isExact)];
  const found = list(value);
  if (!found.length) return new Undefined("item");
  return found.reduce((best, each) =>
    sign * order(plain(key(each)), plain(key(best))) > 0 ? each : best,
  );
}

/** @param {Value} value @param {Value} [isExact] @param {Value} [path] */
export const max = (value, isExact = false, path = null) => extreme(value, isExact, path, 1);

/** @param {Value} value @param {Value} [isExact] @param {Value} [path] */
export const min = (value, isExact = false, path = null) => extreme(value, isExact, path, -1);

// ---- tests

/** @param {Value} value */
export const isBoolean = (value) => typeof value === "boolean";

/** @param {Value} value */
export const isDefined = (value) => !(value instanceof Undefined);

/** @param {Value} value @param {Value} divisor */
export const isDivisibleBy = (value, divisor) => equal(modulo(value, divisor), 0);

/** @param {Value} value */
export const isEven = (value) => equal(modulo(value, 2), 0);

/** @param {Value} value */
export const isOdd = (value) => equal(modulo(value, 2), 1);

/** @param {Value} value */
export const isFalse = (value) => value === false;

/** @param {Value} value */
export const isTrue = (value) => value === true;

/** @param {Value} value @param {Value} holder */
export const isIn = (value, holder) => contains(holder, value);

/** @param {Value} value */
export const isInteger = (value) => typeof value === "number";

/** @param {Value} value */
export const isIterable = (value) =>
  isText(value) ||
  isMapping(value) ||
  value instanceof Undefined ||
  typeof value?.[Symbol.iterator] === "function";

/** @param {Value} value */
export const isNone = (value) => value === null;

/** @param {Value} value */
export const isSequence = (value) =>
  isText(value) || isList(value) || isMapping(value) || value instanceof Undefined;

/** @param {Value} value */
export const isString = (value) => isText(value);

/** @param {Value} value */
export const isUndefined = (value) => value instanceof Undefined;

export const isEqual = equal;

/** @param {Value} left @param {Value} right */
export const isUnequal = (left, right) => !equal(left, right);

/** @param {Value} left @param {Value} right */
export const isLess = (left, right) => order(left, right) < 0;

/** @param {Value} left @param {Value} right */
export const isAtMost = (left, right) => order(left, right) <= 0;

/** @param {Value} left @param {Value} right */
export const isMore = (left, right) => order(left, right) > 0;

/** @param {Value} left @param {Value} right */
export const isAtLeast = (left, right) => order(left, right) >= 0;
