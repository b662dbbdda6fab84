/**
 * Dates around a year's refund: start of the notices, lapse of the right, changes of rules.
 * Twin of webapp/law/calendar.py.
 *
 * @import { Day } from "./days.js"
 */
import { dateOf, day, daysBetween, isDay, monthOf, yearOf } from "./days.js";
import { once, read } from "./rulebook.js";

/**
 * A rule to tell people about. `applies_to` says what `since` dates: "notified", "care" or "paid".
 *
 * @typedef {object} RuleNote
 * @property {string} id
 * @property {string} label
 * @property {string} note
 * @property {Day | null} since
 * @property {string} applies_to
 * @property {string} legal
 */

/**
 * Where the three years stand in which a year's excess can be claimed.
 *
 * `waiting` for the notices, `open`, `lapsed`, or `unknown`: long ago, and it is not known when
 * the notices began. `days_left` is 0 on the last day, `until`.
 *
 * @typedef {{ state: string, until: Day | null, days_left: number | null }} ClaimClock
 */

/**
 * The day on which notices for this year of treatment began to go out; null if not known.
 *
 * @param {number} year
 */
export function noticesStart(year) {
  return _notices().get(year) ?? null;
}

/**
 * The last day of the three years in which the excess can be claimed (NHI Act art. 91).
 *
 * Counted from the start of the notices, the first day left out (Civil Act art. 157). Null if
 * that day is not known. For a person who was never notified the law may count otherwise: do not
 * promise more.
 *
 * @param {number} year
 */
export function claimUntil(year) {
  const start = noticesStart(year);
  if (start === null) return null;
  const until = yearOf(start) + lapseYears();
  const found = day(until, monthOf(start), dateOf(start));
  return isDay(found) ? found : day(until, 2, 28);
}

/**
 * The three-year clock of a year of treatment on a day; see `claimUntil`.
 *
 * @param {number} year
 * @param {Day} today
 * @returns {ClaimClock}
 */
export function claimClock(year, today) {
  const [start, until] = [noticesStart(year), claimUntil(year)];
  if (start === null || until === null) {
    const state = yearOf(today) <= year + 1 ? "waiting" : "unknown";
    return { state, until: null, days_left: null };
  }
  if (today < start) return { state: "waiting", until, days_left: null };
  const left = daysBetween(today, until);
  return left >= 0
    ? { state: "open", until, days_left: left }
    : { state: "lapsed", until, days_left: null };
}

/** After how many years the right to the excess lapses: 3. */
export const lapseYears = once(() => read("calendar").lapse.years);

/**
 * Whether overdue premiums may be taken off an excess notified on this day (NHI Act art. 44(3)).
 *
 * @param {Day} notified_on
 */
export function arrearsMayBeDeducted(notified_on) {
  const since = ruleNotes().find((rule) => rule.id === "arrears_deduction")?.since ?? null;
  return since !== null && since <= notified_on;
}

/** The notes in the order of the data. */
export const ruleNotes = once(() =>
  read("calendar").rule.map(({ id, label, note, from, applies_to, legal }) => {
    /** @type {RuleNote} */
    const found = { id, label, note, since: from ?? null, applies_to, legal };
    return found;
  }),
);

const _notices = once(() => new Map(read("calendar").notices.map((row) => [row.year, row.start])));
