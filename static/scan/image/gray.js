/** Gray pictures: one byte a pixel, rows from the top, 0 black to 255 white. */

/** @typedef {{pixels: Uint8Array, width: number, height: number}} Gray */

/**
 * @param {number} width px
 * @param {number} height px
 * @returns {Gray} all black
 */
export function blankGray(width, height) {
  return { pixels: new Uint8Array(width * height), width, height };
}

/**
 * Luma of ITU-R BT.601.
 * @param {ArrayLike<number>} rgba four bytes a pixel, as `ImageData` holds them
 * @param {number} width px
 * @param {number} height px
 * @returns {Gray}
 */
export function toGray(rgba, width, height) {
  const gray = blankGray(width, height);
  const { pixels } = gray;
  for (let at = 0, from = 0; at < pixels.length; at++, from += 4) {
    pixels[at] = (rgba[from] * 77 + rgba[from + 1] * 150 + rgba[from + 2] * 29) >> 8;
  }
  return gray;
}

/**
 * @param {Gray} gray
 * @returns {Uint8ClampedArray<ArrayBuffer>} four bytes a pixel, as `ImageData` takes them
 */
export function toRgba(gray) {
  const rgba = new Uint8ClampedArray(gray.pixels.length * 4).fill(255);
  for (let at = 0, to = 0; at < gray.pixels.length; at++, to += 4) {
    rgba[to] = rgba[to + 1] = rgba[to + 2] = gray.pixels[at];
  }
  return rgba;
}

/**
 * The mean of every `factor` × `factor` px; the last column and row may be made of fewer.
 * @param {Gray} gray
 * @param {number} factor whole, 1 or more
 * @returns {Gray}
 */
export function shrink(gray, factor) {
  const small = blankGray(Math.ceil(gray.width / factor), Math.ceil(gray.height / factor));
  const sums = new Uint32Array(small.width);
  for (let y = 0; y < small.height; y++) {
    const bottom = Math.min(gray.height, (y + 1) * factor);
    sums.fill(0);
    for (let row = y * factor; row < bottom; row++) {
      addRow(gray, row, factor, sums);
    }
    const rows = bottom - y * factor;
    for (let x = 0; x < small.width; x++) {
      const columns = Math.min(gray.width - x * factor, factor);
      small.pixels[y * small.width + x] = sums[x] / (rows * columns) + 0.5;
    }
  }
  return small;
}

/**
 * @param {Gray} gray
 * @param {number} row
 * @param {number} factor
 * @param {Uint32Array} sums
 */
function addRow(gray, row, factor, sums) {
  let from = row * gray.width;
  const end = from + gray.width;
  for (let x = 0; from < end; x++) {
    const stop = Math.min(end, from + factor);
    let sum = 0;
    while (from < stop) sum += gray.pixels[from++];
    sums[x] += sum;
  }
}

/**
 * The picture mirrored along its main diagonal: what stood in a column lies in a row.
 * @param {Gray} gray
 * @returns {Gray}
 */
export function transpose(gray) {
  const { pixels, width, height } = gray;
  const turned = blankGray(height, width);
  const tile = 32; // rows of both pictures stay in the cache
  for (let top = 0; top < height; top += tile) {
    const bottom = Math.min(height, top + tile);
    for (let left = 0; left < width; left += tile) {
      const right = Math.min(width, left + tile);
      for (let x = left; x < right; x++) {
        for (let y = top; y < bottom; y++) {
          turned.pixels[x * height + y] = pixels[y * width + x];
        }
      }
    }
  }
  return turned;
}

/**
 * @param {Gray} gray
 * @param {import("./quad.js").Box} box within the picture
 * @returns {Gray} that part of it
 */
export function cut({ pixels, width }, { x0, y0, x1, y1 }) {
  const part = blankGray(x1 - x0, y1 - y0);
  for (let y = 0; y < part.height; y++) {
    const from = (y0 + y) * width;
    part.pixels.set(pixels.subarray(from + x0, from + x1), y * part.width);
  }
  return part;
}
