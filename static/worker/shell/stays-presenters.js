/**
 * 입원일 세기: days in nursing hospitals, and what the 120-day line does to the year.
 * Twin of webapp/shell/stays_presenters.py.
 *
 * @import { Assessment } from "../law/assess.js"
 * @import { Day } from "../law/days.js"
 * @import { NursingDays, Span } from "../law/stays.js"
 * @import { ReceiptRow } from "../replica/store.js"
 * @import { Context, Member } from "./presenters.js"
 */
import { addDays, dateOf, day, daysBetween, earliest, latest as later } from "../law/days.js";
import { cliff, rise, withoutLongStay } from "../law/forecast.js";
import { generalCapDays } from "../law/stays.js";
import { compareAll } from "../order.js";
import { _ } from "../say.js";
import { share } from "./drawing.js";
import { presentCliff, presentStakes, staysContext } from "./presenters.js";

/**
 * @param {Member} member
 * @param {readonly ReceiptRow[]} receipts
 * @param {Assessment} assessment
 * @param {Day} today
 * @returns {Context}
 */
export function presentStays(member, receipts, assessment, today) {
  const { nursing, year, band } = assessment;
  const nursed = receipts.filter(isNursed);
  return {
    title: _("%(name)s · 입원일 세기", { name: member.name }),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
    band,
    ...presentDays(nursing),
    rise: rise(year, band),
    line: presentLine(assessment, today),
    months: calendarMonths(year, nursing.stays),
    overlap: overlaps(nursed),
    latest: presentLatest(nursed, nursing.ongoing),
  };
}

/** @param {ReceiptRow} receipt */
function isNursed({ provider_kind, care_kind }) {
  return provider_kind === "nursing" && care_kind === "inpatient";
}

/** The days counted, and how far they fill the 120. @param {NursingDays} nursing */
function presentDays(nursing) {
  const { total, billed, presumed_until, ongoing } = nursing;
  const limit = generalCapDays();
  return {
    limit,
    days: total,
    billed,
    presumed_until: presumed_until ?? "",
    ongoing,
    fill: share(Math.min(total, limit), Math.max(total, limit)),
    over: share(Math.max(0, total - limit), Math.max(total, limit)),
    stays: staysContext(nursing),
  };
}

/**
 * The line that a stay which goes on comes to, or that the year's days have passed; none where it
 * changes nothing, or nothing is known.
 *
 * @param {Assessment} assessment
 * @param {Day} today
 * @returns {Context | null}
 */
function presentLine({ year, band, counted, nursing, cap, long_stay }, today) {
  const ahead = presentCliff(cliff(year, band, counted, nursing, today));
  const shorter = withoutLongStay(year, band, counted, nursing);
  if (["never", "unknown"].includes(rise(year, band)) || !(ahead || long_stay)) return null;
  return {
    crossed: long_stay,
    ahead,
    raised: shorter && (cap ?? 0) - shorter.cap,
    ...presentStakes(year, band, counted),
  };
}

/** @param {readonly ReceiptRow[]} nursed @param {boolean} ongoing */
function presentLatest(nursed, ongoing) {
  const [latest] = [...nursed].sort((one, other) =>
    compareAll([other.care_to, other.id], [one.care_to, one.id]),
  );
  if (latest === undefined || !(ongoing || latest.discharged)) return null;
  return {
    id: latest.id,
    day: latest.care_to,
    discharged: latest.discharged,
    place: latest.provider_name,
  };
}

/** @param {readonly ReceiptRow[]} receipts */
function overlaps(receipts) {
  const spans = receipts
    .map((receipt) => [receipt.care_from, receipt.care_to])
    .sort(compareAll);
  return spans.slice(1).some(([from], place) => from <= spans[place][1]);
}

/**
 * Twelve strips, one a month: the days of stays as spans of days within it.
 *
 * @param {number} year
 * @param {readonly Span[]} stays
 */
function calendarMonths(year, stays) {
  return Array.from({ length: 12 }, (_nothing, place) => calendarMonth(year, place + 1, stays));
}

/** @param {number} year @param {number} month @param {readonly Span[]} stays */
function calendarMonth(year, month, stays) {
  const first = day(year, month, 1);
  const last = month < 12 ? addDays(day(year, month + 1, 1), -1) : day(year, 12, 31);
  const spans = stays
    .filter(([begin, end]) => begin <= last && end >= first)
    .map(([begin, end]) => ({
      from: daysBetween(first, later(begin, first)),
      days: daysBetween(later(begin, first), earliest(end, last)) + 1,
    }));
  return {
    month,
    days: dateOf(last),
    spans,
    stayed: spans.reduce((sum, span) => sum + span.days, 0),
  };
}
