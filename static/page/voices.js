/** 목소리: which of the phone's own voices reads aloud. Only this phone knows them, and keeps which one. */
import { ofThisBrowser } from "./notes.js";

const KEPT = "voice";
const VOICES_COME = 2_000; // ms: some browsers know their voices late, and do not tell

/** Those that speak the language. @param {SpeechSynthesis | undefined} synthesis @param {string} language */
export function voicesOf(synthesis, language) {
  return (synthesis?.getVoices() ?? []).filter(({ lang }) => lang.toLowerCase().startsWith(language));
}

/** Whether there is a voice for the language, once the phone knows its voices.
 * @param {SpeechSynthesis | undefined} synthesis @param {string} language @param {number} [patience] ms
 * @returns {Promise<boolean>} */
export async function voicesCome(synthesis, language, patience = VOICES_COME) {
  const speaks = () => voicesOf(synthesis, language).length > 0;
  if (!synthesis || speaks()) return speaks();
  return new Promise((done) => {
    const late = setTimeout(() => done(speaks()), patience);
    synthesis.addEventListener?.("voiceschanged", () => {
      if (!speaks()) return;
      clearTimeout(late);
      done(true);
    });
  });
}

/** The chosen one, or the phone's first. @param {SpeechSynthesis | undefined} synthesis @param {string} language */
export function voiceOf(synthesis, language) {
  const voices = voicesOf(synthesis, language);
  const chosen = ofThisBrowser.read(KEPT);
  return voices.find(({ voiceURI }) => voiceURI === chosen) ?? voices[0] ?? null;
}

/** 설정 offers them where there is a choice. @param {Document} document */
export function offerVoices(document) {
  const field = document.querySelector("[data-voices]");
  const select = field?.querySelector("select");
  if (!field || !select) return;
  const { lang } = document.documentElement;
  const voices = voicesOf(window.speechSynthesis, lang);
  field.toggleAttribute("hidden", voices.length < 2);
  const chosen = voiceOf(window.speechSynthesis, lang);
  select.replaceChildren(
    ...voices.map((voice) => new Option(voice.name, voice.voiceURI, false, voice === chosen)),
  );
}

/** The chosen voice is kept, and heard at once. @param {Document} document */
export function rememberVoice(document) {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || !target.closest("[data-voices]")) return;
    ofThisBrowser.write(KEPT, target.value);
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance(document, target.dataset.sample ?? ""));
  });
}

/** A text in the person's voice, as fast as they like it. @param {Document} document @param {string} text */
export function utterance(document, text) {
  const { lang, dataset } = document.documentElement;
  const voice = voiceOf(speechSynthesis, lang);
  const rate = Number(dataset.speed ?? 100) / 100;
  return Object.assign(new SpeechSynthesisUtterance(text), { lang: voice?.lang ?? lang, voice, rate });
}
