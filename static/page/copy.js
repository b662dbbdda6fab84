/** A button that copies what a field says, shown where the browser lets a page do that. */

/** @param {Document} document */
export function offerCopying(document) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-copy]") : null;
    if (button) void copy(document, button);
  });
}

/** @param {Document} document */
export function showCopying(document) {
  if (!navigator.clipboard) return; // an address without https
  for (const each of document.querySelectorAll("[data-copy]")) each.removeAttribute("hidden");
}

/** @param {Document} document @param {Element} button */
async function copy(document, button) {
  const field = document.querySelector(`#${button.getAttribute("data-copy")}`);
  if (!(field instanceof HTMLInputElement)) return;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select(); // not allowed: what is selected can be copied by hand
    return;
  }
  const line = button.querySelector("[data-says]");
  if (line) line.textContent = button.getAttribute("data-copied");
}
