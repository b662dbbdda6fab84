/**
 * The reading tools on this phone: fetched when they are first needed, and told about on the page.
 *
 * @import { Trouble } from "./pack.js"
 */
import { megabytes } from "./megabytes.js";
import { PDF, READING, TABLES, ZIP } from "./generated/packs.js";
import { fetchPack, isHere, PackError, sizeOf, sweepPacks } from "./pack.js";

const IN_CHARGE = 3_000; // ms in which a first service worker takes over

/** @typedef {"here" | "absent" | "fetching" | Trouble} State */

/** @type {Promise<void> | null} */
let fetching = null;

/** What the panel of a page that has just come says. @param {Document} document */
export async function showTools(document) {
  if (!("caches" in window) || fetching) return;
  const isComplete = await isHere(READING);
  show(document, isComplete ? "here" : "absent");
  if (isComplete) await sweepPacks([...READING, ...PDF, ...TABLES, ...ZIP]);
}

/**
 * The addresses that the reading worker is given, once all of them can be had without a network.
 * Rejects with a PackError.
 *
 * @param {Document} document
 */
export async function prepareTools(document) {
  // Without a service worker nothing would answer from the cache: the browser's own has to do.
  if ("caches" in window && (await inCharge())) await fetchTools(document);
  return {
    script: addressOf("ocr-worker.js"),
    files: {
      weights: addressOf("recogniser.bin"),
      charset: addressOf("recogniser.json"),
      tfjs: folderOf("tfjs-backend-wasm-simd.wasm"),
      tesseract: folderOf("worker.min.js"),
    },
  };
}

/** @param {string} name */
function addressOf(name) {
  return READING.find((part) => part.name === name)?.url ?? "";
}

/** @param {string} name */
function folderOf(name) {
  return addressOf(name).replace(/\/[^/]*$/, "");
}

/** @param {Document} document @returns {Promise<void>} one fetch, however many want it */
export function fetchTools(document) {
  fetching ??= fetchNow(document).finally(() => (fetching = null));
  return fetching;
}

/** @param {Document} document */
async function fetchNow(document) {
  if (await isHere(READING)) return;
  show(document, "fetching", 0);
  try {
    await fetchPack(READING, (done) => show(document, "fetching", done));
    show(document, "here");
  } catch (error) {
    const trouble = error instanceof PackError ? error.reason : "no_pack";
    show(document, trouble);
    throw new PackError(trouble);
  }
}

/** @param {Document} document @param {State} state @param {number} [done]  bytes */
function show(document, state, done = 0) {
  const panel = /** @type {HTMLElement | null} */ (document.querySelector("#scan-pack"));
  if (!panel) return;
  const [size, language] = [sizeOf(READING), document.documentElement.lang];
  panel.hidden = state === "here";
  panel.dataset.pack = state;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-when]"))) {
    part.hidden = !part.dataset.when?.split(" ").includes(state);
    const words = part.dataset.text
      ?.replace("{size}", megabytes(size, language))
      .replace("{done}", megabytes(done, language));
    if (words !== undefined && part.textContent !== words) part.textContent = words;
  }
  const bar = panel.querySelector("progress");
  if (bar) [bar.max, bar.value] = [size, done];
}

/** @returns {Promise<boolean>} */
async function inCharge() {
  const workers = navigator.serviceWorker;
  if (!workers) return false;
  if (workers.controller) return true;
  await Promise.race([
    new Promise((done) => workers.addEventListener("controllerchange", done, { once: true })),
    new Promise((done) => setTimeout(done, IN_CHARGE)),
  ]);
  return !!workers.controller;
}
