/**
 * What makes a person look again before saving: a twin, a sum far above the usual.
 * Twin of webapp/receipts/doubts.py.
 *
 * @import { ReceiptRow } from "./store.js"
 * @import { Visit } from "./visit.js"
 */
import { CONTRACT } from "../generated/contract.js";

/**
 * @param {any} store  the receipts
 * @param {any} values @param {string} but @returns {Promise<ReceiptRow[]>}
 */
async function ofPlace(store, { member_id, provider_name }, but) {
  const start = [1, member_id, provider_name];
  /** @type {ReceiptRow[]} */
  const rows = await store.index("place").getAll(IDBKeyRange.bound(start, [...start, "\uffff"]));
  return rows.filter((row) => row.id !== but);
}

/** @param {Visit} visit */
const receipts = (visit) => visit.db.transaction("receipt").store;

/**
 * A receipt of the same person, days, place and amount: probably the same paper.
 *
 * @param {Visit} visit @param {any} values @param {string} but
 */
export function twinOf(visit, values, but) {
  return twinIn(receipts(visit), values, but);
}

/** @param {any} store @param {any} values @param {string} but @returns {Promise<ReceiptRow | null>} */
export async function twinIn(store, values, but) {
  const twins = (await ofPlace(store, values, but)).filter(
    (row) =>
      row.copay === values.copay &&
      row.care_from === values.care_from &&
      row.care_to === values.care_to,
  );
  return twins.sort((one, other) => (one.id < other.id ? -1 : 1))[0] ?? null;
}

/**
 * The largest amount ① paid at this place so far, if this one is far above it.
 *
 * @param {Visit} visit @param {any} values @param {string} but
 */
export async function usualMost(visit, values, but) {
  const rows = await ofPlace(receipts(visit), values, but);
  const most = rows.reduce((found, row) => Math.max(found, row.copay), 0);
  if (rows.length < CONTRACT.OUTLIER_NEEDS || !most) return null;
  return values.copay < CONTRACT.OUTLIER_TIMES * most ? null : most;
}

/**
 * The amount that may have been meant: so far above the usual, a zero is one too many.
 *
 * @param {number} copay @param {number} usual
 */
export function withoutAZero(copay, usual) {
  return copay >= CONTRACT.TYPO_TIMES * usual ? Math.floor(copay / 10) : null;
}
