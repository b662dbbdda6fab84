/** Where an app's own browser is told that it opens nothing without a network. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { isWithin } from "../../static/page/within.js";

const KAKAO = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 KAKAOTALK 10.8.5";
const SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
const serviceWorker = /** @type {ServiceWorkerContainer} */ ({});

test("an app's browser without a worker is told about", () => {
  assert.equal(isWithin({ userAgent: KAKAO }), true);
});

test("one with a worker keeps the app, and a browser without one is no other app", () => {
  assert.equal(isWithin({ userAgent: KAKAO, serviceWorker }), false);
  assert.equal(isWithin({ userAgent: SAFARI }), false);
});
