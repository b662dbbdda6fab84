/**
 * What a file holds, beside what is here: before anything is changed.
 *
 * @import { Told } from "../worker/records/answer.js"
 * @import { Part } from "./part.js"
 * @import { Read } from "./restore-screen.js"
 */
import { filled } from "./part.js";
import { wholeDay } from "./whole-day.js";

const SHOWN = 50; // rows of a list

/** @param {Part} part @param {Read} read @param {number} photos  that are not here yet */
export function draw(part, { content, weighed }, photos) {
  const names = content.people.map(({ name }) => name).join(", ");
  part.say("whose", { names });
  part.say("made_on", { day: wholeDay(content.made_on, document.documentElement.lang) });
  drawFamily(part, content);
  const of = (/** @type {string} */ status) => weighed.filter((each) => each.status === status);
  const counts = Object.fromEntries(["new", "same", "differs", "deleted", "wrong"].map((each) => [each, of(each).length]));
  for (const [name, n] of Object.entries({ ...counts, photos })) {
    part.say(name, { n });
    part.toggle(`[data-some="${name}"]`, n > 0);
  }
  const [differs, wrong] = [of("differs"), of("wrong")];
  list(part, "differs", differs.map((told) => ({ about: told.about, lines: differencesOf(part, told) })));
  list(part, "wrong", wrong.map(({ about, problems }) => ({ about, lines: problems })));
  const undecided = differs.length + of("deleted").length;
  part.toggle("[data-choice]", undecided > 0);
  part.toggle("[data-choice-error]", false);
  const isNothing = !undecided && !of("new").length && !photos;
  part.toggle("[data-nothing-new]", isNothing);
  part.toggle("[data-take]", !isNothing);
}

/** Each person with their receipts by year. @param {Part} part @param {Read["content"]} content */
function drawFamily(part, { people, receipts }) {
  const box = part.find("[data-people]");
  if (!box) return;
  const items = people.map(({ id, name }) => {
    const years = receipts.filter(({ member_id }) => member_id === id).map((row) => String(row.care_from).slice(0, 4));
    const counts = [...new Set(years)].sort().reverse().map((year) =>
      filled(box.dataset.year, { year, n: years.filter((each) => each === year).length }),
    );
    return item(name, counts.join(", ") || (box.dataset.none ?? ""));
  });
  box.replaceChildren(...items);
}

/** @param {string} title @param {string} text */
function item(title, text) {
  const [line, strong] = [document.createElement("li"), document.createElement("strong")];
  strong.textContent = title;
  line.append(strong, text);
  return line;
}

/** Whose a stranger's records become. @param {Part} part @param {Read} read @param {() => void} changed */
export function drawPeople(part, { content, people, who }, changed) {
  const box = part.find("[data-who]");
  const here = new Set(people.map(({ id }) => id));
  const strangers = people.length ? content.people.filter(({ id }) => !here.has(id)) : [];
  part.toggle("[data-same-names]", strangers.length > 0);
  box?.replaceChildren(
    ...strangers.map(({ id, name }) => {
      const field = document.createElement("div");
      const [label, select] = [document.createElement("label"), document.createElement("select")];
      field.className = "field";
      select.id = `who-${id}`;
      label.htmlFor = select.id;
      label.textContent = filled(box.dataset.label, { name });
      select.append(new Option(box.dataset.own, ""));
      select.append(...people.map((each) => new Option(String(each.values.name), each.id)));
      select.value = who.get(id) ?? "";
      select.addEventListener("change", () => {
        if (select.value) who.set(id, select.value);
        else who.delete(id);
        changed();
      });
      field.append(label, select);
      return field;
    }),
  );
}

/** @param {Part} part @param {Told} told */
function differencesOf(part, { differences }) {
  const words = part.find("template[data-difference]")?.dataset.words;
  return differences.map((each) => filled(words, each));
}

/** @param {Part} part @param {string} name @param {{about: string, lines: string[]}[]} rows */
function list(part, name, rows) {
  part.toggle(`[data-list="${name}"]`, rows.length > 0);
  part.find(`[data-list="${name}"] ul`)?.replaceChildren(...rows.slice(0, SHOWN).map((row) => drawn(part, row)));
}

/** @param {Part} part @param {{about: string, problems: string[]}[]} refused */
export function listRefused(part, refused) {
  part.toggle("[data-refused]", refused.length > 0);
  const rows = refused.slice(0, SHOWN).map(({ about, problems }) => drawn(part, { about, lines: problems }));
  part.find("[data-refused] ul")?.replaceChildren(...rows);
}

/** @param {Part} part @param {{about: string, lines: string[]}} row */
function drawn(part, { about, lines }) {
  const template = /** @type {HTMLTemplateElement} */ (part.find("template[data-row]"));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const [title, list] = [row.querySelector("[data-title]"), row.querySelector("[data-lines]")];
  if (title) title.textContent = about;
  list?.append(
    ...lines.map((line) => {
      const each = document.createElement("li");
      each.textContent = line;
      return each;
    }),
  );
  return row;
}
