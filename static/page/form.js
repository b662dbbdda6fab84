/** Filling in a field as a person would: whoever listens to the form hears of it. */

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
export function put(form, name, value) {
  const field = form.elements.namedItem(name);
  if (!field) return;
  if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== "";
  else /** @type {{value: string}} */ (/** @type {unknown} */ (field)).value = value;
  const heard = field instanceof RadioNodeList ? checked(field) : /** @type {Element} */ (field);
  for (const type of ["input", "change"]) heard?.dispatchEvent(new Event(type, { bubbles: true }));
}

/** @param {RadioNodeList} radios @returns {Element | undefined} */
function checked(radios) {
  return /** @type {Element[]} */ ([...radios]).find(
    (radio) => radio instanceof HTMLInputElement && radio.checked,
  );
}
