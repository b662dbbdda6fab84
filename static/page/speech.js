/**
 * 읽어주기: the page aloud, block by block, by the phone's own voice. The button is there only where the
 * phone has a voice for the language of the page; 설정 says why not, where it has none.
 */
import { blocksOf, spoken } from "./spoken.js";
import { offerVoices, utterance, voicesOf } from "./voices.js";

const VOICES_COME = 2_000; // ms: some browsers know their voices late, and do not tell

let reading = false;

/** @param {Document} document */
export function offerSpeech(document) {
  const synthesis = window.speechSynthesis;
  const offer = () => {
    show(document, voicesOf(synthesis, document.documentElement.lang).length > 0);
    offerVoices(document);
  };
  offer();
  synthesis?.addEventListener?.("voiceschanged", offer);
  setTimeout(offer, VOICES_COME);
}

/** Whether the page is being read aloud. */
export function isReading() {
  return reading;
}

/** @param {Document} document */
export function watchSpeech(document) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-speak]") : null;
    if (!button) return;
    if (reading) stop(document);
    else read(document);
  });
  window.addEventListener("pagehide", () => stop(document));
  document.addEventListener("htmx:beforeSwap", () => stop(document));
}

/** @param {Document} document @param {boolean} has */
function show(document, has) {
  for (const button of document.querySelectorAll("[data-speak]")) button.toggleAttribute("hidden", !has);
  for (const reason of document.querySelectorAll("[data-no-voice]")) reason.toggleAttribute("hidden", has);
}

/** @param {Document} document */
function read(document) {
  const { lang } = document.documentElement;
  const title = document.querySelector("h1")?.textContent ?? "";
  const main = document.querySelector("main");
  reading = true;
  mark(document);
  const blocks = [title, ...(main ? blocksOf(main) : [])];
  blocks.forEach((block, at) => {
    const said = utterance(document, spoken(block, lang)); // one each: long ones break off in Chromium
    if (at === blocks.length - 1) said.onend = said.onerror = () => stop(document);
    speechSynthesis.speak(said);
  });
}

/** @param {Document} document */
function stop(document) {
  if (!reading) return;
  reading = false;
  speechSynthesis.cancel();
  mark(document);
}

/** @param {Document} document */
function mark(document) {
  for (const button of document.querySelectorAll("[data-speak]")) {
    const { read: begin = "", stop: end = "" } = /** @type {HTMLElement} */ (button).dataset;
    const words = button.querySelector("span");
    if (words) words.textContent = reading ? end : begin;
  }
}
