/** After a refused form or a question, begin where the person has to look. */

/** @param {ParentNode} root */
export function focusWhatMatters(root) {
  const first = root.querySelector("[data-focus]");
  if (first instanceof HTMLElement) first.focus();
}
