/** 오늘, 어제: beside a day that is still empty. And the end of a stay, which only a stay has. */
import { put } from "./form.js";

/** @param {ParentNode} root */
export function showDays(root) {
  for (const keys of root.querySelectorAll("[data-day-keys]")) {
    keys.toggleAttribute("hidden", !!fieldOf(keys, "data-day-keys")?.value);
  }
  for (const part of root.querySelectorAll("[data-shown-with]")) {
    if (fieldOf(part, "data-shown-with")?.value) part.setAttribute("data-filled", "");
    else if (!part.contains(document.activeElement)) part.removeAttribute("data-filled");
  }
}

/** @param {Document} document */
export function followDays(document) {
  document.addEventListener("click", ({ target }) => {
    const key = target instanceof Element ? target.closest("[data-day]") : null;
    const field = key && fieldOf(key.closest("[data-day-keys]"), "data-day-keys");
    if (!field?.form) return;
    put(field.form, field.name, key?.getAttribute("data-day") ?? "");
    field.focus();
  });
  for (const type of ["input", "change", "focusout"]) {
    document.addEventListener(type, ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "date") showDays(document);
    });
  }
  // A form that begins anew is empty only after this has been said.
  document.addEventListener("reset", () => queueMicrotask(() => showDays(document)));
}

/** The field that a part stands beside, or that stands in it. @param {Element | null} part @param {string} attribute */
function fieldOf(part, attribute) {
  const form = part?.closest("form");
  const field = form?.elements.namedItem(part?.getAttribute(attribute) ?? "");
  return field instanceof HTMLInputElement ? field : null;
}
