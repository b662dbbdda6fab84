/**
 * Python's operators: arithmetic, truth, order, `in`.
 *
 * @import { Value } from "./values.js"
 */
import { iterate } from "./lists.js";
import { format, show, text } from "./text.js";
import {
  Markup,
  TemplateError,
  Tuple,
  Undefined,
  isList,
  isMapping,
  isNumber,
  isText,
  like,
  lookup,
  pairsOf,
  size,
  whole,
} from "./values.js";

// ---- arithmetic

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
