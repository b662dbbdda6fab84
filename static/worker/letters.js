/** What Python's `str` knows of letters. Texts are counted and cut by code points. */

/** What Python takes for white space: the inside of a character class. */
export const BLANK =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const EDGES = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu");
const GAPS = new RegExp(`[${BLANK}]+`, "u");
const INTEGER = /^[+-]?[0-9]+(?:_[0-9]+)*$/;

/** @param {string} text */
export function strip(text) {
  return text.replace(EDGES, "");
}

/** The words of a text, as `split()` finds them. @param {string} text */
export function words(text) {
  return strip(text).split(GAPS).filter(Boolean);
}

/** @param {string} text */
export function lengthOf(text) {
  return [...text].length;
}

/** The first `most` letters. @param {string} text @param {number} most */
export function cut(text, most) {
  return text.length > most ? [...text].slice(0, most).join("") : text;
}

/** @param {string} letter */
export function isPrintable(letter) {
  return letter === " " || !/[\p{C}\p{Z}]/u.test(letter);
}

/** Whether these are digits, of any script. @param {string} text */
export function isDecimal(text) {
  return /^\p{Nd}+$/u.test(text);
}

/** What `int(text)` makes of it; null for what it refuses. @param {string} text */
export function integer(text) {
  const plain = inAscii(strip(text));
  return INTEGER.test(plain) ? Number(plain.replaceAll("_", "")) : null;
}

/** Digits of any script as 0-9. @param {string} text */
export function inAscii(text) {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(Number(digit.codePointAt(0)))));
}

/** Digits of a script stand together, ten by ten, from its zero on. @param {number} digit */
function valueOf(digit) {
  let zero = digit;
  while (isDecimal(String.fromCodePoint(zero - 1))) zero -= 1;
  return (digit - zero) % 10;
}
