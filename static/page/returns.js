/**
 * ← of a screen that one comes to from many: `<a href="…" data-returns>` goes back to wherever in this app
 * the person was, `data-returns="/receipts"` only to that screen. The `href` is for everybody else.
 */

const ANSWERS = "answers"; // in sessionStorage: addresses whose page answered a form; opening one shows another

/** @typedef {{here: string, referrer: string, wanted: string, answers: string[]}} Way */

/** @param {Document} document */
export function goBackToWhereOneWas(document) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-returns]") : null;
    if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { referrer, location } = document;
    const way = { here: location.href, referrer, wanted: link.dataset.returns ?? "", answers: answers() };
    if (history.length < 2 || !cameFromThere(way)) return;
    event.preventDefault();
    history.back();
  });
}

/** Whether the page before this one can be gone back to, and is wanted. @param {Way} way */
export function cameFromThere({ here, referrer, wanted, answers }) {
  if (!referrer || answers.includes(referrer)) return false;
  const [before, now] = [new URL(referrer), new URL(here)];
  if (before.origin !== now.origin || before.pathname === now.pathname) return false;
  return !wanted || before.pathname === wanted;
}

/** A page that answers a form is none to go back to: the browser would have to send the form again.
 * @param {Document} document */
export function rememberAnswers(document) {
  const here = document.location.href.split("#")[0];
  const others = answers().filter((address) => address !== here);
  const answersForm = "answersForm" in document.documentElement.dataset;
  try {
    sessionStorage.setItem(ANSWERS, JSON.stringify(answersForm ? [...others, here] : others));
  } catch {
    // storage is blocked: the browser asks before it sends anything again
  }
}

/** @returns {string[]} */
function answers() {
  try {
    return JSON.parse(sessionStorage.getItem(ANSWERS) ?? "[]");
  } catch {
    return [];
  }
}
