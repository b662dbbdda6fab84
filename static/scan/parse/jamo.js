/** How unlike two Korean letters, or two texts, look: what a misread costs. */

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FINALS = 28;
const VOWELS = 21;

/** Pairs met in readings of real receipts, nearer than their parts tell. */
const MISREAD = new Set(["외미", "액환", "익의", "윈원", "담당", "불본", "급금", "총홍", "비미"]);
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
  if (MISREAD.has(a + b) || MISREAD.has(b + a)) return COST_OF_A_KNOWN_MISREAD;
  if (isSyllable(a) && isSyllable(b)) {
    const [one, other] = [partsOf(a), partsOf(b)];
    return one.filter((part, place) => part !== other[place]).length / one.length;
  }
  return ALIKE.some((group) => group.has(a) && group.has(b)) ? COST_OF_ALIKE : 1;
}

/** @param {string} letter */
export function isSyllable(letter) {
  const code = letter.charCodeAt(0);
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
  let costs = wanted.map((_, index) => index + 1);
  let starts = wanted.map(() => 0);
  /** @type {{start: number, end: number, cost: number}[]} */
  const found = [];
  for (let end = 1; end <= text.length; end++) {
    const letter = text[end - 1];
    /** @type {number[]} */
    const nextCosts = [];
    /** @type {number[]} */
    const nextStarts = [];
    for (let index = 0; index < wanted.length; index++) {
      const swapped = (index ? costs[index - 1] : 0) + unlikeness(wanted[index], letter);
      const added = costs[index] + 1;
      const lost = (index ? nextCosts[index - 1] : 0) + 1;
      const least = Math.min(swapped, added, lost);
      nextCosts.push(least);
      if (least === swapped) nextStarts.push(index ? starts[index - 1] : end - 1);
      else if (least === added) nextStarts.push(starts[index]);
      else nextStarts.push(index ? nextStarts[index - 1] : end);
    }
    [costs, starts] = [nextCosts, nextStarts];
    const cost = costs[wanted.length - 1];
    if (cost <= most) found.push({ start: starts[wanted.length - 1], end, cost });
  }
  return withoutOverlap(found);
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

/** @type {Map<string, number[]>} */
const parts = new Map();

/** Initial, vowel, final. @param {string} syllable */
function partsOf(syllable) {
  const known = parts.get(syllable);
  if (known) return known;
  const code = syllable.charCodeAt(0) - FIRST_SYLLABLE;
  const found = [
    Math.floor(code / FINALS / VOWELS),
    Math.floor(code / FINALS) % VOWELS,
    code % FINALS,
  ];
  parts.set(syllable, found);
  return found;
}
