/** The reading worker from the page's side, with a worker by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Reader, ReaderCrashed } from "../../../static/scan/reader.js";

const later = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
const READING = /** @type {any} */ ({ status: "read" });

/** Workers that answer by `behave(data, say)`. @param {(data: any, say: (said: any) => void) => void} behave */
function readerOf(behave, more = {}) {
  const workers = /** @type {any[]} */ ([]);
  const start = () => {
    /** @type {any} */
    const worker = {
      heard: /** @type {any[]} */ ([]),
      ended: false,
      terminate: () => (worker.ended = true),
      postMessage(/** @type {any} */ data) {
        worker.heard.push(data);
        setTimeout(() => behave(data, (said) => worker.onmessage?.({ data: said })));
      },
      fails: () => worker.onerror?.({}),
    };
    workers.push(worker);
    return worker;
  };
  const prepare = async () => ({ script: "/worker.js", files: { weights: "/weights" } });
  return { reader: new Reader({ prepare, start, silence: 50, idle: 30, ...more }), workers };
}

/** @param {any} data @param {(said: any) => void} say */
function good(data, say) {
  if (data.do === "prepare") return say({ ready: true });
  say({ id: data.id, step: "page" });
  say({ id: "another", reading: "wrong" });
  say({ id: data.id, reading: READING, straightened: null });
}

test("a photo is read, its steps are told, and the worker was given its files first", async () => {
  const { reader, workers } = readerOf(good);
  const steps = /** @type {string[]} */ ([]);
  const photo = new Blob(["x"]);
  assert.deepEqual(await reader.read("a", photo, (step) => steps.push(step)), { reading: READING, straightened: null });
  assert.deepEqual(steps, ["page"]);
  assert.deepEqual(workers[0].heard, [
    { do: "prepare", files: { weights: "/weights" } },
    { do: "read", id: "a", photo },
  ]);
  reader.end();
});

test("photos are read one after the other, by one worker", async () => {
  const { reader, workers } = readerOf(good);
  await Promise.all(["a", "b", "c"].map((id) => reader.read(id, new Blob())));
  assert.equal(workers.length, 1);
  assert.deepEqual(workers[0].heard.slice(1).map((/** @type {any} */ { id }) => id), ["a", "b", "c"]);
  reader.end();
});

test("a worker with nothing to do is ended, and another is started when there is", async () => {
  const { reader, workers } = readerOf(good);
  await reader.read("a", new Blob());
  await later(60);
  assert.equal(workers[0].ended, true);
  await reader.read("b", new Blob());
  assert.equal(workers.length, 2);
  reader.end();
});

for (const [what, behave] of /** @type {[string, (data: any, say: (said: any) => void) => void][]} */ ([
  ["says nothing at all", () => {}],
  ["falls silent over a photo", (data, say) => data.do === "prepare" && say({ ready: true })],
  ["cannot begin", (data, say) => say({ ready: false })],
])) {
  test(`a worker that ${what} is given up and ended`, async () => {
    const { reader, workers } = readerOf(behave);
    await assert.rejects(reader.read("a", new Blob()), ReaderCrashed);
    assert.equal(workers[0].ended, true);
  });
}

test("one that breaks down is given up at once; the next photo gets another", async () => {
  let broken = true;
  const { reader, workers } = readerOf((data, say) => {
    if (data.do === "read" && broken) workers[0].fails();
    else good(data, say);
  });
  const first = reader.read("a", new Blob());
  const second = reader.read("b", new Blob());
  await assert.rejects(first, ReaderCrashed);
  broken = false;
  assert.deepEqual((await second).reading, READING);
  assert.equal(workers.length, 2);
  reader.end();
});

test("one that goes on telling what it does is waited for", async () => {
  const { reader } = readerOf((data, say) => {
    if (data.do === "prepare") return say({ ready: true });
    for (let at = 1; at <= 4; at++) setTimeout(() => say({ id: "a", step: "letters" }), at * 30);
    setTimeout(() => say({ id: "a", reading: READING, straightened: null }), 150);
  });
  assert.deepEqual((await reader.read("a", new Blob())).reading, READING);
  reader.end();
});

test("what stands in the way of beginning is told as it is", async () => {
  const offline = new Error("offline");
  const { reader, workers } = readerOf(good, { prepare: async () => Promise.reject(offline) });
  await assert.rejects(reader.read("a", new Blob()), offline);
  assert.equal(workers.length, 0);
});
