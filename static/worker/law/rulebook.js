/**
 * The dated data of webapp/law/data, as the build wrote it. Twin of webapp/law/rulebook.py.
 *
 * @import { Day } from "./days.js"
 *
 * @typedef {object} Caps
 * @property {{ from: number, bands: number[][] }[]} groups
 * @property {{ provider_kind: string, from: Day }[]} no_advance
 * @property {WindowRow[]} window
 * @property {YearRow[]} year
 *
 * @typedef {{ source: string[], status: string, checked: Day }} Evidence
 * @typedef {Evidence & { from: Day, to: Day, months: number, cap: number, note: string }} WindowRow
 * @typedef {Evidence & { year: number, general: number[] } & Sometimes} YearRow
 * @typedef {{ long_stay?: number[], note?: string }} Sometimes
 *
 * @typedef {object} Exclusions
 * @property {(TopicRow & { rule: RuleRow[] })[]} exclusion
 * @property {TopicRow[]} outside
 *
 * @typedef {object} TopicRow
 * @property {string} id
 * @property {string} label
 * @property {string} reason
 * @property {string} legal
 * @property {string} [note]
 *
 * @typedef {object} RuleRow
 * @property {Day} [from]
 * @property {Day} [to]
 * @property {string[]} [provider_kinds]
 * @property {string[]} [care_kinds]
 *
 * @typedef {{ long_stay: { more_than_days: number }, presumed: { days: number } }} Stays
 *
 * @typedef {object} Calendar
 * @property {{ year: number, start: Day }[]} notices
 * @property {{ years: number }} lapse
 * @property {NoteRow[]} rule
 *
 * @typedef {object} NoteRow
 * @property {string} id
 * @property {string} label
 * @property {string} note
 * @property {Day} [from]
 * @property {string} applies_to
 * @property {string} legal
 *
 * @typedef {object} BracketRow
 * @property {number} year
 * @property {string} kind
 * @property {string} band
 * @property {number} [over]
 * @property {number} [upto]
 * @property {string[]} source
 * @property {string} status
 * @property {string} [note]
 *
 * @typedef {{ source: string[], status: string, checked: Day }} HelpRow
 * @typedef {{ id: string, title: string }} Named
 * @typedef {HelpRow & Named & { answer: string[], href?: string, link?: string }} QuestionRow
 * @typedef {{ summary: string, what: string[], differs: string[], ask: string, tel: string[],
 *   unknown?: string, legal?: string }} Difference
 * @typedef {HelpRow & Named & Difference} NeighbourRow
 * @typedef {Named & { word: { id: string, word: string, means: string }[] }} WordGroup
 *
 * @typedef {object} Help
 * @property {QuestionRow[]} question
 * @property {NeighbourRow[]} neighbour
 * @property {{ source: string[], checked: Day, group: WordGroup[] }} glossary
 * @property {(Named & { why: string })[]} sign
 *
 * @typedef {{ year: number, persons?: number, amount: number, average?: number, computed?: string[] }} OfYear
 * @typedef {Evidence & OfYear} StatisticsYear
 * @typedef {object} PartRow
 * @property {string} [group]
 * @property {string} [label]
 * @property {number} persons
 * @property {number} share  per mille
 * @property {number} [amount_share]  per mille
 * @typedef {Evidence & { year: number, note: string, row: PartRow[] }} Parts
 * @typedef {Evidence & { year: number, persons?: number, share?: number, amount_share?: number }} ShareRow
 * @typedef {Evidence & { from: number, until: Day, cases: number, amount: number, lapsed_cases: number,
 *   lapsed_amount: number }} Unclaimed
 * @typedef {{ year: StatisticsYear[], by_band: Parts, by_age: Parts, lower_half: ShareRow[],
 *   elderly: ShareRow[], agreed: ShareRow[], unclaimed: Unclaimed }} Statistics
 *
 * @typedef {object} Files
 * @property {Caps} caps
 * @property {Exclusions} exclusions
 * @property {Stays} stays
 * @property {Calendar} calendar
 * @property {{ bracket: BracketRow[] }} premium_brackets
 * @property {Help} help
 * @property {Statistics} statistics
 * @property {Record<string, { source: string[], checked: Day }>} evidence  by file
 * @property {Record<string, { title: string, kind: string }>} sources  by id
 */
import { files, versions } from "../generated/law-data.js";

/**
 * Where a number was read. `kind` is one of law, official, quoted, press, private, computed.
 *
 * @typedef {{ id: string, title: string, kind: string }} Source
 */

/** Every source that a cap or a bracket cites, by its id, in the order of the data. */
export const sources = once(
  () => new Map(Object.entries(read("sources")).map(([id, row]) => [id, { id, ...row }])),
);

/**
 * The rows of `data/<name>.toml`. Shared between callers: never change what it returns.
 *
 * @template {keyof Files} Name
 * @param {Name} name
 * @returns {Files[Name]}
 */
export function read(name) {
  /** @type {Files} */
  const known = files;
  return known[name];
}

/** What a whole file stands on: the ids that its rows cite, and the last day one was checked. @param {string} name */
export function evidence(name) {
  const { source, checked } = read("evidence")[name];
  return { sources: source, checked };
}

/** Names this state of `data/<name>.toml`, as the server does. @param {keyof typeof versions} name */
export function versionOf(name) {
  return versions[name];
}

/**
 * Computed at the first call, kept for the others: Python's `cache`.
 *
 * @template T
 * @param {() => T} compute
 */
export function once(compute) {
  /** @type {T | undefined} */
  let kept;
  return () => (kept ??= compute());
}
