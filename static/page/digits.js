/**
 * Long numbers under their field as one reads them back, in groups, while they are typed. What stands
 * in the field is left as it is: patterns differ from bank to bank, and nothing moves under a finger.
 */

/** @type {Record<string, {groups: number[], between: string}>} */
const KINDS = {
  birth: { groups: [4, 2, 2], between: "." },
  phone: { groups: [3, 4, 4], between: "-" },
  account: { groups: [4, 4, 4, 4], between: "-" },
};
const SEPARATORS = /[\s\-.·()/]/g;
const FROM_ABROAD = /^\+820?/;

/** @param {Document} document */
export function echoDigits(document) {
  document.addEventListener("input", ({ target }) => {
    const field = target instanceof HTMLInputElement ? target.closest("[data-digits]") : null;
    if (field) show(field);
  });
}

/** What a page brings along in its fields. @param {ParentNode} root */
export function showDigits(root) {
  for (const field of root.querySelectorAll("[data-digits]")) show(field);
}

/** @param {Element} field */
function show(field) {
  const input = /** @type {HTMLInputElement} */ (field.querySelector("input"));
  const echo = /** @type {HTMLElement} */ (field.querySelector("[data-echo]"));
  echo.textContent = inGroups(field.getAttribute("data-digits") ?? "", input.value);
}

/**
 * 01012345678 → 010-1234-5678; nothing for what has no second group yet, or is no such number.
 *
 * @param {string} kind @param {string} text
 */
export function inGroups(kind, text) {
  const { groups, between } = KINDS[kind];
  const digits = text.normalize("NFKC").replace(SEPARATORS, "").replace(FROM_ABROAD, "0");
  const most = groups.reduce((sum, size) => sum + size);
  if (!/^\d+$/.test(digits) || digits.length > most || digits.length <= groups[0]) return "";
  let at = 0;
  return groups
    .map((size) => digits.slice(at, (at += size)))
    .filter(Boolean)
    .join(between);
}
