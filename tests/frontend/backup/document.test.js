/** What a backup says, in every version that there was. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { VERSION, read, recordsOf, sectionsOf, write } from "../../../static/backup/document.js";
import { BackupError, open } from "../../../static/backup/file.js";
import { FIELDS } from "../../../static/worker/synced.js";
import { DAY, PASSPHRASE, RECORDS, fixture } from "./fixture.js";

/**
 * What each kind of record says, by version. A field more or less is another version: write its
 * step, keep a file of the old one (fixture.js), and add the fields here.
 */
const RECEIPT = [
  ...["member_id", "provider_name", "provider_kind", "care_kind", "care_from", "care_to", "insurance_kind"],
  ...["copay", "insurer_paid", "full_self_pay", "noncovered", "advance", "patient_total"],
  ...["selective_benefit", "dental_implant", "shared_room", "chuna", "mild_tertiary", "over_365_visits"].map(uncounted),
  ...["arrears", "public_subsidy"].map(uncounted),
  ...["receipt_no", "note", "discharged", "separate", "unverified"],
];
const BEFORE = { member: ["name"], member_year: ["member_id", "year", "band"], receipt: RECEIPT };
const THIRD = {
  ...BEFORE,
  member_year: [...BEFORE.member_year, "near_closed", "reached_closed"],
  receipt: RECEIPT.toSpliced(RECEIPT.indexOf("patient_total") + 1, 0, "indemnity_paid"),
};
const FIELDS_OF = new Map([
  [1, BEFORE],
  [2, BEFORE], // photos, and whose it is, came beside the records
  [3, THIRD],
  [4, { ...THIRD, member: ["name", "avatar"] }],
]);

/** @param {string} reason */
function uncounted(reason) {
  return `uncounted-${reason}`;
}

test("what was written is read again, people first", () => {
  const mixed = [...RECORDS].reverse();
  assert.deepEqual(recordsOf(read(write(mixed, DAY), VERSION)), RECORDS);
});

test("the fields of this version are those that travel between devices", () => {
  assert.deepEqual(FIELDS_OF.get(VERSION), FIELDS);
});

for (const version of FIELDS_OF.keys()) {
  test(`a file of version ${version} is read`, async () => {
    const opened = await open(fixture(version), PASSPHRASE, VERSION);
    assert.equal(opened.version, version);
    const content = read(opened.content, opened.version);
    assert.deepEqual(recordsOf(content), RECORDS);
    assert.equal(content.made_on, DAY);
    assert.deepEqual([content.whose, content.photos], [null, []]);
  });
}

test("there is a file of every version", () => {
  assert.deepEqual([...FIELDS_OF.keys()], Array.from({ length: VERSION }, (_none, at) => at + 1));
});

const PHOTO = { id: RECORDS[2].id, member_id: "", taken_at: "2026-11-22T00:00:00Z", hash: "ab", width: 3, height: 4 };

test("a file of the first version says nothing of photos, and is not taken for one that does", async () => {
  const { version, content } = await open(fixture(1), PASSPHRASE, VERSION);
  assert.equal("photos" in content, false);
  assert.throws(() => read(content, VERSION), BackupError);
  assert.deepEqual(read(content, version).photos, []);
});

test("a photo lies behind the one before it, its thumbnail right after it", () => {
  const photos = [
    { ...PHOTO, picture: 100, thumbnail: 10 },
    { ...PHOTO, picture: 0, thumbnail: 7 },
  ];
  const found = sectionsOf(photos).map(({ picture, thumbnail }) => [picture, thumbnail]);
  assert.deepEqual(found, [
    [{ at: 0, bytes: 100, number: 1 }, { at: 116, bytes: 10, number: 2 }],
    [null, { at: 142, bytes: 7, number: 3 }],
  ]);
});

for (const [name, content] of Object.entries({
  nothing: null,
  "a list": [],
  "no lists": { made_on: DAY },
  "a list that is none": { ...write(RECORDS, DAY), receipts: {} },
  "a record without an id": { ...write(RECORDS, DAY), people: [{ name: "엄마" }] },
  "a photo without a size": write(RECORDS, DAY, { photos: [/** @type {any} */ (PHOTO)] }),
  "of two people at once": { ...write(RECORDS, DAY), whose: ["1", "2"] },
  "no day": { ...write(RECORDS, DAY), made_on: 20261122 },
})) {
  test(`a document that is ${name} is damaged`, () => {
    assert.throws(() => read(content, VERSION), (error) => error instanceof BackupError && error.reason === "damaged");
  });
}
