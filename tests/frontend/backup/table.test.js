/** A table that somebody else made: read, matched to a receipt's fields, row by row. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { dayIn, unescaped, wonIn } from "../../../static/backup/cells.js";
import { guess, headingRow, isCopay } from "../../../static/backup/headings.js";
import { linesOf, peopleOf } from "../../../static/backup/rows.js";
import { readTable } from "../../../static/backup/table-reader.js";

const LABELS = {
  care_from: "진료일",
  provider_name: "병원·약국 이름",
  copay: "급여 – 내가 낸 돈",
  member_id: "누구",
  care_to: "끝나는 날",
  provider_kind: "기관 종류",
  care_kind: "진료 종류",
  noncovered: "비급여",
  discharged: "퇴원",
  note: "메모",
  unverified: "확인 전",
};
const FIELDS = Object.entries(LABELS).map(([name, label]) => ({ name, label }));
const KINDS = [
  { field: "provider_kind", value: "nursing", label: "요양병원" },
  { field: "provider_kind", value: "pharmacy", label: "약국" },
  { field: "care_kind", value: "inpatient", label: "입원" },
];
const WORDS = {
  fields: FIELDS,
  kinds: KINDS,
  discharged: "퇴원함",
  problems: { no_day: "no day", no_won: "no won", no_person: "nobody" },
};

let ids = 0;
const newId = () => String(++ids);

/** @param {string[][]} rows @param {Record<string, number>} columns @param {object} [more] */
const lines = (rows, columns, more = {}) => linesOf(rows, columns, { words: WORDS, person: "엄마", isCopay: true, newId, ...more });

for (const [written, day] of Object.entries({
  "2023-05-31": "2023-05-31",
  "2023.5.1.": "2023-05-01",
  "2023. 5. 31. 12:30": "2023-05-31",
  "2023/05/31 09:00:01": "2023-05-31",
  "2023년 5월 31일": "2023-05-31",
  20230531: "2023-05-31",
  20230531123000: "",
  "23.05.31": "2023-05-31",
  "2023-02-29": "",
  "5월 31일": "",
  어제: "",
})) {
  test(`${written} is the day ${day || "that nobody knows"}`, () => assert.equal(dayIn(written), day));
}

for (const [written, won] of Object.entries({
  "1,650,000": 1_650_000,
  "1,650,000원": 1_650_000,
  "₩ 9,900": 9_900,
  "12000.00": 12_000,
  0: 0,
  "": null,
  "-": null,
  "-9,900": undefined,
  "12.5": undefined,
  만원: undefined,
})) {
  test(`${written || "nothing"} is ${won} won`, () => assert.equal(wonIn(written), won));
}

test("what kept a name from being a formula is taken away, and nothing else", () => {
  assert.deepEqual(["'=1+1", "''=1+1", "'안녕", "=1"].map(unescaped), ["=1+1", "'=1+1", "'안녕", "=1"]);
});

test("our own headings are found, in any order", () => {
  const headings = Object.values(LABELS).reverse();
  const found = guess(headings, FIELDS);
  assert.deepEqual(Object.keys(found).sort(), Object.keys(LABELS).sort());
  for (const [name, at] of Object.entries(found)) assert.equal(headings[at], LABELS[name]);
});

test("a bank's headings are found below what it writes above them", () => {
  const rows = [
    ["○○카드 이용내역"],
    ["조회기간", "2023.01.01 ~ 2023.12.31"],
    ["이용일자", "이용시간", "가맹점명", "이용금액(원)", "할부"],
    ["2023.05.31", "12:30", "나루병원", "12,000", "일시불"],
  ];
  assert.equal(headingRow(rows, FIELDS), 2);
  assert.deepEqual(guess(rows[2], FIELDS), { care_from: 0, provider_name: 2, copay: 3 });
});

test("a table by hand is understood", () => {
  assert.deepEqual(guess(["날짜", "이름", "병원", "금액", "비고"], FIELDS), {
    care_from: 0,
    provider_name: 2,
    copay: 3,
    member_id: 1,
    note: 4,
  });
});

test("an amount is that of column ① only if its heading says so", () => {
  const label = LABELS.copay;
  assert.deepEqual(["급여 - 내가 낸 돈", "본인부담금(급여)", "일부 본인부담"].map((each) => isCopay(each, label)), [true, true, true]);
  assert.deepEqual(["이용금액", "금액", "출금액"].map((each) => isCopay(each, label)), [false, false, false]);
});

test("a row becomes a receipt; what it does not say is guessed from the place and the days", () => {
  const columns = { care_from: 0, provider_name: 1, copay: 2 };
  const [clinic, pharmacy] = lines([["2023.5.31", "가나치과", "12,000"], ["20230601", "튼튼약국", "9900"]], columns);
  assert.deepEqual(clinic.problems, []);
  assert.deepEqual(clinic.given.values, {
    care_from: "2023-05-31",
    care_to: "2023-05-31",
    provider_name: "가나치과",
    copay: 12_000,
    provider_kind: "dental",
    care_kind: "outpatient",
    insurance_kind: "health",
  });
  assert.deepEqual([pharmacy.given.values.provider_kind, pharmacy.given.values.care_kind], ["pharmacy", "pharmacy"]);
});

test("what a row says outweighs a guess, and an amount that may be more is to be looked at", () => {
  const columns = { care_from: 0, care_to: 1, provider_name: 2, provider_kind: 3, care_kind: 4, copay: 5, discharged: 6, unverified: 7 };
  const row = ["2023-02-01", "2023-03-02", "은빛의집", "요양병원", "입원", "300000", "퇴원함", "진료일, 급여 – 내가 낸 돈"];
  const [line] = lines([row], columns);
  const { provider_kind, care_kind, care_to, discharged, unverified } = line.given.values;
  assert.deepEqual([provider_kind, care_kind, care_to, discharged], ["nursing", "inpatient", "2023-03-02", true]);
  assert.equal(unverified, "care_from,copay");
  const [bank] = lines([["2023-02-01", "", "나루병원", "", "", "5"]], columns, { isCopay: false });
  assert.equal(bank.given.values.unverified, "copay");
});

test("what cannot be read is a reason, and the row stays", () => {
  const [line] = lines([["어제", "나루병원", "만원"]], { care_from: 0, provider_name: 1, copay: 2 }, { person: "" });
  assert.deepEqual(line.problems, ["진료일: no day", "급여 – 내가 낸 돈: no won", "nobody"]);
});

test("people are found by their names; others are new, and once", () => {
  const rows = [["엄마"], ["아빠"], ["아빠"], [""]].map(([who]) => ["2023-01-01", "나루병원", "5", who]);
  const found = lines(rows, { care_from: 0, provider_name: 1, copay: 2, member_id: 3 });
  const fresh = peopleOf(found, [{ value: "m1", label: "엄마" }, { value: "m2", label: "엄마" }], newId);
  assert.deepEqual(fresh.map(({ values }) => values.name), ["아빠"]);
  const who = found.map(({ given }) => given.values.member_id);
  assert.deepEqual(who, ["m1", fresh[0].id, fresh[0].id, "m1"]);
});

test("a table in the letters of old Windows is read", async () => {
  // 진료일,금액 in CP949
  const bytes = [0xc1, 0xf8, 0xb7, 0xe1, 0xc0, 0xcf, 0x2c, 0xb1, 0xdd, 0xbe, 0xd7, 0x0d, 0x0a, 0x31, 0x2c, 0x32];
  assert.deepEqual(await readTable(new Blob([new Uint8Array(bytes)])), [["진료일", "금액"], ["1", "2"]]);
});

test("quotes, semicolons, tabs and empty lines are read as they are meant", async () => {
  assert.deepEqual(await readTable(new Blob(['\ufeffa,"b ""c""\nd"\r\n\r\n , \r\n1,2'])), [["a", 'b "c"\nd'], ["1", "2"]]);
  assert.deepEqual(await readTable(new Blob(["a;b\n1;2"])), [["a", "b"], ["1", "2"]]);
  assert.deepEqual(await readTable(new Blob(["a\tb\n1\t2"])), [["a", "b"], ["1", "2"]]);
});

test("what is no table is refused", async () => {
  await assert.rejects(readTable(new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])])));
  await assert.rejects(readTable(new Blob([new Uint8Array([0xff, 0xff, 0xff, 0x00])])));
});
