/**
 * Moves the sides of a four-cornered shape onto the edges they lie near.
 *
 * @import { Gray } from "./gray.js"
 * @import { Point, Quad } from "./quad.js"
 */
import { distance, isConvex, meeting } from "./quad.js";

const STIFF = 0.002; // sides are straight unless they clearly are not

/**
 * @typedef {object} Search
 * @property {number} reach px: how far on either side of a side an edge is looked for
 * @property {number} half px: half the distance over which a step is measured
 * @property {number} samples along a side
 */

/**
 * The corners to about a px of a bigger picture, from those found in a small one.
 * @param {Gray} gray
 * @param {Quad} quad px of `gray`, off by no more than about 1 % of its long side
 * @returns {Quad}
 */
export function refineCorners(gray, quad) {
  const unit = Math.max(gray.width, gray.height) / 400;
  const step = (/** @type {Point} */ a, /** @type {Point} */ b) =>
    Math.abs(lightAt(gray, a, unit) - lightAt(gray, b, unit));
  const near = fitSides(quad, step, { reach: 2.5 * unit, half: unit, samples: 60 });
  const fitted = fitSides(near, step, { reach: unit, half: unit / 2, samples: 60 });
  const moved = Math.max(...fitted.map((corner, index) => distance(corner, quad[index])));
  return isConvex(fitted) && moved < 6 * unit ? fitted : quad;
}

/**
 * @param {Gray} gray
 * @param {Point} point
 * @param {number} unit px: the mean over about as much
 * @returns {number} NaN outside the picture
 */
function lightAt({ pixels, width, height }, [x, y], unit) {
  const hop = Math.max(1, Math.round(unit / 4));
  const [column, row] = [Math.round(x - 0.5), Math.round(y - 0.5)];
  if (column < hop || row < hop || column >= width - hop || row >= height - hop) return NaN;
  const at = row * width + column;
  return (
    (pixels[at] * 2 +
      pixels[at - hop] +
      pixels[at + hop] +
      pixels[at - hop * width] +
      pixels[at + hop * width]) /
    6
  );
}

/**
 * @param {Quad} quad
 * @param {(a: Point, b: Point) => number} step how different two points are; NaN outside the
 *   picture
 * @param {Search} search
 * @returns {Quad}
 */
export function fitSides(quad, step, search) {
  const lines = quad.map((corner, index) => fitSide(corner, quad[(index + 1) % 4], step, search));
  return /** @type {Quad} */ (
    quad.map((corner, index) => {
      const [a, b] = lines[(index + 3) % 4];
      const [c, d] = lines[index];
      return meeting(a, b, c, d) ?? corner;
    })
  );
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {(a: Point, b: Point) => number} step
 * @param {Search} search
 * @returns {[Point, Point]} two points of the edge
 */
function fitSide(from, to, step, { reach, half, samples }) {
  const length = distance(from, to);
  if (length < 4 * half) return [from, to];
  const along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const normal = [along[1], -along[0]];
  const hop = Math.max(0.5, half / 2);
  /** @type {{at: number, offset: number, weight: number}[]} */
  const edge = [];
  for (let sample = 0; sample < samples; sample++) {
    const at = length * (0.04 + (0.92 * (sample + 0.5)) / samples);
    const [x, y] = [from[0] + along[0] * at, from[1] + along[1] * at];
    let strongest = 0;
    let where = 0;
    for (let offset = -reach; offset <= reach; offset += hop) {
      const found = step(
        [x + normal[0] * (offset + half), y + normal[1] * (offset + half)],
        [x + normal[0] * (offset - half), y + normal[1] * (offset - half)],
      );
      if (found > strongest) {
        strongest = found;
        where = offset;
      }
    }
    if (strongest > 4) edge.push({ at, offset: where, weight: Math.min(30, strongest) });
  }
  if (edge.length < samples / 4) return [from, to];
  const curve = robustCurve(
    edge.map((sample) => ({ ...sample, at: sample.at / length - 0.5 })),
    half,
  );
  const point = (/** @type {number} */ at, /** @type {number} */ offset) =>
    /** @type {Point} */ ([
      from[0] + along[0] * at * length + normal[0] * offset,
      from[1] + along[1] * at * length + normal[1] * offset,
    ]);
  const [atFrom, atTo] = [-0.5, 0.5].map((at) => curve[0] + curve[1] * at + curve[2] * at * at);
  return [point(0, atFrom), point(1, atTo)];
}

/**
 * Least squares in which a sample counts less the farther it lies from the curve. A sheet that
 * curls
 * has bent sides.
 * @param {{at: number, offset: number, weight: number}[]} samples  `at` from -0.5 to 0.5
 * @param {number} tolerance px
 * @returns {[number, number, number]} of `at` to the power of 0, 1, 2
 */
function robustCurve(samples, tolerance) {
  /** @type {[number, number, number]} */
  let curve = [median(samples.map(({ offset }) => offset)), 0, 0];
  for (let round = 0; round < 8; round++) {
    const sums = new Float64Array(5);
    const products = new Float64Array(3);
    for (const { at, offset, weight } of samples) {
      const off = (offset - curve[0] - curve[1] * at - curve[2] * at * at) / tolerance;
      const trust = weight / (1 + off * off) ** 2;
      let power = 1;
      for (let exponent = 0; exponent < 5; exponent++) {
        sums[exponent] += trust * power;
        if (exponent < 3) products[exponent] += trust * power * offset;
        power *= at;
      }
    }
    curve = solved(sums, products, round < 3 ? 1e3 : STIFF);
  }
  return curve;
}

/**
 * @param {Float64Array} sums of `at` to the power of 0 to 4
 * @param {Float64Array} products of the offset with `at` to the power of 0 to 2
 * @param {number} stiff  how unwillingly the curve bends
 * @returns {[number, number, number]}
 */
function solved(sums, products, stiff) {
  const [a, b, c, d, e] = [
    sums[0] + 1e-9,
    sums[1],
    sums[2] + 1e-9,
    sums[3],
    sums[4] + stiff * sums[0],
  ];
  const whole = a * (c * e - d * d) - b * (b * e - c * d) + c * (b * d - c * c);
  const [p, q, r] = products;
  return [
    (p * (c * e - d * d) - b * (q * e - d * r) + c * (q * d - c * r)) / whole,
    (a * (q * e - d * r) - p * (b * e - c * d) + c * (b * r - q * c)) / whole,
    (a * (c * r - q * d) - b * (b * r - q * c) + p * (b * d - c * c)) / whole,
  ];
}

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
