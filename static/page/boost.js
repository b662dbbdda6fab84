/** Boosted forms (hx-boost): the answer takes the page's place without a reload. */

/** @typedef {CustomEvent<{boosted: boolean, shouldSwap: boolean, isError: boolean, elt: Element,
 *   target: Element}>} Swap */

/** @param {Document} document @param {() => void} arrive  what a page needs when it has come */
export function swapWholePages(document, arrive) {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = /** @type {Swap} */ (event);
    if (!detail.boosted) return;
    detail.shouldSwap = true; // an answer that says no is a page, too
    detail.isError = false;
  });
  document.addEventListener("htmx:confirm", (event) => {
    const { elt } = /** @type {Swap} */ (event).detail;
    // What a form shows of itself while it is filled in is of no use once it is on its way.
    if (elt.parentElement?.closest("form[data-sent]")) event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (/** @type {Swap} */ (event).detail.target !== document.body) return;
    arrive();
    if (document.activeElement === document.body) {
      document.querySelector("main")?.focus({ preventScroll: true });
    }
  });
  document.addEventListener("htmx:sendError", (event) => {
    const { boosted, elt } = /** @type {Swap} */ (event).detail;
    // The browser has a page for an answer that does not come; htmx has none.
    if (!boosted || !(elt instanceof HTMLFormElement) || "held" in elt.dataset) return;
    HTMLFormElement.prototype.submit.call(elt);
  });
}
