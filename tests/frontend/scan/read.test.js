import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { toGray } from "../../../static/scan/image/gray.js";
import { brokenFile, read } from "../../../static/scan/read.js";

const [WIDTH, HEIGHT] = [900, 1200];
const DESK = 70;
const PAPER = 235;
const INK = 30;
const SLIP = ["약제비", "계산서", "영수증", "조제일자", "본인부담금", "보험자부담금", "총수납금액", "약제비총액"];

/** The page stays as it is. */
const keep = async (page) => page;

test("a desk with nothing on it has no writing", async () => {
  const { reading } = await read(photo(() => DESK), engines([]), keep);
  assert.deepEqual([reading.status, reading.reason], ["failed", "no_text"]);
});

test("two sheets side by side are not read", async () => {
  const isWriting = (x, y) => (y - 200) % 60 < 20 && x % 60 < 40 && (x - 20) % 10 < 5;
  const isSheet = (x, y) => y > 150 && y < 1050 && ((x > 40 && x < 420) || (x > 480 && x < 860));
  const sheets = (x, y) => (isSheet(x, y) ? (isWriting(x, y) ? INK : PAPER) : DESK);
  const { reading, straightened } = await read(photo(sheets), engines([]), keep);
  assert.deepEqual([reading.reason, straightened], ["two_receipts", null]);
});

test("writing that means nothing is no receipt, and its picture is kept", async () => {
  const { reading, straightened } = await read(photo(sheet), engines(["가나다"]), keep);
  assert.equal(reading.reason, "not_a_receipt");
  assert.ok(straightened);
});

test("a sheet upside down is read the other way up", async () => {
  const asked = [];
  const own = {
    recognise: async (gray, boxes) => {
      asked.push(boxes);
      const words = asked.length === 1 ? ["륭뼈눈"] : SLIP;
      return boxes.map((box, index) => ({ ...box, text: words[index % words.length], confidence: 0.99 }));
    },
  };
  const { reading } = await read(photo(sheet), { ...engines([]), own }, keep);
  assert.equal(reading.page.turned, 2);
  const [first, second] = asked.map((boxes) => boxes.reduce((sum, { x0, x1 }) => sum + x0 + x1, 0) / boxes.length / 2);
  assert.ok(Math.abs(first + second - reading.page.width) < 2, "the boxes are turned with the page");
});

test("an upright sheet is not turned", async () => {
  const { reading } = await read(photo(sheet), engines(SLIP), keep);
  assert.equal(reading.page.turned, 0);
});

test("a page that is not clear is cleaned another way and looked at again", async () => {
  const seen = [];
  const { own, tesseract } = engines(SLIP);
  const watching = { recognise: (gray, boxes) => (seen.push(gray), own.recognise(gray, boxes)) };
  const { reading } = await read(photo(sheet), { own: watching, tesseract }, keep);
  assert.equal(seen.length, 2);
  assert.notDeepEqual(seen[0].pixels, seen[1].pixels);
  assert.ok(reading.ms.again >= 0);
});

describe("the name", () => {
  const named = [...SLIP, "상호", "시홍가온약국"];
  const nameOf = async (line) => {
    const given = { ...engines(named), tesseract: async () => ({ line: async () => line, stop: async () => {} }) };
    return (await read(photo(sheet), given, keep)).reading.fields.provider_name;
  };

  test("is taken from Tesseract where that is sure, and shown for a second look", async () => {
    const name = await nameOf({ text: "시흥가온약국", confidence: 0.91 });
    assert.deepEqual([name.value, name.doubtful], ["시흥가온약국", true]);
  });

  test("stays as it was read where Tesseract is not sure", async () => {
    assert.equal((await nameOf({ text: "사흥가온약국", confidence: 0.4 })).value, "시홍가온약국");
  });

  test("is sure where both read the same", async () => {
    assert.equal((await nameOf({ text: "시홍 가온약국", confidence: 0.9 })).doubtful, false);
  });
});

test("each step is told when it begins, and timed", async () => {
  const steps = [];
  const { reading } = await read(photo(sheet), engines(["가나다"]), keep, (step) => steps.push(step));
  assert.deepEqual(steps.slice(0, 3), ["page", "writing", "letters"]);
  for (const step of steps) assert.ok(reading.ms[step] >= 0, step);
});

test("a file that is no picture says so", () => {
  assert.deepEqual([brokenFile().status, brokenFile().reason], ["failed", "broken_file"]);
});

/** Lines of dark marks on a sheet on a desk; wider to the left, so that up can be told from down. */
function sheet(x, y) {
  if (x < 100 || x >= 800 || y < 100 || y >= 1100) return DESK;
  const inLine = y > 180 && y < 900 && (y - 180) % 60 < 22;
  const inMark = x > 160 && x < 560 && (x - 160) % 100 < 70 && (x - 160) % 10 < 6;
  return inLine && inMark ? INK : PAPER;
}

function photo(shade) {
  const { rgba } = picture(shade, WIDTH, HEIGHT, 1);
  return { gray: toGray(rgba, WIDTH, HEIGHT), small: picture(shade, WIDTH / 3, HEIGHT / 3, 3) };
}

function picture(shade, width, height, step) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) rgba.fill(shade(x * step, y * step), at, at + 3);
  }
  return { rgba, width, height };
}

/** Engines that read the same words everywhere. */
function engines(words) {
  return {
    own: {
      recognise: async (gray, boxes) =>
        boxes.map((box, index) => ({ ...box, text: words[index % words.length], confidence: 0.99 })),
    },
    tesseract: async () => ({
      line: async () => ({ text: "", confidence: 0 }),
      stop: async () => {},
    }),
  };
}

test("the amount that counts is looked at wherever the amounts do not all agree", async () => {
  const words = [...SLIP.flatMap((label) => [label, "12,300"]), "본인부담금", "4,500"];
  const { reading } = await read(photo(sheet), engines(words), keep);
  assert.equal(reading.accepted, false);
  assert.deepEqual([reading.fields.copay.value, reading.fields.copay.doubtful], ["12300", true]);
});
