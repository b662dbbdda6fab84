/**
 * The amounts of the form, from the table and the labels, checked against each other.
 *
 * @import { Amount, Reading } from "./amounts.js"
 * @import { Form } from "./forms.js"
 * @import { Label } from "./labels.js"
 * @import { Name, Option, Options, Settled } from "./identities.js"
 * @import { Found } from "./parse.js"
 * @import { Cell, Table } from "./table.js"
 * @import { Pair } from "./values.js"
 */
import { withoutMark } from "./amounts.js";
import { settle } from "./identities.js";
import { boxAround } from "./rows.js";

/** Labels that say the same, or nearly: what it costs to take one for another. @type {Record<string, [Name, number]>} */
const MEANS = { pharmacy_noncovered: ["noncovered", 0] };
/** What was paid or is to be paid, where the patient's total is not printed. */
const INSTEAD_OF_TOTAL = new Map([["received", 0.3], ["due", 0.8], ["paid", 1]]);

/** Ways of paying: their amounts may well be the patient's total. */
const PAID_WITH = new Set(["due", "paid", "received", "card", "cash", "cash_receipt", "sum", "subtotal"]);

const COST_OF_A_BLANK_CELL = 0.2;
const COST_OF_NO_PLACE = 0.4; // the paper has no place for it
const COST_OF_A_BLANK_PLACE = 0.5; // there is a label and nothing beside it
const COST_OF_A_POOR_LABEL = 2; // for a label with nothing in common
const WORTH_OF_THE_COLUMN = [0, 0.35, 0.9, 1.5]; // a total that is the sum of so many rows, or more
const COST_OF_THE_COLUMN = 2; // to believe the rows more than their total
const COST_OF_TOO_LITTLE = 2; // for a total below the largest of its items
const COST_OF_NO_LABEL = 1.6; // an amount beside the table whose label was not read
const WORTH_OF_REPEATING = 0.2; // what is to be paid is printed several times
const MOST_REPEATING = 3;
const MOST_UNLABELLED = 5;
const LEAST_LABEL = 0.75;
const LEAST_MARGIN = 0.05;
const MOST_PAIR_COST = 2;
const MOST_DIRECT_COST = 0.55; // of a reading; above it a letter was replaced
const MOST_ACCEPTED_COST = 1.5;
const LEAST_PLAUSIBLE = 100; // won

const VERIFIED = 0.97; // confidence
const NEARLY = 0.91;
const UNVERIFIED = 0.93; // of its own confidence, like those below
const CONTRADICTED = 0.6;
const COMPUTED = 0.6;
const COMPUTED_TWICE = 0.92;

/**
 * @typedef {{fields: Record<string, Found>, accepted: boolean}} Money
 *
 * @param {Form} form @param {Table | null} table @param {readonly Pair[]} pairs @param {readonly Label[]} labels
 * @param {readonly Amount[]} free  amounts that are not in the table
 * @returns {Money}
 */
export function moneyOf(form, table, pairs, labels, free) {
  const options = optionsOf(form, table, pairs, labels);
  if (table) addUnlabelled(options, table, pairs, free);
  const settled = settle(options);
  const accepted = isAccepted(settled, { options, labels, pairs, form });
  return { fields: fieldsOf(settled, accepted), accepted };
}

/** @param {Form} form @param {Table | null} table @param {readonly Pair[]} pairs @param {readonly Label[]} labels @returns {Options} */
function optionsOf(form, table, pairs, labels) {
  /** @type {Options} */
  const options = {
    copay: [], insurer: [], full: [], noncovered: [], chosen: [], other: [], advance: [], grand_total: [],
    insurer_total: [], patient_total: [],
  };
  for (const cell of table?.total ?? []) options[cell.column.name].push(...optionsOfCell(cell, /** @type {Table} */ (table)));
  for (const pair of pairs) {
    const [name, cost] = MEANS[pair.label.name] ?? [pair.label.name, 0];
    if (!(name in options)) continue;
    if (name === "advance" && table && pair.amount.x0 > table.columns[table.columns.length - 1].to) continue;
    options[/** @type {Name} */ (name)].push(...optionsOfPair(pair, cost));
  }
  if (!options.patient_total.length) {
    for (const pair of pairs) {
      const cost = INSTEAD_OF_TOTAL.get(pair.label.name);
      if (cost !== undefined) options.patient_total.push(...optionsOfPair(pair, form === "pharmacy" && pair.label.name === "received" ? 0 : cost));
    }
  }
  const split = options.chosen.length + options.other.length > 0;
  /** @type {Name[]} */
  const mayBeZero = split ? ["full", "chosen", "other", "advance"] : ["full", "noncovered", "advance"];
  for (const name of mayBeZero) {
    if (options[name].some(({ won, amount }) => won === 0 && amount === null)) continue;
    const labelled = labels.some((label) => (MEANS[label.name]?.[0] ?? label.name) === name);
    if (options[name].length && table?.total.some(({ column }) => column.name === name)) continue;
    options[name].push({ won: 0, cost: labelled ? COST_OF_A_BLANK_PLACE : COST_OF_NO_PLACE, amount: null, direct: true });
  }
  if (split) options.noncovered = [];
  return options;
}

/**
 * Beside or below the table stand only what was charged and what was paid. Where the labels are not to
 * be read, the sums may still tell which of these amounts is which; a person is asked in any case.
 *
 * @param {Options} options  gets more @param {Table} table @param {readonly Pair[]} pairs @param {readonly Amount[]} free
 */
function addUnlabelled(options, table, pairs, free) {
  const right = table.columns[table.columns.length - 1].to;
  const labelled = pairs.filter(({ label, cost }) => label.score >= LEAST_LABEL && cost < MOST_PAIR_COST);
  const taken = new Set(labelled.filter(({ label }) => !PAID_WITH.has(label.name)).map(({ amount }) => amount));
  /** @type {Map<number, Amount[]>} */
  const byWon = new Map();
  for (const amount of free) {
    const won = amount.readings[0]?.won ?? 0;
    if (won >= LEAST_PLAUSIBLE && amount.grouped && !taken.has(amount) && (amount.x0 > right || amount.y > table.bottom)) byWon.set(won, [...(byWon.get(won) ?? []), amount]);
  }
  const found = [...byWon].map(([won, amounts]) => ({
    won,
    cost: COST_OF_NO_LABEL + amounts[0].readings[0].cost - WORTH_OF_REPEATING * Math.min(MOST_REPEATING, amounts.length),
    amount: amounts[0],
    direct: false,
  }));
  const unlike = (/** @type {Name} */ name) => found.filter(({ won }) => options[name].every((option) => option.won !== won));
  options.patient_total.push(...unlike("patient_total").sort((a, b) => a.cost - b.cost).slice(0, MOST_UNLABELLED));
  options.grand_total.push(...unlike("grand_total").sort((a, b) => b.won - a.won).slice(0, MOST_UNLABELLED));
}

/** @param {Cell} cell @param {Table} table @returns {Option[]} */
function optionsOfCell({ column, amount, sum, rows, most }, { named }) {
  const direct = column.sure && named;
  const worth = (/** @type {number} */ won) => (won === sum ? -WORTH_OF_THE_COLUMN[Math.min(rows, 3)] : 0);
  /** @type {Option[]} */
  const added = (rows > 1 || (rows && !amount)) && sum > 0 ? [{ won: sum, cost: COST_OF_THE_COLUMN, amount: null, direct: false }] : [];
  if (!amount) {
    const above = rows ? 1 : 0;
    const blank = { won: 0, cost: COST_OF_A_BLANK_CELL + above, amount: null, direct };
    return ["copay", "insurer"].includes(column.name) && rows ? added : [blank, ...added];
  }
  const mark = ["copay", "insurer", "full", "noncovered"].indexOf(column.name) + 1 || ["chosen", "other"].indexOf(column.name) + 4;
  const read = distinct([...amount.readings, ...(amount.mark ? [] : withoutMark(amount, mark))]).map((reading) => ({
    won: reading.won,
    cost: reading.cost + worth(reading.won) + (column.sure ? 0 : 0.5) + (reading.won < most ? COST_OF_TOO_LITTLE : 0),
    amount,
    direct: direct && reading.cost <= MOST_DIRECT_COST,
  }));
  return [...read, ...added.filter(({ won }) => read.every((other) => other.won !== won))];
}

/** @param {Pair} pair @param {number} extra  cost @returns {Option[]} */
function optionsOfPair({ label, amount, cost }, extra) {
  const poor = (1 - label.score) * COST_OF_A_POOR_LABEL;
  const sure = label.score >= LEAST_LABEL && label.margin > LEAST_MARGIN && cost < MOST_PAIR_COST;
  const marked = label.mark && !amount.mark ? withoutMark(amount, label.mark) : [];
  return distinct([...amount.readings, ...marked]).map((reading) => ({
    won: reading.won,
    cost: reading.cost + cost + poor + extra,
    amount,
    direct: sure && reading.cost <= MOST_DIRECT_COST,
  }));
}

/** @param {Reading[]} readings */
function distinct(readings) {
  return readings.filter(({ won }, index) => readings.findIndex((other) => other.won === won) === index);
}

/**
 * Whether the money was read as it stands there and holds together, so that nobody need look again.
 *
 * @param {Settled} settled
 * @param {{options: Options, labels: readonly Label[], pairs: readonly Pair[], form: Form}} paper
 */
function isAccepted({ chosen, computed, patient, grand }, { options, labels, pairs, form }) {
  const used = Object.entries(chosen).filter(([name]) => name !== "insurer_total");
  const { copay, patient_total: total, insurer, grand_total } = chosen;
  if (Object.keys(computed).length || !copay?.amount || !total?.amount) return false;
  const isRepeated = pairs.some(({ amount }) => amount !== total.amount && amount.readings[0]?.won === total.won);
  if (patient !== "exact" && !(patient === "near" && grand === "exact" && isRepeated)) return false;
  const noInsurer = form !== "pharmacy" && !grand_total && !options.insurer.length && !labels.some(({ name }) => name === "insurer");
  if (!(insurer ? grand === "exact" : noInsurer) || grand === "broken") return false;
  const replaced = used.filter(([, option]) => !option.direct);
  const bySums = patient === "exact" && grand === "exact" && replaced.length < 2;
  if (replaced.some(([, { cost, amount }]) => !bySums || cost > MOST_ACCEPTED_COST || !isInSurePlace(amount, options))) return false;
  const wons = used.map(([, { won }]) => won).filter((won) => won > 0);
  return wons.length > 0 && Math.max(...wons) >= LEAST_PLAUSIBLE;
}

/** Whether a reading was replaced, and not a place guessed. @param {Amount | null} amount @param {Options} options */
function isInSurePlace(amount, options) {
  return amount !== null && Object.values(options).flat().some((option) => option.amount === amount && option.direct);
}

/** @param {Settled} settled @param {boolean} accepted @returns {Record<string, Found>} */
function fieldsOf(settled, accepted) {
  /** @type {[string, Name[]][]} */
  const named = [
    ["copay", ["copay"]],
    ["insurer_paid", ["insurer"]],
    ["full_self_pay", ["full"]],
    ["noncovered", "noncovered" in settled.chosen || "noncovered" in settled.computed ? ["noncovered"] : ["chosen", "other"]],
    ["advance", ["advance"]],
    ["patient_total", ["patient_total"]],
  ];
  return Object.fromEntries(named.flatMap(([field, names]) => {
    const parts = names.map((name) => partOf(name, settled, accepted));
    const known = parts.filter((part) => part !== null);
    if (known.length < names.length) return [];
    const boxes = known.flatMap(({ amount }) => amount?.letters ?? []);
    /** @type {Found} */
    const found = {
      value: String(known.reduce((sum, { won }) => sum + won, 0)),
      confidence: Math.min(...known.map(({ confidence }) => confidence)),
      computed: known.some((part) => part.computed),
      box: boxAround(boxes),
    };
    return [[field, found]];
  }));
}

/** @param {Name} name @param {Settled} settled @param {boolean} accepted */
function partOf(name, { chosen, computed, confirmed, patient, grand }, accepted) {
  const won = computed[name];
  if (won !== undefined) {
    return { won, amount: null, computed: true, confidence: confirmed[name] ? COMPUTED_TWICE : COMPUTED };
  }
  const option = chosen[name];
  if (!option) return null;
  const inPatient = name !== "insurer" && name !== "grand_total";
  const inGrand = name !== "advance" && name !== "patient_total";
  const states = [...(inPatient ? [patient] : []), ...(inGrand ? [grand] : [])];
  const verified = states.includes("exact");
  const unprinted = option.amount === null;
  if (unprinted && !verified && !option.direct && !option.won) return null;
  if (unprinted && option.won > 0) {
    const twice = patient === "exact" && grand === "exact";
    return { won: option.won, amount: null, computed: true, confidence: twice ? COMPUTED_TWICE : COMPUTED };
  }
  const read = option.amount ? Math.max(0, option.amount.confidence) : UNVERIFIED;
  return { won: option.won, amount: option.amount, computed: false, confidence: trustOf(read, states, option, accepted) };
}

/** @param {number} read @param {Settled["patient"][]} states @param {Option} option @param {boolean} accepted */
function trustOf(read, states, { direct }, accepted) {
  if (accepted) return Math.max(read, VERIFIED);
  if (states.includes("exact")) return direct ? Math.max(read, VERIFIED) : Math.min(read, COMPUTED);
  if (states.includes("broken")) return read * CONTRADICTED;
  if (states.includes("near")) return direct ? Math.max(read, NEARLY) : read * UNVERIFIED;
  return direct ? read * UNVERIFIED : read * CONTRADICTED;
}
