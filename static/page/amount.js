/** Amount fields: commas while typing, the sum in words below, and keys for 만, 천 and 00. */
import { comma, words } from "../worker/won.js";

const MOST_WON = 10_000_000_000;
const HUNDREDS = { label: "00", zeros: "00" };
const KEYS = [{ label: "만", zeros: "0000" }, { label: "천", zeros: "000" }, HUNDREDS];

/** @param {ParentNode} root */
export function improveAmounts(root) {
  for (const field of root.querySelectorAll("[data-amount]:not([data-improved])")) {
    field.setAttribute("data-improved", "");
    improve(field);
  }
}

/** @param {Element} field */
function improve(field) {
  const input = /** @type {HTMLInputElement} */ (field.querySelector("input"));
  const echo = /** @type {HTMLElement} */ (field.querySelector("[data-echo]"));
  const keys = field.querySelector("[data-keys]");
  const language = document.documentElement.lang;
  const show = () => {
    tidy(input);
    echo.textContent = inWords(input.value, language);
  };
  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) show();
  });
  input.addEventListener("focus", () => moveKeys(field));
  if (keys instanceof HTMLElement) addKeys(keys, input, keysIn(language));
  show();
}

/** They stay with the last amount: were they gone with the focus, what one taps below would move away. @param {Element} field */
function moveKeys(field) {
  for (const other of document.querySelectorAll("[data-typing]")) other.removeAttribute("data-typing");
  field.setAttribute("data-typing", "");
}

/** 만 and 천 are units of Korean alone; two zeros help everybody.
 * @param {string} language */
export function keysIn(language) {
  return language === "ko" ? KEYS : [HUNDREDS];
}

/**
 * @param {HTMLElement} keys
 * @param {HTMLInputElement} input
 * @param {typeof KEYS} chosen
 */
function addKeys(keys, input, chosen) {
  const name = input.labels?.[0]?.textContent?.trim() ?? "";
  const words = document.querySelector("template#amount-words")?.getAttribute("data-append") ?? "";
  for (const { label, zeros } of chosen) {
    const key = document.createElement("button");
    key.type = "button";
    key.textContent = label;
    key.setAttribute("aria-label", words.replace("{field}", () => name).replace("{key}", label));
    key.addEventListener("click", () => {
      const digits = input.value.replace(/\D/g, "");
      if (digits && Number(digits + zeros) <= MOST_WON) input.value = digits + zeros;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    });
    keys.append(key);
  }
  keys.hidden = false;
}

/** Commas, only while the caret is at the end: never move it under somebody's finger.
 * @param {HTMLInputElement} input */
function tidy(input) {
  const typing = document.activeElement === input;
  const atEnd = !typing || input.selectionStart === input.value.length;
  const digits = input.value.replace(/[\s,]/g, "");
  if (atEnd && /^\d{1,15}$/.test(digits)) input.value = comma(Number(digits));
}

/** @param {string} text @param {string} language @returns {string} nothing but in Korean */
export function inWords(text, language) {
  if (language !== "ko") return "";
  const digits = text.replace(/[\s,]/g, "");
  const number = Number(digits);
  return /^\d{1,11}$/.test(digits) && number > 0 && number <= MOST_WON ? words(number) : "";
}
