/**
 * Won amounts in the lines. Telephone, business and receipt numbers, dates, shares and the like are
 * refused by what stands around them; what looks like an amount and cannot be read is told as such.
 *
 * @import { Letter, Lines, Row } from "./rows.js"
 *
 * @typedef {{won: number, cost: number}} Reading  cost 0 for what is printed as it should be
 *
 * @typedef {object} Amount
 * @property {Reading[]} readings  the best first; none if it cannot be read
 * @property {number} confidence  0..1, of the best reading
 * @property {number} mark  the circled number glued to its front; 0 without one
 * @property {boolean} grouped  printed with separators, or a lone 0 or "-"
 * @property {Letter[]} letters
 * @property {Row} row
 * @property {number} x0  px upright, like x1 and y
 * @property {number} x1
 * @property {number} y
 */
import { markOf } from "./marks.js";
import { gapBetween } from "./rows.js";

const MOST_DIGITS = 9; // 999,999,999 won
const MOST_BARE_DIGITS = 8; // without a separator, longer ones are other numbers
const FEWEST_BARE_DIGITS = 3;
const TOUCHING = 0.3; // letter heights between two parts of one number
const TOUCHING_SEPARATOR = 0.8; // the same, with a comma between them
const GLUED_MARK = 0.6; // costs, from 0 (as printed) upwards
const LOST_SEPARATOR = 0.5;
const BARE = 0.3;
const OTHER_LETTER = 0.6;
const BRACKETED = 0.4;
const LEAST_SHARE = 0.02; // of another letter, to be worth a thought
const MOST_OTHERS = 4;
const COST_OF_DOUBT = 0.25; // confidence lost for a cost of 1

/** Letters for digits, where digits are all around. */
const LOOKS_LIKE = new Map(Object.entries({ O: "0", o: "0", D: "0", Q: "0", I: "1", l: "1", "|": "1", S: "5", B: "8", Z: "2" }));
const SEPARATORS = ",.'·;";
const COUNTED_BY = /[년월일시분초회차호세층번개정인종급면위병]/u;

/** Every amount on the page, left to right in each row. @param {Lines} lines @param {ReadonlySet<Letter>} taken  letters of dates and of sentences @returns {Amount[]} */
export function amountsIn({ rows, letterHeight }, taken) {
  return rows.flatMap((row) =>
    runsOf(row, letterHeight, taken).flatMap(({ from, to }) => amountAt(row, from, to, letterHeight)),
  );
}

/**
 * The same without its first digit: a circled number that was read as a digit. No reading if that is
 * not what the number begins with.
 *
 * @param {Amount} amount @param {number} mark @returns {Reading[]}
 */
export function withoutMark(amount, mark) {
  const digits = digitsOf(amount.letters);
  const first = digits[0];
  if (first !== "0" && Number(first) !== mark) return [];
  const rest = amount.letters.map((letter) => letter.char).join("").slice(1);
  return numbersIn(rest).filter(({ cost }) => cost === 0).map(({ won }) => ({ won, cost: 2 * GLUED_MARK }));
}

/** Stretches of digits and separators. @param {Row} row @param {number} letterHeight @param {ReadonlySet<Letter>} taken */
function runsOf({ letters }, letterHeight, taken) {
  /** @type {{from: number, to: number}[]} */
  const runs = [];
  let from = -1;
  letters.forEach((letter, index) => {
    const fits = !taken.has(letter) && (isDigit(letter.char) || SEPARATORS.includes(letter.char));
    const joined = from >= 0 && fits && isJoined(letters, index, letterHeight);
    if (from >= 0 && !joined) {
      runs.push({ from, to: index });
      from = -1;
    }
    if (fits && from < 0) from = index;
    else if (!fits && isDash(letters, index, letterHeight) && !taken.has(letter)) runs.push({ from: index, to: index + 1 });
  });
  if (from >= 0) runs.push({ from, to: letters.length });
  return runs;
}

/** @param {string} char */
function isDigit(char) {
  return /[0-9]/u.test(char) || LOOKS_LIKE.has(char);
}

/** Whether a letter goes on with the number before it. @param {Letter[]} letters @param {number} index @param {number} letterHeight */
function isJoined(letters, index, letterHeight) {
  const [before, letter] = [letters[index - 1], letters[index]];
  const separated = SEPARATORS.includes(before.char) || SEPARATORS.includes(letter.char);
  const gap = gapBetween(before, letter);
  return separated ? gap <= TOUCHING_SEPARATOR * letterHeight : gap <= TOUCHING * letterHeight && !letter.spaced;
}

/** A "-" on its own is how some programs print 0. @param {Letter[]} letters @param {number} index @param {number} letterHeight */
function isDash(letters, index, letterHeight) {
  const [before, letter, after] = [letters[index - 1], letters[index], letters[index + 1]];
  const free = (/** @type {Letter | undefined} */ one, /** @type {Letter | undefined} */ other) =>
    !one || !other || gapBetween(one, other) > letterHeight;
  return letter.char === "-" && free(before, letter) && free(letter, after);
}

/** @param {Row} row @param {number} from @param {number} to @param {number} letterHeight @returns {Amount[]} */
function amountAt(row, from, to, letterHeight) {
  const all = row.letters;
  let [first, last] = [from, to - 1];
  while (first < last && SEPARATORS.includes(all[first].char)) first++;
  while (last > first && SEPARATORS.includes(all[last].char)) last--;
  const letters = all.slice(first, last + 1);
  if (letters.length === 1 && letters[0].char === "-") return [amountOf(row, letters, [{ won: 0, cost: 0 }], 0)];
  const text = letters.map(({ char }) => char).join("");
  const real = text.replace(/[^0-9]/gu, "").length;
  const zeroAlone = /^[0OoQ]$/u.test(text) && isFree(all, first, last, letterHeight);
  if (!zeroAlone && (real === 0 || real < text.replace(/[,.'·;]/gu, "").length / 2)) return [];
  if (isRefused(all, first, last, text, letterHeight)) return [];
  const readings = readingsOf(letters, text, real);
  if (!readings.length && !/^[0-9OoDQ]{1,3}[,.][0-9OoDQ,.]{2,}$/u.test(text)) return [];
  const bracketed = near(all, first - 1, first, letterHeight)?.char === "(";
  const cost = bracketed ? BRACKETED : 0;
  return [amountOf(row, letters, readings.map((each) => ({ ...each, cost: each.cost + cost })), markBefore(all, first, letterHeight))];
}

/** @param {Row} row @param {Letter[]} letters @param {Reading[]} readings @param {number} mark @returns {Amount} */
function amountOf(row, letters, readings, mark) {
  const text = letters.map(({ char }) => char).join("");
  const digits = letters.filter(({ char }) => !SEPARATORS.includes(char));
  const read = Math.min(...digits.map(({ confidence }) => confidence));
  return {
    readings,
    confidence: Math.max(0, read - COST_OF_DOUBT * (readings[0]?.cost ?? 4)),
    mark,
    grouped: /[,.]/u.test(text) || letters.length === 1,
    letters,
    row,
    x0: letters[0].x0,
    x1: letters[letters.length - 1].x1,
    y: letters[0].y,
  };
}

/** Nothing but paper, or 원, around it. @param {Letter[]} all @param {number} first @param {number} last @param {number} letterHeight */
function isFree(all, first, last, letterHeight) {
  const [before, after] = [near(all, first - 1, first, letterHeight), near(all, last + 1, last, letterHeight)];
  return (!before || markOf(before.char) > 0 || /[:₩=\\]/u.test(before.char)) && (!after || after.char === "원");
}

/** The letter at `index`, if it touches that at `beside`. @param {Letter[]} all @param {number} index @param {number} beside @param {number} letterHeight */
function near(all, index, beside, letterHeight) {
  const letter = all[index];
  if (!letter) return undefined;
  const [left, right] = index < beside ? [letter, all[beside]] : [all[beside], letter];
  return gapBetween(left, right) <= 2 * TOUCHING * letterHeight ? letter : undefined;
}

/** Whether what stands around the digits says that they are no won. @param {Letter[]} all @param {number} first @param {number} last @param {string} text @param {number} letterHeight */
function isRefused(all, first, last, text, letterHeight) {
  const before = near(all, first - 1, first, letterHeight)?.char ?? "";
  const after = near(all, last + 1, last, letterHeight)?.char ?? "";
  const next = near(all, last + 2, last + 1, letterHeight)?.char ?? "";
  const grouped = /[,.][0-9OoDQIlSBZ|]{3}(?![0-9])/u.test(text);
  if (/[-/*~+#]/u.test(before) || /[/*%~+]/u.test(after)) return true;
  if (before && isDigit(before)) return true;
  if (after === "-" && /[0-9*]/u.test(next)) return true;
  if (after === ":" && /[0-9]/u.test(next)) return true;
  if (before === ":" && /[0-9]/u.test(near(all, first - 2, first - 1, letterHeight)?.char ?? "") && !grouped) return true;
  if (/[A-Za-z]/u.test(before + after) && !grouped && !LOOKS_LIKE.has(before)) return true;
  if (COUNTED_BY.test(after) && !grouped) return true;
  if (/[가-힣]/u.test(after) && after !== "원" && !grouped) return true;
  return /[가-힣]/u.test(before) && !grouped && text.length < FEWEST_BARE_DIGITS;
}

/** The circled number before it, touching or a little apart. @param {Letter[]} all @param {number} first @param {number} letterHeight */
function markBefore(all, first, letterHeight) {
  const letter = all[first - 1];
  return letter && gapBetween(letter, all[first]) < 2 * letterHeight ? markOf(letter.char) : 0;
}

/** As read, and with the letters that the engine thought of next. @param {Letter[]} letters @param {string} text @param {number} digits @returns {Reading[]} */
function readingsOf(letters, text, digits) {
  /** @type {Reading[]} */
  const found = numbersIn(text);
  const swaps = letters.flatMap(({ others, confidence }, index) =>
    others
      .filter(([char, share]) => share >= LEAST_SHARE && /^[0-9,.]$/u.test(char) && char !== letters[index].char)
      .map(([char, share]) => ({ index, char, cost: OTHER_LETTER + Math.log(Math.max(confidence, LEAST_SHARE) / share) / 2 })),
  );
  for (const { index, char, cost } of swaps.sort((a, b) => a.cost - b.cost).slice(0, MOST_OTHERS)) {
    const swapped = [...text].map((own, place) => (place === index ? char : own)).join("");
    found.push(...numbersIn(swapped).map((each) => ({ won: each.won, cost: each.cost + Math.max(OTHER_LETTER, cost) })));
  }
  const least = digits ? found : found.filter(({ won }) => won === 0);
  return distinct(least);
}

/** @param {Reading[]} readings */
function distinct(readings) {
  const sorted = [...readings].sort((a, b) => a.cost - b.cost);
  return sorted.filter(({ won }, index) => sorted.findIndex((other) => other.won === won) === index);
}

/** What a text of digits and separators may stand for. @param {string} text @returns {Reading[]} */
function numbersIn(text) {
  const parts = [...text].map((char) => (SEPARATORS.includes(char) ? "," : (LOOKS_LIKE.get(char) ?? char))).join("").split(",");
  const letters = [...text].filter((char) => LOOKS_LIKE.has(char)).length;
  const cost = 0.1 * letters;
  const digits = parts.join("");
  if (parts.length === 1) return bareNumber(digits, cost);
  const [head, ...groups] = parts;
  if (digits.length > MOST_DIGITS + 1 || !head || groups.some((group) => !group || group.length % 3)) return [];
  const lost = groups.filter((group) => group.length > 3).length * LOST_SEPARATOR;
  if (head.length <= 3) return wonOf(digits, cost + lost);
  const glued = head.length === 4 ? wonOf(digits.slice(1), cost + lost + GLUED_MARK) : [];
  return [...glued, ...wonOf(digits, cost + lost + GLUED_MARK + LOST_SEPARATOR)];
}

/** @param {string} digits @param {number} cost @returns {Reading[]} */
function bareNumber(digits, cost) {
  if (digits === "0") return [{ won: 0, cost }];
  if (digits.length < FEWEST_BARE_DIGITS || digits.length > MOST_BARE_DIGITS) return [];
  if (/^20[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])$/u.test(digits)) return [];
  return wonOf(digits, digits.length > 3 ? cost + BARE : cost);
}

/** @param {string} digits @param {number} cost @returns {Reading[]} */
function wonOf(digits, cost) {
  return digits[0] === "0" || digits.length > MOST_DIGITS ? [] : [{ won: Number(digits), cost }];
}

/** @param {Letter[]} letters */
function digitsOf(letters) {
  return letters.map(({ char }) => LOOKS_LIKE.get(char) ?? char).filter((char) => /[0-9]/u.test(char));
}
