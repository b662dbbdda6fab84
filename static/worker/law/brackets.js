/**
 * From a monthly premium to a band, where the year's bracket is certain.
 * Twin of webapp/law/brackets.py, without an operator's files: those are read on the server, and
 * their rows are handed in as `table`.
 *
 * Premiums are won a month: the employee's own half, or the whole household's for the regionally
 * insured, averaged over the year of treatment, without the long-term-care premium. Bounds: `over`
 * exclusive, `upto` inclusive; a missing one is unknown, except below the first group and above the
 * last. Nothing is interpolated.
 */
import { groups, hasTable } from "./caps.js";
import { checkWon } from "./receipt.js";
import { once, read } from "./rulebook.js";

export const KINDS = Object.freeze(["employee", "regional"]);

/**
 * Premiums above `over`, up to and including `upto`, belong to the group `band` ("2-3").
 *
 * @typedef {{ year: number, kind: string } & Suggestion} Bracket
 */

/**
 * The group that a premium falls into, and where its bounds were read.
 *
 * @typedef {object} Suggestion
 * @property {string} band
 * @property {number | null} over
 * @property {number | null} upto
 * @property {string[]} source
 * @property {string} status
 * @property {string | null} note
 */

/**
 * The group of a monthly premium in won, or null where the bounds around it are not both known.
 *
 * `kind` is one of `KINDS`; `table` defaults to the shipped rows. Throws `RangeError` for
 * another kind or a negative premium.
 *
 * @param {number} year
 * @param {string} kind
 * @param {number} premium
 * @param {Iterable<Bracket>} table
 * @returns {Suggestion | null}
 */
export function suggestBand(year, kind, premium, table = shipped()) {
  if (!KINDS.includes(kind)) throw new RangeError(`unknown kind ${kind}`);
  checkWon(premium, "a premium");
  for (const row of table) {
    if (row.year === year && row.kind === kind && _isCertain(row) && _holds(row, premium)) {
      const { band, over, upto, source, status, note } = row;
      return { band, over, upto, source, status, note };
    }
  }
  return null;
}

/** The rows of `data/premium_brackets.toml`. */
export const shipped = once(() =>
  read("premium_brackets").bracket.map((row) => {
    /** @type {Bracket} */
    const found = { over: null, upto: null, note: null, ...row };
    return found;
  }),
);

/** @param {Bracket} row */
function _isCertain(row) {
  if (!hasTable(row.year)) return false;
  const keys = groups(row.year).map((group) => group.key);
  return (
    (row.over !== null || row.band === keys[0]) &&
    (row.upto !== null || row.band === keys.at(-1))
  );
}

/** @param {Bracket} row @param {number} premium */
function _holds(row, premium) {
  return (row.over === null || row.over < premium) && (row.upto === null || premium <= row.upto);
}
