/**
 * What waits to be sent, and what came back to be settled.
 *
 * @import { Op } from "../op.js"
 * @import { Database, Problem, Waiting } from "./store.js"
 */
import { CONTRACT } from "../generated/contract.js";

const ENVELOPE = 1024; // bytes that the rest of a push may take

/**
 * The next operations in their order: at most `MOST_OPS`, and no more bytes than the server takes.
 *
 * A deletion behind own changes of the same record is left for the next time: it needs the
 * revision that they get. During a pull of several pages that may not have come yet.
 *
 * @param {Database} db @returns {Promise<Op[]>}
 */
export async function nextOps(db) {
  /** @type {Waiting[]} */
  const waiting = await db.getAll("outbox", null, CONTRACT.MOST_OPS);
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

/** @param {Database} db @returns {Promise<Waiting[]>} */
export const allWaiting = (db) => db.getAll("outbox");

/** @param {Database} db @returns {Promise<Problem[]>} */
export const allProblems = (db) => db.getAll("problem");

/**
 * What the status line says: operations that wait, problems to settle, the last exchange.
 *
 * @param {Database} db
 */
export async function status(db) {
  const [waiting, problems, synced_at = null, stopped = null] = await Promise.all([
    db.count("outbox"),
    db.count("problem"),
    db.get("meta", "synced_at"),
    db.get("meta", "stopped"),
  ]);
  return { waiting, problems, synced_at, stopped };
}
