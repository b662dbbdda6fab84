import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";

import { cropOf } from "../../../static/scan/recogniser/crop.js";
import { columnsOf, decode } from "../../../static/scan/recogniser/decode.js";
import { recogniserOf } from "../../../static/scan/recogniser/recogniser.js";

const WEIGHTS = new URL("../../../webapp/frontend/recogniser/weights/", import.meta.url);

/** The page that the training room wrote, and what it made of it (webapp/frontend/recogniser/fixture.py). */
const page = JSON.parse(readFileSync(new URL("recogniser/page.json", import.meta.url), "utf8"));
const gray = {
  width: page.width,
  height: page.height,
  pixels: new Uint8Array(gunzipSync(readFileSync(new URL("recogniser/page.gray.gz", import.meta.url)))),
};

describe("crops", () => {
  for (const { text, box, cropWidth, ink } of page.lines) {
    test(`「${text}」 is cut as it was for the training`, () => {
      const crop = cropOf(gray, box);
      assert.equal(crop.width, cropWidth);
      ink.forEach((value, index) => {
        assert.ok(Math.abs(crop.ink[index * page.everyNth] - value) < 2e-4);
      });
    });
  }

  test("a box at the page's edge is cut at the edge", () => {
    const crop = cropOf(gray, { x0: 0, y0: 0, x1: 40, y1: page.height });
    assert.ok(crop.width >= 8);
    assert.ok(crop.ink.every((value) => value > -1e-6 && value < 1 + 1e-6));
  });
});

describe("decoding", () => {
  const characters = ["1", "2", "가"];
  const columns = columnsOf(characters);

  /** Scores in which each step says one thing: a column number, or the three of a spelled syllable. */
  function scoresOf(...steps) {
    const scores = new Float32Array(steps.length * columns).fill(-9);
    steps.forEach((said, step) => [said].flat().forEach((column) => (scores[step * columns + column] = 9)));
    return scores;
  }

  const read = (...steps) => decode(scoresOf(...steps), steps.length, characters);
  const initials = 1 + characters.length;
  const hak = [initials + 18, initials + 19 + 0, initials + 19 + 21 + 1]; // ㅎ ㅏ ㄱ

  test("repetitions without a pause are one character", () => {
    assert.equal(read(1, 1, 0, 1, 2, 2, 0).text, "112");
  });

  test("a syllable that is not listed is put together from its letters", () => {
    assert.equal(read(0, hak, hak, 3).text, "학가");
  });

  test("nothing but pauses is an empty line of no confidence", () => {
    assert.deepEqual(read(0, 0), { text: "", confidence: 0, characters: [] });
  });

  test("what else a character could be is named, likeliest first", () => {
    const scores = scoresOf(1);
    scores[2] = 8;
    scores[3] = 6;
    const [character] = decode(scores, 1, characters).characters;
    assert.equal(character.text, "1");
    assert.deepEqual(character.others.map(([text]) => text), ["2", "가"]);
    assert.ok(character.confidence < 0.75);
  });

  test("a character that was nearly said lowers the line's confidence", () => {
    const scores = scoresOf(1, 0, 0);
    scores[2 * columns + 2] = 8.5;
    const line = decode(scores, 3, characters);
    assert.equal(line.text, "1");
    assert.ok(line.confidence < 0.7);
    assert.ok(line.characters[0].confidence > 0.99);
  });
});

describe("recogniser", () => {
  /** @type {Awaited<ReturnType<typeof recogniserOf>>} */
  let recogniser;
  before(async () => {
    const weights = readFileSync(new URL("recogniser.bin", WEIGHTS));
    const bytes = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength);
    const description = JSON.parse(readFileSync(new URL("recogniser.json", WEIGHTS), "utf8"));
    recogniser = await recogniserOf(/** @type {ArrayBuffer} */ (bytes), description);
  });

  test("reads the page as the training room reads it", async () => {
    const words = await recogniser.recognise(gray, page.lines.map(({ box }) => box));
    assert.deepEqual(words.map(({ text }) => text), page.lines.map(({ read }) => read));
  });

  test("reads amounts, dates and labels of an unseen font, and says where", async () => {
    const [amount, label, day] = await recogniser.recognise(gray, page.lines.slice(0, 3).map(({ box }) => box));
    assert.deepEqual([amount.text, label.text, day.text], ["1,234,560", "진료비총액", "2023-02-28"]);
    for (const { characters, confidence, x0, x1 } of [amount, label, day]) {
      assert.ok(confidence > 0.5);
      const places = characters.map(({ x }) => x);
      assert.deepEqual(places, [...places].sort((a, b) => a - b));
      assert.ok(places.every((x) => x > x0 - 4 && x < x1 + 4));
    }
  });

  test("no boxes, no words", async () => {
    assert.deepEqual(await recogniser.recognise(gray, []), []);
  });
});
