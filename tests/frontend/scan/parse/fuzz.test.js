/** Whatever the words: no error, and no amount believed that was not printed. */
import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { parse } from "../../../../static/scan/parse/parse.js";
import { official, pharmacy, slip } from "./layout.js";

const PAGE = { width: 1700, height: 2400 };
const SEED = 20_261_122;
const AMOUNTS = ["copay", "insurer_paid", "full_self_pay", "noncovered", "advance", "patient_total"];
const PIECES = ["본인부담금", "공단부담금", "전액본인부담", "비급여", "환자부담총액", "진료비총액", "합계", "상한액 초과금", "진료기간", "①", "②", "③", "480,000", "1,234", "0", "-", "2026-01-02", "~", "상호", "가람병원", "900101-1234567", "[√]외래"];

const text = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 20 }), fc.integer({ min: 0, max: 9_999_999 }).map((won) => won.toLocaleString("en")));
const side = fc.oneof(fc.integer({ min: -50, max: 2500 }), fc.constantFrom(NaN, Infinity, 0));
const anyWord = fc.record({ text, x0: side, y0: side, x1: side, y1: side, confidence: fc.oneof(fc.double(), fc.constant(undefined)) });
const goodWord = fc
  .record({ text, x: fc.integer({ min: 0, max: 1500 }), y: fc.integer({ min: 0, max: 40 }) })
  .map(({ text: own, x, y }) => ({ text: own, x0: x, x1: x + 14 * own.length + 4, y0: 40 * y, y1: 40 * y + 24, confidence: 0.99 }));

test("random words never throw", () => {
  fc.assert(fc.property(fc.array(fc.oneof(anyWord, goodWord), { maxLength: 60 }), (words) => void parse(/** @type {any} */ (words), PAGE)), { seed: SEED, numRuns: 300 });
  for (const odd of [null, undefined, {}, [null], [{}], [{ text: 5 }], [{ text: "1", x0: 0, y0: 0, x1: 0, y1: 0 }]]) {
    assert.doesNotThrow(() => parse(/** @type {any} */ (odd), PAGE));
  }
});

test("random words never make an accepted amount that is not printed", () => {
  fc.assert(
    fc.property(fc.array(goodWord, { minLength: 5, maxLength: 60 }), (words) => {
      const { accepted, fields } = parse(words, PAGE);
      const printed = words.map((word) => word.text.replace(/[^0-9]/gu, "")).join(" ");
      if (!accepted) return;
      for (const name of ["copay", "patient_total"]) assert.ok(printed.includes(fields[name].value), name);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

/** @param {() => number} dice */
function truthOf(dice) {
  const won = (/** @type {number} */ most) => Math.floor(dice() * most) * 10;
  const parts = [[won(30_000), won(90_000), dice() < 0.5 ? 0 : won(5_000), dice() < 0.5 ? 0 : won(30_000)], [won(20_000), won(50_000), 0, 0]];
  const [copay, insurer, full, noncovered] = [0, 1, 2, 3].map((column) => parts[0][column] + parts[1][column]);
  const zero = ["0", "", "-"][Math.floor(dice() * 3)];
  return { copay, insurer, full, noncovered, zero, rows: /** @type {[string, number[]][]} */ ([["진찰료", parts[0]], ["검사료", parts[1]]]) };
}

/** Old forms have 선택진료료 before the last column. @param {ReturnType<typeof truthOf>} truth */
function shifted(truth) {
  return { ...truth, rows: truth.rows.map(([item, [copay, insurer, full, noncovered]]) => /** @type {[string, number[]]} */ ([item, [copay, insurer, full, 0, noncovered]])) };
}

/** @param {() => number} dice */
function paper(dice) {
  const truth = truthOf(dice);
  const kind = Math.floor(dice() * 5);
  const words = [
    () => official("B", truth),
    () => official("A1", shifted(truth)),
    () => official("A0", shifted(truth)),
    () => slip(truth),
    () => pharmacy({ ...truth, noncovered: truth.full + truth.noncovered }),
  ][kind]();
  const atPharmacy = kind === 4;
  const expected = {
    copay: truth.copay,
    insurer_paid: truth.insurer,
    full_self_pay: atPharmacy ? 0 : truth.full,
    noncovered: truth.noncovered + (atPharmacy ? truth.full : 0),
    patient_total: truth.copay + truth.full + truth.noncovered,
    advance: 0,
  };
  return { words, expected };
}

/** The same numbers for the same seed (mulberry32). @param {number} seed */
function diceFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {ReturnType<typeof parse>} parsed @param {Record<string, number>} expected */
function wrong({ fields }, expected) {
  return AMOUNTS.filter((name) => (fields[name]?.value ?? "0") !== String(expected[name]));
}

test("one changed letter never makes a wrong amount accepted", () => {
  const dice = diceFrom(SEED);
  const alphabet = [..."0123456789,.-O부담금급여액총합계①②③④ "];
  for (let run = 0; run < 300; run++) {
    const { words, expected } = paper(dice);
    const which = Math.floor(dice() * words.length);
    const place = Math.floor(dice() * words[which].text.length);
    const letter = alphabet[Math.floor(dice() * alphabet.length)];
    const changed = words.map((word, index) => (index === which ? { ...word, text: word.text.slice(0, place) + letter + word.text.slice(place + 1) } : word));
    const parsed = parse(changed, PAGE);
    assert.deepEqual(parsed.accepted ? wrong(parsed, expected) : [], [], `${words[which].text} → ${changed[which].text}`);
  }
});

const CONFUSED = new Map(Object.entries({ 0: "O8", 8: "03", 1: "7", 7: "1", 3: "8", 5: "6", 6: "5" }));

/** As a tired engine reads. @param {import("./layout.js").Word[]} words @param {() => number} dice @param {number} rate  of each misread */
function noisy(words, dice, rate) {
  return words
    .filter(() => dice() >= rate)
    .map((word) => ({
      ...word,
      text: [...word.text].map((char) => {
        if (dice() >= rate / 3) return char;
        if (char === ",") return "";
        const instead = CONFUSED.get(char);
        return instead ? instead[Math.floor(dice() * instead.length)] : char;
      }).join(""),
    }));
}

test("of noisy papers most are read, and none accepted is wrong", (context) => {
  const dice = diceFrom(Number(process.env.PARSE_SEED ?? SEED));
  const papers = 500;
  let [accepted, wrongly, copay, total] = [0, 0, 0, 0];
  for (let run = 0; run < papers; run++) {
    const { words, expected } = paper(dice);
    const parsed = parse(noisy(words, dice, 0.03), PAGE);
    const bad = wrong(parsed, expected);
    copay += Number(!bad.includes("copay"));
    total += Number(!bad.includes("patient_total"));
    accepted += Number(parsed.accepted);
    wrongly += Number(parsed.accepted && bad.length > 0);
    if (parsed.accepted && bad.length) context.diagnostic(`wrong: ${parsed.form} ${bad.map((name) => `${name} ${parsed.fields[name]?.value} for ${expected[name]}`)}`);
  }
  context.diagnostic(`of ${papers}: copay ${copay}, total ${total}, accepted ${accepted}, of these wrong ${wrongly}`);
  assert.ok(wrongly <= 0.005 * accepted, `${wrongly} of ${accepted} accepted are wrong`);
  assert.ok(copay >= 0.9 * papers && total >= 0.9 * papers);
});
