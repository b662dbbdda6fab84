/**
 * What may be said about a member. Twin of webapp/household/schemas.py.
 *
 * @import { Errors } from "../op.js"
 */
import { YEARS } from "../forms.js";
import { CONTRACT } from "../generated/contract.js";
import { cut, strip } from "../letters.js";
import { _ } from "../say.js";
import { Field, Flag, Text, ValidationError, load } from "../validate.js";

const { LONGEST_NAME } = CONTRACT;
/** A person's picture, an icon's name → what it is called; "" is none. @type {Record<string, string>} */
export const AVATARS = CONTRACT.AVATARS;
/** Notice → what remembers that it is closed. @type {Record<string, string>} */
export const CLOSED = CONTRACT.CLOSED;
const LONGEST_ID = 41;
const NO_YEAR = "해를 2023처럼 네 자리로 적어 주세요.";
const BAND_NAMES = Array.from({ length: 10 }, (_none, at) => String(at + 1));

/** An income decile 1-10; empty means not known. */
class Band extends Field {
  /** @param {any} value */
  read(value) {
    if (value === "") return null;
    const name = typeof value === "number" ? String(value) : typeof value === "string" && strip(value);
    if (name && BAND_NAMES.includes(name)) return Number(name);
    throw new ValidationError(_("분위는 1부터 10까지예요. 모르면 ‘몰라요’를 골라 주세요."));
  }
}

/** One of the pictures; empty means none. */
class Avatar extends Field {
  /** @param {any} value */
  read(value) {
    if (value !== "" && !(typeof value === "string" && Object.hasOwn(AVATARS, value))) {
      throw new ValidationError(_("목록에 있는 것 가운데 골라 주세요."));
    }
    return value;
  }
}

/** A calendar year from 2004, when the scheme began. */
class Year extends Field {
  constructor() {
    super({ required: true, missing: NO_YEAR });
  }

  /** @param {any} value */
  read(value) {
    const plain = typeof value === "string" ? strip(value) : "";
    const year = /^[0-9]+$/.test(plain) ? Number(cut(plain, 6)) : value;
    if (!YEARS.includes(year)) throw this.missed();
    return year;
  }
}

const MEMBER = {
  name: new Text({
    longest: LONGEST_NAME,
    required: true,
    missing: "부르는 이름을 적어 주세요. 예) 엄마",
  }),
  avatar: new Avatar({ loadDefault: "" }),
};

const MEMBER_YEAR = {
  member_id: new Text({
    longest: LONGEST_ID,
    required: true,
    missing: "누구의 것인지 골라 주세요.",
  }),
  year: new Year(),
  band: new Band({ loadDefault: null }),
  near_closed: new Flag({ loadDefault: false }),
  reached_closed: new Flag({ loadDefault: false }),
};

/** The form of a new member: the band is told along with the year that it holds for. */
export const MEMBER_FORM = {
  ...MEMBER,
  year: new Year(),
  band: new Band({ loadDefault: null }),
};

/** @param {Readonly<Record<string, unknown>>} values @param {string} _now @returns {[any, Errors]} */
export function checkMember(values, _now) {
  return load(MEMBER, withoutUnsaid(values, ["avatar"]));
}

/** @param {Readonly<Record<string, unknown>>} values @param {string} _now @returns {[any, Errors]} */
export function checkMemberYear(values, _now) {
  return load(MEMBER_YEAR, withoutUnsaid(values, Object.values(CLOSED)));
}

/**
 * `values` less those of `names` that an older device does not know (none).
 *
 * @param {Readonly<Record<string, unknown>>} values @param {readonly string[]} names
 */
function withoutUnsaid(values, names) {
  const said = Object.entries(values).filter(([name, value]) => !names.includes(name) || (value ?? null) !== null);
  return Object.fromEntries(said);
}
