import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { removeRules } from "../../../../static/scan/image/rules.js";
import { amounts, fill, noise, plain, write } from "./drawing.js";

/** How many px of ink differ between two pictures, of how many. */
function lost(before, after) {
  let [gone, ink] = [0, 0];
  before.pixels.forEach((value, at) => {
    if (value >= 128) return;
    ink++;
    if (after.pixels[at] >= 200) gone++;
  });
  return gone / ink;
}

const inkOf = ({ pixels }) => pixels.filter((value) => value < 200).length;

/** Rows of amounts, with rules between the rows and between the columns. */
function table({ thickness = 2, value = 40, slope = 0, dash = 0 } = {}) {
  const { gray } = amounts({ paper: 255 });
  const written = { ...gray, pixels: gray.pixels.slice() };
  const put = (x, y) => {
    if (dash && Math.floor((x + y) / dash) % 2) return;
    fill(
      gray,
      { x0: Math.round(x), y0: Math.round(y), x1: Math.round(x) + 1, y1: Math.round(y) + 1 },
      value,
    );
  };
  for (let row = 30; row < 780; row += 40) {
    for (let x = 10; x < 590; x++)
      for (let line = 0; line < thickness; line++) put(x, row + slope * (x - 300) + line);
  }
  for (const column of [20, 200, 390, 580]) {
    for (let y = 30; y < 750; y++)
      for (let line = 0; line < thickness; line++) put(column - slope * (y - 400) + line, y);
  }
  return { gray, written };
}

describe("rules of a table", () => {
  for (const [name, style] of Object.entries({
    thin: { thickness: 1 },
    thick: { thickness: 4 },
    grey: { value: 170 },
    slanting: { slope: 0.012 },
    dashed: { dash: 6 },
    dotted: { dash: 2 },
  })) {
    test(`go where they are ${name}, and the figures stay`, () => {
      const { gray, written } = table(style);
      const { gray: clean, rules } = removeRules(gray);
      assert.ok(lost(written, clean) < 0.01, `lost ${lost(written, clean)}`);
      assert.ok(inkOf(clean) < inkOf(written) * 1.06, `left ${inkOf(clean) - inkOf(written)}`);
      assert.ok(rules.horizontal.length >= 18 && rules.vertical.length >= 4);
    });
  }

  test("are told with their places", () => {
    const { rules } = removeRules(table().gray);
    const upper = rules.horizontal.reduce((best, rule) => (rule.y0 < best.y0 ? rule : best));
    assert.ok(
      upper.y0 >= 28 && upper.y1 <= 34 && upper.x0 <= 12 && upper.x1 >= 588,
      JSON.stringify(upper),
    );
  });

  test("do not tie two rows together that touch a pale one", () => {
    const { gray } = amounts({ paper: 255 });
    write(gray, "174,147", 200, 700, 30);
    write(gray, "174,147", 200, 734, 30);
    fill(gray, { x0: 10, y0: 730, x1: 590, y1: 734 }, 170);
    const { gray: clean } = removeRules(gray);
    for (let x = 190; x < 360; x++) assert.equal(clean.pixels[732 * 600 + x], 255, `${x}`);
  });

  test("that bend are told piece by piece", () => {
    const { rules } = removeRules(table({ slope: 0.03 }).gray);
    assert.ok(rules.horizontal.every(({ y0, y1 }) => y1 - y0 < 8));
  });

  test("leave the strokes that cross them", () => {
    const { gray } = amounts({ paper: 255 });
    const crossing = write(gray, "174,147", 200, 690, 40);
    const written = { ...gray, pixels: gray.pixels.slice() };
    fill(gray, { x0: 10, y0: 708, x1: 590, y1: 711 }, 20);
    const { gray: clean } = removeRules(gray);
    for (const [x, y] of [
      [222, 709],
      [240 + 2, 705],
    ])
      assert.ok(
        written.pixels[y * 600 + x] === clean.pixels[y * 600 + x] ||
          written.pixels[y * 600 + x] === 255,
      );
    assert.ok(lost(written, clean) < 0.06);
    assert.equal(clean.pixels[709 * 600 + crossing.x1 + 40], 255);
  });

  test("are not seen in rows of figures", () => {
    const { gray } = amounts({ paper: 255 });
    write(gray, "22222222222222", 60, 740, 30);
    const { gray: clean, rules } = removeRules(gray);
    assert.deepEqual(rules, { horizontal: [], vertical: [] });
    assert.deepEqual(clean.pixels, gray.pixels);
  });

  test("the picture given is left as it was", () => {
    const { gray } = table();
    const before = gray.pixels.slice();
    removeRules(gray);
    assert.deepEqual(gray.pixels, before);
  });

  test("takes any size and any picture", () => {
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [300, 1],
      [2, 2],
      [150, 120],
    ]) {
      for (const picture of [
        plain(width, height, 0),
        plain(width, height, 255),
        noise(width, height),
      ]) {
        const { gray } = removeRules(picture);
        assert.deepEqual(
          [gray.width, gray.height, gray.pixels.length],
          [width, height, width * height],
        );
      }
    }
  });
});
