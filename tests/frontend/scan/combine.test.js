import assert from "node:assert/strict";
import { test } from "node:test";

import { combine } from "../../../static/scan/combine.js";

const field = (value, confidence = 0.9, more = {}) => ({ value, confidence, doubtful: false, computed: false, box: null, ...more });
const parsed = (fields, more = {}) => ({
  form: "B",
  fields,
  questions: [],
  accepted: false,
  labelsFound: 5,
  residentNumbers: [],
  ...more,
});

test("what is read alike twice is as sure as the surer reading, and no surer", () => {
  const { copay } = combine(
    parsed({ copay: field("480000", 0.7, { doubtful: true }) }),
    parsed({ copay: field("480000", 0.8, { doubtful: true }) }),
  ).fields;
  assert.deepEqual([copay.confidence, copay.doubtful], [0.8, true]);
});

test("a clear reading of what was only computed counts", () => {
  const computed = field("480000", 0.6, { computed: true, doubtful: true });
  const { copay } = combine(parsed({ copay: computed }), parsed({ copay: field("480000", 0.95) })).fields;
  assert.deepEqual([copay.computed, copay.doubtful], [false, false]);
});

test("of what they read differently the surer one is kept, to be looked at", () => {
  const { copay } = combine(parsed({ copay: field("430000", 0.6) }), parsed({ copay: field("480000", 0.8) })).fields;
  assert.deepEqual([copay.value, copay.doubtful], ["480000", true]);
});

test("the reading whose amounts hold together leads", () => {
  const both = combine(
    parsed({ copay: field("430000", 0.99), care_from: field("2025-03-02") }),
    parsed({ copay: field("480000", 0.7) }, { accepted: true, form: "A1" }),
  );
  assert.equal(both.accepted, true);
  assert.equal(both.form, "A1");
  assert.equal(both.fields.copay.value, "480000");
  assert.deepEqual([both.fields.care_from.value, both.fields.care_from.doubtful], ["2025-03-02", true]);
});

test("an accepted first reading is not touched by a second one", () => {
  const first = parsed({ copay: field("480000", 0.7) }, { accepted: true });
  assert.deepEqual(combine(first, parsed({ copay: field("1", 1) })).fields, first.fields);
});

test("resident numbers that either saw are blacked out", () => {
  const [one, two] = [{ x0: 0, y0: 0, x1: 9, y1: 9 }, { x0: 20, y0: 0, x1: 29, y1: 9 }];
  const both = combine(parsed({}, { residentNumbers: [one] }), parsed({}, { residentNumbers: [two] }));
  assert.deepEqual(both.residentNumbers, [one, two]);
});
