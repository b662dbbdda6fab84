/**
 * The records that travel: their fields, what they must pass, what follows from them.
 * Twin of the models' side of webapp/sync/synced.py.
 *
 * @import { Entity, Errors, Values } from "./op.js"
 * @import { Row, MemberRow, MemberYearRow, ReceiptRow } from "./replica/store.js"
 */
import { getChoseong } from "es-hangul";
import { CONTRACT } from "./generated/contract.js";
import { checkMember, checkMemberYear } from "./household/schemas.js";
import * as law from "./law.js";
import { AMOUNTS, checkReceipt, UNCOUNTED, UNCOUNTED_PREFIX } from "./receipts/schemas.js";
import { _ } from "./say.js";

/** @type {Record<Entity, string[]>} */
export const FIELDS = CONTRACT.FIELDS;

/** @type {Record<Entity, (values: any, now: string) => [any, Errors]>} */
export const CHECKS = { member: checkMember, member_year: checkMemberYear, receipt: checkReceipt };

/** All wire values of a row. @param {Entity} entity @param {Row} row @returns {Values} */
export function values(entity, row) {
  const fields = /** @type {any} */ (row);
  return Object.fromEntries(FIELDS[entity].map((name) => [name, fields[name]]));
}

/**
 * The receipt as the rule book reads it.
 *
 * @param {ReceiptRow} row
 */
export function asLaw(row) {
  /** @type {Record<string, number>} */
  const uncounted = {};
  for (const name of UNCOUNTED) {
    const won = Number(row[name]);
    if (won) uncounted[name.slice(UNCOUNTED_PREFIX.length)] = won;
  }
  return law.receipt({
    id: row.id,
    provider_name: row.provider_name,
    provider_kind: row.provider_kind,
    care_kind: row.care_kind,
    care_from: row.care_from,
    care_to: row.care_to,
    insurance_kind: row.insurance_kind,
    copay: row.copay,
    insurer_paid: row.insurer_paid ?? 0,
    full_self_pay: row.full_self_pay,
    noncovered: row.noncovered,
    advance: row.advance,
    uncounted,
    discharged: row.discharged,
  });
}

/** Bring what is computed from the fields up to date. @param {Entity} entity @param {Row} row */
export function derive(entity, row) {
  if (entity !== "receipt") return;
  const receipt = /** @type {ReceiptRow} */ (row);
  const tally = law.tally(asLaw(receipt));
  receipt.counted = tally.counted;
  receipt.paid = tally.paid;
  receipt.unverified_amounts = unchecked(receipt).filter((name) => AMOUNTS.includes(name)).length;
  receipt.year = law.yearOf(receipt.care_from);
  receipt.month = law.monthOf(receipt.care_from);
  receipt.provider_initials = initials(receipt.provider_name);
  receipt.live = receipt.deleted_at === null ? 1 : 0;
}

/** Fields that the phone read from a photo and nobody has looked at yet. @param {ReceiptRow} receipt */
export function unchecked({ unverified }) {
  return (unverified ?? "").split(",").filter((name) => name !== "");
}

/**
 * Initial consonants of the Hangul in `text`, and its other letters, without spaces.
 *
 * @param {string} text
 */
export function initials(text) {
  const letters = [...text].filter((letter) => !/\s/u.test(letter));
  const found = letters.map((letter) => getChoseong(letter) || letter.toLowerCase()).join("");
  return [...found].slice(0, CONTRACT.LONGEST_PROVIDER).join("");
}

/** Where a receipt is summed. @param {ReceiptRow} row @returns {[string, number, number]} */
export function placeOf(row) {
  return [row.member_id, row.year, row.month];
}

/**
 * Messages if a record with these values must have another id.
 *
 * @param {Entity} entity @param {string} id @param {Values} values @returns {Errors}
 */
export function wrongId(entity, id, values) {
  const right =
    entity === "member_year" ? id === `${values.member_id}:${values.year}` : !id.includes(":");
  return right ? {} : { "": [_("모르는 내용이에요. 앱을 새로 고친 뒤 다시 해 주세요.")] };
}

/** Deleted so long ago that it cannot be brought back. @param {Row} row @param {string} now */
export function isGone(row, now) {
  return row.deleted_at !== null && Date.parse(row.deleted_at) <= trashBegins(now);
}

/** The moment (ms) since which deleted records are still in the trash. @param {string} now */
export function trashBegins(now) {
  return Date.parse(now) - CONTRACT.TRASH_DAYS * 24 * 60 * 60 * 1000;
}
