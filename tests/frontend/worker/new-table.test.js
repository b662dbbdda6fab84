/** A new cap table: home says so once, with how many people it moves; the table says what is new. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { rememberTable, sawTable, tableBefore } from "../../../static/worker/replica/tables.js";
import { asJson } from "../../../static/worker/shell/cap-presenters.js";
import { NOW, get, made, phoneOn, pulled, receiptOp, textOf, visitOf } from "./phone.js";

const TODAY = NOW.slice(0, 10);

/** A phone whose table of before was changed by hand, and on which a person has paid this. */
async function phoneWith(change, { copay = 1_200_000, band = 2, care_from = "2026-03-02" } = {}) {
  const db = await pulled([receiptOp({ copay, care_from, care_to: care_from })]);
  const [{ id }] = await visitOf(db).members();
  const wanted = { member_id: id, year: Number(care_from.slice(0, 4)), band };
  if (band !== null) await visitOf(db).save([made({ entity: "member_year", id: `${id}:${wanted.year}`, wanted })], NOW);
  const table = structuredClone(asJson());
  table.version = "00000000";
  change(table, (/** @type {number} */ year) => table.years.find((each) => each.year === year));
  await db.put("meta", table, "table");
  await rememberTable(db, TODAY);
  return { db, phone: phoneOn(db) };
}

const OWN_GROUP = (_table, year) => (year(2026).general[1] = 1_100_000); // now 1,120,000
const NEWS = /상한액 표가 새로 왔어요\./;

test("home tells of a table that moves somebody's estimate, and leads to what is new", async () => {
  const { phone } = await phoneWith(OWN_GROUP);
  const home = await textOf(phone, get("/"));
  assert.match(home, /2026년 상한액 표가 새로 왔어요\. 예상 환급이 바뀐 사람이 1명 있어요\./);
  assert.match(home, /href="\/caps\?year=2026">바뀐 점 보기</);
});

test("seen there, it is said no more on home, and still on the table", async () => {
  const { phone } = await phoneWith(OWN_GROUP);
  const word = /2026년 2–3분위 상한액이 110만.원에서 112만.원으로 바뀌었어요\./;
  assert.match(await textOf(phone, get("/caps?year=2026")), word);
  assert.doesNotMatch(await textOf(phone, get("/")), NEWS);
  assert.match(await textOf(phone, get("/caps")), word);
});

/** @type {[string, Parameters<typeof phoneWith>][]} */
const UNMOVED = [
  ["of another band", [(_table, year) => (year(2026).general[6] = 1)]],
  ["of another year", [(_table, year) => (year(2025).general[1] = 1)]],
  ["below both ceilings", [OWN_GROUP, { copay: 500_000 }]],
  ["of a stay beyond 120 days alone", [(_table, year) => (year(2026).long_stay[1] = 1)]],
  ["of a year that comes in, below its ceiling", [(table) => table.years.pop(), { copay: 500_000 }]],
];
for (const [which, given] of UNMOVED) {
  test(`nobody is moved by a ceiling ${which}`, async () => {
    const home = await textOf((await phoneWith(...given)).phone, get("/"));
    assert.match(home, NEWS);
    assert.doesNotMatch(home, /바뀐 사람/);
  });
}

test("an unknown band is moved by any group, and a year that comes in moves who is above it", async () => {
  const moves = /** @type {Parameters<typeof phoneWith>[]} */ ([
    [(_table, year) => (year(2026).general[0] = 890_000), { band: null }],
    [(table) => table.years.pop()],
  ]);
  for (const given of moves) {
    assert.match(await textOf((await phoneWith(...given)).phone, get("/")), /바뀐 사람이 1명/);
  }
});

test("several years are not called one", async () => {
  const { phone } = await phoneWith((_table, year) => {
    year(2026).general[1] = 1_100_000;
    year(2025).general[1] = 1_000_000;
  });
  const home = await textOf(phone, get("/"));
  assert.match(home, />상한액 표가 새로 왔어요\. 예상 환급이 바뀐 사람이 1명 있어요\./);
  assert.match(home, /href="\/caps\?year=2026"/);
});

test("a table in which no ceiling moved is no news for home", async () => {
  const { phone } = await phoneWith((_table, year) => (year(2026).source = []));
  assert.doesNotMatch(await textOf(phone, get("/")), NEWS);
});

test("nothing is new on a phone that had no table before", async () => {
  const db = await pulled([receiptOp()]);
  await rememberTable(db, TODAY);
  await sawTable(db);
  assert.equal(await tableBefore(db, TODAY), null);
  assert.doesNotMatch(await textOf(phoneOn(db), get("/")), NEWS);
});
