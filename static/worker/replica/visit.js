/**
 * The household as the phone has it. Twin of Visit in webapp/household/models.py.
 *
 * @import { Op, Result } from "../op.js"
 * @import { Database, MemberRow, MemberYearRow, ReceiptRow } from "./store.js"
 */
import { CLOSED } from "../household/schemas.js";
import { same } from "../op.js";
import { compareAll } from "../order.js";
import { trashBegins } from "../synced.js";
import { write } from "./write.js";

const LONGEST_ID = 41;

export class Visit {
  /**
   * @param {Database} db
   * @param {{opened: boolean, example: boolean}} household
   * @param {() => void} [onWrite] told after each local write
   */
  constructor(db, { opened, example }, onWrite = () => {}) {
    this.db = db;
    this.opened = opened;
    this.example = example;
    this.onWrite = onWrite;
  }

  /** The people of the household, in the order in which they came. @returns {Promise<MemberRow[]>} */
  async members() {
    const all = await this.everybody();
    return all
      .filter((row) => row.deleted_at === null)
      .sort((one, other) => compareAll(age(one), age(other)));
  }

  /** @returns {Promise<MemberRow[]>} */
  everybody() {
    return this.db.getAll("member");
  }

  /** @param {string} id @returns {Promise<MemberRow | null>} one who is not deleted */
  async member(id) {
    const found = await this.anyMember(id);
    return found && found.deleted_at === null ? found : null;
  }

  /** @param {string} id @returns {Promise<MemberRow | null>} one in the trash, too */
  anyMember(id) {
    return this.find("member", id);
  }

  /** People deleted in the last 30 days, the latest first. @param {string} now */
  async deletedMembers(now) {
    const all = await this.everybody();
    return all
      .filter((row) => row.deleted_at !== null && Date.parse(row.deleted_at) > trashBegins(now))
      .sort((one, other) => latestFirst(one, other));
  }

  /** What people are called, those in the trash included, by id. @param {string} now */
  async names(now) {
    const all = [...(await this.members()), ...(await this.deletedMembers(now))];
    return Object.fromEntries(all.map((row) => [row.id, row.name]));
  }

  /** Known bands of `year`, by member id. @param {number} year @returns {Promise<Map<string, number>>} */
  async bands(year) {
    /** @type {MemberYearRow[]} */
    const found = await this.db.getAllFromIndex("member_year", "year", year);
    const known = found.filter((row) => row.band !== null);
    return new Map(known.map((row) => [row.member_id, Number(row.band)]));
  }

  /**
   * Member id and level of the notices about ceilings of `year` that somebody has closed.
   *
   * @param {number} year @returns {Promise<[string, string][]>}
   */
  async closedNotices(year) {
    /** @type {any[]} */
    const found = await this.db.getAllFromIndex("member_year", "year", year);
    return found.flatMap((row) =>
      Object.entries(CLOSED)
        .filter(([, name]) => row[name])
        .map(([level]) => /** @type {[string, string]} */ ([row.member_id, level])),
    );
  }

  /** @param {string} member_id @param {number} year @returns {Promise<MemberYearRow | null>} */
  memberYear(member_id, year) {
    return this.find("member_year", `${member_id}:${year}`);
  }

  /** @param {string} member_id @param {number} year */
  async band(member_id, year) {
    return (await this.memberYear(member_id, year))?.band ?? null;
  }

  /** @param {string} id @returns {Promise<ReceiptRow | null>} one in the trash, too */
  receipt(id) {
    return this.find("receipt", id);
  }

  /** @param {string} store @param {string} id @returns {Promise<any>} */
  async find(store, id) {
    if (!id || id.length > LONGEST_ID) return null;
    return (await this.db.get(store, id)) ?? null;
  }

  /** @param {Op[]} ops @param {string} now @param {string} [settles]  op_id of a problem @returns {Promise<Result[]>} */
  async save(ops, now, settles) {
    const results = await write(this.db, ops, now, settles);
    this.onWrite();
    return results;
  }

  /**
   * Whether this op's id was used before for something else than what it says now.
   *
   * @param {Op} op
   */
  async saidOtherwise(op) {
    const row = await this.find(op.entity, op.id);
    /** @type {import("./store.js").Done | undefined} */
    const said = row?.history.find((/** @type {any} */ done) => done.op_id === op.op_id);
    if (!said || said.status === "rejected") return false;
    const [now, then] = [Object.entries(op.set), said.set];
    return (
      now.length !== Object.keys(then).length ||
      !now.every(
        ([name, [seen, wanted]]) =>
          Object.hasOwn(then, name) && same(then[name][0], seen) && same(then[name][1], wanted),
      )
    );
  }
}

/**
 * Python's datetimes may have no microseconds: compare milliseconds, then what is below one.
 *
 * @param {MemberRow} row @returns {[number, string, string]}
 */
function age(row) {
  return [Date.parse(row.created_at), micro(row.created_at), row.id];
}

/** @param {string} instant "…:00.123456+00:00" → "123456" */
function micro(instant) {
  return (/\.(\d+)/.exec(instant)?.[1] ?? "").padEnd(6, "0");
}

/**
 * @template {{id: string, deleted_at: string | null}} T
 * @param {T} one @param {T} other
 */
export function latestFirst(one, other) {
  const [left, right] = [String(one.deleted_at), String(other.deleted_at)];
  const order = compareAll(
    [Date.parse(right), micro(right)],
    [Date.parse(left), micro(left)],
  );
  return order || compareAll([one.id], [other.id]);
}
