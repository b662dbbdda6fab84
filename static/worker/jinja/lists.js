/**
 * What can be gone through, counted and taken apart.
 *
 * @import { Value } from "./values.js"
 */
import { text } from "./text.js";
import {
  Markup,
  TemplateError,
  Tuple,
  Undefined,
  entries,
  isList,
  isMapping,
  isText,
  like,
  size,
  whole,
} from "./values.js";

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
