/** The screens of files: each finds its part, and leaves when the page goes on to another. */
import { arriveBundle } from "./bundle-screen.js";
import { arriveImport } from "./import-screen.js";
import { Part } from "./part.js";
import { arriveRestore } from "./restore-screen.js";
import { arriveSave } from "./save-screen.js";

/** @type {Record<string, (part: Part) => Promise<void>>} */
const SCREENS = {
  backup: arriveSave,
  "hand-over": arriveSave,
  restoration: arriveRestore,
  bundle: arriveBundle,
  import: arriveImport,
};

/** @type {Part | undefined} */
let shown;

document.addEventListener("htmx:afterSettle", (event) => {
  if (/** @type {CustomEvent<{target: Element}>} */ (event).detail.target === document.body) arrive();
});
arrive();

function arrive() {
  shown?.gone.abort();
  const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-archive]"));
  shown = root ? new Part(root) : undefined;
  if (root && shown) void SCREENS[root.dataset.archive ?? ""]?.(shown);
}
