/**
 * Which of the papers it is: form 6 in its versions A0, A1 and B, the pharmacy's, the clinic's short one.
 *
 * @import { Label } from "./labels.js"
 * @import { Table } from "./table.js"
 *
 * @typedef {"A0" | "A1" | "B" | "pharmacy" | "clinic" | ""} Form
 */

const SURE_SCORE = 0.8;
const FEWEST_ITEMS = 3; // kinds of items that only the full form lists
const ITEMS = ["consultation", "room", "single_room", "shared_room", "ward_room", "meals", "medication", "tests", "physiotherapy", "selective", "prosthesis", "flat_rate", "amounts_heading"];
const ROOMS = ["single_room", "shared_room", "ward_room"];

/** @param {readonly Label[]} labels @param {Table | null} table @returns {Form} */
export function formOf(labels, table) {
  const sure = labels.filter(({ score }) => score >= SURE_SCORE);
  const names = new Set(sure.map(({ name }) => name));
  const items = ITEMS.filter((name) => names.has(name)).length;
  if (items < FEWEST_ITEMS && isPharmacy(sure, names)) return "pharmacy";
  if (items >= FEWEST_ITEMS && (table || names.has("advance"))) return isOld(labels, table) ? oldForm(names) : "B";
  return names.has("clinic_title") || names.has("title") || (names.has("patient_total") && names.has("copay")) ? "clinic" : "";
}

/** @param {Label[]} sure @param {Set<string>} names */
function isPharmacy(sure, names) {
  const total = sure.some(({ name, text }) => name === "grand_total" && text.includes("약제비"));
  return names.has("pharmacy_title") || total || (names.has("dispensed") && !names.has("care_days"));
}

/** Two columns of 비급여, and the numbers after them one higher. @param {readonly Label[]} labels @param {Table | null} table */
function isOld(labels, table) {
  const marked = (/** @type {string} */ name, /** @type {number} */ mark) => labels.some((label) => label.name === name && label.mark === mark);
  const has = (/** @type {string} */ name) => labels.some((label) => label.name === name);
  const signs = [
    table?.columns.some(({ name }) => name === "chosen" || name === "other") ? 3 : 0,
    table?.columns.some(({ name, sure }) => name === "noncovered" && sure) ? -2 : 0,
    marked("grand_total", 7) || marked("advance", 6) ? 1 : 0,
    marked("grand_total", 6) || marked("advance", 5) ? -1 : 0,
    has("insurer_total") ? -2 : 0,
    has("chosen") || has("other") ? 1 : 0,
  ];
  return signs.reduce((sum, sign) => sum + sign, 0) > 0;
}

/** The rooms were told apart from 2019-07-01 on. @param {Set<string>} names @returns {Form} */
function oldForm(names) {
  return ROOMS.filter((name) => names.has(name)).length > 1 ? "A1" : "A0";
}
