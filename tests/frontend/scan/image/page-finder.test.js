import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { toGray } from "../../../../static/scan/image/gray.js";
import { findPages } from "../../../../static/scan/image/page-finder.js";
import { refineCorners } from "../../../../static/scan/image/sides.js";
import { dice, photo, sheetOnDesk } from "./drawing.js";

const UPRIGHT = [
  [60, 40],
  [250, 44],
  [256, 350],
  [52, 346],
];

function assertNear(found, expected, tolerance) {
  const off = Math.max(
    ...found.map(([x, y], index) => Math.hypot(x - expected[index][0], y - expected[index][1])),
  );
  assert.ok(off <= tolerance, `corners are off by ${off.toFixed(1)} px: ${JSON.stringify(found)}`);
}

describe("the page finder", () => {
  for (const [name, desk] of Object.entries({
    wood: [120, 88, 60],
    slate: [60, 64, 70],
    "a white table": [205, 206, 210],
    "a red cloth": [170, 60, 60],
  })) {
    test(`finds a sheet on ${name}`, () => {
      const { pages } = findPages(sheetOnDesk(300, 400, UPRIGHT, { desk }));
      assert.equal(pages.length, 1);
      assertNear(pages[0], UPRIGHT, 4);
    });
  }

  test("finds a narrow slip that lies at a slant", () => {
    const slip = [
      [110, 30],
      [190, 48],
      [150, 370],
      [70, 352],
    ];
    const { pages } = findPages(sheetOnDesk(300, 400, slip));
    assert.equal(pages.length, 1);
    assertNear(pages[0], slip, 5);
  });

  test("is not misled by a shadow across the sheet and the desk", () => {
    const light = (x, y) => (x + y > 380 ? 0.6 : 1);
    const { pages } = findPages(sheetOnDesk(300, 400, UPRIGHT, { light }));
    assert.equal(pages.length, 1);
    assertNear(pages[0], UPRIGHT, 4);
  });

  test("guesses the corner under a thumb", () => {
    const over = (x, y) =>
      ((x - 256) / 34) ** 2 + ((y - 350) / 22) ** 2 < 1 ? [205, 150, 125] : null;
    const { pages } = findPages(sheetOnDesk(300, 400, UPRIGHT, { over }));
    assert.equal(pages.length, 1);
    assertNear(pages[0], UPRIGHT, 6);
  });

  test("tells two slips side by side", () => {
    const left = [
      [20, 60],
      [135, 64],
      [132, 340],
      [18, 336],
    ];
    const right = [
      [170, 50],
      [285, 54],
      [280, 330],
      [168, 334],
    ];
    const one = sheetOnDesk(300, 400, left);
    const other = sheetOnDesk(300, 400, right);
    const both = photo(300, 400, (x, y) => {
      const at = 4 * (Math.floor(y) * 300 + Math.floor(x));
      return [...(x < 152 ? one : other).rgba.slice(at, at + 3)];
    });
    assert.equal(findPages(both).pages.length, 2);
  });

  test("finds none in a scan without an edge, in a blank photo, in noise", () => {
    const scan = photo(300, 400, (x, y) =>
      y % 12 < 2 && x > 30 && x < 270 && Math.floor(x / 5) % 4 < 3 ? [40, 40, 40] : [250, 250, 248],
    );
    const roll = dice(3);
    for (const picture of [
      scan,
      photo(300, 400, () => [128, 130, 126]),
      photo(300, 400, () => [roll() * 255, roll() * 255, roll() * 255]),
    ]) {
      assert.deepEqual(findPages(picture).pages, []);
    }
  });

  test("finds none on a table printed on a scan", () => {
    const table = photo(300, 400, (x, y) => {
      if (y % 12 < 2 && x > 30 && x < 270 && Math.floor(x / 5) % 4 < 3) return [40, 40, 40];
      return x > 40 && x < 120 && y > 80 && y < 330 ? [214, 224, 236] : [250, 250, 248];
    });
    assert.deepEqual(findPages(table).pages, []);
  });

  test("takes any size", () => {
    for (const [width, height] of [
      [1, 1],
      [1, 400],
      [400, 1],
      [39, 39],
      [40, 40],
      [64, 41],
    ]) {
      for (const value of [0, 255]) {
        assert.deepEqual(findPages(photo(width, height, () => [value, value, value])).pages, []);
      }
    }
  });
});

describe("corners in the bigger picture", () => {
  test("are found to less than a px from corners that are off by some", () => {
    const exact = [
      [180.5, 120],
      [750, 132],
      [768, 1050],
      [156, 1038],
    ];
    const { rgba } = sheetOnDesk(900, 1200, exact);
    const off = exact.map(([x, y], index) => [
      x + [4, -3, 2, -4][index],
      y + [3, 3, -4, -2][index],
    ]);
    assertNear(refineCorners(toGray(rgba, 900, 1200), off), exact, 1);
  });

  test("stay where they are in a picture without edges", () => {
    const quad = [
      [10, 10],
      [90, 10],
      [90, 90],
      [10, 90],
    ];
    assert.deepEqual(
      refineCorners(toGray(photo(100, 100, () => [90, 90, 90]).rgba, 100, 100), quad),
      quad,
    );
  });
});
