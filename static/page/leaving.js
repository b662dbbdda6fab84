/** 모두 지우기: says first what still waits on this phone, and clears the browser afterwards. */

const PATIENCE = 2000;

/** @param {Document} document */
export async function askBeforeLeaving(document) {
  const count = document.querySelector("[data-unsent-count]");
  if (!(count instanceof HTMLElement)) return;
  const waiting = await waitingHere();
  if (!waiting) return;
  count.textContent = (count.dataset.unsentCount ?? "").replace("{n}", String(waiting));
  for (const part of document.querySelectorAll("[data-unsent]")) part.removeAttribute("hidden");
  for (const tick of document.querySelectorAll("[data-unsent-tick]")) {
    tick.removeAttribute("disabled");
  }
}

/**
 * How many changes the worker has not sent yet; 0 without a worker.
 * @returns {Promise<number>}
 */
function waitingHere() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve(0);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(Number(data?.waiting) || 0);
    setTimeout(resolve, PATIENCE, 0);
    worker.postMessage({ ask: "waiting" }, [port2]);
  });
}

/**
 * Safari heeds `Clear-Site-Data` only in part.
 * @param {Document} document
 */
export async function clearWhatIsLeft(document) {
  if (!document.querySelector("[data-wipe]")) return;
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.allSettled(workers.map((worker) => worker.unregister()));
  const kept = "caches" in window ? await caches.keys() : [];
  await Promise.allSettled(kept.map((name) => caches.delete(name)));
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases) if (name) indexedDB.deleteDatabase(name);
  localStorage.clear();
  sessionStorage.clear();
}
