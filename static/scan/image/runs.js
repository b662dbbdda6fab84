/**
 * Connected marks of ink, found from the runs of dark px in each row.
 *
 * @import { Gray } from "./gray.js"
 * @import { Box } from "./quad.js"
 */

/** @typedef {Box & {size: number, darkest: number}} Mark `size` px of ink, `darkest` of 255 */

/**
 * @param {Gray} gray
 * @param {number} threshold px darker than this are ink
 * @returns {Mark[]} ink that touches, corners included
 */
export function marks(gray, threshold) {
  const { rows, starts, ends } = runsOf(gray, threshold);
  const parents = Int32Array.from({ length: starts.length }, (_, index) => index);
  const root = (/** @type {number} */ index) => {
    while (parents[index] !== index) {
      parents[index] = parents[parents[index]];
      index = parents[index];
    }
    return index;
  };
  for (let y = 1; y < gray.height; y++) {
    let above = rows[y - 1];
    for (let run = rows[y]; run < rows[y + 1]; run++) {
      while (above < rows[y] && ends[above] < starts[run]) above++;
      for (let other = above; other < rows[y] && starts[other] <= ends[run]; other++) {
        parents[root(run)] = root(other);
      }
    }
  }
  /** @type {Map<number, Mark>} */
  const found = new Map();
  for (let y = 0; y < gray.height; y++) {
    for (let run = rows[y]; run < rows[y + 1]; run++) {
      const key = root(run);
      const [x0, x1] = [starts[run], ends[run]];
      const mark = found.get(key) ?? { x0, y0: y, x1, y1: y + 1, size: 0, darkest: 255 };
      mark.x0 = Math.min(mark.x0, x0);
      mark.x1 = Math.max(mark.x1, x1);
      mark.y1 = y + 1;
      mark.size += x1 - x0;
      for (let at = y * gray.width + x0; at < y * gray.width + x1; at++) {
        if (gray.pixels[at] < mark.darkest) mark.darkest = gray.pixels[at];
      }
      found.set(key, mark);
    }
  }
  return [...found.values()];
}

/**
 * @param {Gray} gray
 * @param {number} threshold
 * @returns {{rows: Int32Array, starts: Int32Array, ends: Int32Array}} the runs `rows[y]` to `rows[y
 *   + 1]` lie in row y; ends exclusive
 */
function runsOf({ pixels, width, height }, threshold) {
  const rows = new Int32Array(height + 1);
  let starts = new Int32Array(1 << 14);
  let ends = new Int32Array(1 << 14);
  let count = 0;
  for (let y = 0, at = 0; y < height; y++) {
    rows[y] = count;
    const end = at + width;
    while (at < end) {
      while (at < end && pixels[at] >= threshold) at++;
      if (at === end) break;
      const first = at;
      while (at < end && pixels[at] < threshold) at++;
      if (count === starts.length) {
        starts = grown(starts);
        ends = grown(ends);
      }
      starts[count] = first - y * width;
      ends[count++] = at - y * width;
    }
  }
  rows[height] = count;
  return { rows, starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
}

/** @param {Int32Array} values */
function grown(values) {
  const more = new Int32Array(values.length * 2);
  more.set(values);
  return more;
}

/**
 * @param {Mark[]} found
 * @param {number} longSide px of the picture
 * @returns {number} px: how high letters and figures usually are; 1 % of the long side where there
 *   are too few
 */
export function letterHeightOf(found, longSide) {
  const heights = new Uint32Array(Math.ceil(longSide / 12) + 2);
  let count = 0;
  for (const { x0, y0, x1, y1, size } of found) {
    const [width, height] = [x1 - x0, y1 - y0];
    const likeALetter =
      height >= 8 &&
      height < heights.length &&
      width > 2 &&
      width < height * 3 &&
      width > height / 8;
    if (!likeALetter || size < width * height * 0.08) continue;
    heights[height]++;
    count++;
  }
  if (count < 10) return Math.max(8, Math.round(longSide / 100));
  let seen = 0;
  let height = 0;
  while (seen < count * 0.65) seen += heights[height++]; // many marks are only parts of a syllable
  return height - 1;
}
