/**
 * What a page may ask about the household's records, by a message: all of them, what those of a
 * file are to them, to take these in, and to take that back.
 *
 * @import { Errors, Op } from "../op.js"
 * @import { Database } from "../replica/store.js"
 * @import { Choice } from "./take-in.js"
 * @import { Given, Weighed } from "./weigh.js"
 *
 * @typedef {{records: "all"} | {records: "weigh", given: Given[]} |
 *   {records: "take", given: Given[], choice: Choice} | {records: "undo", done: Op[]}} Question
 * @typedef {{given: Given, status: import("./weigh.js").Status, twin: boolean, again: boolean,
 *   about: string, differences: {label: string, here: string, file: string}[], problems: string[]}} Told
 */
import { givenDay } from "../formats.js";
import { labels as ofPeople } from "../household/presenters.js";
import { labels, shown } from "../receipts/labels.js";
import { meta } from "../replica/store.js";
import { _ } from "../say.js";
import { values } from "../synced.js";
import { takeBack } from "./take-back.js";
import { takeIn } from "./take-in.js";
import { differences, weigh } from "./weigh.js";

/**
 * @param {Question} question
 * @param {{db: Database, now: string, newOpId: () => string, speak: () => void,
 *   tell: (done: number, of: number) => void}} world  `speak` sets the language of texts
 */
export async function answerAbout(question, { db, now, newOpId, speak, tell }) {
  if (question.records === "all") return all(db);
  speak();
  if (question.records === "weigh") {
    const names = await namesOf(db, question.given);
    const weighed = await weigh(db, question.given, now, tell);
    speak();
    return { weighed: weighed.map((each) => told(each, names)) };
  }
  if (question.records === "undo") return takeBack(db, question.done, { now, newOpId }, tell);
  const { taken, done, refused } = await takeIn(db, question.given, question.choice, { now, newOpId }, tell);
  speak();
  return {
    taken,
    done,
    refused: refused.map(({ given, errors }) => ({ about: about(given), problems: reasons(errors) })),
  };
}

/** Living records of living people, as they travel. @param {Database} db */
async function all(db) {
  const tx = db.transaction(["member", "member_year", "receipt"]);
  const [people, years, receipts] = await Promise.all(
    ["member", "member_year", "receipt"].map((store) => tx.objectStore(store).getAll()),
  );
  const living = new Set(people.filter((row) => row.deleted_at === null).map((row) => row.id));
  const records = Object.entries({ member: people, member_year: years, receipt: receipts }).flatMap(
    ([entity, rows]) =>
      rows
        .filter((row) => row.deleted_at === null && living.has(row.member_id ?? row.id))
        .map((row) => ({ entity, id: row.id, values: values(/** @type {any} */ (entity), row) })),
  );
  const [pulled, example] = await Promise.all(["pulled", "example"].map((key) => meta(db, key)));
  return { records, pulled: !!pulled, example: !!example };
}

/** What people are called, here and in the file. @param {Database} db @param {Given[]} given */
async function namesOf(db, given) {
  const here = (await db.getAll("member")).map((row) => [row.id, row.name]);
  const there = given.filter(({ entity }) => entity === "member").map(({ id, values }) => [id, String(values.name ?? "")]);
  return Object.fromEntries([...there, ...here]);
}

/** @param {Weighed} weighed @param {Record<string, string>} names @returns {Told} */
function told(weighed, names) {
  const { given, status, twin, again, errors } = weighed;
  const found = status === "differs" ? differences(weighed) : [];
  return {
    given,
    status,
    twin,
    again,
    about: about(given, names),
    differences: found.map(([name, here, file]) => ({
      label: labelOf(name),
      here: shown(name, here, names),
      file: shown(name, file, names),
    })),
    problems: reasons(errors),
  };
}

/** @param {Given} given @param {Record<string, string>} [names] */
function about({ entity, id, values }, names = {}) {
  if (entity === "receipt") {
    return [givenDay(String(values.care_from ?? "")), values.provider_name].filter(Boolean).join(" ");
  }
  if (entity === "member_year") return [names[String(values.member_id)], values.year].filter(Boolean).join(" ");
  return String(values.name ?? names[id] ?? "");
}

/** @param {Errors} errors */
function reasons(errors) {
  return Object.entries(errors).flatMap(([name, messages]) =>
    messages.map((message) => (name ? `${labelOf(name)}: ${message}` : message)),
  );
}

/** @param {string} name */
function labelOf(name) {
  return { ...ofPeople(), ...labels() }[name] ?? name;
}
