/**
 * Goes on by itself where a page only says that something is done. Nobody is carried off who chose
 * calm or easy screens, who goes by the keyboard, or who is being read to: they press the button.
 */
import { isReading } from "./speech.js";

const SOON = 1500; // ms
const CALM = "(prefers-reduced-motion: reduce)";

/** @param {Document} document */
export function advance(document) {
  const onward = document.querySelector("a[data-advance]");
  if (!(onward instanceof HTMLAnchorElement)) return;
  setTimeout(() => {
    if (onward.isConnected && mayGoOn(document, matchMedia(CALM).matches, isReading())) onward.click();
  }, SOON);
}

/**
 * @param {Pick<Document, "visibilityState" | "activeElement" | "documentElement">} document
 * @param {boolean} calm  as the phone is set
 * @param {boolean} reading  aloud, just now
 */
export function mayGoOn({ visibilityState, activeElement, documentElement }, calm, reading) {
  const { mode, motion } = documentElement.dataset;
  const asked = mode === "easy" || motion === "less" || calm;
  return visibilityState === "visible" && !asked && !reading && !activeElement?.matches(":focus-visible");
}
