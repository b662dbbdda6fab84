/** 화면 설정: what is chosen holds at once, here and in the worker, and stays in a cookie. */

const LIFETIME = 400 * 24 * 60 * 60; // seconds, as webapp/look.py has it
const COOKIE = /(?:^|; )look=([^;]*)/;

/** @param {Document} document */
export function rememberLook(document) {
  document.addEventListener("change", ({ target }) => {
    const form = target instanceof HTMLInputElement ? target.closest("[data-looks]") : null;
    if (form instanceof HTMLFormElement) wear(document, new FormData(form));
  });
}

/** As the cookie has it. @param {Document} document */
export function lookOf({ cookie }) {
  return COOKIE.exec(cookie)?.[1] ?? "";
}

/** @param {Document} document @param {FormData} chosen */
function wear(document, chosen) {
  const worn = lookOf(document).split(".").filter((part) => part && !chosen.has(part.split("-")[0]));
  const look = [...worn, ...[...chosen].map(([name, value]) => `${name}-${value}`)].join(".");
  document.cookie = `look=${look}; path=/; max-age=${LIFETIME}; samesite=lax`;
  for (const [name, value] of chosen) document.documentElement.dataset[name] = String(value);
  navigator.serviceWorker?.controller?.postMessage({ look });
}
