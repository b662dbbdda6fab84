/**
 * Which way up a sheet lies.
 *
 * @import { Gray } from "./gray.js"
 * @import { Mark } from "./runs.js"
 */
import { blankGray, shrink, transpose } from "./gray.js";
import { letterHeightOf, marks } from "./runs.js";

const INK = 160; // of 255: darker is ink
const FEWEST = 30; // marks: with fewer nobody can tell

/**
 * @param {Gray} gray
 * @param {number} turns quarter turns clockwise
 * @returns {Gray}
 */
export function rotate(gray, turns) {
  const quarter = ((turns % 4) + 4) % 4;
  if (quarter === 1) return mirrored(transpose(gray));
  if (quarter === 2) return { ...gray, pixels: gray.pixels.slice().reverse() };
  if (quarter === 3) return transpose(mirrored(gray));
  return gray;
}

/**
 * Left and right exchanged.
 * @param {Gray} gray
 * @returns {Gray}
 */
function mirrored({ pixels, width, height }) {
  const result = blankGray(width, height);
  for (let y = 0; y < height; y++) {
    result.pixels.set(pixels.slice(y * width, (y + 1) * width).reverse(), y * width);
  }
  return result;
}

/**
 * @param {Gray} gray with even light; rules do not matter
 * @returns {0 | 1} 1 where the lines of writing stand upright: a quarter turn, either way, lays
 *   them down
 */
export function quarterTurn(gray) {
  const factor = Math.max(gray.width, gray.height) > 1200 ? 2 : 1;
  const small = factor > 1 ? shrink(gray, factor) : gray;
  const all = marks(small, INK);
  const letter = letterHeightOf(all, Math.max(small.width, small.height));
  const letters = all.filter(({ x0, y0, x1, y1 }) => {
    const longer = Math.max(x1 - x0, y1 - y0);
    return longer >= letter * 0.5 && longer <= letter * 2;
  });
  if (letters.length < FEWEST) return 0;
  const lying = nearest(letters, letter);
  const standing = nearest(letters.map(turned), letter);
  return standing > lying * 1.15 ? 1 : 0;
}

/** @param {Mark} mark @returns {Mark} */
function turned({ x0, y0, x1, y1, size, darkest }) {
  return { x0: y0, y0: x0, x1: y1, y1: x1, size, darkest };
}

/**
 * @param {Mark[]} letters
 * @param {number} letter px
 * @returns {number} how many have a close neighbour on their right, at the same height
 */
function nearest(letters, letter) {
  const sorted = letters.slice().sort((a, b) => a.x0 - b.x0);
  let count = 0;
  sorted.forEach((mark, index) => {
    for (
      let next = index + 1;
      next < sorted.length && sorted[next].x0 < mark.x1 + letter * 0.4;
      next++
    ) {
      const other = sorted[next];
      const shared = Math.min(mark.y1, other.y1) - Math.max(mark.y0, other.y0);
      const higher = Math.max(mark.y1 - mark.y0, other.y1 - other.y0);
      if (other.x0 > mark.x1 - letter * 0.1 && shared > higher * 0.6) {
        count++;
        break;
      }
    }
  });
  return count;
}
