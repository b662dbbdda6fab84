/** Packed tables are unpacked at once, and never more than a phone can hold. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { unzip, zipSync } from "../../../static/backup/unzip.js";

/** @param {Uint8Array} data @returns {Promise<Record<string, Uint8Array>>} */
const unzipped = (data) =>
  new Promise((resolve, reject) => unzip(data, (error, files) => (error ? reject(error) : resolve(files))));

test("a large file is unpacked where no worker can be made", async () => {
  assert.equal(typeof Worker, "undefined");
  const content = new Uint8Array(2_000_000).map((_none, at) => (at * at) % 251);
  const { "a.xml": found } = await unzipped(zipSync({ "a.xml": content }));
  assert.deepEqual(found, content);
});

test("what would grow beyond all bounds is refused before it does", async () => {
  const packed = zipSync({ "a.xml": new Uint8Array(60_000_000), "b.xml": new Uint8Array(60_000_000) });
  assert.ok(packed.length < 1_000_000);
  await assert.rejects(unzipped(packed), RangeError);
});

test("what is no archive is refused", () => assert.rejects(unzipped(new Uint8Array(100))));
