/** The time that is left, as the page of the simulated authentication shows it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { inMinutes, minuteToTell } from "../../static/page/waiting.js";

test("seconds are shown as minutes and seconds", () => {
  const shown = [0, 1, 59, 60, 299, 300, 1800].map(inMinutes);
  assert.deepEqual(shown, ["0:00", "0:01", "0:59", "1:00", "4:59", "5:00", "30:00"]);
});

/** What is told while the time runs from so many seconds to so many. @param {number} from @param {number} to */
function heard(from, to, told = Infinity) {
  const said = [];
  for (let left = from; left >= to; left--) {
    const minutes = minuteToTell(left, told);
    if (!minutes) continue;
    told = minutes;
    said.push([left, minutes]);
  }
  return said;
}

test("five minutes are told once, and then each full minute", () => {
  assert.deepEqual(heard(300, 0), [[300, 5], [240, 4], [180, 3], [120, 2], [60, 1]]);
});

test("a page that took a while to come tells its five minutes all the same", () => {
  assert.deepEqual(heard(297, 241), [[297, 5]]);
});

test("between two full minutes nothing is told: it would be more than there is", () => {
  assert.deepEqual(heard(285, 241), []);
  assert.deepEqual(heard(310, 290, 1), [[300, 5]]); // more time at 0:10
  assert.deepEqual(heard(59 - 10, 0), []);
});
