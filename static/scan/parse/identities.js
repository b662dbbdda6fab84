/**
 * The arithmetic of the forms: which readings of the amounts hold together, and the one that is missing.
 *
 *     T1  진료비 총액 = ① + ② + ③ + ④ (+ ⑤ 선택진료료 외, on old forms)
 *     T2  공단부담 총액 = ② + 상한액 초과금
 *     T3  환자부담 총액 = (① − 상한액 초과금) + ③ + ④ (+ ⑤)
 *     T9  0 ≤ 상한액 초과금 ≤ ①
 *     P1  약제비총액 = ① + ② + ③,  P2  총수납금액 = ① + ③: the same with the pharmacy's ③ as 비급여
 *
 * Only readings that the engine itself offers are chosen between, and no amount ever changes its place.
 *
 * @typedef {"copay" | "insurer" | "full" | "noncovered" | "chosen" | "other" | "advance" | "grand_total" | "insurer_total" | "patient_total"} Name
 *
 * @typedef {object} Option
 * @property {number} won
 * @property {number} cost  0 for a clear reading in its place
 * @property {import("./amounts.js").Amount | null} amount  null for a 0 that nobody printed
 * @property {boolean} direct  read as it stands there, in a place that is sure
 *
 * @typedef {Record<Name, Option[]>} Options
 *
 * @typedef {"exact" | "near" | "broken" | "open"} State  open: not all of its values are known
 *
 * @typedef {object} Settled
 * @property {Partial<Record<Name, Option>>} chosen
 * @property {Partial<Record<Name, number>>} computed  won, of what was missing
 * @property {Partial<Record<Name, boolean>>} confirmed  whether a second identity holds with a computed one
 * @property {State} patient  T3
 * @property {State} grand  T1
 */
import { TOLERANCE } from "../../worker/law/receipt-form.js";

export const COST_OF_MISSING = 3;
const COST_OF_A_GUESS = 0.4;
const REWARD = { exact: -2, near: -1, open: 0, broken: 4 };
const REWARD_OF_T2 = 0.5;
const COST_OF_SHARING = 5; // one printed amount for two values
const MOST_OPTIONS = 8;

/** @type {Option} */
const MISSING = Object.freeze({ won: NaN, cost: COST_OF_MISSING, amount: null, direct: false });

/** Printed, read, and against all that is around it. @type {Option} */
const UNBELIEVED = Object.freeze({ ...MISSING, cost: 5 });

/** The cheapest way to read the amounts. @param {Options} options @returns {Settled} */
export function settle(options) {
  const some = (/** @type {Name} */ name) => options[name].slice().sort((a, b) => a.cost - b.cost).slice(0, MOST_OPTIONS);
  const orMissing = (/** @type {Name} */ name) => [...some(name), options[name].some(isBelievable) ? UNBELIEVED : MISSING];
  const outside = options.chosen.length || options.other.length ? pairsOf(orMissing("chosen"), orMissing("other")) : pairsOf([NOTHING], orMissing("noncovered"));
  const rests = restsOf(orMissing("grand_total"), orMissing("insurer"), some("insurer_total"));
  /** @type {{cost: number, choice: Choice | null}} */
  let best = { cost: Infinity, choice: null };
  for (const copay of orMissing("copay")) {
    for (const advance of some("advance").length ? some("advance") : [NOTHING]) {
      if (advance.won > copay.won) continue;
      for (const full of orMissing("full")) {
        for (const pair of outside) {
          for (const patient of orMissing("patient_total")) {
            const known = copay.cost + advance.cost + full.cost + pair.cost + patient.cost;
            if (known + 2 * REWARD.exact - REWARD_OF_T2 >= best.cost) continue;
            best = cheaper(best, known, { copay, advance, full, ...pair, patient }, rests);
          }
        }
      }
    }
  }
  return best.choice ? told(best.choice, options) : { chosen: {}, computed: {}, confirmed: {}, patient: "open", grand: "open" };
}

/** Read, or left blank where a blank means 0. @param {Option} option */
function isBelievable({ amount, direct, cost }) {
  return amount ? cost < COST_OF_MISSING : direct && cost < COST_OF_A_GUESS;
}

/** @type {Option} */
const NOTHING = Object.freeze({ won: 0, cost: 0, amount: null, direct: true });

/**
 * @typedef {{chosen: Option, other: Option, cost: number, won: number}} Outside  what 비급여 comes to, in one or two columns
 * @typedef {{grand: Option, insurer: Option, total: Option | null, cost: number}} Rest
 * @typedef {{copay: Option, advance: Option, full: Option, patient: Option, chosen: Option, other: Option, won: number} & Partial<Rest>} Choice
 */

/** @param {Option[]} chosen @param {Option[]} other @returns {Outside[]} */
function pairsOf(chosen, other) {
  return chosen.flatMap((one) =>
    other.map((second) => ({ chosen: one, other: second, cost: one.cost + second.cost, won: one.won + second.won })),
  );
}

/** @param {Option[]} grands @param {Option[]} insurers @param {Option[]} totals @returns {Rest[]} */
function restsOf(grands, insurers, totals) {
  return grands.flatMap((grand) =>
    insurers.flatMap((insurer) =>
      [null, ...totals].map((total) => ({ grand, insurer, total, cost: grand.cost + insurer.cost + (total?.cost ?? 0) })),
    ),
  );
}

/** @param {{cost: number, choice: Choice | null}} best @param {number} known @param {Omit<Choice, "grand" | "insurer" | "total" | "cost">} part @param {Rest[]} rests */
function cheaper(best, known, part, rests) {
  const { missing, own } = completed(part);
  if (missing > 1 && best.choice) return best;
  if (own !== null && (own.computed < 0 || own.advance > own.copay)) return best;
  const patient = stateOf(missing ? NaN : part.patient.won - expectedOf(part));
  const shared = sharing([part.copay, part.full, part.chosen, part.other, part.patient, part.advance]);
  let found = best;
  for (const rest of rests) {
    const parts = own ? own.copay + own.full + own.won : NaN;
    const grand = stateOf(rest.grand.won - parts - rest.insurer.won);
    const second = rest.total ? rest.total.won - rest.insurer.won - part.advance.won : NaN;
    const together = sharing([part.copay, rest.insurer, rest.grand, part.full, part.other]) + sharing([part.patient, rest.grand]);
    const t2 = Number.isNaN(second) ? 0 : Math.abs(second) <= TOLERANCE ? -REWARD_OF_T2 : REWARD_OF_T2;
    const cost = known + rest.cost + REWARD[patient] + REWARD[grand] + t2 + shared + together;
    if (cost < found.cost) found = { cost, choice: { ...part, ...rest } };
  }
  return found;
}

/** T3 with its missing value filled in, if it misses one. @param {Omit<Choice, "grand" | "insurer" | "total" | "cost">} part */
function completed(part) {
  const missing = [part.copay, part.full, part.chosen, part.other, part.patient].filter(({ won }) => Number.isNaN(won)).length;
  if (missing > 1) return { missing, own: null };
  const zero = (/** @type {number} */ won) => (Number.isNaN(won) ? 0 : won);
  const rest = zero(part.copay.won) - part.advance.won + zero(part.full.won) + zero(part.chosen.won) + zero(part.other.won);
  const computed = Number.isNaN(part.patient.won) ? rest : part.patient.won - rest;
  const fill = (/** @type {number} */ won) => (Number.isNaN(won) ? computed : won);
  return {
    missing,
    own: {
      computed: missing ? computed : 0,
      copay: fill(part.copay.won),
      advance: part.advance.won,
      full: fill(part.full.won),
      won: fill(part.chosen.won) + fill(part.other.won),
    },
  };
}

/** @param {{copay: Option, advance: Option, full: Option, won: number}} part */
function expectedOf({ copay, advance, full, won }) {
  return copay.won - advance.won + full.won + won;
}

/** Providers drop small change, so that what is paid may be a little less, or more. @param {number} difference  won @returns {State} */
function stateOf(difference) {
  if (Number.isNaN(difference)) return "open";
  if (difference === 0) return "exact";
  return Math.abs(difference) <= TOLERANCE ? "near" : "broken";
}

/** One printed amount cannot be two values. @param {Option[]} options */
function sharing(options) {
  const amounts = options.flatMap(({ amount }) => (amount ? [amount] : []));
  return COST_OF_SHARING * (amounts.length - new Set(amounts).size);
}

/** @param {Choice} choice @param {Options} options @returns {Settled} */
function told(choice, options) {
  const { copay, advance, full, chosen, other, patient, grand, insurer, total } = choice;
  const split = options.chosen.length > 0 || options.other.length > 0;
  /** @type {[Name, Option | null | undefined][]} */
  const named = [
    ["copay", copay], ["advance", options.advance.length ? advance : null], ["full", full], ["patient_total", patient],
    ["grand_total", grand], ["insurer", insurer], ["insurer_total", total],
    ...(split ? /** @type {[Name, Option][]} */ ([["chosen", chosen], ["other", other]]) : /** @type {[Name, Option][]} */ ([["noncovered", other]])),
  ];
  const known = named.filter(([, option]) => option && !Number.isNaN(option.won));
  const { missing, own } = completed(choice);
  const patientState = stateOf(missing ? NaN : patient.won - expectedOf(choice));
  const grandState = stateOf(own && grand && insurer ? grand.won - own.copay - own.full - own.won - insurer.won : NaN);
  /** @type {Settled} */
  const settled = { chosen: Object.fromEntries(known), computed: {}, confirmed: {}, patient: patientState, grand: grandState };
  if (missing === 1 && own) {
    const lost = named.find(([name, option]) => option && Number.isNaN(option.won) && !["grand_total", "insurer", "insurer_total"].includes(name));
    if (lost) compute(settled, lost[0], own.computed, grandState === "exact" && lost[1] === MISSING);
  }
  if (own && grand && insurer && !missing) {
    const sum = own.copay + own.full + own.won;
    if (Number.isNaN(insurer.won) && grand.won >= sum) {
      compute(settled, "insurer", grand.won - sum, total !== null && total !== undefined && total.won === grand.won - sum + advance.won);
    }
  }
  return settled;
}

/** @param {Settled} settled @param {Name} name @param {number} won @param {boolean} confirmed */
function compute(settled, name, won, confirmed) {
  if (!Number.isSafeInteger(won) || won < 0) return;
  settled.computed[name] = won;
  settled.confirmed[name] = confirmed;
}
