/**
 * Values as text: Python's str() and its `%`, Jinja's escaping and its `~`.
 *
 * @import { Value } from "./values.js"
 */
import {
  Markup,
  Module,
  TemplateError,
  Tuple,
  Undefined,
  View,
  entries,
  isList,
  isMapping,
  isText,
  like,
  lookup,
  whole,
} from "./values.js";

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

/** Jinja's `~`. @param {Value[]} parts */
export function concat(parts) {
  const plain = parts.map((part) => (part instanceof Markup ? part : text(part)));
  const isMarkup = parts.some((part) => part instanceof Markup);
  return isMarkup ? new Markup(plain.map(show).join("")) : plain.join("");
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
