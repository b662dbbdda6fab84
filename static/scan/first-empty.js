/** The first field of a form that a person sees and has not filled in yet. @param {HTMLFormElement} form @returns {HTMLElement | undefined} */
export function firstEmpty(form) {
  const fields = [...form.querySelectorAll("input:not([type=hidden], [type=checkbox]), select")];
  const first = fields.find((each) => {
    if (!(each instanceof HTMLInputElement || each instanceof HTMLSelectElement)) return false;
    if (each.closest("details:not([open])") || each.checkVisibility?.() === false) return false;
    if (each.type !== "radio") return !each.value;
    return !/** @type {RadioNodeList} */ (form.elements.namedItem(each.name)).value;
  });
  return /** @type {HTMLElement | undefined} */ (first);
}
