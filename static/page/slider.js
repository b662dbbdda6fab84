/**
 * A slider and two buttons beside a number field: whichever is moved, the others follow. Without
 * scripts the buttons send the form, and the field is there all the same.
 */
import { comma } from "../worker/won.js";

const MOST_WON = 10_000_000_000;

/** @param {ParentNode} root */
export function showSliders(root) {
  for (const range of root.querySelectorAll("[data-slider] input[type=range]")) {
    if (!(range instanceof HTMLInputElement)) continue;
    range.hidden = false;
    tell(range);
  }
  for (const step of root.querySelectorAll("button.slider-step")) {
    step.setAttribute("type", "button"); // it changes the field, and is no part of the question
    step.removeAttribute("name");
  }
}

/** @param {Document} document */
export function followSliders(document) {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.type !== "range") for (const range of slidersOf(target)) follow(range, target);
    else if (target.closest("[data-slider]")) fill(fieldOf(target), target.valueAsNumber);
  });
  document.addEventListener("click", ({ target }) => {
    const step = target instanceof Element ? target.closest("button.slider-step") : null;
    const range = step?.parentElement?.querySelector("input");
    if (!(step instanceof HTMLButtonElement) || !range) return;
    const field = fieldOf(range);
    fill(field, Math.max(0, numberIn(field) + Number(step.value)));
  });
  document.addEventListener("page:changed", () => showSliders(document));
}

/** The number field that a slider stands for. @param {HTMLInputElement} range */
function fieldOf(range) {
  const name = range.closest("[data-slider]")?.getAttribute("data-slider") ?? "";
  const field = range.form?.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : null;
}

/** @param {HTMLInputElement} field @returns {HTMLInputElement[]} */
function slidersOf(field) {
  const found = field.form?.querySelectorAll(`[data-slider="${CSS.escape(field.name)}"] input`) ?? [];
  return [...found].filter((each) => each instanceof HTMLInputElement);
}

/** @param {HTMLInputElement} range @param {HTMLInputElement} field */
function follow(range, field) {
  range.value = String(numberIn(field));
  tell(range);
}

/** @param {HTMLInputElement | null} field @param {number} number */
function fill(field, number) {
  if (!field) return;
  const most = field.name === "days" ? Number(slidersOf(field)[0]?.max) : MOST_WON;
  field.value = number ? comma(Math.min(number, most)) : "";
  field.dispatchEvent(new Event("input", { bubbles: true })); // for the words below it, and the answer
}

/** @param {HTMLInputElement | null} field */
function numberIn(field) {
  const number = Number((field?.value ?? "").replace(/[\s,원]/g, ""));
  return Number.isSafeInteger(number) ? number : 0;
}

/** What the slider says of itself. @param {HTMLInputElement} range */
function tell(range) {
  const field = fieldOf(range);
  range.setAttribute("aria-valuetext", comma(numberIn(field)));
}
