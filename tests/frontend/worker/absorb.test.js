/** Taking in the server's answers, and what is sent next. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { CONTRACT } from "../../../static/worker/generated/contract.js";
import { op } from "../../../static/worker/op.js";
import { absorb, standing } from "../../../static/worker/replica/absorb.js";
import { nextOps, status } from "../../../static/worker/replica/outbox.js";
import { turn } from "../../../static/worker/replica/store.js";
import { write } from "../../../static/worker/replica/write.js";
import { exchange, sync } from "../../../static/worker/sync.js";
import {
  MOTHER, NOW, answerOf, everything, fresh, naming, newOpId, pulled, receiptOp, rowsOf, told, waiting, whole,
  withMother,
} from "./phone.js";

/** @param {any} about */
const act = ({ entity = "receipt", ...more }) => op({ op_id: newOpId(), entity, ...more });
/** @param {any} op @param {any} [more] */
const result = ({ op_id }, more = {}) => ({ op_id, status: "applied", conflicts: {}, errors: {}, ...more });
/** @param {any[]} ops @param {number} [rev] */
const rows = (ops, rev) => rowsOf(ops, rev).map(whole);
/** @param {any} db @param {string} id */
const noteOf = async (db, id) => (await db.get("receipt", id)).note;

async function withReceipt() {
  const first = receiptOp();
  return { db: await pulled([first]), id: first.id, first };
}

test("an answer brings rows, sums and the place in one go", async () => {
  const { db } = await withReceipt();
  assert.deepEqual(await standing(db), { household: "house", epoch: "epoch", cursor: 2, turn: 0 });
  assert.equal((await db.getAll("month_sum"))[0].counted, 12_000);
});

for (const [key, value] of Object.entries({ household: "x", epoch: "x", cursor: 9, turn: 3 })) {
  test(`an answer to another ${key} changes nothing, and what it answers waits on`, async () => {
    const db = await withMother();
    const [op] = await waiting(db);
    const asked = { ...(await standing(db)), [key]: value };
    const before = await everything(db);
    const answer = answerOf({ results: [result(op)], changes: rows([naming()]) });
    assert.deepEqual(await absorb(db, asked, answer, NOW), { taken: false, changed: false });
    assert.deepEqual(await everything(db), before);
  });
}

test("an answer that cannot be read leaves the replica as it was", async () => {
  const { db } = await withReceipt();
  const before = await everything(db);
  const changes = [...rows([naming(MOTHER, "딴 이름")]), { ...rows([receiptOp()])[0], values: { care_from: 3 } }];
  await assert.rejects(told(db, { changes, cursor: 9 }));
  assert.deepEqual(await everything(db), before);
});

test("a form that went past the replica makes a pull that was under way say too little", async () => {
  const { db } = await withReceipt();
  const asked = await standing(db);
  await turn(db);
  assert.equal((await absorb(db, asked, answerOf(), NOW)).taken, false);
  assert.equal(await db.get("meta", "pulled"), undefined);
});

test("an operation that was taken waits no longer, and its row stands as it made it", async () => {
  const { db, id } = await withReceipt();
  const edit = act({ id, base: 2, set: { note: ["", "새"] } });
  await write(db, [edit], NOW);
  await told(db, { cursor: 2, results: [result(edit)] });
  assert.deepEqual([await db.count("outbox"), await noteOf(db, id)], [0, "새"]);
  assert.equal((await db.get("copy", ["receipt", id])).row.note, "새");
});

test("a record that was made here and taken stays, though its row has not come yet", async () => {
  const db = await withMother();
  const [made] = await waiting(db);
  await told(db, { cursor: 0, more: true, results: [result(made)] });
  assert.equal((await db.get("member", MOTHER)).name, "엄마");
});

test("operations that wait lie on top of what the server has", async () => {
  const { db, id, first } = await withReceipt();
  await write(db, [act({ id, base: 2, set: { note: ["", "여기"] } })], NOW);
  const [theirs] = rows([{ ...first, id }], 9);
  theirs.values.note = "저기";
  theirs.values.receipt_no = "7";
  await told(db, { changes: [theirs], cursor: 9 });
  const row = await db.get("receipt", id);
  assert.deepEqual([row.note, row.receipt_no, row.rev], ["여기", "7", 9]);
});

test("a conflict becomes a problem with both values; the rest of the operation stands", async () => {
  const { db, id } = await withReceipt();
  const edit = act({ id, base: 2, set: { note: ["", "낮"], receipt_no: ["", "7"] } });
  await write(db, [edit], NOW);
  await told(db, { results: [result(edit, { status: "conflict", conflicts: { note: ["비", "낮"] } })] });
  const [problem] = await db.getAll("problem");
  assert.deepEqual([problem.kind, problem.conflicts], ["conflict", { note: ["비", "낮"] }]);
  const row = await db.get("receipt", id);
  assert.deepEqual([row.note, row.receipt_no], ["", "7"]);
});

test("what was refused goes out of the list, and all of it into the problem", async () => {
  const { db } = await withReceipt();
  const made = receiptOp({ note: "이 글" });
  await write(db, [{ ...made, set: { ...made.set, separate: [null, true] } }], NOW);
  const [op] = await waiting(db);
  await told(db, { results: [result(op, { status: "rejected", errors: { copay: ["너무 많아요"] } })] });
  const [problem] = await db.getAll("problem");
  assert.deepEqual([problem.kind, problem.op.set.note[1]], ["refused", "이 글"]);
  assert.equal(await db.get("receipt", made.id), undefined);
  assert.equal((await db.getAll("month_sum"))[0].receipts, 1);
});

test("a result of an operation that nobody waits for changes nothing", async () => {
  const { db } = await withReceipt();
  await told(db, { results: [result(receiptOp(), { status: "rejected" })] });
  assert.equal(await db.count("problem"), 0);
});

test("after a reset, what does not come again in any of its pages goes", async () => {
  const kept = receiptOp();
  const gone = receiptOp({ copay: 1 });
  const db = await pulled([kept, gone]);
  await told(db, { reset: true, more: true, cursor: 1, changes: rows([naming()]) });
  assert.equal(await db.count("receipt"), 2); // nothing goes before everything has come
  await told(db, { more: true, cursor: 2, changes: rows([kept], 2) });
  assert.equal(await db.count("receipt"), 2);
  await told(db, { cursor: 2 });
  assert.deepEqual(await db.getAllKeys("receipt"), [kept.id]);
  assert.equal((await db.getAll("month_sum"))[0].receipts, 1);
});

test("a second reset in the middle of the first begins from the beginning", async () => {
  const kept = receiptOp();
  const db = await pulled([kept]);
  await told(db, { reset: true, more: true, cursor: 1, changes: rows([naming()]) });
  await told(db, { reset: true, more: true, epoch: "new", cursor: 1, changes: rows([kept]) });
  await told(db, { epoch: "new", cursor: 2 });
  assert.deepEqual([await db.count("member"), await db.count("receipt")], [0, 1]);
});

test("a reset takes nothing that still waits", async () => {
  const db = await pulled();
  const made = receiptOp();
  await write(db, [made], NOW);
  await told(db, { reset: true, cursor: 1, changes: rows([naming()]) });
  assert.equal(await noteOf(db, made.id), "");
  assert.equal(await db.count("outbox"), 1);
});

test("revisions that say the same to a person are remembered, until one says otherwise", async () => {
  const { db, id, first } = await withReceipt();
  for (const rev of [5, 6]) await told(db, { changes: rows([{ ...first, id }], rev), cursor: rev });
  assert.deepEqual((await db.get("receipt", id)).alike, [2, 5, 6]);
  const [other] = rows([{ ...first, id }], 7);
  other.values.note = "달라요";
  await told(db, { changes: [other], cursor: 7 });
  assert.deepEqual((await db.get("receipt", id)).alike, [7]);
});

test("a page is told of changes only where rows say something else", async () => {
  const { db, id, first } = await withReceipt();
  assert.equal((await told(db, { changes: rows([{ ...first, id }], 5), cursor: 5 })).changed, false);
  const [other] = rows([{ ...first, id }], 6);
  assert.equal((await told(db, { changes: [{ ...other, deleted_at: NOW }], cursor: 6 })).changed, true);
});

test("a deletion behind an own edit is sent alone, from the revision that the edit got", async () => {
  const { db, id, first } = await withReceipt();
  const edit = act({ id, base: 2, set: { note: ["", "새"] } });
  await write(db, [edit], NOW);
  await write(db, [act({ id, kind: "delete", base: 2 })], NOW);
  assert.deepEqual((await nextOps(db)).map(({ kind }) => kind), ["put"]);
  const [row] = rows([{ ...first, id }], 9);
  row.values.note = "새";
  await told(db, { results: [result(edit)], changes: [row], cursor: 9 });
  assert.deepEqual((await nextOps(db)).map(({ kind, base }) => [kind, base]), [["delete", 9]]);
});

test("but not over what somebody else changed meanwhile", async () => {
  const { db, id, first } = await withReceipt();
  await write(db, [act({ id, kind: "delete", base: 2 })], NOW);
  const [row] = rows([{ ...first, id }], 9);
  row.values.note = "남의 글";
  await told(db, { changes: [row], cursor: 9 });
  assert.deepEqual((await nextOps(db)).map(({ base }) => base), [2]);
});

test("operations go in their order, so many at a time", async () => {
  const db = await withMother();
  const ops = Array.from({ length: 130 }, (_, at) => receiptOp({ copay: at + 1 }));
  await write(db, ops, NOW);
  const next = await nextOps(db);
  assert.equal(next.length, CONTRACT.MOST_OPS);
  assert.deepEqual(next.slice(1).map(({ op_id }) => op_id), ops.slice(0, 99).map(({ op_id }) => op_id));
});

test("and no more bytes than the server takes", async () => {
  const db = await withMother();
  const ops = Array.from({ length: 99 }, (_, at) => receiptOp({ copay: at + 1, note: "가😀".repeat(240) + at }));
  const bytes = (/** @type {any} */ what) => new TextEncoder().encode(JSON.stringify(what)).length;
  const few = CONTRACT.MOST_BYTES;
  CONTRACT.MOST_BYTES = 50_000;
  try {
    await write(db, ops, NOW);
    const next = await nextOps(db);
    assert.ok(bytes({ ops: next }) < 50_000 && bytes({ ops: next }) > 45_000);
  } finally {
    CONTRACT.MOST_BYTES = few;
  }
});

test("one operation that is too long goes alone, for the server to refuse, not round and round", async () => {
  const { db, id } = await withReceipt();
  await db.put("outbox", { op: act({ id, set: { note: ["a".repeat(300_000), "b"] } }), at: NOW, record: ["receipt", id] });
  await db.put("outbox", { op: act({ id, set: { note: ["b", "c"] } }), at: NOW, record: ["receipt", id] });
  assert.equal((await nextOps(db)).length, 1);
  let asked = 0;
  const fetch = async () => (asked++, new Response("{}", { status: 413 }));
  const { outcome } = await sync(db, { fetch: /** @type {any} */ (fetch), clock: () => new Date(NOW) });
  assert.deepEqual([outcome, asked, (await status(db)).stopped], ["refused", 1, "refused"]);
});

test("an exchange that ends in the middle sends the same again", async () => {
  const db = await withMother();
  /** @type {any[]} */
  const pushed = [];
  const lost = async (/** @type {any} */ _url, /** @type {any} */ { body }) => {
    pushed.push(JSON.parse(body));
    throw new TypeError("fetch failed");
  };
  const world = { fetch: /** @type {any} */ (lost), clock: () => new Date(NOW) };
  assert.deepEqual((await exchange(db, world)).outcome, "unreachable");
  await exchange(db, world);
  assert.deepEqual(pushed[0], pushed[1]);
});

for (const [what, body, type] of [
  ["a login page", "<!doctype html>", "text/html"],
  ["another's JSON", '{"ok":true}', "application/json"],
  ["nothing", "", "application/json"],
]) {
  test(`${what} of a hotel is not an answer`, async () => {
    const db = await withMother();
    const before = await everything(db);
    const fetch = async () => new Response(body, { headers: { "Content-Type": type } });
    const { outcome } = await sync(db, { fetch: /** @type {any} */ (fetch), clock: () => new Date(NOW) });
    assert.equal(outcome, "unreachable");
    assert.deepEqual(await everything(db), before);
  });
}

for (const [sent, off] of /** @type {const} */ ([
  ["Sat, 21 Nov 2026 03:00:05 GMT", false],
  ["Sat, 21 Nov 2026 05:00:00 GMT", false], // two hours, but the same day in Seoul
  ["Sun, 22 Nov 2026 03:00:00 GMT", true],
  ["Fri, 20 Nov 2026 14:00:00 GMT", true],
  ["some day", false],
])) {
  test(`a phone at ${NOW} ${off ? "has" : "has not"} another day than a server at ${sent}`, async () => {
    const db = await withMother();
    const fetch = async () =>
      new Response(JSON.stringify(answerOf()), { headers: { "Content-Type": "application/json", Date: sent } });
    await exchange(db, { fetch: /** @type {any} */ (fetch), clock: () => new Date(NOW) });
    assert.equal((await status(db)).clock_off, off);
  });
}

test("a record of a kind that is not known yet is left alone", async () => {
  const db = await fresh();
  await told(db, { changes: [{ ...rows([naming()])[0], entity: "statement" }] });
  assert.deepEqual([await db.count("copy"), await db.get("meta", "pulled")], [0, true]);
});

test("a network too slow for all at once gets half of them, until they arrive", async () => {
  const db = await withMother();
  await write(db, Array.from({ length: 40 }, (_, n) => receiptOp({ copay: 1000 + n })), NOW);
  /** @type {number[]} */
  const sent = [];
  const most = 8; // more than that does not get through in time
  const fetch = async (/** @type {any} */ _url, /** @type {any} */ { body }) => {
    const { ops } = JSON.parse(body);
    sent.push(ops.length);
    if (ops.length > most) throw new TypeError("too slow");
    const results = ops.map((/** @type {any} */ each) => result(each));
    return Response.json(answerOf({ results, changes: rows(ops), cursor: sent.length }));
  };
  const world = { fetch: /** @type {any} */ (fetch), clock: () => new Date(NOW) };
  for (let tries = 0; tries < 20 && (await waiting(db)).length; tries++) await sync(db, world);
  assert.deepEqual(await waiting(db), []);
  assert.deepEqual(sent.slice(0, 4), [41, 20, 10, 5]);
});
