/**
 * What a view answers: a screen, or where to go next. Twin of page() and to() in
 * webapp/templating.py; `address` stands for Flask's url_for.
 *
 * @typedef {{screen: string, context: Record<string, any>, status: number,
 *   headers: Record<string, string>}} Page
 * @typedef {{location: string}} Redirect
 * @typedef {Page | Redirect} Answer
 *
 * @typedef {object} Ask  one request: who asks, for what, when
 * @property {import("./replica/visit.js").Visit} visit
 * @property {Record<string, any>} params  of the address
 * @property {URLSearchParams} query
 * @property {[string, string][]} form  as posted
 * @property {string} today
 * @property {string} now
 * @property {() => string} newId
 * @property {() => string} newOpId
 * @property {any} brackets  rows of the premium tables
 * @property {{table: any, seen: boolean} | null} tableBefore  the cap table that this worker's has
 *   just replaced, and whether what is new has been looked at
 * @property {() => Promise<void>} sawTable
 * @property {() => Going} going  what the exchange with the server is doing
 * @property {(forget: () => Promise<void>) => Promise<void>} empty  the phone, of all that it holds
 * @property {import("./look.js").Look} look  of the pages
 * @property {(language: string) => Promise<void>} speak  choose the language from now on
 * @property {(look: import("./look.js").Look) => Promise<void>} dress  choose the look from now on
 *
 * @typedef {(ask: Ask) => Promise<Answer>} View
 * @typedef {{sending: string[], offline: boolean}} Going  ids of operations that are on their way;
 *   and whether the last try did not come through
 */
import { CONTRACT } from "./generated/contract.js";

/** @typedef {{name: string, rule: string, page: string, part: string, method: string}} Screen */

/** @type {Record<string, Screen>} */
export const SCREENS = Object.fromEntries(
  CONTRACT.SCREENS.map((/** @type {Screen} */ screen) => [screen.name, screen]),
);

const IN_PATH = /%(?:24|26|2B|2C|3A|3B|3D|40)/g;
const IN_QUERY = /%(?:24|2C|2F|3A|3B|3F|40)/g;
const VARIABLE = /<(?:int:)?(\w+)>/g;

/** A status that is shown as a page of its own, such as 404. */
export class HttpError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/**
 * @param {string} screen  its name in the route table
 * @param {Record<string, any>} context
 * @param {number} [status]
 * @param {Record<string, string>} [headers]
 * @returns {Page}
 */
export function page(screen, context, status = 200, headers = {}) {
  return { screen, context, status, headers };
}

/**
 * See other (303): where a saved form leads.
 *
 * @param {string} screen @param {Record<string, any>} [values] @returns {Redirect}
 */
export function to(screen, values = {}) {
  return { location: address(screen, values) };
}

/**
 * The address of a screen; values that are not in its rule go to the query, null ones nowhere.
 *
 * @param {string} screen @param {Record<string, any>} [values]
 */
export function address(screen, values = {}) {
  const left = new Map(Object.entries(values).filter(([, value]) => value !== null));
  const path = SCREENS[screen].rule.replace(VARIABLE, (_, name) => {
    const value = encoded(left.get(name), IN_PATH);
    left.delete(name);
    return value;
  });
  const query = [...left]
    .map((pair) => pair.map((text) => encoded(text, IN_QUERY).replace(/%20/g, "+")).join("="))
    .join("&");
  return query ? `${path}?${query}` : path;
}

/** Percent-encoded as Werkzeug does it. @param {unknown} value @param {RegExp} plain  what stays as it is */
function encoded(value, plain) {
  return encodeURIComponent(String(value)).replace(plain, decodeURIComponent);
}
