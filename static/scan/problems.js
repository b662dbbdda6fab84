/**
 * What was chosen and is not kept, and why: from templates that the server has written and translated.
 *
 * @import { Refusal } from "./capture.js"
 *
 * @typedef {"small" | "text"} Less  what is kept where there is no room for all
 */

/**
 * @param {Document} document
 * @param {Refusal} refusal
 * @param {readonly Less[]} offered
 * @param {(what: Less) => void} keepLess
 */
export function tellRefusal(document, { name, problem, twin }, offered, keepLess) {
  const shown = showProblem(document, problem, name);
  const link = shown?.querySelector("[data-twin]");
  if (twin) link?.setAttribute("href", twin.state === "kept" ? `/receipts/${twin.id}` : `/scan?photo=${twin.id}`);
  for (const what of /** @type {Less[]} */ (["small", "text"])) {
    const button = shown?.querySelector(`[data-do="${what}"]`);
    button?.toggleAttribute("hidden", !offered.includes(what));
    button?.addEventListener("click", () => {
      shown?.remove();
      keepLess(what);
    });
  }
}

/** @param {Document} document @param {string} problem @param {string} [name]  of the file */
export function showProblem(document, problem, name = "") {
  const place = document.querySelector("#scan-problems");
  const template = document.querySelector(`template#scan-problem-${problem}`);
  if (!place || !(template instanceof HTMLTemplateElement)) return null;
  const shown = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const named = shown.querySelector("[data-name]");
  if (named) named.textContent = name;
  shown.querySelector('[data-do="close"]')?.addEventListener("click", () => shown.remove());
  place.append(shown);
  return shown;
}
