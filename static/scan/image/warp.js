/**
 * Lays a sheet flat that was photographed at a slant.
 *
 * @import { Gray } from "./gray.js"
 * @import { Point, Quad } from "./quad.js"
 */
import { blankGray, shrink } from "./gray.js";
import { distance } from "./quad.js";

const MOST_MAGNIFIED = 1.4; // beyond this no letter gets clearer
// of the photo's long side: the main camera of telephones, 26 to 28 mm on film
const USUAL_FOCAL = 0.75;

/** @typedef {[number, number, number, number, number, number, number, number, number]} Matrix rows of 3 × 3 */

/**
 * @param {Gray} gray
 * @param {Quad} quad corners of the sheet, px of `gray`; they may lie outside it
 * @param {number} longSide px of the straightened sheet at most
 * @returns {{gray: Gray, toPhoto: (x: number, y: number) => Point, toPhotoMatrix: Matrix}} the
 *   sheet, and where its px lie in `gray`
 */
export function warp(gray, quad, longSide) {
  const [width, height] = sizeOf(gray, quad, longSide);
  const matrix = projection(width, height, quad);
  const minified = Math.min(
    distance(quad[0], quad[1]) / width,
    distance(quad[0], quad[3]) / height,
  );
  const factor = Math.max(1, Math.floor(minified));
  const source = factor > 1 ? shrink(gray, factor) : gray;
  const intoSource = matrix.map((value, index) => (index < 6 ? value / factor : value));
  return {
    gray: resample(source, /** @type {Matrix} */ (intoSource), width, height),
    toPhoto: (x, y) => project(matrix, x, y),
    toPhotoMatrix: matrix,
  };
}

/**
 * @param {Matrix} matrix
 * @param {number} x
 * @param {number} y
 * @returns {Point}
 */
export function project(matrix, x, y) {
  const depth = matrix[6] * x + matrix[7] * y + matrix[8];
  return [
    (matrix[0] * x + matrix[1] * y + matrix[2]) / depth,
    (matrix[3] * x + matrix[4] * y + matrix[5]) / depth,
  ];
}

/**
 * @param {Gray} gray
 * @param {Quad} quad
 * @param {number} longSide
 * @returns {[number, number]} px
 */
function sizeOf({ width, height }, quad, longSide) {
  const across = Math.max(distance(quad[0], quad[1]), distance(quad[3], quad[2]));
  const down = Math.max(distance(quad[0], quad[3]), distance(quad[1], quad[2]));
  const shape = shapeOf(quad, [width / 2, height / 2]) ?? across / down;
  const high = Math.max(down, across / shape);
  const wide = high * shape;
  const scale = Math.min(MOST_MAGNIFIED, longSide / Math.max(wide, high));
  return [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale))];
}

/**
 * Width by height of the sheet as it lies on the table, for a camera whose axis goes through the
 * middle of the photo (Zhang and He 2007, "Whiteboard scanning and image enhancement").
 * @param {Quad} quad
 * @param {Point} centre of the photo
 * @returns {number | null} null where the corners are no sheet's
 */
function shapeOf(quad, centre) {
  const [m1, m2, m4, m3] = quad.map(([x, y]) => [x - centre[0], y - centre[1], 1]);
  const k2 = dot(crossed(m1, m4), m3) / dot(crossed(m2, m4), m3);
  const k3 = dot(crossed(m1, m4), m2) / dot(crossed(m3, m4), m2);
  const n2 = m2.map((value, index) => k2 * value - m1[index]);
  const n3 = m3.map((value, index) => k3 * value - m1[index]);
  const longSide = 2 * Math.max(...centre);
  const seen = Math.sqrt(-(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]));
  const focal = seen > 0.5 * longSide && seen < 1.6 * longSide ? seen : USUAL_FOCAL * longSide;
  const length = (/** @type {number[]} */ n) => Math.hypot(n[0], n[1], n[2] * focal);
  const shape = length(n2) / length(n3);
  const plain = Math.hypot(n2[0], n2[1]) / Math.hypot(n3[0], n3[1]);
  return Math.abs(Math.log(shape / plain)) < 0.4 ? shape : null;
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function crossed(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/**
 * The matrix that takes a rectangle to a four-cornered shape (Heckbert 1989).
 * @param {number} width
 * @param {number} height
 * @param {Quad} quad
 * @returns {Matrix}
 */
function projection(width, height, [a, b, c, d]) {
  const [dx1, dx2, dx3] = [b[0] - c[0], d[0] - c[0], a[0] - b[0] + c[0] - d[0]];
  const [dy1, dy2, dy3] = [b[1] - c[1], d[1] - c[1], a[1] - b[1] + c[1] - d[1]];
  const whole = dx1 * dy2 - dx2 * dy1;
  const g = whole ? (dx3 * dy2 - dx2 * dy3) / whole : 0;
  const h = whole ? (dx1 * dy3 - dx3 * dy1) / whole : 0;
  return [
    (b[0] - a[0] + g * b[0]) / width,
    (d[0] - a[0] + h * d[0]) / height,
    a[0],
    (b[1] - a[1] + g * b[1]) / width,
    (d[1] - a[1] + h * d[1]) / height,
    a[1],
    g / width,
    h / height,
    1,
  ];
}

/**
 * Between the four px around a place; beyond the border goes on what stands there.
 * @param {Gray} source
 * @param {Matrix} matrix
 * @param {number} width px
 * @param {number} height px
 * @returns {Gray}
 */
export function resample(source, matrix, width, height) {
  const result = blankGray(width, height);
  const { pixels } = source;
  const [lastX, lastY] = [source.width - 1, source.height - 1];
  for (let y = 0, at = 0; y < height; y++) {
    let u = matrix[0] * 0.5 + matrix[1] * (y + 0.5) + matrix[2];
    let v = matrix[3] * 0.5 + matrix[4] * (y + 0.5) + matrix[5];
    let depth = matrix[6] * 0.5 + matrix[7] * (y + 0.5) + matrix[8];
    for (let x = 0; x < width; x++, at++) {
      const fromX = Math.min(lastX, Math.max(0, u / depth - 0.5));
      const fromY = Math.min(lastY, Math.max(0, v / depth - 0.5));
      const left = fromX | 0;
      const top = fromY | 0;
      const right = left < lastX ? 1 : 0;
      const below = top < lastY ? source.width : 0;
      const partX = fromX - left;
      const partY = fromY - top;
      const from = top * source.width + left;
      const upper = pixels[from] + (pixels[from + right] - pixels[from]) * partX;
      const lower =
        pixels[from + below] + (pixels[from + below + right] - pixels[from + below]) * partX;
      result.pixels[at] = upper + (lower - upper) * partY + 0.5;
      u += matrix[0];
      v += matrix[3];
      depth += matrix[6];
    }
  }
  return result;
}
