/**
 * Calls, and the macros that templates make.
 *
 * @import { Names, Value } from "./values.js"
 */
import { Callable, Markup, TemplateError, Undefined, known } from "./values.js";

/** @param {Value} callee @param {Value[]} given @param {Names} [keywords] @returns {Value} */
export function call(callee, given, keywords = {}) {
  if (callee instanceof Callable) return callee.invoke(given, keywords);
  if (callee instanceof Undefined) callee.raise();
  if (typeof callee === "function" && !Object.keys(keywords).length) return callee(...given);
  throw new TemplateError("this cannot be called so");
}

/**
 * A macro; `body` gets undefined for a parameter that was not given.
 * @param {string} name @param {string[]} parameters @param {boolean} takesCaller
 * @param {(...given: Value[]) => string} body
 */
export function macro(name, parameters, takesCaller, body) {
  return new Callable((given, keywords) => {
    const { ...left } = keywords;
    const values = parameters.map((parameter, place) => {
      if (place < given.length) return given[place];
      const value = left[parameter];
      delete left[parameter];
      return value;
    });
    if (takesCaller) {
      values.push(known(left.caller ?? undefined, "caller"));
      delete left.caller;
    }
    const unknown = Object.keys(left)[0];
    if (unknown !== undefined) throw new TemplateError(`macro '${name}' takes no '${unknown}'`);
    if (given.length > parameters.length) {
      throw new TemplateError(`macro '${name}' takes ${parameters.length} values`);
    }
    return new Markup(body(...values));
  });
}
