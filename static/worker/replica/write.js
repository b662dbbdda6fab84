/**
 * Writing on the phone: the same rules as webapp/sync/apply.py, and the operation waits in the
 * outbox from the very transaction that changed the row.
 *
 * @import { Changes, Entity, Errors, Op, Result, Values } from "../op.js"
 * @import { Database, Row, Transaction } from "./store.js"
 */
import { same } from "../op.js";
import { _ } from "../say.js";
import { looksLikeResidentNumber } from "../security.js";
import { CHECKS, derive, FIELDS, placeOf, values, wrongId } from "../synced.js";
import { CONTRACT } from "../generated/contract.js";
import { twinIn } from "./doubts.js";
import { renewSums } from "./month-sums.js";
import { writing } from "./store.js";

const HISTORY = CONTRACT.HISTORY;

/**
 * Apply `ops` in order, in one transaction with the outbox, and with the problem that they settle:
 * one that is settled already is not settled once more.
 *
 * @param {Database} db @param {Op[]} ops @param {string} now @param {string} [settles]  op_id of the problem
 * @param {(done: number) => void} [tell]  told after each; what it throws leaves nothing written
 * @returns {Promise<Result[]>}
 */
export async function write(db, ops, now, settles, tell = () => {}) {
  const tx = writing(db);
  /** @type {Result[]} */
  const results = [];
  /** @type {[string, number, number][]} */
  const places = [];
  try {
    const todo = settles && !(await tx.objectStore("problem").get(settles)) ? [] : ops;
    for (const op of todo) {
      results.push(await writeOne(tx, op, now, places));
      tell(results.length);
    }
    await renewSums(tx, places);
    if (settles && results.every(({ status }) => status === "applied")) {
      await tx.objectStore("problem").delete(settles);
    }
  } catch (error) {
    try {
      tx.abort();
    } catch {} // it has ended by itself
    await tx.done.catch(() => {});
    throw error;
  }
  await tx.done;
  return results;
}

/** @param {Transaction} tx @param {Op} op @param {string} now @param {[string, number, number][]} places */
async function writeOne(tx, op, now, places) {
  const known = FIELDS[op.entity];
  if (!known || !Object.keys(op.set).every((name) => known.includes(name))) {
    return rejected(op, { "": [_("모르는 내용이에요. 앱을 새로 고친 뒤 다시 해 주세요.")] });
  }
  /** @type {Row | undefined} */
  const row = await tx.objectStore(op.entity).get(op.id);
  const before = row?.history.find((done) => done.op_id === op.op_id);
  if (before) return applied(op);
  const told = privateFields(op);
  if (told) return rejected(op, told);
  if (op.kind === "put") return put(tx, row, op, now, places);
  if (!row) return rejected(op, { "": [_("이미 없는 내용이에요.")] });
  if (op.kind === "delete") {
    if (row.deleted_at === null && !(row.alike ?? [row.rev]).includes(op.base)) {
      return conflict(op, { deleted: [false, true] });
    }
    if (row.deleted_at === null) await mark(tx, row, { ...op, base: row.rev }, now, places);
  } else if (row.deleted_at !== null) {
    await mark(tx, row, op, now, places);
  }
  return applied(op);
}

/**
 * @param {Transaction} tx @param {Row | undefined} row @param {Op} op @param {string} now
 * @param {[string, number, number][]} places
 */
async function put(tx, row, op, now, places) {
  if (row && row.deleted_at !== null) return conflict(op, { deleted: [true, false] });
  if (!row && op.base) return rejected(op, { "": [_("이미 없는 내용이에요.")] });
  const present = row ? values(op.entity, row) : nothing(op.entity);
  const { wanted, conflicts } = compare(row ? present : undefined, present, op.set);
  const [checked, errors] = await sound(tx, op, wanted, conflicts, now);
  if (errors) return rejected(op, errors);
  const set = pick(op.set, (name) => !Object.hasOwn(conflicts, name));
  const double = row ? null : await doubleOf(tx, op, checked);
  if (double) return conflict(op, { double: [double, op.id] });
  const changed = pick(set, (name) => !same(present[name], checked[name]));
  if (!row || Object.keys(changed).length) {
    const fresh = row ?? blank(op.id, now);
    if (row && op.entity === "receipt") places.push(placeOf(/** @type {any} */ (row)));
    Object.assign(fresh, checked);
    await keep(tx, fresh, { ...op, set: withValues(set, checked) }, now, places);
  }
  return Object.keys(conflicts).length ? conflict(op, conflicts) : applied(op);
}

/** @param {Values | undefined} row @param {Values} present @param {Changes} set */
function compare(row, present, set) {
  const wanted = { ...present };
  /** @type {Changes} */
  const conflicts = {};
  for (const [name, [seen, value]] of Object.entries(set)) {
    if (!row || same(present[name], seen) || same(present[name], value)) wanted[name] = value;
    else conflicts[name] = [present[name], value];
  }
  return { wanted, conflicts };
}

/**
 * The checked values, or the messages that refuse them.
 *
 * @param {Transaction} tx @param {Op} op @param {Values} wanted @param {Changes} conflicts
 * @param {string} now @returns {Promise<[Values, Errors | null]>}
 */
async function sound(tx, op, wanted, conflicts, now) {
  const [checked, refused] = CHECKS[op.entity](wanted, now);
  let errors = refused;
  if (none(errors)) errors = await missingLinks(tx, op.entity, checked);
  if (none(errors)) errors = wrongId(op.entity, op.id, checked);
  if (none(errors) && !none(conflicts)) {
    const asked = Object.fromEntries(Object.entries(conflicts).map(([name, [, mine]]) => [name, mine]));
    errors = CHECKS[op.entity]({ ...wanted, ...asked }, now)[1];
  }
  return [checked, none(errors) ? null : errors];
}

/** @param {Transaction} tx @param {Entity} entity @param {Values} values @returns {Promise<Errors>} */
async function missingLinks(tx, entity, values) {
  if (entity === "member") return {};
  const member = await tx.objectStore("member").get(String(values.member_id));
  if (member && member.deleted_at === null) return {};
  return { member_id: [_("누구의 것인지 골라 주세요.")] };
}

/**
 * The same paper, written down already; one that is `separate` is not asked about.
 *
 * @param {Transaction} tx @param {Op} op @param {Values} checked @returns {Promise<string | null>}
 */
async function doubleOf(tx, { entity, id }, checked) {
  if (entity !== "receipt" || checked.separate) return null;
  return (await twinIn(tx.objectStore("receipt"), checked, id))?.id ?? null;
}

/** Delete or bring back. @param {Transaction} tx @param {Row} row @param {Op} op @param {string} now @param {[string, number, number][]} places */
async function mark(tx, row, op, now, places) {
  row.deleted_at = op.kind === "delete" ? now : null;
  await keep(tx, row, op, now, places);
}

/**
 * Keep the row, its operation and its history together.
 *
 * @param {Transaction} tx @param {Row} row @param {Op} op @param {string} now
 * @param {[string, number, number][]} places
 */
async function keep(tx, row, op, now, places) {
  derive(op.entity, row);
  if (op.entity === "receipt") places.push(placeOf(/** @type {any} */ (row)));
  row.history = [done(op, now), ...row.history].slice(0, HISTORY);
  await tx.objectStore(op.entity).put(row);
  const seen = op.kind === "delete" ? { seen: values(op.entity, row) } : {};
  await tx.objectStore("outbox").add({ op, at: now, record: [op.entity, op.id], ...seen });
}

/** @param {Op} op @param {string} now */
export function done(op, now) {
  const { op_id, kind, set } = op;
  return { op_id, kind, status: "applied", set, refused: [], applied_at: now };
}

/** @param {Op} op @returns {Errors | null} */
function privateFields(op) {
  const found = Object.entries(op.set).filter(([, pair]) =>
    pair.some((value) => typeof value === "string" && looksLikeResidentNumber(value)),
  );
  if (!found.length) return null;
  const message = _("주민등록번호처럼 보여요. 지워 드릴게요.");
  return Object.fromEntries(found.map(([name]) => [name, [message]]));
}

/** @param {Changes} set @param {Values} checked @returns {Changes} */
function withValues(set, checked) {
  return Object.fromEntries(Object.entries(set).map(([name, [seen]]) => [name, [seen, checked[name]]]));
}

/** @template T @param {Record<string, T>} all @param {(name: string) => boolean} wanted @returns {Record<string, T>} */
function pick(all, wanted) {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}

/** @param {object} what */
const none = (what) => Object.keys(what).length === 0;

/** @param {Entity} entity @returns {Values} */
const nothing = (entity) => Object.fromEntries(FIELDS[entity].map((name) => [name, null]));

/** @param {string} id @param {string} now @returns {any} */
const blank = (id, now) => ({ id, rev: 0, created_at: now, deleted_at: null, history: [] });

/** @param {Op} op @returns {Result} */
const applied = (op) => ({ op_id: op.op_id, status: "applied", conflicts: {}, errors: {} });

/** @param {Op} op @param {Changes} conflicts @returns {Result} */
const conflict = (op, conflicts) => ({ op_id: op.op_id, status: "conflict", conflicts, errors: {} });

/** @param {Op} op @param {Errors} errors @returns {Result} */
const rejected = (op, errors) => ({ op_id: op.op_id, status: "rejected", conflicts: {}, errors });
