/** 홈 화면에 두기: the browser's own question where there is one, a picture of the way elsewhere. */
import { hasSaved } from "./storage.js";

const OFFERED_FROM = 2; // saved receipts
const COUNT = "receipts-saved"; // in localStorage: a number, and then this word
const OFFERED = "offered";

/** @typedef {Event & {prompt(): Promise<unknown>, userChoice: Promise<{outcome: string}>}} Question */
/** @typedef {"installed" | "app" | "question" | "ios" | "menu" | "none"} Way */
/** @typedef {{standalone: boolean, agent: string, touch: number, asks: boolean}} Device */

/** @type {Question | null} */
let question = null;

/** @param {Document} document */
export function watchInstall(document) {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // our own button asks, when the person wants it
    question = /** @type {Question} */ (event);
    showWay(document);
  });
  window.addEventListener("appinstalled", () => {
    question = null;
    closeSheet(document);
    showWay(document, "installed");
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-install]");
    if (button) void askBrowser(document);
  });
}

/** @param {Document} document */
export function offerInstall(document) {
  showWay(document);
  if (wayOf(thisDevice()) !== "installed" && isTimeToOffer(document)) openSheet(document);
}

/** @returns {Device} */
export function thisDevice() {
  const standalone = matchMedia("(display-mode: standalone), (display-mode: minimal-ui)").matches;
  return {
    standalone: standalone || Boolean(/** @type {any} */ (navigator).standalone),
    agent: navigator.userAgent,
    touch: navigator.maxTouchPoints,
    asks: question !== null,
  };
}

/** How the app gets to the home screen from here; within another app (`app`) it cannot.
 * @param {Device} device
 * @returns {Way} */
export function wayOf({ standalone, agent, touch, asks }) {
  if (standalone) return "installed";
  if (appAround(agent)) return "app";
  if (asks) return "question";
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touch > 1)) return "ios";
  return /Android|Chrome\//.test(agent) ? "menu" : "none";
}

/** Apps that open links in a browser of their own, and how it calls itself.
 * @type {[name: string, mark: RegExp][]} */
const APPS = [
  ["kakaotalk", /KAKAOTALK/i],
  ["naver", /NAVER\(inapp/i],
  ["instagram", /Instagram/],
  ["line", /\bLine\//],
];

/** @param {string} agent @returns {string} */
export function appAround(agent) {
  return APPS.find(([, mark]) => mark.test(agent))?.[0] ?? "";
}

/** Of all ways only the one that works here is left; in 설정 the link goes once it is done.
 * @param {Document} document @param {Way} [way] */
function showWay(document, way = wayOf(thisDevice())) {
  for (const each of document.querySelectorAll("[data-way]")) {
    each.toggleAttribute("hidden", !each.getAttribute("data-way")?.split(" ").includes(way));
  }
  const app = document.querySelector("[data-app]");
  const name = app?.getAttribute(`data-${appAround(navigator.userAgent)}`);
  if (app && name) app.textContent = name;
}

/** @param {Document} document */
async function askBrowser(document) {
  if (!question) return;
  const asked = question;
  question = null; // it may be asked once
  await asked.prompt();
  const { outcome } = await asked.userChoice;
  closeSheet(document);
  showWay(document, outcome === "accepted" ? "installed" : "menu");
}

/** Counts the page that follows a saved receipt; true on the one page that should offer.
 * @param {Document} document @returns {boolean} */
function isTimeToOffer(document) {
  const [entry] = performance.getEntriesByType("navigation");
  const again = /** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type !== "navigate";
  if (again || !hasSaved(document.location.search)) return false;
  // Installed before the worker has its files, the app would open on nothing without a network.
  const workers = navigator.serviceWorker;
  try {
    return counted(localStorage, !workers || Boolean(workers.controller));
  } catch {
    return false; // storage is blocked: then an installed app would keep nothing either
  }
}

/** Adds a saved receipt; true once, from the second on, as soon as the phone is ready.
 * @param {Pick<Storage, "getItem" | "setItem">} storage
 * @param {boolean} ready
 * @returns {boolean} */
export function counted(storage, ready) {
  const kept = storage.getItem(COUNT);
  if (kept === OFFERED) return false;
  const saved = Number(kept ?? 0) + 1;
  const offered = saved >= OFFERED_FROM && ready;
  storage.setItem(COUNT, offered ? OFFERED : String(saved));
  return offered;
}

/** @param {Document} document */
function openSheet(document) {
  const template = document.querySelector("template#install-sheet");
  if (!(template instanceof HTMLTemplateElement)) return;
  document.body.append(template.content.cloneNode(true));
  const sheet = document.querySelector("dialog.sheet");
  if (!(sheet instanceof HTMLDialogElement)) return;
  sheet.addEventListener("close", () => {
    sheet.remove();
    if (document.activeElement === document.body) {
      document.querySelector("main")?.focus({ preventScroll: true });
    }
  });
  showWay(document);
  sheet.showModal();
}

/** @param {Document} document */
function closeSheet(document) {
  const sheet = document.querySelector("dialog.sheet");
  if (sheet instanceof HTMLDialogElement) sheet.close();
}
