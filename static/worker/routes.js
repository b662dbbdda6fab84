/**
 * From an address to its view. The table is webapp/routes.py.
 *
 * @import { Screen, View } from "./answers.js"
 */
import { SCREENS } from "./answers.js";
import { CONTRACT } from "./generated/contract.js";
import { views as exporting } from "./export/views.js";
import { views as leaving } from "./household/leaving-views.js";
import { views as household } from "./household/views.js";
import { views as outbox } from "./outbox/views.js";
import { views as receiptDay } from "./receipts/day-views.js";
import { views as receiptForm } from "./receipts/form-views.js";
import { views as indemnity } from "./receipts/indemnity-views.js";
import { views as scan } from "./receipts/scan-views.js";
import { views as split } from "./receipts/split-views.js";
import { views as receipts } from "./receipts/views.js";
import { views as realWays } from "./refunds/real-views.js";
import { views as help } from "./shell/help-views.js";
import { views as preview } from "./shell/preview-views.js";
import { views as settings } from "./shell/settings-views.js";
import { views as start } from "./shell/start-views.js";
import { views as shell } from "./shell/views.js";

/** @type {Record<string, View>} */
export const VIEWS = {
  ...exporting,
  ...help,
  ...household,
  ...leaving,
  ...outbox,
  ...receiptDay,
  ...preview,
  ...receiptForm,
  ...indemnity,
  ...scan,
  ...split,
  ...receipts,
  ...realWays,
  ...settings,
  ...shell,
  ...start,
};

/** @typedef {{screen: Screen, view: View, params: Record<string, any>}} Route */

const TABLE = Object.values(SCREENS)
  .map((screen) => ({ screen, pattern: pattern(screen.rule), names: names(screen.rule) }))
  .sort((one, other) => one.names.length - other.names.length);

/** @param {string} rule */
function names(rule) {
  return [...rule.matchAll(/<(int:)?(\w+)>/g)].map(([, whole, name]) => ({ name, whole: !!whole }));
}

/** @param {string} rule */
function pattern(rule) {
  return new RegExp(`^${rule.replace(/<int:\w+>/g, "(\\d+)").replace(/<\w+>/g, "([^/]+)")}$`);
}

/**
 * The screen of an address, if the worker knows it.
 *
 * @param {string} method @param {string} path @returns {Route | null}
 */
export function route(method, path) {
  for (const { screen, pattern, names } of TABLE) {
    const found = screen.method === method && pattern.exec(path);
    if (!found) continue;
    const params = Object.fromEntries(
      names.map(({ name, whole }, at) => [name, whole ? Number(found[at + 1]) : decoded(found[at + 1])]),
    );
    return { screen, view: VIEWS[screen.name], params };
  }
  return null;
}

/** Whether an address belongs to the practised application. Twin of is_private(). @param {string} path */
export function isPrivate(path) {
  return CONTRACT.PRIVATE.some(
    (/** @type {string} */ each) => path === each || path.startsWith(`${each}/`),
  );
}

/** @param {string} text */
function decoded(text) {
  return new URLSearchParams(`x=${text.replaceAll("+", "%2B").replaceAll("&", "%26")}`).get("x") ?? "";
}
