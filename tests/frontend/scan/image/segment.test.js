import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { segment } from "../../../../static/scan/image/segment.js";
import { amounts, dice, fill, noise, plain, write } from "./drawing.js";

/** Whether a box is the one expected; a comma hangs a little below its line. */
function same(found, expected, tolerance = 4) {
  return ["x0", "y0", "x1", "y1"].every(
    (side) => Math.abs(found[side] - expected[side]) <= tolerance,
  );
}

function assertHolds(boxes, expected) {
  const missed = expected.filter((box) => !boxes.some((found) => same(found, box)));
  assert.deepEqual(missed, []);
}

describe("pieces of writing", () => {
  test("every amount is one piece, from top to bottom", () => {
    const { gray, boxes } = amounts({ paper: 255 });
    const found = segment(gray);
    assert.equal(found.boxes.length, boxes.length);
    assertHolds(found.boxes, boxes);
    assert.ok(Math.abs(found.letterHeight - 20) <= 1);
    assert.deepEqual(
      found.boxes.map(({ y0 }) => y0),
      found.boxes.map(({ y0 }) => y0).sort((a, b) => a - b),
    );
  });

  test("a title twice as high is one piece too", () => {
    const { gray, boxes } = amounts({ paper: 255, height: 600 });
    fill(gray, { x0: 0, y0: 510, x1: 600, y1: 600 }, 255);
    const title = write(gray, "123456", 150, 545, 40);
    assertHolds(segment(gray).boxes, [title, boxes[0]]);
  });

  test("words of a cell are one piece, columns are two", () => {
    const { gray } = amounts({ paper: 255, height: 600 });
    fill(gray, { x0: 0, y0: 540, x1: 600, y1: 600 }, 255);
    const left = write(gray, "11", 40, 560, 20);
    const near = write(gray, "22", left.x1 + 12, 560, 20);
    const far = write(gray, "33", near.x1 + 26, 560, 20);
    assertHolds(segment(gray).boxes, [{ ...left, x1: near.x1 }, far]);
  });

  test("a wall between two columns parts what stands close to it", () => {
    const { gray } = amounts({ paper: 255, height: 600 });
    const left = write(gray, "45", 300, 560, 20);
    const right = write(gray, "67", left.x1 + 8, 560, 20);
    const wall = { x0: left.x1 + 3, y0: 500, x1: left.x1 + 5, y1: 600 };
    assert.ok(segment(gray).boxes.some((box) => same(box, { ...left, x1: right.x1 })));
    assertHolds(segment(gray, [wall]).boxes, [left, right]);
  });

  test("rows that nearly touch are two pieces", () => {
    const { gray } = amounts({ paper: 255, height: 600 });
    fill(gray, { x0: 0, y0: 530, x1: 600, y1: 600 }, 255);
    const upper = write(gray, "888", 100, 540, 20);
    const lower = write(gray, "888", 100, 562, 20);
    assertHolds(segment(gray).boxes, [upper, lower]);
  });

  test("a slanting row is cut into level parts", () => {
    const { gray } = amounts({ paper: 255, height: 600 });
    fill(gray, { x0: 0, y0: 520, x1: 600, y1: 600 }, 255);
    for (let word = 0; word < 10; word++) write(gray, "58", 40 + word * 42, 530 + word * 3, 20);
    const row = segment(gray).boxes.filter(({ y0 }) => y0 >= 520);
    assert.ok(row.length > 1);
    for (const { y0, y1 } of row) assert.ok(y1 - y0 < 34, `${y1 - y0}`);
  });

  test("specks, frames, remains of rules and the ring of a stamp are no pieces", () => {
    const { gray, boxes } = amounts({ paper: 255 });
    const roll = dice(9);
    for (let speck = 0; speck < 300; speck++)
      gray.pixels[Math.floor(roll() * gray.pixels.length)] = 0;
    fill(gray, { x0: 30, y0: 770, x1: 230, y1: 772 }, 0);
    for (let turn = 0; turn < 720; turn++) {
      const [x, y] = [540 + 45 * Math.cos(turn / 100), 745 + 45 * Math.sin(turn / 100)].map(
        Math.round,
      );
      fill(gray, { x0: x, y0: y, x1: x + 2, y1: y + 2 }, 60);
    }
    assert.equal(segment(gray).boxes.length, boxes.length);
  });

  test("faint grain is nothing", () => {
    const roll = dice(4);
    const gray = plain(400, 400, 255);
    gray.pixels.forEach((_, at) => (gray.pixels[at] = 185 + roll() * 70));
    assert.deepEqual(segment(gray).boxes, []);
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
        for (const { x0, y0, x1, y1 } of segment(picture).boxes) {
          assert.ok(x0 >= 0 && y0 >= 0 && x1 <= width && y1 <= height && x0 < x1 && y0 < y1);
        }
      }
    }
  });
});
