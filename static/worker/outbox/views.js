/**
 * 옮길 것 (S-27): what waits, what conflicts, what was refused. Nothing is dropped unasked.
 *
 * @import { Answer, Ask } from "../answers.js"
 * @import { Op, Values } from "../op.js"
 * @import { Problem } from "../replica/store.js"
 */
import { HttpError, page, to } from "../answers.js";
import { op as opOf } from "../op.js";
import { allProblems, allWaiting } from "../replica/outbox.js";
import { values } from "../synced.js";
import { choices, presentOutbox } from "./presenters.js";

const MOVED_FOR = 10 * 60_000; // ms for which it is shown that something has arrived

/** @param {Ask} ask @returns {Promise<Answer>} */
async function outbox(ask) {
  return page("outbox", await context(ask));
}

/** @param {Ask} ask @param {Map<string, string[]>} [told] */
async function context({ visit, now, going }, told) {
  const { db } = visit;
  const [waiting, problems] = await Promise.all([allWaiting(db), allProblems(db)]);
  /** @type {Map<string, Values | null>} */
  const rows = new Map();
  for (const { op } of waiting) await remember(op, op.id);
  for (const { op, conflicts } of problems) await remember(op, String(conflicts.double?.[0] ?? op.id));
  const moved = await lately(db, now);
  for (const { op } of moved) await remember(op, op.id);
  const stopped = (await db.get("meta", "stopped")) ?? null;
  const standing = { waiting, problems, moved, stopped, going: going() };
  return presentOutbox(standing, await visit.names(now), rows, told);

  /** @param {Op} op @param {string} id */
  async function remember(op, id) {
    const row = await visit.find(op.entity, id);
    rows.set(op.op_id, row ? values(op.entity, row) : null);
  }
}

/**
 * What arrived in the last minutes, the latest first.
 *
 * @param {import("../replica/store.js").Database} db @param {string} now
 * @returns {Promise<import("../replica/store.js").Moved[]>}
 */
async function lately(db, now) {
  /** @type {import("../replica/store.js").Moved[]} */
  const moved = (await db.get("meta", "moved")) ?? [];
  return moved.filter(({ at }) => Math.abs(Date.parse(now) - Date.parse(at)) < MOVED_FOR);
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function settleProblem(ask) {
  const { visit, params, form } = ask;
  /** @type {Problem | undefined} */
  const problem = await visit.db.get("problem", params.op_id);
  const choice = form.find(([name]) => name === "choice")?.[1] ?? "";
  if (!problem) return to("outbox"); // settled before
  if (!choices(problem).some(({ value }) => value === choice)) throw new HttpError(400);
  const ops = await opsOf(choice, problem, ask);
  const results = await visit.save(ops, ask.now, params.op_id);
  const refused = results.find(({ status }) => status !== "applied");
  if (!refused) {
    if ("double" in problem.conflicts) await dropFollowers(visit.db, problem.op);
    return to("outbox");
  }
  const { status, conflicts, errors } = refused;
  if (status === "conflict") {
    await visit.db.put("problem", { ...problem, kind: "conflict", conflicts, errors: {} });
    return page("outbox", await context(ask), 422);
  }
  const told = Object.values(errors).flat();
  return page("outbox", await context(ask, new Map([[params.op_id, told]])), 422);
}

/**
 * What was done later to a record that was never kept could only be refused: it is settled with it.
 *
 * @param {import("../replica/store.js").Database} db @param {Op} op
 */
async function dropFollowers(db, op) {
  const problems = await allProblems(db);
  const followers = problems.filter(({ op: each, kind }) => kind === "refused" && each.id === op.id);
  await Promise.all(followers.map(({ op: { op_id } }) => db.delete("problem", op_id)));
}

/** The operations that carry out a choice. @param {string} choice @param {Problem} problem @param {Ask} ask @returns {Promise<Op[]>} */
async function opsOf(choice, { op, conflicts, seen }, ask) {
  if (choice === "theirs" || choice === "discard") return [];
  const row = await ask.visit.find(op.entity, op.id);
  const present = row ? values(op.entity, row) : null;
  const base = row?.rev ?? 0;
  const about = { entity: op.entity, id: op.id, base };
  if (op.kind !== "put") return [opOf({ ...about, op_id: ask.newOpId(), kind: op.kind })];
  const mine = Object.entries(op.set).map(([name, [, wanted]]) => [name, wanted]);
  const wanted = choice === "again" || "deleted" in conflicts ? mine : mineOf(conflicts);
  if (choice === "both") {
    // A double was never kept: what was corrected since stands in `seen`.
    const shown = "double" in conflicts ? (seen ?? Object.fromEntries(mine)) : present;
    const changed = "double" in conflicts ? [] : wanted;
    const copy = { ...shown, ...Object.fromEntries(changed), separate: true };
    return [opOf({ op_id: ask.newOpId(), entity: op.entity, id: ask.newId(), set: setOf(null, copy) })];
  }
  const restoring = row?.deleted_at ? [opOf({ ...about, op_id: ask.newOpId(), kind: "restore" })] : [];
  const set = setOf(present, Object.fromEntries(wanted));
  return [...restoring, opOf({ ...about, op_id: ask.newOpId(), set })];
}

/** @param {Record<string, [any, any]>} conflicts */
function mineOf(conflicts) {
  return Object.entries(conflicts).map(([name, [, mine]]) => [name, mine]);
}

/** @param {Values | null} present @param {Values} wanted @returns {Op["set"]} */
function setOf(present, wanted) {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [name, [present ? present[name] : null, value]]),
  );
}

export const views = { outbox, settle_problem: settleProblem };
