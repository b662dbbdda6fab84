/** Forms: choosing is enough where a choice is all there is; pressing twice sends once. */

// A save that the person stopped must not leave the button dead; sending twice saves once anyway.
const FORGOTTEN_AFTER = 5000;

/** @param {Document} document */
export function submitOnChange(document) {
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && "submit" in target.dataset) {
      target.form?.requestSubmit();
    }
  });
}

/** @param {Document} document */
export function saveOnce(document) {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, FORGOTTEN_AFTER);
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      form.removeAttribute("data-sent");
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  });
}
