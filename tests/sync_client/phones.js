/**
 * Phones in one Node process: the worker's own modules over an IndexedDB in memory. Python is their
 * network. A message a line, each command with an `id`, answered when it is done:
 *
 *   → {id, do, name, …}          ← {id, said} or {id, error}
 *   ← {fetch, id, name, body}    a phone asks the server while command `id` is going on
 *   → {fetch, status, type, text} or {fetch, fail: "AbortError"}
 *
 * With MUTANT in the environment the modules are altered while they are read: see mutants.js.
 */
import "fake-indexeddb/auto";
import { register } from "node:module";
import { createInterface } from "node:readline";

const { MUTANT } = process.env;
if (MUTANT) register("./mutants.js", import.meta.url, { data: MUTANT });

const worker = (/** @type {string} */ name) => import(`../../static/worker/${name}.js`);
const { changes, newId, newOpId, op: opOf } = await worker("op");
const { FIELDS, values } = await worker("synced");
const { exchange, sync } = await worker("sync");
const { open, STORES } = await worker("replica/store");
const { Visit } = await worker("replica/visit");
const { shipped } = await worker("law");
const { choices } = await worker("outbox/presenters");
const { views } = await worker("outbox/views");

const NOW = "2026-11-21T03:00:00+00:00";

/** @type {Map<string, any>} */
const phones = new Map();
/** @type {Map<number, {resolve: (response: Response) => void, reject: (error: Error) => void}>} */
const asked = new Map();
let fetches = 0;

const COMMANDS = {
  async open({ name }) {
    phones.get(name)?.close();
    phones.set(name, await open(name));
  },

  /** The browser clears its storage. */
  async clear({ name }) {
    await COMMANDS.forget({ name });
    await COMMANDS.open({ name });
  },

  async forget({ name }) {
    phones.get(name)?.close();
    phones.delete(name);
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
  },

  /** Operations as the screens make them, from the rows that this phone has. */
  async write({ name, wanted }) {
    const db = phones.get(name);
    const ops = [];
    for (const act of wanted) ops.push(await made(db, act));
    const results = await visitOf(db).save(ops, NOW);
    return { results, acts: await actsOf(db, ops) };
  },

  sync: ({ id, name }) => sync(phones.get(name), world(id, name)),

  exchange: ({ id, name }) => exchange(phones.get(name), world(id, name)),

  /** A choice on the screen 옮길 것; `choice` may be a number: the how-manieth. */
  async settle({ name, op_id, choice }) {
    const db = phones.get(name);
    const problem = await db.get("problem", op_id);
    const offered = choices(problem).map(({ value }) => value);
    const chosen = typeof choice === "number" ? offered[choice % offered.length] : choice;
    const before = new Set((await db.getAll("outbox")).map(({ op }) => op.op_id));
    const ask = { visit: visitOf(db), params: { op_id }, form: [["choice", chosen]], now: NOW };
    const going = () => ({ sending: [], offline: false });
    const tools = { newId, newOpId, brackets: shipped(), query: new URLSearchParams(), going };
    const answer = await views.settle_problem({ ...ask, ...tools });
    const all = (await db.getAll("outbox")).map(({ op }) => op);
    const queued = all.filter(({ op_id }) => !before.has(op_id));
    const settled = !(await db.get("problem", op_id));
    return { offered, chosen, queued, settled, answer, acts: await actsOf(db, queued) };
  },

  async state({ name }) {
    const tx = phones.get(name).transaction(STORES);
    const found = {};
    for (const store of STORES) found[store] = await tx.objectStore(store).getAll();
    const keys = await tx.objectStore("meta").getAllKeys();
    found.meta = Object.fromEntries(keys.map((key, at) => [key, found.meta[at]]));
    return found;
  },
};

/** @param {any} db */
const visitOf = (db) => new Visit(db, { opened: true, example: false });

async function made(db, { op, kind = "put", entity, id, wanted = {} }) {
  if (op) return op;
  const row = await db.get(entity, id);
  const about = { op_id: newOpId(), entity, id, kind, base: row?.rev ?? 0 };
  return opOf({ ...about, set: changes(row ? values(entity, row) : {}, wanted) });
}

/** Which operations the rows show, and what the person saw of each row. */
async function actsOf(db, ops) {
  const found = [];
  for (const { op_id, entity, id, kind, base } of ops) {
    const row = await db.get(entity, id);
    const shown = row?.history.some((done) => done.op_id === op_id);
    if (shown) found.push({ op_id, entity, id, kind, base, seen: values(entity, row) });
  }
  return found;
}

function world(id, name) {
  return { fetch: (url, init) => network(id, name, url, init), clock: () => new Date(NOW) };
}

/** Python decides what becomes of it. */
function network(id, name, url, { method, headers, body, signal, redirect }) {
  if (url !== "/sync" || method !== "POST" || headers["Content-Type"] !== "application/json") {
    throw new Error(`not an exchange: ${method} ${url}`);
  }
  if (!(signal instanceof AbortSignal) || redirect !== "error") throw new Error("waits for ever");
  const fetch = ++fetches;
  say({ fetch, id, name, body });
  return new Promise((resolve, reject) => asked.set(fetch, { resolve, reject }));
}

function answered({ fetch, fail, status, type, text }) {
  const { resolve, reject } = asked.get(fetch);
  asked.delete(fetch);
  if (fail) reject(fail === "AbortError" ? new DOMException("", fail) : new TypeError(fail));
  else resolve(new Response(text, { status, headers: { "Content-Type": type } }));
}

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function carryOut(command) {
  try {
    say({ id: command.id, said: (await COMMANDS[command.do](command)) ?? null });
  } catch (error) {
    say({ id: command.id, error: String(error.stack) });
  }
}

say({ fields: FIELDS });
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.fetch) answered(message);
  else carryOut(message);
}
