/** A row's menu closes when one looks elsewhere: a tap outside, Escape, or the next field. */

/** @param {Document} document */
export function closeMenus(document) {
  document.addEventListener("click", (event) => closeBut(document, event.target));
  document.addEventListener("focusin", (event) => closeBut(document, event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.row-menu[open]");
    closeBut(document, null);
    open?.querySelector("summary")?.focus();
  });
}

/**
 * @param {Document} document
 * @param {EventTarget | null} kept
 */
function closeBut(document, kept) {
  for (const menu of document.querySelectorAll("details.row-menu[open]")) {
    if (!(kept instanceof Node && menu.contains(kept))) menu.removeAttribute("open");
  }
}
