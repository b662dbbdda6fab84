/** 설정: how much room photos and the reading tools take, and taking it back. */
import { PDF, READING, TABLES, ZIP } from "./generated/packs.js";
import { megabytes } from "./megabytes.js";
import { bytesKept, removePacks } from "./pack.js";
import { removeAllPhotos, roomTaken } from "./photos.js";

/** @param {Document} document */
export async function arriveUsage(document) {
  const part = /** @type {HTMLElement | null} */ (document.querySelector("[data-usage]"));
  if (!part) return;
  part.hidden = false;
  await show(document, part);
  listen(part, "photos", removeAllPhotos, () => show(document, part));
  listen(part, "tools", removePacks, () => show(document, part));
}

/** @param {Document} document @param {HTMLElement} part */
async function show(document, part) {
  const language = document.documentElement.lang;
  const photos = await roomTaken();
  const tools = "caches" in window ? await bytesKept([...READING, ...PDF, ...TABLES, ...ZIP]) : 0;
  fill(part, "photos", photos.count, { n: String(photos.count), size: megabytes(photos.bytes, language) });
  fill(part, "tools", tools, { size: megabytes(tools, language) });
}

/**
 * @param {HTMLElement} part @param {string} what @param {number} amount  nothing can be taken of nothing
 * @param {Record<string, string>} values
 */
function fill(part, what, amount, values) {
  const row = /** @type {HTMLElement} */ (part.querySelector(`[data-of="${what}"]`));
  const says = /** @type {HTMLElement} */ (row.querySelector("[data-some]"));
  const words = (amount ? says.dataset.some : says.dataset.none) ?? "";
  says.textContent = words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  /** @type {HTMLDetailsElement} */ (row.querySelector("details")).hidden = !amount;
}

/** @param {HTMLElement} part @param {string} what @param {() => Promise<unknown>} remove @param {() => Promise<void>} shown */
function listen(part, what, remove, shown) {
  const asks = /** @type {HTMLDetailsElement} */ (part.querySelector(`[data-of="${what}"] details`));
  asks.querySelector("[data-yes]")?.addEventListener("click", async () => {
    await remove();
    asks.open = false;
    await shown();
    /** @type {HTMLElement | null} */ (part.querySelector("h2"))?.focus();
  });
  asks.querySelector("[data-no]")?.addEventListener("click", () => {
    asks.open = false;
    asks.querySelector("summary")?.focus();
  });
}
