/** The time that is left, as the page of the simulated authentication shows it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { inMinutes } from "../../static/page/waiting.js";

test("seconds are shown as minutes and seconds", () => {
  const shown = [0, 1, 59, 60, 299, 300, 1800].map(inMinutes);
  assert.deepEqual(shown, ["0:00", "0:01", "0:59", "1:00", "4:59", "5:00", "30:00"]);
});
