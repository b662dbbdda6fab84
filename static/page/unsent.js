/** 옮기기 전: receipts of a list that so far only this phone has, marked while the server cannot be reached. */

/** @param {Document} document @param {{offline: boolean, unsent: string[]}} status @param {string} words */
export function markUnsent(document, { offline, unsent }, words) {
  const marked = new Set(offline ? unsent.map((id) => `/receipts/${id}`) : []);
  for (const row of document.querySelectorAll("a.row[href^='/receipts/']")) {
    const mark = row.querySelector("[data-unsent]");
    const wanted = marked.has(row.getAttribute("href") ?? "");
    if (wanted === !!mark) continue;
    if (mark) mark.remove();
    else row.querySelector(".row-sub")?.append(" ", markOf(document, words));
  }
}

/** What only this phone has is not in what the server makes: said where such a thing is asked for.
 * @param {Document} document @param {{waiting: number, problems: number}} status */
export function tellLeftOut(document, { waiting, problems }) {
  for (const notice of document.querySelectorAll("[data-left-out]")) {
    notice.toggleAttribute("hidden", !(waiting + problems));
  }
}

/** What was just saved is safe, and where: said as long as the server cannot be reached.
 * @param {Document} document @param {{waiting: number, offline: boolean}} status */
export function tellKeptHere(document, { waiting, offline }) {
  for (const line of document.querySelectorAll("[data-kept-here]")) {
    line.toggleAttribute("hidden", !(offline && waiting));
  }
}

/** @param {Document} document @param {string} words */
function markOf(document, words) {
  const mark = document.createElement("span");
  mark.className = "state calm";
  mark.dataset.unsent = "";
  mark.textContent = words;
  return mark;
}
