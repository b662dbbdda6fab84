/** A word at the lower edge, from a template that the server has written and translated. */

/** Shows `<template id>`; a button with `data-do` runs the action of that name and closes it.
 * @param {Document} document
 * @param {string} id
 * @param {Record<string, () => void>} [actions] */
export function toast(document, id, actions = {}) {
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
}

/** @param {Document} document @param {string} id */
export function closeToast(document, id) {
  document.querySelector(`#toasts [data-toast="${id}"]`)?.remove();
}
