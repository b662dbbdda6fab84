/**
 * 표 가져오기: a table is read here, its columns are matched, and each row is shown before anything
 * is saved.
 *
 * @import { Told } from "../worker/records/answer.js"
 * @import { Given } from "../worker/records/weigh.js"
 * @import { Columns } from "./headings.js"
 * @import { Part } from "./part.js"
 * @import { Line } from "./rows.js"
 *
 * @typedef {{rows: string[][], headings: string[], people: {value: string, label: string}[]}} Table
 * @typedef {{line: Line, told: Told | null, state: "new" | "double" | "wrong"}} Candidate
 * @typedef {{candidates: Candidate[], fresh: Given[]}} Matched  `fresh`: people who are new
 */
import { TABLES } from "../scan/generated/packs.js";
import { PackError } from "../scan/pack.js";
import { newId } from "../worker/op.js";
import { guess, headingRow, isCopay } from "./headings.js";
import { load } from "./pack.js";
import { filled, isStop } from "./part.js";
import { listRefused } from "./preview.js";
import { everything, take, weigh } from "./replica.js";
import { linesOf, peopleOf } from "./rows.js";
import { offerUndo } from "./undo.js";
import { wholeDay } from "./whole-day.js";
import { wordsOf } from "./words.js";

const MOST_BYTES = 20_000_000;
const MOST_ROWS = 5_000;
const SHOWN = 200; // rows of a list

class TableError extends Error {}

/** @param {Part} part */
export async function arriveImport(part) {
  const found = await everything().catch(() => null);
  if (!found) return part.refer("worker");
  if (!found.pulled) return part.refer("pull");
  if (found.example) return part.refer("example");
  part.offer();
  /** @type {{table: Table | null, matched: Matched}} */
  const state = { table: null, matched: { candidates: [], fresh: [] } };
  part.on("[data-file]", "change", async ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const file = input.files?.[0];
    if (file) state.table = (await readIn(part, file)) ?? null;
    input.value = ""; // the same one may be chosen again
  });
  part.on("[data-column]", "change", ({ target }) => {
    if (state.table) showExample(part, /** @type {HTMLSelectElement} */ (target), state.table);
  });
  part.on("[data-match]", "click", async () => {
    if (state.table) state.matched = (await weighed(part, state.table)) ?? state.matched;
  });
  part.on("[data-back]", "click", () => part.show("matching"));
  part.on("[data-again]", "click", () => part.show("ready"));
  part.on("[data-rows]", "change", () => count(part, state.matched.candidates));
  part.on("[data-take]", "click", () => takeIn(part, state.matched));
  part.show("ready", false);
}

/** @param {Part} part @param {File} file @returns {Promise<Table | undefined>} */
async function readIn(part, file) {
  const table = await part.works(
    "ready",
    async (_tell, signal) => {
      if (file.size > MOST_BYTES) throw new TableError("large");
      const { readTable } = await load(TABLES, signal);
      const all = await readTable(file).catch(() => {
        throw new TableError("unreadable");
      });
      const at = headingRow(all, wordsOf(part).fields);
      const rows = all.slice(at + 1);
      if (!rows.length) throw new TableError("no_rows");
      if (rows.length > MOST_ROWS) throw new TableError("too_many");
      const people = (await everything()).records.filter(({ entity }) => entity === "member");
      signal.throwIfAborted();
      return { rows, headings: all[at], people: people.map(({ id, values }) => ({ value: id, label: String(values.name) })) };
    },
    (error) => part.complain(reasonOf(error)),
  );
  if (!table) return undefined;
  part.say("file", { name: file.name });
  part.say("rows", { n: table.rows.length });
  drawColumns(part, table);
  part.show("matching");
  return table;
}

/** @param {Part} part @param {Table} table */
function drawColumns(part, table) {
  const guessed = guess(table.headings, wordsOf(part).fields);
  const names = table.headings.map((heading, at) => heading || filled(part.root.dataset.nameless, { n: at + 1 }));
  for (const select of columnsOf(part)) {
    const field = select.dataset.column ?? "";
    select.replaceChildren(select.options[0], ...names.map((name, at) => new Option(name, String(at))));
    select.value = field in guessed ? String(guessed[field]) : "";
    showExample(part, select, table);
  }
}

/** What stands in the chosen column. @param {Part} part @param {HTMLSelectElement} select @param {Table} table */
function showExample(part, select, { rows }) {
  const example = select.value && rows.map((row) => row[Number(select.value)]).find(Boolean);
  const hint = part.find(`#${select.id}-hint`);
  if (hint) hint.textContent = example ? filled(part.root.dataset.example, { example }) : "";
}

/** @param {Part} part @returns {HTMLSelectElement[]} */
function columnsOf(part) {
  return part.all("select[data-column]").map((each) => /** @type {HTMLSelectElement} */ (each));
}

/** @param {Part} part @returns {Columns} */
function matched(part) {
  const chosen = columnsOf(part).filter(({ value }) => value !== "");
  return Object.fromEntries(chosen.map(({ dataset, value }) => [dataset.column ?? "", Number(value)]));
}

/** @param {Part} part @param {Table} table @returns {Promise<Matched | undefined>} */
async function weighed(part, { rows, headings, people }) {
  const columns = matched(part);
  const lacking = ["care_from", "provider_name", "copay"].filter((name) => !(name in columns));
  part.toggle("[data-lacking]", lacking.length > 0);
  if (lacking.length) {
    part.find(`select[data-column="${lacking[0]}"]`)?.focus();
    return undefined;
  }
  const words = wordsOf(part);
  const label = words.fields.find(({ name }) => name === "copay")?.label ?? "";
  const isCertain = isCopay(headings[columns.copay] ?? "", label);
  const { selectedOptions } = /** @type {HTMLSelectElement} */ (part.find("[data-person]"));
  const person = selectedOptions[0]?.text ?? "";
  const lines = linesOf(rows, columns, { words, person, isCopay: isCertain, newId });
  const fresh = peopleOf(lines, people, newId);
  const sound = lines.filter(({ problems }) => !problems.length);
  /** @type {{weighed: Told[]} | undefined} */
  const answer = await part.works(
    "matching",
    (tell, signal) => weigh([...fresh, ...sound.map(({ given }) => given)], tell, signal),
    (error) => part.complain(reasonOf(error)),
  );
  if (!answer) return undefined;
  const told = new Map(answer.weighed.map((each) => [each.given.id, each]));
  const candidates = lines.map((line) => candidateOf(line, told.get(line.given.id) ?? null));
  part.toggle("[data-uncertain]", !isCertain);
  part.toggle("[data-new-people]", fresh.length > 0);
  part.say("new-people", { names: fresh.map(({ values }) => values.name).join(", ") });
  draw(part, candidates);
  part.show("preview");
  return { candidates, fresh };
}

/** @param {Line} line @param {Told | null} told @returns {Candidate} */
function candidateOf(line, told) {
  if (!told || told.status === "wrong") return { line, told, state: "wrong" };
  return { line, told, state: told.twin || told.again ? "double" : "new" };
}

/** @param {Part} part @param {Candidate[]} candidates */
function draw(part, candidates) {
  for (const state of ["new", "double", "wrong"]) {
    const rows = candidates.map((each, at) => ({ ...each, at })).filter((each) => each.state === state);
    part.say(`count-${state}`, { n: rows.length });
    part.toggle(`[data-list="${state}"]`, rows.length > 0);
    part.find(`[data-list="${state}"] ul`)?.replaceChildren(...rows.slice(0, SHOWN).map((row) => drawn(part, row)));
    part.toggle(`[data-list="${state}"] [data-more]`, rows.length > SHOWN);
    part.say(`more-${state}`, { n: rows.length - SHOWN });
  }
  count(part, candidates);
}

/** @param {Part} part @param {Candidate & {at: number}} candidate */
function drawn(part, { line, told, state, at }) {
  const name = state === "wrong" ? "data-wrong-row" : "data-row-tick";
  const template = /** @type {HTMLTemplateElement} */ (part.find(`template[${name}]`));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const { care_from = "", provider_name = "", copay = "" } = line.given.values;
  const { lang } = document.documentElement;
  const won = typeof copay === "number" ? copay.toLocaleString(lang) : "";
  const about = [wholeDay(String(care_from), lang), provider_name, line.person].filter(Boolean).join(" · ");
  const tick = /** @type {HTMLInputElement | null} */ (row.querySelector("input"));
  if (tick) [tick.checked, tick.dataset.at] = [state === "new", String(at)];
  for (const [selector, text] of Object.entries({
    "[data-about]": about || filled(part.root.dataset.line, { n: at + 1 }),
    "[data-won-of]": won && filled(part.root.dataset.won, { won }),
    "[data-problem]": [...line.problems, ...(told?.problems ?? [])].join(" "),
  })) {
    const place = row.querySelector(selector);
    if (place) place.textContent = text;
  }
  return row;
}

/** What is ticked, and what is new but too far down to be shown. @param {Part} part @param {Candidate[]} candidates */
function chosen(part, candidates) {
  const ticks = part.all("[data-rows] input").map((each) => /** @type {HTMLInputElement} */ (each));
  const shown = new Map(ticks.map(({ dataset, checked }) => [Number(dataset.at), checked]));
  return candidates.filter(({ state }, at) => shown.get(at) ?? state === "new");
}

/** @param {Part} part @param {Candidate[]} candidates */
function count(part, candidates) {
  part.say("chosen", { n: chosen(part, candidates).length });
  part.toggle("[data-none-chosen]", false);
}

/** @param {Part} part @param {Matched} matched */
async function takeIn(part, { candidates, fresh }) {
  const rows = chosen(part, candidates);
  part.toggle("[data-none-chosen]", !rows.length);
  if (!rows.length) return;
  const receipts = rows.map(({ line, state }) => asChosen(line.given, state));
  const wanted = new Set(receipts.map(({ values }) => values.member_id));
  const given = [...fresh.filter(({ id }) => wanted.has(id)), ...receipts]; // people first
  const done = await part.works(
    "preview",
    (tell, signal) => take(given, "both", tell, signal),
    (error) => part.complain(reasonOf(error)),
    { writes: true },
  );
  if (!done) return;
  part.say("taken", { n: rows.length - done.refused.length });
  listRefused(part, done.refused);
  offerUndo(part, done.done);
  part.show("done");
}

/** What the person took though it looks like another one is another one. @param {Given} given @param {Candidate["state"]} state @returns {Given} */
function asChosen(given, state) {
  return state === "double" ? { ...given, values: { ...given.values, separate: true } } : given;
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof PackError) return error.reason;
  if (error instanceof TableError) return error.message;
  return isStop(error) ? "stopped" : "failed";
}
