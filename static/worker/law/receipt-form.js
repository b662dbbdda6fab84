/**
 * Arithmetic of the official receipts: 진료비 계산서·영수증 (form 6), 약제비 (forms 10, 11).
 * Twin of webapp/law/receipt_form.py.
 *
 *     ⑧ 환자부담 총액 = (① 본인부담금 − ⑤ 상한액 초과금) + ③ 전액 본인부담 + ④ 비급여,   0 ≤ ⑤ ≤ ①
 *     총수납금액 = ① 본인부담금 + ③ 비급여(전액본인부담), at a pharmacy
 *
 * Providers drop small change, so 100 won are tolerated. A mismatch is a warning to look again,
 * never a refusal.
 *
 * @import { Day } from "./days.js"
 */
import { day, daysBetween, yearOf } from "./days.js";

export const TOLERANCE = 100;

/**
 * A field to look at again. `expected` is the won that the other fields lead to, if they do.
 *
 * @typedef {{ field: string, code: string, expected: number | null, message: string }} FormWarning
 */

/**
 * The days of a stay that fall into one calendar year, with their share of each amount in won.
 *
 * @typedef {{ care_from: Day, care_to: Day, amounts: Record<string, number> }} Part
 */

/**
 * The fields of a receipt; null is "not given".
 *
 * @typedef {object} Form
 * @property {number | null} [copay]
 * @property {number | null} [insurer_paid]
 * @property {number | null} [full_self_pay]
 * @property {number | null} [noncovered]
 * @property {number | null} [advance]
 * @property {number | null} [patient_total]
 * @property {string | null} [care_kind]
 */

/**
 * What does not add up on one receipt, in won. An empty ⑤ is taken as 0.
 *
 * An identity is checked only when all of its values were given. `insurer_paid` (②) is in none
 * of them unless it repeats the patient's total, a sign of a shifted column.
 *
 * @param {Form} form
 */
export function warnings({
  copay = null,
  insurer_paid = null,
  full_self_pay = null,
  noncovered = null,
  advance = null,
  patient_total = null,
  care_kind = null,
}) {
  /** @type {FormWarning[]} */
  const found = [];
  if (copay !== null && advance !== null && advance > copay) {
    found.push({
      field: "advance",
      code: "advance_over_copay",
      expected: copay,
      message: "상한액 초과금이 급여 본인부담금보다 많아요. 두 칸을 다시 봐 주세요.",
    });
  }
  if (copay !== null && full_self_pay !== null && noncovered !== null && patient_total !== null) {
    const pharmacy = care_kind === "pharmacy";
    const settled = pharmacy || advance === null ? 0 : advance;
    const expected = copay - settled + full_self_pay + noncovered;
    if (Math.abs(patient_total - expected) > TOLERANCE) {
      const shifted = copay !== 0 && insurer_paid === patient_total;
      found.push(_totalDiffers(expected, { shifted, pharmacy }));
    }
  }
  return found;
}

/**
 * Offer a stay over 31 December as two: up to that day, and the rest.
 *
 * Each amount is shared by days, both ends counted: floored for the first part, the remainder
 * for the second, so that the two always add up. The rest of a stay over several years can be
 * split again. Throws `RangeError` for days in the wrong order or within one year.
 *
 * @param {Day} care_from
 * @param {Day} care_to
 * @param {Readonly<Record<string, number>>} amounts
 * @returns {[Part, Part]}
 */
export function splitByDays(care_from, care_to, amounts) {
  const year = yearOf(care_from);
  if (yearOf(care_to) <= year) throw new RangeError("the stay does not pass 31 December");
  const yearEnd = day(year, 12, 31);
  const days = daysBetween(care_from, care_to) + 1;
  const daysBefore = daysBetween(care_from, yearEnd) + 1;
  const shares = Object.entries(amounts).map(([name, won]) => ({
    name,
    won,
    before: _share(won, daysBefore, days),
  }));
  return [
    {
      care_from,
      care_to: yearEnd,
      amounts: Object.fromEntries(shares.map(({ name, before }) => [name, before])),
    },
    {
      care_from: day(year + 1, 1, 1),
      care_to,
      amounts: Object.fromEntries(shares.map(({ name, won, before }) => [name, won - before])),
    },
  ];
}

/**
 * @param {number} expected
 * @param {{ shifted: boolean, pharmacy: boolean }} signs
 * @returns {FormWarning}
 */
function _totalDiffers(expected, { shifted, pharmacy }) {
  const name = pharmacy ? "총수납금액" : "환자부담 총액";
  const message = shifted
    ? `${name} 칸에 공단부담금이 들어간 것 같아요. 다시 봐 주세요.`
    : `다른 칸을 더하면 %(expected)s이에요. ${name}과 맞는지 봐 주세요.`;
  return { field: "patient_total", code: "patient_total_differs", expected, message };
}

/**
 * ⌊won × part ÷ whole⌋, by way of the quotient: the product may pass 2^53.
 *
 * @param {number} won
 * @param {number} part
 * @param {number} whole
 */
function _share(won, part, whole) {
  const rest = won % whole;
  return ((won - rest) / whole) * part + Math.floor((rest * part) / whole);
}
