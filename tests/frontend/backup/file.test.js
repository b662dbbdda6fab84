/** The sealed file: only its passphrase opens it, and nothing in it can be changed unseen. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { BackupError, begin, isLongEnough, open, seal } from "../../../static/backup/file.js";

const PASSPHRASE = "봄날의 보리밭";
const CONTENT = { people: [{ id: "1", name: "엄마 👩" }], text: "가".repeat(10_000) };
const PHOTOS = [new Blob(["first photo"]), new Blob(["second"])];
const NEWEST = 2;

const sealed = await seal(PASSPHRASE, NEWEST, CONTENT, PHOTOS);
const bytes = new Uint8Array(await sealed.arrayBuffer());
const lineEnd = bytes.indexOf(10) + 1;
const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, lineEnd)));

/** @param {string} reason @param {Promise<unknown>} work */
const refused = (reason, work) =>
  assert.rejects(work, (error) => error instanceof BackupError && error.reason === reason);
/** @param {object} changes */
const withHeader = (changes) =>
  new Blob([`${JSON.stringify({ ...header, ...changes })}\n`, bytes.subarray(lineEnd)]);
/** @param {number} at */
const flipped = (at) => {
  const copy = bytes.slice();
  copy[at] ^= 1;
  return new Blob([copy]);
};

test("what was sealed opens again, its photos too", async () => {
  const { version, content, section } = await open(sealed, PASSPHRASE, NEWEST);
  assert.equal(version, NEWEST);
  assert.deepEqual(content, CONTENT);
  const [first, second] = PHOTOS.map(({ size }) => size);
  assert.equal(new TextDecoder().decode(await section(0, first, 1)), "first photo");
  assert.equal(new TextDecoder().decode(await section(first + 16, second, 2)), "second");
});

test("the first line says how, and holds nothing that a person wrote", () => {
  assert.equal(header.format, "sanghanjigi-backup");
  assert.equal(header.kdf, "PBKDF2-SHA-256");
  assert.equal(header.cipher, "AES-256-GCM");
  assert.ok(header.rounds >= 600_000);
  assert.ok(!new TextDecoder().decode(bytes).includes("엄마"));
});

test("the same content is never sealed alike twice", async () => {
  const again = JSON.parse((await (await seal(PASSPHRASE, NEWEST, CONTENT)).text()).split("\n")[0]);
  assert.notEqual(again.salt, header.salt);
  assert.notEqual(again.iv, header.iv);
});

test("한글 typed in the two ways of Unicode is the same passphrase", async () => {
  await open(sealed, PASSPHRASE.normalize("NFD"), NEWEST);
});

test("a wrong passphrase opens nothing", () => refused("passphrase", open(sealed, `${PASSPHRASE}!`, NEWEST)));

const OTHER = {
  format: "another",
  version: 1,
  kdf: "PBKDF2-SHA-512",
  rounds: 700_000,
  cipher: "AES-128-GCM",
  compression: "deflate",
  salt: btoa("0123456789abcdef"),
  iv: btoa("01234567"),
  document: header.document - 1,
  size: header.size - 1,
};

for (const [name, value] of Object.entries(OTHER)) {
  test(`a changed ${name} is noticed`, async () => {
    assert.notEqual(value, header[name]);
    await assert.rejects(open(withHeader({ [name]: value }), PASSPHRASE, NEWEST), BackupError);
  });
}

test("every field of the first line has its case above", () => {
  assert.deepEqual(Object.keys(OTHER).sort(), Object.keys(header).sort());
});

test("even a space in the first line is noticed", async () => {
  const spaced = new Blob([`${JSON.stringify(header)} \n`, bytes.subarray(lineEnd)]);
  await refused("passphrase", open(spaced, PASSPHRASE, NEWEST));
});

test("a changed letter in the document is noticed", () => refused("passphrase", open(flipped(lineEnd + 5), PASSPHRASE, NEWEST)));

test("a changed photo is noticed, and photos cannot change places", async () => {
  const { section } = await open(flipped(bytes.length - 1), PASSPHRASE, NEWEST);
  const first = PHOTOS[0].size;
  await refused("damaged", section(first + 16, PHOTOS[1].size, 2));
  await refused("damaged", section(0, first, 2));
});

test("fewer rounds than are safe, or more than a phone can bear, are not begun", async () => {
  for (const rounds of [1, 599_999, 10_000_001, 1.5, "600000"]) {
    await refused("damaged", begin(withHeader({ rounds }), NEWEST));
  }
});

test("a file that was cut says so before anybody types a passphrase", async () => {
  await refused("cut", begin(sealed.slice(0, sealed.size - 1), NEWEST));
  await refused("cut", begin(sealed.slice(0, lineEnd), NEWEST));
  await refused("damaged", begin(new Blob([sealed, "x"]), NEWEST));
});

test("a file of a newer app says so, whatever else it says", async () => {
  await refused("newer", begin(withHeader({ version: NEWEST + 1, kdf: "another" }), NEWEST));
});

test("a file that is too large says so", async () => {
  await refused("large", begin(withHeader({ document: 60_000_000, size: 60_000_000 }), NEWEST));
  await refused("large", begin(withHeader({ size: 2_000_000_000 }), NEWEST));
});

for (const [name, text] of Object.entries({
  nothing: "",
  "a text": "안녕하세요\n",
  "a table": "누구,진료일\r\n엄마,2023-01-01\r\n",
  "other JSON": '{"format":"another","version":1}\n',
  "a version that is none": '{"format":"sanghanjigi-backup","version":"1"}\n',
  "a long line": "x".repeat(5_000),
  "half of a line": JSON.stringify(header).slice(0, 40),
})) {
  test(`${name} is not a backup`, () => refused("not_a_backup", begin(new Blob([text]), NEWEST)));
}

test("sealing can be stopped", async () => {
  const stop = () => {
    throw new Error("stopped");
  };
  await assert.rejects(seal(PASSPHRASE, NEWEST, CONTENT, PHOTOS, stop), /stopped/);
});

test("a passphrase has eight letters, as a person counts them", () => {
  assert.ok(isLongEnough("보리밭에부는바람"));
  assert.ok(isLongEnough("보리밭에부는바람".normalize("NFD")));
  assert.ok(!isLongEnough("보리밭에부는바".normalize("NFD")));
  assert.ok(!isLongEnough("👩👩👩👩"));
});
