/** Whether the phone keeps what the app saved: asked for after a first receipt, shown in 설정. */

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** @param {Document} document */
export async function keepStorage(document) {
  const storage = navigator.storage;
  if (!storage?.persisted) return; // an old browser, or an address without https
  if (hasSaved(document.location.search) && !(await storage.persisted())) await storage.persist();
  const box = document.querySelector("[data-storage]");
  if (box) await describe(box, storage, document.documentElement.lang);
}

/** @param {string} query @returns {boolean} */
export function hasSaved(query) {
  return Boolean(new URLSearchParams(query).get("saved"));
}

/**
 * @param {Element} box
 * @param {StorageManager} storage
 * @param {string} language
 */
async function describe(box, storage, language) {
  const answer = (await storage.persisted()) ? "kept" : "loose";
  for (const each of box.querySelectorAll("[data-answer]")) {
    each.toggleAttribute("hidden", each.getAttribute("data-answer") !== answer);
  }
  const line = box.querySelector("[data-used]");
  const { usage, quota } = await storage.estimate();
  if (!line || usage === undefined || !quota) return;
  line.textContent = (line.getAttribute("data-used") ?? "")
    .replace("{used}", size(usage, language))
    .replace("{total}", size(quota, language));
  line.removeAttribute("hidden");
}

/** 1,234,567 → 2MB, rounded up so that something is never nothing.
 * @param {number} bytes
 * @param {string} language
 * @returns {string} */
export function size(bytes, language) {
  const [unit, of] = bytes < GIGABYTE ? ["megabyte", MEGABYTE] : ["gigabyte", GIGABYTE];
  return new Intl.NumberFormat(language, { style: "unit", unit: String(unit), unitDisplay: "short" })
    .format(Math.ceil(bytes / Number(of)));
}
