/**
 * Takes the ruled lines out of a table and leaves the figures that touch them.
 *
 * @import { Gray } from "./gray.js"
 * @import { Box } from "./quad.js"
 */
import { shrink, transpose } from "./gray.js";
import { letterHeightOf, marks } from "./runs.js";

const PALE = 240; // of 255: a px of a rule is darker, however thin and pale
const FAINT = 222; // of 255: a line paler throughout is a fold of the paper
const CONTRAST = 15; // of 255: so much brighter is the paper on both sides of a rule
const INK = 205; // of 255: ink beside a rule is darker
const LEAST_LYING = 5; // letter heights: an amount in bold is about as wide
const LEAST_STANDING = 2; // letter heights: one row of a table is about as high
const WANDER = 5; // px along a rule for each px that it may leave its straight way
const PALER = 45; // of 255: a rule so much paler than a stroke on it can be told from the stroke
const PALE_RULE = 110; // of 255: a rule paler than this never passes for the middle of a stroke
const BEND = 3; // px that a rule may leave its way within one box
const RIM = 2; // px beside a rule that its blur has greyed
const WHITE = 255;

/** @typedef {{horizontal: Box[], vertical: Box[]}} Rules */

/**
 * @param {Gray} gray with even light
 * @returns {{gray: Gray, rules: Rules}} without rules, and where they were
 */
export function removeRules(gray) {
  const longSide = Math.max(gray.width, gray.height);
  const half = shrink(gray, 2);
  const letter = 2 * letterHeightOf(marks(half, INK), longSide / 2);
  const lying = transpose(gray);
  const turned = eraseStanding(lying, letter, LEAST_LYING * letter, []);
  const horizontal = turned.map(({ x0, y0, x1, y1 }) => ({ x0: y0, y0: x0, x1: y1, y1: x1 }));
  const cleaned = transpose(lying);
  const vertical = eraseStanding(cleaned, letter, LEAST_STANDING * letter, horizontal);
  return { gray: cleaned, rules: { horizontal, vertical } };
}

/**
 * Erases rules that run from top to bottom.
 * @param {Gray} gray is changed
 * @param {number} letter px: height of a letter
 * @param {number} least px: shorter ones are strokes of letters
 * @param {Box[]} others  rules the other way, taken out already: where they crossed, no stroke is left
 * @returns {Box[]} one after the other along each rule, so that none is wider than a bend in it
 */
function eraseStanding(gray, letter, least, others) {
  const ridges = ridgesOf(gray, Math.max(4, Math.round(letter * 0.25)));
  const stroke = Math.max(3, Math.round(letter * 0.12));
  const crossed = byRow(others, gray.height);
  /** @type {Box[]} */
  const boxes = [];
  for (const path of followed(ridges, gray, letter)) {
    const seen = path.places.length >= least && levelOf(gray, path) < FAINT;
    if (seen) boxes.push(...erase(gray, path, stroke, crossed));
  }
  return boxes;
}

/**
 * @param {Box[]} rules that lie
 * @param {number} height px
 * @returns {Box[][]} those that reach each row
 */
function byRow(rules, height) {
  /** @type {Box[][]} */
  const rows = Array.from({ length: height }, () => []);
  for (const rule of rules) {
    const end = Math.min(height, rule.y1 + RIM);
    for (let y = Math.max(0, rule.y0 - RIM); y < end; y++) rows[y].push(rule);
  }
  return rows;
}

/**
 * @param {Gray} gray
 * @param {number} reach px: a rule is thinner than this
 * @returns {Uint8Array} 1 where a px is darker than what lies on its left and on its right
 */
function ridgesOf({ pixels, width, height }, reach) {
  const ridges = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width - reach;
    for (let at = y * width + reach; at < end; at++) {
      const value = pixels[at];
      if (
        value < PALE &&
        pixels[at - reach] - value > CONTRAST &&
        pixels[at + reach] - value > CONTRAST
      ) {
        ridges[at] = 1;
      }
    }
  }
  return ridges;
}

/**
 * @typedef {object} Path
 * @property {number} top
 * @property {number[]} places  x for each row from `top`
 * @property {number} hits  rows in which a ridge was seen
 * @property {number} hidden  rows in which there was ink, but more than a ridge
 */

/**
 * Follows each ridge downwards from its upper end.
 * @param {Uint8Array} ridges is used up
 * @param {Gray} gray
 * @param {number} letter px
 * @returns {Generator<Path>} those long enough to be rules
 */
function* followed(ridges, gray, letter) {
  const { width } = gray;
  for (let at = 0; at < ridges.length; at++) {
    if (!ridges[at]) continue;
    const top = (at / width) | 0;
    const path = follow(ridges, gray, at - top * width, top, letter);
    if (isRule(path, gray, letter)) yield path;
  }
}

/**
 * @param {Uint8Array} ridges is used up
 * @param {Gray} gray
 * @param {number} x
 * @param {number} top
 * @param {number} letter px
 * @returns {Path}
 */
function follow(ridges, { pixels, width, height }, x, top, letter) {
  const mostHidden = Math.round(letter * 1.4); // beside a figure that touches the rule
  /** @type {number[]} */
  const places = [];
  let [hits, hidden, blankNow, hiddenNow] = [0, 0, 0, 0];
  let lastSeen = 0; // rows up to there
  let lastTurn = top - WANDER;
  for (
    let y = top;
    y < height && blankNow <= mostBlank(places.length, letter) && hiddenNow <= mostHidden;
    y++
  ) {
    const row = y * width;
    const turns = y - lastTurn >= WANDER ? [0, -1, 1] : [0];
    const turn = turns.find(
      (shift) => x + shift >= 0 && x + shift < width && ridges[row + x + shift],
    );
    if (turn !== undefined) {
      if (turn !== 0) lastTurn = y;
      x += turn;
      hits++;
      hidden += hiddenNow;
      blankNow = hiddenNow = 0;
      lastSeen = y - top + 1;
      for (let beside = x; beside >= 0 && ridges[row + beside]; beside--) ridges[row + beside] = 0;
      for (let beside = x + 1; beside < width && ridges[row + beside]; beside++)
        ridges[row + beside] = 0;
    } else if (pixels[row + x] < PALE) hiddenNow++;
    else blankNow++;
    places.push(x);
  }
  places.length = lastSeen;
  return { top, places, hits, hidden };
}

/**
 * @param {number} length px so far
 * @param {number} letter px
 * @returns {number} px that a dashed or fading rule may be interrupted: more, the longer it has
 *   been
 */
function mostBlank(length, letter) {
  return length > letter * 6 ? letter * 1.2 : letter * 0.5;
}

/**
 * @param {Path} path
 * @param {Gray} gray
 * @param {number} letter
 */
function isRule(path, gray, letter) {
  const length = path.places.length;
  const open = length - path.hidden;
  const solid = path.hits > open * 0.9 && path.hits > length * 0.65;
  if (length < letter * 2 || path.hidden > length * 0.6) return false;
  if (!solid && (length < letter * 5 || path.hits < open * 0.4)) return false;
  const most = solid && length > letter * 10 ? 0.8 : solid && length > letter * 5 ? 0.6 : 0.4;
  return crowding(path, gray, letter) < most;
}

/**
 * Letters in a row make a line of strokes too, but one with other strokes beside it.
 * @param {Path} path
 * @param {Gray} gray
 * @param {number} letter
 * @returns {number} the share of the path that has ink within a letter's height on either side
 */
function crowding({ top, places }, { pixels, width }, letter) {
  const [near, far] = [Math.round(letter * 0.25), Math.round(letter)];
  let crowded = 0;
  places.forEach((x, index) => {
    const row = (top + index) * width;
    let ink = false;
    for (let off = near; off < far && !ink; off++) {
      ink =
        (x - off >= 0 && pixels[row + x - off] < INK) ||
        (x + off < width && pixels[row + x + off] < INK);
    }
    if (ink) crowded++;
  });
  return crowded / places.length;
}

/**
 * @param {Gray} gray is changed
 * @param {{top: number, places: number[]}} path
 * @param {number} stroke px: what reaches farther out of the rule is a stroke across it
 * @param {Box[][]} others  rules the other way, by row
 * @returns {Box[]}
 */
function erase(gray, { top, places }, stroke, others) {
  const { pixels, width, height } = gray;
  const extents = places.map((x, index) => extentAt(gray, x, top + index));
  const thickness = median(extents.map(([left, right]) => right - left)) || 1;
  const level = levelOf(gray, { top, places });
  const plain = extents.map(([left, right]) => right - left > 0 && right - left <= thickness + 1);
  const centres = centresOf(places, extents, plain);
  const band = Math.ceil(thickness / 2 + 0.5);
  const crossing = extents.map(([left, right], index) => ({
    left: !plain[index] && left < centres[index] - band - stroke,
    right: !plain[index] && right > centres[index] + band + 1 + stroke,
  }));
  for (let index = 0; index < places.length; index++) {
    const row = (top + index) * width;
    const joint = others[top + index].some(({ x0, x1 }) => x0 <= places[index] + RIM && x1 > places[index] - RIM);
    if (plain[index] || (joint && isShort(extents[index], centres[index], band + 3 * stroke))) {
      const [left, right] = extents[index];
      pixels.fill(WHITE, row + Math.max(0, left - RIM), row + Math.min(width, right + RIM));
    } else if (level > PALE_RULE || !isCrossed(crossing, index)) {
      const [from, to] = [Math.round(centres[index] - band), Math.round(centres[index] + band)];
      for (let x = Math.max(0, from); x <= Math.min(width - 1, to); x++) {
        if (pixels[row + x] > level - PALER) pixels[row + x] = WHITE;
      }
    }
  }
  return bends(centres).map(([from, to]) => {
    const own = centres.slice(from, to);
    return {
      x0: Math.max(0, Math.floor(Math.min(...own) - thickness / 2)),
      y0: top + from,
      x1: Math.min(width, Math.ceil(Math.max(...own) + thickness / 2)),
      y1: Math.min(height, top + to),
    };
  });
}

/**
 * @param {[number, number]} extent
 * @param {number} centre
 * @param {number} reach px
 */
function isShort([left, right], centre, reach) {
  return left >= centre - reach && right <= centre + reach + 1;
}

/**
 * @param {number[]} centres
 * @returns {[number, number][]} stretches that run straight on, ends exclusive
 */
function bends(centres) {
  /** @type {[number, number][]} */
  const stretches = [];
  let from = 0;
  for (let index = 1; index <= centres.length; index++) {
    if (index < centres.length && Math.abs(centres[index] - centres[from]) <= BEND) continue;
    stretches.push([from, index]);
    from = index;
  }
  return stretches;
}

/**
 * @param {Gray} gray
 * @param {{top: number, places: number[]}} path
 * @returns {number} of 255: how pale the rule is
 */
function levelOf({ pixels, width }, { top, places }) {
  return median(places.map((x, index) => pixels[(top + index) * width + x]));
}

/**
 * @param {Gray} gray
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]} the dark px around x in its row, end exclusive; an empty stretch
 *   where there are none
 */
function extentAt({ pixels, width }, x, y) {
  const row = y * width;
  const dark = (/** @type {number} */ place) =>
    place >= 0 && place < width && pixels[row + place] < PALE;
  const on = [x, x - 1, x + 1].find(dark);
  if (on === undefined) return [x, x];
  let [left, right] = [on, on + 1];
  while (dark(left - 1)) left--;
  while (dark(right)) right++;
  return [left, right];
}

/**
 * The middle of the rule in each row, where a stroke hides it from the rows around.
 * @param {number[]} places
 * @param {[number, number][]} extents
 * @param {boolean[]} plain
 */
function centresOf(places, extents, plain) {
  const seen = places.flatMap((_, index) => (plain[index] ? [index] : []));
  const middle = (/** @type {number} */ index) => (extents[index][0] + extents[index][1] - 1) / 2;
  let next = 0;
  return places.map((place, index) => {
    while (next < seen.length && seen[next] < index) next++;
    const [before, after] = [seen[next - 1] ?? seen[next], seen[next] ?? seen[next - 1]];
    if (before === undefined) return place;
    const share = after > before ? (index - before) / (after - before) : 0;
    return middle(before) + (middle(after) - middle(before)) * share;
  });
}

/**
 * True where a stroke runs from one side of the rule to the other, perhaps at a slant.
 * @param {{left: boolean, right: boolean}[]} crossing
 * @param {number} index
 */
function isCrossed(crossing, index) {
  const near = crossing.slice(Math.max(0, index - 2), index + 3);
  return near.some(({ left }) => left) && near.some(({ right }) => right);
}

/** @param {number[]} values */
function median(values) {
  return values.slice().sort((a, b) => a - b)[values.length >> 1];
}
