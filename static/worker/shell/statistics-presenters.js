/**
 * 통계: who got an excess back, by year of treatment, band and age.
 * Twin of webapp/shell/statistics_presenters.py.
 *
 * @import { Evidence, Parts, ShareRow, StatisticsYear, Unclaimed } from "../law/rulebook.js"
 * @import { Context } from "./presenters.js"
 */
import { monthOf, yearOf } from "../law/days.js";
import { read } from "../law/rulebook.js";
import { _ } from "../say.js";
import { presentSources } from "../sources.js";
import { statusLabel } from "./cap-presenters.js";
import { groupLabel } from "./presenters.js";

/** @returns {Context} */
export function presentStatistics() {
  const { year, by_band: byBand, by_age: byAge, ...more } = read("statistics");
  const years = [...year].sort((one, other) => other.year - one.year);
  const shown = years.map((row) => presentYear(row, years));
  return {
    title: _("통계"),
    tab: "menu",
    latest: shown[0],
    years: shown,
    averages: shown.filter(({ average }) => average !== null),
    by_band: presentParts(byBand),
    by_age: presentParts(byAge),
    lower_half: presentShares(more.lower_half, years),
    elderly: presentShares(more.elderly, years),
    agreed: presentShares(more.agreed, years),
    unclaimed: presentUnclaimed(more.unclaimed),
  };
}

/**
 * Persons and won of a year, with their length against the largest, in per mille.
 *
 * @param {StatisticsYear} row @param {readonly StatisticsYear[]} years
 */
function presentYear(row, years) {
  const computed = row.computed ?? [];
  return {
    year: row.year,
    persons: row.persons ?? null,
    persons_bar: partOf(row.persons, years.map(({ persons }) => persons)),
    persons_computed: computed.includes("persons"),
    amount: row.amount,
    amount_bar: partOf(row.amount, years.map(({ amount }) => amount)),
    amount_computed: computed.includes("amount"),
    average: row.average ?? null,
    ...presentOrigin(row),
  };
}

/** The recipients of one year in groups. @param {Parts} part @returns {Context} */
function presentParts(part) {
  const all = part.row.map(({ persons }) => persons);
  return {
    year: part.year,
    note: _(part.note),
    rows: part.row.map(({ label = "", ...row }) => ({
      label: row.group !== undefined ? groupLabel(row.group) : _(label),
      persons: row.persons,
      bar: partOf(row.persons, all),
      share: percent(row.share),
      amount_share: row.amount_share !== undefined ? percent(row.amount_share) : "",
    })),
    ...presentOrigin(part),
  };
}

/**
 * A part of each year's people, the newest year first.
 *
 * @param {readonly ShareRow[]} rows @param {readonly StatisticsYear[]} years
 */
function presentShares(rows, years) {
  const everybody = new Map(years.map(({ year, persons = 0 }) => [year, persons]));
  const newestFirst = [...rows].sort((one, other) => other.year - one.year);
  return newestFirst.map((row) => presentShare(row, everybody.get(row.year) ?? 0));
}

/** What was published of it; a share that was not is worked out, to a thousandth. @param {ShareRow} row @param {number} everybody */
function presentShare({ year, persons, share, amount_share, ...row }, everybody) {
  const bar = share || Math.floor((2000 * (persons ?? 0) + everybody) / (2 * everybody));
  return {
    year,
    persons: persons ?? null,
    everybody,
    share: percent(bar),
    share_computed: share === undefined,
    bar,
    amount_share: amount_share !== undefined ? percent(amount_share) : "",
    ...presentOrigin(row),
  };
}

/** What nobody has asked for, in cases and won. @param {Unclaimed} row */
function presentUnclaimed({ from, until, cases, amount, lapsed_cases, lapsed_amount, ...row }) {
  const month = `${monthOf(until)}월`;
  return {
    from,
    year: yearOf(until),
    month: _(month),
    cases,
    amount,
    lapsed_cases,
    lapsed_amount,
    ...presentOrigin(row),
  };
}

/** @param {Evidence} row */
function presentOrigin(row) {
  return {
    status: statusLabel(row.status),
    official: row.status === "official",
    checked: row.checked,
    sources: presentSources(row.source),
  };
}

/** How long a bar is, in per mille of the longest. @param {number | undefined} one @param {readonly (number | undefined)[]} all */
function partOf(one = 0, all) {
  const largest = Math.max(...all.map((each) => each ?? 0));
  return Math.floor((one * 1000) / largest);
}

/** 309 → 30.9 @param {number} perMille */
function percent(perMille) {
  return `${Math.floor(perMille / 10)}.${perMille % 10}`;
}
