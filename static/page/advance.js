/** Goes on by itself where a page only says that something is done. */

const SOON = 1500; // ms

/** @param {Document} document */
export function advance(document) {
  const onward = document.querySelector("a[data-advance]");
  if (!(onward instanceof HTMLAnchorElement)) return;
  setTimeout(() => {
    if (onward.isConnected && document.visibilityState === "visible") onward.click();
  }, SOON);
}
