/** What the server had the push service bring: words to show, and where they lead. */

import { _ } from "./say.js";

/** @typedef {{title: string, body: string, tag: string, lang: string, data: string}} Notice */

/**
 * @param {string} text  JSON; whatever else comes is shown as some reminder
 * @param {string} lang  the phone's, in which that reminder is told @returns {Notice}
 */
export function noticeOf(text, lang) {
  const body = _("알려 드릴 것이 있어요. 앱에서 확인해 보세요.");
  const reminder = { title: _("상한지기"), body, tag: "reminder", lang, data: "/" };
  return read(text) ?? reminder;
}

/** @param {string} text @returns {Notice | null} */
function read(text) {
  /** @type {any} */
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const { title, body, kind, lang, path } = said ?? {};
  if (![title, body, kind, lang, path].every((each) => typeof each === "string")) return null;
  return { title, body, tag: kind, lang, data: path };
}

/** An address of this app; anything else leads to its first page. @param {unknown} path @param {string} origin */
export function placeOf(path, origin) {
  const first = new URL("/", origin);
  if (typeof path !== "string") return first.href;
  try {
    const url = new URL(path, origin);
    return url.origin === origin ? url.href : first.href;
  } catch {
    return first.href;
  }
}
