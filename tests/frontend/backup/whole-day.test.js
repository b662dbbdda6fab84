import assert from "node:assert/strict";
import { test } from "node:test";

import { wholeDay } from "../../../static/backup/whole-day.js";

test("a day is told in the language of the page", () => {
  assert.equal(wholeDay("2023-05-31", "ko"), "2023.05.31");
  assert.equal(wholeDay("2023-05-01", "en"), "1 May 2023");
});

test("what is no day of the calendar is not made one", () => {
  assert.equal(wholeDay("2023-13-01", "en"), "2023.13.01");
  assert.equal(wholeDay("", "en"), "");
});
