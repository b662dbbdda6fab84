/**
 * Words into lines of letters, whatever the page's slant: every letter knows where it stands on a
 * page turned upright, so that a word cut in two and two words glued together read the same.
 *
 * @import { Box } from "../image/quad.js"
 *
 * @typedef {object} ReadLetter  as an engine reads it
 * @property {string} text
 * @property {number} confidence  0..1
 * @property {[string, number][]} [others]  what else it may be, with the confidence of each
 *
 * @typedef {Box & {text: string, confidence: number, characters?: ReadLetter[]}} Word
 *
 * @typedef {object} Letter
 * @property {string} char
 * @property {number} x0  px on the upright page, like x1 and y
 * @property {number} x1
 * @property {number} y  middle of its word
 * @property {number} height  of its word, px
 * @property {boolean} spaced  a blank stands before it
 * @property {number} confidence
 * @property {[string, number][]} others
 * @property {Box} box  in the page as given
 *
 * @typedef {{letters: Letter[], y: number}} Row  letters from left to right; y of its middle, px upright
 *
 * @typedef {object} Lines
 * @property {Row[]} rows  from top to bottom
 * @property {number} letterHeight  px, the page's usual one
 */

const MOST_WORDS = 3_000; // a page of print has some 400; more is noise, and time
const UNKNOWN_CONFIDENCE = 0.9;
const STEEPEST = 0.08; // px down per px across: about 4.5 degrees
const FEWEST_NEIGHBOURS = 5; // pairs of neighbours needed to tell a slant
const FARTHEST_NEIGHBOUR = 12; // letter heights
const SAME_LINE = 0.5; // of the letter height: how far apart the middles of a line's words may be
const TALLEST_LETTER = 1.6; // of the usual height: a seal or a logo counts as no taller
const ROWS_BACK = 6; // lines above that a word may still belong to

/** @param {readonly unknown[]} words @returns {Lines} */
export function linesOf(words) {
  const given = words.slice(0, MOST_WORDS).flatMap(legible);
  if (!given.length) return { rows: [], letterHeight: 1 };
  const letterHeight = Math.max(1, median(given.map(({ y0, y1 }) => y1 - y0)));
  const slant = slantOf(given, letterHeight);
  const upright = given.map((word) => turned(word, slant));
  const rows = grouped(upright, letterHeight).map((members) => ({
    letters: members
      .sort((a, b) => a.x0 - b.x0)
      .flatMap((word) => lettersOf(word))
      .sort((a, b) => a.x0 - b.x0),
    y: median(members.map(({ y }) => y)),
  }));
  return { rows: rows.sort((a, b) => a.y - b.y), letterHeight };
}

/** The smallest box around these letters, in the page as given. @param {readonly Letter[]} letters @returns {Box | null} */
export function boxAround(letters) {
  if (!letters.length) return null;
  return {
    x0: Math.min(...letters.map(({ box }) => box.x0)),
    y0: Math.min(...letters.map(({ box }) => box.y0)),
    x1: Math.max(...letters.map(({ box }) => box.x1)),
    y1: Math.max(...letters.map(({ box }) => box.y1)),
  };
}

/** px between a letter and the one before it, 0 where they touch. @param {Letter} before @param {Letter} letter */
export function gapBetween(before, letter) {
  return Math.max(0, letter.x0 - before.x1);
}

/** Stretches of a row without a gap of more than `widest` px. @param {readonly Letter[]} letters @param {number} widest @returns {Letter[][]} */
export function pieces(letters, widest) {
  /** @type {Letter[][]} */
  const found = [];
  for (const letter of letters) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last && before && gapBetween(before, letter) <= widest) last.push(letter);
    else found.push([letter]);
  }
  return found;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The word, if it is one: something to read in a box with a size. @param {unknown} given @returns {Word[]} */
function legible(given) {
  const word = /** @type {Word} */ (given);
  if (!word || typeof word !== "object" || typeof word.text !== "string") return [];
  const { x0, y0, x1, y1 } = word;
  const text = word.text.normalize("NFC").trim();
  if (!text || ![x0, y0, x1, y1].every(Number.isFinite) || x1 <= x0 || y1 <= y0) return [];
  const confidence = Number.isFinite(word.confidence) ? word.confidence : UNKNOWN_CONFIDENCE;
  return [{ ...word, text, confidence: Math.min(1, Math.max(0, confidence)) }];
}

/** px down for each px across, from how words stand to the next one on their right. @param {Word[]} words @param {number} letterHeight */
function slantOf(words, letterHeight) {
  const slopes = words.flatMap((word) => {
    const near = words
      .filter((other) => other !== word && isRightNeighbour(word, other, letterHeight))
      .sort((a, b) => a.x0 - b.x0)[0];
    return near ? [(middle(near) - middle(word)) / (across(near) - across(word))] : [];
  });
  if (slopes.length < FEWEST_NEIGHBOURS) return 0;
  const first = median(slopes);
  return slopes.length ? refined(words, first, letterHeight) : first;
}

/** @param {Word} word @param {Word} other @param {number} letterHeight */
function isRightNeighbour(word, other, letterHeight) {
  const gap = other.x0 - word.x1;
  const [tall, tallOther] = [word.y1 - word.y0, other.y1 - other.y0];
  return (
    0 < gap &&
    gap < FARTHEST_NEIGHBOUR * letterHeight &&
    Math.abs(tall - tallOther) < 0.35 * letterHeight &&
    Math.abs(middle(other) - middle(word)) < SAME_LINE * letterHeight + STEEPEST * gap
  );
}

/** The slant once more, over whole lines. @param {Word[]} words @param {number} slant @param {number} letterHeight */
function refined(words, slant, letterHeight) {
  const upright = words.map((word) => turned(word, slant));
  const slopes = grouped(upright, letterHeight)
    .filter((row) => row.length > 2)
    .map((row) => {
      const [x, y] = [mean(row.map(({ x0, x1 }) => (x0 + x1) / 2)), mean(row.map((word) => word.y))];
      const spread = row.reduce((sum, word) => sum + ((word.x0 + word.x1) / 2 - x) ** 2, 0);
      const fall = row.reduce((sum, word) => sum + ((word.x0 + word.x1) / 2 - x) * (word.y - y), 0);
      return spread ? fall / spread : 0;
    });
  const found = slant + (slopes.length >= 3 ? median(slopes) : 0);
  return Math.abs(found) <= STEEPEST ? found : 0;
}

/** @param {Word} word */
function middle({ y0, y1 }) {
  return (y0 + y1) / 2;
}

/** @param {Word} word */
function across({ x0, x1 }) {
  return (x0 + x1) / 2;
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * A word on the upright page.
 *
 * @typedef {{word: Word, x0: number, x1: number, y: number, height: number}} Upright
 *
 * @param {Word} word @param {number} slant @returns {Upright}
 */
function turned(word, slant) {
  const shift = slant * middle(word);
  return {
    word,
    x0: word.x0 + shift,
    x1: word.x1 + shift,
    y: middle(word) - slant * across(word),
    height: word.y1 - word.y0,
  };
}

/** @param {Upright[]} words @param {number} letterHeight @returns {Upright[][]} */
function grouped(words, letterHeight) {
  /** @type {Upright[][]} */
  const rows = [];
  for (const word of [...words].sort((a, b) => a.y - b.y)) {
    const distances = rows.slice(-ROWS_BACK).map((row) => ({ row, far: distanceTo(row, word) }));
    const near = distances
      .filter(({ row, far }) => far < SAME_LINE * Math.min(Math.max(word.height, row[0].height), TALLEST_LETTER * letterHeight))
      .sort((a, b) => a.far - b.far)[0];
    if (near) near.row.push(word);
    else rows.push([word]);
  }
  return rows;
}

/** px between the middle of a word and that of the nearest word in a row. @param {Upright[]} row @param {Upright} word */
function distanceTo(row, word) {
  let nearest = row[0];
  for (const other of row) if (gap(other, word) < gap(nearest, word)) nearest = other;
  return gap(nearest, word) < 0 ? Infinity : Math.abs(nearest.y - word.y);
}

/** px of paper between two words; negative by how far one covers the other, a little cover allowed. @param {Upright} one @param {Upright} other */
function gap(one, other) {
  const between = Math.max(other.x0 - one.x1, one.x0 - other.x1);
  const narrow = Math.min(one.x1 - one.x0, other.x1 - other.x0);
  return between < -narrow / 2 ? between : Math.max(0, between);
}

/** @param {Upright} placed @returns {Letter[]} */
function lettersOf({ word, x0, x1, y, height }) {
  const chars = [...word.text];
  const widths = chars.map(widthOf);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const told = readLetters(word, chars);
  /** @type {Letter[]} */
  const found = [];
  let before = 0;
  let spaced = false;
  chars.forEach((char, index) => {
    const [from, to] = [before / whole, (before + widths[index]) / whole];
    before += widths[index];
    if (/\s/u.test(char)) {
      spaced = true;
      return;
    }
    const wide = word.x1 - word.x0;
    found.push({
      char: SAME.get(char) ?? char,
      x0: x0 + from * (x1 - x0),
      x1: x0 + to * (x1 - x0),
      y,
      height,
      spaced,
      confidence: told[index]?.confidence ?? word.confidence,
      others: told[index]?.others ?? [],
      box: { x0: Math.floor(word.x0 + from * wide), y0: word.y0, x1: Math.ceil(word.x0 + to * wide), y1: word.y1 },
    });
    spaced = false;
  });
  return found;
}

/** Signs that engines tell apart and a receipt does not. */
const SAME = new Map(
  [..."，,．.：:；;（(）)～~∼~〜~–-—-－-−-‐-ㅡ-／/＋+￦₩０0１1２2３3４4５5６6７7８8９9・·ㆍ·•·［[］]｛[{[｝]}]✔√✓√☐□"]
    .reduce((/** @type {[string, string][]} */ pairs, char, index, all) => (index % 2 ? pairs : [...pairs, [char, all[index + 1]]]), []),
);

/** The engine's letters beside the text's; none where the two do not fit. @param {Word} word @param {string[]} chars @returns {(ReadLetter | undefined)[]} */
function readLetters({ characters }, chars) {
  if (!Array.isArray(characters)) return [];
  const read = characters.filter((each) => each && typeof each.text === "string").map(tidy);
  if (read.length === chars.length) return read;
  const inked = read.filter(({ text }) => text.trim());
  if (inked.length !== chars.filter((char) => char.trim()).length) return [];
  let next = 0;
  return chars.map((char) => (char.trim() ? inked[next++] : undefined));
}

/** @param {ReadLetter} read @returns {ReadLetter} */
function tidy({ text, confidence, others }) {
  const known = Array.isArray(others) ? others.filter((each) => Array.isArray(each) && typeof each[0] === "string") : [];
  return {
    text,
    confidence: Number.isFinite(confidence) ? Math.min(1, Math.max(0, confidence)) : UNKNOWN_CONFIDENCE,
    others: known.map(([char, share]) => [char, Number(share) || 0]),
  };
}

/** Of a letter in print, 1 for a syllable. @param {string} char */
function widthOf(char) {
  if (/[\s.,:;'·|!\[\]()]/u.test(char)) return 0.35;
  return /[0-9A-Za-z\-~/]/u.test(char) ? 0.58 : 1;
}
