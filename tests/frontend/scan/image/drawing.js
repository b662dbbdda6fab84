/** Small pictures drawn for the tests of image/: sheets, bars for letters, rules. */

/** Numbers from 0 to 1, the same ones every time. @param {number} seed */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} width @param {number} height @param {number} value */
export function plain(width, height, value) {
  return { pixels: new Uint8Array(width * height).fill(value), width, height };
}

/** @param {number} width @param {number} height @param {number} seed */
export function noise(width, height, seed = 1) {
  const roll = dice(seed);
  return { pixels: Uint8Array.from({ length: width * height }, () => roll() * 256), width, height };
}

/** Fills a box. */
export function fill(gray, { x0, y0, x1, y1 }, value) {
  for (let y = Math.max(0, y0); y < Math.min(gray.height, y1); y++) {
    gray.pixels.fill(
      value,
      y * gray.width + Math.max(0, x0),
      y * gray.width + Math.min(gray.width, x1),
    );
  }
}

/** Figures of 7 bars, as on a pocket calculator: one letter high, 0.6 wide. */
const BARS = {
  0: "abcdef",
  1: "bc",
  2: "abdeg",
  3: "abcdg",
  4: "bcfg",
  5: "acdfg",
  6: "acdefg",
  7: "abc",
  8: "abcdefg",
  9: "abcdfg",
};

/** Writes figures and commas; returns their box. */
export function write(gray, text, x, y, size, value = 20) {
  const stroke = Math.max(2, Math.round(size / 8));
  const wide = Math.round(size * 0.55);
  const half = Math.round((size - stroke) / 2);
  let at = x;
  const box = { x0: Infinity, y0: y, x1: 0, y1: y + size };
  for (const sign of text) {
    if (sign === ",") {
      fill(gray, { x0: at, y0: y + size - stroke, x1: at + stroke, y1: y + size + stroke }, value);
      at += stroke + Math.round(size * 0.2);
    } else if (sign === " ") at += size;
    else {
      for (const bar of BARS[sign]) {
        const inked = barBox(bar, at, y, wide, size, half, stroke);
        fill(gray, inked, value);
        box.x0 = Math.min(box.x0, inked.x0);
        box.x1 = Math.max(box.x1, inked.x1);
      }
      at += wide + Math.round(size * 0.2);
    }
  }
  return box;
}

function barBox(bar, x, y, wide, size, half, stroke) {
  const middle = y + half;
  return {
    a: { x0: x, y0: y, x1: x + wide, y1: y + stroke },
    b: { x0: x + wide - stroke, y0: y, x1: x + wide, y1: middle + stroke },
    c: { x0: x + wide - stroke, y0: middle, x1: x + wide, y1: y + size },
    d: { x0: x, y0: y + size - stroke, x1: x + wide, y1: y + size },
    e: { x0: x, y0: middle, x1: x + stroke, y1: y + size },
    f: { x0: x, y0: y, x1: x + stroke, y1: middle + stroke },
    g: { x0: x, y0: middle, x1: x + wide, y1: middle + stroke },
  }[bar];
}

/** A page of amounts in rows. @returns the page and the boxes of what is written */
export function amounts({ width = 600, height = 800, size = 20, paper = 235 } = {}) {
  const gray = plain(width, height, paper);
  const roll = dice(7);
  const boxes = [];
  for (let y = size * 2; y < height - size * 3; y += size * 2) {
    for (const x of [size * 2, Math.round(width * 0.4), Math.round(width * 0.7)]) {
      const text = String(Math.floor(roll() * 9e5) + 1e5).replace(/(\d{3})$/, ",$1");
      boxes.push(write(gray, text, x, y, size));
    }
  }
  return { gray, boxes };
}

/** Coloured, as a photo is. @param {(x: number, y: number) => [number, number, number]} colour */
export function photo(width, height, colour) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const [red, green, blue] = colour(x + 0.5, y + 0.5);
      [rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]] = [red, green, blue, 255];
    }
  }
  return { rgba, width, height };
}

/** Whether a point lies inside of four corners. */
export function within(quad, x, y) {
  for (let index = 0; index < 4; index++) {
    const [a, b] = [quad[index], quad[(index + 1) % 4]];
    if ((b[0] - a[0]) * (y - a[1]) < (b[1] - a[1]) * (x - a[0])) return false;
  }
  return true;
}

/** A sheet with rows of writing on a desk. */
export function sheetOnDesk(
  width,
  height,
  quad,
  { paper = [235, 233, 226], desk = [120, 88, 60], light = () => 1, over = () => null } = {},
) {
  const [[x0, y0]] = quad;
  const [middleX, middleY] = [0, 1].map(
    (axis) => quad.reduce((sum, corner) => sum + corner[axis], 0) / 4,
  );
  const margins = quad.map(([x, y]) => [
    x + Math.sign(middleX - x) * 14,
    y + Math.sign(middleY - y) * 14,
  ]);
  return photo(width, height, (x, y) => {
    const row =
      (y - y0) % 9 < 2 && Math.floor((x - x0) / 3) % 4 < 3 && Math.floor((x - x0) / 40) % 3 < 2;
    const base = !within(quad, x, y) ? desk : row && within(margins, x, y) ? [60, 60, 60] : paper;
    return over(x, y) ?? base.map((value) => value * light(x, y));
  });
}
