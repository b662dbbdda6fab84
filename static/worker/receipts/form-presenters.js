/**
 * Rows and what was typed → what the form and its questions show.
 * Twin of webapp/receipts/form_presenters.py.
 *
 * @import { Day } from "../law/days.js"
 * @import { Errors, Value, Values } from "../op.js"
 * @import { MemberRow, ReceiptRow } from "../replica/store.js"
 * @import { Context } from "./presenters.js"
 *
 * @typedef {Readonly<Record<string, string>>} Typed  what was typed, by field
 */
import * as forms from "../forms.js";
import { addDays, CARE_KINDS, exclusions, INSURANCE_KINDS, PROVIDER_KINDS, tally } from "../law.js";
import { cut } from "../letters.js";
import { byCodePoint } from "../order.js";
import { _ } from "../say.js";
import { FIELDS } from "../synced.js";
import { COLUMNS, labels } from "./labels.js";
import { keptIn, presentRow, presentWarnings } from "./presenters.js";
import { AMOUNTS, halfFilled, UNCOUNTED, UNCOUNTED_PREFIX, wonOrNone } from "./schemas.js";

const PREFIXES = ["first-", "second-"];

/**
 * The form with what was typed; `control` are its hidden fields. The end of what lasted a day is
 * left empty, as the form asks for it.
 *
 * @param {Readonly<Values>} values
 * @param {readonly MemberRow[]} members
 * @param {readonly ReceiptRow[]} places
 * @param {object} options
 * @param {string} options.action
 * @param {Typed} options.control
 * @param {Errors | null} [options.errors]
 * @param {Context | null} [options.question]
 * @param {string} [options.notice]
 * @returns {Context}
 */
export function presentForm(
  values,
  members,
  places,
  { action, control, errors = null, question = null, notice = "" },
) {
  const [typed, found] = [forms.kept(values), errors ?? {}];
  const editing = action !== "/receipts";
  if (typed.care_to === typed.care_from && !Object.hasOwn(found, "care_to")) typed.care_to = "";
  return {
    title: editing ? _("영수증 고치기") : _("영수증 적기"),
    tab: "new",
    action,
    back: editing ? action : "/receipts",
    editing,
    scanning: false,
    control: hidden(control),
    values: Object.fromEntries(FIELDS.receipt.map((name) => [name, typed[name] ?? ""])),
    errors: forms.first(found),
    summary: forms.summary(found, labels()),
    question,
    notice,
    members: members.map(({ id, name }) => ({ value: id, label: name })),
    places: places.map(presentPlace),
    provider_kinds: options(PROVIDER_KINDS),
    care_kinds: options(CARE_KINDS),
    insurance_kinds: options(INSURANCE_KINDS),
    columns: COLUMNS.map(([name, mark, label, hint]) => ({
      name,
      mark,
      label: _(label),
      hint: _(hint),
      main: name === "copay",
    })),
    reasons: presentReasons(typed),
    preview: presentPreview(typed),
  };
}

/** @param {Typed} control */
function hidden(control) {
  return Object.entries(control).map(([name, value]) => ({ name, value }));
}

/** The days on which most receipts are written down, beside an empty day of care. @param {Day} today @returns {Context[]} */
export function presentDays(today) {
  return [
    { label: _("오늘"), value: today },
    { label: _("어제"), value: addDays(today, -1) },
  ];
}

/** A place by its last receipt: what it is, and who went there for what. @param {ReceiptRow} last @returns {Context} */
export function presentPlace(last) {
  return {
    name: last.provider_name,
    provider_kind: last.provider_kind,
    care_kind: last.care_kind,
    member: last.member_id,
    receipt: last.id,
  };
}

/** @param {ReadonlyMap<string, string>} labels */
export function options(labels) {
  return Array.from(labels, ([value, label]) => ({ value, label: _(label) }));
}

/** What can lie inside ① and is not counted; a reason of 0 won is none. @param {Typed} typed @returns {Context[]} */
export function presentReasons(typed) {
  return exclusions().map(({ id, label, reason }) => {
    const name = UNCOUNTED_PREFIX + id;
    const value = typed[name] ?? "";
    return { name, label: _(label), reason: _(reason), value: value === "0" ? "" : value };
  });
}

/** What the sum would take of a half-filled form, and what in it looks odd. @param {Typed} typed */
export function presentPreview(typed) {
  const receipt = halfFilled(typed);
  const { counted, paid } = tally(receipt);
  return {
    counted,
    uncounted: paid - counted,
    kept_in: keptIn(receipt),
    warnings: presentWarnings(receipt, wonOrNone(typed.patient_total)),
  };
}

/**
 * Two receipts from one stay over 31 December; each amount can still be changed.
 *
 * @param {readonly Readonly<Record<string, string | number>>[]} halves
 * @param {Typed} typed
 * @param {string} member
 * @param {{control: Typed, errors?: Errors | null}} options
 * @returns {Context}
 */
export function presentSplit(halves, typed, member, { control, errors = null }) {
  const [found, words] = [errors ?? {}, labels()];
  const amounts = [...AMOUNTS, ...UNCOUNTED].filter((name) => typed[name]);
  const [[first, second], apart] = [PREFIXES, [...amounts, "care_from", "care_to", "separate"]];
  return {
    title: _("두 해로 나눠 적기"),
    tab: "new",
    member,
    place: typed.provider_name ?? "",
    control: hidden(control),
    same: FIELDS.receipt
      .filter((name) => !apart.includes(name))
      .map((name) => ({ name, value: typed[name] ?? "" })),
    halves: halves.map((half, at) => presentHalf(half, PREFIXES[at], amounts, words)),
    errors: forms.first(found),
    summary: forms.summary(found, { ...prefixed(first, words), ...prefixed(second, words) }),
  };
}

/**
 * @param {Readonly<Record<string, string | number>>} half
 * @param {string} prefix
 * @param {readonly string[]} amounts
 * @param {Readonly<Record<string, string>>} words
 * @returns {Context}
 */
function presentHalf(half, prefix, amounts, words) {
  return {
    prefix,
    year: cut(String(half.care_from || half.care_to), 4),
    care_from: half.care_from,
    care_to: half.care_to,
    amounts: amounts.map((name) => ({
      name: `${prefix}${name}`,
      label: words[name],
      value: String(half[name] ?? ""),
    })),
  };
}

/** @param {string} prefix @param {Readonly<Record<string, string>>} words */
function prefixed(prefix, words) {
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [prefix + name, word]));
}

/**
 * The visits of one day, to be written down once more on `day`; `taken` are ticked.
 *
 * @param {ReceiptRow} found
 * @param {Readonly<Record<string, string>>} names
 * @param {readonly ReceiptRow[]} rows
 * @param {string} day
 * @param {ReadonlySet<string>} taken
 * @param {object} options
 * @param {Typed} options.control
 * @param {Errors | null} [options.errors]
 * @param {ReadonlySet<string>} [options.known]
 * @returns {Context}
 */
export function presentDay(
  found,
  names,
  rows,
  day,
  taken,
  { control, errors = null, known = new Set() },
) {
  const wrong = errors ?? {};
  return {
    title: _("그날처럼 한 번에"),
    tab: "new",
    action: `/receipts/${found.id}/day`,
    back: `/receipts/${found.id}`,
    member: names[found.member_id] ?? "",
    that_day: found.care_from,
    day: forms.kept({ day }).day,
    control: hidden(control),
    rows: rows.map((row) => ({
      ...presentRow(row, {}),
      paid: row.paid,
      taken: taken.has(row.id),
      known: known.has(row.id),
    })),
    known: known.size > 0,
    errors: forms.first(wrong),
    summary: forms.summary(wrong, { care_from: labels().care_from }),
  };
}

/**
 * What an indemnity insurer paid for a receipt, as typed.
 *
 * @param {ReceiptRow} found
 * @param {Readonly<Record<string, string>>} names
 * @param {Readonly<Values>} typed
 * @param {Errors} errors
 * @returns {Context}
 */
export function presentIndemnity(found, names, typed, errors) {
  const { indemnity_paid: label } = labels();
  const { indemnity_paid } = found;
  return {
    title: label,
    tab: "receipts",
    action: `/receipts/${found.id}/indemnity`,
    back: `/receipts/${found.id}`,
    receipt: { ...presentRow(found, names), paid: found.paid },
    control: hidden({ was: toJson({ indemnity_paid }) }),
    value: forms.kept(typed).indemnity_paid ?? "",
    errors: forms.first(errors),
    summary: forms.summary(errors, { indemnity_paid: label }),
  };
}

/**
 * A question that must be answered before saving: a twin or an outlier.
 *
 * @param {"twin" | "amount"} kind
 * @param {Context} details
 * @returns {Context}
 */
export function presentQuestion(kind, details) {
  return { kind, ...details };
}

/** The form's `was`: what the person saw when it was opened. @param {Readonly<Values>} values */
export function toJson(values) {
  const pairs = Object.entries(values).sort(([one], [other]) => byCodePoint(one, other));
  return `{${pairs.map(([name, value]) => `${json(name)}:${json(value)}`).join(",")}}`;
}

/** As Python writes it: a lone surrogate stays. @param {Value} value */
function json(value) {
  if (typeof value !== "string") return JSON.stringify(value);
  return `"${value.replace(/[\x00-\x1f"\\]/g, (found) => JSON.stringify(found).slice(1, -1))}"`;
}
