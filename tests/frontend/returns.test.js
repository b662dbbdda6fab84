/** ← goes back to where one was, if that is a screen of this app that can be opened again. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { cameFromThere } from "../../static/page/returns.js";

const APP = "https://app.example";

/** @param {string} referrer @param {Partial<import("../../static/page/returns.js").Way>} [more] */
const back = (referrer, more) =>
  cameFromThere({ here: `${APP}/settings#looks`, referrer, wanted: "", answers: [], ...more });

test("it goes back to any screen of the app", () => {
  assert.equal(back(`${APP}/`), true);
  assert.equal(back(`${APP}/receipts?year=2023&member=x`), true);
});

test("who opened the address, or came from elsewhere, has nowhere to go back to", () => {
  assert.equal(back(""), false);
  assert.equal(back("https://elsewhere.example/"), false);
  assert.equal(back("https://app.example.evil.example/"), false);
});

test("a screen is no way back from itself", () => {
  assert.equal(back(`${APP}/settings`), false);
  assert.equal(back(`${APP}/settings?x=1`), false);
});

test("a page that answered a form is not sent again", () => {
  const answers = [`${APP}/receipts`];
  assert.equal(back(`${APP}/receipts`, { answers }), false);
  assert.equal(back(`${APP}/receipts?year=2023`, { answers }), true);
});

test("a link that wants one screen goes back to no other, whatever that one shows", () => {
  const wanted = "/receipts";
  assert.equal(back(`${APP}/receipts`, { wanted }), true);
  assert.equal(back(`${APP}/receipts?q=x`, { wanted }), true);
  assert.equal(back(`${APP}/receipts/new`, { wanted }), false);
  assert.equal(back(`${APP}/`, { wanted }), false);
});
