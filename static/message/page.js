/**
 * 문자 확인: what was pasted is looked at here and goes nowhere. It stands in no form and has no name;
 * it goes when the page is left, also where the browser would bring the page back as it was.
 */
import { starred } from "./resident-numbers.js";
import { look } from "./rules.js";

/** @typedef {{findings: import("./rules.js").Finding[], web: boolean}} Looked */

offer();
document.addEventListener("page:changed", offer);
document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement && target.id === "received") forgetNumbers(target);
});
document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  if (target.closest("[data-check]")) check();
  if (target.closest("[data-clear]")) clear()?.focus();
});
window.addEventListener("pagehide", clear);

/** Without this script there is nothing to type into: the list below is there for everybody. */
function offer() {
  show("[data-checker]", true);
}

/** @param {HTMLTextAreaElement} received */
function forgetNumbers(received) {
  const without = starred(received.value);
  show("#received-starred", without !== received.value);
  if (received.value) ask(received, false);
  if (without !== received.value) received.value = without;
}

function check() {
  const received = field();
  if (!received) return;
  const isEmpty = !received.value.trim();
  ask(received, isEmpty);
  show("[data-result]", !isEmpty);
  if (isEmpty) received.focus();
  else tell(look(received.value));
}

/** For the message, if there is none. @param {HTMLTextAreaElement} received @param {boolean} isEmpty */
function ask(received, isEmpty) {
  show("#received-empty", isEmpty);
  received.setAttribute("aria-invalid", String(isEmpty));
  received.setAttribute("aria-describedby", isEmpty ? "received-empty received-hint" : "received-hint");
}

/** @param {Looked} looked */
function tell({ findings, web }) {
  const heading = document.querySelector("#result");
  const list = document.querySelector("[data-found]");
  if (!(heading instanceof HTMLElement) || !(list instanceof HTMLElement)) return;
  const words = findings.length ? heading.dataset.some : heading.dataset.none;
  heading.textContent = (words ?? "").replace("{n}", String(findings.length));
  list.replaceChildren(...findings.flatMap((each) => sign(each, list.dataset.quote ?? "") ?? []));
  show("[data-found]", findings.length > 0);
  show("[data-nothing]", findings.length === 0);
  show("[data-web]", web);
  heading.focus();
}

/** The sign's own words from the list that everybody has, and the part that gave it away.
 * @param {import("./rules.js").Finding} finding @param {string} words */
function sign({ id, quote }, words) {
  const found = document.querySelector(`[data-signs] [data-sign="${id}"]`)?.cloneNode(true);
  if (!(found instanceof HTMLElement)) return undefined;
  const part = document.createElement("q"); // as text: nothing here can be tapped
  part.textContent = quote;
  part.translate = false; // a browser that translates pages asks its maker
  const line = document.createElement("p");
  const [before, after] = words.split("{quote}");
  line.append(before, part, after ?? "");
  found.append(line);
  return found;
}

function clear() {
  const received = field();
  if (received) {
    received.value = "";
    ask(received, false);
  }
  for (const each of ["[data-result]", "#received-starred"]) show(each, false);
  document.querySelector("[data-found]")?.replaceChildren();
  return received;
}

/** @returns {HTMLTextAreaElement | null} */
function field() {
  return document.querySelector("textarea#received");
}

/** @param {string} selector @param {boolean} shown */
function show(selector, shown) {
  document.querySelector(selector)?.toggleAttribute("hidden", !shown);
}
