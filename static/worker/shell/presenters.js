/**
 * Sums → what home and the screens of a person's year show. Twin of webapp/shell/presenters.py.
 *
 * @import { Settlement } from "../law/assess.js"
 * @import { Day } from "../law/days.js"
 * @import { Cliff } from "../law/forecast.js"
 * @import { NursingDays } from "../law/stays.js"
 * @import { YearOfHousehold, YearSum } from "../replica/sums.js"
 *
 * @typedef {Record<string, any>} Context  what a template gets
 * @typedef {{ id: string, name: string, rev: number }} Member
 */
import { CONTRACT } from "../generated/contract.js";
import { settle } from "../law/assess.js";
import { claimUntil, noticesStart } from "../law/calendar.js";
import { groupOf, hasTable, table } from "../law/caps.js";
import { daysBetween, yearOf } from "../law/days.js";
import { cliff } from "../law/forecast.js";
import { nursingDays } from "../law/stays.js";
import { staysOf, sumOf } from "../replica/sums.js";
import { _ } from "../say.js";
import { meter } from "./drawing.js";

const SOON_TO_LAPSE = CONTRACT.SOON_TO_LAPSE; // days; earlier, the three-year clock would only be noise on home

/**
 * @param {readonly Member[]} members
 * @param {ReadonlyMap<string, number | null>} bands
 * @param {YearOfHousehold} sums
 * @param {readonly number[]} years
 * @param {number} year
 * @param {Day} today
 * @param {Context | null} notice
 * @returns {Context}
 */
export function presentHome(members, bands, sums, years, year, today, notice = null) {
  const cards = members.map((member) =>
    presentCard(member, bands.get(member.id) ?? null, sums, year, today),
  );
  return {
    title: _("상한지기"),
    tab: "home",
    cards,
    year,
    years: presentYears(years, year, today),
    new_year: year < yearOf(today),
    this_year: yearOf(today),
    tasks: presentTasks(cards, year, today),
    table: tableState(year),
    notice,
  };
}

/**
 * The years one can look at: this one, and those with receipts. Newest first.
 *
 * @param {readonly number[]} years
 * @param {number} chosen
 * @param {Day} today
 */
export function presentYears(years, chosen, today) {
  return [...new Set([...years, yearOf(today), chosen])]
    .sort((one, other) => other - one)
    .map((year) => ({ year, chosen: year === chosen }));
}

/**
 * One person's year on home.
 *
 * @param {Member} member
 * @param {number | null} band
 * @param {YearOfHousehold} yearSums
 * @param {number} year
 * @param {Day} today
 * @returns {Context}
 */
export function presentCard(member, band, yearSums, year, today) {
  const sums = sumOf(yearSums, member.id);
  const nursing = nursingDays(year, staysOf(yearSums, member.id), today);
  const settlement = settle(year, band, { counted: sums.counted, nursing_days: nursing.total });
  return {
    id: member.id,
    name: member.name,
    year,
    receipts: sums.receipts,
    unverified: sums.unverified,
    cliff: presentCliff(cliff(year, band, sums.counted, nursing, today)),
    ...presentFigures(sums, settlement, year, band),
  };
}

/**
 * The figures of a person's year, and the state in which they leave the person.
 *
 * @param {YearSum} sums
 * @param {Settlement} settlement
 * @param {number} year
 * @param {number | null} band
 * @returns {Context}
 */
export function presentFigures(sums, settlement, year, band) {
  return {
    counted: sums.counted,
    uncounted: sums.not_counted,
    advance: sums.advance,
    paid: sums.paid,
    band,
    band_label: bandLabel(year, band),
    long_stay: settlement.long_stay,
    cap: settlement.cap,
    remaining: settlement.remaining,
    estimate: settlement.estimate,
    lowest: settlement.lowest,
    highest: settlement.highest,
    state: state(sums, settlement),
    meter: meter(sums.counted, settlement.cap),
  };
}

/**
 * `unknown_year`, `empty`, `range`, `below`, `exact` or `over`.
 *
 * @param {YearSum} sums
 * @param {Settlement} settlement
 */
export function state(sums, settlement) {
  if (settlement.ladder.length === 0) return "unknown_year";
  if (!sums.receipts) return "empty";
  if (settlement.cap === null) return "range";
  if (sums.counted === settlement.cap) return "exact";
  return sums.counted > settlement.cap ? "over" : "below";
}

/**
 * 2–3분위, as the year's table groups it; empty if not known.
 *
 * @param {number} year
 * @param {number | null} band
 */
export function bandLabel(year, band) {
  if (band === null) return "";
  return hasTable(year) ? groupLabel(groupOf(year, band).key) : _("%(band)s분위", { band });
}

/** @param {string} key */
export function groupLabel(key) {
  return _("%(band)s분위", { band: key.replaceAll("-", "–") });
}

/**
 * The 120-day line of a stay that goes on.
 *
 * @param {Cliff | null} line
 * @returns {Context | null}
 */
export function presentCliff(line) {
  if (line === null) return null;
  return {
    days: line.days,
    days_left: line.days_left,
    crossed: line.crossed,
    last_day: line.last_general_day,
    next_day: line.first_long_stay_day,
    general_cap: line.general_cap,
    long_stay_cap: line.long_stay_cap,
    at_stake: line.at_stake,
    raised:
      line.long_stay_cap !== null && line.general_cap !== null
        ? line.long_stay_cap - line.general_cap
        : null,
  };
}

/**
 * At most three things to do next.
 *
 * @param {readonly Context[]} cards
 * @param {number} year
 * @param {Day} today
 */
export function presentTasks(cards, year, today) {
  const tasks = [];
  const unknown = cards.find((card) => card.state === "range");
  if (unknown !== undefined) {
    tasks.push({
      text: _("%(name)s의 분위를 고르면 범위가 좁아져요", { name: unknown.name }),
      href: `/members/${unknown.id}/bands/${year}`,
    });
  }
  const above = cards.some(
    (card) => card.state === "over" || (card.state === "range" && card.highest),
  );
  if (above) tasks.push({ text: nextStep(year, today), href: "" });
  return tasks.slice(0, 3);
}

/**
 * What to do about an excess: wait for the notices, ask, or hurry (the 3-year clock).
 *
 * @param {number} year
 * @param {Day} today
 */
export function nextStep(year, today) {
  const [start, until] = [noticesStart(year), claimUntil(year)];
  if (start === null || until === null || today < start) {
    return _("%(year)s년 8월이 되면 공단에서 정한 금액을 확인하세요", { year: year + 1 });
  }
  const left = daysBetween(today, until);
  if (left < 0) {
    return _("%(year)s년 진료분은 3년이 지났을 수 있어요. 1577-1000에 물어보세요", { year });
  }
  if (left > SOON_TO_LAPSE) {
    return _("%(year)s년 진료분은 지금 공단에 확인해 볼 수 있어요", { year });
  }
  return _("%(year)s년 진료분은 청구할 날이 %(days)s일 남았어요", { year, days: left });
}

/**
 * `official`, `secondary` or `unknown`: how far the year's table can be trusted.
 *
 * @param {number} year
 */
export function tableState(year) {
  return hasTable(year) ? table(year).status : "unknown";
}

/** @param {NursingDays} nursing */
export function staysContext(nursing) {
  return nursing.stays.map(([first, last]) => ({
    from: first,
    to: last,
    days: daysBetween(first, last) + 1,
  }));
}
