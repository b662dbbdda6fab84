/** 소리로 알려 주기: what was just saved is said, where a person wants that and the phone has a voice. */
import { utterance, voicesCome } from "./voices.js";

/** The receipt that was last said to be saved: a page that is loaded again says nothing new. */
let told = "";

/** An iPhone speaks by itself only after it has spoken at a tap. @param {Document} document */
export function watchAloud(document) {
  const begin = () => {
    if (!wantsIt(document)) return;
    document.removeEventListener("click", begin);
    window.speechSynthesis?.speak(utterance(document, ""));
  };
  document.addEventListener("click", begin);
}

/** A page came that follows a saved receipt. @param {Document} document */
export function tellSaved(document) {
  const saved = new URLSearchParams(document.location.search).get("saved") ?? "";
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const again = !told && ["reload", "back_forward"].includes(entry?.type ?? "");
  if (saved && saved !== told && !again) void sayAloud(document, "saved");
  told = saved || told;
}

/** @param {Document} document @param {"saved"} what */
export async function sayAloud(document, what) {
  const words = document.querySelector("template#aloud-words");
  if (!wantsIt(document) || !(words instanceof HTMLElement)) return;
  if (!(await voicesCome(window.speechSynthesis, document.documentElement.lang))) return;
  speechSynthesis.speak(utterance(document, words.dataset[what] ?? ""));
}

/** @param {Document} document */
function wantsIt(document) {
  return document.documentElement.dataset.aloud === "on";
}
