/** ① 안에 세지 않는 돈: a fold for each reason. What is filled in can be seen from outside. */
import { comma } from "../worker/won.js";

/** @param {ParentNode} root */
export function showReasons(root) {
  for (const fold of root.querySelectorAll("details[data-reason]")) tell(fold);
}

/** @param {Document} document */
export function followReasons(document) {
  document.addEventListener("input", ({ target }) => {
    const fold = target instanceof Element && target.closest("details[data-reason]");
    if (fold) tell(fold);
  });
}

/** @param {Element} fold */
function tell(fold) {
  const typed = fold.querySelector("input")?.value.trim() ?? "";
  const won = Number(typed.replace(/[\s,원]/g, ""));
  fold.toggleAttribute("data-filled", typed !== "" && won !== 0);
  const line = fold.querySelector("[data-said]");
  if (line) line.textContent = won > 0 ? amount(line, won) : "";
}

/** @param {Element} line @param {number} won */
function amount(line, won) {
  return (line.getAttribute("data-said") ?? "").replace("{amount}", comma(won));
}
