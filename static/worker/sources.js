/**
 * What a reader is told of where a text was read. Twin of webapp/sources.py.
 *
 * @import { Source } from "./law/rulebook.js"
 */

import { _ } from "./say.js";
import { sources } from "./law/rulebook.js";

/** Each title once, in the order of `ids`; an id that is not known is left out. @param {readonly string[]} ids */
export function presentSources(ids) {
  const known = ids.flatMap((id) => sources().get(id) ?? []);
  return [...new Set(known.map(titleOf))].map((title) => ({ title }));
}

/** What a source is called; an official text that was read in a copy says so. @param {Source} source */
export function titleOf({ title, kind }) {
  return kind === "quoted" ? _("%(title)s (옮긴 글에서 읽음)", { title: _(title) }) : _(title);
}
