/**
 * What a bundle holds: photos with the number of their receipt, the list, and a note on top.
 *
 * @import { Values } from "../worker/op.js"
 * @import { Given } from "../worker/records/weigh.js"
 * @import { Photo } from "../scan/photos.js"
 * @import { Field } from "./headings.js"
 * @import { Kind } from "./rows.js"
 *
 * @typedef {{number: string, values: Values, photo: Photo | null, file: string}} Item
 */

const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu; // in names of files, on one system or another
const LONGEST = 40; // letters of a place's name
const FORMULA = /^[=+\-@\t\r']/u; // as FORMULA in webapp/export/tables.py

/**
 * Receipts in the order of their days, each with its number, and its photo if there is one.
 *
 * @param {readonly Given[]} records @param {readonly Photo[]} photos
 * @param {{year: number, person: string}} which  `person`: "" for everybody
 * @returns {Item[]}
 */
export function itemsOf(records, photos, { year, person }) {
  const byId = new Map(photos.map((photo) => [photo.id, photo]));
  const chosen = records.filter(
    ({ entity, values }) =>
      entity === "receipt" &&
      String(values.care_from).startsWith(`${year}-`) &&
      (!person || values.member_id === person),
  );
  chosen.sort((one, other) => (order(one) < order(other) ? -1 : 1));
  const digits = Math.max(2, String(chosen.length).length);
  return chosen.map(({ id, values }, at) => {
    const number = String(at + 1).padStart(digits, "0");
    const photo = byId.get(id) ?? null;
    return { number, values, photo, file: photo ? `${number}_${values.care_from}_${plain(values.provider_name)}.jpg` : "" };
  });
}

/** @param {Given} given */
const order = ({ id, values }) => `${values.care_from} ${id}`;

/** A name that every system takes for a file's. @param {import("../worker/op.js").Value} text */
export function plain(text) {
  const short = [...String(text).normalize("NFC").replace(FORBIDDEN, "_").trim()].slice(0, LONGEST).join("");
  return short.replace(/^\.+|[. ]+$/gu, "") || "_";
}

/**
 * The list as CSV, with the mark without which Excel takes Korean for something else.
 *
 * @param {readonly Item[]} items
 * @param {{fields: readonly Field[], kinds: readonly Kind[], number: string, photo: string}} words
 * @param {Readonly<Record<string, string>>} names  of people, by id
 */
export function listOf(items, { fields, kinds, number, photo }, names) {
  const heading = [number, photo, ...fields.map(({ label }) => label)];
  const rows = items.map((item) => [item.number, item.file, ...fields.map(({ name }) => inWords(name, item.values[name]))]);
  return `\ufeff${[heading, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

  /** @param {string} name @param {import("../worker/op.js").Value} value */
  function inWords(name, value) {
    if (name === "member_id") return names[String(value)] ?? "";
    const kind = kinds.find((each) => each.field === name && each.value === value);
    return kind?.label ?? String(value ?? "");
  }
}

/** Quoted where it must be, and never a formula. @param {string} cell */
function quoted(cell) {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Won that the receipts of a bundle come to, by column. @param {readonly Item[]} items */
export function sumsOf(items) {
  const sum = (/** @type {string} */ name) => items.reduce((all, { values }) => all + Number(values[name] ?? 0), 0);
  return { copay: sum("copay"), full_self_pay: sum("full_self_pay"), noncovered: sum("noncovered") };
}
