/**
 * 가족 · 한 사람: a year, its months, its places, and the years before.
 * Twin of webapp/shell/member_presenters.py.
 *
 * @import { Settlement } from "../law/assess.js"
 * @import { Day } from "../law/days.js"
 * @import { YearSum } from "../replica/sums.js"
 * @import { Context, Member } from "./presenters.js"
 *
 * @typedef {[string, string, number, number]} Place  name, kind, counted won, receipts
 */
import { advanceThreshold, topCap } from "../law/caps.js";
import { yearOf } from "../law/days.js";
import { PROVIDER_KINDS } from "../law/kinds.js";
import { yearSum } from "../replica/sums.js";
import { _ } from "../say.js";
import { columns, share } from "./drawing.js";
import { presentClock, presentFigures, presentNear, presentYears } from "./presenters.js";

const TALLEST = 120; // height of a month's column

/**
 * @param {Member} member
 * @param {number | null} band
 * @param {Settlement} settlement
 * @param {YearSum} sums
 * @param {ReadonlyMap<number, YearSum>} months
 * @param {readonly Place[]} providers
 * @param {readonly number[]} years
 * @param {readonly [number, YearSum][]} past
 * @param {number} year
 * @param {Day} today
 * @returns {Context}
 */
export function presentMember(
  member, band, settlement, sums, months, providers, years, past, year, today,
) {
  const { id, name, avatar, rev } = member;
  return {
    title: name,
    tab: "home",
    member: { id, name, avatar, rev },
    year,
    years: presentYears(years, year, today),
    this_year: yearOf(today),
    ...presentFigures(sums, settlement, year, band),
    receipts: sums.receipts,
    months: presentMonths(months),
    ...presentPlaces(providers, settlement, year),
    near: presentNear(providers, year),
    past: past.map(([each, found]) => presentPast(each, found, today)),
  };
}

/** Twelve columns, the months without receipts among them. @param {ReadonlyMap<number, YearSum>} months */
function presentMonths(months) {
  const wholeYear = Array.from({ length: 12 }, (_nothing, place) => months.get(place + 1) ?? yearSum([]));
  const bars = columns(wholeYear.map(({ counted }) => counted), TALLEST);
  return wholeYear.map(({ counted, not_counted }, place) => ({
    month: place + 1,
    counted,
    uncounted: not_counted,
    bar: bars[place],
  }));
}

/**
 * Where it was paid, beside the highest ceiling: there a hospital has to stop.
 *
 * @param {readonly Place[]} providers
 * @param {Settlement} settlement
 * @param {number} year
 */
function presentPlaces(providers, { ladder }, year) {
  const threshold = ladder.length ? topCap(year) : null;
  const longest = threshold || Math.max(0, ...providers.map(([, , won]) => won));
  return {
    top_cap: threshold,
    providers: providers.map((each) => presentPlace(each, longest, year)),
  };
}

/** @param {Place} place @param {number} longest @param {number} year */
function presentPlace([name, kind, won, count], longest, year) {
  return {
    name,
    kind: _(PROVIDER_KINDS.get(kind) ?? kind),
    counted: won,
    receipts: count,
    nursing: kind === "nursing" && advanceThreshold(year, kind) === null,
    width: share(won, longest),
  };
}

/** @param {number} year @param {YearSum} found @param {Day} today */
function presentPast(year, { counted, not_counted }, today) {
  return { year, counted, uncounted: not_counted, clock: presentClock(year, counted, today) };
}
