/** How a person wants the app to look. Twin of webapp/look.py. @typedef {Record<string, string>} Look */
import { CONTRACT } from "./generated/contract.js";

/** @type {[string, string[]][]} */
const CHOICES = Object.entries(CONTRACT.LOOKS);

/** Each choice with its value; what nobody offers is passed over. @param {string} [text] @returns {Look} */
export function known(text = "") {
  return settled(Object.fromEntries(text.split(".").map((part) => part.split(/-(.*)/, 2))));
}

/** @param {Record<string, string>} asked @returns {Look} */
export function settled(asked) {
  return Object.fromEntries(CHOICES.map(([name, values]) => [
    name, values.includes(asked[name]) ? asked[name] : values[0],
  ]));
}

/** As the cookie has it. @param {Look} look */
export function written(look) {
  const chosen = CHOICES.filter(([name, values]) => look[name] !== values[0]);
  return chosen.map(([name]) => `${name}-${look[name]}`).join(".");
}
