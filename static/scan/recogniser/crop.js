/**
 * Cuts a segment out of a page and brings it to the network's height, to the digit as
 * `webapp/frontend/recogniser/crops.py` did for the training.
 *
 * @import { Gray } from "../image/gray.js"
 *
 * @typedef {{x0: number, y0: number, x1: number, y1: number}} Box  px of the page, ends exclusive
 * @typedef {object} Crop
 * @property {Float32Array} ink  HEIGHT rows of `width` values, 0 = paper, 1 = ink
 * @property {number} width  px at HEIGHT
 * @property {number} left  page px of the crop's left edge
 * @property {number} scale  page px per px of the crop, along the line
 */

export const HEIGHT = 32;
const NARROWEST = 8; // px at HEIGHT
const WIDEST = 768; // px at HEIGHT; what is longer is squeezed

/** @param {Gray} gray @param {Box} box @returns {Crop} */
export function cropOf(gray, box) {
  const { x0, y0, x1, y1 } = padded(box, gray.width, gray.height);
  const [wide, tall] = [Math.max(1, x1 - x0), Math.max(1, y1 - y0)];
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor((wide * HEIGHT) / tall + 0.5)));
  const columns = tents(wide, width);
  const rows = tents(tall, HEIGHT);
  const squeezed = new Float32Array(tall * width); // each row at its new width
  for (let y = 0; y < tall; y++) {
    const start = (y0 + y) * gray.width + x0;
    for (let x = 0; x < width; x++) {
      const { first, weights } = columns[x];
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * gray.pixels[start + first + i];
      squeezed[y * width + x] = sum;
    }
  }
  const ink = new Float32Array(HEIGHT * width);
  for (let y = 0; y < HEIGHT; y++) {
    const { first, weights } = rows[y];
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * squeezed[(first + i) * width + x];
      ink[y * width + x] = (255 - sum) / 255;
    }
  }
  return { ink, width, left: x0, scale: wide / width };
}

/** The box with the margin that the network expects, inside the page. @param {Box} box @param {number} width @param {number} height */
function padded({ x0, y0, x1, y1 }, width, height) {
  const margin = Math.floor((y1 - y0) * 0.06 + 0.5) + 1;
  return {
    x0: Math.max(0, x0 - margin),
    y0: Math.max(0, y0 - margin),
    x1: Math.min(width, x1 + margin),
    y1: Math.min(height, y1 + margin),
  };
}

/** @typedef {{first: number, weights: Float32Array}} Tent  weights of the source pixels from `first` on */

/** @type {Map<string, Tent[]>} */
const known = new Map();
const MOST_KNOWN = 2_000;

/** A tent over each of `wanted` targets, as wide as the shrinking asks. @param {number} size @param {number} wanted @returns {Tent[]} */
function tents(size, wanted) {
  const key = `${size}>${wanted}`;
  const found = known.get(key) ?? Array.from({ length: wanted }, (_, index) => tent(index, size, wanted));
  if (known.size > MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

/** @param {number} index @param {number} size @param {number} wanted @returns {Tent} */
function tent(index, size, wanted) {
  const scale = size / wanted;
  const reach = Math.max(1, scale);
  const centre = (index + 0.5) * scale - 0.5;
  const first = Math.max(0, Math.ceil(centre - reach));
  const last = Math.min(size - 1, Math.floor(centre + reach));
  const weights = Float32Array.from({ length: last - first + 1 }, (_, i) =>
    Math.max(0, 1 - Math.abs(first + i - centre) / reach),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { first, weights: weights.map((weight) => weight / sum) };
}
