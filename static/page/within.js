/**
 * An app's own browser without a worker: nothing opens there without a network. Home says so, until the
 * person has closed the notice, in every session anew.
 */
import { appAround } from "./install.js";

const CLOSED = "within-closed"; // in sessionStorage

/** @param {Document} document */
export function watchWithin(document) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-within] button") : null;
    if (!button) return;
    button.closest("[data-within]")?.setAttribute("hidden", "");
    document.querySelector("main")?.focus({ preventScroll: true });
    close();
  });
}

/** @param {Document} document */
export function tellWithin(document) {
  const notice = document.querySelector("[data-within]");
  if (isWithin(navigator) && !isClosed()) notice?.removeAttribute("hidden");
}

/** @param {Pick<Navigator, "userAgent"> & Partial<Navigator>} browser */
export function isWithin({ userAgent, serviceWorker }) {
  return appAround(userAgent) !== "" && !serviceWorker;
}

/** @returns {boolean} */
function isClosed() {
  try {
    return sessionStorage.getItem(CLOSED) !== null;
  } catch {
    return false; // storage is blocked: it is said again on the next page
  }
}

function close() {
  try {
    sessionStorage.setItem(CLOSED, "1");
  } catch {
    // it stays closed until the page is left
  }
}
