/**
 * Calendar days in the lines, and which of them are those of the care. 발행일 is the day of the paper,
 * not of the care: it counts only where nothing else does.
 *
 * @import { Day } from "../../worker/law/days.js"
 * @import { Label } from "./labels.js"
 * @import { Letter, Lines, Row } from "./rows.js"
 * @import { Found } from "./parse.js"
 *
 * @typedef {object} Dated
 * @property {Day} day
 * @property {Letter[]} letters
 * @property {Row} row
 * @property {number} x0  px upright
 * @property {number} x1
 * @property {number} y
 * @property {"from" | "to" | ""} end  what stands beside it: 부터, 까지, ~
 * @property {boolean} completed  year or month were taken from the day before it
 * @property {boolean} loose  what parts year, month and day was not read
 */
import { day, daysBetween, isDay, monthOf, yearOf } from "../../worker/law/days.js";
import { boxAround } from "./rows.js";

const EARLIEST_YEAR = 2004; // the ceiling began on 2004-07-01
const LATEST_YEAR = 2099;
const SPACE = 0.2; // letter heights that count as a blank
const SAME_LINE = 1.3; // letter heights between a label and its value's line
const BELOW = 4.2; // letter heights from a label down to its value
const WITHIN_A_PERIOD = 6; // letter heights from its first day to its last
const LONGEST_CARE = 366; // days
const SURE = 0.9;
const FROM_PAPER_DAY = 0.5; // confidence of a day taken from 발행일
const UNLABELLED = 0.7;

const SEPARATOR = "\\s*[.\\-/,·:년월]\\s*";
const FULL = new RegExp(
  `(?<![0-9])(20[0-9]{2})(?:${SEPARATOR})([01]?[0-9])(?:${SEPARATOR})([0-3]?[0-9])(?![0-9])`,
  "gu",
);
const SHORT_YEAR = /(?<![0-9.\-/])([0-9]{2})\s*([.\-/])\s*([01]?[0-9])\s*\2\s*([0-3]?[0-9])(?![0-9]|[.\-/][0-9])/gu;
const COMPACT = /(?<![0-9])(20[0-9]{2})\s?[.\-/]?\s?([01][0-9])\s?[.\-/]?\s?([0-3][0-9])(?![0-9]|-[0-9])/gu;
/** Its points too pale to be read, or one of 년 and 월 misread. */
const LOOSE = /(?<![0-9])(20[0-9]{2})(?:\s+|\s*[가-힣]\s*)([01]?[0-9])(?:\s+|\s*[가-힣]\s*)([0-3]?[0-9])(?![0-9])/gu;
const REST = /^\s*[.일]?\s*(?:부터|~|-)\s*([01]?[0-9])\s*[.\-/월]\s*([0-3]?[0-9])(?:\s*[.일])?(?![0-9]|[.\-/][0-9])/u;
const REST_DAY = /^\s*[.일]?\s*(?:부터|~)\s*([0-3]?[0-9])\s*일(?![0-9가-힣])/u;

/** Every day that is written in full, or that ends a period begun in full. @param {Lines} lines @returns {Dated[]} */
export function datesIn({ rows, letterHeight }) {
  return rows.flatMap((row) => datesOfRow(row, letterHeight));
}

/**
 * The first and the last day of the care.
 *
 * @param {readonly Dated[]} dates @param {readonly Label[]} labels @param {number} letterHeight
 * @returns {{care_from?: Found, care_to?: Found}}
 */
export function careDays(dates, labels, letterHeight) {
  /** @type {{dated: Dated, owner: {name: string}}[]} */
  const owned = [];
  for (const dated of dates) {
    const begun = owned.find((other) => isBegunBy(other.dated, dated, letterHeight));
    owned.push({ dated, owner: begun?.owner ?? ownerOf(dated, labels, letterHeight) });
  }
  const of = (/** @type {string[]} */ ...names) => owned.flatMap(({ dated, owner }) => (names.includes(owner?.name ?? "") ? [dated] : []));
  const issued = of("issued");
  const latest = issued.length ? issued.map((each) => each.day).sort().at(-1) : undefined;
  const labelled = of("care_days", "dispensed");
  if (labelled.length) return period(labelled, SURE, latest);
  const free = of("");
  const spans = free.filter(({ end }) => end);
  if (spans.length > 1) return period(spans, SURE, latest);
  if (free.length) return period(mostFrequent(free), UNLABELLED, latest);
  return issued.length ? period([issued[0]], FROM_PAPER_DAY, undefined) : {};
}

/** @param {Row} row @param {number} letterHeight @returns {Dated[]} */
function datesOfRow(row, letterHeight) {
  const { text, letters } = spelled(row, letterHeight);
  /** @type {{start: number, end: number, day: Day, completed: boolean, loose: boolean}[]} */
  const found = [];
  const add = (/** @type {number} */ start, /** @type {string} */ all, /** @type {Day} */ value, completed = false, loose = false) => {
    const end = start + all.trimEnd().length;
    if (!isDay(value) || !isWithinReach(value)) return false;
    if (found.some((other) => start < other.end && other.start < end)) return false;
    found.push({ start, end, day: value, completed, loose });
    return true;
  };
  for (const match of text.matchAll(FULL)) add(match.index, match[0], dayOf(match[1], match[2], match[3]));
  for (const match of text.matchAll(COMPACT)) add(match.index, match[0], dayOf(match[1], match[2], match[3]));
  for (const match of text.matchAll(SHORT_YEAR)) add(match.index, match[0], dayOf(`20${match[1]}`, match[3], match[4]));
  for (const match of text.matchAll(LOOSE)) add(match.index, match[0], dayOf(match[1], match[2], match[3]), false, true);
  for (const { end, day: first } of [...found]) completePeriod(text.slice(end), end, first, add);
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, day: value, completed, loose }) => {
      const own = letters.slice(start, end).filter((letter) => letter !== null);
      const after = text.slice(end, end + 4);
      const before = text.slice(Math.max(0, start - 3), start);
      return {
        day: value,
        letters: own,
        row,
        x0: own[0].x0,
        x1: own[own.length - 1].x1,
        y: row.y,
        end: endNamed(before, after),
        completed,
        loose,
      };
    });
}

/** "2026-01-02 ~ 01-05", "2026년 1월 2일부터 5일까지": the rest is that of the day before. @param {string} after @param {number} offset @param {Day} first @param {(start: number, all: string, value: Day, completed: boolean) => boolean} add */
function completePeriod(after, offset, first, add) {
  const rest = REST.exec(after);
  if (rest) {
    const month = Number(rest[1]);
    const year = yearOf(first) + (month < monthOf(first) ? 1 : 0);
    const start = offset + rest[0].search(/[0-9]/u);
    add(start, rest[0].slice(rest[0].search(/[0-9]/u)), day(year, month, Number(rest[2])), true);
    return;
  }
  const only = REST_DAY.exec(after);
  if (only) {
    const start = only[0].search(/[0-9]/u);
    add(offset + start, only[0].slice(start), day(yearOf(first), monthOf(first), Number(only[1])), true);
  }
}

/** The row as text: blanks where there is room, digits where letters look like them. @param {Row} row @param {number} letterHeight */
function spelled({ letters: all }, letterHeight) {
  /** @type {(Letter | null)[]} */
  const letters = [];
  let text = "";
  all.forEach((letter, index) => {
    const before = all[index - 1];
    if (before && (letter.spaced || letter.x0 - before.x1 > SPACE * letterHeight)) {
      text += " ";
      letters.push(null);
    }
    text += letter.char.length === 1 ? letter.char : "?";
    letters.push(letter);
  });
  const isNear = (/** @type {number} */ index) => /[0-9.\-/년월]/u.test(text[index] ?? "");
  const clean = [...text].map((char, index) => {
    if (!/[OolI|]/u.test(char)) return char;
    return isNear(index - 1) && isNear(index + 1) ? (/[Oo]/u.test(char) ? "0" : "1") : char;
  });
  return { text: clean.join(""), letters };
}

/** @param {string} year @param {string} month @param {string} date @returns {Day} */
function dayOf(year, month, date) {
  return day(Number(year), Number(month), Number(date));
}

/** @param {Day} value */
function isWithinReach(value) {
  return EARLIEST_YEAR <= yearOf(value) && yearOf(value) <= LATEST_YEAR;
}

/** @param {string} before @param {string} after @returns {Dated["end"]} */
function endNamed(before, after) {
  if (/^\s*[.일]?\s*(?:부|~|-\s*[0-9]?)/u.test(after)) return "from";
  if (/^\s*[.일]?\s*까/u.test(after) || /[~]\s*$/u.test(before) || /터\s*$/u.test(before)) return "to";
  return "";
}

/** Whether a day ends the period that the other begins, in one line: 2026-01-02 ~ 2026-01-05. @param {Dated} first @param {Dated} last @param {number} letterHeight */
function isBegunBy(first, last, letterHeight) {
  const gap = last.x0 - first.x1;
  return first.row === last.row && gap > 0 && gap < WITHIN_A_PERIOD * letterHeight && (first.end === "from" || last.end === "to" || last.completed);
}

/** The label a day belongs to: that on its left, else that above it. @param {Dated} dated @param {readonly Label[]} labels @param {number} letterHeight */
function ownerOf(dated, labels, letterHeight) {
  const left = labels
    .filter((label) => label.x1 <= dated.x0 + letterHeight && Math.abs(label.y - dated.y) <= SAME_LINE * letterHeight)
    .map((label) => ({ label, far: dated.x0 - label.x1 + 6 * Math.abs(label.y - dated.y) }));
  const above = labels
    .filter((label) => {
      const fall = dated.y - label.y;
      return 0.5 * letterHeight < fall && fall < BELOW * letterHeight && spans(label, dated, letterHeight);
    })
    .map((label) => ({ label, far: 2 * letterHeight + 2.5 * (dated.y - label.y) + Math.abs(middle(label) - middle(dated)) / 4 }));
  const near = [...left, ...above].filter(({ label }) => isOfDays(label) || !isBare(label)).sort((a, b) => a.far - b.far)[0];
  return near && isOfDays(near.label) ? near.label : near && near.far < 6 * letterHeight && near.label.name === "receipt_no" ? near.label : { name: "" };
}

/** @param {{name: string}} label */
function isOfDays({ name }) {
  return ["care_days", "dispensed", "issued", "other_day"].includes(name);
}

/** Two letters are soon found where they are not meant. @param {Label} label */
function isBare({ text }) {
  return text.length <= 2;
}

/** Whether a value stands under its label. @param {Label} label @param {Dated} dated @param {number} letterHeight */
function spans(label, dated, letterHeight) {
  return dated.x0 < label.x1 + letterHeight && label.x0 < dated.x1 + letterHeight;
}

/** @param {{x0: number, x1: number}} place */
function middle({ x0, x1 }) {
  return (x0 + x1) / 2;
}

/** @param {Dated[]} dates */
function mostFrequent(dates) {
  const times = (/** @type {Dated} */ { day: value }) => dates.filter((other) => other.day === value).length;
  const most = Math.max(...dates.map(times));
  const often = dates.filter((dated) => times(dated) === most);
  return [often[0]];
}

/** @param {Dated[]} dates @param {number} trust @param {Day | undefined} latest  the day of the paper @returns {{care_from?: Found, care_to?: Found}} */
function period(dates, trust, latest) {
  const first = dates.find(({ end }) => end === "from") ?? dates[0];
  const last = dates.find((dated) => dated !== first && dated.end === "to") ?? dates.find((dated) => dated !== first) ?? first;
  const [from, to] = first.day <= last.day ? [first, last] : [last, first];
  const lost = first === last && first.end === "from"; // 부터 was read, 까지 was not
  const turned = from !== first && first.end === "from";
  const unlikely = lost || turned || daysBetween(from.day, to.day) > LONGEST_CARE || (latest !== undefined && to.day > latest);
  return {
    care_from: told(from, unlikely && !lost ? Math.min(trust, UNLABELLED) : trust),
    care_to: told(to, unlikely ? Math.min(trust, UNLABELLED) : trust),
  };
}

/** @param {Dated} dated @param {number} trust @returns {Found} */
function told(dated, trust) {
  const read = Math.min(...dated.letters.map(({ confidence }) => confidence));
  const belief = dated.loose ? Math.min(trust, UNLABELLED) : trust;
  return { value: dated.day, confidence: belief >= SURE ? read : read * belief, computed: false, box: boxAround(dated.letters) };
}
