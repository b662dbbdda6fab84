/**
 * 읽어주기: the page aloud, block by block, by the phone's own voice. Where the phone has none for the
 * language of the page, the button says so.
 */
import { blocksOf, spoken } from "./spoken.js";
import { toast } from "./toast.js";
import { offerVoices, utterance, voicesCome } from "./voices.js";

const NO_VOICE = "toast-no-voice";

let reading = false;

/** @param {Document} document */
export async function offerSpeech(document) {
  const buttons = document.querySelectorAll("[data-speak]");
  for (const button of buttons) button.removeAttribute("hidden");
  const speaks = await speaksHere(document);
  for (const button of buttons) button.toggleAttribute("data-mute", !speaks);
  for (const reason of document.querySelectorAll("[data-no-voice]")) reason.toggleAttribute("hidden", speaks);
  offerVoices(document);
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
    else if (button.hasAttribute("data-mute")) toast(document, NO_VOICE);
    else void tryToRead(document);
  });
  window.addEventListener("pagehide", () => stop(document));
  document.addEventListener("htmx:beforeSwap", () => stop(document));
}

/** Before the phone has said whether it has a voice. @param {Document} document */
async function tryToRead(document) {
  if (await speaksHere(document)) read(document);
  else toast(document, NO_VOICE);
}

/** @param {Document} document */
function speaksHere(document) {
  return voicesCome(window.speechSynthesis, document.documentElement.lang);
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
