/** From a chosen file to a photo that is kept, or a reason why not. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

import { attach, attachLess, MOST_BYTES, take, takeLess } from "../../../static/scan/capture.js";
import { readHeader } from "../../../static/scan/image-header.js";
import { photo } from "./photo.js";

/** Bytes of a JPEG that says it has this size; there is no picture in it. @param {number} width @param {number} height */
function jpeg(width, height) {
  const exif = [0xff, 0xe1, 0, 8, 1, 2, 3, 4, 5, 6];
  const tables = [0xff, 0xc4, 0, 4, 1, 2]; // C4 is not a frame
  const frame = [0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3];
  return new Uint8Array([0xff, 0xd8, ...exif, ...tables, 0xff, ...frame, 0, 0, 0, 0]);
}

const png = [0x89, ...bytes("PNG\r\n\x1a\n"), 0, 0, 0, 13, ...bytes("IHDR"), 0, 0, 3, 0, 0, 0, 4, 0];
const webp = (/** @type {number[]} */ rest) => [...bytes("RIFF"), 1, 2, 3, 4, ...bytes("WEBP"), ...rest, ...Array(20).fill(0)];

/** @param {string} text */
function bytes(text) {
  return [...text].map((letter) => letter.charCodeAt(0));
}

for (const [what, content, expected] of /** @type {[string, Iterable<number>, object][]} */ ([
  ["a JPEG, behind its metadata and tables", jpeg(4000, 3000), { kind: "jpeg", width: 4000, height: 3000 }],
  ["a JPEG that ends early", [0xff, 0xd8, 0xff, 0xe1, 0xff], { kind: "jpeg", width: 0, height: 0 }],
  ["a JPEG whose markers are lost", [0xff, 0xd8, 0xff, 0xe1, 0, 2, ...Array(20).fill(7)], { kind: "jpeg", width: 0, height: 0 }],
  ["a PNG", png, { kind: "png", width: 768, height: 1024 }],
  ["a GIF", [...bytes("GIF89a"), 2, 1, 4, 3, 0, 0], { kind: "gif", width: 258, height: 772 }],
  ["a WebP with extras", webp([...bytes("VP8X"), 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 1, 0, 0x3f, 2, 0]), { kind: "webp", width: 512, height: 576 }],
  ["a plain WebP", webp([...bytes("VP8 "), ...Array(10).fill(0), 0x80, 2, 0xe0, 1]), { kind: "webp", width: 640, height: 480 }],
  ["a lossless WebP", webp([...bytes("VP8L"), 0, 0, 0, 0, 0x2f, 0x3f, 0xc0, 0x04, 0]), { kind: "webp", width: 64, height: 20 }],
  ["a PDF behind some rubbish", bytes("\n\n%PDF-1.7"), { kind: "pdf", width: 0, height: 0 }],
  ["a text", bytes("hello"), { kind: "", width: 0, height: 0 }],
  ["nothing", [], { kind: "", width: 0, height: 0 }],
])) {
  test(`${what} is known by its first bytes`, () => {
    assert.deepEqual(readHeader(new Uint8Array(content)), expected);
  });
}

test("no bytes make the header reader throw", () => {
  for (const start of [jpeg(1, 1), new Uint8Array(png), new Uint8Array(webp(bytes("VP8X")))]) {
    for (let length = 0; length <= start.length; length++) readHeader(start.slice(0, length));
  }
});

/** @param {any} [more] */
function world(more = {}) {
  /** @type {import("../../../static/scan/photos.js").Photo[]} */
  const saved = [];
  const asked = /** @type {[number, number][]} */ ([]);
  let closed = 0;
  let ids = 0;
  return {
    saved,
    asked,
    closed: () => closed,
    newId: () => `id-${++ids}`,
    clock: () => new Date("2026-11-21T03:00:00Z"),
    openPicture: async () => /** @type {any} */ ({ width: 4000, height: 3000, close: () => void closed++ }),
    drawSmaller: async (/** @type {any} */ _bitmap, /** @type {number} */ longSide, /** @type {number} */ quality) => {
      asked.push([longSide, quality]);
      return { blob: new Blob([`${longSide}`]), width: longSide, height: longSide * 0.75 };
    },
    pagesOf: async () => [new Blob(["page 1"]), new Blob(["page 2"])],
    savePhoto: async (/** @type {any} */ each) => void saved.push(each),
    findByHash: async (/** @type {string} */ _hash) => undefined,
    ...more,
  };
}

const file = (/** @type {BlobPart} */ content = jpeg(4000, 3000), name = "photo.jpg", type = "image/jpeg") =>
  new File([content], name, { type });

/** @param {any} taken */
const problems = (taken) => taken.refusals.map((/** @type {any} */ each) => each.problem);

test("a photo is drawn anew, small enough, and saved before anybody reads it", async () => {
  const here = world();
  const { photos, refusals } = await take(file(), "mother", here);
  assert.deepEqual(refusals, []);
  assert.deepEqual(here.saved, photos);
  const [taken] = photos;
  assert.equal(await taken.blob?.text(), "2600");
  assert.equal(await taken.thumbnail?.text(), "240");
  assert.deepEqual([taken.state, taken.member_id, taken.id], ["waiting", "mother", "id-1"]);
  assert.match(taken.hash, /^[0-9a-f]{64}$/);
  assert.equal(here.closed(), 1);
});

test("the same file again is shown where it is", async () => {
  const twin = photo("there");
  const taken = await take(file(), "", world({ findByHash: async () => twin }));
  assert.deepEqual(taken, { photos: [], refusals: [{ name: "photo.jpg", problem: "twin", twin }] });
});

test("a file that is too large is never opened", async () => {
  const never = () => assert.fail("opened");
  const large = { size: MOST_BYTES + 1, name: "large.jpg", type: "image/jpeg", arrayBuffer: never };
  assert.deepEqual(problems(await take(/** @type {any} */ (large), "", world())), ["too_large"]);
  const here = world({ openPicture: never });
  assert.deepEqual(problems(await take(file(jpeg(10_000, 8_000)), "", here)), ["too_large"]);
  assert.deepEqual(problems(await take(file(jpeg(8_000, 5_000)), "", world())), []);
});

test("what is no picture, and a picture that this browser cannot open", async () => {
  const cannot = { openPicture: async () => Promise.reject(new DOMException("", "InvalidStateError")) };
  assert.deepEqual(problems(await take(file("hello", "note.txt", "text/plain"), "", world())), ["not_a_picture"]);
  assert.deepEqual(problems(await take(file("ftypheic", "a.heic", "image/heic"), "", world(cannot))), ["not_a_picture"]);
  assert.deepEqual(problems(await take(file(), "", world(cannot))), ["broken"]);
});

test("a file that is gone since it was chosen is broken, and so is an empty one", async () => {
  const gone = { size: 5, name: "gone.jpg", type: "image/jpeg", arrayBuffer: async () => Promise.reject(new Error()) };
  assert.deepEqual(problems(await take(/** @type {any} */ (gone), "", world())), ["broken"]);
  assert.deepEqual(problems(await take(file(""), "", world())), ["broken"]);
});

test("each page of a PDF is a photo; the second page does not pass for the first", async () => {
  const here = world();
  const { photos } = await take(file("%PDF-1.7", "bill.pdf", "application/pdf"), "", here);
  assert.equal(photos.length, 2);
  assert.equal(photos[1].hash, `${photos[0].hash}#2`);
});

for (const reason of ["locked", "broken", "offline", "no_pack"]) {
  test(`a PDF that cannot be opened says why: ${reason}`, async () => {
    const here = world({ pagesOf: async () => Promise.reject(Object.assign(new Error(), { reason })) });
    assert.deepEqual(problems(await take(file("%PDF-1.7"), "", here)), [reason]);
  });
}

const full = async () => Promise.reject(new DOMException("", "QuotaExceededError"));

test("without room the photo itself is handed back, to be saved smaller", async () => {
  const chosen = file();
  const { refusals } = await take(chosen, "", world({ savePhoto: full }));
  assert.deepEqual(refusals, [{ name: "photo.jpg", problem: "full", retry: chosen }]);
});

test("a browser that keeps nothing is told apart from a broken file", async () => {
  const never = async () => Promise.reject(new DOMException("", "InvalidStateError"));
  assert.deepEqual(problems(await take(file(), "", world({ savePhoto: never }))), ["nowhere"]);
  assert.deepEqual(problems(await take(file(), "", world({ findByHash: never }))), ["nowhere"]);
  assert.deepEqual(problems(await take(file(), "", world({ drawSmaller: never }))), ["broken"]);
});

test("smaller is enough to look at; text alone leaves the photo nowhere but in memory", async () => {
  const here = world();
  const small = await takeLess(file(), "", "small", here);
  assert.equal(await small.photo.blob?.text(), "1200");
  assert.equal(small.sharp, null);
  const text = await takeLess(file(), "", "text", here);
  assert.deepEqual([text.photo.blob, text.photo.thumbnail], [null, null]);
  assert.equal(await text.sharp?.text(), "2600");
  assert.equal(here.saved.length, 2);
});

test("a photo for a receipt written by hand is that receipt's at once, as small as photos are kept", async () => {
  const here = world();
  await attach(file(), { id: "receipt", member_id: "mother" }, here);
  const [kept] = here.saved;
  assert.deepEqual([kept.id, kept.member_id, kept.state], ["receipt", "mother", "kept"]);
  assert.deepEqual(here.asked, [[2_000, 0.8], [240, 0.7]]);
  await attach(file("%PDF-1.7", "bill.pdf", "application/pdf"), { id: "other", member_id: "" }, here);
  assert.deepEqual(here.saved.map(({ id }) => id), ["receipt", "other"], "of a PDF file the first page");
});

test("where there is no room for it, less of it is attached", async () => {
  const here = world();
  await attachLess(file(), { id: "receipt", member_id: "" }, here);
  assert.deepEqual(here.saved.map(({ id, state }) => [id, state]), [["receipt", "kept"]]);
  assert.equal(await here.saved[0].blob?.text(), "1200");
});

test("no room even for that is said again", async () => {
  await assert.rejects(takeLess(file(), "", "small", world({ savePhoto: full })), { name: "QuotaExceededError" });
});
