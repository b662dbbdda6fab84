/**
 * The rule book of 본인부담상한제 on the phone: webapp/law/ function by function, under the same
 * names and in the same order, over the same data. tests/frontend/test_law_parity.py holds it.
 *
 * Pure: no clock, no storage, no platform. Money is whole won within 2^53 − 1, days are ISO
 * strings, "today" is passed in. Functions are in camelCase, and those that a Python module keeps
 * to itself keep their underscore; the fields of what they take and return have their Python
 * names, which are also those of the wire and of the templates.
 */
export * from "./law/assess.js";
export * from "./law/brackets.js";
export * from "./law/calendar.js";
export * from "./law/caps.js";
export * from "./law/days.js";
export * from "./law/exclusions.js";
export * from "./law/forecast.js";
export * from "./law/kinds.js";
export * from "./law/preview.js";
export * from "./law/receipt.js";
export * from "./law/receipt-form.js";
export * from "./law/rulebook.js";
export * from "./law/stays.js";
