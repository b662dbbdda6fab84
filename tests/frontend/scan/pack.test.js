/** The reading tools come in pieces, are checked, and stay. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";

import {
  bytesKept, CACHE, fetchPack, isHere, PackError, removePacks, sizeOf, sweepPacks,
} from "../../../static/scan/pack.js";
import { Caches } from "./caches.js";

const PIECE = 256 * 1024;
const POLICY = "script-src 'self' 'wasm-unsafe-eval'";

let store = new Caches();
beforeEach(() => {
  store = new Caches();
  /** @type {any} */ (globalThis).caches = store;
});

/** A part of so many bytes that do not compress. @param {string} name @param {number} size */
function part(name, size) {
  const content = noise(size);
  const sent = gzipSync(content);
  const about = {
    name,
    url: `/static/build/scan/${name}`,
    sent: `/static/build/scan/${name}.gzip`,
    bytes: sent.length,
    sha256: createHash("sha256").update(sent).digest("hex"),
    type: "application/wasm",
  };
  return { about, content, sent };
}

/** @param {number} size */
function noise(size) {
  let seed = 7;
  return Uint8Array.from({ length: size }, () => (seed = Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 24);
}

/** A server of these parts; `trouble` may answer otherwise. @param {any[]} parts @param {(asked: number) => any} [trouble] */
function server(parts, trouble = () => undefined) {
  const asked = /** @type {string[]} */ ([]);
  /** @type {any} */
  const ask = async (/** @type {string} */ address, /** @type {any} */ { headers }) => {
    asked.push(`${address} ${headers.Range}`);
    const other = trouble(asked.length);
    if (other !== undefined) return other;
    const { sent } = parts.find(({ about }) => about.sent === address);
    const [from, last] = headers.Range.slice("bytes=".length).split("-").map(Number);
    const answers = {
      "Content-Security-Policy": POLICY,
      "Content-Range": `bytes ${from}-${last}/${sent.length}`,
      "Content-Length": String(last - from + 1),
      ETag: '"1"',
    };
    return new Response(sent.subarray(from, last + 1), { status: 206, headers: answers });
  };
  return { ask, asked };
}

const offline = () => Promise.reject(new TypeError("fetch failed"));

/** @param {string} reason */
const because = (reason) => (/** @type {unknown} */ error) => error instanceof PackError && error.reason === reason;

test("all parts are fetched with progress, and lie there as they are used", async () => {
  const [large, small] = [part("large.wasm", 2.5 * PIECE), part("small.json", 100)];
  const pack = [large.about, small.about];
  const told = /** @type {number[]} */ ([]);
  assert.equal(await isHere(pack), false);
  await fetchPack(pack, (done) => told.push(done), server([large, small]).ask);
  assert.equal(await isHere(pack), true);
  assert.deepEqual([...told].sort((one, other) => one - other), told, "never back");
  assert.equal(told.at(-1), sizeOf(pack));
  const kept = await (await store.open(CACHE)).match("/static/build/scan/large.wasm");
  assert.deepEqual(new Uint8Array(await kept.arrayBuffer()), large.content);
  assert.equal(await bytesKept(pack), large.content.length + small.content.length);
});

test("what is kept carries the server's policy, and nothing of how it travelled", async () => {
  const one = part("worker.js", 100);
  await fetchPack([one.about], undefined, server([one]).ask);
  const { headers } = await (await store.open(CACHE)).match(one.about.url);
  assert.deepEqual(Object.fromEntries(headers), {
    "content-length": "100",
    "content-security-policy": POLICY,
    "content-type": "application/wasm",
  });
});

test("a fetch that was cut off goes on where it ended", async () => {
  const one = part("large.wasm", 2.5 * PIECE);
  const cut = server([one], (asked) => (asked > 1 ? offline() : undefined));
  await assert.rejects(fetchPack([one.about], undefined, cut.ask), because("offline"));
  assert.equal(await isHere([one.about]), false);
  const again = server([one]);
  await fetchPack([one.about], undefined, again.ask);
  assert.equal(again.asked.length, 2, "the first of three pieces was there already");
  assert.ok(again.asked.every((asked) => !asked.includes("bytes=0-")));
  assert.equal(await isHere([one.about]), true);
});

test("a moment without a network is none", async () => {
  const one = part("one.js", 100);
  const { ask, asked } = server([one], (count) => (count < 3 ? offline() : undefined));
  await fetchPack([one.about], undefined, ask);
  assert.equal(asked.length, 3);
});

test("parts that are here are not asked for again", async () => {
  const [one, other] = [part("one.js", 100), part("other.js", 100)];
  await fetchPack([one.about], undefined, server([one]).ask);
  const { ask, asked } = server([one, other]);
  await fetchPack([one.about, other.about], undefined, ask);
  assert.deepEqual(asked, [`${other.about.sent} bytes=0-${other.about.bytes - 1}`]);
});

test("a server that knows no ranges sends all of it, each time", async () => {
  const one = part("large.wasm", 1.5 * PIECE);
  await fetchPack([one.about], undefined, server([one], () => new Response(one.sent)).ask);
  const kept = await (await store.open(CACHE)).match(one.about.url);
  assert.deepEqual(new Uint8Array(await kept.arrayBuffer()), one.content);
});

test("what is not what was asked for is fetched once more", async () => {
  const one = part("one.js", 100);
  const wrong = () => new Response(new Uint8Array(one.sent.length), { status: 206 });
  const { ask, asked } = server([one], (count) => (count === 1 ? wrong() : undefined));
  await fetchPack([one.about], undefined, ask);
  assert.equal(asked.length, 2);
  assert.equal(await isHere([one.about]), true);
});

test("and if it is wrong again, it is told and nothing of it stays", async () => {
  const one = part("one.js", 100);
  const wrong = () => new Response(new Uint8Array(one.sent.length), { status: 206 });
  const { ask, asked } = server([one], wrong);
  await assert.rejects(fetchPack([one.about], undefined, ask), because("no_pack"));
  assert.equal(asked.length, 2);
  assert.deepEqual(store.addresses(), []);
});

for (const status of [404, 500, 503]) {
  test(`an answer of ${status} is no network`, async () => {
    const one = part("one.js", 100);
    const { ask } = server([one], () => new Response("", { status }));
    await assert.rejects(fetchPack([one.about], undefined, ask), because("offline"));
  });
}

test("a network that takes the question and never answers is none", async () => {
  const one = part("one.js", 100);
  const ask = /** @type {any} */ (
    (/** @type {string} */ _address, /** @type {any} */ { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
  );
  await assert.rejects(fetchPack([one.about], undefined, ask, 20), because("offline"));
});

test("a phone without room says so", async () => {
  const one = part("one.js", 100);
  store.isFull = true;
  await assert.rejects(fetchPack([one.about], undefined, server([one]).ask), because("no_pack"));
});

test("of older versions nothing stays", async () => {
  const [old, one] = [part("old.js", 10), part("one.js", 10)];
  await fetchPack([old.about, one.about], undefined, server([old, one]).ask);
  await sweepPacks([one.about]);
  assert.deepEqual(store.addresses(), [`https://phone.example${one.about.url}`]);
  await removePacks();
  assert.equal(await bytesKept([one.about]), 0);
  assert.deepEqual([...store.caches.keys()], []);
});
