/**
 * Forms of which nothing may be kept anywhere but here: `<form data-held>`.
 *
 * What cannot be sent stays in the page, for half an hour at most, and says so. It goes when the
 * page is left, also where the browser would bring the page back as it was.
 */

const HELD_FOR = 30 * 60_000; // ms
const UNANSWERED = 503;
const LOCKED = 403;

/** @typedef {CustomEvent<{elt: Element, xhr: XMLHttpRequest, shouldSwap: boolean}>} Answered */

/** @type {ReturnType<typeof setTimeout> | undefined} */
let emptying;

/** @param {Document} document */
export function holdForms(document) {
  document.addEventListener("input", ({ target }) => {
    const form = target instanceof Element ? target.closest("form[data-held]") : null;
    if (form) countDown(/** @type {HTMLFormElement} */ (form));
  });
  for (const silence of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(silence, (event) => {
      const form = held(event);
      if (form) say(form, "unsent");
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = held(event);
    const { detail } = /** @type {Answered} */ (event);
    if (!form || ![UNANSWERED, LOCKED].includes(detail.xhr.status)) return;
    detail.shouldSwap = false;
    say(form, detail.xhr.status === LOCKED ? "locked" : "unsent");
  });
  window.addEventListener("pagehide", () => {
    for (const form of document.querySelectorAll("form[data-held]")) {
      empty(/** @type {HTMLFormElement} */ (form));
    }
  });
}

/** @param {Event} event @returns {HTMLFormElement | null} */
function held(event) {
  const { elt } = /** @type {Answered} */ (event).detail;
  return elt instanceof HTMLFormElement && "held" in elt.dataset ? elt : null;
}

/** Half an hour from the last letter that was typed. @param {HTMLFormElement} form */
function countDown(form) {
  clearTimeout(emptying);
  emptying = setTimeout(() => {
    if (!form.isConnected) return;
    empty(form);
    say(form, "emptied");
  }, HELD_FOR);
}

/** @param {HTMLFormElement} form @param {"unsent" | "locked" | "emptied"} what */
function say(form, what) {
  delete form.dataset.sent; // it may be sent again at once
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  for (const each of form.querySelectorAll("[data-held-said]")) {
    each.toggleAttribute("hidden", each.getAttribute("data-held-said") !== what);
  }
  const notice = form.querySelector(`[data-held-said="${what}"]`);
  if (notice instanceof HTMLElement) notice.focus();
}

/** What a person typed or ticked, and what the server wrote into a refused form. @param {HTMLFormElement} form */
function empty(form) {
  for (const field of form.querySelectorAll("input:not([type=hidden])")) {
    if (!(field instanceof HTMLInputElement)) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else field.value = "";
  }
}
