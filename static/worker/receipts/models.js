/**
 * The operations on a receipt. Twin of those in webapp/receipts/models.py.
 *
 * @import { Op, Values } from "../op.js"
 * @import { ReceiptRow } from "../replica/store.js"
 */
import { changes, op } from "../op.js";
import { values as valuesOf } from "../synced.js";

/**
 * The op that changes what the person saw into what they want.
 *
 * @param {ReceiptRow} receipt
 * @param {Readonly<Values>} seen
 * @param {Readonly<Values>} wanted
 * @param {string} op_id
 * @returns {Op}
 */
export function edit({ id, rev }, seen, wanted, op_id) {
  return op({ op_id, entity: "receipt", id, base: rev, set: changes(seen, wanted) });
}

/**
 * @param {ReceiptRow} receipt
 * @param {number | null} base  the revision that the person saw
 * @param {string} op_id
 * @returns {Op}
 */
export function deletion({ id, rev }, base, op_id) {
  return op({ op_id, entity: "receipt", id, kind: "delete", base: base ?? rev });
}

/**
 * The op by which a person says that what was read from the photo is right.
 *
 * @param {ReceiptRow} receipt
 * @param {string} op_id
 * @returns {Op}
 */
export function verification(receipt, op_id) {
  return edit(receipt, { unverified: receipt.unverified }, { unverified: "" }, op_id);
}

/** @param {ReceiptRow} receipt @param {string} op_id @returns {Op} */
export function restoration({ id, rev }, op_id) {
  return op({ op_id, entity: "receipt", id, kind: "restore", base: rev });
}

/**
 * Its values for another visit like this one, on `day`.
 *
 * @param {ReceiptRow} receipt
 * @param {string} [day]
 * @returns {Values}
 */
export function onceMore(receipt, day = "") {
  const values = valuesOf("receipt", receipt);
  const ofOnePaper = { care_to: "", receipt_no: "", unverified: "", indemnity_paid: null };
  return { ...values, ...ofOnePaper, care_from: day };
}

/**
 * The op that makes a receipt.
 *
 * @param {string} id
 * @param {Readonly<Values>} values
 * @param {string} op_id
 * @returns {Op}
 */
export function newReceipt(id, values, op_id) {
  return op({ op_id, entity: "receipt", id, set: changes({}, values) });
}
