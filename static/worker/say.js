/** Texts of presenters and views in the chosen language; templates have gettext.js. */
import { translated } from "./gettext.js";

/**
 * The message in the chosen language, `%(name)s` filled in. Without variables it stays as it is,
 * as flask_babel's gettext has it.
 *
 * @param {string} message
 * @param {Record<string, string | number>} [variables]
 * @returns {string}
 */
export function _(message, variables) {
  const text = translated(message);
  if (variables === undefined) return text;
  return text.replace(/%(?:\((\w+)\)[sd]|%)/g, (found, name) =>
    found === "%%" ? "%" : String(variables[name]),
  );
}
