/** 옮길 것 says what is so now: it is fetched anew when the worker tells another standing than it shows. */
import { showChanges } from "./refresh.js";
import { markOf } from "./status.js";

/** @typedef {import("./status.js").Status} Status */

const MOST_TRIES = 3; // of bringing it up to what was told last

let latest = "";
let following = false;

/** @param {Document} document @param {Status} status */
export async function followOutbox(document, status) {
  latest = markOf(status);
  if (following) return;
  following = true;
  for (let tries = 0; tries < MOST_TRIES && isBehind(document); tries++) await showChanges(document);
  following = false;
}

/** @param {Document} document */
function isBehind(document) {
  const shown = document.querySelector("[data-outbox]");
  return shown instanceof HTMLElement && shown.dataset.outbox !== latest;
}

/** 지금 옮기기. @param {Document} document */
export function moveOnAsking(document) {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-sync]")) return;
    navigator.serviceWorker?.controller?.postMessage({ do: "sync" });
  });
}
