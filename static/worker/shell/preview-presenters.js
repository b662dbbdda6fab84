/**
 * 올해 미리보기: the months of a year with what may follow, and the year as it would be if.
 * Twin of webapp/shell/preview_presenters.py.
 *
 * @import { Settlement } from "../law/assess.js"
 * @import { Day } from "../law/days.js"
 * @import { Course } from "../law/preview.js"
 * @import { NursingDays } from "../law/stays.js"
 * @import { YearSum } from "../replica/sums.js"
 * @import { Context, Member } from "./presenters.js"
 *
 * @typedef {object} Question  what somebody wants to know: `typed` as it stands in the form
 * @property {number} more
 * @property {number} days
 * @property {number | null} band
 * @property {Record<string, string>} typed
 * @property {Record<string, string>} errors
 */
import { CONTRACT } from "../generated/contract.js";
import { settle } from "../law/assess.js";
import { hasTable, table } from "../law/caps.js";
import { monthOf, yearOf } from "../law/days.js";
import { cliff, rise } from "../law/forecast.js";
import { MONTHS_NEEDED, course, daysAhead, whatIf } from "../law/preview.js";
import { generalCapDays } from "../law/stays.js";
import { yearSum } from "../replica/sums.js";
import { _ } from "../say.js";
import { rising } from "./drawing.js";
import {
  bandLabel,
  groupLabel,
  presentCliff,
  presentFigures,
  presentNear,
  presentStakes,
  state,
  tableState,
} from "./presenters.js";

const { MORE_STEP, MORE_BY, MORE_AT_LEAST, DAYS_BY, CHART } = CONTRACT;

/**
 * @param {Member} member
 * @param {number | null} band
 * @param {YearSum} sums
 * @param {ReadonlyMap<number, YearSum>} months
 * @param {readonly [string, string, number, number][]} providers
 * @param {NursingDays} nursing
 * @param {Question} question
 * @param {number} year
 * @param {Day} today
 * @returns {Context}
 */
export function presentPreview(
  member, band, sums, months, providers, nursing, question, year, today,
) {
  const settlement = settle(year, band, { counted: sums.counted, nursing_days: nursing.total });
  const byMonth = new Map([...months].map(([month, found]) => [month, found.counted]));
  const running = year === yearOf(today);
  return {
    more_label: running ? _("앞으로 급여 진료비를 더 내면") : _("급여 진료비를 더 냈다면"),
    title: running ? _("올해 미리보기") : _("%(year)s년, 만약 더 냈다면", { year }),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
    running,
    ...presentFigures(sums, settlement, year, band),
    receipts: sums.receipts,
    table: tableState(year),
    course: presentCourse(course(year, band, byMonth, nursing, today), year, today),
    gauge: presentGauge(year, band, sums.counted, nursing, today),
    near: presentNear(providers, year),
    what_if: presentWhatIf(year, band, sums, nursing, settlement, question, today),
  };
}

/**
 * The chart of a year, its table, and what it says in one sentence.
 *
 * @param {Course} found
 * @param {number} year
 * @param {Day} today
 * @returns {Context}
 */
function presentCourse(found, year, today) {
  const drawn = rising(
    found.months.map(({ low, middle, high, lowest_cap }) => [low, middle, high, lowest_cap]),
    CHART,
  );
  const begun = year === yearOf(today) ? monthOf(today) : 12;
  const shown = found.pace !== null ? 12 : begun;
  return {
    months: found.months.map(({ month, ahead, low, middle, high }, place) => ({
      month,
      ahead,
      low,
      middle,
      high,
      bar: month <= shown ? drawn.columns[place] : null,
      x: drawn.columns[place].middle,
    })),
    line: drawn.line,
    said: said(found, year, today),
    crossing: monthName(found.crossing),
    at_most: monthName(found.crossing_at_most),
    cared: found.months_with_care,
    needed: MONTHS_NEEDED,
    pace: found.pace && { middle: found.pace.middle, highest: found.pace.highest },
    ends:
      found.middle &&
      found.high && {
        low: found.low.counted,
        middle: found.middle.counted,
        high: found.high.counted,
      },
    lowest: found.lowest,
    highest: found.highest,
    long_stay: found.high !== null && found.high.settlement.long_stay,
  };
}

/** @param {number | null} month */
function monthName(month) {
  const name = `${month}월`;
  return month !== null ? _(name) : "";
}

/**
 * What the chart comes to in a word.
 *
 * `past`, `unknown_year`, `over` (the ceiling is passed for good), `raised` (passed, but a long
 * stay will raise it), `few` (too few months for a forecast), `crosses`, `may_cross` or
 * `stays_below`.
 *
 * @param {Course} found
 * @param {number} year
 * @param {Day} today
 */
function said(found, year, today) {
  if (year !== yearOf(today)) return "past";
  if (found.low.settlement.lowest === null) return "unknown_year";
  if (passed(found, today)) {
    return found.crossing !== null && found.crossing <= monthOf(today) ? "over" : "raised";
  }
  if (found.pace === null) return "few";
  if (found.crossing !== null) return "crosses";
  return found.crossing_at_most !== null ? "may_cross" : "stays_below";
}

/** Whether what is written down has passed the ceiling already. @param {Course} found @param {Day} today */
function passed(found, today) {
  const { low, lowest_cap } = found.months[monthOf(today) - 1];
  return lowest_cap !== null && low > lowest_cap;
}

/**
 * Days in nursing hospitals of the 120, and the won that hang on them.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 * @param {NursingDays} nursing
 * @param {Day} today
 * @returns {Context | null}
 */
function presentGauge(year, band, counted, nursing, today) {
  if (!nursing.total) return null;
  const limit = generalCapDays();
  return {
    days: nursing.total,
    limit,
    filled: Math.min(nursing.total, limit),
    long_stay: nursing.long_stay,
    ongoing: nursing.ongoing,
    rise: rise(year, band),
    line: presentCliff(cliff(year, band, counted, nursing, today)),
    ...presentStakes(year, band, counted),
  };
}

/**
 * The sliders, and what comes of them.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {YearSum} sums
 * @param {NursingDays} nursing
 * @param {Settlement} now
 * @param {Question} question
 * @param {Day} today
 * @returns {Context}
 */
function presentWhatIf(year, band, sums, nursing, now, question, today) {
  const most = Math.max(reach(now, sums.counted), roundedUp(question.more));
  const chosen = band ?? question.band;
  return {
    typed: { more: "", days: "", band: "", ...question.typed },
    errors: { more: "", days: "", band: "", ...question.errors },
    more_most: most,
    more_step: MORE_STEP,
    more_by: MORE_BY,
    more_at: Math.floor(Math.min(question.more, most) / MORE_STEP) * MORE_STEP,
    days_most: daysAhead(year, today),
    days_by: DAYS_BY,
    days_at: question.days,
    days_open: nursing.total > 0 || question.days > 0 || "days" in question.errors,
    bands: band === null ? presentGroups(year) : [],
    then: Object.keys(question.errors).length
      ? null
      : presentThen(year, chosen, sums, nursing, now, question),
  };
}

/** How far the slider goes: well past the ceiling, in round figures. @param {Settlement} now @param {number} counted */
function reach({ cap, ladder }, counted) {
  if (!ladder.length) return MORE_AT_LEAST;
  const ceiling = cap !== null ? Math.floor((cap * 3) / 2) : ladder[ladder.length - 1].cap;
  return roundedUp(Math.max(MORE_AT_LEAST, ceiling - counted));
}

/** @param {number} won */
function roundedUp(won) {
  return Math.ceil(won / MORE_BY) * MORE_BY;
}

/** Bands to choose from; none for a year without a table. @param {number} year */
function presentGroups(year) {
  if (!hasTable(year)) return [];
  return table(year).groups.map(({ key, first }) => ({ value: String(first), label: groupLabel(key) }));
}

/**
 * The year if it were so. `gain` and `loss`: the estimate against that of now, if both are.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {YearSum} sums
 * @param {NursingDays} nursing
 * @param {Settlement} now
 * @param {Question} question
 * @returns {Context}
 */
function presentThen(year, band, sums, nursing, now, { more, days }) {
  const then = whatIf(year, band, sums.counted, nursing.total, { more, days });
  const counted = sums.counted + more;
  const known = then.estimate !== null && now.estimate !== null;
  const change = known ? Number(then.estimate) - Number(now.estimate) : 0;
  return {
    more,
    days,
    counted,
    band_label: bandLabel(year, band),
    long_stay: then.long_stay,
    cap: then.cap,
    remaining: then.remaining,
    estimate: then.estimate,
    lowest: then.lowest,
    highest: then.highest,
    state: state({ ...yearSum([]), receipts: 1, counted }, then),
    gain: Math.max(0, change),
    loss: Math.max(0, -change),
  };
}
