/** A bundle for an office: what it holds, in which order, under which names. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { itemsOf, listOf, plain, sumsOf } from "../../../static/backup/bundle.js";

const MOTHER = "m1";
/** @param {string} id @param {object} values */
const receipt = (id, values) => ({
  entity: /** @type {const} */ ("receipt"),
  id,
  values: { member_id: MOTHER, provider_name: "나루병원", care_from: "2025-03-04", copay: 1000, noncovered: 20, ...values },
});
const RECORDS = [
  { entity: /** @type {const} */ ("member"), id: MOTHER, values: { name: "엄마" } },
  receipt("r3", { care_from: "2025-12-31", provider_name: '=2+3, "별관"' }),
  receipt("r2", {}),
  receipt("r1", { care_from: "2025-01-02", provider_name: "가/나: 의원" }),
  receipt("other-year", { care_from: "2024-03-04" }),
  receipt("other-person", { member_id: "m2" }),
];
const PHOTOS = ["r1", "r3"].map((id) => /** @type {any} */ ({ id, blob: new Blob([id]) }));
const which = { year: 2025, person: MOTHER };

test("receipts of the year are numbered in the order of their days, with or without a photo", () => {
  const items = itemsOf(RECORDS, PHOTOS, which);
  assert.deepEqual(items.map(({ number, file }) => [number, file]), [
    ["01", "01_2025-01-02_가_나_ 의원.jpg"],
    ["02", ""],
    ["03", "03_2025-12-31_=2+3, _별관_.jpg"],
  ]);
});

test("everybody's are taken where nobody was chosen", () => {
  assert.equal(itemsOf(RECORDS, PHOTOS, { year: 2025, person: "" }).length, 4);
});

test("numbers of a hundred and more sort as names do", () => {
  const many = Array.from({ length: 100 }, (_none, at) => receipt(`r${at}`, {}));
  const numbers = itemsOf(many, [], which).map(({ number }) => number);
  assert.deepEqual([numbers[0], numbers[99]], ["001", "100"]);
});

for (const [name, expected] of Object.entries({
  "../../비밀": "_.._비밀",
  "COM1 병원. ": "COM1 병원",
  "\u202e뒤집힌": "_뒤집힌",
  "": "_",
  가: "가",
})) {
  test(`${JSON.stringify(name)} is a safe name of a file`, () => assert.equal(plain(name), expected));
}

test("the list has a mark for Excel, a line for each receipt, and nothing that a spreadsheet would run", () => {
  const fields = [{ name: "member_id", label: "누구" }, { name: "provider_name", label: "병원" }, { name: "copay", label: "①" }];
  const words = { fields, kinds: [], number: "번호", photo: "사진" };
  const lines = listOf(itemsOf(RECORDS, PHOTOS, which), words, { [MOTHER]: "엄마" }).split("\r\n");
  assert.equal(lines[0], "\ufeff번호,사진,누구,병원,①");
  assert.equal(lines[1], "01,01_2025-01-02_가_나_ 의원.jpg,엄마,가/나: 의원,1000");
  assert.equal(lines[3], `03,"03_2025-12-31_=2+3, _별관_.jpg",엄마,"'=2+3, ""별관""",1000`);
  assert.equal(lines.length, 5);
});

test("sums are of the bundle alone", () => {
  assert.deepEqual(sumsOf(itemsOf(RECORDS, PHOTOS, which)), { copay: 3000, full_self_pay: 0, noncovered: 60 });
});
