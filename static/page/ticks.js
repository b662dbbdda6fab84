/** What somebody has ticked off in a list stays ticked while this tab is open: they go and look, and come back. */
import { ofThisTab } from "./notes.js";

/** @param {Document} document */
export function rememberTicks(document) {
  document.addEventListener("change", ({ target }) => {
    const list = target instanceof HTMLInputElement && target.closest("[data-ticks]");
    if (!list) return;
    const ticked = boxesOf(list).filter((each) => each.checked);
    ofThisTab.write(keyOf(list), JSON.stringify(ticked.map((each) => each.value)));
  });
}

/** @param {Document} document */
export function showTicks(document) {
  for (const list of document.querySelectorAll("[data-ticks]")) {
    const ticked = JSON.parse(ofThisTab.read(keyOf(list)) || "[]");
    for (const each of boxesOf(list)) {
      each.defaultChecked = each.checked = ticked.includes(each.value); // kept: nothing is lost by leaving
    }
  }
}

/** @param {Element} list @returns {HTMLInputElement[]} */
function boxesOf(list) {
  return [...list.querySelectorAll("input")];
}

/** @param {Element} list */
function keyOf(list) {
  return `ticks ${list.getAttribute("data-ticks")}`;
}
