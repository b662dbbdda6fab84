/**
 * Stands a sheet upright whose edges are not in the picture, by its lines of writing.
 *
 * @import { Gray } from "./gray.js"
 * @import { Quad } from "./quad.js"
 */
import { fillDark } from "./filters.js";
import { shrink } from "./gray.js";

const MOST = 15; // degrees to either side
const DARKER = 0.15; // of the paper's brightness: writing is at least so much darker
const ENOUGH = 8_000; // px of writing to look at
const FEWEST = 300;

/**
 * @param {Gray} gray
 * @returns {Quad} the whole picture, turned so that `warp` lays its lines of writing level
 */
export function uprightFrame(gray) {
  const { width, height } = gray;
  const angle = (skewAngle(gray) * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const halfWidth = (width * cosine + height * Math.abs(sine)) / 2;
  const halfHeight = (height * cosine + width * Math.abs(sine)) / 2;
  const corner = (/** @type {number} */ right, /** @type {number} */ down) => [
    width / 2 + right * halfWidth * cosine - down * halfHeight * sine,
    height / 2 + right * halfWidth * sine + down * halfHeight * cosine,
  ];
  return /** @type {Quad} */ (
    angle
      ? [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
      : [
          [0, 0],
          [width, 0],
          [width, height],
          [0, height],
        ]
  );
}

/**
 * @param {Gray} gray
 * @returns {number} degrees by which the lines of writing sink to the right, -15 to 15; 0 where
 *   there are none
 */
export function skewAngle(gray) {
  const small = shrink(gray, Math.max(1, Math.ceil(Math.max(gray.width, gray.height) / 900)));
  const points = writing(small);
  if (points.length < 2 * FEWEST) return 0;
  const size = Math.ceil(Math.hypot(small.width, small.height));
  const best = (
    /** @type {number} */ middle,
    /** @type {number} */ reach,
    /** @type {number} */ step,
  ) => {
    let [angle, sharpest] = [middle, -1];
    for (let turn = -reach; turn <= reach + 1e-9; turn += step) {
      const found = sharpness(points, middle + turn, size);
      if (found > sharpest) [angle, sharpest] = [middle + turn, found];
    }
    return angle;
  };
  return best(best(0, MOST, 0.5), 0.4, 0.1);
}

/**
 * @param {Gray} small
 * @returns {Int32Array} x and y in turn
 */
function writing({ pixels, width, height }) {
  const filled = fillDark(pixels, width, height, 5);
  const dark = [];
  for (let at = 0; at < pixels.length; at++) {
    if (filled[at] - pixels[at] > filled[at] * DARKER + 3) dark.push(at);
  }
  const step = Math.max(1, Math.floor(dark.length / ENOUGH));
  const points = new Int32Array(2 * Math.floor(dark.length / step));
  for (let index = 0; index < points.length / 2; index++) {
    points[2 * index] = dark[index * step] % width;
    points[2 * index + 1] = Math.floor(dark[index * step] / width);
  }
  return points;
}

/**
 * How unevenly the writing falls on lines of that slope: most so along its own lines.
 * @param {Int32Array} points
 * @param {number} degrees
 * @param {number} size px: longest way across the picture
 */
function sharpness(points, degrees, size) {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const counts = new Float64Array(2 * size + 2);
  for (let index = 0; index < points.length; index += 2) {
    counts[(points[index + 1] * cosine - points[index] * sine + size) | 0]++;
  }
  let sum = 0;
  for (let line = 1; line < counts.length; line++) sum += (counts[line] - counts[line - 1]) ** 2;
  return sum;
}
