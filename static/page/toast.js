/** A word at the lower edge, from a template that the server has written and translated. */

export const UNDO = 10_000; // ms in which something can be taken back

/** Shows `<template id>`; a button with `data-do` runs the action of that name and closes it.
 * @param {Document} document
 * @param {string} id
 * @param {Record<string, () => void>} [actions]
 * @param {number} [passes]  ms after which it goes by itself, unless somebody is on it */
export function toast(document, id, actions = {}, passes = 0) {
  const place = document.querySelector("#toasts");
  const template = document.querySelector(`template#${id}`);
  if (!(place && template instanceof HTMLTemplateElement)) return;
  if (place.querySelector(`[data-toast="${id}"]`)) return;
  const shown = document.createElement("div");
  shown.className = "toast-floating";
  shown.dataset.toast = id;
  shown.append(template.content.cloneNode(true));
  for (const button of shown.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => {
      shown.remove();
      actions[button.getAttribute("data-do") ?? ""]?.();
    });
  }
  place.append(shown);
  if (passes) pass(shown, passes);
}

/** As long as a finger, a pointer or the focus is on it, it has its time again. @param {HTMLElement} shown @param {number} after  ms */
function pass(shown, after) {
  setTimeout(() => {
    if (shown.matches(":hover, :focus-within")) pass(shown, after);
    else shown.remove();
  }, after);
}

/** @param {Document} document @param {string} id */
export function closeToast(document, id) {
  document.querySelector(`#toasts [data-toast="${id}"]`)?.remove();
}
