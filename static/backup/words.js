/**
 * What the page's language calls the fields of a receipt and their values: the template says it.
 *
 * @import { Part } from "./part.js"
 */

/** @param {Part} part */
export function wordsOf(part) {
  const template = /** @type {HTMLTemplateElement} */ (part.find("template[data-names]"));
  const named = [...template.content.querySelectorAll("option")];
  const { discharged = "", number = "", photo = "", ...problems } = template.dataset;
  const of = (/** @type {string} */ what) => named.filter((each) => each.dataset.of === what);
  return {
    fields: of("field").map(({ value, text }) => ({ name: value, label: text })),
    kinds: of("kind").map(({ value, text, dataset }) => ({ field: dataset.field ?? "", value, label: text })),
    discharged,
    number,
    photo,
    problems: {
      no_day: problems.noDay ?? "",
      no_won: problems.noWon ?? "",
      no_person: problems.noPerson ?? "",
    },
  };
}
