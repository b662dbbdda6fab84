/**
 * What the paper says by ticked boxes and in words: kind of provider, of care and of insurance.
 *
 * @import { Label } from "./labels.js"
 * @import { Letter, Lines, Row } from "./rows.js"
 * @import { Found } from "./parse.js"
 */
import { placesOf } from "./jamo.js";
import { boxAround, pieces } from "./rows.js";

const TICKS = /[√✓Vv■☑☒●◉✗×XY/Jj]/u;
const EMPTY = /[□○\[\]()|]/u;
const MOST_UNLIKE = 0.25; // of a word's letters
const REACH = 5; // letters before an option in which its box stands
const TRUST = { ticked: 0.97, named: 0.95, weak: 0.6, guessed: 0.5 };
const SAME_LINE = 1.2; // letter heights
const BELOW = 3.2;

const PROVIDERS = /** @type {const} */ ([["의원급", "clinic"], ["병원급", "hospital"], ["종합병원", "general"], ["상급종합병원", "tertiary"]]);
const CARES = /** @type {const} */ ([["외래", "outpatient"], ["입원", "inpatient"]]);

/** By the end of the name; the first that fits. @type {[RegExp, string, boolean][]} whether the name leaves no doubt */
const BY_NAME = [
  [/요양병원/u, "nursing", true],
  [/약국$/u, "pharmacy", true],
  [/치과/u, "dental", true],
  [/한의원|한방병원/u, "oriental", true],
  [/보건(?:소|지소|진료소)|보건의료원/u, "health_center", true],
  [/의원$/u, "clinic", true],
  [/대학교|의과대학|의대/u, "tertiary", false],
  [/종합병원|의료원/u, "general", false],
  [/병원$/u, "hospital", false],
  [/과$|클리닉$/u, "clinic", false],
];

/** A ticked class of hospital, and what its name may make of it. */
const FINER = new Map(Object.entries({
  clinic: ["dental", "oriental", "health_center"],
  hospital: ["nursing", "oriental", "dental"],
  general: [],
  tertiary: [],
}));

const INSURANCES = /** @type {const} */ ([
  ["의료급여", "medical_aid"], ["의료보호", "medical_aid"], ["자동차보험", "auto"], ["자보", "auto"], ["산재", "industrial"],
  ["공상", "industrial"], ["건강보험", "health"], ["건보", "health"], ["공단", "health"], ["직장", "health"], ["지역", "health"],
  ["차상위", "health"], ["보험", "health"], ["일반", "none"], ["비보험", "none"],
]);

/** The kind of a place that its name gives away. @param {string} name @returns {string | undefined} */
export function kindByName(name) {
  return BY_NAME.find(([ending]) => ending.test(name))?.[1];
}

/** @param {Lines} lines @param {string} form @param {string} name  the provider's, "" if unknown @returns {Found | undefined} */
export function providerKind(lines, form, name) {
  if (form === "pharmacy") return found("pharmacy", TRUST.named, []);
  const byName = BY_NAME.find(([ending]) => ending.test(name));
  const ticked = tickedOf(lines.rows, PROVIDERS, 3);
  if (ticked) {
    const finer = FINER.get(ticked.value) ?? [];
    if (byName && finer.includes(byName[1])) return found(byName[1], TRUST.ticked, ticked.letters);
    const fits = !byName || !byName[2] || byName[1] === ticked.value;
    return found(ticked.value, fits ? TRUST.ticked : TRUST.weak, ticked.letters);
  }
  return byName && found(byName[1], byName[2] ? TRUST.named : TRUST.guessed, []);
}

/** @param {Lines} lines @param {string} form @param {readonly Label[]} labels @param {{care_from?: Found, care_to?: Found}} days @returns {Found | undefined} */
export function careKind({ rows }, form, labels, { care_from, care_to }) {
  if (form === "pharmacy") return found("pharmacy", TRUST.named, []);
  const ticked = tickedOf(rows, CARES, 2);
  if (ticked) return found(ticked.value, TRUST.ticked, ticked.letters);
  if (form === "clinic") return found("outpatient", TRUST.named, []);
  const titles = labels.filter(({ name }) => name === "title" || name === "clinic_title").map(({ row }) => textOf(row));
  const said = CARES.filter(([word]) => titles.some((title) => title.includes(word)));
  if (said.length === 1) return found(said[0][1], TRUST.named, []);
  const several = care_from && care_to && care_from.value !== care_to.value;
  return found(several ? "inpatient" : "outpatient", several ? TRUST.weak : TRUST.guessed, []);
}

/** @param {Lines} lines @param {readonly Label[]} labels @returns {Found | undefined} */
export function insuranceKind({ rows, letterHeight }, labels) {
  for (const label of labels.filter(({ name }) => name === "insurance")) {
    for (const letters of valuesOf(label, rows, labels, letterHeight)) {
      const text = letters.map(({ char }) => char).join("");
      const kind = INSURANCES.find(([word]) => text.includes(word)) ?? INSURANCES.find(([word]) => word.length > 2 && isIn(word, letters));
      if (kind) {
        const read = Math.min(...letters.map(({ confidence }) => confidence));
        return { ...found(kind[1], TRUST.ticked, letters), confidence: text.includes(kind[0]) ? Math.max(read, TRUST.named) : TRUST.weak };
      }
    }
  }
  return undefined;
}

/** The letters on the right of a label up to the next one, and those below it. @param {Label} label @param {Row[]} rows @param {readonly Label[]} labels @param {number} letterHeight @returns {Letter[][]} */
export function valuesOf(label, rows, labels, letterHeight) {
  const lowest = Math.max(...label.letters.map(({ y }) => y));
  const others = labels.filter((other) => other !== label && other.score > 0.85);
  const right = rows
    .filter((row) => Math.abs(row.y - label.y) < SAME_LINE * letterHeight)
    .map((row) => {
      const next = others.filter(({ x0, y }) => x0 > label.x1 && Math.abs(y - row.y) < 0.8 * letterHeight).map(({ x0 }) => x0);
      return row.letters.filter(({ x0, x1 }) => x0 >= label.x1 - 0.2 * letterHeight && x1 <= Math.min(Infinity, ...next));
    });
  const below = rows
    .filter((row) => row.y > lowest + 0.6 * letterHeight && row.y < lowest + BELOW * letterHeight)
    .flatMap((row) => pieces(row.letters, letterHeight))
    .filter((piece) => piece[piece.length - 1].x1 > label.x0 - 2 * letterHeight && piece[0].x0 < label.x1 + 2 * letterHeight);
  return [...right, ...below].filter((letters) => letters.length > 0);
}

/**
 * The one of some options whose box is ticked; none if it is not clear which.
 *
 * @template {string} Value
 * @param {Row[]} rows @param {readonly (readonly [string, Value])[]} options @param {number} fewest  options that must be in the row
 * @returns {{value: Value, letters: Letter[]} | null}
 */
function tickedOf(rows, options, fewest) {
  for (const row of rows) {
    const places = optionsIn(row, options);
    if (places.length < Math.min(fewest, options.length)) continue;
    const ticked = places.filter(({ start }, index) => {
      const from = Math.max(index ? places[index - 1].end : 0, start - REACH);
      return isTicked(row.letters.slice(from, start).map(({ char }) => char).join(""));
    });
    if (ticked.length === 1) return { value: ticked[0].value, letters: row.letters.slice(ticked[0].start, ticked[0].end) };
  }
  return null;
}

/** @template {string} Value @param {Row} row @param {readonly (readonly [string, Value])[]} options */
function optionsIn({ letters }, options) {
  const chars = letters.map(({ char }) => char);
  const places = options
    .flatMap(([word, value]) => placesOf([...word], chars, MOST_UNLIKE * word.length).map((place) => ({ ...place, value, word })))
    .sort((a, b) => b.word.length - b.cost - a.word.length + a.cost);
  const apart = places.filter((place, index) => places.slice(0, index).every(({ start, end }) => place.end <= start || end <= place.start));
  return apart.sort((a, b) => a.start - b.start);
}

/** What stands between an option and the one before it: the last of it is the option's own box. @param {string} before */
function isTicked(before) {
  const box = before.match(/(?:\[[^\]]*\]?|[^가-힣0-9A-UW-Z]+)$/u)?.[0] ?? "";
  const own = box.includes("[") ? box.slice(box.lastIndexOf("[")) : box.slice(-1);
  return [...own].some((char) => TICKS.test(char) && !EMPTY.test(char));
}

/** @param {string} word @param {Letter[]} letters */
function isIn(word, letters) {
  return placesOf([...word], letters.map(({ char }) => char), MOST_UNLIKE * word.length).length > 0;
}

/** @param {Row} row */
function textOf({ letters }) {
  return letters.map(({ char }) => char).join("");
}

/** @param {string} value @param {number} confidence @param {Letter[]} letters @returns {Found} */
function found(value, confidence, letters) {
  return { value, confidence, computed: false, box: boxAround(letters) };
}
