/**
 * The replica of a household in IndexedDB. One transaction holds a row, its operation and its sums.
 *
 * @import { DBSchema, IDBPDatabase, IDBPTransaction } from "idb"
 * @import { Changes, Entity, Errors, Op, Values } from "../op.js"
 *
 * @typedef {{op_id: string, kind: string, status: string, set: Changes, refused: string[],
 *   applied_at: string}} Done  what was done to a record, as its history keeps it
 * @typedef {{id: string, rev: number, created_at: string, deleted_at: string | null,
 *   history: Done[], alike?: number[]}} Common  `alike`: revisions that said the same as this one
 * @typedef {Common & {name: string, avatar: string}} MemberRow
 * @typedef {Common & {member_id: string, year: number, band: number | null,
 *   near_closed: boolean, reached_closed: boolean}} MemberYearRow
 * @typedef {Common & Values & {
 *   member_id: string, provider_name: string, provider_kind: string, care_kind: string,
 *   care_from: string, care_to: string, insurance_kind: string, copay: number,
 *   insurer_paid: number | null, full_self_pay: number, noncovered: number, advance: number,
 *   patient_total: number | null, indemnity_paid: number | null, receipt_no: string, note: string, discharged: boolean, separate: boolean,
 *   unverified: string, unverified_amounts: number, year: number, month: number, counted: number, paid: number, provider_initials: string,
 *   live: 0 | 1}} ReceiptRow
 * @typedef {MemberRow | MemberYearRow | ReceiptRow} Row
 * @typedef {{member_id: string, year: number, month: number, receipts: number, counted: number,
 *   paid: number, advance: number, unverified: number}} MonthSum
 *
 * @typedef {{key?: number, op: Op, at: string, record: [Entity, string], seen?: Values}} Waiting
 *   `seen`: what a deletion deletes
 * @typedef {{op: Op, at: string, kind: "conflict" | "refused", conflicts: Changes, errors: Errors,
 *   seen: Values | null}} Problem
 * @typedef {{op: Op, at: string}} Moved  what the server has done
 * @typedef {{entity: Entity, id: string, row: Row, pass: number}} Copy  a row as the server has it
 *
 * @typedef {object} Schema
 * @property {{key: string, value: MemberRow}} member
 * @property {{key: string, value: MemberYearRow, indexes: {year: number}}} member_year
 * @property {{key: string, value: ReceiptRow, indexes: Record<string, any>}} receipt
 * @property {{key: [string, number, number], value: MonthSum, indexes: {year: number}}} month_sum
 * @property {{key: [Entity, string], value: Copy, indexes: {pass: number}}} copy
 * @property {{key: number, value: Waiting, indexes: {op_id: string, record: [Entity, string]}}} outbox
 * @property {{key: string, value: Problem}} problem
 * @property {{key: string, value: any}} meta
 *
 * @typedef {IDBPDatabase<any>} Database
 * @typedef {IDBPTransaction<any, any, "readwrite">} Transaction
 */
import { openDB } from "idb";
import { derive, placeOf } from "../synced.js";
import { renewSums } from "./month-sums.js";

export const NAME = "sanghanjigi";
const VERSION = 5;

/** Everything that a write touches. */
export const STORES = [
  "member",
  "member_year",
  "receipt",
  "month_sum",
  "copy",
  "outbox",
  "problem",
  "meta",
];

/**
 * @param {string} [name]
 * @param {() => void} [onLost] told when the browser closed the database, or a newer worker needs it
 * @returns {Promise<Database>}
 */
export function open(name = NAME, onLost = () => {}) {
  return openDB(name, VERSION, {
    async upgrade(db, before, _now, tx) {
      if (!before) build(db);
      else if (before < 2) await fillIn(tx);
      if (before && before < 3) await fillInNotices(tx);
      if (before && before < 4) await fillInIndemnity(tx);
      if (before) await fillInAvatars(tx);
    },
    blocking(_current, _blocked, event) {
      /** @type {IDBDatabase} */ (event.target).close();
      onLost();
    },
    terminated: onLost,
  });
}

/** @param {Database} db */
function build(db) {
  db.createObjectStore("member", { keyPath: "id" });
  db.createObjectStore("member_year", { keyPath: "id" }).createIndex("year", "year");
  const receipts = db.createObjectStore("receipt", { keyPath: "id" });
  receipts.createIndex("newest", ["live", "care_from", "id"]);
  receipts.createIndex("of_member", ["live", "member_id", "care_from", "id"]);
  receipts.createIndex("place", ["live", "member_id", "provider_name", "care_from"]);
  receipts.createIndex("stays", ["live", "year", "care_kind", "member_id"]);
  receipts.createIndex("deleted", "deleted_at");
  db.createObjectStore("month_sum", { keyPath: ["member_id", "year", "month"] }).createIndex(
    "year",
    "year",
  );
  db.createObjectStore("copy", { keyPath: ["entity", "id"] }).createIndex("pass", "pass");
  const outbox = db.createObjectStore("outbox", { keyPath: "key", autoIncrement: true });
  outbox.createIndex("op_id", "op.op_id", { unique: true });
  outbox.createIndex("record", "record");
  db.createObjectStore("problem", { keyPath: "op.op_id" });
  db.createObjectStore("meta");
}

/**
 * Version 2 knows what was read from a photo and not looked at. A worker of before may have kept
 * such rows already, as it found them.
 *
 * @param {any} tx
 */
async function fillIn(tx) {
  /** @type {[string, number, number][]} */
  const places = [];
  await changeAll(tx.objectStore("receipt"), (row) => {
    row.unverified ??= "";
    derive("receipt", row);
    places.push(placeOf(row));
  });
  await changeAll(tx.objectStore("copy"), ({ entity, row }) => {
    if (entity === "receipt") row.unverified ??= "";
  });
  await renewSums(tx, places);
}

/** Version 3 knows which notices about a ceiling were closed. @param {any} tx */
async function fillInNotices(tx) {
  const fill = (/** @type {any} */ row) => {
    row.near_closed ??= false;
    row.reached_closed ??= false;
  };
  await changeAll(tx.objectStore("member_year"), fill);
  await changeAll(tx.objectStore("copy"), ({ entity, row }) => {
    if (entity === "member_year") fill(row);
  });
}

/** Version 4 knows what an indemnity insurer paid. @param {any} tx */
async function fillInIndemnity(tx) {
  const fill = (/** @type {any} */ row) => void (row.indemnity_paid ??= null);
  await changeAll(tx.objectStore("receipt"), fill);
  await changeAll(tx.objectStore("copy"), ({ entity, row }) => {
    if (entity === "receipt") fill(row);
  });
}

/** Version 5 knows the picture beside a person's name. @param {any} tx */
async function fillInAvatars(tx) {
  const fill = (/** @type {any} */ row) => void (row.avatar ??= "");
  await changeAll(tx.objectStore("member"), fill);
  await changeAll(tx.objectStore("copy"), ({ entity, row }) => {
    if (entity === "member") fill(row);
  });
}

/** @param {any} store @param {(value: any) => void} change */
async function changeAll(store, change) {
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { value } = cursor;
    change(value);
    await cursor.update(value);
  }
}

/** A transaction over the whole replica. @param {Database} db @returns {Transaction} */
export function writing(db) {
  return db.transaction(STORES, "readwrite", { durability: "strict" });
}

/** @param {Database} db @param {string} key @returns {Promise<any>} */
export function meta(db, key) {
  return db.get("meta", key);
}

/** What is pulled from now on counts, not what was asked for before. @param {Database} db */
export async function turn(db) {
  const tx = db.transaction("meta", "readwrite");
  await turnIn(tx.store);
  await tx.done;
}

/** @param {any} store  meta, in a transaction that does more */
export async function turnIn(store) {
  await store.put(((await store.get("turn")) ?? 0) + 1, "turn");
  await store.delete("pulled");
}

/**
 * Forget the household: rows, waiting operations, problems; what the phone itself is told stays.
 *
 * @param {Database} db @param {Record<string, any>} [known]  what the phone knows from now on
 */
export async function wipe(db, known = {}) {
  const tx = writing(db);
  const kept = await Promise.all(KEPT.map((key) => tx.objectStore("meta").get(key)));
  await Promise.all(STORES.map((store) => tx.objectStore(store).clear()));
  KEPT.forEach((key, at) => {
    if (kept[at] !== undefined) tx.objectStore("meta").put(kept[at], key);
  });
  await turnIn(tx.objectStore("meta"));
  for (const [key, value] of Object.entries(known)) tx.objectStore("meta").put(value, key);
  await tx.done;
}

const KEPT = ["turn", "language", "look", "table", "table_before", "brackets", "leaving"];
