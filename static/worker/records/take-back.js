/**
 * 되돌리기: what operations did is undone by ordinary operations, the last first; a record that was
 * changed since stays as it is.
 *
 * @import { Entity, Op, Values } from "../op.js"
 * @import { Database, Row } from "../replica/store.js"
 */
import { op } from "../op.js";
import { write } from "../replica/write.js";

/**
 * @param {Database} db @param {readonly Op[]} done  in the order in which they were done
 * @param {{now: string, newOpId: () => string}} world
 * @param {(done: number, of: number) => void} [tell]
 * @returns {Promise<{back: number, left: string[]}>} how many records are as before, and ids of those that stay
 */
export async function takeBack(db, done, { now, newOpId }, tell = () => {}) {
  /** @type {Map<string, Op[]>} */
  const byRecord = new Map();
  for (const each of [...done].reverse()) {
    const key = `${each.entity} ${each.id}`;
    byRecord.set(key, [...(byRecord.get(key) ?? []), each]);
  }
  const own = new Set(done.filter(({ entity }) => entity === "receipt").map(({ id }) => id));
  /** @type {Op[]} */
  const ops = [];
  /** @type {Set<string>} */
  const left = new Set();
  for (const latest of byRecord.values()) {
    const row = await db.get(latest[0].entity, latest[0].id);
    if (row && isAsLeft(row, latest) && !(await isNeeded(db, latest[0], own))) {
      ops.push(...latest.flatMap((each) => opposite(each, row, newOpId)));
    } else if (row && row.deleted_at === null) left.add(row.id);
  }
  const results = await write(db, ops, now, undefined, (count) => tell(count, ops.length));
  results.forEach(({ status }, at) => status !== "applied" && left.add(ops[at].id));
  return { back: byRecord.size - left.size, left: [...left] };
}

/** Nothing was done to it since. @param {Row} row @param {Op[]} latest  first the last one */
function isAsLeft({ history }, latest) {
  return latest.every(({ op_id }, at) => history[at]?.op_id === op_id);
}

/** Somebody new whose receipts are not all of the same file. @param {Database} db @param {Op} last @param {Set<string>} own */
async function isNeeded(db, { entity, id, kind, set }, own) {
  if (entity !== "member" || kind !== "put" || !isNew(set)) return false;
  const all = await db.getAllFromIndex("receipt", "of_member", IDBKeyRange.bound([1, id], [1, id, []]));
  return all.some((row) => !own.has(row.id));
}

/** @param {Op["set"]} set */
const isNew = (set) => (set.member_id ?? set.name)?.[0] === null;

/** @param {Op} done @param {Row} row @param {() => string} newOpId @returns {Op[]} */
function opposite({ entity, id, kind, set }, row, newOpId) {
  const about = { op_id: newOpId(), entity, id, base: row.rev };
  if (kind === "restore" || (entity !== "member_year" && isNew(set))) return [op({ ...about, kind: "delete" })];
  const changed = Object.entries(set).filter(([name]) => !STAYING.includes(name));
  return [op({ ...about, set: Object.fromEntries(changed.map(([name, [seen, wanted]]) => [name, [wanted, before(seen, wanted)]])) })];
}

const STAYING = ["member_id", "year"]; // what a person's year is named by: it is emptied, not deleted

/** A field that was not there yet. @param {import("../op.js").Value} seen @param {import("../op.js").Value} wanted */
function before(seen, wanted) {
  return seen === null && typeof wanted === "boolean" ? false : seen;
}
