/**
 * What compiled templates stand on: the meaning that Python and Jinja give to values.
 * Which kinds of values there are is said in ./jinja/values.js.
 */
export * from "./jinja/calls.js";
export * from "./jinja/fields.js";
export * from "./jinja/lists.js";
export * from "./jinja/loops.js";
export * from "./jinja/operators.js";
export * from "./jinja/templates.js";
export * from "./jinja/text.js";
export * from "./jinja/values.js";
