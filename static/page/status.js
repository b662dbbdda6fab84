/** The status line: what waits on this phone, and when it last agreed with the server.
 *
 * All it says comes from the worker; without one it is empty. Only what asks for attention is in
 * the live region: the minutes since the last exchange would be read out again and again.
 */
import { showBadge } from "./badge.js";
import { tellConnection } from "./connection.js";
import { markUnsent, tellKeptHere, tellLeftOut } from "./unsent.js";

/** @typedef {{waiting: number, sending: number, problems: number, synced_at: string | null,
 *   stopped: string | null, offline: boolean, clock_off: boolean, unsent: string[],
 *   leaving: boolean}} Status */
/** @typedef {Record<"just" | "minutes" | "hours" | "days" | "waiting" | "problems" |
 *   "stopped" | "leaving" | "unsent" | "offline" | "back" | "moved" | "clock", string>} Words */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BETWEEN = " · ";

/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;

/** @type {Status | undefined} */
let last;

/** @param {Document} document @param {Status | undefined} status */
export function showStatus(document, status) {
  if (!status) return;
  for (const part of document.querySelectorAll("[data-with-worker]")) {
    part.removeAttribute("hidden");
  }
  showBadge(navigator, { waiting: status.waiting, problems: status.problems });
  clearInterval(ticking);
  last = status;
  ticking = setInterval(() => {
    draw(document, status);
    retry(document, navigator.serviceWorker?.controller, status);
  }, 30 * SECOND);
  draw(document, status);
}

/** The browser knows first when the internet goes. @param {Document} document */
export function watchConnection(document) {
  for (const event of ["online", "offline"]) {
    window.addEventListener(event, () => last && draw(document, last));
  }
}

/** Few browsers wake a worker when the network is back; a page that is looked at does.
 * @param {Pick<Document, "visibilityState">} document
 * @param {Pick<ServiceWorker, "postMessage"> | null | undefined} worker
 * @param {Pick<Status, "waiting">} status */
export function retry(document, worker, { waiting }) {
  if (waiting && document.visibilityState === "visible") worker?.postMessage({ do: "retry" });
}

/** @param {Document} document @param {Status} status */
function draw(document, status) {
  const [line, age] = [document.querySelector("#status"), document.querySelector("#synced")];
  const words = document.querySelector("template#status-words");
  if (!(line && age && words instanceof HTMLElement)) return;
  const told = /** @type {Words} */ (words.dataset);
  markUnsent(document, status, told.unsent);
  tellLeftOut(document, status);
  tellKeptHere(document, { ...status, offline: status.offline || !navigator.onLine });
  tellConnection(document, status, told);
  const { link, to, synced } = inWords(status, Date.now(), told);
  if (line.textContent !== link) line.replaceChildren(...linkTo(document, to, link));
  age.textContent = synced && line.textContent ? BETWEEN + synced : synced;
}

/** @param {string[]} parts @returns {string} */
function joined(...parts) {
  return parts.filter(Boolean).join(BETWEEN);
}

/** @param {Document} document @param {string} to @param {string} text @returns {HTMLElement[]} */
function linkTo(document, to, text) {
  if (!text) return [];
  const link = document.createElement("a");
  link.href = to;
  link.textContent = text;
  return [link];
}

/** What 옮길 것 explains or, where nothing waits, when both sides last agreed. Before all of it, that
 * 모두 지우기 is not over yet.
 * @param {Status} status
 * @param {number} now
 * @param {Words} words
 * @returns {{link: string, to: string, synced: string}} */
export function inWords({ waiting, problems, synced_at, stopped, leaving }, now, words) {
  if (leaving) return { link: words.leaving, to: "/leaving/phone", synced: "" };
  return {
    to: "/outbox",
    link: joined(
      problems ? fill(words.problems, problems) : "",
      stopped ? words.stopped : "",
      waiting ? fill(words.waiting, waiting) : "",
    ),
    synced: synced_at && !waiting ? age(now - Date.parse(synced_at), words) : "",
  };
}

/** As `mark` in static/worker/outbox/presenters.js. @param {Status} status */
export function markOf({ waiting, sending, problems, stopped, offline }) {
  return [waiting, sending, problems, stopped ?? "", offline ? "offline" : ""].join("/");
}

/** @param {number} elapsed @param {Words} words @returns {string} */
function age(elapsed, words) {
  if (elapsed < MINUTE) return words.just;
  if (elapsed < HOUR) return fill(words.minutes, Math.floor(elapsed / MINUTE));
  if (elapsed < DAY) return fill(words.hours, Math.floor(elapsed / HOUR));
  return fill(words.days, Math.floor(elapsed / DAY));
}

/** @param {string} text @param {number} number @returns {string} */
function fill(text, number) {
  return text.replace("{n}", String(number));
}
