/** How unlike two Korean letters, or two texts, look: what a misread costs. */

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const VOWELS = 21;

/** Pairs met in readings of real receipts, nearer than their parts tell. */
const MISREAD = new Set(
  ["외미", "액환", "익의", "윈원", "담당", "불본", "급금", "총홍", "비미"].flatMap(([one, other]) => [
    keyOf(one.charCodeAt(0), other.charCodeAt(0)),
    keyOf(other.charCodeAt(0), one.charCodeAt(0)),
  ]),
);
const COST_OF_A_KNOWN_MISREAD = 0.3;

/** Letters that stand for one another in print: their cost, 0 to 1. */
const ALIKE = [..."0OoDQ|1lI7|5S|8B3|2Z|6G"].join("").split("|").map((group) => new Set(group));
const COST_OF_ALIKE = 0.3;

/**
 * 0 for the same letter, 1 for one with nothing in common; syllables by initial, vowel and final.
 *
 * @param {string} a @param {string} b
 */
export function unlikeness(a, b) {
  if (a === b) return 0;
  const one = a.charCodeAt(0);
  const other = b.charCodeAt(0);
  const syllables = Number(isCode(one)) + Number(isCode(other));
  if (syllables === 1) return 1;
  if (syllables === 2) {
    if (MISREAD.has(keyOf(one, other))) return COST_OF_A_KNOWN_MISREAD;
    const x = one - FIRST_SYLLABLE;
    const y = other - FIRST_SYLLABLE;
    const finals = x % FINALS === y % FINALS ? 0 : 1;
    const vowels = Math.floor(x / FINALS) % VOWELS === Math.floor(y / FINALS) % VOWELS ? 0 : 1;
    const initials = Math.floor(x / FINALS / VOWELS) === Math.floor(y / FINALS / VOWELS) ? 0 : 1;
    return (initials + vowels + finals) / 3;
  }
  return ALIKE.some((group) => group.has(a) && group.has(b)) ? COST_OF_ALIKE : 1;
}

/** @param {string} letter */
export function isSyllable(letter) {
  return isCode(letter.charCodeAt(0));
}

/** @param {number} one @param {number} other */
function keyOf(one, other) {
  return one * 65_536 + other;
}

/** @param {number} code */
function isCode(code) {
  return FIRST_SYLLABLE <= code && code <= LAST_SYLLABLE;
}

/**
 * Where `wanted` stands in `text`, misread or not: the first and the past-the-end letter, and the cost
 * (1 for each letter lost, added or wholly changed). Best first; of overlapping places the best.
 *
 * Sellers' algorithm: an edit distance that may begin and end anywhere in the text.
 *
 * @param {readonly string[]} wanted
 * @param {readonly string[]} text
 * @param {number} most  the cost above which a place is no place
 * @returns {{start: number, end: number, cost: number}[]}
 */
export function placesOf(wanted, text, most) {
  const size = wanted.length;
  let costs = Float64Array.from(wanted, (_, index) => index + 1);
  let nextCosts = new Float64Array(size);
  let starts = new Int32Array(size);
  let nextStarts = new Int32Array(size);
  /** @type {{start: number, end: number, cost: number}[]} */
  const found = [];
  for (let end = 1; end <= text.length; end++) {
    const letter = text[end - 1];
    for (let index = 0; index < size; index++) {
      const swapped = (index ? costs[index - 1] : 0) + unlikeness(wanted[index], letter);
      const added = costs[index] + 1;
      const lost = (index ? nextCosts[index - 1] : 0) + 1;
      const least = Math.min(swapped, added, lost);
      nextCosts[index] = least;
      if (least === swapped) nextStarts[index] = index ? starts[index - 1] : end - 1;
      else if (least === added) nextStarts[index] = starts[index];
      else nextStarts[index] = index ? nextStarts[index - 1] : end;
    }
    [costs, nextCosts, starts, nextStarts] = [nextCosts, costs, nextStarts, starts];
    const cost = costs[size - 1];
    if (cost <= most && starts[size - 1] < end) found.push({ start: starts[size - 1], end, cost });
  }
  return found.length > 1 ? withoutOverlap(found) : found;
}

/** @param {{start: number, end: number, cost: number}[]} places */
function withoutOverlap(places) {
  /** @type {typeof places} */
  const kept = [];
  for (const place of [...places].sort((a, b) => a.cost - b.cost || b.end - b.start - a.end + a.start)) {
    if (kept.every(({ start, end }) => place.end <= start || end <= place.start)) kept.push(place);
  }
  return kept;
}
