import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import * as law from "../../static/worker/law.js";

/** @param {string} name */
function vectors(name) {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
}

/** The figures of `flask assess`, by the law on the phone. */
function outputOf({ year, band = null, today, receipts }, names) {
  const found = law.assess(year, band, receipts.map(law.receipt), today);
  return Object.fromEntries(names.map((name) => [name, found[name]]));
}

/** A 건강보험 receipt of a clinic. */
function bill(copay, fields = {}) {
  return law.receipt({
    provider_name: "가람의원",
    provider_kind: "clinic",
    care_kind: "outpatient",
    care_from: "2023-03-02",
    care_to: "2023-03-02",
    copay,
    ...fields,
  });
}

for (const file of ["worked", "generated"]) {
  describe(`the ${file} examples`, () => {
    for (const { name, input, output } of vectors(file)) {
      test(name, () => assert.deepEqual(outputOf(input, Object.keys(output)), output));
    }
  });
}

/** What may follow in a year, by the law on the phone. */
function previewOf({ year, band = null, today, receipts }) {
  const read = receipts.map(law.receipt);
  const now = law.assess(year, band, read, today);
  const byMonth = new Map();
  for (const each of read) {
    const month = law.monthOf(each.care_from);
    byMonth.set(month, (byMonth.get(month) ?? 0) + law.tally(each).counted);
  }
  const found = law.course(year, band, byMonth, now.nursing, today);
  const ways = [found.low, found.middle, found.high].filter((each) => each !== null);
  const days = new Set(ways.map((each) => each.nursing_days));
  return {
    ends: ways.map((each) => each.counted),
    days: [...days].sort((one, other) => one - other),
    lowest: found.lowest,
    highest: found.highest,
    crossing: found.crossing,
    crossing_at_most: found.crossing_at_most,
    stakes: law.stakes(year, band, now.counted),
    days_ahead: law.daysAhead(year, today),
    nearness: law.nearness(now.counted, now.cap),
  };
}

describe("what may follow", () => {
  for (const { name, input, output } of vectors("previewed")) {
    test(name, () => assert.deepEqual(previewOf(input), output));
  }
});

describe("won", () => {
  for (const [name, won] of [
    ["less than nothing", -1],
    ["a fraction", 0.5],
    ["more than can be added exactly", 2 ** 53],
    ["text", "1000"],
    ["null", null],
    ["not a number", NaN],
  ]) {
    test(`${name} is refused`, () => {
      assert.throws(() => bill(won), RangeError);
      assert.throws(() => bill(0, { uncounted: { chuna: won } }), RangeError);
    });
  }

  test("a sum is exact or refused", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const counted = (...bills) => law.assess(2023, 1, bills, "2023-12-31").counted;
    assert.equal(counted(bill(most - 1), bill(1)), most);
    assert.throws(() => counted(bill(most), bill(1)), RangeError);
    assert.throws(() => counted(bill(0, { advance: most }), bill(0, { advance: 1 })), RangeError);
  });
});

describe("days", () => {
  test("the leap day is one", () => {
    assert.ok(law.isDay("2024-02-29"));
    assert.equal(law.addDays("2024-02-28", 1), "2024-02-29");
    assert.equal(law.daysBetween("2023-12-31", "2024-12-31"), 366);
  });

  for (const text of ["2023-02-29", "1900-02-29", "2023-13-01", "2023-00-10", "2023-04-31"]) {
    test(`${text} is none`, () => assert.ok(!law.isDay(text)));
  }
  for (const text of ["", "2023-3-2", "2023-03-02T00:00", " 2023-03-02", "0000-01-01", null, 20230302]) {
    test(`${JSON.stringify(text)} is none`, () => assert.ok(!law.isDay(text)));
  }

  test("a receipt without a day is refused", () => {
    assert.throws(() => bill(1000, { care_from: "2023-02-29" }), RangeError);
    assert.throws(() => bill(1000, { care_to: "soon" }), RangeError);
  });
});

describe("a receipt", () => {
  test("takes no more than its own fields from a row", () => {
    assert.ok(!("note" in bill(1000, { note: "감기", rev: 7 })));
  });

  test("may not name a reason that the law does not know", () => {
    assert.throws(() => bill(1000, { uncounted: JSON.parse('{"__proto__": 5}') }), /unknown reason/);
    assert.throws(() => bill(1000, { uncounted: { parking: 5 } }), /unknown reason/);
  });
});

describe("the year", () => {
  test("does not depend on the order of its receipts", () => {
    const bills = [bill(900_000), bill(1, { provider_name: "a" }), bill(1, { provider_name: "b" })];
    const [one, other] = [bills, bills.toReversed()].map((each) =>
      law.assess(2023, 3, each, "2023-12-31"),
    );
    assert.deepEqual(one, other);
  });

  test("without a table is unknown, never guessed", () => {
    assert.throws(() => law.capFor(2028, 1), law.UnknownYear);
    const { cap, lowest, ladder } = law.assess(2028, 1, [], "2028-12-31");
    assert.deepEqual([cap, lowest, ladder], [null, null, []]);
  });
});

