/** Whether a form on the page holds work of a person: then nothing may be swapped or reloaded. */

let touched = false;

/** Another page has come. */
export function forgetTyping() {
  touched = false;
}

/** @param {Document} document */
export function watchTyping(document) {
  document.addEventListener("input", () => {
    touched = true;
  });
}

const WORK = "main [data-focus], main [aria-invalid=true], main form[data-held]";

/** Typed since the page came, kept from before by the browser, sent and refused, or nowhere else.
 * @param {Document} document @returns {boolean} */
export function holdsWork(document) {
  if (touched || document.querySelector(WORK)) return true;
  return [...document.querySelectorAll("main input, main textarea, main select")].some(differs);
}

/** @param {Element} field @returns {boolean} */
export function differs(field) {
  if (field instanceof HTMLSelectElement) {
    const preset = [...field.options].some((option) => option.defaultSelected);
    return preset
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.selectedIndex > 0;
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  // Amount fields put commas into what the server wrote without.
  return field.value.replaceAll(",", "") !== field.defaultValue.replaceAll(",", "");
}
