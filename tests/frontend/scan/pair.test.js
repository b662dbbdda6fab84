/** Two networks that share the lines of a page. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { pairOf, recogniserIn } from "../../../static/scan/engines/pair.js";

const gray = { pixels: new Uint8Array(4), width: 2, height: 2 };
const boxes = [9, 3, 7, 1, 5].map((length) => ({ x0: 0, y0: 0, x1: 10 * length, y1: 10 }));

function network(name) {
  const seen = [];
  return {
    seen,
    recognise: async (_gray, given) => {
      seen.push(...given.map(({ x1 }) => x1));
      return given.map((box) => ({ ...box, text: `${name} ${box.x1}` }));
    },
  };
}

test("each reads its part, and the words come in the order of the boxes", async () => {
  const [here, there] = [network("here"), network("there")];
  const words = await pairOf(here, there).recognise(gray, boxes);
  assert.deepEqual(words.map(({ x1 }) => x1), boxes.map(({ x1 }) => x1));
  assert.deepEqual([here.seen, there.seen], [[90, 50, 10], [70, 30]]);
});

test("a page without a line is read by nobody", async () => {
  assert.deepEqual(await pairOf(network("here"), network("there")).recognise(gray, []), []);
});

test("what the other cannot read is not read", async () => {
  const broken = { recognise: () => Promise.reject(new Error("gone")) };
  await assert.rejects(pairOf(network("here"), broken).recognise(gray, boxes), /gone/);
});

test("the other worker is asked by number, and its break-down is told", async () => {
  const worker = /** @type {any} */ ({
    postMessage({ number, boxes: given }) {
      queueMicrotask(() => {
        this.onmessage({ data: { number: number - 1, words: ["of another page"] } });
        this.onmessage({ data: { number, words: given.map(() => "word") } });
      });
    },
  });
  const other = recogniserIn(worker);
  assert.deepEqual(await other.recognise(gray, boxes.slice(0, 2)), ["word", "word"]);
  worker.postMessage = () => queueMicrotask(() => worker.onerror());
  await assert.rejects(other.recognise(gray, boxes));
});
