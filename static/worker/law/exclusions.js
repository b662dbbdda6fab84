/**
 * What is inside the co-payment (①) and yet outside the yearly sum (Enforcement Decree of the NHI
 * Act, art. 19(3)). The first day of the care decides which rule holds.
 * Twin of webapp/law/exclusions.py.
 *
 * @import { Day } from "./days.js"
 * @import { RuleRow, TopicRow } from "./rulebook.js"
 */
import { dateOf, earliest, latest, monthOf, yearOf } from "./days.js";
import { CARE_KINDS, PROVIDER_KINDS } from "./kinds.js";
import { once, read } from "./rulebook.js";

/** The keys of a receipt's `uncounted`, in the order of the screens and of the data. */
export const REASONS = Object.freeze([
  "selective_benefit",
  "dental_implant",
  "shared_room",
  "chuna",
  "mild_tertiary",
  "over_365_visits",
  "arrears",
  "public_subsidy",
]);

/** In force for care begun from `since` to `until`, both included; null does not restrict. */
export class Rule {
  /** @param {RuleRow} row */
  constructor(row) {
    this.since = row.from ?? null;
    this.until = row.to ?? null;
    this.provider_kinds = row.provider_kinds ?? null;
    this.care_kinds = row.care_kinds ?? null;
  }

  /** @param {string} provider_kind @param {string} care_kind */
  inPlace(provider_kind, care_kind) {
    return (
      (this.provider_kinds === null || this.provider_kinds.includes(provider_kind)) &&
      (this.care_kinds === null || this.care_kinds.includes(care_kind))
    );
  }

  /** @param {Day} on */
  inForce(on) {
    return (this.since === null || this.since <= on) && (this.until === null || on <= this.until);
  }
}

/**
 * The day on which care began, and where.
 *
 * @typedef {{ on: Day, provider_kind: string, care_kind: string }} Care
 */

/**
 * Something a receipt shows and the sum treats in its own way, in words for a person.
 *
 * @typedef {object} Topic
 * @property {string} id
 * @property {string} label
 * @property {string} reason
 * @property {string} legal
 * @property {string | null} note
 */

/**
 * One reason why a part of the co-payment is not counted.
 *
 * @typedef {object} Exclusion
 * @property {string} id
 * @property {string} label
 * @property {string} reason
 * @property {string} legal
 * @property {string | null} note
 * @property {Rule[]} rules
 */

/**
 * Whether money under this reason leaves the sum, for care begun `on` that day at that place.
 *
 * Throws `RangeError` for a reason that is not in `REASONS`.
 *
 * @param {string} reason
 * @param {Care} care
 */
export function applies(reason, { on, provider_kind, care_kind }) {
  return _exclusion(reason).rules.some(
    (rule) => rule.inForce(on) && rule.inPlace(provider_kind, care_kind),
  );
}

/**
 * Why this reason subtracts nothing here, in a short Korean sentence; null where it does.
 *
 * Throws `RangeError` for a reason that is not in `REASONS`.
 *
 * @param {string} reason
 * @param {Care} care
 */
export function whyNot(reason, { on, provider_kind, care_kind }) {
  if (applies(reason, { on, provider_kind, care_kind })) return null;
  const { rules } = _exclusion(reason);
  const here = rules.filter((rule) => rule.inPlace(provider_kind, care_kind));
  if (here.length === 0) {
    return `${_wrongPlace(rules, provider_kind, care_kind)}에서는 빠지지 않아요.`;
  }
  const [coming, ...later] = here.flatMap(({ since }) => (since && on < since ? [since] : []));
  if (coming) {
    return `${_inWords(earliest(coming, ...later))}부터 빠져요. 이 날에는 세는 돈이에요.`;
  }
  const [ended, ...others] = here.flatMap(({ until }) => (until ? [until] : []));
  return `${_inWords(latest(ended, ...others))}까지만 빠졌어요. 이 날에는 세는 돈이에요.`;
}

/** The eight reasons, in the order of `REASONS`. */
export const exclusions = once(() =>
  read("exclusions").exclusion.map(({ id, label, reason, legal, note, rule }) => {
    /** @type {Exclusion} */
    const found = { id, label, reason, legal, note: note ?? null, rules: rule.map(_rule) };
    return found;
  }),
);

/** What is not counted because it is not inside ① of a health-insurance receipt. */
export const outside = once(() => read("exclusions").outside.map(_topic));

/** All that is not counted, inside ① and outside it, by id. */
export const everything = once(() => {
  /** @type {(Exclusion | Topic)[]} */
  const found = [...exclusions(), ...outside()];
  return new Map(found.map((each) => [each.id, each]));
});

/** @param {string} reason */
function _exclusion(reason) {
  const found = _byId().get(reason);
  if (found === undefined) throw new RangeError(`unknown reason ${reason}`);
  return found;
}

const _byId = once(() => new Map(exclusions().map((exclusion) => [exclusion.id, exclusion])));

/** @param {RuleRow} row */
function _rule(row) {
  return new Rule(row);
}

/** @param {TopicRow} row @returns {Topic} */
function _topic({ id, label, reason, legal, note }) {
  return { id, label, reason, legal, note: note ?? null };
}

/** @param {Rule[]} rules @param {string} provider_kind @param {string} care_kind */
function _wrongPlace(rules, provider_kind, care_kind) {
  const placeFits = rules.some(
    (rule) => rule.provider_kinds === null || rule.provider_kinds.includes(provider_kind),
  );
  if (placeFits) return CARE_KINDS.get(care_kind) ?? "이런 진료";
  return PROVIDER_KINDS.get(provider_kind) ?? "이런 곳";
}

/** @param {Day} day */
function _inWords(day) {
  return `${yearOf(day)}년 ${monthOf(day)}월 ${dateOf(day)}일`;
}
