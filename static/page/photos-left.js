/**
 * Photos that wait for their amounts. Only this phone knows of them: home, the list and the app's icon say
 * so where this script has looked.
 */
import { showBadge } from "./badge.js";

const NAME = "photos"; // static/scan/photos.js has more to do with it

/** @param {Document} document */
export function watchPhotosLeft(document) {
  const look = () => void showPhotosLeft(document);
  document.addEventListener("scan:drawn", look); // one more, or one less
  document.addEventListener("page:changed", look);
  window.addEventListener("pageshow", ({ persisted }) => persisted && look());
}

/** @param {Document} document */
export async function showPhotosLeft(document) {
  const photos = await countPhotosLeft().catch(() => 0); // a browser that keeps none
  showBadge(navigator, { photos });
  for (const part of document.querySelectorAll("[data-photos-left]")) {
    const line = part.querySelector("[data-left]");
    if (line) line.textContent = (line.getAttribute("data-left") ?? "").replace("{n}", String(photos));
    part.toggleAttribute("hidden", !photos);
    part.closest("[data-with-photos]")?.toggleAttribute("hidden", !photos);
  }
}

/** Those whose receipt is not saved yet. @returns {Promise<number>} */
export async function countPhotosLeft() {
  const db = await opened();
  if (!db) return 0;
  try {
    const store = db.transaction("photo").objectStore("photo");
    const [all, kept] = await Promise.all([done(store.count()), done(store.index("state").count("kept"))]);
    return all - kept;
  } finally {
    db.close();
  }
}

/** The photos, if there are any: looking makes none. @returns {Promise<IDBDatabase | null>} */
async function opened() {
  const asked = indexedDB.open(NAME);
  asked.onupgradeneeded = () => asked.transaction?.abort();
  return done(asked).catch(() => null);
}

/** @template T @param {IDBRequest<T>} asked @returns {Promise<T>} */
function done(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}
