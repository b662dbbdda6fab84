/**
 * One receipt as the law reads it. Twin of webapp/law/receipt.py. Its fields keep the names they
 * have in Python, on the wire and in the replica.
 *
 * @import { Day } from "./days.js"
 */
import { isDay } from "./days.js";
import { REASONS } from "./exclusions.js";

/**
 * Won per column of the official form, and the days of care (both included).
 *
 * `copay` is ① 급여 일부본인부담금, `advance` the 상한액 초과금 within it, `uncounted` the parts
 * of ① that may have to stay outside the sum, by reason. `discharged` says that the person left
 * on `care_to`. Kinds are the ids of `kinds.js`.
 *
 * @typedef {object} Receipt
 * @property {string} provider_name
 * @property {string} provider_kind
 * @property {string} care_kind
 * @property {Day} care_from
 * @property {Day} care_to
 * @property {string} insurance_kind
 * @property {number} copay
 * @property {number} insurer_paid
 * @property {number} full_self_pay
 * @property {number} noncovered
 * @property {number} advance
 * @property {Readonly<Record<string, number>>} uncounted
 * @property {boolean} discharged
 * @property {string} id
 *
 * @typedef {"provider_name" | "provider_kind" | "care_kind" | "care_from" | "care_to"} Required
 * @typedef {Pick<Receipt, Required> & Partial<Receipt>} Fields
 */

const KNOWN = new Set(REASONS);

/**
 * A receipt of these fields, others being left out and missing ones given their usual value.
 *
 * Throws `RangeError` for an amount that is not a whole number from 0 to 2^53 − 1, an unknown
 * reason, or days that are none or in the wrong order.
 *
 * @param {Readonly<Fields>} fields
 * @returns {Readonly<Receipt>}
 */
export function receipt({
  provider_name,
  provider_kind,
  care_kind,
  care_from,
  care_to,
  insurance_kind = "health",
  copay = 0,
  insurer_paid = 0,
  full_self_pay = 0,
  noncovered = 0,
  advance = 0,
  uncounted = {},
  discharged = false,
  id = "",
}) {
  if (!isDay(care_from) || !isDay(care_to)) throw new RangeError("care_from or care_to is no day");
  if (care_to < care_from) throw new RangeError("care_to is before care_from");
  for (const won of [copay, insurer_paid, full_self_pay, noncovered, advance]) {
    checkWon(won, "an amount");
  }
  for (const [reason, won] of Object.entries(uncounted)) {
    if (!KNOWN.has(reason)) throw new RangeError(`unknown reason ${reason}`);
    checkWon(won, `uncounted.${reason}`);
  }
  return {
    provider_name,
    provider_kind,
    care_kind,
    care_from,
    care_to,
    insurance_kind,
    copay,
    insurer_paid,
    full_self_pay,
    noncovered,
    advance,
    uncounted,
    discharged,
    id,
  };
}

/**
 * Throws `RangeError` unless this is a whole number of won that JavaScript can add up exactly.
 *
 * @param {number} won
 * @param {string} name
 */
export function checkWon(won, name) {
  if (!Number.isSafeInteger(won) || won < 0) {
    throw new RangeError(`${name} has to be whole won from 0 to ${Number.MAX_SAFE_INTEGER}`);
  }
}
