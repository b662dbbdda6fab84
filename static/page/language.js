/** The chosen language lives in a cookie; the worker cannot set one, so the page does it for both. */

const LIFETIME = 400 * 24 * 60 * 60; // seconds, as webapp/language.py has it

/** @param {Document} document */
export function rememberLanguage(document) {
  document.addEventListener("submit", (event) => {
    const chosen = event.submitter;
    if (!(chosen instanceof HTMLButtonElement && chosen.name === "lang")) return;
    document.cookie = `lang=${chosen.value}; path=/; max-age=${LIFETIME}; samesite=lax`;
  });
}
