/** The service worker's events. Everything else is in the modules it imports. */
import { CACHE as TOOLS } from "../scan/pack.js";
import { dropAllDrafts, followDrafts } from "../scan/drafts.js";
import { closePhotos, followReceipts, keepShared, removeAllPhotos } from "../scan/photos.js";
import { ASSETS, LANGUAGES, PRECACHE, VERSION } from "./generated/assets.js";
import { known, written } from "./look.js";
import { newId, newOpId } from "./op.js";
import { answerAbout } from "./records/answer.js";
import { speakIn, useAssets, useCatalogues } from "./render.js";
import { meta, open as openStore, NAME } from "./replica/store.js";
import { status as statusOf } from "./replica/outbox.js";
import { refreshTables, rememberTable } from "./replica/tables.js";
import { noticeOf, placeOf } from "./notices.js";
import { moment, respond } from "./respond.js";
import { isPrivate } from "./routes.js";
import { sync } from "./sync.js";
import { trashBegins } from "./synced.js";

const self = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const CACHE = `app-${VERSION}`;
const LONGEST_WAIT = 5 * 60_000; // ms between two tries
const TABLES_EVERY = 24 * 60 * 60_000; // ms
const LOOK_AGAIN = 20_000; // ms after which a shown screen asks the server again

useAssets((name) => ASSETS[name]);

/** @type {ReturnType<typeof openStore> | null} */
let store = null;
const open = () => (store ??= opening());

/** One that failed is tried again the next time. */
function opening() {
  const forget = () => (store = null);
  const found = openStore(NAME, forget);
  found.catch(forget);
  return found;
}

const phone = {
  open,
  fetch: self.fetch.bind(self),
  clock: () => new Date(),
  newId,
  newOpId,
  language,
  look,
  speak,
  dress,
  ask: async (insisting = false) => (!insisting && performance.now() < notBefore) || exchange("asked"),
  going: () => ({ sending, offline: failures > 0 }),
  sends,
  wrote: () => {
    tell(true).catch(() => {}); // other tabs show it, too
    follow().catch(() => {});
    exchange("wrote");
  },
  looked: () => exchange("looked"),
  left: () => {
    store?.then((db) => db.close()).catch(() => {});
    closePhotos();
    store = null; // an open one would keep the browser from clearing it away
    post({ changed: true }).catch(() => {});
  },
  empty,
  replaced: () => {
    tell(true).catch(() => {});
    exchange("asked");
  },
  share: keepShared,
};

self.addEventListener("install", (event) => event.waitUntil(precache()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { url, method, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== self.location.origin || OWN.includes(pathname)) return;
  if (pathname.endsWith(CALENDAR)) return; // a file, or an address for calendars
  if (pathname.startsWith("/static/")) {
    if (method === "GET") event.respondWith(asset(event.request));
    return;
  }
  if (isPrivate(pathname) && mode !== "navigate") return; // the page says by itself what is lost
  const answer = respond(event.request, phone);
  event.respondWith(answer);
  event.waitUntil(answer.then(() => running));
});
self.addEventListener("message", (event) => event.waitUntil(told(event)));
self.addEventListener("sync", (event) =>
  /** @type {ExtendableEvent} */ (event).waitUntil(exchange("asked")),
);
self.addEventListener("online", () => exchange("asked"));

self.addEventListener("push", (event) => event.waitUntil(notify(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(moved(event)));
self.addEventListener("notificationclick", (event) => event.waitUntil(lead(event)));

const OWN = ["/sw.js", "/sync", "/healthz", "/manifest.webmanifest"];
const CALENDAR = ".ics";
const EMPTIED = "/leaving/phone";

async function precache() {
  self.importScripts(LANGUAGES); // from now on it is kept with the worker
  const cache = await caches.open(CACHE);
  await cache.addAll(PRECACHE.map((url) => new Request(url, { cache: hashed(url) ? "default" : "reload" })));
}

/** A name with a hash of its content needs no asking. @param {string} url */
const hashed = (url) => url.startsWith("/static/build/");

/** The new worker is in charge: drop what belonged to the old one, and get the household. */
async function begin() {
  const old = (await caches.keys()).filter((name) => name.startsWith("app-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
  // Neither is waited for: until this ends the worker answers nothing.
  open().then((db) => rememberTable(db, moment(new Date()).today)).catch(() => {});
  exchange("asked");
}

/** @param {Request} request */
async function asset(request) {
  for (const cacheName of [CACHE, TOOLS]) {
    const kept = await caches.match(request, { cacheName });
    if (kept) return kept;
  }
  return fetch(request);
}

/** Photos go where their receipts go, and drafts once there is a receipt. */
async function follow() {
  const db = await open();
  if (!(await meta(db, "pulled"))) return; // what is not here yet is not gone
  const receipt = async (/** @type {string} */ id) => (await db.get("receipt", id)) ?? null;
  await followReceipts(receipt, trashBegins(moment(new Date()).now));
  await followDrafts(receipt, trashBegins(moment(new Date()).now));
}

async function language() {
  const chosen = (await cookie("lang")) ?? (await (await open()).get("meta", "language")) ?? "ko";
  if (chosen !== "ko" && !catalogues) {
    self.importScripts(LANGUAGES);
    catalogues = /** @type {any} */ (self).catalogues;
    useCatalogues(catalogues);
  }
  return Object.hasOwn(catalogues ?? {}, chosen) ? chosen : "ko";
}

/** @type {any} */
let catalogues = null;

async function look() {
  return known((await cookie("look")) ?? (await (await open()).get("meta", "look")));
}

/** @param {string} name @returns {Promise<string | undefined>} what this browser lets a worker see */
async function cookie(name) {
  const cookies = /** @type {any} */ (self).cookieStore;
  return cookies ? (await cookies.get(name))?.value : undefined;
}

/** @param {string} chosen */
async function speak(chosen) {
  await (await open()).put("meta", chosen, "language");
  await setCookie("lang", chosen);
}

/** @param {import("./look.js").Look} chosen */
async function dress(chosen) {
  await (await open()).put("meta", written(chosen), "look");
  await setCookie("look", written(chosen));
}

/** @param {string} name @param {string} value */
async function setCookie(name, value) {
  const cookies = /** @type {any} */ (self).cookieStore;
  const expires = Date.now() + 400 * 24 * 60 * 60_000;
  await cookies?.set({ name, value, path: "/", sameSite: "lax", expires });
}

/** @type {Promise<unknown>} */
let running = Promise.resolve();
let [busy, again, failures] = [false, false, 0];
/** @type {string[]} */
let sending = []; // ids of operations that are on their way
let [notBefore, lastLook] = [0, -LOOK_AGAIN]; // ms since the worker began

/**
 * Exchange with the server unless that is going on already; then once more afterwards.
 *
 * @param {"wrote" | "looked" | "asked"} why
 */
function exchange(why) {
  const now = performance.now(); // whatever becomes of the clock
  if (why === "looked" && now < Math.max(notBefore, lastLook + LOOK_AGAIN)) return running;
  if (why === "wrote" && now < notBefore) return tell(false);
  if (busy) {
    again ||= why !== "looked";
    return running;
  }
  lastLook = now;
  running = exchanging().catch(() => {});
  return running;
}

async function exchanging() {
  busy = true;
  try {
    await tell(false);
    const { outcome, changed } = await alone(async () => sync(await open(), phone));
    sending = [];
    failures = outcome === "unreachable" ? failures + 1 : 0;
    const wait = failures ? Math.min(LONGEST_WAIT, 1000 * 2 ** failures) : 0;
    notBefore = performance.now() + wait * (0.5 + Math.random());
    if (outcome === "upgrade") self.registration.update().catch(() => {});
    if (outcome === "unreachable") await askLater();
    if (outcome === "done") await Promise.all([askForTables(), follow()]);
    if (outcome === "put_out") await Promise.all([removeAllPhotos(), dropAllDrafts(), caches.delete(TOOLS)]);
    await tell(changed, outcome === "put_out");
  } finally {
    [busy, sending] = [false, []];
  }
  if (again) {
    again = false;
    await exchanging();
  }
}

/** Photos, tools and the household; other open pages leave what they show. @param {() => Promise<void>} forget */
async function empty(forget) {
  await Promise.all([removeAllPhotos(), caches.delete(TOOLS)]);
  await forget();
  post({ go: EMPTIED }).catch(() => {});
  exchange("asked");
}

/** @param {string[]} ops  ids of operations that go out now */
function sends(ops) {
  if (!ops.length && !sending.length) return;
  sending = ops;
  tell(false).catch(() => {});
}

/** Once a day; a table newer than this worker's comes with a newer worker. */
async function askForTables() {
  const db = await open();
  const asked = (await db.get("meta", "tables_at")) ?? 0;
  if (Math.abs(Date.now() - asked) < TABLES_EVERY) return;
  await db.put("meta", Date.now(), "tables_at");
  const newer = await refreshTables(db, phone.fetch).catch(() => false);
  if (newer) await self.registration.update().catch(() => {});
}

/** One exchange at a time, also when an old and a new worker are both alive. @param {() => ReturnType<typeof sync>} work @returns {ReturnType<typeof sync>} */
function alone(work) {
  return navigator.locks ? navigator.locks.request("sync", work) : work();
}

/** Background Sync, where it exists: a bonus. */
async function askLater() {
  const registration = /** @type {any} */ (self.registration);
  await registration.sync?.register("outbox").catch(() => {});
}

/**
 * Tell all pages how things stand, whether rows changed, and where to go if they are no more.
 *
 * @param {boolean} changed @param {boolean} [putOut]
 */
async function tell(changed, putOut = false) {
  await post(putOut ? { go: "/put-out" } : { status: await standing(), changed });
}

/** What the status line says. */
async function standing() {
  return { ...(await statusOf(await open())), sending: sending.length, offline: failures > 0 };
}

/** @param {object} news */
async function post(news) {
  for (const page of await self.clients.matchAll()) page.postMessage(news);
}

/** A browser takes the permission away from who is told something and shows nothing. @param {PushEvent} event */
async function notify({ data }) {
  const chosen = await language().catch(() => "ko"); // it is shown even where nothing can be opened
  speakIn(chosen);
  const { title, ...options } = noticeOf(data?.text() ?? "", chosen);
  const icon = ASSETS["icon-192.png"];
  await self.registration.showNotification(title, { ...options, icon });
}

/** The browser has given up one subscription for another. @param {PushSubscriptionChangeEvent} event */
async function moved({ oldSubscription, newSubscription }) {
  const { pushManager } = self.registration;
  const own = newSubscription ?? (oldSubscription && (await pushManager.subscribe(oldSubscription.options)));
  if (!own) return; // the server hears that it is gone when it sends the next time
  const { endpoint = "", keys } = own.toJSON();
  const body = new URLSearchParams({ endpoint, ...keys });
  await self.fetch("/reminders/push", { method: "POST", body, redirect: "manual" });
}

/** To the app where it is open, else open it. @param {NotificationEvent} event */
async function lead({ notification }) {
  notification.close();
  const url = placeOf(notification.data, self.location.origin);
  const [open] = await self.clients.matchAll({ type: "window" });
  if (!open) return void (await self.clients.openWindow(url));
  await open.focus().catch(() => {}); // it may be in front already
  await open.navigate(url).catch(() => self.clients.openWindow(url)); // not under this worker
}

/** A page that reads or makes a file; it may say that it is enough. @param {any} question @param {MessagePort} port */
async function answerPage(question, port) {
  let stopped = false;
  port.onmessage = () => (stopped = true);
  const tell = (/** @type {number} */ done, /** @type {number} */ of) => {
    if (stopped) throw new DOMException("", "AbortError");
    port.postMessage({ done, of });
  };
  try {
    const [db, spoken] = [await open(), await language()];
    const { now } = moment(phone.clock());
    const answer = await answerAbout(question, { db, now, newOpId, speak: () => speakIn(spoken), tell });
    if (question.records === "take" || question.records === "undo") phone.wrote();
    port.postMessage({ answer });
  } catch (error) {
    port.postMessage({ error: /** @type {Error} */ (error).name });
  }
}

/** @param {ExtendableMessageEvent} event */
async function told({ data, ports }) {
  if (data?.do === "take-over") await self.skipWaiting();
  if (data?.speak) await (await open()).put("meta", data.speak, "language");
  if (data?.look !== undefined) await (await open()).put("meta", data.look, "look");
  if (data?.do === "retry" && performance.now() >= notBefore) await exchange("asked");
  if (data?.do === "sync") {
    notBefore = 0;
    await exchange("asked");
  }
  if (data?.records && ports[0]) await answerPage(data, ports[0]);
  if (data?.ask === "status" || data?.ask === "waiting") {
    ports[0]?.postMessage(await standing());
  }
}
