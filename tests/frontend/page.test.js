/** What the page's own modules decide: the words of the status line, the way to install. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { mayGoOn } from "../../static/page/advance.js";
import { inWords as amountInWords, keysIn } from "../../static/page/amount.js";
import { showBadge } from "../../static/page/badge.js";
import { inGroups } from "../../static/page/digits.js";
import { swapWholePages } from "../../static/page/boost.js";
import { followSwaps } from "../../static/page/focus.js";
import { counted, wayOf } from "../../static/page/install.js";
import { unsentHere } from "../../static/page/leaving.js";
import { keyboardHeight } from "../../static/page/keyboard.js";
import { nearest } from "../../static/page/places.js";
import { plain } from "../../static/page/returns.js";
import { inWords as connectionInWords } from "../../static/page/connection.js";
import { inWords, retry } from "../../static/page/status.js";
import { hasSaved, size } from "../../static/page/storage.js";
import { isSwipe, isWithin } from "../../static/page/swipe.js";
import { toast } from "../../static/page/toast.js";
import { voiceOf, voicesOf } from "../../static/page/voices.js";
import { spoken } from "../../static/page/spoken.js";
import { every } from "../../static/page/every.js";

const NOW = Date.parse("2026-11-21T03:00:00Z");
const WORDS = {
  just: "방금 맞춤",
  minutes: "마지막 맞춤 {n}분 전",
  hours: "마지막 맞춤 {n}시간 전",
  days: "마지막 맞춤 {n}일 전",
  waiting: "{n}건 기다림",
  problems: "확인 필요 {n}건",
  stopped: "옮기지 못하고 있어요",
  leaving: "서버에서는 아직 못 지웠어요",
  unsent: "옮기기 전",
  offline: "인터넷이 끊겼어요.",
  back: "다시 연결됐어요. {n}건을 옮기는 중이에요.",
  moved: "모두 옮겼어요.",
  clock: "휴대전화 날짜가 달라 보여요.",
};

/** @param {Partial<import("../../static/page/status.js").Status>} status */
const said = (status) => {
  const { link, synced } = inWords(
    { waiting: 0, sending: 0, problems: 0, synced_at: null, stopped: null, offline: false, clock_off: false, unsent: [], leaving: false, ...status },
    NOW,
    WORDS,
  );
  return [link, synced];
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

test("the connection is told while it is gone, and until what waited has gone out", () => {
  const told = (/** @type {any} */ before, /** @type {any} */ status) => {
    const { connection, text, passes } = connectionInWords(before, { offline: false, waiting: 0, clock_off: false, ...status }, WORDS);
    return [connection, text, passes];
  };
  assert.deepEqual(told("on", {}), ["on", "", false]);
  assert.deepEqual(told("on", { waiting: 2 }), ["on", "", false]);
  assert.deepEqual(told("on", { offline: true, waiting: 2, clock_off: true }), ["holding", WORDS.offline, false]);
  assert.deepEqual(told("holding", { offline: true }), ["off", WORDS.offline, false]);
  assert.deepEqual(told("off", {}), ["on", "", false]);
  assert.deepEqual(told("holding", {}), ["on", "모두 옮겼어요.", true]);
  assert.deepEqual(told("off", { waiting: 2 }), ["back", "다시 연결됐어요. 2건을 옮기는 중이에요.", false]);
  assert.deepEqual(told("back", { waiting: 1 }), ["back", "다시 연결됐어요. 1건을 옮기는 중이에요.", false]);
  assert.deepEqual(told("back", { offline: true, waiting: 1 }), ["holding", WORDS.offline, false]);
  assert.deepEqual(told("back", {}), ["on", "모두 옮겼어요.", true]);
  assert.deepEqual(told("on", { clock_off: true }), ["on", WORDS.clock, false]);
});

test("what waits comes before when it last agreed", () => {
  assert.deepEqual(said({ ...ago(1), waiting: 3 }), ["3건 기다림", ""]);
});

test("a problem is always said, and what waits beside it", () => {
  assert.deepEqual(said({ ...ago(1), problems: 2 }), ["확인 필요 2건", "방금 맞춤"]);
  assert.deepEqual(said({ problems: 2, waiting: 1 }), ["확인 필요 2건 · 1건 기다림", ""]);
});

test("an exchange that stands still leads to why, beside what is to settle", () => {
  const still = { ...ago(3 * 3600), stopped: "upgrade" };
  assert.deepEqual(said(still), ["옮기지 못하고 있어요", "마지막 맞춤 3시간 전"]);
  assert.deepEqual(
    said({ ...still, problems: 2, waiting: 1 }),
    ["확인 필요 2건 · 옮기지 못하고 있어요 · 1건 기다림", ""],
  );
});

test("what the server has still to erase is said before anything else", () => {
  const owed = { ...ago(1), problems: 2, waiting: 1, leaving: true };
  assert.deepEqual(said(owed), ["서버에서는 아직 못 지웠어요", ""]);
});

/** @param {number} waiting @param {DocumentVisibilityState} visibilityState */
function asked(waiting, visibilityState) {
  /** @type {unknown[]} */
  const messages = [];
  const worker = { postMessage: (/** @type {unknown} */ message) => void messages.push(message) };
  retry({ visibilityState }, worker, { waiting });
  return messages;
}

test("a page that is looked at has what waits tried again, any other leaves it", () => {
  assert.deepEqual(asked(2, "visible"), [{ do: "retry" }]);
  assert.deepEqual(asked(0, "visible"), []);
  assert.deepEqual(asked(2, "hidden"), []);
  assert.doesNotThrow(() => retry({ visibilityState: "visible" }, null, { waiting: 2 }));
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
  assert.deepEqual(shown, [], "the photos are not counted yet");
  showBadge(device, { photos: 0 });
  showBadge(device, { waiting: 1, problems: 2 });
  showBadge(device, { photos: 2 });
  showBadge(device, { waiting: 0, problems: 0 });
  showBadge(device, { photos: 0 });
  assert.deepEqual(shown, [3, 5, 2, undefined]);
});

test("a row that is pushed to the side is told from a scroll, and from the phone's own gesture", () => {
  const from = { clientX: 200, clientY: 300 };
  const to = (/** @type {number} */ x, /** @type {number} */ y) => isSwipe(from, { clientX: 200 + x, clientY: 300 + y });
  assert.deepEqual([to(-80, 10), to(80, -10), to(-55, 0), to(-80, 60), to(0, 200)], [true, true, false, false, false]);
  assert.deepEqual([5, 24, 25, 180, 335, 340].map((x) => isWithin(x, 360)), [false, false, true, true, true, false]);
});

test("a keyboard that lies over the page is as high as what it hides", () => {
  const seen = { height: 460, offsetTop: 0, scale: 1 };
  assert.equal(keyboardHeight(seen, 760), 300);
  assert.equal(keyboardHeight({ ...seen, offsetTop: 120 }, 760), 180);
  assert.equal(keyboardHeight({ ...seen, height: 760 }, 760), 0);
  assert.equal(keyboardHeight({ ...seen, height: 770 }, 760), 0);
  assert.equal(keyboardHeight({ ...seen, scale: 2 }, 760), 0, "one who has zoomed in sees what they chose");
});

test("the way back is an address that says the same when it is opened again", () => {
  globalThis.location = /** @type {any} */ ({ href: "https://app.example/receipts/1", origin: "https://app.example" });
  assert.equal(plain("https://app.example/receipts?year=2023&saved=1&also=2"), "/receipts?year=2023");
  assert.equal(plain("/receipts?deleted=1"), "/receipts");
  assert.equal(plain("https://elsewhere.example/receipts"), "");
  assert.equal(plain(""), "");
});

test("a toast goes by itself, but not from under a finger", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { document, shown } = withToasts();
  toast(document, "said", {}, 10_000);
  shown[0].held = true;
  context.mock.timers.tick(25_000);
  assert.equal(shown[0].gone, false);
  shown[0].held = false;
  context.mock.timers.tick(10_000);
  assert.equal(shown[0].gone, true);
  toast(document, "said");
  context.mock.timers.tick(60_000);
  assert.equal(shown[1].gone, false, "one that asks for something stays");
});

/** A page with room for toasts, and those that it was shown. */
function withToasts() {
  /** @type {any[]} */
  const shown = [];
  globalThis.HTMLTemplateElement = /** @type {any} */ (class {});
  const template = Object.assign(new HTMLTemplateElement(), { content: { cloneNode: () => null } });
  const place = { querySelector: () => null, append: (/** @type {any} */ each) => shown.push(each) };
  const createElement = () => {
    const each = { dataset: {}, held: false, gone: false, append() {}, querySelectorAll: () => [] };
    return Object.assign(each, { matches: () => each.held, remove: () => (each.gone = true) });
  };
  const querySelector = (/** @type {string} */ what) => (what === "#toasts" ? place : template);
  return { document: /** @type {any} */ ({ querySelector, createElement }), shown };
}

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

/** @param {unknown} [answer] none: it stays silent */
function workerThatAnswers(answer) {
  const worker = {
    postMessage: (/** @type {unknown} */ _message, /** @type {MessagePort[]} */ [port]) =>
      answer && port?.postMessage(answer),
  };
  return /** @type {ServiceWorkerContainer} */ (/** @type {unknown} */ ({ controller: worker }));
}

test("what is to settle is on this phone alone, as is what waits", async () => {
  assert.equal(await unsentHere(workerThatAnswers({ waiting: 2, problems: 1 })), 3);
  assert.equal(await unsentHere(workerThatAnswers({ waiting: 0, problems: 0 })), 0);
});

test("a worker that does not say leaves it open; a browser without one has nothing", async () => {
  assert.equal(await unsentHere(workerThatAnswers(), 1), null);
  assert.equal(await unsentHere(workerThatAnswers({ error: true })), null);
  assert.equal(await unsentHere(undefined), 0);
});

test("a page reloaded past the worker asks the one that the phone still has", async () => {
  const active = workerThatAnswers({ waiting: 1, problems: 0 }).controller;
  const workers = { controller: null, getRegistration: async () => ({ active }) };
  assert.equal(await unsentHere(/** @type {any} */ (workers)), 1);
});

test("the units of Korean are for Korean pages", () => {
  assert.deepEqual(keysIn("ko").map(({ label }) => label), ["만", "천", "00"]);
  assert.deepEqual(keysIn("en").map(({ label }) => label), ["00"]);
  assert.equal(amountInWords("1,250,000", "ko"), "백이십오만 원");
  assert.equal(amountInWords("1,250,000", "en"), "");
});

/** A page of which htmx swaps a part: what is focused before it, at the end and on its way.
 * @param {{held: boolean, along?: boolean, restored?: boolean, followed?: boolean}} swap
 * @returns {string[]} what was done to the heading */
function swaps({ held, along = false, restored = false, followed = false }) {
  /** @type {string[]} */
  const done = [];
  const heading = {
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) =>
      void done.push(`${name}=${value}`),
    focus: () => void done.push("focus"),
  };
  const target = { contains: () => held, querySelector: () => heading };
  const body = {};
  const page = Object.assign(new EventTarget(), { body, activeElement: {} });
  followSwaps(/** @type {any} */ (page));
  page.dispatchEvent(new CustomEvent("htmx:beforeSwap", { detail: { target } }));
  const part = { contains: () => along };
  page.dispatchEvent(new CustomEvent("htmx:oobBeforeSwap", { detail: { target: part } }));
  if (!restored) page.activeElement = body;
  const next = { contains: () => false };
  if (followed) page.dispatchEvent(new CustomEvent("htmx:beforeSwap", { detail: { target: next } }));
  page.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { target } }));
  return done;
}

test("a part that goes with the focused button gives the focus to the next part's heading", () => {
  assert.deepEqual(swaps({ held: true }), ["tabindex=-1", "focus"]);
});

test("so does a part that goes along with another", () => {
  assert.deepEqual(swaps({ held: false, along: true }), ["tabindex=-1", "focus"]);
});

test("a part that comes on the heels of another does not take its heading's focus", () => {
  assert.deepEqual(swaps({ held: true, followed: true }), ["tabindex=-1", "focus"]);
});

test("the focus stays where it is, and nowhere if it was nowhere", () => {
  assert.deepEqual(swaps({ held: true, restored: true }), []);
  assert.deepEqual(swaps({ held: false }), []);
});

test("a form on its way asks for no preview of itself; one that is being filled in does", () => {
  const document = new EventTarget();
  swapWholePages(/** @type {any} */ (document), () => {});
  for (const [sent, asked] of [[true, false], [false, true]]) {
    const form = { closest: () => (sent ? form : null) };
    const event = new CustomEvent("htmx:confirm", {
      cancelable: true,
      detail: { elt: { parentElement: form } },
    });
    assert.equal(document.dispatchEvent(event), asked);
  }
});

const PLACES = ["늘봄내과의원", "햇살약국", "서울 성모병원"];

for (const [read, meant] of /** @type {[string, string | null][]} */ ([
  ["늘봄내과의윈", "늘봄내과의원"],
  ["늘봄내과의", "늘봄내과의원"],
  ["늘봄봄내과의원", "늘봄내과의원"],
  ["햇실약국", "햇살약국"],
  ["서울성모병윈", "서울 성모병원"],
  ["늘봄외과의윈", null],
  ["약국", null],
  ["", null],
])) {
  test(`‘${read}’ is ${meant ? `asked about as ‘${meant}’` : "no place that is known"}`, () => {
    assert.equal(nearest(read, PLACES), meant);
  });
}

test("long numbers are echoed in groups while they are typed", () => {
  const echoed = [
    ["phone", "010", ""],
    ["phone", "0101", "010-1"],
    ["phone", "01012345678", "010-1234-5678"],
    ["phone", "010 1234.56", "010-1234-56"],
    ["phone", "+82 10-1234-5678", "010-1234-5678"],
    ["birth", "19500505", "1950.05.05"],
    ["birth", "１９５００５", "1950.05"],
    ["account", "110-123-455678", "1101-2345-5678"],
    ["account", "1234567890123456", "1234-5678-9012-3456"],
  ];
  for (const [kind, typed, groups] of echoed) assert.equal(inGroups(kind, typed), groups, typed);
});

test("what is no such number is not echoed as one", () => {
  for (const typed of ["", "홍길동", "1234567890123456 7", "0101234567x", "-"]) {
    for (const kind of ["phone", "birth", "account"]) assert.equal(inGroups(kind, typed), "", typed);
  }
});

/** A page that is looked at by somebody who chose nothing. @param {any} [chosen] @param {any} [focused] */
const seen = (chosen = {}, focused = null, visibilityState = "visible") =>
  /** @type {any} */ ({ visibilityState, activeElement: focused, documentElement: { dataset: chosen } });
const reached = (/** @type {boolean} */ byKeyboard) => ({ matches: () => byKeyboard });

test("a page that only says that something is done goes on by itself", () => {
  assert.ok(mayGoOn(seen(), false, false));
  assert.ok(mayGoOn(seen({ mode: "all", motion: "auto" }, reached(false)), false, false));
});

test("nobody is carried off who keeps still, goes by the keyboard, or is being read to", () => {
  assert.ok(!mayGoOn(seen({ mode: "easy" }), false, false));
  assert.ok(!mayGoOn(seen({ motion: "less" }), false, false));
  assert.ok(!mayGoOn(seen(), true, false));
  assert.ok(!mayGoOn(seen(), false, true));
  assert.ok(!mayGoOn(seen({}, reached(true)), false, false));
  assert.ok(!mayGoOn(seen({}, null, "hidden"), false, false));
});

test("amounts and days are read as one says them", () => {
  const said = {
    "예상 환급 4,630,000원": "예상 환급 사백육십삼만 원",
    "437만 원": "사백삼십칠만 원",
    "1만 8,500원": "만 팔천오백 원",
    "1억 2,345만 원": "일억 이천삼백사십오만 원",
    "0원 ~ 471만 원": "영 원에서 사백칠십일만 원",
    "10,000원을 냈어요": "만 원을 냈어요",
    "2023.05.31(수)에": "2023년 5월 31일에",
    "병원  2곳\n약국 1곳": "병원 2곳 약국 1곳",
    "원무과": "원무과",
  };
  for (const [text, words] of Object.entries(said)) assert.equal(spoken(text, "ko"), words);
  assert.equal(spoken("₩4,630,000 won", "en"), "₩4,630,000 won");
});

test("a page is read only by a voice of its language", () => {
  const of = (/** @type {string[]} */ ...langs) => /** @type {any} */ ({ getVoices: () => langs.map((lang) => ({ lang })) });
  assert.deepEqual(voicesOf(of("en-US", "ko-KR"), "ko"), [{ lang: "ko-KR" }]);
  assert.deepEqual(voicesOf(of("de-DE"), "ko"), []);
  assert.deepEqual(voicesOf(undefined, "ko"), []);
  assert.equal(voiceOf(of("de-DE"), "ko"), null);
  assert.deepEqual(voiceOf(of("KO-kr", "ko-KR"), "ko"), { lang: "KO-kr" }); // nothing was chosen, or can be kept
});
