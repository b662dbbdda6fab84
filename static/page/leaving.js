/** 모두 지우기: says first what still waits on this phone, and clears the browser afterwards. */

const PATIENCE = 2000;

/** @param {Document} document */
export async function askBeforeLeaving(document) {
  const count = document.querySelector("[data-unsent-count]");
  if (!(count instanceof HTMLElement)) return;
  const unsent = await unsentHere(navigator.serviceWorker);
  if (unsent === 0) return;
  count.textContent = unsent === null
    ? count.dataset.unsentUnknown ?? ""
    : (count.dataset.unsentCount ?? "").replace("{n}", String(unsent));
  for (const part of document.querySelectorAll("[data-unsent]")) part.removeAttribute("hidden");
  for (const tick of document.querySelectorAll("[data-unsent-tick]")) {
    tick.removeAttribute("disabled");
  }
}

/**
 * How many changes are on this phone alone, waiting or to settle; `null` when the worker does not
 * say, 0 when there is none.
 * @param {ServiceWorkerContainer | undefined} workers
 * @param {number} [patience] ms
 * @returns {Promise<number | null>}
 */
export async function unsentHere(workers, patience = PATIENCE) {
  const worker = workers?.controller ?? (await behindReload(workers));
  if (!worker) return 0;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(done, patience, null);
    port1.onmessage = ({ data }) => done(counted(data));
    worker.postMessage({ ask: "waiting" }, [port2]);

    /** @param {number | null} answer */
    function done(answer) {
      clearTimeout(late);
      port1.close();
      resolve(answer);
    }
  });
}

/** A page that was reloaded past the worker has none in charge, and the phone has one still.
 * @param {ServiceWorkerContainer | undefined} workers */
async function behindReload(workers) {
  const registration = await workers?.getRegistration().catch(() => undefined);
  return registration?.active;
}

/** @param {{waiting?: unknown, problems?: unknown} | undefined} answer @returns {number | null} */
function counted(answer) {
  const sum = Number(answer?.waiting) + Number(answer?.problems);
  return Number.isNaN(sum) ? null : sum;
}

/**
 * Safari heeds `Clear-Site-Data` only in part; and a phone that was emptied without a network keeps
 * its worker, which has still to tell the server.
 * @param {Document} document
 */
export async function clearWhatIsLeft(document) {
  if (document.querySelector("[data-emptied]")) forgetChoices();
  if (!document.querySelector("[data-wipe]")) return;
  navigator.clearAppBadge?.().catch(() => {}); // not installed: then there is no icon
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.allSettled(workers.map((worker) => worker.unregister()));
  const kept = "caches" in window ? await caches.keys() : [];
  await Promise.allSettled(kept.map((name) => caches.delete(name)));
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases) if (name) indexedDB.deleteDatabase(name);
  forgetChoices();
}

function forgetChoices() {
  localStorage.clear();
  sessionStorage.clear();
}
