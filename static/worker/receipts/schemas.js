/**
 * What may be said about a receipt: the columns of the official 진료비 계산서·영수증.
 * Twin of webapp/receipts/schemas.py.
 *
 * @import { Errors } from "../op.js"
 * @import { Day as IsoDay } from "../law/days.js"
 */
import { dayInSeoul } from "../clock.js";
import { CONTRACT } from "../generated/contract.js";
import * as law from "../law.js";
import { _ } from "../say.js";
import { Choice, Day, Flag, Names, Text, ValidationError, Won, load, sift } from "../validate.js";

/** @type {string} */
export const UNCOUNTED_PREFIX = CONTRACT.UNCOUNTED_PREFIX;
export const UNCOUNTED = law.REASONS.map((reason) => UNCOUNTED_PREFIX + reason);
/** @type {readonly string[]} */
export const AMOUNTS = CONTRACT.AMOUNTS;
/** What a phone reads from a photo and a person has to look at. @type {readonly string[]} */
export const CHECKABLE = CONTRACT.CHECKABLE;
const CROSSES_YEAR = "해가 바뀌는 입원이에요. 두 해로 나눠 적어 주세요.";
const LAST_DAY = "9999-12-31";

/** The fields of a receipt; one won field for each reason of the exclusions table. */
const RECEIPT = {
  member_id: new Text({ longest: 41, required: true, missing: "누구의 영수증인지 골라 주세요." }),
  provider_name: new Text({
    longest: CONTRACT.LONGEST_PROVIDER,
    required: true,
    missing: "병원이나 약국 이름을 적어 주세요.",
  }),
  provider_kind: new Choice([...law.PROVIDER_KINDS.keys()], {
    required: true,
    missing: "어떤 곳인지 골라 주세요.",
  }),
  care_kind: new Choice([...law.CARE_KINDS.keys()], {
    required: true,
    missing: "외래, 입원, 약국 가운데 골라 주세요.",
  }),
  care_from: new Day({ required: true, missing: "진료일을 적어 주세요." }),
  care_to: new Day({ required: true, missing: "끝나는 날을 적어 주세요." }),
  insurance_kind: new Choice([...law.INSURANCE_KINDS.keys()], {
    loadDefault: "health",
    missing: "보험 종류를 골라 주세요.",
  }),
  copay: new Won({
    required: true,
    missing: "급여에서 내가 낸 돈을 적어 주세요. 없으면 0을 적어 주세요.",
  }),
  insurer_paid: new Won({ loadDefault: null }),
  full_self_pay: new Won({ loadDefault: 0 }),
  noncovered: new Won({ loadDefault: 0 }),
  advance: new Won({ loadDefault: 0 }),
  patient_total: new Won({ loadDefault: null }),
  indemnity_paid: new Won({ loadDefault: null }),
  ...Object.fromEntries(UNCOUNTED.map((name) => [name, new Won({ loadDefault: 0 })])),
  receipt_no: new Text({ longest: 40, loadDefault: "" }),
  note: new Text({ longest: 500, loadDefault: "", lines: true }),
  discharged: new Flag({ loadDefault: false }),
  separate: new Flag({ loadDefault: false }),
  unverified: new Names(CHECKABLE, { loadDefault: "" }),
};

// fields with a usual value, which null stands for
const USUAL = [
  ...["full_self_pay", "noncovered", "advance", ...UNCOUNTED],
  ...["receipt_no", "note", "insurance_kind", "discharged", "separate", "unverified"],
];

/**
 * The receipt in its own types, or messages by field. `now` is an instant.
 *
 * All that is wrong is said at once: what could be read is compared, whatever else could not.
 *
 * @param {Readonly<Record<string, unknown>>} values
 * @param {string} now
 * @returns {[any, Errors]}
 */
export function checkReceipt(values, now) {
  const given = { ...values };
  for (const name of USUAL) if (given[name] === null) delete given[name];
  if (!given.care_to) given.care_to = given.care_from ?? null;
  const [sound, unsound] = sift(RECEIPT, given);
  const errors = { ...unsound, ...dateErrors(sound, dayInSeoul(now)), ...amountErrors(sound) };
  if (Object.hasOwn(errors, "care_from") && !values.care_to) delete errors.care_to;
  return Object.keys(errors).length ? [{}, errors] : [sound, {}];
}

/** What an indemnity insurer paid, in won or null, or messages by field. @param {Readonly<Record<string, unknown>>} values @returns {[any, Errors]} */
export function checkIndemnity(values) {
  return load({ indemnity_paid: RECEIPT.indemnity_paid }, { indemnity_paid: "", ...values });
}

/** What is wrong with days, of those that are days at all. @param {any} sound @param {IsoDay} today @returns {Errors} */
export function dateErrors({ care_from = null, care_to = null }, today) {
  const firstYear = Math.min(...law.computedYears());
  const future = _("미래 날짜예요. 날짜를 다시 봐 주세요.");
  /** @type {Errors} */
  const errors = {};
  if (care_from !== null && law.yearOf(care_from) < firstYear) {
    errors.care_from = [_("%(year)s년 이전은 셈할 표가 없어요.", { year: firstYear })];
  }
  if (care_from !== null && care_from > today) errors.care_from = [future];
  if (care_to !== null && care_to > today && care_to !== care_from) errors.care_to = [future]; // one day is told once
  if (care_from === null || care_to === null || Object.keys(errors).length) return errors;
  return stayErrors(care_from, care_to);
}

/** @param {IsoDay} begun @param {IsoDay} ended @returns {Errors} */
function stayErrors(begun, ended) {
  const years = law.yearOf(ended) - law.yearOf(begun);
  if (ended < begun) return { care_to: [_("끝나는 날이 시작일보다 빨라요.")] };
  if (years > 1) return { care_to: [_("한 해가 넘는 영수증은 해마다 나누어 적어 주세요.")] };
  return years ? { care_to: [_(CROSSES_YEAR)] } : {};
}

/** What amounts say of each other; with one that is wrong itself, nothing is compared. @param {any} sound @returns {Errors} */
export function amountErrors(sound) {
  const { copay, advance } = sound;
  if (copay === undefined) return {};
  if (!copay && sound.full_self_pay === 0 && sound.noncovered === 0) {
    return { copay: [_("금액은 0원보다 커야 해요.")] };
  }
  const tooMuch = advance > copay;
  /** @type {Errors} */
  const errors = tooMuch
    ? { advance: [_("상한액 초과금이 급여에서 내가 낸 돈보다 많아요.")] }
    : {};
  const uncounted = UNCOUNTED.filter((name) => sound[name]);
  const sum = uncounted.reduce((all, name) => all + sound[name], 0);
  if (sum <= copay - (tooMuch ? 0 : advance ?? 0)) return errors;
  const said = uncounted.map((name) => [name, [_("세지 않는 돈이 낸 돈보다 많아요.")]]);
  return { ...errors, ...Object.fromEntries(said) };
}

/**
 * True if all that is wrong is a stay over 31 December, which two receipts can hold.
 *
 * @param {Errors} errors
 */
export function crossesYear(errors) {
  return Object.keys(errors).length > 0 && !Object.keys(besidesNewYear(errors)).length;
}

/** What is wrong besides a stay over 31 December. @param {Errors} errors @returns {Errors} */
export function besidesNewYear(errors) {
  const isNewYear = (/** @type {string[]} */ said) => said.length === 1 && said[0] === _(CROSSES_YEAR);
  return Object.fromEntries(Object.entries(errors).filter(([, said]) => !isNewYear(said)));
}

/**
 * A receipt from a form that is still being filled: what cannot be read counts as nothing.
 *
 * @param {Readonly<Record<string, string>>} typed
 */
export function halfFilled(typed) {
  const copay = wonOrNone(typed.copay) ?? 0;
  const careFrom = dayOrNone(typed.care_from) ?? LAST_DAY;
  const uncounted = law.REASONS.flatMap((reason) => {
    const won = wonOrNone(typed[UNCOUNTED_PREFIX + reason]);
    return won ? [[reason, won]] : [];
  });
  return law.receipt({
    provider_name: typed.provider_name ?? "",
    provider_kind: typed.provider_kind ?? "",
    care_kind: typed.care_kind ?? "",
    care_from: careFrom,
    care_to: careFrom,
    insurance_kind: typed.insurance_kind || "health",
    copay,
    insurer_paid: wonOrNone(typed.insurer_paid) ?? 0,
    full_self_pay: wonOrNone(typed.full_self_pay) ?? 0,
    noncovered: wonOrNone(typed.noncovered) ?? 0,
    advance: Math.min(wonOrNone(typed.advance) ?? 0, copay),
    uncounted: Object.fromEntries(uncounted),
  });
}

const WON = new Won({ loadDefault: null });
const DAY = new Day();

/** @param {unknown} text @returns {number | null} */
export function wonOrNone(text) {
  return orNone(WON, text);
}

/** @param {unknown} text @returns {IsoDay | null} */
export function dayOrNone(text) {
  return orNone(DAY, text);
}

/** @param {Won | Day} field @param {unknown} text */
function orNone(field, text) {
  try {
    return text ? field.deserialize(text) : null;
  } catch (problem) {
    if (problem instanceof ValidationError) return null;
    throw problem;
  }
}
