/**
 * Forms of which nothing may be kept anywhere but here: `<form data-held>`.
 *
 * What cannot be sent stays in the page, for half an hour at most, and says so. It goes when the
 * page is left, also where the browser would bring the page back as it was. A form that only shows
 * again what was typed before (`data-held="whole"`) goes as a whole.
 */

const HELD_FOR = 30 * 60_000; // ms
const SLOW = 3_000; // ms
const UNANSWERED = 503;
const LOCKED = 403;
const REFUSED = 400; // and above

/** @typedef {CustomEvent<{elt: Element, requestConfig?: {elt: Element}, xhr: XMLHttpRequest,
 *   shouldSwap: boolean}>} Answered */

/** @type {ReturnType<typeof setTimeout> | undefined} */
let emptying;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** @param {Document} document */
export function holdForms(document) {
  document.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.closest("form[data-held]")) holdForAWhile(document);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = held(event);
    if (!form) return;
    show(form, "");
    waiting = setTimeout(() => show(form, "slow"), SLOW);
  });
  document.addEventListener("htmx:afterRequest", () => clearTimeout(waiting));
  for (const silence of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(silence, (event) => {
      const form = held(event);
      if (form) say(form, "unsent", event);
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = held(event);
    const { detail } = /** @type {Answered} */ (event);
    if (!form || ![UNANSWERED, LOCKED].includes(detail.xhr.status)) return;
    detail.shouldSwap = false;
    say(form, detail.xhr.status === LOCKED ? "locked" : "unsent", event);
  });
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const { detail } = /** @type {CustomEvent<{history: {type: string | null}, xhr: XMLHttpRequest}>} */ (event);
    // The address of a refused step opens nothing: a reload would find no page there.
    if (held(event) && detail.xhr.status >= REFUSED) detail.history.type = null;
  });
  window.addEventListener("pagehide", () => formsOf(document).forEach(empty));
}

/** Half an hour from now: a page has come, or a letter was typed. @param {Document} document */
export function holdForAWhile(document) {
  clearTimeout(emptying);
  emptying = setTimeout(() => {
    for (const form of formsOf(document)) {
      empty(form);
      say(form, "emptied");
    }
  }, HELD_FOR);
}

/** @param {Document} document */
function formsOf(document) {
  return /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form[data-held]")]);
}

/** The form that asks, or that something asks in. @param {Event} event @returns {HTMLFormElement | null} */
function held(event) {
  return asking(event).closest("form[data-held]");
}

/** `elt` is what the event goes to: of an answer, what it would be swapped into. @param {Event} event */
function asking(event) {
  const { elt, requestConfig } = /** @type {Answered} */ (event).detail;
  return requestConfig?.elt ?? elt;
}

/**
 * @param {HTMLFormElement} form @param {"unsent" | "locked" | "emptied"} what
 * @param {Event} [event]  what went wrong; nobody is torn away from a field that only searches
 */
function say(form, what, event) {
  delete form.dataset.sent; // it may be sent again at once
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  show(form, what);
  if (event && asking(event) !== form) return;
  const notice = form.querySelector(`[data-held-said="${what}"]`);
  if (notice instanceof HTMLElement) notice.focus();
}

/** One of the form's notices, or none. @param {HTMLFormElement} form @param {string} what */
function show(form, what) {
  for (const each of form.querySelectorAll("[data-held-said]")) {
    each.toggleAttribute("hidden", each.getAttribute("data-held-said") !== what);
  }
}

/** What a person typed or ticked, what is echoed of it, and what the server wrote into a refused form. @param {HTMLFormElement} form */
function empty(form) {
  if (form.dataset.held === "whole") {
    form.replaceChildren(...form.querySelectorAll("[data-held-said]"));
  }
  for (const field of form.querySelectorAll("input:not([type=hidden])")) {
    if (!(field instanceof HTMLInputElement)) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else field.value = "";
  }
  for (const echo of form.querySelectorAll("[data-echo]")) echo.textContent = "";
}
