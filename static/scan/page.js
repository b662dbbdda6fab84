/** The page's side of photos: taking them, reading them, checking what was read; each where it is. */
import { arriveAttach } from "./attach.js";
import { arriveHalfWritten } from "./half-written.js";
import { arriveReview } from "./review.js";
import { arriveScreen, listenOnce } from "./screen.js";
import { arriveUsage } from "./usage.js";

listenOnce(document);
document.addEventListener("htmx:afterSettle", (event) => {
  if (/** @type {CustomEvent<{target: Element}>} */ (event).detail.target === document.body) arrive(document);
});
document.addEventListener("page:changed", () => arrive(document));
arrive(document);

/** A page has come, by loading it or in the place of another. @param {Document} document */
function arrive(document) {
  void arriveReview(document);
  void arriveHalfWritten(document);
  arriveAttach(document);
  void arriveScreen(document);
  void arriveUsage(document);
}
