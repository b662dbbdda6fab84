/** What a page and the worker say to each other while records are taken in. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { everything, NoWorker, take } from "../../../static/backup/replica.js";

/** The browser's, whatever this Node has. @param {object} [serviceWorker] */
function browserWith(serviceWorker) {
  Object.defineProperty(globalThis, "navigator", { value: { serviceWorker }, configurable: true });
}

/** @param {(question: any, port: MessagePort) => void} answer */
function withWorker(answer) {
  const controller = { postMessage: (/** @type {any} */ question, /** @type {MessagePort[]} */ [port]) => answer(question, port) };
  browserWith({ controller });
}

const enough = () => {
  throw new DOMException("", "AbortError");
};

test("an answer comes after its progress", async () => {
  withWorker((question, port) => {
    for (const done of [1, 2]) port.postMessage({ done, of: 2 });
    port.postMessage({ answer: { taken: question.given.length, refused: [] } });
  });
  /** @type {number[][]} */
  const told = [];
  const { taken } = await take([], "both", (...progress) => told.push(progress));
  assert.deepEqual([told, taken], [[[1, 2], [2, 2]], 0]);
});

test("who says that it is enough is heard, and the worker says how it ended", async () => {
  withWorker((_question, port) => {
    port.onmessage = ({ data }) => port.postMessage({ error: data === "stop" ? "AbortError" : "Error" });
    port.postMessage({ done: 1, of: 9 });
  });
  await assert.rejects(take([], "both", enough), { name: "AbortError" });
});

test("it is heard at once, also before there is any progress", async () => {
  const enough = new AbortController();
  withWorker((_question, port) => {
    port.onmessage = ({ data }) => port.postMessage({ error: data === "stop" ? "AbortError" : "Error" });
    queueMicrotask(() => enough.abort());
  });
  await assert.rejects(take([], "both", () => {}, enough.signal), { name: "AbortError" });
});

test("what was done before the word came was done", async () => {
  withWorker((_question, port) => {
    port.postMessage({ done: 1, of: 1 });
    port.postMessage({ answer: { taken: 1, refused: [] } });
  });
  assert.deepEqual(await take([], "both", enough), { taken: 1, refused: [] });
});

test("where no worker is, nothing is waited for", async () => {
  browserWith();
  await assert.rejects(everything(), NoWorker);
});
