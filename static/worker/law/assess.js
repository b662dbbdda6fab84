/**
 * What a year of receipts comes to: the counted sum, the ceiling, the estimated refund.
 * The rule is NHI Act art. 44(2) and Enforcement Decree art. 19. Twin of webapp/law/assess.py.
 *
 * `tally` reads one receipt, `settle` sets a sum against the ceiling, `assess` does both for one
 * person's year and adds what only the receipts can tell. All amounts are won.
 *
 * @import { YearTable } from "./caps.js"
 * @import { Day } from "./days.js"
 * @import { Receipt } from "./receipt.js"
 * @import { NursingDays } from "./stays.js"
 */
import { advanceThreshold, hasTable, table } from "./caps.js";
import { yearOf } from "./days.js";
import { applies, REASONS } from "./exclusions.js";
import { checkWon } from "./receipt.js";
import { isLongStay, nursingDays } from "./stays.js";

/**
 * One receipt taken apart.
 *
 * paid = counted + Σuncounted + full_self_pay + noncovered + other_insurance.
 * `uncounted` holds only reasons that apply that day at that place, in the order of `REASONS`.
 * `paid` is 환자부담 총액 (⑧ of the form).
 *
 * @typedef {object} Tally
 * @property {number} counted
 * @property {Record<string, number>} uncounted
 * @property {number} advance
 * @property {number} full_self_pay
 * @property {number} noncovered
 * @property {number} other_insurance
 * @property {number} paid
 */

/**
 * Ceiling and estimated refund of one group of bands, e.g. `band` "2-3".
 *
 * @typedef {{ band: string, cap: number, estimate: number }} Rung
 */

/**
 * A counted sum against the ceilings of a year.
 *
 * Unknown band: `cap`, `remaining` and `estimate` are null. Year without a table: the range is
 * null too and the ladder empty.
 *
 * @typedef {object} Settlement
 * @property {boolean} long_stay
 * @property {number | null} cap
 * @property {number | null} remaining
 * @property {number | null} estimate
 * @property {number | null} lowest
 * @property {number | null} highest
 * @property {Rung[]} ladder
 */

/**
 * One institution's own counted sum against the highest ceiling (사전급여).
 *
 * `over` is what the patient paid there above `top_cap` and should not have been asked for;
 * `top_cap` is null where the provider settles nothing in advance (nursing hospitals since 2020,
 * a year without a table).
 *
 * @typedef {object} ProviderSum
 * @property {string} name
 * @property {string} kind
 * @property {number} counted
 * @property {number | null} top_cap
 * @property {number} over
 */

/**
 * One person's year. `borne` = paid − estimate: what stays with the person.
 *
 * `estimate` is Σcounted − cap, whole. Where a provider's `over` is not 0, that part of it may
 * come back from the provider instead of the insurer: it is inside the estimate, so never add
 * the two. `left_out` is what was paid and does not count, by reason: those inside ① and those
 * outside it.
 *
 * @typedef {{
 *   year: number,
 *   band: number | null,
 *   borne: number | null,
 *   nursing: NursingDays,
 *   nursing_days: number,
 *   crossed_on: Day | null,
 *   providers: ProviderSum[],
 *   left_out: Record<string, number>,
 * } & Tally & Settlement} Assessment
 */

/**
 * Assess one person's year of treatment. Receipts whose care began in another year are ignored.
 *
 * The order of the receipts does not matter. Throws `RangeError` for a band outside 1..10 and for
 * sums above 2^53 − 1.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {Iterable<Readonly<Receipt>>} receipts  as `receipt` makes them
 * @param {Day} today
 * @returns {Assessment}
 */
export function assess(year, band, receipts, today) {
  const ofYear = [...receipts].filter((receipt) => yearOf(receipt.care_from) === year);
  let [counted, advance, full_self_pay, noncovered, other_insurance, paid] = [0, 0, 0, 0, 0, 0];
  const byReason = new Map(REASONS.map((reason) => [reason, 0]));
  /** @type {Map<Day, number>} */
  const byDay = new Map();
  /** @type {Map<string, Provider>} */
  const byProvider = new Map();
  for (const receipt of ofYear) {
    const part = tally(receipt);
    counted += part.counted;
    advance += part.advance;
    full_self_pay += part.full_self_pay;
    noncovered += part.noncovered;
    other_insurance += part.other_insurance;
    paid += part.paid;
    for (const [reason, won] of Object.entries(part.uncounted)) {
      byReason.set(reason, (byReason.get(reason) ?? 0) + won);
    }
    byDay.set(receipt.care_to, (byDay.get(receipt.care_to) ?? 0) + part.counted);
    _addTo(byProvider, receipt, part.counted);
  }
  checkWon(paid, "the sum paid"); // every other sum but the next is a part of it
  checkWon(advance, "the sum settled in advance");
  const nursing = nursingDays(year, ofYear, today);
  const settlement = settle(year, band, { counted, nursing_days: nursing.total });
  const uncounted = Object.fromEntries([...byReason].filter(([, won]) => won > 0));
  return {
    year,
    band,
    counted,
    uncounted,
    advance,
    full_self_pay,
    noncovered,
    other_insurance,
    paid,
    borne: settlement.estimate === null ? null : paid - settlement.estimate,
    nursing,
    nursing_days: nursing.total,
    ...settlement,
    crossed_on: _crossedOn(byDay, settlement.cap),
    providers: _providerSums(year, byProvider.values()),
    left_out: { ...uncounted, noncovered, full_self_pay, other_insurance },
  };
}

/**
 * Take one receipt apart. Only a 건강보험 receipt has a counted part.
 *
 * What is entered as uncounted is cut off at what ① holds besides `advance`, in the order of
 * `REASONS`.
 *
 * @param {Readonly<Receipt>} receipt
 * @returns {Tally}
 */
export function tally(receipt) {
  const copay = Math.max(0, receipt.copay - receipt.advance);
  const isHealth = receipt.insurance_kind === "health";
  let counted = isHealth ? copay : 0;
  /** @type {Record<string, number>} */
  const uncounted = {};
  if (isHealth) {
    const { care_from: on, provider_kind, care_kind } = receipt;
    for (const reason of REASONS) {
      const won = Math.min(receipt.uncounted[reason] ?? 0, counted);
      if (won > 0 && applies(reason, { on, provider_kind, care_kind })) {
        uncounted[reason] = won;
        counted -= won;
      }
    }
  }
  return {
    counted,
    uncounted,
    advance: receipt.advance,
    full_self_pay: receipt.full_self_pay,
    noncovered: receipt.noncovered,
    other_insurance: isHealth ? 0 : copay,
    paid: copay + receipt.full_self_pay + receipt.noncovered,
  };
}

/**
 * Set the counted won of a year against its ceilings: estimate = max(0, counted − cap).
 *
 * `nursing_days` are the days in nursing hospitals that year. Throws `RangeError` for a band
 * outside 1..10.
 *
 * @param {number} year
 * @param {number | null} band
 * @param {{ counted: number, nursing_days: number }} sums
 * @returns {Settlement}
 */
export function settle(year, band, { counted, nursing_days }) {
  if (band !== null && !(Number.isInteger(band) && band >= 1 && band <= 10)) {
    throw new RangeError(`band ${band} is outside 1..10`);
  }
  const long_stay = isLongStay(nursing_days);
  const unknown = { cap: null, remaining: null, estimate: null };
  if (!hasTable(year)) return { long_stay, ...unknown, lowest: null, highest: null, ladder: [] };
  const yearTable = table(year);
  const ladder = _ladder(yearTable, counted, { long_stay });
  const own = band === null ? null : ladder[yearTable.place(band)];
  const estimates = ladder.map((rung) => rung.estimate);
  return {
    long_stay,
    cap: own && own.cap,
    remaining: own && Math.max(0, own.cap - counted),
    estimate: own && own.estimate,
    lowest: Math.min(...estimates),
    highest: Math.max(...estimates),
    ladder,
  };
}

/**
 * @param {YearTable} yearTable
 * @param {number} counted
 * @param {{ long_stay: boolean }} stay
 * @returns {Rung[]}
 */
function _ladder(yearTable, counted, { long_stay }) {
  const caps = yearTable.caps({ long_stay });
  return yearTable.groups.map(({ key }, place) => ({
    band: key,
    cap: caps[place],
    estimate: Math.max(0, counted - caps[place]),
  }));
}

/**
 * The last day of care on which the running sum first exceeds the ceiling.
 *
 * @param {Map<Day, number>} byDay
 * @param {number | null} cap
 */
function _crossedOn(byDay, cap) {
  if (cap === null) return null;
  let running = 0;
  for (const day of [...byDay.keys()].sort()) {
    running += byDay.get(day) ?? 0;
    if (running > cap) return day;
  }
  return null;
}

/**
 * Largest sum first, then by name. Money settled in advance is no longer in the sum, so it
 * raises no warning.
 *
 * @param {number} year
 * @param {Iterable<Provider>} providers
 * @returns {ProviderSum[]}
 */
function _providerSums(year, providers) {
  const sums = [...providers].map(({ name, kind, counted }) => {
    const top_cap = advanceThreshold(year, kind);
    const over = top_cap === null ? 0 : Math.max(0, counted - top_cap);
    return { name, kind, counted, top_cap, over };
  });
  return sums.sort(
    (one, other) =>
      other.counted - one.counted ||
      _byCodePoint(one.name, other.name) ||
      _byCodePoint(one.kind, other.kind),
  );
}

/** @typedef {{ name: string, kind: string, counted: number }} Provider */

/**
 * @param {Map<string, Provider>} byProvider
 * @param {Readonly<Receipt>} receipt
 * @param {number} counted
 */
function _addTo(byProvider, { provider_name: name, provider_kind: kind }, counted) {
  const key = `${kind} ${name}`; // no kind holds a space
  const provider = byProvider.get(key);
  if (provider === undefined) byProvider.set(key, { name, kind, counted });
  else provider.counted += counted;
}

/**
 * Python's order of texts; JavaScript's own is by UTF-16 units.
 *
 * @param {string} one
 * @param {string} other
 */
function _byCodePoint(one, other) {
  const others = other[Symbol.iterator]();
  for (const mine of one) {
    const theirs = others.next();
    if (theirs.done) return 1;
    const difference = Number(mine.codePointAt(0)) - Number(theirs.value.codePointAt(0));
    if (difference !== 0) return difference;
  }
  return others.next().done ? 0 : -1;
}
