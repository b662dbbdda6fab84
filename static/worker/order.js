/** The order that Python gives to texts and tuples: by code points, not by UTF-16 units. */

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} below, at or above 0
 */
export function byCodePoint(one, other) {
  const [left, right] = [[...one], [...other]];
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    if (left[at] !== right[at]) {
      return Number(left[at].codePointAt(0)) - Number(right[at].codePointAt(0));
    }
  }
  return left.length - right.length;
}

/** @typedef {string | number | boolean} Key */

/** @param {Key} one @param {Key} other */
function compare(one, other) {
  if (typeof one === "string" && typeof other === "string") return byCodePoint(one, other);
  return Number(one) - Number(other);
}

/**
 * Compare lists of keys as Python compares tuples.
 *
 * @param {readonly Key[]} one
 * @param {readonly Key[]} other
 */
export function compareAll(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const order = compare(one[at], other[at]);
    if (order) return order;
  }
  return one.length - other.length;
}
