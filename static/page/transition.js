/** 움직임 줄이기, chosen in the app: style sheets know only the phone's own choice beforehand. */

/** @typedef {Event & {viewTransition: {skipTransition(): void} | null}} PageSwap */

/** @param {Document} document */
export function keepStill(document) {
  window.addEventListener("pageswap", (event) => {
    const { viewTransition } = /** @type {PageSwap} */ (event);
    if (document.documentElement.dataset.motion === "less") viewTransition?.skipTransition();
  });
}
