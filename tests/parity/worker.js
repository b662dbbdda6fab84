/**
 * The worker's modules in Node, over an IndexedDB in memory: a command a line on standard input,
 * an answer a line on standard output.
 *
 *   {do: "load", name, answer, brackets}        a fresh replica that took in this answer of /sync
 *   {do: "ask", name, method, url, form, fragment, language, now, first}  → {status, headers, body}
 *   {do: "rows", name, store}                   → what a store holds
 */
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { shipped } from "../../static/worker/law.js";
import en from "../../static/worker/generated/catalogue-en.js";
import { known } from "../../static/worker/look.js";
import { answer, useAssets, useCatalogues } from "../../static/worker/render.js";
import { absorb, standing } from "../../static/worker/replica/absorb.js";
import { open } from "../../static/worker/replica/store.js";
import { Visit } from "../../static/worker/replica/visit.js";
import { moment } from "../../static/worker/respond.js";
import { route } from "../../static/worker/routes.js";

const manifest = JSON.parse(
  readFileSync(new URL("../../static/build/manifest.json", import.meta.url), "utf-8"),
);
useAssets((name) => manifest[name]);
useCatalogues({ en });

/** @type {Map<string, any>} */
const phones = new Map();

const COMMANDS = {
  async load({ name, answers, example = false, brackets }) {
    phones.get(name)?.db.close();
    const db = await open(`${name} ${Math.random()}`);
    for (const each of answers) await absorb(db, await standing(db), each, "2026-11-21T03:00:00+00:00");
    phones.set(name, { db, brackets: brackets ?? shipped(), example });
    return {};
  },

  async ask({ name, method, url, form, fragment, language, look, now, first }) {
    const { db, brackets, example } = phones.get(name);
    const { pathname, searchParams } = new URL(url, "http://phone.invalid");
    const found = route(method, pathname);
    if (!found) return { status: 0, headers: {}, body: `no route for ${method} ${pathname}` };
    let [ids, ops] = [first, first];
    const ask = {
      visit: new Visit(db, { opened: !!(await db.get("meta", "household")), example }),
      params: {},
      query: searchParams,
      form,
      ...moment(new Date(now)),
      newId: () => `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`,
      newOpId: () => `00000000-0000-4000-8000-${String(++ops).padStart(12, "0")}`,
      brackets,
      tableBefore: null,
      sawTable: async () => {},
      going: () => ({ sending: [], offline: false }),
      empty: async () => {},
      look: known(look),
      speak: async () => {},
      dress: async () => {},
    };
    return answer(found, ask, { fragment, language });
  },

  async rows({ name, store }) {
    return phones.get(name).db.getAll(store);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let said;
  try {
    said = await COMMANDS[command.do](command);
  } catch (error) {
    said = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
