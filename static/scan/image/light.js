/**
 * Evens out light and shade: paper becomes white and print black, however dark the corner and
 * pale the ink.
 *
 * @import { Gray } from "./gray.js"
 */
import { boxBlur, fillDark } from "./filters.js";
import { blankGray, shrink } from "./gray.js";

const SMALLER = 4; // light is measured in a picture so much smaller
// of the long side: a stroke is at most that part thick, anything thicker is shade
const THICKEST = 150;
const TILE = 128; // px over which ink is taken to be equally dark
const LEAST_GRAIN = 0.03; // of the paper's brightness: differences up to here are the paper's own
const MOST_GRAIN = 0.16;
const NOISY = 0.065; // grain beyond this hides thin strokes and is smoothed
const INK = 0.16; // of the paper's brightness: marks so much darker than the paper are ink
// of the paper's brightness: ink paler than this is not made black, lest grain become ink
const PALEST = 0.25;
const FULL = 0.05; // of the px of ink are as dark as the middle of a stroke, the others are its rim
const LEAST_SHARE = 0.85; // of the page: a tile where grain is taken for ink does not count as paler
const BLACK = 20; // of 255: what the darkest ink of a tile becomes

/**
 * @param {Gray} raw of a sheet laid flat
 * @param {{otherwise?: boolean}} [look]  `otherwise`: smooth a clear picture and leave a grainy one as
 *   it is, for a second look in which other letters come out
 * @returns {Gray}
 */
export function flattenLight(raw, { otherwise = false } = {}) {
  const small = shrink(raw, SMALLER);
  const paper = { ...small, pixels: paperLight(small) };
  const rawGrain = grainOf(raw, paper);
  const smooth = rawGrain > NOISY !== otherwise;
  const gray = smooth ? { ...raw, pixels: boxBlur(raw.pixels, raw.width, raw.height, 1) } : raw;
  const grain = smooth ? grainOf(gray, paper) : rawGrain;
  const ink = inkDarkness(gray, paper, grain);
  const result = blankGray(gray.width, gray.height);
  const whites = new Float32Array(small.width + 1);
  const slopes = new Float32Array(small.width + 1);
  for (let y = 0, at = 0; y < gray.height; y++) {
    levelsOfRow(y, paper, ink, grain, whites, slopes);
    for (let x = 0; x < gray.width; x++, at++) {
      const place = x < SMALLER / 2 ? 0 : (x + 0.5) / SMALLER - 0.5;
      const left = place | 0;
      const part = place - left;
      const white = whites[left] + (whites[left + 1] - whites[left]) * part;
      const slope = slopes[left] + (slopes[left + 1] - slopes[left]) * part;
      const value = 255 - (white - gray.pixels[at]) * slope;
      result.pixels[at] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  return result;
}

/**
 * @param {Gray} small
 * @returns {Uint8Array} how bright the paper is at each px, never 0
 */
function paperLight({ pixels, width, height }) {
  const radius = Math.max(3, Math.ceil(Math.max(width, height) / THICKEST));
  const filled = boxBlur(fillDark(pixels, width, height, radius), width, height, 2);
  return filled.map((value) => Math.max(8, value));
}

/**
 * @param {Gray} gray
 * @param {Gray} paper `SMALLER` times smaller
 * @returns {number} what differences from px to px the paper itself has, as a share of its
 *   brightness
 */
function grainOf(gray, paper) {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = 3; y < gray.height - 2; y += 5) {
    for (let x = 3; x < gray.width - 2; x += 5) {
      const at = y * gray.width + x;
      const white = paper.pixels[((y / SMALLER) | 0) * paper.width + ((x / SMALLER) | 0)];
      histogram[
        Math.min(
          255,
          ((Math.abs(gray.pixels[at] - gray.pixels[at + 2 * gray.width + 2]) / white) * 512) | 0,
        )
      ]++;
      count++;
    }
  }
  let seen = 0;
  let bin = 0;
  while (bin < 255 && seen < count / 2) seen += histogram[bin++];
  return Math.min(MOST_GRAIN, Math.max(LEAST_GRAIN, (2.3 * bin) / 512));
}

/**
 * @typedef {{shares: Float32Array, width: number, height: number}} Ink by tile: how much darker
 *   than the paper, 0..1
 */

/**
 * @param {Gray} gray
 * @param {Gray} paper `SMALLER` times smaller
 * @param {number} grain
 * @returns {Ink}
 */
function inkDarkness(gray, paper, grain) {
  const least = Math.max(INK, 1.3 * grain);
  const [width, height] = [Math.ceil(gray.width / TILE), Math.ceil(gray.height / TILE)];
  const bins = 50;
  const histograms = new Uint32Array(width * height * bins);
  for (let y = 1; y < gray.height; y += 3) {
    const row = ((y / TILE) | 0) * width;
    const paperRow = ((y / SMALLER) | 0) * paper.width;
    for (let x = 1; x < gray.width; x += 3) {
      const darkness =
        1 - gray.pixels[y * gray.width + x] / paper.pixels[paperRow + ((x / SMALLER) | 0)];
      if (darkness > least) histograms[(row + ((x / TILE) | 0)) * bins + ((darkness * bins) | 0)]++;
    }
  }
  const everywhere = new Uint32Array(bins);
  histograms.forEach((count, index) => (everywhere[index % bins] += count));
  const usual = darkOf(everywhere, bins) ?? 0.6;
  const shares = new Float32Array(width * height);
  for (let tile = 0; tile < shares.length; tile++) {
    shares[tile] = Math.max(LEAST_SHARE * usual, darkOf(histograms.subarray(tile * bins, (tile + 1) * bins), bins) ?? usual);
  }
  return { shares: boxBlur(shares, width, height, 1), width, height };
}

/**
 * @param {Uint32Array} histogram
 * @param {number} bins
 * @returns {number | null} how dark the middles of strokes are; null where there is too little
 */
function darkOf(histogram, bins) {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total < 20) return null;
  let seen = 0;
  let bin = bins;
  while (seen < total * FULL) seen += histogram[--bin];
  return Math.max(PALEST, (bin + 0.5) / bins);
}

/**
 * @param {number} y px of the picture
 * @param {Gray} paper
 * @param {Ink} ink
 * @param {number} grain
 * @param {Float32Array} whites  is filled: what is white at each px of the smaller picture
 * @param {Float32Array} slopes  is filled: how much the contrast grows there
 */
function levelsOfRow(y, paper, ink, grain, whites, slopes) {
  const place = Math.min(paper.height - 1, Math.max(0, (y + 0.5) / SMALLER - 0.5));
  const top = Math.floor(place);
  const below = top + 1 < paper.height ? paper.width : 0;
  const part = place - top;
  for (let x = 0; x < paper.width; x++) {
    const at = top * paper.width + x;
    const light = paper.pixels[at] + (paper.pixels[at + below] - paper.pixels[at]) * part;
    const darkness = inkAt(ink, x * SMALLER, y);
    whites[x] = light * (1 - grain);
    slopes[x] = (255 - BLACK) / (light * (darkness - grain));
  }
  whites[paper.width] = whites[paper.width - 1];
  slopes[paper.width] = slopes[paper.width - 1];
}

/**
 * @param {Ink} ink
 * @param {number} x px of the picture
 * @param {number} y px of the picture
 */
function inkAt({ shares, width, height }, x, y) {
  const acrossTiles = Math.min(width - 1, Math.max(0, x / TILE - 0.5));
  const downTiles = Math.min(height - 1, Math.max(0, y / TILE - 0.5));
  const [left, top] = [Math.floor(acrossTiles), Math.floor(downTiles)];
  const [right, below] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [partX, partY] = [acrossTiles - left, downTiles - top];
  const upper = shares[top * width + left] * (1 - partX) + shares[top * width + right] * partX;
  const lower = shares[below * width + left] * (1 - partX) + shares[below * width + right] * partX;
  return upper * (1 - partY) + lower * partY;
}
