/**
 * Sums over receipts without reading them all. Twin of webapp/receipts/sums.py. Won.
 *
 * @import { MonthSum, ReceiptRow } from "./store.js"
 * @import { Visit } from "./visit.js"
 *
 * @typedef {{receipts: number, counted: number, paid: number, advance: number, unverified: number,
 *   not_counted: number}} YearSum  `unverified` is a number of amounts
 * @typedef {ReturnType<typeof law.receipt>} LawReceipt
 * @typedef {{sums: Map<string, YearSum>, inpatient: Map<string, LawReceipt[]>}} YearOfHousehold
 */
import * as law from "../law.js";
import { byCodePoint } from "../order.js";

/**
 * @template T
 * @param {T[]} rows @param {(row: T) => any} key @returns {Map<any, T[]>}
 */
function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** @param {Iterable<MonthSum>} months @returns {YearSum} */
export function yearSum(months) {
  const sum = { receipts: 0, counted: 0, paid: 0, advance: 0, unverified: 0, not_counted: 0 };
  for (const month of months) {
    sum.receipts += month.receipts;
    sum.counted += month.counted;
    sum.paid += month.paid;
    sum.advance += month.advance;
    sum.unverified += month.unverified;
  }
  sum.not_counted = sum.paid - sum.counted;
  return sum;
}

/** Sums of everybody's year, and the inpatient days of those in nursing hospitals. @param {Visit} visit @param {number} year @returns {Promise<YearOfHousehold>} */
export async function yearOf(visit, year) {
  /** @type {MonthSum[]} */
  const months = await visit.db.getAllFromIndex("month_sum", "year", year);
  const members = grouped(months, (month) => month.member_id);
  const sums = new Map([...members].map(([id, found]) => [id, yearSum(found)]));
  return { sums, inpatient: await inpatientOf(visit, year) };
}

/** @param {YearOfHousehold} whole @param {string} member_id */
export const sumOf = (whole, member_id) => whole.sums.get(member_id) ?? yearSum([]);

/** @param {YearOfHousehold} whole @param {string} member_id */
export const staysOf = (whole, member_id) => whole.inpatient.get(member_id) ?? [];

/** @param {Visit} visit @param {number} year @returns {Promise<Map<string, LawReceipt[]>>} */
async function inpatientOf(visit, year) {
  const range = IDBKeyRange.bound([1, year, "inpatient"], [1, year, "inpatient", "\uffff"]);
  /** @type {ReceiptRow[]} */
  const rows = await visit.db.getAllFromIndex("receipt", "stays", range);
  const nursed = new Set(
    rows.filter((row) => row.provider_kind === "nursing").map((row) => row.member_id),
  );
  const stays = rows.filter((row) => nursed.has(row.member_id));
  const members = grouped(stays, (row) => row.member_id);
  return new Map([...members].map(([id, found]) => [id, found.map(daysOf)]));
}

/** What the counting of days reads of a receipt. @param {ReceiptRow} row */
function daysOf(row) {
  return law.receipt({
    provider_name: "",
    provider_kind: row.provider_kind,
    care_kind: "inpatient",
    care_from: row.care_from,
    care_to: row.care_to,
    insurance_kind: row.insurance_kind,
    discharged: row.discharged,
  });
}

/** Years that have receipts, newest first. @param {Visit} visit @returns {Promise<number[]>} */
export async function yearsWithReceipts(visit) {
  const living = new Set((await visit.members()).map((row) => row.id));
  /** @type {MonthSum[]} */
  const months = await visit.db.getAll("month_sum");
  return newestFirst(months.filter((month) => living.has(month.member_id)));
}

/** @param {MonthSum[]} months */
function newestFirst(months) {
  const years = new Set(months.filter((month) => month.receipts > 0).map((month) => month.year));
  return [...years].sort((one, other) => other - one);
}

/** @param {Visit} visit @param {string} member_id @returns {Promise<MonthSum[]>} */
async function ofPerson(visit, member_id) {
  const range = IDBKeyRange.bound([member_id], [member_id, Infinity]);
  /** @type {MonthSum[]} */
  const months = await visit.db.getAll("month_sum", range);
  return months.filter((month) => month.receipts > 0);
}

/** Years in which this person has receipts, newest first. @param {Visit} visit @param {string} member_id */
export async function yearsOfMember(visit, member_id) {
  return newestFirst(await ofPerson(visit, member_id));
}

/** Sums of this person's earlier years, newest first. @param {Visit} visit @param {string} member_id @param {number} before @returns {Promise<[number, YearSum][]>} */
export async function pastYears(visit, member_id, before) {
  const months = (await ofPerson(visit, member_id)).filter((month) => month.year < before);
  const years = grouped(months, (month) => month.year);
  return newestFirst(months).map((year) => [year, yearSum(years.get(year) ?? [])]);
}

/** Sums by the month in which the care began. @param {Visit} visit @param {string} member_id @param {number} year @returns {Promise<Map<number, YearSum>>} */
export async function monthsOf(visit, member_id, year) {
  const months = (await ofPerson(visit, member_id)).filter((month) => month.year === year);
  return new Map(months.map((month) => [month.month, yearSum([month])]));
}

/** Name, kind, counted won and number of receipts of each place, the largest sum first. @param {Visit} visit @param {string} member_id @param {number} year @returns {Promise<[string, string, number, number][]>} */
export async function providersOf(visit, member_id, year) {
  /** @type {Map<string, [string, string, number, number]>} */
  const places = new Map();
  for (const row of await ofMemberAndYear(visit, member_id, year)) {
    const key = `${row.provider_kind} ${row.provider_name}`;
    const place = places.get(key) ?? [row.provider_name, row.provider_kind, 0, 0];
    place[2] += row.counted;
    place[3] += 1;
    places.set(key, place);
  }
  return [...places.values()].sort(
    (one, other) =>
      other[2] - one[2] || byCodePoint(one[0], other[0]) || byCodePoint(one[1], other[1]),
  );
}

/** All receipts of one person and year, oldest first. @param {Visit} visit @param {string} member_id @param {number} year @returns {Promise<ReceiptRow[]>} */
export function ofMemberAndYear(visit, member_id, year) {
  const [first, last] = [`${year}-`, `${year}-\uffff`];
  const range = IDBKeyRange.bound([1, member_id, first], [1, member_id, last]);
  return visit.db.getAllFromIndex("receipt", "of_member", range);
}
