/**
 * Rows of a table as receipts of people.
 *
 * @import { Values } from "../worker/op.js"
 * @import { Given } from "../worker/records/weigh.js"
 * @import { Columns, Field } from "./headings.js"
 *
 * @typedef {{field: string, value: string, label: string}} Kind
 * @typedef {object} Words  what the page's language calls things
 * @property {Field[]} fields
 * @property {Kind[]} kinds
 * @property {string} discharged
 * @property {{no_day: string, no_won: string, no_person: string}} problems
 *
 * @typedef {{given: Given, person: string, problems: string[]}} Line  `person`: a name
 */
import { kindByName } from "../scan/parse/kinds.js";
import { dayIn, unescaped, wonIn } from "./cells.js";

const DAYS = ["care_from", "care_to"];
const TEXTS = ["provider_name", "receipt_no", "note"];

/**
 * @param {readonly (readonly string[])[]} rows  below the headings
 * @param {Columns} columns
 * @param {{words: Words, person: string, isCopay: boolean, newId: () => string}} how
 *   `person`: whose rows are that name nobody; `isCopay`: whether the amount is that of column ①
 * @returns {Line[]}
 */
export function linesOf(rows, columns, { words, person, isCopay, newId }) {
  return rows.map((row) => {
    const cell = (/** @type {string} */ name) => (name in columns ? unescaped(row[columns[name]] ?? "") : "");
    /** @type {string[]} */
    const problems = [];
    /** @type {Values} */
    const values = {};
    for (const { name, label } of words.fields) {
      const text = cell(name);
      if (name === "member_id" || name.endsWith("_kind") || name === "unverified" || text === "") continue;
      if (TEXTS.includes(name)) values[name] = text;
      else if (name === "discharged") values[name] = text === words.discharged;
      else if (DAYS.includes(name)) {
        const day = dayIn(text);
        if (day) values[name] = day;
        else problems.push(`${label}: ${words.problems.no_day}`);
      } else {
        const won = wonIn(text);
        if (won === undefined) problems.push(`${label}: ${words.problems.no_won}`);
        else if (won !== null) values[name] = won;
      }
    }
    values.care_to ??= values.care_from ?? "";
    Object.assign(values, kindsOf(cell, values, words));
    const unverified = uncheckedOf(cell("unverified"), words.fields, isCopay);
    if (unverified) values.unverified = unverified;
    const who = cell("member_id") || person;
    if (!who) problems.push(words.problems.no_person);
    return { given: { entity: "receipt", id: newId(), values }, person: who, problems };
  });
}

/** @param {(name: string) => string} cell @param {Values} values @param {Words} words */
function kindsOf(cell, values, { kinds }) {
  const said = (/** @type {string} */ field) =>
    kinds.find((kind) => kind.field === field && [kind.label, kind.value].includes(cell(field)))?.value;
  const provider =
    said("provider_kind") ?? kindByName(cell("provider_kind")) ?? kindByName(String(values.provider_name ?? "")) ?? "clinic";
  const several = values.care_from !== values.care_to;
  const usual = provider === "pharmacy" ? "pharmacy" : several ? "inpatient" : "outpatient";
  return {
    provider_kind: provider,
    care_kind: said("care_kind") ?? usual,
    insurance_kind: said("insurance_kind") ?? "health",
  };
}

/** An amount that may be more than column ① is looked at by a person later. @param {string} listed @param {readonly Field[]} fields @param {boolean} isCopay */
function uncheckedOf(listed, fields, isCopay) {
  const named = listed.split(",").map((each) => each.trim());
  const found = fields.filter(({ label }) => named.includes(label)).map(({ name }) => name);
  return [...(isCopay || found.includes("copay") ? [] : ["copay"]), ...found].join(",");
}

/**
 * The lines with their people's ids, and the people who are new.
 *
 * @param {readonly Line[]} lines
 * @param {readonly {value: string, label: string}[]} people  here
 * @param {() => string} newId
 * @returns {Given[]} new people; the lines' values have their `member_id` now
 */
export function peopleOf(lines, people, newId) {
  const ids = new Map([...people].reverse().map(({ value, label }) => [label, value]));
  /** @type {Given[]} */
  const fresh = [];
  for (const { given, person } of lines) {
    if (!person) continue;
    if (!ids.has(person)) {
      const id = newId();
      ids.set(person, id);
      fresh.push({ entity: "member", id, values: { name: person } });
    }
    given.values.member_id = ids.get(person) ?? "";
  }
  return fresh;
}
