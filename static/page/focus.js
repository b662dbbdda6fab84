/** Begin where the person has to look: after a refused form, a question, or another stage. */

/** @param {ParentNode} root */
export function focusWhatMatters(root) {
  const first = root.querySelector("[data-focus]");
  if (first instanceof HTMLElement) first.focus();
}

/** A part that takes another's place takes the focused button with it: then its heading is next.
 * @param {Document} document */
export function followSwaps(document) {
  let lost = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = /** @type {CustomEvent<{target: Element}>} */ (event).detail;
    lost ||= target !== document.body && target.contains(document.activeElement); // another may not have settled
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = /** @type {CustomEvent<{target: Element}>} */ (event).detail;
    lost ||= target.contains(document.activeElement);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const { target } = /** @type {CustomEvent<{target: Element}>} */ (event).detail;
    if (!lost) return;
    lost = false;
    if (document.activeElement !== document.body) return;
    const heading = /** @type {HTMLElement | null} */ (target.querySelector("h1, h2"));
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  });
}
