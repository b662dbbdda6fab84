/**
 * What the last visit to the same place was: its kinds and its person, chosen beforehand. A name
 * that differs in one syllable from a place that is known is asked about.
 */
import { put } from "./form.js";

const SHORTEST = 4; // syllables: of shorter names, one is too much to doubt

/** @typedef {{provider_kind: string, care_kind: string, member_id: string}} Visited */

/** @param {Document} document */
export function rememberPlaces(document) {
  for (const type of ["input", "change"]) {
    document.addEventListener(type, ({ target }) => {
      if (target instanceof HTMLInputElement && target.id === "provider_name") {
        recall(document, target, type === "change");
      }
    });
  }
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("#remembered [data-do=meant]") : null;
    const name = document.querySelector("#provider_name");
    if (!button || !(name instanceof HTMLInputElement) || !name.form) return;
    put(name.form, "provider_name", button.getAttribute("data-place") ?? "");
    name.focus();
  });
}

/** @param {Document} document @param {HTMLInputElement} input @param {boolean} typed  to the end */
function recall(document, input, typed) {
  const line = document.querySelector("#remembered");
  const places = placesOf(input);
  if (!(line instanceof HTMLElement) || !input.form) return;
  const name = input.value.trim();
  const known = places.get(name);
  const meant = !known && typed ? nearest(name, [...places.keys()]) : null;
  const kinds = known ? choose(input.form, known) : [];
  if (kinds.length) tell(line, "filled", { kinds: kinds.join(" · ") });
  else if (meant) tell(line, "meant", { place: meant });
  else if (!known) line.hidden = true;
  const yes = line.querySelector("[data-do=meant]");
  yes?.toggleAttribute("hidden", !meant);
  yes?.setAttribute("data-place", meant ?? "");
}

/** The places of the form's list, by name. @param {HTMLInputElement} input @returns {Map<string, Visited>} */
function placesOf(input) {
  const options = [...(input.list?.options ?? [])];
  return new Map(
    options.map(({ value, dataset }) => [
      value,
      {
        provider_kind: dataset.providerKind ?? "",
        care_kind: dataset.careKind ?? "",
        member_id: dataset.member ?? "",
      },
    ]),
  );
}

/**
 * Choose what nobody has chosen, or what was only chosen here for another place.
 *
 * @param {HTMLFormElement} form @param {Visited} visited
 * @returns {string[]} what was chosen, in the words of the form
 */
function choose(form, visited) {
  const chosen = [];
  for (const [name, value] of Object.entries(visited)) {
    const field = /** @type {RadioNodeList | HTMLSelectElement | null} */ (
      form.elements.namedItem(name)
    );
    if (!field || (field.value && field.value !== form.dataset[name])) continue;
    if (field.value !== value) put(form, name, value);
    if (field.value !== value) continue; // a person who is not there any more
    form.dataset[name] = value;
    chosen.push(wordFor(field));
  }
  return chosen;
}

/** @param {RadioNodeList | HTMLSelectElement} field */
function wordFor(field) {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? "";
  const radio = [...field].find((each) => each instanceof HTMLInputElement && each.checked);
  return /** @type {HTMLInputElement} */ (radio).labels?.[0]?.textContent?.trim() ?? "";
}

/** @param {HTMLElement} line @param {string} what @param {Record<string, string>} filledIn */
function tell(line, what, filledIn) {
  const text = Object.entries(filledIn).reduce(
    (words, [name, value]) => words.replace(`{${name}}`, () => value),
    line.dataset[what] ?? "",
  );
  const place = line.querySelector("[data-text]");
  if (place) place.textContent = text;
  line.hidden = false;
}

/** The first name that differs in one syllable: changed, left out or too many.
 * @param {string} name @param {readonly string[]} known @returns {string | null} */
export function nearest(name, known) {
  const letters = [...name.replace(/\s/g, "")];
  if (letters.length < SHORTEST) return null;
  return known.find((each) => differsByOne(letters, [...each.replace(/\s/g, "")])) ?? null;
}

/** @param {readonly string[]} one @param {readonly string[]} other */
function differsByOne(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let begin = 0;
  while (begin < short.length && short[begin] === long[begin]) begin++;
  const rest = short.slice(short.length === long.length ? begin + 1 : begin);
  return rest.every((letter, at) => letter === long[begin + 1 + at]);
}
