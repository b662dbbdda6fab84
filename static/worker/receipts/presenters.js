/**
 * Rows → what the receipt templates show. Integers of won, days as ISO strings.
 * Twin of webapp/receipts/presenters.py.
 *
 * @import { Day } from "../law/days.js"
 * @import { Receipt, Tally } from "../law.js"
 * @import { Done, MemberRow, ReceiptRow } from "../replica/store.js"
 *
 * @typedef {Record<string, any>} Context
 * @typedef {Readonly<Record<string, string>>} Names  people by id
 * @typedef {{member: string, year: number | null, provider: string, q: string, reason: string,
 *   todo: string, before: [Day, string] | null}} Filter
 */
import { dayInSeoul } from "../clock.js";
import { shortDay, won } from "../formats.js";
import { CONTRACT } from "../generated/contract.js";
import {
  addDays,
  CARE_KINDS,
  dateOf,
  daysBetween,
  everything,
  exclusions,
  INSURANCE_KINDS,
  monthOf,
  PROVIDER_KINDS,
  tally,
  warnings,
  whyNot,
} from "../law.js";
import { same } from "../op.js";
import { _ } from "../say.js";
import { asLaw, unchecked } from "../synced.js";
import { labels, shown } from "./labels.js";

/**
 * Reasons that the person named but the law did not know on that day, in that place.
 *
 * @param {Receipt} receipt
 * @returns {string[]}
 */
export function keptIn({ uncounted, care_from: on, provider_kind, care_kind }) {
  return exclusions().flatMap(({ id, label }) => {
    const why = uncounted[id] ? whyNot(id, { on, provider_kind, care_kind }) : null;
    return why === null ? [] : [`${_(label)}: ${_(why)}`];
  });
}

/**
 * @param {Receipt} receipt
 * @param {number | null} patient_total
 * @returns {string[]}
 */
export function presentWarnings(receipt, patient_total) {
  const { copay, insurer_paid, full_self_pay, noncovered, advance, care_kind } = receipt;
  return warnings({
    copay,
    insurer_paid,
    full_self_pay,
    noncovered,
    advance,
    patient_total,
    care_kind,
  }).map(({ message, expected }) => _(message, { expected: won(expected ?? 0) }));
}

/**
 * A receipt as one line of a list.
 *
 * @param {ReceiptRow} receipt
 * @param {Names} names
 * @returns {Context}
 */
export function presentRow(receipt, names) {
  return {
    id: receipt.id,
    member: Object.hasOwn(names, receipt.member_id) ? names[receipt.member_id] : "",
    day: receipt.care_from,
    until: receipt.care_to === receipt.care_from ? "" : receipt.care_to,
    days: daysLabel(receipt.care_from, receipt.care_to),
    place: receipt.provider_name,
    kind: inWords(CARE_KINDS, receipt.care_kind),
    counted: receipt.counted,
    uncounted: receipt.paid - receipt.counted,
    unverified: !!receipt.unverified,
    indemnity: receipt.indemnity_paid !== null,
    rev: receipt.rev,
  };
}

/** @param {ReadonlyMap<string, string>} kinds @param {string} kind */
function inWords(kinds, kind) {
  return _(/** @type {string} */ (kinds.get(kind)));
}

/** 9월 1일, 9월 1일~30일, 9월 28일~10월 3일 @param {Day} first @param {Day} last */
export function daysLabel(first, last) {
  if (first === last) return shortDay(first);
  const month = monthOf(first);
  return month === monthOf(last)
    ? _("%(month)s %(first)s일~%(last)s일", { month: _(`${month}월`), first: dateOf(first), last: dateOf(last) })
    : _("%(month)s %(first)s일~%(last_day)s", { month: _(`${month}월`), first: dateOf(first), last_day: shortDay(last) });
}

/**
 * @param {readonly ReceiptRow[]} rows
 * @param {boolean} more
 * @param {readonly [number, number, number]} totals
 * @param {Filter} chosen
 * @param {readonly MemberRow[]} members
 * @param {readonly number[]} years
 * @param {readonly string[]} [places]
 * @param {{notice?: Context | null, q_error?: string}} [told]
 * @returns {Context}
 */
export function presentList(
  rows,
  more,
  totals,
  chosen,
  members,
  years,
  places = [],
  { notice = null, q_error = "" } = {},
) {
  const names = Object.fromEntries(members.map(({ id, name }) => [id, name]));
  const [count, counted, paid] = totals;
  const last = rows.at(-1);
  return {
    title: _("영수증"),
    tab: "receipts",
    months: byMonth(rows.map((row) => presentRow(row, names))),
    count,
    counted,
    uncounted: paid - counted,
    first_page: chosen.before === null,
    more: more && last ? `${last.care_from}.${last.id}` : "",
    filter: {
      member: chosen.member,
      year: chosen.year ? String(chosen.year) : "",
      provider: chosen.provider,
      q: chosen.q,
      reason: chosen.reason,
      reason_label: reasonLabel(chosen.reason),
      todo: chosen.todo,
    },
    filtered: isNarrowed(chosen),
    members: members.map(({ id, name }) => ({ value: id, label: name })),
    years: years.map(String),
    places: presentPlaces(places, chosen.provider),
    notice,
    q_error,
  };
}

/**
 * Places to choose from, where there are several; the chosen one may be none of the last.
 *
 * @param {readonly string[]} places @param {string} chosen @returns {Context[]}
 */
export function presentPlaces(places, chosen) {
  const known = [...places, ...(chosen && !places.includes(chosen) ? [chosen] : [])];
  return known.length > 1 || chosen ? known.map((name) => ({ value: name, label: name })) : [];
}

/** @param {Filter} filter */
function isNarrowed({ member, year, provider, q, reason, todo }) {
  return year !== null || [member, provider, q, reason, todo].some((text) => text !== "");
}

/** @param {readonly Context[]} rows @returns {Context[]} */
export function byMonth(rows) {
  /** @type {Map<string, Context[]>} */
  const months = new Map();
  for (const row of rows) {
    const month = row.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months].map(([month, found]) => ({
    label: _("%(year)s년 %(month)s", { year: month.slice(0, 4), month: _(`${Number(month.slice(5))}월`) }),
    rows: found,
  }));
}

/** @param {string} reason */
export function reasonLabel(reason) {
  if (reason === "advance") return _("상한액 초과금");
  const found = everything().get(reason);
  return found ? _(found.label) : "";
}

/**
 * @param {ReceiptRow} receipt
 * @param {Names} names
 * @param {readonly Done[]} history
 * @param {Day} today
 * @param {{notice?: Context | null}} [told]
 * @returns {Context}
 */
export function presentReceipt(receipt, names, history, today, { notice = null } = {}) {
  const read = asLaw(receipt);
  return {
    title: _("영수증 한 장"),
    tab: "receipts",
    receipt: presentRow(receipt, names),
    member_id: receipt.member_id,
    year: receipt.year,
    provider_kind: inWords(PROVIDER_KINDS, receipt.provider_kind),
    insurance_kind: inWords(INSURANCE_KINDS, receipt.insurance_kind),
    discharged: receipt.discharged,
    deleted: receipt.deleted_at !== null,
    days_left: daysLeft(receipt, today),
    parts: presentParts(tally(read)),
    kept_in: keptIn(read),
    warnings: presentWarnings(read, receipt.patient_total),
    unverified: unchecked(receipt),
    unchecked: presentUnchecked(receipt),
    photographed: wasPhotographed(receipt, history),
    copay: receipt.copay,
    advance: receipt.advance,
    insurer_paid: receipt.insurer_paid,
    patient_total: receipt.patient_total,
    indemnity_paid: receipt.indemnity_paid,
    receipt_no: receipt.receipt_no,
    note: receipt.note,
    history: history.filter(happened).map((done) => presentChange(done, receipt, names)),
    notice,
  };
}

/**
 * Whether it is known to have been read from a photo, which lies on one phone alone.
 *
 * @param {ReceiptRow} receipt @param {readonly Done[]} history
 */
export function wasPhotographed(receipt, history) {
  return !!receipt.unverified || history.some(({ set }) => (set.unverified ?? []).some(Boolean));
}

/** What was read from a photo and nobody has looked at yet. @param {ReceiptRow} receipt @returns {Context[]} */
export function presentUnchecked(receipt) {
  const words = labels();
  return unchecked(receipt).map((name) => ({
    label: words[name],
    value: shown(name, receipt[name], {}),
  }));
}

/** The receipt taken apart: what counts, what does not, and why. @param {Tally} tally @returns {Context[]} */
export function presentParts({ counted, uncounted, other_insurance, full_self_pay, noncovered }) {
  const words = everything();
  const leftOut = Object.entries({ ...uncounted, other_insurance, full_self_pay, noncovered });
  return [
    { label: _("세는 돈"), won: counted, why: _("급여에서 내가 낸 돈이에요."), counts: true },
    ...leftOut.flatMap(([id, won]) => {
      const each = words.get(id);
      return won && each ? [{ label: _(each.label), won, why: _(each.reason), counts: false }] : [];
    }),
  ];
}

/** @param {ReceiptRow} receipt @param {Day} today */
export function daysLeft({ deleted_at }, today) {
  if (deleted_at === null) return 0;
  return Math.max(0, daysBetween(today, addDays(dayInSeoul(deleted_at), CONTRACT.TRASH_DAYS)));
}

/** Whether an operation changed anything; a refused one did not. @param {Done} done */
export function happened({ kind, status, set, refused }) {
  if (kind !== "put" || refused.includes("deleted")) return status === "applied";
  return status !== "rejected" && Object.keys(set).some((name) => !refused.includes(name));
}

/**
 * One line of the history. A change of the receipt's present value can be taken back.
 *
 * @param {Done} done
 * @param {ReceiptRow} receipt
 * @param {Names} names
 * @returns {Context}
 */
export function presentChange({ op_id, kind, set, refused, applied_at }, receipt, names) {
  const changed = Object.entries(set).filter(([name]) => !refused.includes(name));
  const made = set.member_id?.[0] === null;
  const words = labels();
  return {
    op_id,
    day: dayInSeoul(applied_at),
    what: kind === "put" ? (made ? "made" : "changed") : kind,
    changes: made
      ? []
      : changed.map(([name, [old, fresh]]) => ({
          label: words[name],
          old: shown(name, old, names),
          new: shown(name, fresh, names),
        })),
    can_revert:
      kind === "put" &&
      !made &&
      receipt.deleted_at === null &&
      changed.every(([name, [, fresh]]) => same(receipt[name], fresh)),
  };
}

/**
 * @param {readonly ReceiptRow[]} receipts
 * @param {readonly MemberRow[]} members
 * @param {Names} names
 * @param {Day} today
 * @returns {Context}
 */
export function presentTrash(receipts, members, names, today) {
  return {
    title: _("지운 것"),
    tab: "receipts",
    receipts: receipts.map((receipt) => ({
      ...presentRow(receipt, names),
      days_left: daysLeft(receipt, today),
    })),
    members: members.map(({ id, name }) => ({ id, name })),
    days: CONTRACT.TRASH_DAYS,
  };
}
