/** A phone whose replica was made by an earlier worker. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { openDB } from "idb";
import { NAME, open } from "../../../static/worker/replica/store.js";
import { yearOf, sumOf } from "../../../static/worker/replica/sums.js";
import { Member, MemberYear } from "../../../static/worker/household/models.js";
import { toJson } from "../../../static/worker/receipts/form-presenters.js";
import { edit } from "../../../static/worker/receipts/models.js";
import { values } from "../../../static/worker/synced.js";
import { write } from "../../../static/worker/replica/write.js";
import { MOTHER, naming, newOpId, NOW, receiptOp, visitOf, waiting } from "./phone.js";

/** The replica as version 1 had it. @param {(row: any) => void} change  what else is in its receipts */
async function olderPhone(change = () => {}) {
  const name = `${NAME} ${Math.random()}`;
  const db = await open(name);
  await write(db, [naming(), receiptOp({ care_from: "2026-03-01", care_to: "2026-03-01" })], NOW);
  const [row] = await db.getAll("receipt");
  const [sum] = await db.getAll("month_sum");
  for (const each of ["unverified", "unverified_amounts", "indemnity_paid"]) delete row[each];
  delete sum.unverified;
  change(row);
  const [mother] = await db.getAll("member");
  delete mother.avatar;
  await db.put("member", mother);
  const year = { id: `${MOTHER}:2026`, rev: 1, member_id: MOTHER, year: 2026, band: 3, history: [], created_at: NOW, deleted_at: null };
  await db.put("member_year", year);
  await db.put("copy", { entity: "member_year", id: year.id, row: { ...year }, pass: 0 });
  await db.put("receipt", row);
  await db.put("month_sum", sum);
  await db.put("copy", { entity: "receipt", id: row.id, row: { ...row }, pass: 0 });
  await db.put("copy", { entity: "member", id: MOTHER, row: { id: MOTHER }, pass: 0 });
  const stores = await snapshot(db);
  db.close();
  await remade(name, stores);
  return open(name);
}

/** @param {any} db @returns {Promise<[string, any, any[], any[]][]>} */
async function snapshot(db) {
  const names = [...db.objectStoreNames];
  return Promise.all(
    names.map(async (name) => [name, describe(db, name), await db.getAll(name), await db.getAllKeys(name)]),
  );
}

/** @param {any} db @param {string} name */
function describe(db, name) {
  const store = db.transaction(name).store;
  const indexes = [...store.indexNames].map((each) => {
    const index = store.index(each);
    return { name: each, keyPath: index.keyPath, unique: index.unique };
  });
  return { keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes };
}

/** The same data in a database of version 1. @param {string} name @param {[string, any, any[], any[]][]} stores */
async function remade(name, stores) {
  indexedDB.deleteDatabase(name);
  const old = await openDB(name, 1, {
    upgrade(db) {
      for (const [store, { keyPath, autoIncrement, indexes }] of stores) {
        const made = db.createObjectStore(store, { keyPath, autoIncrement });
        for (const { name: each, keyPath: path, unique } of indexes) made.createIndex(each, path, { unique });
      }
    },
  });
  for (const [store, { keyPath }, rows, keys] of stores) {
    for (const [at, row] of rows.entries()) await old.put(store, row, keyPath ? undefined : keys[at]);
  }
  old.close();
}

test("a replica of before knows that nothing in it was read from a photo", async () => {
  const db = await olderPhone();
  const [row] = await db.getAll("receipt");
  assert.deepEqual([row.unverified, row.unverified_amounts], ["", 0]);
  assert.equal((await db.get("copy", ["receipt", row.id])).row.unverified, "");
  assert.equal(sumOf(await yearOf(visitOf(db), 2026), MOTHER).unverified, 0);
  assert.equal(JSON.parse(toJson(values("receipt", row))).unverified, "");
});

test("what another phone had read already is counted at once", async () => {
  const db = await olderPhone((row) => Object.assign(row, { unverified: "care_from,copay,advance" }));
  assert.equal(sumOf(await yearOf(visitOf(db), 2026), MOTHER).unverified, 2);
});

test("no insurer has paid anything on a phone of before, and what one paid can be written there", async () => {
  const db = await olderPhone();
  const [row] = await db.getAll("receipt");
  assert.equal(row.indemnity_paid, null);
  assert.equal((await db.get("copy", ["receipt", row.id])).row.indemnity_paid, null);
  const told = edit(row, { indemnity_paid: null }, { indemnity_paid: 5 }, newOpId());
  const [{ status }] = await write(db, [told], NOW);
  assert.equal(status, "applied");
  assert.equal((await db.get("receipt", row.id)).indemnity_paid, 5);
});

test("nobody had a picture on a phone of before, and one can be given there", async () => {
  const db = await olderPhone();
  const [mother] = await db.getAll("member");
  assert.equal(mother.avatar, "");
  assert.equal((await db.get("copy", ["member", MOTHER])).row.avatar, "");
  const [{ status }] = await write(db, [Member.edit(mother, { avatar: "" }, { avatar: "snail" }, newOpId)], NOW);
  assert.equal(status, "applied");
  assert.equal((await db.get("member", MOTHER)).avatar, "snail");
});

test("no notice was closed on a phone of before, and one can be closed there", async () => {
  const db = await olderPhone();
  const id = `${MOTHER}:2026`;
  assert.equal((await db.get("copy", ["member_year", id])).row.near_closed, false);
  const visit = visitOf(db);
  assert.deepEqual(await visit.closedNotices(2026), []);
  const closing = MemberYear.closing(MOTHER, 2026, "reached", await visit.memberYear(MOTHER, 2026), () => "op");
  assert.deepEqual(closing.set, { near_closed: [false, true], reached_closed: [false, true] });
  const [{ status }] = await write(db, [closing], NOW);
  assert.equal(status, "applied");
  assert.deepEqual(await visit.closedNotices(2026), [[MOTHER, "near"], [MOTHER, "reached"]]);
  assert.equal(await visit.band(MOTHER, 2026), 3);
});

test("what waits goes on waiting", async () => {
  assert.equal((await waiting(await olderPhone())).length, 2);
});
