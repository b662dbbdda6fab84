/**
 * Which receipts to show: filters, pages, initial consonants, the trash.
 * Twin of webapp/receipts/search.py.
 *
 * @import { MonthSum, ReceiptRow } from "./store.js"
 * @import { Visit } from "./visit.js"
 *
 * @typedef {{member: string, year: number | null, provider: string, q: string, reason: string, todo: string,
 *   before: [string, string] | null}} Filter
 * @typedef {(row: ReceiptRow) => boolean} Wanted
 */
import { CONTRACT } from "../generated/contract.js";
import { byCodePoint, compareAll } from "../order.js";
import { initials, trashBegins } from "../synced.js";
import { latestFirst } from "./visit.js";

const PAGE = CONTRACT.PAGE;
const PLACES = 30;
const LAST = "\uffff";

/** What an address says of a filter; the page that is shown is left out. @param {Filter} filter @returns {Record<string, string>} */
export function asked({ member, year, provider, q, reason, todo }) {
  const words = { member, year: year === null ? "" : String(year), provider, q, reason, todo };
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ""));
}

/** At most `PAGE` receipts, newest first, and whether there are more. @param {Visit} visit @param {Filter} filter */
export async function page(visit, filter) {
  const wanted = await narrowed(visit, filter);
  /** @type {ReceiptRow[]} */
  const rows = [];
  const index = visit.db.transaction("receipt").store.index(filter.member ? "of_member" : "newest");
  let cursor = await index.openCursor(range(filter), "prev");
  while (cursor && rows.length <= PAGE) {
    if (wanted(cursor.value)) rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return { rows: rows.slice(0, PAGE), more: rows.length > PAGE };
}

/** The part of the index where the rows of the filter lie. @param {Filter} filter */
function range({ member, year, before }) {
  const start = member ? [1, member] : [1];
  const first = [...start, year === null ? "" : `${year}-`];
  const last = [...start, year === null ? LAST : `${year}-${LAST}`];
  if (before === null || (year !== null && before[0] > `${year}-${LAST}`)) {
    return IDBKeyRange.bound(first, last);
  }
  const end = [...start, ...before];
  if (indexedDB.cmp(first, end) >= 0) return IDBKeyRange.only([0, ""]); // nothing before that
  return IDBKeyRange.bound(first, end, false, true);
}

/** @param {Visit} visit @param {Filter} filter @returns {Promise<Wanted>} */
async function narrowed(visit, { member, year, provider, q, reason, todo }) {
  const living = new Set((await visit.members()).map((row) => row.id));
  const found = q ? matches(q) : () => true;
  return (row) =>
    living.has(row.member_id) &&
    (!member || row.member_id === member) &&
    (year === null || row.year === year) &&
    (!provider || row.provider_name === provider) &&
    hasReason(row, reason) &&
    (!todo || !!row.unverified) &&
    found(row);
}

/** @param {ReceiptRow} row @param {string} reason */
function hasReason(row, reason) {
  if (!reason) return true;
  if (reason === "other_insurance") return row.insurance_kind !== "health";
  const name = ["noncovered", "full_self_pay", "advance"].includes(reason)
    ? reason
    : CONTRACT.UNCOUNTED_PREFIX + reason;
  return Number(row[name]) > 0;
}

/** How many receipts, their counted won, and all they cost. @param {Visit} visit @param {Filter} filter @returns {Promise<[number, number, number]>} */
export async function totals(visit, filter) {
  const rows = await (filter.q || filter.provider || filter.reason || filter.todo
    ? scanned(visit, filter)
    : keptSums(visit, filter));
  /** @type {[number, number, number]} */
  const sum = [0, 0, 0];
  for (const { receipts = 1, counted, paid } of rows) {
    sum[0] += receipts;
    sum[1] += counted;
    sum[2] += paid;
  }
  return sum;
}

/** @param {Visit} visit @param {Filter} filter @returns {Promise<{receipts?: number, counted: number, paid: number}[]>} */
async function scanned(visit, filter) {
  const wanted = await narrowed(visit, filter);
  /** @type {any[]} */
  const rows = await visit.db.getAllFromIndex(
    "receipt",
    filter.member ? "of_member" : "newest",
    range({ ...filter, before: null }),
  );
  return rows.filter(wanted).map(({ counted, paid }) => ({ counted, paid }));
}

/** @param {Visit} visit @param {Filter} filter @returns {Promise<MonthSum[]>} */
async function keptSums(visit, { member, year }) {
  const living = new Set((await visit.members()).map((row) => row.id));
  /** @type {MonthSum[]} */
  const months = await visit.db.getAll("month_sum");
  return months.filter(
    (month) =>
      living.has(month.member_id) &&
      (!member || month.member_id === member) &&
      (year === null || month.year === year),
  );
}

/** Provider names that hold `q`, or whose initial consonants do (ㅅㅁ finds 성모병원). @param {string} q @returns {Wanted} */
export function matches(q) {
  const text = q.trim();
  const byName = (/** @type {ReceiptRow} */ row) => folded(row.provider_name).includes(folded(text));
  const letters = [...q];
  if (!letters.some(isInitial)) return byName;
  const wanted = initials(q);
  const byInitials = (/** @type {ReceiptRow} */ row) => row.provider_initials.includes(wanted);
  if (letters.every((letter) => isInitial(letter) || /\s/u.test(letter))) {
    return (row) => byName(row) || byInitials(row);
  }
  const inPlace = new RegExp(
    [...folded(text)].map((letter) => (isInitial(letter) ? "." : literal(letter))).join(""),
    "su",
  );
  return (row) => byName(row) || (byInitials(row) && inPlace.test(folded(row.provider_name)));
}

/** As the database compares without regard to case. @param {string} text */
const folded = (text) => text.toLowerCase();

/** @param {string} letter */
const literal = (letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** @param {string} letter */
export const isInitial = (letter) => letter >= "\u3131" && letter <= "\u314e";

/** Receipts deleted in the last 30 days, the latest first. @param {Visit} visit @param {string} now @returns {Promise<ReceiptRow[]>} */
export async function inTrash(visit, now) {
  /** @type {ReceiptRow[]} */
  const rows = await visit.db.getAllFromIndex("receipt", "deleted"); // null is no key: living rows are not in it
  return rows
    .filter((row) => Date.parse(String(row.deleted_at)) > trashBegins(now))
    .sort(latestFirst)
    .slice(0, PAGE);
}

/**
 * A person's visits of that day, stays left out, in the order of their places.
 *
 * @param {Visit} visit @param {string} member_id @param {string} day @returns {Promise<ReceiptRow[]>}
 */
export async function onDay(visit, member_id, day) {
  if ((await visit.member(member_id)) === null) return [];
  const range = IDBKeyRange.bound([1, member_id, day], [1, member_id, day, []]);
  /** @type {ReceiptRow[]} */
  const rows = await visit.db.getAllFromIndex("receipt", "of_member", range);
  return rows
    .filter((row) => row.care_kind !== "inpatient")
    .sort((one, other) => compareAll([one.provider_name, one.id], [other.provider_name, other.id]));
}

/** The last receipt of each place, the most recent first: what the form suggests. @param {Visit} visit @returns {Promise<ReceiptRow[]>} */
export async function visited(visit) {
  const members = await visit.members();
  const { store } = visit.db.transaction("receipt");
  /** @type {Map<string, [day: string, id: string]>} */
  const latest = new Map();
  for (const member of members) {
    let cursor = await store
      .index("place")
      .openKeyCursor(IDBKeyRange.bound([1, member.id], [1, member.id, []]), "prev");
    while (cursor) {
      const [, , name, day] = /** @type {[number, string, string, string]} */ (cursor.key);
      const last = [day, String(cursor.primaryKey)];
      if (compareAll(last, latest.get(name) ?? ["", ""]) > 0) latest.set(name, [last[0], last[1]]);
      cursor = await cursor.continue([1, member.id, name, ""]);
    }
  }
  const newest = [...latest]
    .sort(([one, [day]], [other, [later]]) => byCodePoint(later, day) || byCodePoint(one, other))
    .slice(0, PLACES);
  return Promise.all(newest.map(([, [, id]]) => store.get(id)));
}
