import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { quarterTurn, rotate } from "../../../../static/scan/image/turn.js";
import { amounts, fill, noise, plain } from "./drawing.js";

describe("turning", () => {
  const gray = { pixels: Uint8Array.from([1, 2, 3, 4, 5, 6]), width: 3, height: 2 };

  test("a quarter turns clockwise", () => {
    assert.deepEqual(rotate(gray, 1), {
      pixels: Uint8Array.from([4, 1, 5, 2, 6, 3]),
      width: 2,
      height: 3,
    });
  });

  test("four quarters, and one back and forth, change nothing", () => {
    const picture = noise(37, 21);
    assert.deepEqual(rotate(rotate(rotate(rotate(picture, 1), 1), 1), 1), picture);
    assert.deepEqual(rotate(rotate(picture, 3), 1), picture);
    assert.deepEqual(rotate(rotate(picture, 2), 2), picture);
    assert.deepEqual(rotate(picture, -1), rotate(picture, 3));
    assert.equal(rotate(picture, 0), picture);
  });
});

describe("lines of writing that stand upright", () => {
  test("are seen, and lying ones are left", () => {
    const { gray } = amounts({ paper: 255 });
    for (const turns of [0, 2]) assert.equal(quarterTurn(rotate(gray, turns)), 0);
    for (const turns of [1, 3]) assert.equal(quarterTurn(rotate(gray, turns)), 1);
  });

  test("are seen through the rules of a table", () => {
    const { gray } = amounts({ paper: 255 });
    for (let row = 30; row < 780; row += 40)
      fill(gray, { x0: 10, y0: row, x1: 590, y1: row + 2 }, 30);
    for (const column of [20, 200, 390, 580])
      fill(gray, { x0: column, y0: 30, x1: column + 2, y1: 750 }, 30);
    assert.equal(quarterTurn(gray), 0);
    assert.equal(quarterTurn(rotate(gray, 1)), 1);
  });

  test("are none where there is too little writing", () => {
    for (const picture of [plain(1, 1, 0), plain(300, 200, 255), plain(300, 200, 0)])
      assert.equal(quarterTurn(picture), 0);
  });
});
