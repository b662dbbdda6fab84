/** Amount fields: commas while typing, the sum in words below, and keys for 만, 천 and 00. */
import { comma, words } from "../worker/won.js";

const MOST_WON = 10_000_000_000;
const KEYS = [
  { label: "만", zeros: "0000" },
  { label: "천", zeros: "000" },
  { label: "00", zeros: "00" },
];

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
  const show = () => {
    tidy(input);
    echo.textContent = inWords(input.value);
  };
  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) show();
  });
  if (keys instanceof HTMLElement) addKeys(keys, input);
  show();
}

/**
 * @param {HTMLElement} keys
 * @param {HTMLInputElement} input
 */
function addKeys(keys, input) {
  const name = input.labels?.[0]?.textContent?.trim() ?? "";
  for (const { label, zeros } of KEYS) {
    const key = document.createElement("button");
    key.type = "button";
    key.textContent = label;
    key.setAttribute("aria-label", `${name}에 ${label} 붙이기`);
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

/** @param {string} text @returns {string} */
function inWords(text) {
  const digits = text.replace(/[\s,]/g, "");
  const number = Number(digits);
  return /^\d{1,11}$/.test(digits) && number > 0 && number <= MOST_WON ? words(number) : "";
}
