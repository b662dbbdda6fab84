/**
 * What a backup says: the household's people, their bands and their receipts, as they travel
 * between devices. No key of a device, no setting, nothing of the practised application, nothing
 * from the trash.
 *
 * @import { Entity, Values } from "../worker/op.js"
 *
 * @typedef {{entity: Entity, id: string, values: Values}} Given  a record, wherever it comes from
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string} & Values} Row
 * @typedef {object} Pictured  a receipt's photo; `picture` and `thumbnail` are bytes of the sections
 *   that follow the document, in this order
 * @property {string} id @property {string} member_id @property {string} taken_at
 * @property {number} width @property {number} height @property {string} hash
 * @property {number} picture @property {number} thumbnail  0 for none
 * @typedef {{made_on: string, whose: string | null, people: Person[], years: Row[], receipts: Row[],
 *   photos: Pictured[]}} Content  `whose`: the person's id, where it is of one alone
 */
import { BackupError, SEAL } from "./file.js";

export const VERSION = 4;
const MOST = 100_000; // records

/** @type {Record<Entity, "people" | "years" | "receipts">} */
const LISTS = { member: "people", member_year: "years", receipt: "receipts" };

/**
 * What made each version the next one. Every step stays, so that old files are read.
 *
 * @type {Record<number, (content: any) => any>}
 */
const STEPS = {
  1: (content) => ({ ...content, whose: null, photos: [] }), // of everybody, and without photos
  2: ({ years, receipts, ...content }) => ({
    ...content,
    years: each(years, { near_closed: false, reached_closed: false }),
    receipts: each(receipts, { indemnity_paid: null }),
  }),
  3: ({ people, ...content }) => ({ ...content, people: each(people, { avatar: "" }) }),
};

/** Each row with what it could not say yet. @param {any} rows @param {Values} usual */
function each(rows, usual) {
  if (!Array.isArray(rows)) throw new BackupError("damaged");
  return rows.map((row) => ({ ...row, ...usual }));
}

/**
 * @param {readonly Given[]} records @param {string} day
 * @param {{whose?: string | null, photos?: Pictured[]}} [more]
 * @returns {Content}
 */
export function write(records, day, { whose = null, photos = [] } = {}) {
  const list = (/** @type {Entity} */ entity) =>
    records.filter((each) => each.entity === entity).map(({ id, values }) => ({ id, ...values }));
  return {
    made_on: day,
    whose,
    people: /** @type {any} */ (list("member")),
    years: list("member_year"),
    receipts: list("receipt"),
    photos,
  };
}

/**
 * A document of any version as this version has it. Throws a BackupError.
 *
 * @param {any} content @param {number} version @returns {Content}
 */
export function read(content, version) {
  if (typeof content !== "object" || content === null) throw new BackupError("damaged");
  let present = content;
  for (let step = version; step < VERSION; step++) present = STEPS[step](present);
  if (!isSound(present)) throw new BackupError("damaged");
  return present;
}

/** Its records, people first: the others need them. @param {Content} content @returns {Given[]} */
export function recordsOf(content) {
  return /** @type {Entity[]} */ (Object.keys(LISTS)).flatMap((entity) =>
    content[LISTS[entity]].map(({ id, ...values }) => ({ entity, id, values })),
  );
}

/** Where each photo's sections lie. @param {readonly Pictured[]} photos */
export function sectionsOf(photos) {
  let [at, number] = [0, 1];
  const next = (/** @type {number} */ bytes) => {
    if (!bytes) return null;
    const found = { at, bytes, number };
    at += bytes + SEAL;
    number += 1;
    return found;
  };
  return photos.map((photo) => ({ photo, picture: next(photo.picture), thumbnail: next(photo.thumbnail) }));
}

/** @param {any} content */
function isSound(content) {
  const lists = [...Object.values(LISTS), "photos"].map((name) => content[name]);
  return (
    typeof content.made_on === "string" &&
    (content.whose === null || typeof content.whose === "string") &&
    lists.every((list) => Array.isArray(list) && list.every((row) => typeof row?.id === "string")) &&
    content.photos.every(isPictured) &&
    lists.flat().length <= MOST
  );
}

/** @param {any} photo */
function isPictured({ member_id, taken_at, hash, ...sizes }) {
  const numbers = [sizes.width, sizes.height, sizes.picture, sizes.thumbnail];
  return (
    [member_id, taken_at, hash].every((text) => typeof text === "string") &&
    numbers.every((number) => Number.isSafeInteger(number) && number >= 0)
  );
}
