/**
 * Waiting for an approval: the time that is left, and what to say while nobody answers.
 *
 * The server counts. The page shows its count second by second, tells each full minute of it, and
 * stops it on the screen as long as the connection is lost; then it asks for more time by itself.
 */

const SECOND = 1000;
const MINUTE = 60; // seconds
const JUST = 10; // seconds: a minute is a full one no longer

/** @type {{end: number, told: number, ticking: ReturnType<typeof setInterval>} | undefined} */
let running;
let lost = false;

/** @param {Document} document */
export function watchWaiting(document) {
  for (const silence of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(silence, ({ target }) => {
      if (isWaiting(target)) lose(document);
    });
  }
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (!isWaiting(event.target)) return;
    const { xhr } = /** @type {CustomEvent<{xhr: XMLHttpRequest}>} */ (event).detail;
    if (xhr.status >= 500) lose(document);
    else if (lost) find(document);
  });
}

/** A page or a part of it has come. @param {Document} document */
export function countSeconds(document) {
  const clock = document.querySelector("[data-seconds]");
  if (!(clock instanceof HTMLElement)) {
    stop();
  } else if (!("counted" in clock.dataset)) {
    clock.dataset.counted = "";
    const end = performance.now() + Number(clock.dataset.seconds) * SECOND;
    const goesOn = running && Math.abs(end - running.end) < JUST * SECOND;
    const told = goesOn && running ? running.told : Infinity;
    stop();
    running = { end, told, ticking: setInterval(() => tick(document, clock), SECOND) };
    tick(document, clock);
  }
}

function stop() {
  clearInterval(running?.ticking);
  running = undefined;
}

/** @param {Document} document @param {HTMLElement} clock */
function tick(document, clock) {
  if (!running || lost) return;
  const left = Math.max(0, Math.ceil((running.end - performance.now()) / SECOND));
  clock.textContent = inMinutes(left);
  const minutes = minuteToTell(left, running.told);
  if (!minutes) return;
  running.told = minutes;
  const said = document.querySelector("[data-minutes-left]");
  if (said instanceof HTMLElement) {
    said.textContent = (said.dataset.minutesLeft ?? "").replace("{n}", String(minutes));
  }
}

/**
 * The full minute that has just been reached, if it was not told yet; else 0. Who comes or takes more
 * time between two of them hears of the next: what is said is never more than there is.
 *
 * @param {number} left  seconds
 * @param {number} told  minutes
 */
export function minuteToTell(left, told) {
  const minutes = Math.ceil(left / MINUTE);
  return minutes !== told && minutes * MINUTE - left < JUST ? minutes : 0;
}

/** 299 → 4:59 @param {number} seconds */
export function inMinutes(seconds) {
  return `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, "0")}`;
}

/** @param {EventTarget | null} target */
function isWaiting(target) {
  return target instanceof Element && !!target.closest("[data-waiting]");
}

/** @param {Document} document */
function lose(document) {
  lost = true;
  say(document, "lost");
}

/** What passed meanwhile is given back. @param {Document} document */
function find(document) {
  lost = false;
  say(document, "found");
  const more = document.querySelector("#extend-form");
  if (more instanceof HTMLFormElement) more.requestSubmit();
}

/** @param {Document} document @param {"lost" | "found"} what */
function say(document, what) {
  const words = document.querySelector("[data-waiting]");
  const said = document.querySelector("#auth-said");
  if (words instanceof HTMLElement && said) said.textContent = words.dataset[what] ?? "";
}
