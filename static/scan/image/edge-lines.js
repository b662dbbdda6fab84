/**
 * Straight edges between something paper-like and something less so (a Hough transform in which
 * every edge knows on which side the paper lies).
 *
 * @import { Point } from "./quad.js"
 */

const STEP = 8; // a difference of paper-likeness that is an edge for certain
const REACH = 2; // px that an edge may bend away from its line
const HALF = 2; // px: half the distance over which a step is measured
const ANGLES = 360; // directions of the whole turn that are told apart
const RHO = 2; // px: lines nearer to each other are one
const SPREAD = 5; // a px of an edge votes for directions so many `ANGLES` either way
const WEAKEST = 2.2; // a change from px to px that may vote
const TRIED = 40; // lines of each side that are followed through the picture
// what an edge is worth that has the paper now on one side, now on the other
const BOTH_WAYS = 0.85;

/**
 * @typedef {object} EdgeLine  the points p with normal · p = offset
 * @property {Point} normal  of length 1, from the other thing to the paper
 * @property {number} offset  px
 * @property {number} first  px along the line (direction: `normal` turned by a quarter) of
 *   `held[0]`
 * @property {number} length  px: the longest stretch that is an edge throughout, more or less
 * @property {Float32Array} held  up to each px along the line, the sum of how much of an edge it is
 *   (-1..1)
 * @property {Float32Array} seen  up to each px along the line, how many lay in the picture
 */

/**
 * @param {Float32Array} paper  how paper-like each px is
 * @param {number} width px
 * @param {number} height px
 * @param {number} most  lines of each side
 * @returns {EdgeLine[][]} the best above, right of, below and left of paper
 */
export function edgeLines(paper, width, height, most) {
  const votes = vote(paper, width, height);
  const followed = [0, 1, 2, 3].map((side) =>
    peaks(votes, side)
      .map((line) => follow(line, paper, width, height))
      .sort((a, b) => b.length - a.length),
  );
  return followed.map((lines, side) => [
    ...lines.slice(0, most),
    ...followed[(side + 2) % 4].slice(0, most / 2).map(turnedRound),
  ]);
}

/**
 * The same edge for a sheet on its other side, darker than what it lies on: a shadow fell on it.
 * @param {EdgeLine} line
 * @returns {EdgeLine}
 */
function turnedRound({ normal, offset, first, length, held, seen }) {
  const last = held.length - 1;
  return {
    normal: [-normal[0], -normal[1]],
    offset: -offset,
    first,
    length,
    held: held.map((_, at) => held[last - at] - held[last]),
    seen: seen.map((_, at) => seen[last] - seen[last - at]),
  };
}

/**
 * How much of an edge the line is between two places. A fold or a shadow across the sheet may turn
 * the edge of one part of it from bright to dark, but not that of every other px.
 * @param {EdgeLine} line
 * @param {number} from px along the line
 * @param {number} to px along the line
 * @returns {{held: number, seen: number}} shares: of what is seen, and of the whole
 */
export function between(line, from, to) {
  const whole = sumBetween(line, from, to);
  const third = (to - from) / 3;
  const parts = [0, 1, 2].map((part) =>
    sumBetween(line, from + part * third, from + (part + 1) * third),
  );
  const inParts = parts.reduce((sum, { held }) => sum + Math.abs(held), 0) * BOTH_WAYS;
  return {
    held: whole.seen > 0 ? Math.max(whole.held, inParts) / whole.seen : 0,
    seen: whole.seen / Math.max(1, Math.abs(to - from)),
  };
}

/**
 * @param {EdgeLine} line
 * @param {number} from
 * @param {number} to
 */
function sumBetween({ held, seen, first }, from, to) {
  const place = (/** @type {number} */ at) =>
    Math.min(held.length - 1, Math.max(0, Math.round(at - first)));
  const [a, b] = [place(Math.min(from, to)), place(Math.max(from, to))];
  return { held: held[b] - held[a], seen: seen[b] - seen[a] };
}

/**
 * @param {EdgeLine} line
 * @param {Point} point
 * @returns {number} px along the line
 */
export function placeOn({ normal }, point) {
  return -normal[1] * point[0] + normal[0] * point[1];
}

/**
 * @typedef {object} Votes
 * @property {Float32Array} counts  by angle, then by offset
 * @property {number} offsets  how many offsets there are
 * @property {number} farthest  px: the offset 0 stands for minus this
 */

/**
 * @param {Float32Array} paper
 * @param {number} width
 * @param {number} height
 * @returns {Votes}
 */
function vote(paper, width, height) {
  const farthest = Math.ceil(Math.hypot(width, height));
  const offsets = Math.ceil((2 * farthest) / RHO) + 1;
  const counts = new Float32Array(ANGLES * offsets);
  const cosines = Array.from({ length: ANGLES }, (_, angle) =>
    Math.cos((angle * 2 * Math.PI) / ANGLES),
  );
  const sines = Array.from({ length: ANGLES }, (_, angle) =>
    Math.sin((angle * 2 * Math.PI) / ANGLES),
  );
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const across = (paper[at + 1] - paper[at - 1]) / 2;
      const down = (paper[at + width] - paper[at - width]) / 2;
      const strength = Math.abs(across) + Math.abs(down);
      if (strength < WEAKEST) continue;
      const weight = Math.min(1, strength / STEP);
      const direction = Math.round((Math.atan2(down, across) / (2 * Math.PI)) * ANGLES);
      for (let angle = direction - SPREAD; angle <= direction + SPREAD; angle++) {
        const whole = (angle + ANGLES) % ANGLES;
        const offset = (x + 0.5) * cosines[whole] + (y + 0.5) * sines[whole];
        counts[whole * offsets + Math.round((offset + farthest) / RHO)] += weight;
      }
    }
  }
  return { counts, offsets, farthest };
}

/**
 * @param {Votes} votes
 * @param {number} side 0 above the paper, 1 right, 2 below, 3 left
 * @returns {{normal: Point, offset: number}[]}
 */
function peaks({ counts, offsets, farthest }, side) {
  const middle = ((side + 1) % 4) * (ANGLES / 4); // the paper lies below its upper edge
  const found = [];
  for (let turn = -ANGLES / 8; turn < ANGLES / 8; turn++) {
    const angle = (middle + turn + ANGLES) % ANGLES;
    for (let at = 1; at < offsets - 1; at++) {
      const count = counts[angle * offsets + at];
      if (count < 12) continue;
      if (count < counts[angle * offsets + at - 1] || count < counts[angle * offsets + at + 1])
        continue;
      found.push({ angle, turn, offset: at * RHO - farthest, count });
    }
  }
  found.sort((a, b) => b.count - a.count);
  /** @type {typeof found} */
  const kept = [];
  for (const peak of found) {
    if (kept.length === TRIED) break;
    const near = (/** @type {typeof peak} */ other) =>
      Math.abs(other.offset - peak.offset) <= 4 * RHO &&
      Math.abs(other.turn - peak.turn) <= ANGLES / 60;
    if (!kept.some(near)) kept.push(peak);
  }
  return kept.map(({ angle, offset }) => {
    const turn = (angle * 2 * Math.PI) / ANGLES;
    return { normal: [Math.cos(turn), Math.sin(turn)], offset };
  });
}

/**
 * @param {{normal: Point, offset: number}} line
 * @param {Float32Array} paper
 * @param {number} width
 * @param {number} height
 * @returns {EdgeLine}
 */
function follow({ normal, offset }, paper, width, height) {
  const farthest = Math.ceil(Math.hypot(width, height));
  const held = new Float32Array(2 * farthest + 1);
  const seen = new Float32Array(2 * farthest + 1);
  let [stretch, length] = [0, 0];
  for (let at = 1; at < held.length; at++) {
    const along = at - farthest;
    const x = normal[0] * offset - normal[1] * along;
    const y = normal[1] * offset + normal[0] * along;
    const step = strongestStep(paper, width, height, x, y, normal);
    const edge = Number.isNaN(step) ? 0 : Math.min(1, Math.max(-1, step / STEP));
    held[at] = held[at - 1] + edge;
    seen[at] = seen[at - 1] + (Number.isNaN(step) ? 0 : 1);
    stretch = Math.max(0, stretch + edge - 0.3);
    length = Math.max(length, stretch);
  }
  return { normal, offset, first: -farthest, length, held, seen };
}

/**
 * @param {Float32Array} paper
 * @param {number} width
 * @param {number} height
 * @param {number} x
 * @param {number} y
 * @param {Point} normal
 * @returns {number} NaN outside the picture
 */
function strongestStep(paper, width, height, x, y, normal) {
  let strongest = NaN;
  for (let shift = -REACH; shift <= REACH; shift++) {
    const inX = Math.floor(x + normal[0] * (shift + HALF));
    const inY = Math.floor(y + normal[1] * (shift + HALF));
    const outX = Math.floor(x + normal[0] * (shift - HALF));
    const outY = Math.floor(y + normal[1] * (shift - HALF));
    if (Math.min(inX, outX, inY, outY) < 0) continue;
    if (Math.max(inX, outX) >= width || Math.max(inY, outY) >= height) continue;
    const step = paper[inY * width + inX] - paper[outY * width + outX];
    if (!(Math.abs(step) <= Math.abs(strongest))) strongest = step;
  }
  return strongest;
}
