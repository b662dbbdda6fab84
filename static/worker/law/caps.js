/**
 * The yearly ceiling of one person (Enforcement Decree of the NHI Act, art. 19 and annex 3).
 * Twin of webapp/law/caps.py. Amounts are won. `UnknownYear` is thrown for a year without a row:
 * nothing is extrapolated.
 *
 * @import { Day } from "./days.js"
 * @import { YearRow } from "./rulebook.js"
 */
import { yearOf } from "./days.js";
import { once, read } from "./rulebook.js";

/** There is no table of ceilings for this year of treatment. */
export class UnknownYear extends Error {
  name = "UnknownYear";
}

/**
 * Bands that share one ceiling: `key` is "1", "2-3" …; `first` and `last` are income deciles, 1-10.
 *
 * @typedef {{ key: string, first: number, last: number }} Group
 */

/** Ceilings of one year in won, in the order of `groups`. `long_stay` is null before 2018. */
export class YearTable {
  /** @type {number[]} */
  #place;

  /** @param {YearRow} row @param {Group[]} groups */
  constructor(row, groups) {
    this.year = row.year;
    this.groups = groups;
    this.general = row.general;
    this.long_stay = row.long_stay ?? null;
    this.source = row.source;
    this.status = row.status;
    this.checked = row.checked;
    this.note = row.note ?? null;
    this.#place = groups.flatMap(({ first, last }, place) => Array(last - first + 1).fill(place));
  }

  /** The row that applies; years without a long-stay row have the general one only. */
  caps({ long_stay = false } = {}) {
    return long_stay && this.long_stay !== null ? this.long_stay : this.general;
  }

  /**
   * Index of the band's group. Throws `RangeError` for a band outside 1..10.
   *
   * @param {number} band
   */
  place(band) {
    const place = this.#place[band - 1];
    if (place === undefined) throw new RangeError(`band ${band} is outside 1..10`);
    return place;
  }
}

/**
 * A ceiling of the years 2004-2008: won per `months` from the start of treatment. Shown, never
 * computed.
 *
 * @typedef {object} Window
 * @property {Day} first
 * @property {Day} last
 * @property {number} months
 * @property {number} cap
 * @property {string} note
 * @property {string[]} source
 * @property {string} status
 * @property {Day} checked
 */

/**
 * Yearly ceiling in won for one person.
 *
 * `band` is the income decile, 1-10; `long_stay` means more than 120 days in nursing hospitals,
 * which made no difference before 2018. Throws `UnknownYear` or, for another band, `RangeError`.
 *
 * @param {number} year
 * @param {number} band
 */
export function capFor(year, band, { long_stay = false } = {}) {
  const yearTable = table(year);
  return yearTable.caps({ long_stay })[yearTable.place(band)];
}

/**
 * Highest general ceiling in won: the threshold of 사전급여 at one provider. Throws `UnknownYear`.
 *
 * @param {number} year
 */
export function topCap(year) {
  return Math.max(...table(year).general);
}

/**
 * Won above which this kind of provider stops charging a patient (사전급여).
 *
 * Null for a year without a table and where there is no such settlement: nursing hospitals since
 * 2020.
 *
 * @param {number} year
 * @param {string} provider_kind
 */
export function advanceThreshold(year, provider_kind) {
  const ended = _noAdvanceFrom().get(provider_kind);
  if (!hasTable(year) || (ended !== undefined && year >= yearOf(ended))) return null;
  return topCap(year);
}

/** Bands that share a ceiling: three groups up to 2013, seven since. @param {number} year */
export function groups(year) {
  return table(year).groups;
}

/** The group that holds a band. @param {number} year @param {number} band @returns {Group} */
export function groupOf(year, band) {
  const yearTable = table(year);
  return yearTable.groups[yearTable.place(band)];
}

/** All ceilings of a year with their sources. Throws `UnknownYear`. @param {number} year */
export function table(year) {
  const found = _tables().get(year);
  if (found === undefined) throw new UnknownYear(`no ceilings for ${year}`);
  return found;
}

/** Whether the year can be computed, for those who need no `UnknownYear`. @param {number} year */
export function hasTable(year) {
  return _tables().has(year);
}

/** The years of treatment that can be computed, oldest first. */
export const computedYears = once(() => [..._tables().keys()].sort((one, other) => one - other));

/** The six-month ceilings of 2004-2008, oldest first. */
export const windows = once(() =>
  read("caps").window.map(({ from, to, ...row }) => ({ first: from, last: to, ...row })),
);

const _tables = once(() => new Map(read("caps").year.map((row) => [row.year, _yearTable(row)])));

/** @param {YearRow} row */
function _yearTable(row) {
  return new YearTable(row, _bands(row.year));
}

/** @param {number} year @returns {Group[]} */
function _bands(year) {
  const inForce = read("caps").groups.filter((row) => row.from <= year);
  const latest = inForce.reduce((one, other) => (other.from > one.from ? other : one));
  return latest.bands.map(([first, last]) => ({
    key: first === last ? `${first}` : `${first}-${last}`,
    first,
    last,
  }));
}

const _noAdvanceFrom = once(
  () => new Map(read("caps").no_advance.map((row) => [row.provider_kind, row.from])),
);
