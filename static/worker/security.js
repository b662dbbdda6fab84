/** The refusal of resident registration numbers. Twin of that part of webapp/security.py. */
import { BLANK, inAscii } from "./letters.js";

// Six digits, a separator or none, then 1-8 and six digits: 주민등록번호, 외국인등록번호.
const RESIDENT_NUMBER = new RegExp(
  `(?:^|\\P{Nd})\\p{Nd}{2}(\\p{Nd}{2})(\\p{Nd}{2})([-${BLANK}.~]*)[1-8]\\p{Nd}{6}(?!\\p{Nd})`,
  "gu",
);
const BETWEEN_DIGITS = /(\p{Nd}),(?=\p{Nd})/gu;
const DASHES = /[\u2010-\u2015\u2212\u30fc\u3161]/gu;

/**
 * True if `text` holds anything shaped like YYMMDD-[1-8]NNNNNN.
 *
 * Thirteen digits in a row count only where the first six can be a birthday, so that an ordinary
 * receipt number is not taken for one; with a separator the shape is enough.
 *
 * @param {string} text
 */
export function looksLikeResidentNumber(text) {
  const flat = text
    .normalize("NFKC")
    .replace(DASHES, "-")
    .replace(/\p{Cf}/gu, "")
    .replace(BETWEEN_DIGITS, "$1");
  return [...flat.matchAll(RESIDENT_NUMBER)].some(
    ([, month, day, separator]) => separator || (isWithin(month, 12) && isWithin(day, 31)),
  );
}

/** @param {string} digits @param {number} most */
function isWithin(digits, most) {
  const number = Number(inAscii(digits));
  return 1 <= number && number <= most;
}

/**
 * The values without those that look like a resident number, and the fields they were in.
 * Of several values of one name the first is taken.
 *
 * @param {readonly (readonly [string, string])[]} form
 * @returns {[Record<string, string>, string[]]}
 */
export function forgetResidentNumbers(form) {
  const values = new Map([...form].reverse());
  const names = [...new Set(form.map(([name]) => name))];
  const found = names.filter((name) => looksLikeResidentNumber(String(values.get(name))));
  const kept = names.map((name) => [name, found.includes(name) ? "" : values.get(name)]);
  return [Object.fromEntries(kept), found];
}
