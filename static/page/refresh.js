/** Brings a page up to date in place, when a pull has changed what it shows. */
import htmx from "htmx.org";

import { improveAmounts } from "./amount.js";
import { holdsWork } from "./dirty.js";
import { closeToast, toast } from "./toast.js";

const NOTICE = "toast-changed";

/** Swaps the visible part for what the address shows now; only says so where work would be lost.
 * @param {Document} document */
export async function showChanges(document) {
  // On the way to another page, or with something in it that is nowhere else.
  if (document.querySelector("form[data-sent], form[data-held], [data-archive]")) return;
  const fresh = await load(document);
  if (!fresh) return; // a screen that needs the server, and no network
  if (holdsWork(document) || !isSamePage(document, fresh)) {
    toast(document, NOTICE, { show: () => location.assign(location.href) });
  } else {
    closeToast(document, NOTICE);
    swap(document, fresh);
  }
}

/** @param {Document} document @returns {Promise<Document | null>} */
async function load(document) {
  try {
    const answer = await fetch(document.location.href, { headers: { Accept: "text/html" } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** The answer to a form stands at an address that shows something else when it is only opened.
 * @param {Document} document @param {Document} fresh @returns {boolean} */
function isSamePage(document, fresh) {
  return document.querySelector("h1")?.textContent === fresh.querySelector("h1")?.textContent;
}

/** Scroll, focus and what is unfolded stay as they are.
 * @param {Document} document @param {Document} fresh */
function swap(document, fresh) {
  const main = document.querySelector("main");
  const news = fresh.querySelector("main");
  if (!main || !news || main.innerHTML === news.innerHTML) return;
  const { scrollX, scrollY } = window;
  const focused = place(main, document.activeElement);
  const open = [...main.querySelectorAll("details")].map((each) => each.open);
  main.replaceChildren(...document.adoptNode(news).childNodes);
  [...main.querySelectorAll("details")].forEach((each, index) => {
    each.open = open[index] ?? each.open;
  });
  htmx.process(main);
  improveAmounts(main);
  document.dispatchEvent(new CustomEvent("page:changed")); // for what only this phone knows of it
  if (focused) find(main, focused)?.focus({ preventScroll: true });
  window.scrollTo(scrollX, scrollY);
}

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** @typedef {{id: string, html: string, index: number}} Place */

/** @param {Element} main @param {Element | null} element @returns {Place | null} */
function place(main, element) {
  if (!element || element === main || !main.contains(element)) return null;
  const index = [...main.querySelectorAll(FOCUSABLE)].indexOf(element);
  return { id: element.id, html: element.outerHTML, index };
}

/** The same element by its id, else by its looks, else by where it stood.
 * @param {Element} main @param {Place} place @returns {HTMLElement | null} */
function find(main, { id, html, index }) {
  const all = [...main.querySelectorAll(FOCUSABLE)];
  const found = all.find((each) => id && each.id === id)
    ?? all.find((each) => each.outerHTML === html)
    ?? all[index];
  return found instanceof HTMLElement ? found : null;
}
