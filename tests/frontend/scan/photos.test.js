/** Where photos are kept, and how long. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import * as photos from "../../../static/scan/photos.js";
import { photo } from "./photo.js";

const DAY = 24 * 60 * 60_000;
const TRASH_BEGINS = Date.parse("2026-11-01T00:00:00Z");
const live = { deleted_at: null };

beforeEach(() => photos.removeAllPhotos());

const ids = async () => (await photos.listPhotos()).map(({ id }) => id);
const stateOf = async (/** @type {string} */ id) => (await photos.getPhoto(id))?.state;

/** @param {Record<string, {deleted_at: string | null}>} receipts */
const follow = (receipts) => photos.followReceipts(async (id) => receipts[id] ?? null, TRASH_BEGINS);

test("photos come back in the order in which they were taken, as they were", async () => {
  await photos.savePhoto(photo("b"));
  await photos.savePhoto(photo("a", { blob: new Blob(["first"]) }));
  assert.deepEqual(await ids(), ["a", "b"]);
  assert.equal(await (await photos.getPhoto("a"))?.blob?.text(), "first");
});

test("a change of what was removed meanwhile changes nothing", async () => {
  assert.equal(await photos.updatePhoto("gone", { state: "read" }), undefined);
  assert.deepEqual(await ids(), []);
});

test("what was removed can be put back", async () => {
  await photos.savePhoto(photo("a", { draft: { copay: "5" } }));
  const removed = await photos.removePhoto("a");
  assert.deepEqual(await ids(), []);
  await photos.savePhoto(/** @type {photos.Photo} */ (removed));
  assert.deepEqual((await photos.getPhoto("a"))?.draft, { copay: "5" });
});

test("the same file is known by its hash", async () => {
  await photos.savePhoto(photo("a", { hash: "5f" }));
  assert.equal((await photos.findByHash("5f"))?.id, "a");
  assert.equal(await photos.findByHash("60"), undefined);
});

test("of what was read nothing stays once its receipt is saved", async () => {
  const read = { reading: /** @type {any} */ ({ status: "read", fields: {} }), straightened: new Blob(["page"]) };
  await photos.savePhoto(photo("a", { ...read, state: "read", draft: { copay: "5" }, fields: ["copay"] }));
  const kept = await photos.keepPhoto("a");
  assert.equal(kept?.state, "kept");
  assert.deepEqual([kept?.reading, kept?.straightened, kept?.draft, kept?.fields], [null, null, undefined, undefined]);
  assert.equal(await kept?.blob?.text(), "photo");
});

test("the room they take has all that is kept of them", async () => {
  assert.deepEqual(await photos.roomTaken(), { count: 0, bytes: 0 });
  await photos.savePhoto(photo("a", { blob: new Blob(["12345"]), thumbnail: new Blob(["12"]) }));
  await photos.savePhoto(photo("b", { blob: null, thumbnail: null, straightened: new Blob(["123"]) }));
  assert.deepEqual(await photos.roomTaken(), { count: 2, bytes: 10 });
});

test("a photo whose receipt is there is kept", async () => {
  await photos.savePhoto(photo("a", { state: "read" }));
  await photos.savePhoto(photo("b", { state: "failed" }));
  await follow({ a: live });
  assert.equal(await stateOf("a"), "kept");
  assert.equal(await stateOf("b"), "failed");
});

test("it stays as long as its receipt can be brought back, and no longer", async () => {
  const [before, after] = [-DAY, DAY].map((ms) => new Date(TRASH_BEGINS + ms).toISOString());
  for (const id of ["live", "restorable", "gone", "purged"]) await photos.savePhoto(photo(id, { state: "kept" }));
  await follow({ live, restorable: { deleted_at: after }, gone: { deleted_at: before } });
  assert.deepEqual(await ids(), ["live", "restorable"]);
});

test("one that nobody has checked yet waits for its receipt, however long", async () => {
  await photos.savePhoto(photo("a", { state: "waiting" }));
  await follow({});
  assert.equal(await stateOf("a"), "waiting");
});

test("what was shared is taken in its order, and once", async () => {
  await photos.keepShared([new File(["1"], "one.jpg"), new File(["2"], "two.jpg")]);
  const [first, second] = await photos.listShared();
  assert.deepEqual([await first.file.text(), await second.file.text()], ["1", "2"]);
  await photos.dropShared(first.key);
  assert.deepEqual((await photos.listShared()).map(({ key }) => key), [second.key]);
});

test("a phone without room is told from other trouble", () => {
  assert.equal(photos.isFull(new DOMException("", "QuotaExceededError")), true);
  assert.equal(photos.isFull(new DOMException("", "UnknownError")), true);
  assert.equal(photos.isFull(new DOMException("", "AbortError")), false);
  assert.equal(photos.isFull(new Error("QuotaExceededError")), false);
});
