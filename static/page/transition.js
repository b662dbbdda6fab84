/**
 * 움직임 줄이기. Between pages style sheets know only the phone's own choice beforehand; where htmx swaps
 * the page they know neither: what fades waits, however short it is.
 */

/** @typedef {Event & {viewTransition: {skipTransition(): void} | null}} PageSwap */

/** @param {Document} document */
export function keepStill(document) {
  window.addEventListener("pageswap", (event) => {
    const { viewTransition } = /** @type {PageSwap} */ (event);
    if (document.documentElement.dataset.motion === "less") viewTransition?.skipTransition();
  });
  document.addEventListener("htmx:beforeTransition", (event) => {
    const phone = matchMedia("(prefers-reduced-motion: reduce)");
    if (phone.matches || document.documentElement.dataset.motion === "less") event.preventDefault();
  });
}
