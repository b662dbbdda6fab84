/**
 * An app's own browser without a worker: nothing opens there without a network. Home says so, until the
 * person has closed the notice, in every session anew.
 */
import { appAround } from "./install.js";
import { ofThisTab } from "./notes.js";

const CLOSED = "within-closed";

/** @param {Document} document */
export function watchWithin(document) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-within] button") : null;
    if (!button) return;
    button.closest("[data-within]")?.setAttribute("hidden", "");
    document.querySelector("main")?.focus({ preventScroll: true });
    ofThisTab.write(CLOSED, "1");
  });
}

/** @param {Document} document */
export function tellWithin(document) {
  const notice = document.querySelector("[data-within]");
  if (isWithin(navigator) && !ofThisTab.read(CLOSED)) notice?.removeAttribute("hidden");
}

/** @param {Pick<Navigator, "userAgent"> & Partial<Navigator>} browser */
export function isWithin({ userAgent, serviceWorker }) {
  return appAround(userAgent) !== "" && !serviceWorker;
}
