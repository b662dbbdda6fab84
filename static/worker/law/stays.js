/**
 * Days in nursing hospitals (요양병원) within one calendar year. Twin of webapp/law/stays.py.
 *
 * More than 120 such days raise the ceiling (Enforcement Decree, annex 3; form 6, footnote 3). The
 * day of admission and the day of discharge both count, and a day in two stays counts once.
 *
 * @import { Day } from "./days.js"
 * @import { Receipt } from "./receipt.js"
 */
import { addDays, day, daysBetween, earliest, latest } from "./days.js";
import { once, read } from "./rulebook.js";

/**
 * First and last day, both included.
 *
 * @typedef {readonly [Day, Day]} Span
 */

/**
 * Days of one person in nursing hospitals in one year.
 *
 * `total` = `billed` + the days presumed after the last bill, up to `presumed_until`. `stays`
 * are the separate runs of days behind `total`, presumed days included. `ongoing`: as far as we
 * know, still there today.
 *
 * @typedef {object} NursingDays
 * @property {number} total
 * @property {number} billed
 * @property {Day | null} presumed_until
 * @property {Span[]} stays
 * @property {boolean} ongoing
 * @property {boolean} long_stay
 */

/** More than 120 days; 120 exactly keep the general ceiling. @param {number} days */
export function isLongStay(days) {
  return days > generalCapDays();
}

/** How many days in nursing hospitals leave the general ceiling in force: 120. */
export const generalCapDays = once(() => read("stays").long_stay.more_than_days);

/**
 * For how many days after its last billed day a stay is presumed to go on. An assumption of
 * ours: 31.
 */
export const presumedDays = once(() => read("stays").presumed.days);

/**
 * Count the days of `year` in nursing hospitals, from 건강보험 inpatient receipts.
 *
 * Bills come monthly, so the stay with the latest last day is presumed to go on through `today`,
 * never past 31 December, unless its receipt says `discharged`, or `today` is more than
 * `presumedDays()` after that last day (then only billed days count), or another inpatient
 * receipt, anywhere, lasts longer: then it ends the day before that one begins.
 *
 * @param {number} year
 * @param {Iterable<Receipt>} receipts
 * @param {Day} today
 * @returns {NursingDays}
 */
export function nursingDays(year, receipts, today) {
  const [firstDay, lastDay] = [day(year, 1, 1), day(year, 12, 31)];
  const inpatient = [...receipts].filter(
    (receipt) =>
      receipt.care_kind === "inpatient" &&
      receipt.insurance_kind === "health" &&
      receipt.care_from <= lastDay &&
      receipt.care_to >= firstDay,
  );
  const nursing = inpatient.filter((receipt) => receipt.provider_kind === "nursing");
  if (nursing.length === 0) {
    const never = { presumed_until: null, stays: [], ongoing: false, long_stay: false };
    return { total: 0, billed: 0, ...never };
  }
  const billed = _merged(
    nursing.map((receipt) => [
      latest(receipt.care_from, firstDay),
      earliest(receipt.care_to, lastDay),
    ]),
  );
  const billedTo = nursing.reduce((most, receipt) => latest(most, receipt.care_to), firstDay);
  const discharged = nursing.some((receipt) => receipt.discharged && receipt.care_to === billedTo);
  let believedTo = billedTo;
  if (!discharged && daysBetween(billedTo, today) <= presumedDays()) {
    const elsewhere = inpatient
      .filter((receipt) => receipt.care_to > billedTo)
      .map((receipt) => addDays(receipt.care_from, -1));
    believedTo = latest(billedTo, earliest(today, lastDay, ...elsewhere));
  }
  /** @type {Span[]} */
  const stays = [
    ...billed.slice(0, -1),
    [billed[billed.length - 1][0], earliest(believedTo, lastDay)],
  ];
  const total = _days(stays);
  return {
    total,
    billed: _days(billed),
    presumed_until: believedTo > billedTo ? believedTo : null,
    stays,
    ongoing: !discharged && firstDay <= today && today <= earliest(believedTo, lastDay),
    long_stay: isLongStay(total),
  };
}

/**
 * Sorted spans without overlaps; spans that touch (31 May, 1 June) become one.
 *
 * @param {Span[]} spans
 */
function _merged(spans) {
  /** @type {Span[]} */
  const merged = [];
  // as text, "first,last", spans sort by their first day and then by their last
  for (const [first, last] of spans.sort()) {
    const before = merged.at(-1);
    if (before !== undefined && first <= addDays(before[1], 1)) {
      merged[merged.length - 1] = [before[0], latest(before[1], last)];
    } else {
      merged.push([first, last]);
    }
  }
  return merged;
}

/** @param {Span[]} spans */
function _days(spans) {
  return spans.reduce((sum, [first, last]) => sum + daysBetween(first, last) + 1, 0);
}
