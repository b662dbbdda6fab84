/** Records of a file: weighed against what is here, taken in as ordinary operations, never twice. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { answerAbout } from "../../../static/worker/records/answer.js";
import { takeBack } from "../../../static/worker/records/take-back.js";
import { takeIn } from "../../../static/worker/records/take-in.js";
import { weigh } from "../../../static/worker/records/weigh.js";
import { write } from "../../../static/worker/replica/write.js";
import { MOTHER, NOW, RECEIPT, everything, fresh, made, naming, newId, newOpId, receiptOp, rowsOf, told, visitOf, waiting } from "./phone.js";

const FATHER = newId();
const [FIRST, SECOND] = [newId(), newId()];
const world = { now: NOW, newOpId };

const person = (id = MOTHER, name = "엄마") => ({ entity: /** @type {const} */ ("member"), id, values: { name } });
const band = (year = 2026, given = 3) => ({
  entity: /** @type {const} */ ("member_year"),
  id: `${MOTHER}:${year}`,
  values: { member_id: MOTHER, year, band: given },
});
/** @param {string} id @param {object} [more] */
const receipt = (id, more = {}) => ({ entity: /** @type {const} */ ("receipt"), id, values: { ...RECEIPT, ...more } });

const FAMILY = [person(), band(), receipt(FIRST), receipt(SECOND, { provider_name: "튼튼약국", copay: 9_900 })];

/** @param {any} db @param {any[]} given */
const statuses = async (db, given) => (await weigh(db, given, NOW)).map(({ status }) => status);
/** @param {any} db */
const receiptsOf = async (db) => (await db.getAll("receipt")).filter((/** @type {any} */ row) => row.live);

/** A phone that took in this family. @param {any[]} [given] */
async function restored(given = FAMILY) {
  const db = await fresh();
  await takeIn(db, given, "both", world);
  return db;
}

test("an empty phone gets all of it, with its ids, as operations that wait", async () => {
  const db = await fresh();
  assert.deepEqual(await statuses(db, FAMILY), ["new", "new", "new", "new"]);
  const told = [];
  const { taken, refused } = await takeIn(db, FAMILY, "both", world, (done, of) => told.push([done, of]));
  assert.deepEqual([taken, refused], [4, []]);
  assert.deepEqual(told, [[1, 4], [2, 4], [3, 4], [4, 4]]);
  assert.deepEqual((await receiptsOf(db)).map(({ id }) => id).sort(), [FIRST, SECOND].sort());
  assert.equal((await waiting(db)).length, 4);
  assert.equal(await visitOf(db).band(MOTHER, 2026), 3);
});

test("the same file once more changes nothing", async () => {
  for (const choice of /** @type {const} */ (["both", "file", "here"])) {
    const db = await restored();
    const before = await everything(db);
    assert.deepEqual(await statuses(db, FAMILY), ["same", "same", "same", "same"]);
    assert.deepEqual(await takeIn(db, FAMILY, choice, world), { taken: 0, done: [], refused: [] });
    assert.deepEqual(await everything(db), before);
  }
});

test("what was changed here differs, and the person says what becomes of it", async () => {
  const edited = { ...RECEIPT, copay: 15_000 };
  const expected = { here: [15_000], file: [12_000], both: [12_000, 15_000] };
  for (const [choice, amounts] of Object.entries(expected)) {
    const db = await restored([person(), receipt(FIRST)]);
    await write(db, [made({ id: FIRST, wanted: edited, old: RECEIPT })], NOW);
    assert.deepEqual(await statuses(db, [person(), receipt(FIRST)]), ["same", "differs"]);
    for (const _time of [1, 2]) await takeIn(db, [person(), receipt(FIRST)], /** @type {any} */ (choice), world);
    const found = (await receiptsOf(db)).map(({ copay }) => copay).sort((one, other) => one - other);
    assert.deepEqual(found, amounts, choice);
  }
});

test("a name and a band cannot be two: both stay as they are here", async () => {
  const db = await restored([person(), band()]);
  const file = [person(MOTHER, "어머니"), band(2026, 4)];
  assert.deepEqual(await statuses(db, file), ["differs", "differs"]);
  await takeIn(db, file, "both", world);
  assert.equal((await db.get("member", MOTHER)).name, "엄마");
  await takeIn(db, file, "file", world);
  assert.equal((await db.get("member", MOTHER)).name, "어머니");
  assert.equal(await visitOf(db).band(MOTHER, 2026), 4);
});

test("a notice that was closed, here or there, is no difference and stays as it is here", async () => {
  const closed = { ...band().values, near_closed: true };
  const db = await restored([person(), { ...band(), values: closed }]);
  assert.deepEqual(await statuses(db, [person(), band()]), ["same", "same"]);
  await takeIn(db, [person(), band(2026, 4)], "file", world);
  const { band: given, near_closed } = await db.get("member_year", `${MOTHER}:2026`);
  assert.deepEqual([given, near_closed], [4, true]);
});

test("another picture of somebody is no difference and stays as it is here", async () => {
  const db = await restored([person()]);
  await write(db, [made({ entity: "member", id: MOTHER, old: { avatar: "" }, wanted: { avatar: "cat" } })], NOW);
  const bird = { ...person(MOTHER, "어머니"), values: { name: "어머니", avatar: "bird" } };
  assert.deepEqual(await statuses(db, [{ ...bird, values: { ...bird.values, name: "엄마" } }]), ["same"]);
  await takeIn(db, [bird], "file", world);
  const { name, avatar } = await db.get("member", MOTHER);
  assert.deepEqual([name, avatar], ["어머니", "cat"]);
});

test("what was deleted here comes back only if the person wants it", async () => {
  const db = await restored();
  const deletion = (/** @type {any} */ entity, /** @type {string} */ id) => made({ entity, id, kind: "delete", base: 0 });
  await write(db, [deletion("receipt", FIRST), deletion("member", MOTHER)], NOW);
  assert.deepEqual(await statuses(db, FAMILY), ["deleted", "same", "deleted", "same"]);
  assert.equal((await takeIn(db, FAMILY, "here", world)).taken, 0);
  const changed = [person(), band(), receipt(FIRST, { copay: 77 }), FAMILY[3]];
  assert.deepEqual((await takeIn(db, changed, "file", world)).refused, []);
  assert.equal((await db.get("member", MOTHER)).deleted_at, null);
  assert.deepEqual((await receiptsOf(db)).map(({ copay }) => copay).sort(), [77, 9_900]);
});

test("a new receipt of somebody deleted here waits for their return", async () => {
  const db = await restored([person()]);
  await write(db, [made({ entity: "member", id: MOTHER, kind: "delete", base: 0 })], NOW);
  const file = [person(), receipt(FIRST)];
  assert.deepEqual(await statuses(db, file), ["deleted", "deleted"]);
  for (const [choice, expected] of /** @type {const} */ ([["here", 0], ["both", 2]])) {
    const { taken, refused } = await takeIn(db, file, choice, world);
    assert.deepEqual([taken, refused], [expected, []]);
  }
});

test("the same paper that was typed here is found, whatever its id", async () => {
  const db = await restored([person(), receipt(FIRST)]);
  const [, same] = await weigh(db, [person(), receipt(SECOND)], NOW);
  assert.deepEqual([same.status, same.twin], ["same", true]);
  const noted = [person(), receipt(SECOND, { note: "감기" })];
  assert.deepEqual(await statuses(db, noted), ["same", "differs"]);
  for (const _time of [1, 2]) assert.deepEqual((await takeIn(db, noted, "both", world)).refused, []);
  assert.equal((await receiptsOf(db)).length, 2);
});

test("two papers of a file that look alike both come, and once", async () => {
  const file = [person(), receipt(FIRST), receipt(SECOND)];
  const db = await fresh();
  assert.deepEqual((await weigh(db, file, NOW)).map(({ again }) => again), [false, false, true]);
  assert.deepEqual((await takeIn(db, file, "both", world)).refused, []);
  assert.deepEqual((await db.get("receipt", SECOND)).separate, true);
  assert.deepEqual(await statuses(db, file), ["same", "same", "same"]);
});

test("what a receipt may not say is refused with its reason, and the rest comes", async () => {
  const db = await fresh();
  const file = [
    person(),
    receipt(newId(), { care_from: "2099-01-01", care_to: "2099-01-01" }),
    receipt(newId(), { note: "900101-1234567" }),
    receipt(newId(), { member_id: FATHER }),
    receipt(newId(), { diagnosis: "감기" }),
    receipt("a:b"),
    receipt(FIRST),
  ];
  const { taken, refused } = await takeIn(db, file, "both", world);
  assert.equal(taken, 2);
  assert.deepEqual(refused.map(({ errors }) => Object.keys(errors)), [["care_from"], ["note"], ["member_id"], [""], [""]]);
});

test("an older file that lacks a field is filled with what is usual", async () => {
  const db = await fresh();
  await takeIn(db, FAMILY, "both", world);
  const { unverified, separate, discharged, noncovered, insurer_paid } = await db.get("receipt", FIRST);
  assert.deepEqual([unverified, separate, discharged, noncovered, insurer_paid], ["", false, false, 0, null]);
});

test("stopping half-way leaves nothing", async () => {
  const db = await restored([person()]);
  const before = await everything(db);
  const stop = (/** @type {number} */ done) => {
    if (done === 3) throw new DOMException("", "AbortError");
  };
  const papers = [1, 2, 3, 4].map((copay) => receipt(newId(), { copay }));
  await assert.rejects(takeIn(db, [person(), ...papers], "both", world, stop), { name: "AbortError" });
  assert.deepEqual(await everything(db), before);
});

test("what was taken in goes again, and a year that was here is as it was", async () => {
  const db = await restored([person(), band(2026, 7), receipt(FIRST)]);
  const file = [person(FATHER, "아빠"), person(), band(2026, 3), band(2025, 3), receipt(SECOND, { member_id: FATHER, copay: 5 })];
  const { taken, done } = await takeIn(db, file, "file", world);
  assert.equal(taken, 4);
  assert.deepEqual(await takeBack(db, done, world), { back: 4, left: [] });
  assert.deepEqual((await receiptsOf(db)).map(({ id }) => id), [FIRST]);
  assert.ok((await db.get("member", FATHER)).deleted_at);
  assert.deepEqual([await visitOf(db).band(MOTHER, 2026), await visitOf(db).band(MOTHER, 2025)], [7, null]);
});

test("what was corrected and brought back by a file is as it was, and deleted, again", async () => {
  const db = await restored();
  const [first, second] = await Promise.all([FIRST, SECOND].map((id) => db.get("receipt", id)));
  await write(db, [
    made({ id: FIRST, base: first.rev, old: { copay: 12_000 }, wanted: { copay: 15_000 } }),
    made({ id: SECOND, base: second.rev, kind: "delete" }),
  ], NOW);
  const { done } = await takeIn(db, FAMILY, "file", world);
  await takeBack(db, done, world);
  assert.deepEqual((await receiptsOf(db)).map(({ id, copay }) => [id, copay]), [[FIRST, 15_000]]);
});

test("what was changed since stays, and so does the person whom it is about", async () => {
  const db = await fresh();
  const { done } = await takeIn(db, FAMILY, "both", world);
  await write(db, [made({ id: FIRST, old: { copay: 12_000 }, wanted: { copay: 7 } }), receiptOp({ copay: 1 })], NOW);
  const { back, left } = await takeBack(db, done, world);
  assert.deepEqual([back, left.sort()], [2, [FIRST, MOTHER].sort()]);
  assert.deepEqual((await receiptsOf(db)).map(({ copay }) => copay).sort(), [1, 7]);
  assert.equal((await db.get("member", MOTHER)).deleted_at, null);
});

test("after everything has arrived on the server it goes again as well", async () => {
  const db = await fresh();
  const { done } = await takeIn(db, FAMILY, "both", world);
  const results = done.map(({ op_id }) => ({ op_id, status: "applied", conflicts: {}, errors: {} }));
  const rows = rowsOf(done).map((row, at) => ({ ...row, history: [{ ...done[at], status: "applied", refused: [], applied_at: NOW }] }));
  await told(db, { results, changes: rows, cursor: rows.length });
  assert.deepEqual(await takeBack(db, done, world), { back: 4, left: [] });
  const sent = await waiting(db);
  assert.deepEqual(sent.map(({ kind, base }) => [kind, base > 0]), [["delete", true], ["delete", true], ["put", true], ["delete", true]]);
});

test("a page gets the living records of living people, and is told in words what a file would do", async () => {
  const db = await restored([...FAMILY, person(FATHER, "아빠"), receipt(newId(), { member_id: FATHER })]);
  await write(db, [made({ entity: "member", id: FATHER, kind: "delete", base: 0 })], NOW);
  const asks = { db, ...world, speak() {}, tell() {} };
  const { records, pulled } = /** @type {any} */ (await answerAbout({ records: "all" }, asks));
  assert.deepEqual([pulled, records.length], [false, FAMILY.length]);
  assert.deepEqual(await statuses(db, records), ["same", "same", "same", "same"]);
  const given = [person(), receipt(FIRST, { copay: 15_000 }), receipt("x:y")];
  const { weighed } = /** @type {any} */ (await answerAbout({ records: "weigh", given }, asks));
  assert.equal(weighed[1].about, "2026.03.02 성모병원");
  assert.deepEqual(weighed[1].differences, [{ label: "급여 – 내가 낸 돈", here: "12,000원", file: "15,000원" }]);
  assert.equal(weighed[2].problems.length, 1);
  const { taken, refused } = /** @type {any} */ (await answerAbout({ records: "take", given, choice: "file" }, asks));
  assert.equal(taken, 1);
  assert.equal(refused[0].about, "2026.03.02 성모병원");
  assert.equal((await visitOf(db).receipt(FIRST))?.copay, 15_000);
});

test("nothing is said of a person whom nobody named", async () => {
  const db = await fresh();
  await write(db, [naming(), receiptOp()], NOW);
  assert.deepEqual(await statuses(db, [receipt(newId(), { copay: 5 })]), ["new"]);
});
