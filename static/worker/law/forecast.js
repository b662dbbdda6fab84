/**
 * What the 120-day line in nursing hospitals will cost, before it is crossed and after. Amounts
 * are won. Twin of webapp/law/forecast.py.
 *
 * @import { YearTable } from "./caps.js"
 * @import { Day } from "./days.js"
 * @import { NursingDays } from "./stays.js"
 */
import { hasTable, table } from "./caps.js";
import { addDays, daysBetween, earliest, yearOf } from "./days.js";
import { generalCapDays, isLongStay } from "./stays.js";

/**
 * The line between the two ceilings for a stay that goes on.
 *
 * `days` so far, today included; `last_general_day` is day 120 and `first_long_stay_day` day
 * 121, `days_left` the days from today to day 120 (0 on it and after). The caps and `at_stake`,
 * by which crossing lowers the estimate of the present sum, are null for an unknown band.
 *
 * @typedef {object} Cliff
 * @property {number} days
 * @property {Day} last_general_day
 * @property {Day} first_long_stay_day
 * @property {number} days_left
 * @property {number | null} general_cap
 * @property {number | null} long_stay_cap
 * @property {number | null} at_stake
 * @property {boolean} crossed
 */

/**
 * The same year had it not passed 120 days; `difference` is how much higher the estimate
 * would be.
 *
 * @typedef {{ cap: number, estimate: number, difference: number }} ShorterStay
 */

/**
 * The 120-day line for an ongoing stay.
 *
 * Null when nobody is known to be in a nursing hospital today, when day 121 falls into the next
 * year, and where the line changes nothing: years up to 2017, bands 6 and up in 2018-2022, a
 * year without a table. Throws `RangeError` for a band outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 * @param {NursingDays} nursing
 * @param {Day} today
 * @returns {Cliff | null}
 */
export function cliff(year, band, counted, nursing, today) {
  if (!nursing.ongoing || !_lineMatters(year, band)) return null;
  const last_general_day = _dayNumber(generalCapDays(), nursing);
  const first_long_stay_day = addDays(last_general_day, 1);
  if (yearOf(first_long_stay_day) !== year) return null;
  const caps = band === null ? null : _bothCaps(table(year), band);
  const days = nursing.stays
    .map(([first, last]) => daysBetween(first, earliest(last, today)) + 1)
    .reduce((sum, stay) => sum + stay, 0);
  return {
    days,
    last_general_day,
    first_long_stay_day,
    days_left: Math.max(0, daysBetween(today, last_general_day)),
    general_cap: caps && caps.general,
    long_stay_cap: caps && caps.long_stay,
    at_stake: caps && Math.max(0, counted - caps.general) - Math.max(0, counted - caps.long_stay),
    crossed: isLongStay(days),
  };
}

/**
 * What the estimate would be had the year's stays not passed 120 days.
 *
 * Null where they did not, where it makes no difference, and for an unknown band.
 * Throws `RangeError` for a band outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 * @param {NursingDays} nursing
 * @returns {ShorterStay | null}
 */
export function withoutLongStay(year, band, counted, nursing) {
  if (band === null || !nursing.long_stay || !_lineMatters(year, band)) return null;
  const { general, long_stay } = _bothCaps(table(year), band);
  const estimate = Math.max(0, counted - general);
  return { cap: general, estimate, difference: estimate - Math.max(0, counted - long_stay) };
}

/**
 * By how much passing day 120 lowers the estimate of this sum: the least and the most, over the
 * bands that are possible.
 *
 * Null for a year without a table. Throws `RangeError` for a band outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 * @returns {[number, number] | null}
 */
export function stakes(year, band, counted) {
  if (!hasTable(year)) return null;
  const lost = _possibleCaps(table(year), band).map(
    ({ general, long_stay }) => Math.max(0, counted - general) - Math.max(0, counted - long_stay),
  );
  return [Math.min(...lost), Math.max(...lost)];
}

/**
 * What passing day 120 does to the ceiling: raises it `always`, `never` (years up to 2017, bands 6
 * and up in 2018-2022), or `sometimes`, which hangs on a band that is not known; for a year without
 * a table `unknown`. Throws `RangeError` for a band outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 */
export function rise(year, band) {
  if (!hasTable(year)) return "unknown";
  const raised = _possibleCaps(table(year), band).map(({ general, long_stay }) => general !== long_stay);
  if (raised.every(Boolean)) return "always";
  return raised.some(Boolean) ? "sometimes" : "never";
}

/** @param {number} year @param {number | null} band */
function _lineMatters(year, band) {
  return ["always", "sometimes"].includes(rise(year, band));
}

/** Both ceilings of the band; of an unknown one, those of every group. @param {YearTable} yearTable @param {number | null} band */
function _possibleCaps(yearTable, band) {
  if (band !== null) return [_bothCaps(yearTable, band)];
  const longStay = yearTable.caps({ long_stay: true });
  return yearTable.general.map((general, place) => ({ general, long_stay: longStay[place] }));
}

/** @param {YearTable} yearTable @param {number} band */
function _bothCaps(yearTable, band) {
  const place = yearTable.place(band);
  return {
    general: yearTable.general[place],
    long_stay: yearTable.caps({ long_stay: true })[place],
  };
}

/**
 * The date of the n-th day in nursing hospitals, if the last stay goes on without a break.
 *
 * @param {number} number
 * @param {NursingDays} nursing
 */
function _dayNumber(number, nursing) {
  let before = 0;
  for (const [first, last] of nursing.stays.slice(0, -1)) {
    const days = daysBetween(first, last) + 1;
    if (before + days >= number) return addDays(first, number - before - 1);
    before += days;
  }
  const [begin] = nursing.stays[nursing.stays.length - 1];
  return addDays(begin, number - before - 1);
}
