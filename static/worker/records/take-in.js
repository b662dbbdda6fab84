/**
 * Records of a file into the household, as ordinary operations: all of them or, if the person
 * stops it, none.
 *
 * @import { Op, Values } from "../op.js"
 * @import { Database } from "../replica/store.js"
 * @import { Given, Weighed } from "./weigh.js"
 *
 * @typedef {"both" | "file" | "here"} Choice  what to do where the two differ
 * @typedef {{taken: number, done: Op[], refused: {given: Given, errors: import("../op.js").Errors}[]}} Taken
 *   `done`: the operations, in their order
 */
import { changes, op } from "../op.js";
import { write } from "../replica/write.js";
import { values as valuesOf } from "../synced.js";
import { ANSWERS, copyId, weigh } from "./weigh.js";

/**
 * @param {Database} db @param {readonly Given[]} given  people first @param {Choice} choice
 * @param {{now: string, newOpId: () => string}} world
 * @param {(done: number, of: number) => void} [tell]  may throw to stop: then nothing was written
 * @returns {Promise<Taken>}
 */
export async function takeIn(db, given, choice, { now, newOpId }, tell = () => {}) {
  const weighed = await weigh(db, given, now);
  /** @type {{weighed: Weighed, op: Op}[]} */
  const asked = [];
  for (const each of weighed) {
    for (const op of await opsOf(each, choice, newOpId)) asked.push({ weighed: each, op });
  }
  const ops = asked.map(({ op }) => op);
  const results = await write(db, ops, now, undefined, (done) => tell(done, ops.length));
  /** @type {Map<Given, import("../op.js").Errors>} */
  const refused = new Map(
    weighed.filter(({ status }) => status === "wrong").map(({ given, errors }) => [given, errors]),
  );
  const taken = new Set();
  results.forEach(({ status, errors }, at) => {
    const { given } = asked[at].weighed;
    if (status === "applied") taken.add(given);
    else refused.set(given, errors);
  });
  for (const each of refused.keys()) taken.delete(each);
  const done = ops.filter((_op, at) => results[at].status === "applied");
  return { taken: taken.size, done, refused: [...refused].map(([given, errors]) => ({ given, errors })) };
}

/** @param {Weighed} weighed @param {Choice} choice @param {() => string} newOpId @returns {Promise<Op[]>} */
async function opsOf(weighed, choice, newOpId) {
  const { given, status, values, row, again } = weighed;
  const { entity, id } = given;
  if (status === "new") {
    const wanted = again ? { ...values, separate: true } : values;
    return [op({ op_id: newOpId(), entity, id, set: changes({}, wanted) })];
  }
  if (choice === "here" || (status !== "differs" && status !== "deleted")) return [];
  if (!row) return [op({ op_id: newOpId(), entity, id, set: changes({}, values) })]; // of a deleted person
  if (status === "differs" && choice === "both") return entity === "receipt" ? [await beside(weighed, newOpId)] : [];
  const back = row.deleted_at ? [op({ op_id: newOpId(), entity, id: row.id, kind: "restore", base: row.rev })] : [];
  const set = changes(valuesOf(entity, row), withoutAnswers(values));
  const put = Object.keys(set).length ? [op({ op_id: newOpId(), entity, id: row.id, base: row.rev, set })] : [];
  return [...back, ...put];
}

/** @param {Weighed} weighed @param {() => string} newOpId @returns {Promise<Op>} */
async function beside({ given, values }, newOpId) {
  const id = await copyId(given);
  return op({ op_id: newOpId(), entity: "receipt", id, set: changes({}, { ...values, separate: true }) });
}

/** @param {Values} values */
function withoutAnswers(values) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !ANSWERS.has(name)));
}
