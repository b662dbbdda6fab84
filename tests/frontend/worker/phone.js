/** A phone in Node: the worker's own modules over an IndexedDB in memory, and a network by hand. */
import "fake-indexeddb/auto";

import { mock } from "node:test";

import en from "../../../static/worker/generated/catalogue-en.js";
import { known, written } from "../../../static/worker/look.js";
import { changes, op } from "../../../static/worker/op.js";
import { useAssets, useCatalogues } from "../../../static/worker/render.js";
import { absorb, standing } from "../../../static/worker/replica/absorb.js";
import { open, STORES } from "../../../static/worker/replica/store.js";
import { Visit } from "../../../static/worker/replica/visit.js";
import { write } from "../../../static/worker/replica/write.js";
import { respond } from "../../../static/worker/respond.js";
import { VIEWS } from "../../../static/worker/routes.js";

useAssets((name) => `/static/${name}`);
useCatalogues({ en });

export const NOW = "2026-11-21T03:00:00+00:00";
export const SITE = "https://phone.example";

let numbers = 0;
const uuid = (/** @type {number} */ version) =>
  `0190a7b2-0000-${version}000-8000-${String(++numbers).padStart(12, "0")}`;
export const newId = () => uuid(7);
export const newOpId = () => uuid(4);

export const MOTHER = newId();

export const RECEIPT = {
  member_id: MOTHER,
  provider_name: "성모병원",
  provider_kind: "general",
  care_kind: "outpatient",
  care_from: "2026-03-02",
  care_to: "2026-03-02",
  insurance_kind: "health",
  copay: 12_000,
};

/** An empty replica. */
export const fresh = () => open(`phone ${++numbers}`);

/** @param {any} about  entity, kind, base, id, op_id, wanted, old */
export function made({ entity = "receipt", id = newId(), wanted = {}, old = {}, ...more }) {
  return op({ op_id: newOpId(), entity, id, set: changes(old, wanted), ...more });
}

export const naming = (id = MOTHER, name = "엄마") => made({ entity: "member", id, wanted: { name } });

/** @param {object} [wanted] */
export const receiptOp = (wanted = {}) => made({ wanted: { ...RECEIPT, ...wanted } });

/** A replica in which the mother was written down, and waits. */
export async function withMother() {
  const db = await fresh();
  await write(db, [naming()], NOW);
  return db;
}

/** What the server says of these operations: as it has them after it applied them. @param {any[]} ops @param {number} rev */
export function rowsOf(ops, rev = 1) {
  return ops.map(({ entity, id, set }, at) => ({
    entity,
    id,
    rev: rev + at,
    created_at: NOW,
    deleted_at: null,
    values: Object.fromEntries(Object.entries(set).map(([name, pair]) => [name, pair[1]])),
    history: [],
  }));
}

/** @param {object} [more] */
export function answerOf(more = {}) {
  return {
    contract: 1,
    household: "house",
    epoch: "epoch",
    cursor: 1,
    reset: false,
    more: false,
    example: false,
    results: [],
    changes: [],
    ...more,
  };
}

/** Take in an answer that was asked for just now. @param {any} db @param {object} [more] */
export async function told(db, more = {}) {
  return absorb(db, await standing(db), answerOf(more), NOW);
}

/** What the server has, whole: mother and these receipts. @param {any[]} [receipts] */
export async function pulled(receipts = []) {
  const db = await fresh();
  const ops = [naming(), ...receipts];
  await told(db, { changes: rowsOf(ops).map(whole), cursor: ops.length });
  return db;
}

/** The fields that the server always sends. @param {any} row */
export function whole(row) {
  if (row.entity === "member") return { ...row, values: { avatar: "", ...row.values } };
  if (row.entity !== "receipt") return row;
  const usual = { insurer_paid: null, full_self_pay: 0, noncovered: 0, advance: 0, patient_total: null };
  const indemnity = { indemnity_paid: null };
  const others = { receipt_no: "", note: "", discharged: false, separate: false, unverified: "" };
  return { ...row, values: { ...usual, ...indemnity, ...uncounted, ...others, ...row.values } };
}

const uncounted = Object.fromEntries(
  ["selective_benefit", "dental_implant", "shared_room", "chuna", "mild_tertiary", "over_365_visits"]
    .concat("arrears", "public_subsidy")
    .map((reason) => [`uncounted-${reason}`, 0]),
);

/** @param {any} db */
export const visitOf = (db) => new Visit(db, { opened: true, example: false });

/** @param {any} db */
export const waiting = async (db) => (await db.getAll("outbox")).map((/** @type {any} */ each) => each.op);

/** Everything that the replica holds. @param {any} db */
export async function everything(db) {
  const all = STORES.map(async (store) => [store, await db.getAll(store), await db.getAllKeys(store)]);
  return Promise.all(all);
}

/**
 * What respond() stands on; `said` tells what it was told.
 *
 * @param {any} db @param {any} [more]
 */
export function phoneOn(db, more = {}) {
  /** @type {string[]} */
  const said = [];
  const tell = (/** @type {string} */ what) => () => void said.push(what);
  const fetched = /** @type {any[]} */ ([]);
  const answer = more.answer ?? (() => new Response("of the server", { status: 200 }));
  return {
    said,
    fetched,
    open: async () => db,
    fetch: async (/** @type {Request} */ request, /** @type {any} */ options) => {
      fetched.push({ url: request.url, method: request.method, options, body: await request.clone().text() });
      return answer(request, options);
    },
    clock: () => new Date(NOW),
    newId,
    newOpId,
    language: async () => "ko",
    look: async () => known(),
    speak: async (/** @type {string} */ language) => void said.push(`speak ${language}`),
    dress: async (/** @type {any} */ look) => void said.push(`dress ${written(look)}`),
    ask: async () => said.push("ask"),
    empty: async (/** @type {() => Promise<void>} */ forget) => {
      await forget();
      said.push("emptied");
    },
    going: () => ({ sending: [], offline: false }),
    wrote: tell("wrote"),
    looked: tell("looked"),
    left: tell("left"),
    replaced: tell("replaced"),
    ...more,
  };
}

/** @param {string} path @param {any} [options] */
export function get(path, { navigate = true, ...options } = {}) {
  return dressed(new Request(SITE + path, options), navigate ? { mode: "navigate", referrer: "" } : {});
}

/** A posted form. @param {string} path @param {any} form @param {any} [how] */
export function post(path, form = {}, { headers = {}, from = `${SITE}/`, body } = {}) {
  const request = new Request(SITE + path, {
    method: "POST",
    headers,
    body: body ?? new URLSearchParams(form),
  });
  return dressed(request, { mode: "navigate", referrer: from });
}

/** Node's requests are never navigations. @param {Request} request @param {object} how @returns {Request} */
function dressed(request, how) {
  const clone = request.clone.bind(request);
  for (const [name, value] of Object.entries(how)) Object.defineProperty(request, name, { value });
  Object.defineProperty(request, "clone", { value: () => dressed(clone(), how) });
  return request;
}

export const NEVER = () => new Promise(() => {});

/** @param {any} phone @param {Request} request */
export const textOf = async (phone, request) => (await respond(request, phone)).text();

/** A network that accepts and never answers, until it is given up. @param {any} _request @param {any} options */
export const hanging = (_request, { signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

export const down = () => Promise.reject(new TypeError("fetch failed"));

/** @param {string} screen @param {any} view @param {() => Promise<void>} work */
export async function withView(screen, view, work) {
  const before = VIEWS[screen];
  const quiet = mock.method(console, "error", () => {});
  VIEWS[screen] = view;
  try {
    await work();
  } finally {
    VIEWS[screen] = before;
    quiet.mock.restore();
  }
}

/** Until what runs has come to a timer. */
async function settled() {
  for (let turns = 0; turns < 50; turns++) await new Promise((done) => setImmediate(done));
}

/** With clocks that are moved by hand. @param {(tick: (ms: number) => Promise<void>) => Promise<void>} work */
export async function byHand(work) {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    await work(async (ms) => {
      await settled();
      mock.timers.tick(ms);
    });
  } finally {
    mock.timers.reset();
  }
}
