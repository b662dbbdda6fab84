/**
 * The operations on people and their bands. Twin of that part of webapp/household/models.py.
 *
 * @import { Op, Values } from "../op.js"
 * @import { MemberRow, MemberYearRow } from "../replica/store.js"
 *
 * @typedef {() => string} NewOpId
 */
import { changes, op } from "../op.js";
import { values } from "../synced.js";
import { CLOSED } from "./schemas.js";

export class Member {
  /**
   * The op that makes a member.
   *
   * @param {string} id @param {string} name @param {string} avatar @param {string} op_id
   */
  static naming(id, name, avatar, op_id) {
    return op({ op_id, entity: "member", id, set: changes({ avatar: "" }, { name, avatar }) });
  }

  /**
   * The op that says `wanted` instead of what the person saw.
   *
   * @param {MemberRow} member @param {Values} seen @param {Values} wanted @param {NewOpId} newOpId
   */
  static edit({ id, rev }, seen, wanted, newOpId) {
    return op({ op_id: newOpId(), entity: "member", id, base: rev, set: changes(seen, wanted) });
  }

  /** @param {MemberRow} member @param {NewOpId} newOpId */
  static deletion({ id, rev }, newOpId) {
    return op({ op_id: newOpId(), entity: "member", id, kind: "delete", base: rev });
  }

  /** @param {MemberRow} member @param {NewOpId} newOpId */
  static restoration({ id, rev }, newOpId) {
    return op({ op_id: newOpId(), entity: "member", id, kind: "restore", base: rev });
  }
}

export class MemberYear {
  /**
   * The record's id: the same on every device, so that two of them cannot make two.
   *
   * @param {string} member_id @param {number} year
   */
  static key(member_id, year) {
    return `${member_id}:${year}`;
  }

  /**
   * The op that puts a member on a band for a year, `now` being today's record.
   *
   * @param {string} member_id @param {number} year @param {number | null} band
   * @param {MemberYearRow | null} now @param {NewOpId} newOpId
   * @returns {Op}
   */
  static placing(member_id, year, band, now, newOpId) {
    return op({
      op_id: newOpId(),
      entity: "member_year",
      id: MemberYear.key(member_id, year),
      base: now?.rev ?? 0,
      set: changes(now ? values("member_year", now) : {}, { member_id, year, band }),
    });
  }

  /**
   * The op that closes the notice of a level, and those of the levels below it.
   *
   * A notice is never opened again, so two phones that close it cannot contradict each other.
   *
   * @param {string} member_id @param {number} year @param {string} level
   * @param {MemberYearRow | null} now @param {NewOpId} newOpId
   * @returns {Op}
   */
  static closing(member_id, year, level, now, newOpId) {
    const levels = Object.keys(CLOSED);
    const closed = levels.slice(0, levels.indexOf(level) + 1).map((each) => [CLOSED[each], true]);
    const open = Object.fromEntries(Object.values(CLOSED).map((name) => [name, false]));
    const seen = { ...open, ...(now && values("member_year", now)) };
    return op({
      op_id: newOpId(),
      entity: "member_year",
      id: MemberYear.key(member_id, year),
      base: now?.rev ?? 0,
      set: changes(seen, { member_id, year, ...Object.fromEntries(closed) }),
    });
  }
}
