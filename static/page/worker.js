/** The service worker: registers it, offers its new version, and brings what it says to the page.
 *
 * A new version takes over only when the person asks for it, and never under a form in work:
 * then the next page offers it again.
 */
import { lookOf } from "./look.js";
import { holdsWork } from "./dirty.js";
import { every } from "./every.js";
import { followOutbox } from "./outbox.js";
import { showChanges } from "./refresh.js";
import { showStatus } from "./status.js";
import { toast } from "./toast.js";

const CHECK_EVERY = 30 * 60 * 1000;

/** @param {Document} document */
export function startWorker(document) {
  const workers = navigator.serviceWorker;
  if (!workers) return; // some in-app browsers, or an address without https
  if (document.querySelector("[data-wipe]")) return; // 모두 지우기 is taking the worker away
  listen(document, workers);
  if (document.readyState === "complete") void register(document, workers);
  else window.addEventListener("load", () => void register(document, workers));
}

/**
 * @param {Document} document
 * @param {ServiceWorkerContainer} workers
 */
function listen(document, workers) {
  let hadWorker = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    if (hadWorker && !holdsWork(document)) location.reload();
    else ask(document, workers);
    hadWorker = true;
  });
  workers.addEventListener("message", ({ data }) => {
    if (data?.go && data.go !== location.pathname) location.assign(data.go);
    if (data?.changed) void showChanges(document);
    if (data?.status) show(document, data.status);
  });
  workers.startMessages();
  const sync = () => workers.controller?.postMessage({ do: "sync" });
  window.addEventListener("online", sync);
  window.addEventListener("pageshow", ({ persisted }) => persisted && sync());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sync();
  });
}

/** @param {Document} document @param {import("./status.js").Status | undefined} status */
function show(document, status) {
  showStatus(document, status);
  if (status) void followOutbox(document, status);
}

/** The status line of a page that has just come. @param {Document} document */
export function askStatus(document) {
  if (navigator.serviceWorker) ask(document, navigator.serviceWorker);
}

/**
 * @param {Document} document
 * @param {ServiceWorkerContainer} workers
 */
function ask(document, workers) {
  if (!workers.controller) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    show(document, data?.status ?? data);
    port1.close();
  };
  workers.controller.postMessage({ ask: "status" }, [port2]);
  workers.controller.postMessage({ speak: document.documentElement.lang, look: lookOf(document) });
}

/**
 * @param {Document} document
 * @param {ServiceWorkerContainer} workers
 */
async function register(document, workers) {
  let registration;
  try {
    registration = await workers.register("/sw.js", { scope: "/", updateViaCache: "none" });
  } catch {
    return; // no network, or a browser that keeps no data: the server answers as before
  }
  offer(document, workers, registration);
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed") offer(document, workers, registration);
    });
  });
  checkNowAndThen(document, registration);
}

/** The first worker of all needs no asking. What waits when the person taps may be newer still.
 * @param {Document} document
 * @param {ServiceWorkerContainer} workers
 * @param {ServiceWorkerRegistration} registration */
function offer(document, workers, registration) {
  if (!registration.waiting || !workers.controller || holdsWork(document)) return;
  const now = () => registration.waiting?.postMessage({ do: "take-over" });
  toast(document, "toast-update", { now });
}

/** An installed app may stay open for weeks without a navigation that would look for a new version.
 * @param {Document} document
 * @param {ServiceWorkerRegistration} registration */
function checkNowAndThen(document, registration) {
  const due = every(CHECK_EVERY, Date.now());
  const check = () => {
    if (document.visibilityState === "visible" && due(Date.now())) {
      registration.update().catch(() => {}); // no network: the next time will do
    }
  };
  document.addEventListener("visibilitychange", check);
  window.addEventListener("pageshow", check);
}
