/**
 * One person's year → the waterfall, the ladder, the months.
 * Twin of webapp/shell/year_presenters.py.
 *
 * @import { Assessment, ProviderSum, Settlement, Tally } from "../law/assess.js"
 * @import { Bracket } from "../law/brackets.js"
 * @import { Day } from "../law/days.js"
 * @import { ReceiptRow } from "../replica/store.js"
 * @import { YearSum } from "../replica/sums.js"
 * @import { Context, Member } from "./presenters.js"
 */
import { CONTRACT } from "../generated/contract.js";
import { tally } from "../law/assess.js";
import { KINDS, suggestBand } from "../law/brackets.js";
import { claimUntil, ruleNotes } from "../law/calendar.js";
import { advanceThreshold, topCap } from "../law/caps.js";
import { yearOf } from "../law/days.js";
import { everything } from "../law/exclusions.js";
import { withoutLongStay } from "../law/forecast.js";
import { PROVIDER_KINDS } from "../law/kinds.js";
import { compareAll } from "../order.js";
import { presentRow } from "../receipts/presenters.js";
import { _ } from "../say.js";
import { asLaw } from "../synced.js";
import { columns, share, waterfall } from "./drawing.js";
import {
  bandLabel,
  groupLabel,
  presentClock,
  presentFigures,
  presentNear,
  presentYears,
  staysContext,
  tableState,
} from "./presenters.js";

const SHOWN = CONTRACT.SHOWN; // receipts listed under one reason before 모두 보기

/**
 * 계산 풀이: the waterfall, each part opening to its receipts and reasons.
 *
 * @param {Member} member
 * @param {readonly ReceiptRow[]} receipts
 * @param {Assessment} assessment
 * @param {Day} today
 * @returns {Context}
 */
export function presentYear(member, receipts, assessment, today) {
  const { year, band, counted, paid, advance } = assessment;
  const not_counted = paid - counted;
  const shorter = withoutLongStay(year, band, counted, assessment.nursing);
  const until = claimUntil(year);
  return {
    title: _("%(year)s년 계산 풀이", { year }),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
    running: year === yearOf(today),
    may_compare: year < yearOf(today) && assessment.ladder.length > 0,
    ...presentFigures(
      { receipts: receipts.length, counted, paid, advance, unverified: 0, not_counted },
      assessment,
      year,
      band,
    ),
    receipts: receipts.length,
    indemnity_sum: receipts.reduce((sum, each) => sum + (each.indemnity_paid ?? 0), 0),
    borne: assessment.borne,
    bars: waterfall(paid, not_counted, assessment.cap, assessment.estimate),
    counted_receipts: receiptsOf(receipts, (part) => part.counted),
    reasons: presentReasons(receipts, assessment),
    ladder: presentLadder(assessment, band),
    stays: staysContext(assessment.nursing),
    nursing_days: assessment.nursing_days,
    shorter: shorter && {
      estimate: shorter.estimate,
      difference: shorter.difference,
      cap: shorter.cap,
    },
    providers: assessment.providers.map(presentProvider),
    near: presentNear(
      assessment.providers.map(({ name, kind, counted: won }) => [name, kind, won, 0]),
      year,
    ),
    crossed_on: assessment.crossed_on ?? "",
    until: until !== null && today <= until ? until : "",
    three_tiers: assessment.ladder.length === 3,
    rules: ruleNotes().map((rule) => ({ label: _(rule.label), note: _(rule.note) })),
    table: tableState(year),
  };
}

/**
 * The receipts behind one part of the sum, the largest first, and how many more.
 *
 * @param {readonly ReceiptRow[]} receipts
 * @param {(part: Tally) => number} part
 * @returns {Context}
 */
function receiptsOf(receipts, part) {
  const found = receipts
    .map((receipt) => ({ won: part(tally(asLaw(receipt))), receipt }))
    .filter(({ won }) => won)
    .sort((one, other) =>
      compareAll(
        [-one.won, one.receipt.care_from, one.receipt.id],
        [-other.won, other.receipt.care_from, other.receipt.id],
      ),
    );
  return {
    rows: found.slice(0, SHOWN).map(({ won, receipt }) => ({ ...presentRow(receipt, {}), won })),
    more: Math.max(0, found.length - SHOWN),
  };
}

/**
 * What was left out, by reason: the sum, why, and the receipts.
 *
 * @param {readonly ReceiptRow[]} receipts
 * @param {Assessment} assessment
 * @returns {Context[]}
 */
function presentReasons(receipts, assessment) {
  return Object.entries(assessment.left_out)
    .filter(([, won]) => won)
    .sort(([, one], [, other]) => other - one)
    .map(([id, won]) => {
      const { label = "", reason: why = "" } = everything().get(id) ?? {};
      const itsReceipts = receiptsOf(receipts, (part) => partOf(part, id));
      return { id, label: _(label), why: _(why), won, receipts: itsReceipts };
    });
}

/** @param {Tally} part @param {string} reason */
function partOf(part, reason) {
  const { noncovered, full_self_pay, other_insurance } = part;
  /** @type {Record<string, number>} */
  const whole = { noncovered, full_self_pay, other_insurance };
  return whole[reason] ?? part.uncounted[reason] ?? 0;
}

/**
 * Cap and estimate of each group; `mine` marks the person's own.
 *
 * @param {Settlement} settlement
 * @param {number | null} band
 */
function presentLadder(settlement, band) {
  return settlement.ladder.map((rung) => ({
    key: rung.band,
    label: groupLabel(rung.band),
    band: rung.band.split("-")[0],
    cap: rung.cap,
    estimate: rung.estimate,
    mine: band !== null && covers(rung.band, band),
  }));
}

/** @param {string} key @param {number} band */
export function covers(key, band) {
  const [first, last = first] = key.split("-");
  return Number(first) <= band && band <= Number(last);
}

/** @param {ProviderSum} each */
function presentProvider(each) {
  return {
    name: each.name,
    kind: providerKind(each.kind),
    counted: each.counted,
    top_cap: each.top_cap,
    over: each.over,
  };
}

/** @param {string} kind */
function providerKind(kind) {
  return _(PROVIDER_KINDS.get(kind) ?? kind);
}

const NOTHING = Object.freeze({ receipts: 0, counted: 0, paid: 0, advance: 0, not_counted: 0 });

/**
 * 가족 · 한 사람.
 *
 * @param {Member} member
 * @param {number | null} band
 * @param {Settlement} settlement
 * @param {YearSum} sums
 * @param {ReadonlyMap<number, YearSum>} months
 * @param {readonly [string, string, number, number][]} providers
 * @param {readonly number[]} years
 * @param {readonly [number, YearSum][]} past
 * @param {number} year
 * @param {Day} today
 * @returns {Context}
 */
export function presentMember(
  member, band, settlement, sums, months, providers, years, past, year, today,
) {
  const ofMonths = Array.from({ length: 12 }, (_nothing, place) => months.get(place + 1) ?? NOTHING);
  const counted = ofMonths.map((each) => each.counted);
  const threshold = settlement.ladder.length ? topCap(year) : null;
  const widest = threshold ?? Math.max(...providers.map(([, , won]) => won));
  return {
    title: member.name,
    tab: "home",
    member: { id: member.id, name: member.name, avatar: member.avatar, rev: member.rev },
    year,
    years: presentYears(years, year, today),
    this_year: yearOf(today),
    ...presentFigures(sums, settlement, year, band),
    receipts: sums.receipts,
    months: columns(counted, 120).map((bar, place) => ({
      month: place + 1,
      counted: counted[place],
      uncounted: ofMonths[place].not_counted,
      bar,
    })),
    providers: providers.map(([name, kind, won, count]) => ({
      name,
      kind: providerKind(kind),
      counted: won,
      receipts: count,
      nursing: kind === "nursing" && advanceThreshold(year, kind) === null,
      width: share(won, widest),
    })),
    top_cap: threshold,
    near: presentNear(providers, year),
    past: past.map(([each, found]) => ({
      year: each,
      counted: found.counted,
      uncounted: found.not_counted,
      clock: presentClock(each, found.counted, today),
    })),
  };
}

/**
 * 분위 찾기.
 *
 * @param {Member} member
 * @param {number | null} band
 * @param {Settlement} settlement
 * @param {number} year
 * @param {Context} premium
 * @param {{ refused?: boolean }} [how]
 * @returns {Context}
 */
export function presentBands(member, band, settlement, year, premium, { refused = false } = {}) {
  return {
    title: _("%(name)s · 분위 찾기", { name: member.name }),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
    ladder: presentLadder(settlement, band),
    band,
    band_label: bandLabel(year, band),
    long_stay: settlement.long_stay,
    premium,
    refused,
  };
}

/**
 * A band suggested from a monthly premium, where the year's bracket is certain.
 *
 * @param {number} year
 * @param {string} kind
 * @param {string} typed
 * @param {number | null} premium
 * @param {string} error
 * @param {readonly Bracket[]} rows
 * @returns {Context}
 */
export function presentPremium(year, kind, typed, premium, error, rows) {
  const known = rows.filter((row) => row.year === year);
  const suggestion =
    premium !== null && KINDS.includes(kind) ? suggestBand(year, kind, premium, known) : null;
  return {
    has_table: known.length > 0,
    kind,
    typed,
    error,
    asked: premium !== null && !error,
    band: suggestion ? suggestion.band.split("-")[0] : "",
    label: suggestion ? groupLabel(suggestion.band) : "",
    over: suggestion && suggestion.over,
    upto: suggestion && suggestion.upto,
    official: suggestion !== null && ["official", "operator"].includes(suggestion.status),
  };
}
