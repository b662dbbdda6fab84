/**
 * Reading a posted form: what was typed, without what must not be kept. Twin of webapp/forms.py.
 *
 * @import { Errors, Values } from "./op.js"
 */
import { CONTRACT } from "./generated/contract.js";
import { cut, integer, isPrintable } from "./letters.js";
import { _ } from "./say.js";
import { forgetResidentNumbers, looksLikeResidentNumber } from "./security.js";
import { RESIDENT_NUMBER_MESSAGE, UNKNOWN_FIELD_MESSAGE } from "./validate.js";

const { LONGEST_KEPT, LONGEST_ASKED, LONGEST_IDS } = CONTRACT;
const [SINCE, BEFORE] = CONTRACT.YEARS;
/** Those that the scheme can have. @type {readonly number[]} */
export const YEARS = Array.from({ length: BEFORE - SINCE }, (_none, at) => SINCE + at);
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const TOLD = ["q", "premium", "more"]; // fields of their screens, which say why they refuse
const SCALARS = ["string", "number", "boolean"];

// strings, and the numbers that are not whole or have no JSON: Python reads them as floats
const TOKEN =
  /"[^"\\]*(?:\\[^][^"\\]*)*"|-?Infinity|NaN|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;

/** `values` are the record's fields as typed; `control` what the page itself added. */
export class Form {
  /**
   * @param {Record<string, string>} values
   * @param {Record<string, string>} control
   * @param {Errors} errors
   */
  constructor(values, control, errors = {}) {
    this.values = values;
    this.control = control;
    this.errors = errors;
  }

  /** An id that the page carried (so that pressing twice saves once), if it is one. @param {string} name */
  id(name) {
    const given = this.control[name] ?? "";
    return ID.test(given) ? given : null;
  }

  /** @param {string} name */
  ticked(name) {
    return this.control[name] === "1";
  }

  /** The values that the person saw when the form was opened (the field `was`). @returns {Values} */
  seen() {
    const seen = read(this.control.was ?? "");
    if (typeof seen !== "object" || seen === null || Array.isArray(seen)) return {};
    return Object.fromEntries(
      Object.entries(seen).filter(([, value]) => value === null || SCALARS.includes(typeof value)),
    );
  }
}

/** JSON, with a list in the place of each float; undefined for anything else. @param {string} json */
function read(json) {
  try {
    return JSON.parse(json.replace(TOKEN, (token) => (isFloat(token) ? "[]" : token)));
  } catch {
    return undefined;
  }
}

/** @param {string} token */
function isFloat(token) {
  return !token.startsWith('"') && /[^-0-9]/.test(token);
}

/**
 * A word of the address (`?name=…`), cut to a sane length, without control characters.
 *
 * @param {{query: URLSearchParams}} ask
 * @param {string} name
 */
export function asked({ query }, name) {
  const given = cut(query.get(name) ?? "", 4 * LONGEST_ASKED).normalize("NFC");
  const text = cut(given, LONGEST_ASKED);
  if (!TOLD.includes(name) && looksLikeResidentNumber(text)) return "";
  return [...text].filter(isPrintable).join("");
}

/** Ids with commas between them; whatever else stands there is passed over. @param {string} text */
export function idsIn(text) {
  return cut(text, LONGEST_IDS).split(",").filter((each) => ID.test(each));
}

/** The year of the address, if it is one that the scheme can have. @param {{query: URLSearchParams}} ask */
export function askedYear({ query }) {
  const year = integer(query.get("year") ?? "");
  return year !== null && YEARS.includes(year) ? year : null;
}

/**
 * The posted form. Resident numbers are refused and forgotten, wherever they stand.
 *
 * @param {{form: readonly (readonly [string, string])[]}} ask
 * @param {readonly string[]} control
 */
export function posted({ form }, control) {
  const [typed, found] = forgetResidentNumbers(form);
  /** @type {Errors} */
  const errors = Object.fromEntries(found.map((name) => [name, [_(RESIDENT_NUMBER_MESSAGE)]]));
  if (form.length > Object.keys(typed).length) {
    errors[""] = [...(errors[""] ?? []), _(UNKNOWN_FIELD_MESSAGE)];
  }
  const [ours, theirs] = [true, false].map((isControl) =>
    Object.entries(typed).filter(([name]) => control.includes(name) === isControl),
  );
  return new Form(Object.fromEntries(theirs), Object.fromEntries(ours), errors);
}

/**
 * What to show again in a refused form: everything typed, but nothing without end.
 *
 * @param {Readonly<Values>} values
 * @returns {Record<string, string>}
 */
export function kept(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, cut(inWords(value), LONGEST_KEPT)]),
  );
}

/** As Python's `str` has it; nothing for None. @param {Values[string]} value */
function inWords(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "" : String(value);
}

/**
 * The messages in one list, each with the field that it leads to.
 *
 * @param {Errors} errors
 * @param {Readonly<Record<string, string>>} labels
 */
export function summary(errors, labels) {
  const places = Object.keys(labels);
  const inOrder = Object.keys(errors).sort((one, other) => places.indexOf(one) - places.indexOf(other));
  return inOrder.flatMap((name) => {
    const isKnown = Object.hasOwn(labels, name);
    const [field, label] = isKnown ? [name, labels[name]] : ["", ""];
    return errors[name].map((message) => ({ field, label, message }));
  });
}

/** One message a field, to stand under it. @param {Errors} errors @returns {Record<string, string>} */
export function first(errors) {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([name, [message]]) => (message === undefined ? [] : [[name, message]])),
  );
}
