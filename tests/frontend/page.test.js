/** What the page's own modules decide: the words of the status line, the way to install. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { showBadge } from "../../static/page/badge.js";
import { counted, wayOf } from "../../static/page/install.js";
import { inWords } from "../../static/page/status.js";
import { hasSaved, size } from "../../static/page/storage.js";
import { every } from "../../static/page/every.js";

const NOW = Date.parse("2026-11-21T03:00:00Z");
const WORDS = {
  just: "방금 맞춤",
  minutes: "마지막 맞춤 {n}분 전",
  hours: "마지막 맞춤 {n}시간 전",
  days: "마지막 맞춤 {n}일 전",
  waiting: "{n}건 기다림",
  problems: "확인 필요 {n}건",
};

/** @param {Partial<import("../../static/page/status.js").Status>} status */
const said = (status) => {
  const { problems, rest } = inWords(
    { waiting: 0, problems: 0, synced_at: null, offline: false, ...status }, NOW, WORDS,
  );
  return [problems, rest];
};

/** @param {number} seconds */
const ago = (seconds) => ({ synced_at: new Date(NOW - seconds * 1000).toISOString() });

test("an exchange of the last minute is just now", () => {
  assert.deepEqual(said(ago(59)), ["", "방금 맞춤"]);
  assert.deepEqual(said(ago(60)), ["", "마지막 맞춤 1분 전"]);
});

test("an older one is told in the largest whole unit", () => {
  assert.deepEqual(said(ago(3599)), ["", "마지막 맞춤 59분 전"]);
  assert.deepEqual(said(ago(3 * 3600)), ["", "마지막 맞춤 3시간 전"]);
  assert.deepEqual(said(ago(50 * 3600)), ["", "마지막 맞춤 2일 전"]);
});

test("what waits comes before when it last agreed", () => {
  assert.deepEqual(said({ ...ago(1), waiting: 3 }), ["", "3건 기다림"]);
});

test("a problem is always said, and what waits beside it", () => {
  assert.deepEqual(said({ ...ago(1), problems: 2 }), ["확인 필요 2건", "방금 맞춤"]);
  assert.deepEqual(said({ problems: 2, waiting: 1 }), ["확인 필요 2건", "1건 기다림"]);
});

test("a phone that never agreed with the server claims nothing", () => {
  assert.deepEqual(said({}), ["", ""]);
});

test("no network is no reason to unsay what is true", () => {
  assert.deepEqual(said({ ...ago(30), offline: true }), ["", "방금 맞춤"]);
});

test("a clock that was set back does not make the last exchange a coming one", () => {
  assert.deepEqual(said(ago(-7200)), ["", "방금 맞춤"]);
});

test("the icon carries the number of what waits and what is to settle, and loses it", () => {
  /** @type {(number | undefined)[]} */
  const shown = [];
  const device = {
    setAppBadge: async (/** @type {number | undefined} */ count) => void shown.push(count),
    clearAppBadge: async () => void shown.push(undefined),
  };
  showBadge(device, { waiting: 2, problems: 1 });
  showBadge(device, { waiting: 0, problems: 0 });
  assert.deepEqual(shown, [3, undefined]);
});

test("a browser without badges is left alone", () => {
  const none = /** @type {any} */ ({});
  assert.doesNotThrow(() => showBadge(none, { waiting: 2, problems: 0 }));
});

const PHONE = { standalone: false, touch: 5, asks: false };
const AGENTS = {
  iphone: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
  chromeOnIphone: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/131.0 Mobile/15E148 Safari/604.1",
  ipad: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
  android: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
  kakao: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 KAKAOTALK 10.8.5",
  naver: "Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.8.1)",
  instagram: "Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile Safari/537.36 Instagram 300.0",
  line: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari Line/14.2.0",
};

for (const [name, agent, expected] of [
  ["an iPhone", AGENTS.iphone, "ios"],
  ["Chrome on an iPhone", AGENTS.chromeOnIphone, "ios"],
  ["an iPad that says it is a Mac", AGENTS.ipad, "ios"],
  ["Chrome that has not asked", AGENTS.android, "menu"],
  ["a desktop browser that installs nothing", AGENTS.firefox, "none"],
  ["카카오톡", AGENTS.kakao, "app"],
  ["네이버", AGENTS.naver, "app"],
  ["인스타그램", AGENTS.instagram, "app"],
  ["라인", AGENTS.line, "app"],
]) {
  test(`the way to the home screen from ${name}`, () => {
    assert.equal(wayOf({ ...PHONE, agent }), expected);
  });
}

test("a Mac without a touch screen is no iPad", () => {
  assert.equal(wayOf({ ...PHONE, agent: AGENTS.ipad, touch: 0 }), "none");
});

test("a browser that can ask is asked, and an installed app is not installed again", () => {
  assert.equal(wayOf({ ...PHONE, agent: AGENTS.android, asks: true }), "question");
  assert.equal(wayOf({ ...PHONE, agent: AGENTS.android, asks: true, standalone: true }), "installed");
});

function drawer() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
  };
}

test("the home screen is offered after the second saved receipt, and never again", () => {
  const storage = drawer();
  assert.deepEqual([1, 2, 3, 4].map(() => counted(storage, true)), [false, true, false, false]);
});

test("it waits until the phone can open the app without a network", () => {
  const storage = drawer();
  assert.deepEqual([1, 2, 3].map(() => counted(storage, false)), [false, false, false]);
  assert.equal(counted(storage, true), true);
  assert.equal(counted(storage, true), false);
});

test("only the page that follows a saved receipt counts as one", () => {
  assert.equal(hasSaved("?saved=0190a7b2&year=2026"), true);
  assert.equal(hasSaved("?year=2026"), false);
  assert.equal(hasSaved("?saved="), false);
});

test("sizes are whole, and something is never nothing", () => {
  assert.equal(size(1_234_567, "ko").replace(/\s/, ""), "2MB");
  assert.equal(size(1, "ko").replace(/\s/, ""), "1MB");
  assert.equal(size(11_000_000_000, "en"), "11 GB");
});

test("a look for a new version at most so often", () => {
  const due = every(30, 100);
  assert.deepEqual([110, 129, 130, 140, 159, 161].map(due), [false, false, true, false, false, true]);
});
