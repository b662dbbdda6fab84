/** A part of the page that does not come says so, and can be asked for once more. */
import htmx from "htmx.org";

const WORDS = "part-lost";

/** @typedef {{boosted: boolean, elt: HTMLElement, target: HTMLElement,
 *   requestConfig: {verb: "get" | "post", path: string}}} Lost */

/** @param {Document} document */
export function tellLostParts(document) {
  for (const silence of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(silence, (event) => {
      const { detail } = /** @type {CustomEvent<Lost>} */ (event);
      if (!detail.boosted && !asksByItself(detail.elt)) tell(document, detail);
    });
  }
  document.addEventListener("htmx:afterSwap", () => told(document)?.remove());
}

/** What asks again every few seconds has words of its own; what nobody misses has none.
 * @param {Element} element */
function asksByItself(element) {
  return element.getAttribute("hx-trigger")?.startsWith("every") || element.closest("[data-waiting], [data-quiet]");
}

/** @param {Document} document @param {Lost} lost */
function tell(document, { elt, target, requestConfig }) {
  const words = document.querySelector(`template#${WORDS}`);
  if (!(words instanceof HTMLTemplateElement)) return;
  told(document)?.remove();
  target.before(words.content.cloneNode(true));
  told(document)?.querySelector("button")?.addEventListener("click", () => {
    void htmx.ajax(requestConfig.verb, requestConfig.path, { source: elt, target });
  });
}

/** @param {Document} document */
function told(document) {
  return document.querySelector("[data-part-lost]");
}
