/**
 * Sums by month, renewed from the receipts whenever one of them changes: never added to.
 * Twin of MonthSum in webapp/receipts/models.py.
 *
 * @import { MonthSum, ReceiptRow, Transaction } from "./store.js"
 */

/**
 * @param {Transaction} tx
 * @param {Iterable<[string, number, number]>} places  member, year, month; repeated ones once
 */
export async function renewSums(tx, places) {
  const once = new Map([...places].map((place) => [place.join(" "), place]));
  await Promise.all([...once.values()].map((place) => renew(tx, ...place)));
}

const NOTHING = { counted: 0, paid: 0, advance: 0, unverified: 0 };

/** @param {Transaction} tx @param {string} member_id @param {number} year @param {number} month */
async function renew(tx, member_id, year, month) {
  const begin = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-`;
  const range = IDBKeyRange.bound([1, member_id, begin], [1, member_id, `${begin}\uffff`]);
  /** @type {ReceiptRow[]} */
  const rows = await tx.objectStore("receipt").index("of_member").getAll(range);
  const store = tx.objectStore("month_sum");
  if (!rows.length) return store.delete([member_id, year, month]);
  /** @type {MonthSum} */
  const sum = { member_id, year, month, receipts: rows.length, ...NOTHING };
  for (const row of rows) {
    sum.counted += row.counted;
    sum.paid += row.paid;
    sum.advance += row.advance;
    sum.unverified += row.unverified_amounts;
  }
  return store.put(sum);
}
