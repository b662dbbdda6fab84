/** Writing on the phone: one transaction, the rules of webapp/sync/apply.py, nothing twice. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { op } from "../../../static/worker/op.js";
import { write } from "../../../static/worker/replica/write.js";
import {
  MOTHER, NOW, RECEIPT, everything, fresh, made, naming, newId, newOpId, pulled, receiptOp, rowsOf, told, visitOf,
  waiting, whole, withMother,
} from "./phone.js";

/** @param {any} db @param {any[]} ops */
const saved = (db, ...ops) => write(db, ops, NOW);
/** @param {any[]} results */
const statuses = (results) => results.map(({ status }) => status);
/** @param {any} asked */
const edit = ({ id, ...more }) => op({ op_id: newOpId(), entity: "receipt", id, base: 2, ...more });
/** @param {string} id @param {number} base */
const deletion = (id, base) => edit({ id, kind: "delete", base });

/** One receipt that the server has, too. */
async function withReceipt() {
  const first = receiptOp();
  const db = await pulled([first]);
  return { db, id: first.id };
}

test("a receipt, its operation, its history and the sums of its month are written together", async () => {
  const db = await withMother();
  const made = receiptOp();
  assert.deepEqual(statuses(await saved(db, made)), ["applied"]);
  const row = await db.get("receipt", made.id);
  assert.deepEqual([row.counted, row.year, row.month, row.live, row.rev], [12_000, 2026, 3, 1, 0]);
  assert.deepEqual(row.history.map(({ op_id }) => op_id), [made.op_id]);
  assert.equal((await waiting(db))[1].op_id, made.op_id);
  const [sum] = await db.getAll("month_sum");
  assert.deepEqual([sum.receipts, sum.counted, sum.month], [1, 12_000, 3]);
});

test("what breaks off half-way leaves nothing", async (t) => {
  const db = await withMother();
  const before = await everything(db);
  const add = IDBObjectStore.prototype.add;
  let calls = 0;
  t.mock.method(IDBObjectStore.prototype, "add", function (/** @type {any[]} */ ...values) {
    if (++calls === 2) throw new DOMException("", "QuotaExceededError");
    return add.apply(/** @type {any} */ (this), /** @type {any} */ (values));
  });
  const work = saved(db, receiptOp(), receiptOp({ copay: 1 }));
  await assert.rejects(work, { name: "QuotaExceededError" });
  assert.deepEqual(await everything(db), before);
});

test("the reason why a transaction ended by itself is told, not that it has ended", async () => {
  const db = await withMother();
  const before = await everything(db);
  const first = receiptOp();
  const work = saved(db, first, { ...receiptOp({ copay: 1 }), op_id: first.op_id }); // the outbox has each op once
  await assert.rejects(work, { name: "ConstraintError" });
  assert.deepEqual(await everything(db), before);
});

test("the same operation again is applied once", async () => {
  const db = await withMother();
  const made = receiptOp();
  assert.deepEqual(statuses(await saved(db, made, made)), ["applied", "applied"]);
  assert.deepEqual(statuses(await saved(db, made)), ["applied"]);
  assert.deepEqual([await db.count("receipt"), await db.count("outbox")], [1, 2]);
});

test("an operation that comes again after another one is not applied over it, and is no conflict", async () => {
  const { db, id } = await withReceipt();
  const [one, other] = [edit({ id, set: { copay: [12_000, 2] } }), edit({ id, set: { copay: [2, 3] } })];
  assert.deepEqual(statuses(await saved(db, one, other, one)), ["applied", "applied", "applied"]);
  assert.deepEqual([(await db.get("receipt", id)).copay, await db.count("outbox")], [3, 2]);
});

test("a field that changed since it was seen is a conflict; the others are set, and wait", async () => {
  const { db, id } = await withReceipt();
  const [result] = await saved(db, edit({ id, set: { copay: [1, 2], note: ["", "새"] } }));
  assert.deepEqual([result.status, result.conflicts], ["conflict", { copay: [12_000, 2] }]);
  const row = await db.get("receipt", id);
  assert.deepEqual([row.copay, row.note], [12_000, "새"]);
  assert.deepEqual((await waiting(db)).map(({ set }) => set), [{ note: ["", "새"] }]);
});

test("a value that is there already is no conflict, and nothing waits for it", async () => {
  const { db, id } = await withReceipt();
  assert.deepEqual(statuses(await saved(db, edit({ id, set: { copay: [1, 12_000] } }))), ["applied"]);
  assert.equal(await db.count("outbox"), 0);
});

test("an edit that moves a receipt to another month renews both sums", async () => {
  const { db, id } = await withReceipt();
  const days = { care_from: ["2026-03-02", "2025-12-30"], care_to: ["2026-03-02", "2025-12-30"] };
  await saved(db, edit({ id, set: days }));
  const sums = await db.getAll("month_sum");
  assert.deepEqual(sums.map(({ year, month, receipts }) => [year, month, receipts]), [[2025, 12, 1]]);
});

test("an operation that is refused changes nothing and does not wait", async () => {
  const db = await withMother();
  const before = await everything(db);
  const ops = [
    receiptOp({ copay: -1 }),
    receiptOp({ care_from: "2026-11-22", care_to: "2026-11-22" }),
    receiptOp({ member_id: newId() }),
    made({ id: newId(), base: 3, wanted: RECEIPT }),
    made({ id: `${MOTHER}:2026`, wanted: RECEIPT }),
    deletion(newId(), 1),
    edit({ id: newId(), kind: "restore" }),
    made({ entity: "member_year", id: `${MOTHER}:2025`, wanted: { member_id: MOTHER, year: 2026, band: 1 } }),
  ];
  assert.deepEqual(new Set(statuses(await saved(db, ...ops))), new Set(["rejected"]));
  assert.deepEqual(await everything(db), before);
});

test("a field or an entity that nobody knows is refused", async () => {
  const db = await withMother();
  const before = await everything(db);
  const unknown = [receiptOp({ counted: 1 }), receiptOp({ __proto__: null, constructor: "x" })];
  unknown.push(/** @type {any} */ ({ ...receiptOp(), entity: "household" }));
  assert.deepEqual(statuses(await saved(db, ...unknown)), ["rejected", "rejected", "rejected"]);
  assert.deepEqual(await everything(db), before);
});

for (const [how, text] of [
  ["with a dash", "900101-1234567"],
  ["in wide letters", "９００１０１－１２３４５６７"],
  ["with a space", "900101 1234567"],
  ["in one", "9001011234567"],
]) {
  test(`a resident number ${how} is refused wherever it stands`, async () => {
    const { db, id } = await withReceipt();
    const ops = [
      receiptOp({ note: `메모 ${text}` }),
      naming(newId(), text),
      edit({ id, set: { note: [text, "x"] } }),
    ];
    const results = await saved(db, ...ops);
    assert.deepEqual(statuses(results), ["rejected", "rejected", "rejected"]);
    assert.deepEqual(Object.keys(results[0].errors), ["note"]);
    assert.ok(!JSON.stringify(await everything(db)).includes("1234567"));
  });
}

test("a deletion leaves a tombstone, out of the sums, and says what it deletes", async () => {
  const { db, id } = await withReceipt();
  assert.deepEqual(statuses(await saved(db, deletion(id, 2))), ["applied"]);
  const row = await db.get("receipt", id);
  assert.deepEqual([row.deleted_at, row.live], [NOW, 0]);
  assert.equal(await db.count("month_sum"), 0);
  const [{ seen }] = await db.getAll("outbox");
  assert.equal(seen.provider_name, "성모병원");
});

test("a deletion of what changed since it was seen is a conflict", async () => {
  const { db, id } = await withReceipt();
  const [result] = await saved(db, deletion(id, 1));
  assert.deepEqual(result.conflicts, { deleted: [false, true] });
  assert.equal(await db.count("outbox"), 0);
});

test("an earlier revision that said the same may be deleted; the newest one is named", async () => {
  const { db, id } = await withReceipt();
  const again = { ...whole(rowsOf([{ ...receiptOp(), id }])[0]), rev: 7 };
  await told(db, { changes: [again], cursor: 7 });
  assert.deepEqual(statuses(await saved(db, deletion(id, 2))), ["applied"]);
  assert.equal((await waiting(db))[0].base, 7);
});

test("a revision that said otherwise may not", async () => {
  const { db, id } = await withReceipt();
  const other = whole(rowsOf([{ ...receiptOp({ copay: 99 }), id }])[0]);
  await told(db, { changes: [{ ...other, rev: 7 }], cursor: 7 });
  assert.deepEqual(statuses(await saved(db, deletion(id, 2))), ["conflict"]);
});

test("what is deleted already is deleted, and what lives is restored", async () => {
  const { db, id } = await withReceipt();
  await saved(db, deletion(id, 2));
  const twice = await saved(db, deletion(id, 1), edit({ id, kind: "restore" }), edit({ id, kind: "restore" }));
  assert.deepEqual(statuses(twice), ["applied", "applied", "applied"]);
  assert.deepEqual((await waiting(db)).map(({ kind }) => kind), ["delete", "restore"]);
  assert.equal((await db.getAll("month_sum"))[0].receipts, 1);
});

test("an edit of a tombstone is a conflict", async () => {
  const { db, id } = await withReceipt();
  await saved(db, deletion(id, 2));
  const [result] = await saved(db, edit({ id, set: { note: ["", "x"] } }));
  assert.deepEqual(result.conflicts, { deleted: [true, false] });
});

test("a receipt of a person in the trash is refused", async () => {
  const db = await pulled();
  await saved(db, op({ op_id: newOpId(), entity: "member", id: MOTHER, kind: "delete", base: 1 }));
  const [result] = await saved(db, receiptOp());
  assert.deepEqual([result.status, Object.keys(result.errors)], ["rejected", ["member_id"]]);
});

test("the same paper a second time is asked about", async () => {
  const { db, id } = await withReceipt();
  const twin = receiptOp();
  const [result] = await saved(db, twin);
  assert.deepEqual([result.status, result.conflicts], ["conflict", { double: [id, twin.id] }]);
  assert.equal(await db.count("outbox"), 0);
});

test("one that is said to be another is kept; a deleted one is no twin", async () => {
  const { db, id } = await withReceipt();
  assert.deepEqual(statuses(await saved(db, receiptOp({ separate: true }))), ["applied"]);
  const only = await withReceipt();
  await saved(only.db, deletion(only.id, 2));
  assert.deepEqual(statuses(await saved(only.db, receiptOp())), ["applied"]);
  assert.ok(id);
});

test("texts wait as they were checked: composed, without spaces around", async () => {
  const db = await withMother();
  await saved(db, receiptOp({ provider_name: "  성모병원\t본원 ".normalize("NFD") }));
  assert.deepEqual((await waiting(db))[1].set.provider_name, [null, "성모병원 본원"]);
});

test("two tabs that edit at once keep both edits, in order", async () => {
  const { db, id } = await withReceipt();
  const edits = [edit({ id, set: { note: ["", "하나"] } }), edit({ id, set: { receipt_no: ["", "둘"] } })];
  await Promise.all(edits.map((each) => saved(db, each)));
  const row = await db.get("receipt", id);
  assert.deepEqual([row.note, row.receipt_no, row.history.length], ["하나", "둘", 2]);
  assert.deepEqual((await waiting(db)).map(({ op_id }) => op_id), edits.map(({ op_id }) => op_id));
});

test("two tabs that change the same field: the second one is asked", async () => {
  const { db, id } = await withReceipt();
  const edits = ["하나", "둘"].map((note) => saved(db, edit({ id, set: { note: ["", note] } })));
  assert.deepEqual(statuses((await Promise.all(edits)).flat()), ["applied", "conflict"]);
});

test("a history has an end", async () => {
  const { db, id } = await withReceipt();
  const ops = Array.from({ length: 40 }, (_, at) => edit({ id, set: { copay: [12_000 + at, 12_001 + at] } }));
  await saved(db, ...ops);
  const { history } = await db.get("receipt", id);
  assert.deepEqual([history.length, history[0].op_id], [30, ops[39].op_id]);
});

test("an op id that said something else before is noticed, a refused one is not", async () => {
  const db = await withMother();
  const first = receiptOp();
  await saved(db, first);
  const visit = visitOf(db);
  assert.equal(await visit.saidOtherwise(first), false);
  assert.equal(await visit.saidOtherwise({ ...first, set: { ...first.set, copay: [null, 1] } }), true);
  assert.equal(await visit.saidOtherwise({ ...first, set: {} }), true);
  assert.equal(await visit.saidOtherwise(receiptOp()), false);
});

test("no operations write nothing", async () => {
  const db = await fresh();
  assert.deepEqual(await saved(db), []);
  assert.equal(await db.count("outbox"), 0);
});
