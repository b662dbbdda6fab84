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
 * @typedef {{ id: string, name: string, avatar: string, rev: number }} Member
 */
import { CONTRACT } from "../generated/contract.js";
import { settle } from "../law/assess.js";
import { CLOSED } from "../household/schemas.js";
import { claimClock } from "../law/calendar.js";
import { advanceThreshold, groupOf, hasTable, table } from "../law/caps.js";
import { daysBetween, monthOf, yearOf } from "../law/days.js";
import { cliff, stakes } from "../law/forecast.js";
import { nearness } from "../law/preview.js";
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
 * @param {{ closed?: readonly [string, string][], lapsing?: readonly number[], started?: boolean }} [more]
 *   `closed` are notices of this year that somebody has closed, by member and level; `lapsing` the other
 *   years that may give something back, but not for much longer; `started` says that the set-up was gone
 *   through, and nobody named
 * @returns {Context}
 */
export function presentHome(
  members, bands, sums, years, year, today, notice = null,
  { closed = [], lapsing = [], started = false } = {},
) {
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
    season: season(years, year, today),
    this_year: yearOf(today),
    last_year: yearOf(today) - 1,
    several: cards.length > 1,
    receipts: cards.reduce((sum, card) => sum + card.receipts, 0),
    told: presentNotices(cards, closed, year, today),
    tasks: presentTasks(cards, lapsing, year, today),
    ways: presentWays(cards, year),
    table: tableState(year),
    new_table: null, // the view says what this phone knows of one
    notice,
    started,
  };
}

/**
 * `ending` in December, `turned` in the January after a year with receipts, else nothing.
 *
 * @param {readonly number[]} years
 * @param {number} year
 * @param {Day} today
 */
function season(years, year, today) {
  const thisYear = yearOf(today);
  if (year === thisYear && monthOf(today) === 12) return "ending";
  const turned = monthOf(today) === 1 && years.includes(thisYear - 1);
  return turned && [thisYear, thisYear - 1].includes(year) ? "turned" : "";
}

/**
 * That a ceiling is near (80 per cent), or reached: once a person, year and level.
 *
 * @param {readonly Context[]} cards
 * @param {readonly [string, string][]} closed
 * @param {number} year
 * @param {Day} today
 * @returns {Context[]}
 */
function presentNotices(cards, closed, year, today) {
  if (year !== yearOf(today)) return [];
  const found = cards.flatMap(({ id, name, year, state, remaining, estimate, counted, cap }) => {
    const level = nearness(counted, cap);
    const known = level !== "" && atLeast(level).some((each) =>
      closed.some(([member, one]) => member === id && one === each),
    );
    return level && !known ? [{ level, id, name, year, state, remaining, estimate }] : [];
  });
  return found.slice(0, CONTRACT.TOLD_AT_ONCE);
}

/** The level and those above it. @param {string} level */
function atLeast(level) {
  const levels = Object.keys(CLOSED);
  return levels.slice(levels.indexOf(level));
}

/**
 * The quick ways of home; of several people, whose year is meant.
 *
 * @param {readonly Context[]} cards
 * @param {number} year
 * @returns {Context[]}
 */
function presentWays(cards, year) {
  if (!cards.length) return [];
  const mine = cards.find((card) => card.receipts) ?? cards[0];
  const nursed = cards.find((card) => card.nursing_days) ?? mine;
  const several = cards.length > 1;
  const ofYear = `/members/${mine.id}/years/${year}`;
  const stays = `/members/${nursed.id}/years/${year}/stays`;
  return [
    { href: "/scan", icon: "camera", name: _("영수증 찍기"), whose: "" },
    { href: "/statements", icon: "wallet", name: _("환급금 조회"), whose: "" },
    { href: `/caps?year=${year}`, icon: "table-2", name: _("상한액 표"), whose: "" },
    { href: ofYear, icon: "calculator", name: _("계산 다시 보기"), whose: several ? mine.name : "" },
    { href: stays, icon: "bed", name: _("입원일 세기"), whose: several ? nursed.name : "" },
    { href: "/claims", icon: "file-text", name: _("신청 연습"), whose: "" },
  ];
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
    avatar: member.avatar,
    year,
    receipts: sums.receipts,
    unverified: sums.unverified,
    nursing_days: nursing.total,
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
  const [first, last] = key.split("-");
  return last ? _("%(first)s–%(last)s분위", { first, last }) : _("%(band)s분위", { band: first });
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
    raised:
      line.long_stay_cap !== null && line.general_cap !== null
        ? line.long_stay_cap - line.general_cap
        : null,
  };
}

/**
 * The won by which passing day 120 lowers the estimate: a range where the band is unknown.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {number} counted
 */
export function presentStakes(year, band, counted) {
  const lost = stakes(year, band, counted);
  return { least: lost && lost[0], most: lost && lost[1] };
}

/**
 * Institutions whose own sum is near the highest ceiling, or has reached it.
 *
 * @param {readonly [string, string, number, number][]} providers
 * @param {number} year
 * @returns {Context[]}
 */
export function presentNear(providers, year) {
  return providers.flatMap(([name, kind, won]) => {
    const top_cap = advanceThreshold(year, kind);
    const close = nearness(won, top_cap);
    if (top_cap === null || !close) return [];
    return [{ name, state: close, top_cap, won, over: Math.max(0, won - top_cap) }];
  });
}

/**
 * At most three things to do next.
 *
 * @param {readonly Context[]} cards
 * @param {readonly number[]} lapsing
 * @param {number} year
 * @param {Day} today
 */
export function presentTasks(cards, lapsing, year, today) {
  const tasks = [];
  const unknown = cards.find((card) => card.state === "range");
  if (unknown !== undefined) {
    tasks.push({
      text: _("%(name)s의 분위를 고르면 범위가 좁아져요", { name: unknown.name }),
      href: `/members/${unknown.id}/bands/${year}`,
    });
  }
  if (cards.some(givesBack)) tasks.push({ text: nextStep(year, today), href: "/real" });
  for (const each of lapsing) tasks.push({ text: nextStep(each, today), href: `/?year=${each}` });
  return tasks.slice(0, 3);
}

/** Whether a person's year may give something back. @param {Context} card @returns {boolean} */
export function givesBack(card) {
  return card.state === "over" || (card.state === "range" && card.highest > 0);
}

/** Whether the three years of a year end within `SOON_TO_LAPSE` days. @param {number} year @param {Day} today */
export function lapsesSoon(year, today) {
  const left = claimClock(year, today).days_left;
  return left !== null && left <= SOON_TO_LAPSE;
}

/**
 * The three-year clock of a past year; none where no band would get anything back.
 *
 * @param {number} year
 * @param {number} counted
 * @param {Day} today
 * @returns {Context | null}
 */
export function presentClock(year, counted, today) {
  const settlement = settle(year, null, { counted, nursing_days: 0 });
  if (!settlement.highest) return null;
  const { state, until, days_left } = claimClock(year, today);
  return { state, until: until ?? "", left: days_left, begins: year + 1 };
}

/**
 * What to do about an excess: wait for the notices, ask, or hurry (the 3-year clock).
 *
 * @param {number} year
 * @param {Day} today
 */
export function nextStep(year, today) {
  const { state, days_left: left } = claimClock(year, today);
  if (state === "waiting") {
    return _("%(year)s년 8월이 되면 공단에서 정한 금액을 확인하세요", { year: year + 1 });
  }
  if (state === "unknown") {
    return _("%(year)s년 진료분은 청구할 날이 남았는지 1577-1000에 물어보세요", { year });
  }
  if (left === null) {
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
