/** The status line: what waits on this phone, and when it last agreed with the server.
 *
 * All it says comes from the worker. Without one it stays hidden.
 */
import { showBadge } from "./badge.js";

/** @typedef {{waiting: number, problems: number, synced_at: string | null, offline: boolean}} Status */
/** @typedef {Record<"just" | "minutes" | "hours" | "days" | "waiting" | "problems", string>} Words */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;

/** @param {Document} document @param {Status | undefined} status */
export function showStatus(document, status) {
  if (!status) return;
  for (const part of document.querySelectorAll("[data-with-worker]")) {
    part.removeAttribute("hidden");
  }
  showBadge(navigator, status);
  clearInterval(ticking);
  const tick = () => draw(document, status);
  ticking = setInterval(tick, 30 * SECOND);
  tick();
}

/** @param {Document} document @param {Status} status */
function draw(document, status) {
  const line = document.querySelector("#status");
  const words = document.querySelector("template#status-words");
  if (!(line instanceof HTMLElement && words instanceof HTMLElement)) return;
  const { problems, rest } = inWords(status, Date.now(), /** @type {Words} */ (words.dataset));
  const said = [problems, rest].filter(Boolean).join(" · ");
  if (line.textContent !== said) {
    line.replaceChildren(...problemLink(document, problems), problems && rest ? " · " : "", rest);
  }
  line.hidden = !said;
}

/** @param {Document} document @param {string} text @returns {HTMLElement[]} */
function problemLink(document, text) {
  if (!text) return [];
  const link = document.createElement("a");
  link.href = "/outbox";
  link.textContent = text;
  return [link];
}

/** What to settle, and then the one thing that is most worth knowing.
 * @param {Status} status
 * @param {number} now
 * @param {Words} words
 * @returns {{problems: string, rest: string}} */
export function inWords({ waiting, problems, synced_at }, now, words) {
  const problemWords = problems ? fill(words.problems, problems) : "";
  if (waiting) return { problems: problemWords, rest: fill(words.waiting, waiting) };
  return { problems: problemWords, rest: synced_at ? age(now - Date.parse(synced_at), words) : "" };
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
