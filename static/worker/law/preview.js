/**
 * The rest of a year, and the year as it would be if: a range or a condition, never a promise.
 * Twin of webapp/law/preview.py, which tells the method. Amounts are won.
 *
 * @import { Settlement } from "./assess.js"
 * @import { Day } from "./days.js"
 * @import { NursingDays } from "./stays.js"
 */
import { settle } from "./assess.js";
import { addDays, day, daysBetween, earliest, latest, monthOf, yearOf } from "./days.js";

export const MONTHS_NEEDED = 3;
const NEARLY = 80; // per cent of a ceiling: time to say that it is near

/**
 * What a month has cost: of `months` finished months with care. `middle` is the median.
 *
 * @typedef {{ months: number, middle: number, highest: number }} Pace
 */

/**
 * The sum of a year at the end of a month.
 *
 * `low` is what is written down by then; `middle` and `high` are more only where the month is
 * not over and there is a forecast (`ahead`). The ceilings are those of the days in nursing
 * hospitals by then; equal for a known band, of the lowest and the highest group for an unknown
 * one, null for a year without a table.
 *
 * @typedef {object} MonthAhead
 * @property {number} month
 * @property {boolean} ahead
 * @property {number} low
 * @property {number} middle
 * @property {number} high
 * @property {number | null} lowest_cap
 * @property {number | null} highest_cap
 */

/**
 * The whole year in one of the three ways: its sum, days in nursing hospitals, and ceiling.
 *
 * @typedef {{ counted: number, nursing_days: number, settlement: Settlement }} Outlook
 */

/**
 * A year month by month, and its end.
 *
 * Without a forecast (`pace` is null: too few months, or the year is not the present one)
 * `middle` and `high` are null. `lowest` and `highest` are the least and the most that the
 * estimate comes to in all three ways and for all bands that are possible. `crossing` and
 * `crossing_at_most` are the first months from which on the middle and the high sum stay above
 * the ceiling, for an unknown band the lowest one.
 *
 * @typedef {object} Course
 * @property {MonthAhead[]} months
 * @property {number} months_with_care
 * @property {Pace | null} pace
 * @property {Outlook} low
 * @property {Outlook | null} middle
 * @property {Outlook | null} high
 * @property {number | null} lowest
 * @property {number | null} highest
 * @property {number | null} crossing
 * @property {number | null} crossing_at_most
 */

/** @typedef {ReadonlyMap<number, number>} ByMonth  counted won by month, 1-12 */

/**
 * How many days of `year` are still to come; today is not among them.
 *
 * @param {number} year
 * @param {Day} today
 */
export function daysAhead(year, today) {
  return Math.max(0, daysBetween(latest(today, day(year - 1, 12, 31)), day(year, 12, 31)));
}

/**
 * The year if `more` won were paid that count, and `days` more spent in nursing hospitals.
 *
 * With neither it is the year as it is. Throws `RangeError` for less than nothing, and for a band
 * outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 * @param {number} nursing_days
 * @param {{ more?: number, days?: number }} [how]
 * @returns {Settlement}
 */
export function whatIf(year, band, counted, nursing_days, { more = 0, days = 0 } = {}) {
  if (more < 0 || days < 0) throw new RangeError("there is no less than nothing more");
  return settle(year, band, { counted: counted + more, nursing_days: nursing_days + days });
}

/**
 * `reached` at the ceiling and above, `near` from 80 per cent of it, else nothing.
 *
 * Of one institution's sum against the highest ceiling as of a year's against its own.
 *
 * @param {number} won
 * @param {number | null} ceiling
 */
export function nearness(won, ceiling) {
  if (ceiling === null) return "";
  if (won >= ceiling) return "reached";
  return won * 100 >= ceiling * NEARLY ? "near" : "";
}

/**
 * What months have cost so far, from counted won by month (1-12).
 *
 * Null for a year that is not today's, and for too few finished months with care.
 *
 * @param {number} year
 * @param {ByMonth} by_month
 * @param {Day} today
 * @returns {Pace | null}
 */
export function pace(year, by_month, today) {
  const cared = _monthsWithCare(year, by_month, today);
  if (year !== yearOf(today) || cared.length < MONTHS_NEEDED) return null;
  const since = Array.from({ length: monthOf(today) - cared[0] }, (_none, at) => cared[0] + at);
  const costs = since.map((month) => by_month.get(month) ?? 0);
  return { months: cared.length, middle: _median(costs), highest: Math.max(...costs) };
}

/**
 * A year month by month, from counted won by month (1-12).
 *
 * Throws `RangeError` for a band outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {ByMonth} by_month
 * @param {NursingDays} nursing
 * @param {Day} today
 * @returns {Course}
 */
export function course(year, band, by_month, nursing, today) {
  const rate = pace(year, by_month, today);
  const months = _months(year, band, by_month, nursing, today, rate);
  const last = months[months.length - 1];
  const days = _daysBy(nursing, day(year, 12, 31));
  const low = _outlook(year, band, last.low, nursing.total);
  const middle = rate && _outlook(year, band, last.middle, days);
  const high = rate && _outlook(year, band, last.high, days);
  const estimates = [low, middle, high].flatMap((each) => (each ? _estimates(each) : []));
  return {
    months,
    months_with_care: _monthsWithCare(year, by_month, today).length,
    pace: rate,
    low,
    middle,
    high,
    lowest: estimates.length ? Math.min(...estimates) : null,
    highest: estimates.length ? Math.max(...estimates) : null,
    crossing: _crossing(months.map(({ month, middle, lowest_cap }) => [month, middle, lowest_cap])),
    crossing_at_most: _crossing(months.map(({ month, high, lowest_cap }) => [month, high, lowest_cap])),
  };
}

/**
 * The months that are over and cost something.
 *
 * @param {number} year
 * @param {ByMonth} by_month
 * @param {Day} today
 */
function _monthsWithCare(year, by_month, today) {
  const unfinished = year === yearOf(today) ? monthOf(today) : 1;
  const over = year < yearOf(today) ? 12 : unfinished - 1;
  return Array.from({ length: over }, (_none, at) => at + 1).filter(
    (month) => (by_month.get(month) ?? 0) > 0,
  );
}

/** The middle one; of two middle ones the half of both, floored. @param {readonly number[]} costs */
function _median(costs) {
  const sorted = [...costs].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : Math.floor((sorted[half - 1] + sorted[half]) / 2);
}

/**
 * What a month in which somebody is already has cost more than it does now is never less.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {ByMonth} by_month
 * @param {NursingDays} nursing
 * @param {Day} today
 * @param {Pace | null} rate
 */
function _months(year, band, by_month, nursing, today, rate) {
  /** @type {MonthAhead[]} */
  const months = [];
  let [low, middle, high] = [0, 0, 0];
  for (let month = 1; month <= 12; month++) {
    const cost = by_month.get(month) ?? 0;
    const ahead = rate !== null && month >= monthOf(today);
    low += cost;
    middle += rate && ahead ? Math.max(cost, rate.middle) : cost;
    high += rate && ahead ? Math.max(cost, rate.highest) : cost;
    const [lowest_cap, highest_cap] = _caps(year, band, _daysBy(nursing, _lastDay(year, month)));
    months.push({ month, ahead, low, middle, high, lowest_cap, highest_cap });
  }
  return months;
}

/** @param {number} year @param {number} month @returns {Day} */
function _lastDay(year, month) {
  return month < 12 ? addDays(day(year, month + 1, 1), -1) : day(year, 12, 31);
}

/**
 * Days in nursing hospitals by a day, if a stay that goes on goes on until then.
 *
 * @param {NursingDays} nursing
 * @param {Day} last
 */
function _daysBy(nursing, last) {
  const days = nursing.stays
    .filter(([begin]) => begin <= last)
    .reduce((sum, [begin, end]) => sum + daysBetween(begin, earliest(end, last)) + 1, 0);
  if (!nursing.ongoing) return days;
  return days + Math.max(0, daysBetween(nursing.stays[nursing.stays.length - 1][1], last));
}

/** @param {number} year @param {number | null} band @param {number} days @returns {[number | null, number | null]} */
function _caps(year, band, days) {
  const { cap, ladder } = settle(year, band, { counted: 0, nursing_days: days });
  if (!ladder.length) return [null, null];
  return cap !== null ? [cap, cap] : [ladder[0].cap, ladder[ladder.length - 1].cap];
}

/** @param {number} year @param {number | null} band @param {number} counted @param {number} nursing_days @returns {Outlook} */
function _outlook(year, band, counted, nursing_days) {
  return { counted, nursing_days, settlement: settle(year, band, { counted, nursing_days }) };
}

/** What may come of it: one estimate, or the range of an unknown band. @param {Outlook} outlook @returns {number[]} */
function _estimates({ settlement: { estimate, lowest, highest } }) {
  if (estimate !== null) return [estimate];
  return lowest !== null && highest !== null ? [lowest, highest] : [];
}

/**
 * The first of the months at the end in all of which the sum is above the ceiling.
 *
 * @param {readonly (readonly [number, number, number | null])[]} sums
 */
function _crossing(sums) {
  let first = null;
  for (const [month, won, cap] of [...sums].reverse()) {
    if (cap === null || won <= cap) return first;
    first = month;
  }
  return first;
}
