/**
 * What the table shows and only the person can decide: rows whose ① part may be left out of the sum.
 *
 * @import { Box } from "../image/quad.js"
 * @import { Day } from "../../worker/law/days.js"
 * @import { Label } from "./labels.js"
 * @import { Table } from "./table.js"
 *
 * @typedef {{reason: string, won: number | null, box: Box | null}} Question  reason: an id of exclusions.toml; won null if unreadable
 *
 * @typedef {object} Known
 * @property {Day} [on]  the day on which the care began
 * @property {string[]} provider_kinds  what the provider may be
 * @property {string} care_kind
 */
import { applies } from "../../worker/law/exclusions.js";
import { PROVIDER_KINDS } from "../../worker/law/kinds.js";
import { boxAround } from "./rows.js";

/** Rows of the form by the reason they raise. 추나 has no row of its own: it hides in 물리치료 of 한방. @type {[string, string, string[] | null][]} label, reason, only at these providers */
const ROWS = [
  ["selective", "selective_benefit", null],
  ["shared_room", "shared_room", null],
  ["prosthesis", "dental_implant", null],
  ["implant", "dental_implant", null],
  ["chuna", "chuna", null],
  ["physiotherapy", "chuna", ["oriental"]],
];
const EVER = "9999-12-31"; // no day was read: ask by the rules that still hold

/** @param {Table | null} table @param {readonly Label[]} labels @param {Known} known @returns {Question[]} */
export function questionsOf(table, labels, known) {
  if (!table) return [];
  const found = ROWS.flatMap(([name, reason, only]) => {
    if (only && !known.provider_kinds.every((kind) => only.includes(kind))) return [];
    if (!mayApply(reason, known)) return [];
    return labels
      .filter((label) => label.name === name && table.top < label.y && label.y < table.bottom && label.x1 < table.columns[0].to)
      .flatMap((label) => {
        const amount = table.at(label, "copay");
        if (!amount || amount.readings[0]?.won === 0) return [];
        return [{ reason, won: amount.readings[0]?.won ?? null, box: boxAround(amount.letters) }];
      });
  });
  return found.filter(({ reason }, index) => found.findIndex((other) => other.reason === reason) === index);
}

/** @param {string} reason @param {Known} known */
function mayApply(reason, { on, provider_kinds, care_kind }) {
  const kinds = provider_kinds.length ? provider_kinds : [...PROVIDER_KINDS.keys()];
  return kinds.some((provider_kind) => applies(reason, { on: on ?? EVER, provider_kind, care_kind }));
}
