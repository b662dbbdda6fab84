/**
 * What the records of a file are to this phone: new, the same, different, deleted here, or unsound.
 *
 * @import { Entity, Errors, Value, Values } from "../op.js"
 * @import { Database, Row } from "../replica/store.js"
 *
 * @typedef {{entity: Entity, id: string, values: Values}} Given
 * @typedef {"new" | "same" | "differs" | "deleted" | "wrong"} Status
 * @typedef {{given: Given, status: Status, values: Values, row: Row | null, twin: boolean,
 *   again: boolean, errors: Errors}} Weighed
 *   `values`: checked; `row`: what it is compared with; `twin`: found by what it says, not by its
 *   id; `again`: says what an earlier record of the file says
 */
import { CONTRACT } from "../generated/contract.js";
import { same } from "../op.js";
import { _ } from "../say.js";
import { looksLikeResidentNumber } from "../security.js";
import { CHECKS, FIELDS, values as valuesOf, wrongId } from "../synced.js";

/** What a person answered or has closed on a screen: not what a paper says. */
export const ANSWERS = new Set(["separate", "avatar", ...Object.values(CONTRACT.CLOSED)]);

const AT_ONCE = 100; // records, before it is asked whether that is enough

/**
 * @param {Database} db @param {readonly Given[]} given  people first @param {string} now
 * @param {(done: number, of: number) => void} [tell]  may throw to stop
 * @returns {Promise<Weighed[]>}
 */
export async function weigh(db, given, now, tell = () => {}) {
  const here = await everything(db);
  /** @type {string[]} */
  const copies = [];
  while (copies.length < given.length) {
    const some = given.slice(copies.length, copies.length + AT_ONCE);
    copies.push(...(await Promise.all(some.map(copyId))));
    tell(copies.length, given.length);
  }
  const seen = new Set();
  const ids = new Set(given.map(({ id }) => id));
  const people = new Set(given.filter(({ entity }) => entity === "member").map(({ id }) => id));
  return given.map((each, at) => {
    const [values, errors] = checked(each, here, people, now);
    const paper = each.entity === "receipt" && !values.separate ? paperOf(values) : "";
    const again = !!paper && seen.has(paper);
    if (paper) seen.add(paper);
    const byId = here.rows[each.entity].get(each.id) ?? null;
    const like = byId || !paper ? null : (here.papers.get(paper) ?? null);
    const twin = !!like && !ids.has(like.id);
    const row = byId ?? (twin ? like : null);
    const found = { given: each, values, row, twin, again, errors };
    const copy = here.rows[each.entity].get(copies[at]) ?? null;
    return { ...found, status: statusOf(found, copy, here.rows.member) };
  });
}

/** @param {Omit<Weighed, "status">} found @param {Row | null} copy @param {Map<string, Row>} members @returns {Status} */
function statusOf({ given, values, row, errors }, copy, members) {
  if (Object.keys(errors).length) return "wrong";
  if (row?.deleted_at) return "deleted";
  if (row && isSame(given.entity, values, valuesOf(given.entity, row))) return "same";
  if (copy && copy.deleted_at === null && isSame(given.entity, values, valuesOf(given.entity, copy))) return "same";
  if (members.get(String(values.member_id ?? ""))?.deleted_at) return "deleted";
  return row ? "differs" : "new";
}

/**
 * @param {Given} given @param {Awaited<ReturnType<typeof everything>>} here
 * @param {Set<string>} people  of the file @param {string} now
 * @returns {[Values, Errors]}
 */
function checked({ entity, id, values }, here, people, now) {
  const fields = FIELDS[entity];
  const strange = () => ({ "": [_("모르는 내용이에요. 앱을 새로 고친 뒤 다시 해 주세요.")] });
  if (!fields || !Object.keys(values).every((name) => fields.includes(name))) return [{}, strange()];
  const told = Object.entries(values).filter(([, value]) => typeof value === "string" && looksLikeResidentNumber(value));
  if (told.length) {
    const message = _("주민등록번호처럼 보여요. 지워 드릴게요.");
    return [{}, Object.fromEntries(told.map(([name]) => [name, [message]]))];
  }
  const whole = { ...Object.fromEntries(fields.map((name) => [name, null])), ...values };
  const [found, errors] = CHECKS[entity](whole, now);
  if (Object.keys(errors).length) return [{}, errors];
  if (entity !== "member") {
    const member = String(found.member_id);
    if (!people.has(member) && here.rows.member.get(member)?.deleted_at !== null) {
      return [{}, { member_id: [_("누구의 것인지 골라 주세요.")] }];
    }
  }
  const wrong = wrongId(entity, id, found);
  return Object.keys(wrong).length ? [{}, wrong] : [found, {}];
}

/** @param {Database} db */
async function everything(db) {
  const tx = db.transaction(["member", "member_year", "receipt"]);
  const [member, member_year, receipt] = await Promise.all(
    ["member", "member_year", "receipt"].map((store) => tx.objectStore(store).getAll()),
  );
  const byId = (/** @type {Row[]} */ rows) => new Map(rows.map((row) => [row.id, row]));
  const rows = { member: byId(member), member_year: byId(member_year), receipt: byId(receipt) };
  /** @type {Row[]} */
  const living = receipt.filter((/** @type {Row} */ row) => row.deleted_at === null);
  return { rows, papers: new Map(living.map((row) => [paperOf(/** @type {any} */ (row)), row])) };
}

/** What makes two receipts the same paper: as double_of() in webapp/receipts/models.py. @param {Values} values */
function paperOf({ member_id, provider_name, care_from, care_to, copay }) {
  return JSON.stringify([member_id, provider_name, care_from, care_to, copay]);
}

/** @param {Entity} entity @param {Values} one @param {Values} other */
function isSame(entity, one, other) {
  return FIELDS[entity].every((name) => ANSWERS.has(name) || same(one[name] ?? null, other[name] ?? null));
}

/** Fields that say something else here. @param {Weighed} weighed @returns {[string, Value, Value][]} name, here, file */
export function differences({ given, values, row }) {
  if (!row) return [];
  const here = valuesOf(given.entity, row);
  return FIELDS[given.entity]
    .filter((name) => !ANSWERS.has(name) && !same(here[name] ?? null, values[name] ?? null))
    .map((name) => [name, here[name], values[name]]);
}

/**
 * The id of a second receipt beside the one that differs: the same whenever the same file is read,
 * so that nothing comes in twice.
 *
 * @param {Given} given @returns {Promise<string>}
 */
export async function copyId({ entity, id, values }) {
  const said = JSON.stringify([entity, id, ...Object.keys(values).sort().map((name) => [name, values[name]])]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(said)));
  digest[6] = (digest[6] & 0x0f) | 0x80; // UUIDv8 (RFC 9562): of our own making
  digest[8] = (digest[8] & 0x3f) | 0x80;
  const hex = [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
