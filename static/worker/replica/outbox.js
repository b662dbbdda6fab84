/**
 * What waits to be sent, and what came back to be settled.
 *
 * @import { Op } from "../op.js"
 * @import { Database, Problem, Waiting } from "./store.js"
 */
import { CONTRACT } from "../generated/contract.js";
import { isOwed } from "../leaving.js";

const MOST_UNSENT = 100; // receipts that a status names
const ENVELOPE = 1024; // bytes that the rest of a push may take

/**
 * The next operations in their order: at most `MOST_OPS` (or what the network bears), and no more bytes than the server takes.
 *
 * A deletion behind own changes of the same record is left for the next time: it needs the
 * revision that they get. During a pull of several pages that may not have come yet.
 *
 * @param {Database} db @returns {Promise<Op[]>}
 */
export async function nextOps(db) {
  /** @type {Waiting[]} */
  /** @type {number} */
  const most = (await db.get("meta", "batch")) ?? CONTRACT.MOST_OPS;
  const waiting = await db.getAll("outbox", null, most);
  const pulling = await db.get("meta", "more");
  /** @type {Op[]} */
  const ops = [];
  const seen = new Set();
  let bytes = ENVELOPE;
  for (const { op, record } of waiting) {
    const key = record.join(" ");
    bytes += new TextEncoder().encode(JSON.stringify(op)).length + 1;
    if (bytes > CONTRACT.MOST_BYTES && ops.length) break; // one that is too long is for the server to refuse
    if (op.kind === "delete" && (pulling || seen.has(key))) break;
    seen.add(key);
    ops.push(op);
  }
  return ops;
}

/**
 * Too many at once for this network: the next time half of them, and more again when that goes well.
 *
 * @param {Database} db @param {number} sent @param {boolean} arrived
 */
export async function learn(db, sent, arrived) {
  if (!sent || (sent === 1 && !arrived)) return;
  const next = arrived ? sent * 2 : Math.max(1, Math.floor(sent / 2));
  if (next >= CONTRACT.MOST_OPS) await db.delete("meta", "batch");
  else await db.put("meta", next, "batch");
}

/** @param {Database} db @returns {Promise<Waiting[]>} */
export const allWaiting = (db) => db.getAll("outbox");

/** @param {Database} db @returns {Promise<Problem[]>} */
export const allProblems = (db) => db.getAll("problem");

/**
 * What the status line says: operations that wait, problems to settle, the last exchange, and that
 * the server is still to be told of 모두 지우기; and the receipts that something waits for, as many as
 * a list may show.
 *
 * @param {Database} db
 */
export async function status(db) {
  const [waiting, newest, problems, synced_at = null, stopped = null, off, leaving] = await Promise.all([
    db.count("outbox"),
    unsent(db),
    db.count("problem"),
    db.get("meta", "synced_at"),
    db.get("meta", "stopped"),
    db.get("meta", "clock_off"),
    db.get("meta", "leaving"),
  ]);
  return { waiting, unsent: newest, problems, synced_at, stopped, clock_off: !!off, leaving: isOwed(leaving) };
}

/** Ids of the receipts that were changed last and wait. @param {Database} db @returns {Promise<string[]>} */
async function unsent(db) {
  const ids = new Set();
  let cursor = await db.transaction("outbox").store.openCursor(null, "prev");
  while (cursor && ids.size < MOST_UNSENT) {
    const [entity, id] = cursor.value.record;
    if (entity === "receipt") ids.add(id);
    cursor = await cursor.continue();
  }
  return [...ids];
}
