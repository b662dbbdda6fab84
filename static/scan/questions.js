/**
 * What the paper alone does not tell: is this an implant, a room for two or three? 네 takes the
 * amount out of the sum by its reason, 아니요 leaves it in. Either can be changed.
 *
 * @typedef {{reason: string, won: number | null}} Question
 */
import { put } from "../page/form.js";
import { comma } from "../worker/won.js";
import { wordsOf } from "./words.js";

/** @param {HTMLFormElement} form @param {readonly Question[]} questions */
export function askQuestions(form, questions) {
  form.querySelector(".questions")?.remove();
  const asked = questions.filter(({ reason }) => form.elements.namedItem(`uncounted-${reason}`));
  const group = clone(form, "receipt-questions");
  if (!asked.length || !group) return;
  const list = group.querySelector("ul");
  for (const question of asked) list?.append(...itemFor(form, question));
  form.querySelector("#uncounted")?.before(group);
}

/** @param {HTMLFormElement} form @param {Question} question @returns {Element[]} */
function itemFor(form, { reason, won }) {
  const item = clone(form, "receipt-question");
  if (!item) return [];
  const words = wordsOf(document, "question-words");
  const amount = won === null ? "" : words("won", { amount: comma(won) });
  const text = /** @type {HTMLElement} */ (item.querySelector("[data-question]"));
  text.textContent = words(reason, { won: amount });
  text.id = `question-${reason}`;
  const name = `uncounted-${reason}`;
  const answers = [...item.querySelectorAll("[data-answer]")];
  const press = (/** @type {string} */ answer) => {
    for (const each of answers) {
      each.setAttribute("aria-pressed", String(each.getAttribute("data-answer") === answer));
    }
  };
  for (const button of answers) {
    button.setAttribute("aria-describedby", text.id);
    button.addEventListener("click", () => {
      const answer = button.getAttribute("data-answer") ?? "";
      press(answer);
      const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
      if (answer === "no") put(form, name, "");
      else if (won !== null) put(form, name, String(won));
      else focusOn(field);
    });
  }
  const before = /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
  if (won !== null && Number(before.replaceAll(",", "")) === won) press("yes");
  return [item];
}

/** It lies folded, like all reasons. @param {HTMLInputElement} field */
function focusOn(field) {
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

/** @param {HTMLElement} near @param {string} id */
function clone({ ownerDocument }, id) {
  const template = ownerDocument.querySelector(`template#${id}`);
  if (!(template instanceof HTMLTemplateElement)) return null;
  return /** @type {Element} */ (template.content.cloneNode(true)).firstElementChild;
}
