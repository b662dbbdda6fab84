/** Receipts that were begun and not saved: where they are kept, and how long. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { countPhotosLeft } from "../../../static/page/photos-left.js";
import * as drafts from "../../../static/scan/drafts.js";
import * as photos from "../../../static/scan/photos.js";
import { photo } from "./photo.js";

const TRASH_BEGINS = Date.parse("2026-11-01T00:00:00Z");
const live = { deleted_at: null };

beforeEach(async () => {
  await photos.removeAllPhotos();
  await drafts.dropAllDrafts();
});

/** @param {string} id @param {Partial<photos.Draft>} [changes] */
const draft = (id, changes = {}) => ({
  ...{ id, form: "/receipts", values: { copay: "5" }, typed_at: "2026-11-20T03:00:00Z" },
  ...changes,
});

/** @param {Record<string, {deleted_at: string | null}>} receipts */
const follow = (receipts) => drafts.followDrafts(async (id) => receipts[id] ?? null, TRASH_BEGINS);

/** @param {string} [form] */
const latest = async (form = "/receipts") => (await drafts.latestDraft(form))?.id;

test("a form is offered the last that was typed into one like it", async () => {
  await drafts.keepDraft(draft("a", { typed_at: "2026-11-20T05:00:00Z" }));
  await drafts.keepDraft(draft("b"));
  await drafts.keepDraft(draft("c", { form: "/receipts/c", typed_at: "2026-11-20T06:00:00Z" }));
  assert.equal(await latest(), "a");
  assert.equal(await latest("/receipts/c"), "c");
  assert.equal(await latest("/receipts/d"), undefined);
  await drafts.dropDraft("a");
  assert.equal(await latest(), "b");
});

test("what looks like a resident number is not kept", () => {
  const typed = /** @type {[string, string][]} */ ([["note", "900101-1234567"], ["copay", "5"], ["provider_name", "가 9001011234567"]]);
  assert.deepEqual(drafts.keepable(typed), { copay: "5" });
});

test("a new receipt that is saved needs its draft no more, an old one does until it is deleted", async () => {
  for (const id of ["saved", "waits"]) await drafts.keepDraft(draft(id));
  for (const id of ["edited", "deleted", "gone"]) await drafts.keepDraft(draft(id, { form: `/receipts/${id}` }));
  await follow({ saved: live, edited: live, deleted: { deleted_at: "2026-11-19T00:00:00Z" } });
  assert.equal(await latest(), "waits");
  assert.equal(await latest("/receipts/edited"), "edited");
  assert.deepEqual([await latest("/receipts/deleted"), await latest("/receipts/gone")], [undefined, undefined]);
});

test("what nobody has gone on with for a month is forgotten", async () => {
  await drafts.keepDraft(draft("old", { typed_at: "2026-10-31T00:00:00Z" }));
  await follow({});
  assert.equal(await latest(), undefined);
});

test("erasing the photos leaves what was typed", async () => {
  await drafts.keepDraft(draft("a"));
  await photos.removeAllPhotos();
  assert.equal(await latest(), "a");
});

test("photos are left until their receipt is saved", async () => {
  assert.equal(await countPhotosLeft(), 0);
  for (const state of /** @type {photos.State[]} */ (["waiting", "read", "failed", "kept"])) {
    await photos.savePhoto(photo(state, { state }));
  }
  assert.equal(await countPhotosLeft(), 3);
  await photos.keepPhoto("read");
  assert.equal(await countPhotosLeft(), 2);
});

test("counting where there are no photos makes no room for any", async () => {
  photos.closePhotos();
  await forgotten();
  assert.equal(await countPhotosLeft(), 0);
  assert.deepEqual(await indexedDB.databases(), []);
  assert.equal(await photos.keepsPhotos(), true);
});

test("photos of before have room for drafts beside them", async () => {
  photos.closePhotos();
  await forgotten();
  await firstVersion(photo("a", { state: "kept" }));
  assert.equal((await photos.getPhoto("a"))?.state, "kept");
  await drafts.keepDraft(draft("b"));
  assert.equal(await latest(), "b");
  assert.equal(await countPhotosLeft(), 0);
});

function forgotten() {
  const asked = indexedDB.deleteDatabase(photos.NAME);
  return new Promise((done) => (asked.onsuccess = done));
}

/** As the first version of the app made it. @param {photos.Photo} kept */
function firstVersion(kept) {
  const asked = indexedDB.open(photos.NAME, 1);
  asked.onupgradeneeded = () => {
    const store = asked.result.createObjectStore("photo", { keyPath: "id" });
    store.createIndex("hash", "hash");
    asked.result.createObjectStore("shared", { autoIncrement: true });
    store.put(kept);
  };
  return new Promise((done) => {
    asked.onsuccess = () => {
      asked.result.close();
      done(undefined);
    };
  });
}
