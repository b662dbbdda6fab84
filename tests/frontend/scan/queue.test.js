/** What becomes of photos that wait, over an IndexedDB in memory and with a reader by hand. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { PackError } from "../../../static/scan/pack.js";
import * as photos from "../../../static/scan/photos.js";
import { Queue } from "../../../static/scan/queue.js";
import { photo } from "./photo.js";

beforeEach(() => photos.removeAllPhotos());

/** @param {(id: string) => any} [read] */
function queueOf(read = () => ({ status: "read", reason: "", fields: {} }), more = {}) {
  const seen = /** @type {string[]} */ ([]);
  const order = /** @type {string[]} */ ([]);
  const reader = {
    async read(/** @type {string} */ id, /** @type {Blob} */ sharp) {
      order.push(`${id} ${await sharp.text()}`);
      const reading = await read(id);
      return { reading, straightened: new Blob(["page"]) };
    },
  };
  const world = {
    reader,
    listPhotos: photos.listPhotos,
    updatePhoto: photos.updatePhoto,
    shrink: async () => ({ blob: new Blob(["smaller"]), width: 1, height: 2 }),
    tell: (/** @type {photos.Photo} */ { id, state }) => void seen.push(`${id} ${state}`),
    say: () => {},
    alone: (/** @type {() => Promise<void>} */ work) => work(),
    ...more,
  };
  return { queue: new Queue(/** @type {any} */ (world)), seen, order };
}

test("all that wait are read, the oldest first, and become smaller", async () => {
  await photos.savePhoto(photo("b"));
  await photos.savePhoto(photo("a"));
  await photos.savePhoto(photo("c", { state: "kept" }));
  const { queue, seen, order } = queueOf();
  await queue.wake();
  assert.deepEqual(order, ["a photo", "b photo"]);
  const [a, b] = ["a", "b"].map((id) => [`${id} reading`, `${id} read`, `${id} read`]);
  assert.deepEqual(seen, [...a, ...b]);
  const done = await photos.getPhoto("a");
  assert.equal(await done?.blob?.text(), "smaller");
  assert.equal(await done?.straightened?.text(), "page");
});

test("a photo taken while another is being read comes next", async () => {
  await photos.savePhoto(photo("a"));
  const { queue, order } = queueOf(async (id) => {
    if (id === "a") {
      await photos.savePhoto(photo("b"));
      void queue.wake();
    }
    return { status: "read" };
  });
  await queue.wake();
  assert.deepEqual(order, ["a photo", "b photo"]);
});

test("one that was being read when the app was killed is read again", async () => {
  await photos.savePhoto(photo("a", { state: "reading" }));
  const { queue, seen } = queueOf();
  await queue.wake();
  assert.deepEqual(seen, ["a reading", "a read", "a read"]);
});

test("it is shown before its picture is small, and killed meanwhile it is read again", async () => {
  await photos.savePhoto(photo("a"));
  const { queue, seen } = queueOf(undefined, {
    async shrink() {
      assert.deepEqual(seen, ["a reading", "a read"]);
      assert.equal((await photos.getPhoto("a"))?.state, "reading");
      return {};
    },
  });
  await queue.wake();
  assert.equal((await photos.getPhoto("a"))?.state, "read");
});

test("one whose receipt was saved before its picture was small keeps nothing of what was read", async () => {
  await photos.savePhoto(photo("a"));
  const { queue } = queueOf(undefined, {
    async shrink() {
      await photos.keepPhoto("a");
      return { blob: new Blob(["smaller"]) };
    },
  });
  await queue.wake();
  const { state, reading, straightened, blob } = /** @type {photos.Photo} */ (await photos.getPhoto("a"));
  assert.deepEqual([state, reading, straightened, await blob?.text()], ["kept", null, null, "smaller"]);
});

test("a reading that came to nothing says why", async () => {
  await photos.savePhoto(photo("a"));
  const { queue } = queueOf(() => ({ status: "failed", reason: "no_text" }));
  await queue.wake();
  const { state, reading } = /** @type {photos.Photo} */ (await photos.getPhoto("a"));
  assert.deepEqual([state, reading?.reason], ["failed", "no_text"]);
});

test("a reader that breaks down fails its photo, and the next is read", async () => {
  for (const id of ["a", "b"]) await photos.savePhoto(photo(id));
  const { queue, seen } = queueOf((id) => (id === "a" ? Promise.reject(new Error()) : { status: "read" }));
  await queue.wake();
  assert.deepEqual(seen, ["a reading", "a failed", "b reading", "b read", "b read"]);
  assert.equal((await photos.getPhoto("a"))?.reading?.reason, "crashed");
});

test("without the tools photos wait for them, and are read when they can be had", async () => {
  await photos.savePhoto(photo("a"));
  await photos.savePhoto(photo("b", { state: "failed", reading: { status: "failed", reason: "crashed" } }));
  let isOffline = true;
  const { queue } = queueOf(() => (isOffline ? Promise.reject(new PackError("offline")) : { status: "read" }));
  await queue.wake();
  assert.equal((await photos.getPhoto("a"))?.reading?.reason, "offline");
  isOffline = false;
  await queue.tryAgain();
  assert.equal((await photos.getPhoto("a"))?.state, "read");
  assert.equal((await photos.getPhoto("b"))?.state, "failed", "it is tried again when the person asks");
});

test("one removed while it was being read stays away", async () => {
  await photos.savePhoto(photo("a"));
  const { queue, seen } = queueOf(async (id) => {
    await photos.removePhoto(id);
    return { status: "read" };
  });
  await queue.wake();
  assert.deepEqual(seen, ["a reading", "a read"]);
  assert.deepEqual(await photos.listPhotos(), []);
});

test("of a photo that there was no room for only what it says is kept", async () => {
  await photos.savePhoto(photo("a", { blob: null, thumbnail: null }));
  const { queue, order } = queueOf();
  queue.sharp.set("a", new Blob(["sharp"]));
  await queue.wake();
  assert.deepEqual(order, ["a sharp"]);
  assert.equal((await photos.getPhoto("a"))?.blob, null);
  assert.equal(queue.sharp.size, 0);
});

test("and if the page was closed before it was read, it says so", async () => {
  await photos.savePhoto(photo("a", { blob: null, thumbnail: null }));
  const { queue } = queueOf();
  await queue.wake();
  assert.equal((await photos.getPhoto("a"))?.reading?.reason, "broken_file");
});

test("what there is no room for one can do without: the straightened page", async () => {
  await photos.savePhoto(photo("a"));
  const full = (/** @type {string} */ id, /** @type {photos.Change} */ change) =>
    photos.updatePhoto(id, (present) => {
      const changes = typeof change === "function" ? change(present) : change;
      if (changes.straightened) throw new DOMException("", "QuotaExceededError");
      return changes;
    });
  const { queue } = queueOf(undefined, { updatePhoto: full });
  await queue.wake();
  const { state, straightened } = /** @type {photos.Photo} */ (await photos.getPhoto("a"));
  assert.deepEqual([state, straightened], ["read", null]);
});
