/**
 * 계산 풀이: one person's year from what was paid to the estimate, each part opening to its receipts
 * and reasons. Twin of webapp/shell/year_presenters.py.
 *
 * @import { Assessment, ProviderSum, Tally } from "../law/assess.js"
 * @import { Day } from "../law/days.js"
 * @import { ReceiptRow } from "../replica/store.js"
 * @import { Context, Member } from "./presenters.js"
 */
import { CONTRACT } from "../generated/contract.js";
import { tally } from "../law/assess.js";
import { claimUntil, ruleNotes } from "../law/calendar.js";
import { yearOf } from "../law/days.js";
import { everything } from "../law/exclusions.js";
import { withoutLongStay } from "../law/forecast.js";
import { PROVIDER_KINDS } from "../law/kinds.js";
import { compareAll } from "../order.js";
import { presentRow } from "../receipts/presenters.js";
import { _ } from "../say.js";
import { asLaw } from "../synced.js";
import { presentLadder } from "./band-presenters.js";
import { waterfall } from "./drawing.js";
import { presentFigures, presentNear, tableState } from "./presenters.js";

const SHOWN = CONTRACT.SHOWN; // receipts listed under one reason before 모두 보기

/**
 * @param {Member} member
 * @param {readonly ReceiptRow[]} receipts
 * @param {Assessment} assessment
 * @param {Day} today
 * @returns {Context}
 */
export function presentYear(member, receipts, assessment, today) {
  const { year, band, ladder } = assessment;
  return {
    title: _("%(year)s년 계산 풀이", { year }),
    tab: "home",
    member: { id: member.id, name: member.name },
    year,
    table: tableState(year),
    ...presentSums(receipts, assessment),
    counted_receipts: receiptsOf(receipts, (part) => part.counted),
    reasons: presentReasons(receipts, assessment),
    ladder: presentLadder(assessment, band),
    three_tiers: ladder.length === 3,
    ...presentStay(assessment),
    ...presentProviders(assessment),
    ...presentDays(assessment, today),
    rules: ruleNotes().map((rule) => ({ label: _(rule.label), note: _(rule.note) })),
  };
}

/** The figures of the year, and the bars that stand beside them. @param {readonly ReceiptRow[]} receipts @param {Assessment} assessment */
function presentSums(receipts, assessment) {
  const { year, band, counted, paid, advance } = assessment;
  const not_counted = paid - counted;
  const sums = { receipts: receipts.length, counted, paid, advance, unverified: 0, not_counted };
  return {
    ...presentFigures(sums, assessment, year, band),
    receipts: receipts.length,
    indemnity_sum: receipts.reduce((sum, each) => sum + (each.indemnity_paid ?? 0), 0),
    borne: assessment.borne,
    bars: waterfall(paid, not_counted, assessment.cap, assessment.estimate),
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

/** Days in nursing hospitals, and the year had they not passed 120. @param {Assessment} assessment */
function presentStay({ year, band, counted, nursing, nursing_days }) {
  const shorter = withoutLongStay(year, band, counted, nursing);
  const { estimate, difference, cap } = shorter ?? {};
  return { nursing_days, shorter: shorter && { estimate, difference, cap } };
}

/** @param {Assessment} assessment */
function presentProviders({ providers, year }) {
  return {
    providers: providers.map(presentProvider),
    near: presentNear(providers.map(({ name, kind, counted }) => [name, kind, counted, 0]), year),
  };
}

/** @param {ProviderSum} each */
function presentProvider(each) {
  return {
    name: each.name,
    kind: _(PROVIDER_KINDS.get(each.kind) ?? each.kind),
    counted: each.counted,
    top_cap: each.top_cap,
    over: each.over,
  };
}

/** The day that passed the ceiling, the last day of the three years, and which year it is. @param {Assessment} assessment @param {Day} today */
function presentDays({ year, ladder, crossed_on }, today) {
  const until = claimUntil(year);
  return {
    running: year === yearOf(today),
    may_compare: year < yearOf(today) && ladder.length > 0,
    crossed_on: crossed_on ?? "",
    until: until !== null && today <= until ? until : "",
  };
}
