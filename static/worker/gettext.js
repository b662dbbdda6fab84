/**
 * gettext for templates, in Jinja's new style: variables are escaped, the message is not.
 *
 * @typedef {{language?: string, messages: Record<string, string | string[]>, plural: (n: number) => number}} Catalogue
 * @typedef {import("./jinja.js").Value} Value
 */
import { Callable, Markup, dict, equal, format, text, whole } from "./jinja.js";

/** @type {Catalogue} */
const NONE = { messages: {}, plural: () => 0 };

let catalogue = NONE;

/** Choose the language of what is rendered from now on. @param {Catalogue} [chosen] */
export function speak(chosen = NONE) {
  catalogue = chosen;
}

/** @param {Value} message @param {string} [context] */
function find(message, context) {
  const key = context === undefined ? text(message) : `${context}\u0004${text(message)}`;
  return Object.hasOwn(catalogue.messages, key) ? catalogue.messages[key] : undefined;
}

/** Whether large numbers are told in 만 and 억. */
export const countsInMan = () => catalogue.language !== "en";

/** Whether a whole date has the name of its month: 31 May 2023, not 2023.05.31. */
export const namesMonths = () => catalogue.language === "en";

/** The message in the chosen language; itself, where there is none. @param {string} message */
export function translated(message) {
  return one(message);
}

/** @param {Value} message @param {string} [context] @returns {string} */
function one(message, context) {
  const found = find(message, context);
  return Array.isArray(found) ? found[0] : (found ?? text(message));
}

/** @param {Value} singular @param {Value} plural @param {Value} n @param {string} [context] */
function many(singular, plural, n, context) {
  const found = find(singular, context);
  if (Array.isArray(found)) return found[catalogue.plural(whole(n))];
  return text(equal(n, 1) ? singular : plural);
}

/** @param {string} message @param {Record<string, Value>} variables */
const filled = (message, variables) =>
  format(new Markup(message), dict(Object.entries(variables)));

export const gettext = /* @__PURE__ */ new Callable(([message], variables) => filled(one(message), variables));

export const ngettext = /* @__PURE__ */ new Callable(([singular, plural, n], variables) =>
  filled(many(singular, plural, n), { num: n, ...variables }),
);

export const pgettext = /* @__PURE__ */ new Callable(([context, message], variables) =>
  filled(one(message, text(context)), { context, ...variables }),
);

export const npgettext = /* @__PURE__ */ new Callable(([context, singular, plural, n], variables) =>
  filled(many(singular, plural, n, text(context)), { context, num: n, ...variables }),
);
