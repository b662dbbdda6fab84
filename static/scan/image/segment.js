/**
 * Finds the pieces of writing on a clean page: runs of letters on one line, within one cell.
 *
 * All distances are told in letter heights of the neighbourhood, for a page may hold several sizes.
 *
 * @import { Gray } from "./gray.js"
 * @import { Box } from "./quad.js"
 * @import { Mark } from "./runs.js"
 */
import { letterHeightOf, marks } from "./runs.js";

const INK = 215; // of 255: darker is ink, if it belongs to a mark with a part
const DARK_INK = 170; // darker than this
const WORD_GAP = 0.72; // letters farther apart belong to two pieces
const STACK_GAP = 0.2; // between the parts of one syllable, one above the other
const SYLLABLE = 1.3; // at most as high
const TWO_LINES = 1.9; // letters: writing so high is two lines, however near they come
const DRIFT = 0.4; // a slanting piece that rises by more is cut in two

/** @typedef {Mark & {letter: number}} Sized `letter` px: the letter height around it */

/**
 * @param {Gray} gray with even light and without rules
 * @param {Box[]} walls vertical rules that were taken out: no piece reaches across one
 * @returns {{boxes: Box[], letterHeight: number}} from top to bottom
 */
export function segment(gray, walls = []) {
  const all = marks(gray, INK).filter(({ darkest }) => darkest <= DARK_INK);
  const letterHeight = letterHeightOf(all, Math.max(gray.width, gray.height));
  const ink = sized(
    all.filter((mark) => isWriting(mark, letterHeight)),
    letterHeight,
  );
  const boxes = pieces(ink, letterHeight, walls)
    .flatMap((piece) => rows(piece, letterHeight))
    .flatMap(level)
    .filter((piece) => isLegible(piece, letterHeight))
    .map(around);
  return { boxes: boxes.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0), letterHeight };
}

/**
 * Not a speck, nor what is left of a rule, nor a frame, nor the ring of a stamp.
 * @param {Mark} mark
 * @param {number} letter px
 */
function isWriting({ x0, y0, x1, y1, size }, letter) {
  const [width, height] = [x1 - x0, y1 - y0];
  const speck = size < Math.max(3, letter * letter * 0.008);
  const ruleLeft =
    (height <= letter * 0.16 && width > letter * 1.3) ||
    (width <= letter * 0.16 && height > letter * 1.6);
  const frame =
    height > letter * 3.5 ||
    (width > letter * 3.5 && size < width * height * 0.1) ||
    width > letter * 14;
  return !speck && !ruleLeft && !frame;
}

/**
 * @param {Mark[]} ink
 * @param {number} usual px
 * @returns {Sized[]}
 */
function sized(ink, usual) {
  const near = neighbours(ink, usual * 3);
  return ink.map((mark, index) => {
    const middle = (mark.y0 + mark.y1) / 2;
    const heights = [];
    for (const other of near(index)) {
      const { y0, y1 } = ink[other];
      if (y1 - y0 >= usual * 0.5 && middle > y0 - usual * 0.3 && middle < y1 + usual * 0.3)
        heights.push(y1 - y0);
    }
    heights.sort((a, b) => b - a);
    const letter = heights[heights.length >> 2] ?? usual;
    return { ...mark, letter: Math.min(usual * 2.5, Math.max(usual * 0.6, letter)) };
  });
}

/**
 * @param {Box[]} boxes
 * @param {number} cell px
 * @returns {(index: number) => Generator<number>} which boxes begin within about `cell` of a box,
 *   itself too
 */
function neighbours(boxes, cell) {
  /** @type {Map<number, number[]>} */
  const cells = new Map();
  const column = (/** @type {number} */ x) => Math.floor(x / cell);
  const key = (/** @type {number} */ across, /** @type {number} */ down) => down * 4096 + across;
  boxes.forEach(({ x0, y0, x1, y1 }, index) => {
    for (let down = column(y0); down <= column(y1); down++) {
      for (let across = column(x0); across <= column(x1); across++) {
        const place = key(across, down);
        const there = cells.get(place);
        if (there) there.push(index);
        else cells.set(place, [index]);
      }
    }
  });
  return function* (index) {
    const { x0, y0, x1, y1 } = boxes[index];
    const seen = new Set();
    for (let down = column(y0 - cell / 3); down <= column(y1 + cell / 3); down++) {
      for (let across = column(x0 - cell); across <= column(x1 + cell); across++) {
        for (const other of cells.get(key(across, down)) ?? []) {
          if (!seen.has(other)) yield other;
          seen.add(other);
        }
      }
    }
  };
}

/**
 * @param {Sized[]} ink
 * @param {number} usual px
 * @param {Box[]} walls
 * @returns {Sized[][]} marks that belong together
 */
function pieces(ink, usual, walls) {
  const parents = ink.map((_, index) => index);
  const root = (/** @type {number} */ index) => {
    while (parents[index] !== index) {
      parents[index] = parents[parents[index]];
      index = parents[index];
    }
    return index;
  };
  const near = neighbours(ink, usual * 2);
  ink.forEach((mark, index) => {
    for (const other of near(index)) {
      if (other > index && root(other) !== root(index) && belong(mark, ink[other], walls))
        parents[root(other)] = root(index);
    }
  });
  /** @type {Map<number, Sized[]>} */
  const groups = new Map();
  ink.forEach((mark, index) => {
    const group = groups.get(root(index));
    if (group) group.push(mark);
    else groups.set(root(index), [mark]);
  });
  return [...groups.values()];
}

/**
 * @param {Sized} a
 * @param {Sized} b
 * @param {Box[]} walls
 */
function belong(a, b, walls) {
  const letter = Math.max(a.letter, b.letter);
  const across = Math.max(a.x0, b.x0) - Math.min(a.x1, b.x1);
  const down = Math.max(a.y0, b.y0) - Math.min(a.y1, b.y1);
  if (across > letter * WORD_GAP || down > letter * STACK_GAP * 2) return false;
  const narrower = Math.min(a.x1 - a.x0, b.x1 - b.x0);
  if (across < -narrower * 0.4) {
    const height = Math.max(a.y1, b.y1) - Math.min(a.y0, b.y0);
    return down <= letter * STACK_GAP && height <= letter * SYLLABLE;
  }
  return onOneLine(a, b, letter) && !walls.some((wall) => isBetween(wall, a, b));
}

/**
 * @param {Box} a
 * @param {Box} b
 * @param {number} letter
 */
function onOneLine(a, b, letter) {
  const [low, high] = a.y1 - a.y0 < b.y1 - b.y0 ? [a, b] : [b, a];
  const middle = (low.y0 + low.y1) / 2;
  if (low.y1 - low.y0 < letter * 0.65)
    return middle > high.y0 - letter * 0.15 && middle < high.y1 + letter * 0.3;
  return Math.abs(middle - (high.y0 + high.y1) / 2) < letter * 0.45;
}

/**
 * @param {Box} wall
 * @param {Box} a
 * @param {Box} b
 */
function isBetween(wall, a, b) {
  const [left, right] = a.x0 < b.x0 ? [a, b] : [b, a];
  const middle = (Math.max(a.y0, b.y0) + Math.min(a.y1, b.y1)) / 2;
  return wall.y0 < middle && wall.y1 > middle && wall.x1 > left.x1 - 2 && wall.x0 < right.x0 + 2;
}

/**
 * @param {Box[]} boxes
 * @returns {Box}
 */
function around(boxes) {
  return {
    x0: Math.min(...boxes.map(({ x0 }) => x0)),
    y0: Math.min(...boxes.map(({ y0 }) => y0)),
    x1: Math.max(...boxes.map(({ x1 }) => x1)),
    y1: Math.max(...boxes.map(({ y1 }) => y1)),
  };
}

/**
 * @param {Sized[]} piece
 * @returns {number} px: the letter height of its bigger marks
 */
function letterOf(piece) {
  const letters = piece.map(({ letter }) => letter).sort((a, b) => a - b);
  return letters[letters.length >> 1];
}

/**
 * Parts a piece that holds several lines, where writing of two lines nearly touches: along the line
 * that the least ink crosses.
 * @param {Sized[]} piece
 * @param {number} usual px
 * @returns {Sized[][]}
 */
function rows(piece, usual) {
  // marks that reach across two lines look like high letters
  const letter = Math.min(letterOf(piece), usual * 1.2);
  const box = around(piece);
  if (box.y1 - box.y0 < letter * 1.6) return [piece];
  const { at, slope } = slantOf(piece, letter);
  const sunk = (/** @type {Box} */ { x0, x1 }) => slope * ((x0 + x1) / 2 - at);
  const profile = new Float64Array(
    Math.ceil(box.y1 - box.y0 + 1 + 2 * Math.abs(slope) * (box.x1 - box.x0)),
  );
  const top = box.y0 - Math.abs(slope) * (box.x1 - box.x0);
  for (const mark of piece) {
    const from = Math.round(mark.y0 - sunk(mark) - top);
    const to = Math.min(profile.length, from + mark.y1 - mark.y0);
    for (let y = Math.max(0, from); y < to; y++) profile[y] += mark.x1 - mark.x0;
  }
  const cut = thinnest(profile, letter);
  if (cut === null) return [piece];
  const parted = piece.flatMap((mark) => split(mark, Math.round(cut + top + sunk(mark)), letter));
  const isAbove = (/** @type {Sized} */ mark) => (mark.y0 + mark.y1) / 2 - sunk(mark) - top < cut;
  const [upper, lower] = [parted.filter(isAbove), parted.filter((mark) => !isAbove(mark))];
  return upper.length && lower.length
    ? [upper, lower].flatMap((part) => rows(part, usual))
    : [piece];
}

/**
 * @param {Sized} mark
 * @param {number} y px
 * @param {number} letter px
 * @returns {Sized[]} two where it is a letter and more on both sides of y
 */
function split(mark, y, letter) {
  const belongsToBoth = y - mark.y0 > letter * 0.35 && mark.y1 - y > letter * 0.35;
  return belongsToBoth
    ? [
        { ...mark, y1: y },
        { ...mark, y0: y },
      ]
    : [mark];
}

/**
 * @param {Float64Array} profile  px of ink by row
 * @param {number} letter px
 * @returns {number | null} the row between two lines; null where there is none
 */
function thinnest(profile, letter) {
  const inked = profile.filter((width) => width > 0);
  const usual = inked.reduce((sum, width) => sum + width, 0) / inked.length;
  const first = profile.findIndex((width) => width > 0);
  const last = profile.findLastIndex((width) => width > 0);
  let best = -1;
  for (let y = Math.ceil(first + letter * 0.6); y <= last - letter * 0.6; y++) {
    if (best < 0 || profile[y] < profile[best]) best = y;
  }
  const certain = last - first > letter * TWO_LINES ? 0.65 : 0.4;
  return best >= 0 && profile[best] < usual * certain ? best : null;
}

/**
 * @param {Sized[]} piece
 * @param {number} letter
 * @returns {{at: number, slope: number}} how much the writing sinks for each px to the right, seen
 *   from the middle
 */
function slantOf(piece, letter) {
  const tall = piece.filter(({ y0, y1 }) => y1 - y0 > letter * 0.5);
  const at = tall.reduce((sum, { x0, x1 }) => sum + (x0 + x1) / 2, 0) / (tall.length || 1);
  const down = tall.reduce((sum, { y0, y1 }) => sum + (y0 + y1) / 2, 0) / (tall.length || 1);
  let [spread, product] = [0, 0];
  for (const { x0, y0, x1, y1 } of tall) {
    const [x, y] = [(x0 + x1) / 2 - at, (y0 + y1) / 2 - down];
    spread += x * x;
    product += x * y;
  }
  const slope = spread > letter * letter * 4 ? product / spread : 0;
  return { at, slope: Math.abs(slope) < 0.15 ? slope : 0 };
}

/**
 * Cuts a long slanting piece at its widest gaps, so that each part fits into a level box.
 * @param {Sized[]} piece
 * @returns {Sized[][]}
 */
function level(piece) {
  const letter = letterOf(piece);
  const box = around(piece);
  const { slope } = slantOf(piece, letter);
  if (Math.abs(slope) * (box.x1 - box.x0) < letter * DRIFT) return [piece];
  const sorted = piece.slice().sort((a, b) => a.x0 - b.x0);
  let reached = sorted[0].x1;
  let best = { score: 0, index: 0 };
  for (let index = 1; index < sorted.length; index++) {
    const gap = sorted[index].x0 - reached;
    const off = Math.abs((sorted[index].x0 + reached - box.x0 - box.x1) / 2) / (box.x1 - box.x0);
    const score = gap > letter * 0.12 ? gap * (1 - off) : 0;
    if (score > best.score) best = { score, index };
    reached = Math.max(reached, sorted[index].x1);
  }
  if (!best.index) return [piece];
  return [sorted.slice(0, best.index), sorted.slice(best.index)].flatMap(level);
}

/**
 * Neither too small to be a letter nor what is left where rules crossed.
 * @param {Sized[]} piece
 * @param {number} usual px
 */
function isLegible(piece, usual) {
  const { x0, y0, x1, y1 } = around(piece);
  const [width, height] = [x1 - x0, y1 - y0];
  const ink = piece.reduce((sum, { size }) => sum + size, 0);
  const ofRules =
    (width < usual * 0.3 && height > usual * 1.25) ||
    (piece.length < 3 && width > usual * 1.5 && ink < width * height * 0.2);
  const grain = piece.length > 2 && piece.every((mark) => Math.max(mark.x1 - mark.x0, mark.y1 - mark.y0) < usual * 0.4);
  return !ofRules && !grain && height >= usual * 0.5 && height <= usual * 3.5 && width >= usual * 0.12;
}
