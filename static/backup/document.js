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
 * @typedef {{made_on: string, people: Person[], years: Row[], receipts: Row[]}} Content
 */
import { BackupError } from "./file.js";

export const VERSION = 1;
const MOST = 100_000; // records

/** @type {Record<Entity, "people" | "years" | "receipts">} */
const LISTS = { member: "people", member_year: "years", receipt: "receipts" };

/** @param {readonly Given[]} records @param {string} day @returns {Content} */
export function write(records, day) {
  const list = (/** @type {Entity} */ entity) =>
    records.filter((each) => each.entity === entity).map(({ id, values }) => ({ id, ...values }));
  return {
    made_on: day,
    people: /** @type {any} */ (list("member")),
    years: list("member_year"),
    receipts: list("receipt"),
  };
}

/**
 * A document of any version as this version has it. Throws a BackupError.
 *
 * @param {any} content @param {number} _version @returns {Content}
 */
export function read(content, _version) {
  if (!isSound(content)) throw new BackupError("damaged");
  return content;
}

/** Its records, people first: the others need them. @param {Content} content @returns {Given[]} */
export function recordsOf(content) {
  return /** @type {Entity[]} */ (Object.keys(LISTS)).flatMap((entity) =>
    content[LISTS[entity]].map(({ id, ...values }) => ({ entity, id, values })),
  );
}

/** @param {any} content */
function isSound(content) {
  const lists = Object.values(LISTS).map((name) => content?.[name]);
  return (
    typeof content?.made_on === "string" &&
    lists.every((list) => Array.isArray(list) && list.every((row) => typeof row?.id === "string")) &&
    lists.flat().length <= MOST
  );
}

/** @param {string} stem @param {string} day @param {string} ending */
export function fileName(stem, day, ending) {
  return `${stem}-${day}.${ending}`;
}
