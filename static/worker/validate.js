/**
 * Types of the values that travel, with messages that a person understands. Twin of
 * webapp/sync/fields.py and of the part of marshmallow that it uses.
 *
 * A form gives strings, an operation JSON; both come out the same: won as numbers, days as ISO
 * strings, text in Unicode's composed form.
 *
 * @import { Errors } from "./op.js"
 *
 * @typedef {object} Options
 * @property {boolean} [required]
 * @property {string | number | boolean | null} [loadDefault]  where the field was not given
 * @property {string} [missing]  what to say where it has to be
 *
 * @typedef {Readonly<Record<string, Field>>} Schema  the messages come in its order
 */
import { CONTRACT } from "./generated/contract.js";
import { day, isDay } from "./law/days.js";
import { BLANK, isDecimal, lengthOf, strip, words } from "./letters.js";
import { _ } from "./say.js";
import { looksLikeResidentNumber } from "./security.js";

const { MOST_WON } = CONTRACT;
export const RESIDENT_NUMBER_MESSAGE = "주민등록번호처럼 보여요. 지워 드릴게요.";
export const UNKNOWN_FIELD_MESSAGE =
  "이 화면에 없는 칸이 함께 왔어요. 화면을 새로 고친 뒤 다시 해 주세요.";

const BLANK_OR_COMMA = new RegExp(`[${BLANK},]`, "gu");
const DIGITS = /^[0-9]{1,15}$/;
const DAY = /^([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})\.?$/;
const CONTROL =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]/u;

const FILLERS = "\u115f\u1160\u3164\uffa0";

/** Its message is in the chosen language. */
export class ValidationError extends Error {
  name = "ValidationError";
}

export class Field {
  /** @param {Options} options */
  constructor({ required = false, loadDefault, missing = "" } = {}) {
    this.required = required;
    this.loadDefault = loadDefault;
    this.missing = missing;
  }

  /**
   * The value in its own type. `undefined` was not given; null is a value only of a field that is
   * null by default. Throws `ValidationError`.
   *
   * @param {unknown} value
   * @returns {any}
   */
  deserialize(value) {
    if (value === undefined && !this.required) return this.loadDefault;
    if (value === null && this.loadDefault === null) return null;
    if (value === undefined || value === null) throw this.missed();
    return this.read(value);
  }

  missed() {
    return new ValidationError(_(this.missing));
  }

  /** @param {any} value @returns {any} */
  read(value) {
    return value;
  }
}

/** Whole won from 0 to 10 billion. Commas, spaces and a trailing 원 are understood. */
export class Won extends Field {
  /** @param {Options} options */
  constructor(options) {
    super({ missing: "금액을 적어 주세요.", ...options });
  }

  /** @param {any} value */
  read(value) {
    let won = value;
    if (typeof value === "string") {
      const flat = value.normalize("NFKC").replace(BLANK_OR_COMMA, "").replace(/원$/, "");
      if (!flat) return this.nothing();
      if (/^[-\u2212][0-9]+$/.test(flat)) throw notEnough();
      if (!DIGITS.test(flat)) throw isDecimal(flat) ? tooManyDigits() : noNumber();
      won = Number(flat);
    }
    if (!Number.isInteger(won)) throw noNumber();
    if (won < 0) throw notEnough();
    if (won > MOST_WON) {
      throw new ValidationError(
        _("100억 원보다 큰 금액은 적을 수 없어요. 0을 더 누르지 않았나요?"),
      );
    }
    return won;
  }

  /** What an empty form field means. */
  nothing() {
    if (this.required) throw this.missed();
    return typeof this.loadDefault === "number" ? this.loadDefault : null;
  }
}

const notEnough = () => new ValidationError(_("금액은 0원보다 작을 수 없어요."));
const noNumber = () => new ValidationError(_("금액은 숫자로만 적어 주세요. 예) 480,000"));
const tooManyDigits = () => new ValidationError(_("숫자가 너무 길어요. 금액을 다시 봐 주세요."));

/** A calendar day as an ISO string; 2023.5.31 and 2023/05/31 are understood. */
export class Day extends Field {
  /** @param {any} value */
  read(value) {
    const text = typeof value === "string" ? strip(value) : "";
    if (text === "") throw this.missed();
    const found = DAY.exec(text);
    if (found === null) throw new ValidationError(_("날짜를 2023-05-31처럼 적어 주세요."));
    const [year, month, date] = found.slice(1).map(Number);
    const iso = day(year, month, date);
    if (!isDay(iso)) throw new ValidationError(_("달력에 없는 날이에요."));
    return iso;
  }
}

/** One or more lines of text, at most `longest` characters. */
export class Text extends Field {
  /** @param {Options & {longest: number, lines?: boolean}} options */
  constructor({ longest, lines = false, ...options }) {
    super(options);
    this.longest = longest;
    this.lines = lines;
  }

  /** @param {any} value */
  read(value) {
    if (typeof value !== "string") throw new ValidationError(_("글자로 적어 주세요."));
    if (lengthOf(value) > 4 * this.longest) throw this.tooLong();
    const stripped = strip(value.normalize("NFC"));
    const text = this.lines ? stripped.replaceAll("\r\n", "\n") : words(stripped).join(" ");
    if (CONTROL.test(text)) {
      throw new ValidationError(_("쓸 수 없는 글자가 들어 있어요. 다시 적어 주세요."));
    }
    if (looksLikeResidentNumber(text)) throw new ValidationError(_(RESIDENT_NUMBER_MESSAGE));
    if (lengthOf(text) > this.longest) throw this.tooLong();
    if (this.missing && ![...text].some(isSeen)) throw this.missed();
    return text;
  }

  tooLong() {
    return new ValidationError(
      _("너무 길어요. %(longest)s자까지 적을 수 있어요.", { longest: this.longest }),
    );
  }
}

/** False for spaces, format characters and the fillers of old Hangul. @param {string} letter */
export function isSeen(letter) {
  return !FILLERS.includes(letter) && !/[\p{C}\p{Z}]/u.test(letter);
}

/** One of a closed list. */
export class Choice extends Field {
  /** @param {readonly string[]} choices @param {Options} options */
  constructor(choices, options) {
    super(options);
    this.choices = choices;
  }

  /** @param {any} value */
  read(value) {
    if (value === "") throw this.missed();
    if (!this.choices.includes(value)) {
      throw new ValidationError(_("목록에 있는 것 가운데 골라 주세요."));
    }
    return value;
  }
}

/** A tick box: "1" or true. */
export class Flag extends Field {
  /** @param {any} value */
  read(value) {
    if ([true, 1, "1", "on"].includes(value)) return true;
    if ([false, 0, "", "0"].includes(value)) return false;
    throw new ValidationError(_("표시를 다시 해 주세요."));
  }
}

/** Some of the names of a closed list, with commas between them: in its order, each once. */
export class Names extends Field {
  /** @param {readonly string[]} known @param {Options} options */
  constructor(known, options) {
    super(options);
    this.known = known;
  }

  /** @param {any} value */
  read(value) {
    const named = new Set(typeof value === "string" ? value.split(",") : [null]);
    named.delete("");
    if (![...named].every((name) => this.known.includes(/** @type {string} */ (name)))) {
      throw new ValidationError(_("목록에 있는 것 가운데 골라 주세요."));
    }
    return this.known.filter((name) => named.has(name)).join(",");
  }
}

/**
 * The loaded values, or the messages by field ("" for the record as a whole). Fields that the
 * schema does not know are refused.
 *
 * @param {Schema} schema
 * @param {Readonly<Record<string, unknown>>} values
 * @returns {[any, Errors]}
 */
export function load(schema, values) {
  const [sound, errors] = sift(schema, values);
  return [Object.keys(errors).length ? {} : sound, errors];
}

/**
 * The values that are sound, loaded, and the messages by field about those that are not.
 *
 * @param {Schema} schema
 * @param {Readonly<Record<string, unknown>>} values
 * @returns {[any, Errors]}
 */
export function sift(schema, values) {
  /** @type {Record<string, unknown>} */
  const sound = {};
  /** @type {Errors} */
  const errors = {};
  for (const [name, field] of Object.entries(schema)) {
    try {
      sound[name] = field.deserialize(Object.hasOwn(values, name) ? values[name] : undefined);
    } catch (problem) {
      if (!(problem instanceof ValidationError)) throw problem;
      errors[name] = [problem.message];
    }
  }
  if (Object.keys(values).some((name) => !Object.hasOwn(schema, name))) {
    errors[""] = [_(UNKNOWN_FIELD_MESSAGE)];
  }
  return [sound, errors];
}
