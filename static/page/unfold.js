/** An address that names something folded (#…) opens it: the answer is what one came for. */

/** @param {Document} document */
export function unfoldNamed(document) {
  const named = document.getElementById(decoded(location.hash.slice(1)));
  if (!(named instanceof HTMLDetailsElement) || named.open) return;
  named.open = true;
  named.scrollIntoView();
}

/** @param {Document} document */
export function unfoldOnTheWay(document) {
  window.addEventListener("hashchange", () => unfoldNamed(document));
}

/** Anybody may write an address that is none. @param {string} name */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return "";
  }
}
