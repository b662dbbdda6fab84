/**
 * The words of a straightened page, made into the fields of the receipt form. Pure; never throws on
 * whatever words it is given.
 *
 * @import { Box } from "../image/quad.js"
 * @import { Rules } from "../image/rules.js"
 * @import { Form } from "./forms.js"
 * @import { Question } from "./questions.js"
 *
 * @typedef {import("./rows.js").Word} Word
 *
 * @typedef {{value: string, confidence: number, computed: boolean, box: Box | null}} Found
 *
 * @typedef {Found & {doubtful: boolean}} Field  value: plain digits for won, "2023-02-28" for days
 *
 * @typedef {object} Parsed
 * @property {Form} form
 * @property {Record<string, Field>} fields  those found, by their names in the receipt form
 * @property {Question[]} questions
 * @property {boolean} accepted  the amounts were read without a guess and hold together
 * @property {number} labelsFound  how many different words of the official forms were read
 * @property {Box[]} residentNumbers  what to black out
 */
import { amountsIn } from "./amounts.js";
import { careDays, datesIn } from "./dates.js";
import { formOf } from "./forms.js";
import { careKind, insuranceKind, providerKind } from "./kinds.js";
import { countOf, labelsIn, proseOf } from "./labels.js";
import { moneyOf } from "./money.js";
import { providerIn } from "./provider.js";
import { questionsOf } from "./questions.js";
import { receiptNumber } from "./receipt-number.js";
import { residentNumbersIn } from "./resident-numbers.js";
import { linesOf } from "./rows.js";
import { tableIn } from "./table.js";
import { pairsOf } from "./values.js";

/** Below this a field is shown for a second look. */
const LEAST_CONFIDENCE = 0.9;

/**
 * @param {readonly Word[]} words
 * @param {{width: number, height: number, rules?: Rules}} _page  px
 * @returns {Parsed}
 */
export function parse(words, _page) {
  const lines = linesOf(Array.isArray(words) ? words : []);
  const labels = labelsIn(lines);
  const prose = proseOf(lines, labels);
  const dates = datesIn(lines);
  const taken = new Set([...prose, ...dates.flatMap(({ letters }) => letters)]);
  const amounts = amountsIn(lines, taken);
  const spoken = labels.filter(({ letters }) => !letters.some((letter) => prose.has(letter)));

  const table = tableIn(lines, spoken, amounts);
  const form = formOf(spoken, table);
  const beside = spoken.filter((label) => !table?.heads(label));
  const free = amounts.filter((amount) => !table?.holds(amount));
  const money = moneyOf(form, table, pairsOf(beside, free, lines.letterHeight), beside, free);

  const days = careDays(dates, spoken, lines.letterHeight);
  const provider = providerIn(lines, spoken, form === "pharmacy");
  const provider_kind = providerKind(lines, form, provider?.value ?? "");
  const care_kind = careKind(lines, form, spoken, days);
  const known = {
    on: days.care_from?.value,
    provider_kinds: provider_kind && isSure(provider_kind) ? [provider_kind.value] : [],
    care_kind: care_kind?.value ?? "",
  };
  const fields = {
    provider_name: provider,
    provider_kind,
    care_kind,
    ...days,
    insurance_kind: insuranceKind(lines, spoken),
    ...money.fields,
    receipt_no: receiptNumber(lines, spoken),
  };
  return {
    form,
    fields: Object.fromEntries(Object.entries(fields).flatMap(([name, found]) => (found ? [[name, field(found)]] : []))),
    questions: questionsOf(table, spoken, known),
    accepted: money.accepted,
    labelsFound: countOf(labels),
    residentNumbers: residentNumbersIn(lines),
  };
}

/** @param {Found} found @returns {Field} */
function field(found) {
  return { ...found, doubtful: !isSure(found) };
}

/** @param {Found} found */
function isSure({ confidence }) {
  return confidence >= LEAST_CONFIDENCE;
}
