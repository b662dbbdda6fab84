/**
 * Taking in the server's answer: results, rows and cursor in one transaction.
 *
 * An answer counts only if the replica still stands where it stood when it was asked: one that
 * comes late, twice or out of order changes nothing, and its operations are sent again.
 *
 * @import { Entity, Op, Result, Values } from "../op.js"
 * @import { Copy, Database, Done, Problem, Row, Transaction, Waiting } from "./store.js"
 *
 * @typedef {{household: string | null, epoch: string | null, cursor: number, turn: number}} Place
 *   `turn` changes with whatever the replica cannot know of, such as a form that went past it
 * @typedef {{entity: Entity, id: string, rev: number, created_at: string,
 *   deleted_at: string | null, values: Values, history: Done[]}} Change
 * @typedef {{contract: number, household: string | null, epoch: string | null, cursor: number,
 *   reset: boolean, more: boolean, example: boolean, results: Result[],
 *   changes: Change[]}} Answer
 */
import { CONTRACT } from "../generated/contract.js";
import { same } from "../op.js";
import { derive, FIELDS, placeOf, values } from "../synced.js";
import { renewSums } from "./month-sums.js";
import { writing } from "./store.js";
import { done } from "./write.js";

const MOST_ALIKE = 20;
const MOST_MOVED = 10; // operations that are still shown when they have arrived

/** Where the replica stands. @param {Database | {get: any}} db @returns {Promise<Place>} */
export async function standing(db) {
  const [household = null, epoch = null, cursor = 0, turn = 0] = await Promise.all(
    ["household", "epoch", "cursor", "turn"].map((key) => db.get("meta", key)),
  );
  return { household, epoch, cursor, turn };
}

/**
 * Take in the answer to a push that was sent from `asked`.
 *
 * @param {Database} db @param {Place} asked @param {Answer} answer @param {string} now
 * @returns {Promise<{taken: boolean, changed: boolean}>}
 */
export async function absorb(db, asked, answer, now) {
  const tx = writing(db);
  try {
    const changed = await absorbIn(tx, asked, answer, now);
    await tx.done;
    return { taken: changed !== null, changed: !!changed };
  } catch (error) {
    try {
      tx.abort();
    } catch {} // it has ended by itself
    await tx.done.catch(() => {});
    throw error;
  }
}

/** @param {Transaction} tx @param {Place} asked @param {Answer} answer @param {string} now */
async function absorbIn(tx, asked, answer, now) {
  const meta = tx.objectStore("meta");
  const at = await standing({ get: (/** @type {any} */ _, /** @type {string} */ key) => meta.get(key) });
  const moved = /** @type {const} */ (["household", "epoch", "cursor", "turn"]).some(
    (key) => at[key] !== asked[key],
  );
  if (moved) return null;
  const pass = ((await meta.get("pass")) ?? 0) + (answer.reset ? 1 : 0);
  /** @type {Map<string, [Entity, string]>} */
  const touched = new Map();
  /** @type {Op[]} */
  const arrived = [];
  for (const result of answer.results) {
    const op = await settle(tx, result, now, touched, pass);
    if (op) arrived.push(op);
  }
  if (arrived.length) await keepMoved(meta, arrived, now);
  const received = [];
  for (const change of answer.changes) received.push(receive(tx, change, pass, touched));
  await Promise.all(received);
  const sweeping = answer.reset || (await meta.get("sweeping"));
  if (sweeping && !answer.more) await sweep(tx, pass, touched);
  const changed = await redraw(tx, touched);
  await remember(tx, answer, { pass, sweeping: !!sweeping && answer.more, now });
  return changed;
}

/** @param {Transaction} tx @param {Answer} answer @param {{pass: number, sweeping: boolean, now: string}} state */
async function remember(tx, answer, { pass, sweeping, now }) {
  const meta = tx.objectStore("meta");
  const news = {
    household: answer.household,
    epoch: answer.epoch,
    cursor: answer.cursor,
    example: answer.example,
    more: answer.more,
    pass,
    sweeping,
    synced_at: now,
  };
  for (const [key, value] of Object.entries(news)) await meta.put(value, key);
  if (!answer.more) await meta.put(true, "pulled");
}

/**
 * An operation was answered: it waits no longer. What was refused becomes a problem to settle.
 *
 * @param {Transaction} tx @param {Result} result @param {string} now
 * @param {Map<string, [Entity, string]>} touched @param {number} pass
 * @returns {Promise<Op | null>} the operation, if the server has done it
 */
async function settle(tx, result, now, touched, pass) {
  /** @type {Waiting | undefined} */
  const waiting = await tx.objectStore("outbox").index("op_id").get(result.op_id);
  if (!waiting) return null;
  const { op } = waiting;
  await tx.objectStore("outbox").delete(Number(waiting.key));
  touched.set(waiting.record.join(" "), waiting.record);
  if (result.status !== "rejected") await fold(tx, op, waiting.at, result, pass);
  if (result.status === "applied") return op;
  const row = await tx.objectStore(op.entity).get(op.id);
  /** @type {Problem} */
  const problem = {
    op,
    at: now,
    kind: result.status === "conflict" ? "conflict" : "refused",
    conflicts: result.conflicts,
    errors: result.errors,
    seen: row ? values(op.entity, row) : null,
  };
  await tx.objectStore("problem").put(problem);
  return null;
}

/** What arrived last, for who looks whether it did. @param {any} meta @param {Op[]} arrived @param {string} now */
async function keepMoved(meta, arrived, now) {
  const fresh = arrived.map((op) => ({ op, at: now })).reverse();
  await meta.put([...fresh, ...((await meta.get("moved")) ?? [])].slice(0, MOST_MOVED), "moved");
}

/**
 * Until its row comes back, the server's copy is what the operation makes of it.
 *
 * @param {Transaction} tx @param {Op} op @param {string} at @param {Result} result
 * @param {number} pass
 */
async function fold(tx, op, at, result, pass) {
  const store = tx.objectStore("copy");
  /** @type {Copy | undefined} */
  let copy = await store.get([op.entity, op.id]);
  if ("deleted" in result.conflicts || "double" in result.conflicts) return; // nothing was done
  const row = copy?.row ?? (op.base === 0 && op.kind === "put" ? blank(op, at) : null);
  if (!row) return;
  copy = { entity: op.entity, id: op.id, row, pass: copy?.pass ?? pass };
  const set = Object.entries(op.set).filter(([name]) => !Object.hasOwn(result.conflicts, name));
  draw(copy.row, { ...op, set: Object.fromEntries(set) }, at);
  await store.put(copy);
}

/** @param {Op} op @param {string} at @returns {any} */
function blank(op, at) {
  const nothing = Object.fromEntries(FIELDS[op.entity].map((name) => [name, null]));
  return { ...nothing, id: op.id, rev: 0, created_at: at, deleted_at: null, history: [] };
}

/** Put an operation onto a row. @param {Row} row @param {Op} op @param {string} at */
function draw(row, op, at) {
  if (op.kind === "delete") row.deleted_at ??= at;
  else if (op.kind === "restore") row.deleted_at = null;
  else {
    for (const [name, [, wanted]] of Object.entries(op.set)) Object.assign(row, { [name]: wanted });
  }
  row.history = [done(op, at), ...row.history].slice(0, CONTRACT.HISTORY);
}

/**
 * A row as the server has it.
 *
 * @param {Transaction} tx @param {Change} change @param {number} pass
 * @param {Map<string, [Entity, string]>} touched
 */
async function receive(tx, { entity, id, rev, created_at, deleted_at, values, history }, pass, touched) {
  if (!FIELDS[entity]) return; // a record of a newer contract
  const row = /** @type {any} */ ({ id, rev, created_at, deleted_at, history, ...values });
  await tx.objectStore("copy").put({ entity, id, row, pass });
  touched.set(`${entity} ${id}`, [entity, id]);
}

/** After a full pull: what the server did not send again is not there. @param {Transaction} tx @param {number} pass @param {Map<string, [Entity, string]>} touched */
async function sweep(tx, pass, touched) {
  const store = tx.objectStore("copy");
  for (const entity of /** @type {Entity[]} */ (Object.keys(FIELDS))) {
    for (const id of await tx.objectStore(entity).getAllKeys()) touched.set(`${entity} ${id}`, [entity, id]);
  }
  /** @type {Copy[]} */
  const old = await store.index("pass").getAll(IDBKeyRange.upperBound(pass, true));
  for (const { entity, id } of old) await store.delete([entity, id]);
}

/**
 * Rows are the server's copies with the waiting operations on top.
 *
 * @param {Transaction} tx @param {Map<string, [Entity, string]>} touched
 */
async function redraw(tx, touched) {
  /** @type {[string, number, number][]} */
  const places = [];
  /** @type {(() => Promise<unknown>)[]} */
  const writes = [];
  let changed = false;
  for (const { entity, id, before, copy, waiting } of await Promise.all(
    [...touched.values()].map((record) => stateOf(tx, record)),
  )) {
    const store = tx.objectStore(entity);
    const row = drawn(before, copy, waiting);
    if (copy) await moveBase(tx, copy.row, waiting);
    if (entity === "receipt" && before) places.push(placeOf(/** @type {any} */ (before)));
    if (!row) {
      if (before) writes.push(() => store.delete(id));
    } else {
      derive(entity, row);
      row.alike = before && alike(entity, before, row) ? [...earlier(before), row.rev] : [row.rev];
      writes.push(() => store.put(row));
      if (entity === "receipt") places.push(placeOf(/** @type {any} */ (row)));
    }
    changed ||= !row !== !before || (!!row && !!before && !alike(entity, before, row));
  }
  await Promise.all(writes.map((write) => write()));
  await renewSums(tx, places);
  return changed;
}

/**
 * A record as it is shown, as the server has it, and what waits for it. Many are asked for at once:
 * a first pull brings thousands.
 *
 * @param {Transaction} tx @param {[Entity, string]} record
 * @returns {Promise<{entity: Entity, id: string, before?: Row, copy?: Copy, waiting: Waiting[]}>}
 */
async function stateOf(tx, [entity, id]) {
  const [before, copy, waiting] = await Promise.all([
    tx.objectStore(entity).get(id),
    tx.objectStore("copy").get([entity, id]),
    tx.objectStore("outbox").index("record").getAll([entity, id]),
  ]);
  return { entity, id, before, copy, waiting };
}

/** Whether two rows say the same to a person. @param {Entity} entity @param {Row} one @param {Row} other */
function alike(entity, one, other) {
  const [left, right] = [values(entity, one), values(entity, other)];
  return (
    (one.deleted_at === null) === (other.deleted_at === null) &&
    FIELDS[entity].every((name) => same(left[name], right[name]))
  );
}

/** @param {Row} row */
const earlier = ({ alike, rev }) => (alike ?? [rev]).slice(-MOST_ALIKE);

/**
 * What the server never had, or has no more, stays as the person sees it while something waits.
 *
 * @param {Row | undefined} before @param {Copy | undefined} copy @param {Waiting[]} waiting
 * @returns {Row | null}
 */
function drawn(before, copy, waiting) {
  if (!copy) return waiting.length ? (before ?? null) : null;
  const row = structuredClone(copy.row);
  for (const { op, at } of waiting) draw(row, op, at);
  return row;
}

/**
 * A deletion that follows own changes of the same record was made before their revision was
 * known. It goes on from there, but only if the row came back as the person saw it.
 *
 * @param {Transaction} tx @param {Row} copy @param {Waiting[]} waiting
 */
async function moveBase(tx, copy, [next]) {
  if (!next?.seen || next.op.base === copy.rev) return;
  const living = { ...copy, ...next.seen, deleted_at: null };
  if (alike(next.op.entity, /** @type {Row} */ (living), copy)) {
    await tx.objectStore("outbox").put({ ...next, op: { ...next.op, base: copy.rev } });
  }
}
