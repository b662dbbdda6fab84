/** 모두 지우기 without a network: nothing is left here, nothing comes back, and the server hears of it first. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetAll, leavingOf } from "../../../static/worker/leaving.js";
import { status } from "../../../static/worker/replica/outbox.js";
import { respond } from "../../../static/worker/respond.js";
import { sync } from "../../../static/worker/sync.js";
import {
  NOW, RECEIPT, SITE, answerOf, down, get, naming, newId, newOpId, phoneOn, post, pulled, receiptOp, rowsOf, textOf,
  told, waiting, whole,
} from "./phone.js";

const WORD = "지우기";
const OWED = "서버에 있는 것은 인터넷이 되면 지울게요.";

/** A phone that was emptied. @param {string} [what] */
async function emptied(what = "all") {
  const db = await pulled([receiptOp()]);
  await respond(post("/leaving/phone", { what, word: WORD }), phoneOn(db));
  return db;
}

/** A server that counts what it is asked. @param {(path: string) => any} answer */
function serverOf(answer) {
  /** @type {{path: string, body: string}[]} */
  const asked = [];
  const fetch = async (/** @type {string} */ path, /** @type {any} */ { body }) => {
    asked.push({ path, body: String(body) });
    return answer(path);
  };
  return { asked, world: { fetch: /** @type {any} */ (fetch), clock: () => new Date(NOW) } };
}

const calm = (/** @type {string} */ path) =>
  path === "/leaving" ? new Response(null, { status: 204 }) : Response.json(answerOf({ household: null, epoch: null, cursor: 0 }));

test("without a network 모두 지우기 leads to what can be done here", async () => {
  const answer = await respond(get("/leaving"), phoneOn(await pulled(), { answer: down }));
  assert.deepEqual([answer.status, answer.headers.get("Location")], [303, `${SITE}/leaving/phone`]);
  const page = await textOf(phoneOn(await pulled(), { answer: down }), get("/leaving/phone"));
  assert.ok(page.includes(OWED) && page.includes('action="/leaving/phone"'));
});

test("a form that may have arrived offers to begin with the phone", async () => {
  const page = await textOf(phoneOn(await pulled(), { answer: down }), post("/leaving", { what: "all", word: WORD }));
  assert.ok(page.includes('href="/leaving/phone"'));
});

for (const [why, form] of Object.entries({ "another word": { what: "all", word: "지우" }, "no answer": { word: WORD } })) {
  test(`${why} empties nothing`, async () => {
    const db = await pulled([receiptOp()]);
    const phone = phoneOn(db);
    assert.equal((await respond(post("/leaving/phone", form), phone)).status, 422);
    assert.deepEqual([await db.count("receipt"), await leavingOf(db), phone.said], [1, undefined, []]);
  });
}

test("it empties the phone at once, and keeps nothing but what the server has to be told", async () => {
  const db = await pulled([receiptOp()]);
  await db.put("meta", "en", "language");
  const phone = phoneOn(db);
  await respond(post("/receipts", { ...RECEIPT, copay: "7", id: newId(), op_id: newOpId() }), phone);
  const answer = await respond(post("/leaving/phone", { what: "all", word: WORD }), phone);
  assert.equal(answer.headers.get("Location"), `${SITE}/leaving/phone`);
  for (const store of ["member", "member_year", "receipt", "month_sum", "copy", "outbox", "problem"]) {
    assert.equal(await db.count(store), 0, store);
  }
  assert.deepEqual(await leavingOf(db), { what: "all", household: "house", told: false });
  assert.deepEqual(new Set(await db.getAllKeys("meta")), new Set(["language", "leaving", "pulled", "turn"]));
  assert.deepEqual(phone.said, ["wrote", "emptied"]);
  assert.equal((await status(db)).leaving, true);
});

test("it says what is still to come, and then that it has come", async () => {
  const db = await emptied();
  assert.ok((await textOf(phoneOn(db), get("/leaving/phone"))).includes(OWED));
  await sync(db, serverOf(calm).world);
  const page = await textOf(phoneOn(db), get("/leaving/phone"));
  assert.ok(page.includes("서버에 있던 것도 지웠어요.") && !page.includes(OWED));
});

test("who has begun anew is asked anew", async () => {
  const db = await emptied();
  await sync(db, serverOf(calm).world);
  await respond(post("/members", { name: "나", year: "2026", band: "", id: newId(), op_id: newOpId() }), phoneOn(db));
  assert.ok((await textOf(phoneOn(db), get("/leaving/phone"))).includes('action="/leaving/phone"'));
});

test("the server is told before anything is pulled, and of which household", async () => {
  const db = await emptied("device");
  const { asked, world } = serverOf(calm);
  assert.deepEqual(await sync(db, world), { outcome: "done", changed: true });
  assert.deepEqual(asked.map(({ path }) => path), ["/leaving", "/sync"]);
  const form = Object.fromEntries(new URLSearchParams(asked[0].body));
  assert.deepEqual(form, { what: "device", word: WORD, emptied: "1", household: "house" });
  assert.equal(JSON.parse(asked[1].body).household, null);
});

for (const [what, answer] of /** @type {[string, () => any][]} */ ([
  ["no network", down],
  ["a server in trouble", () => new Response("", { status: 503 })],
  ["a hotel's login page", () => new Response("<html>", { status: 200 })],
])) {
  test(`${what}: nothing is pulled, and it is tried again`, async () => {
    const db = await emptied();
    const { asked, world } = serverOf(answer);
    assert.deepEqual(await sync(db, world), { outcome: "unreachable", changed: false });
    assert.deepEqual([asked.map(({ path }) => path), await db.count("member")], [["/leaving"], 0]);
    assert.equal((await status(db)).leaving, true);
    await sync(db, serverOf(calm).world);
    assert.equal((await status(db)).leaving, false);
  });
}

test("an answer that was on its way brings nothing back", async () => {
  const db = await pulled();
  const late = answerOf({ cursor: 9, changes: rowsOf([naming()]).map(whole) });
  const { asked, world } = serverOf(async (path) => {
    if (path !== "/sync" || asked.length > 1) return calm(path);
    await forgetAll(db, "all");
    return Response.json(late);
  });
  await sync(db, world);
  assert.deepEqual(asked.map(({ path }) => path), ["/sync", "/leaving", "/sync"]);
  assert.equal(await db.count("member"), 0);
});

for (const path of ["/devices", "/statements", "/auth", "/export/sheet?year=2023", "/nowhere"]) {
  test(`${path} is not shown by a server that was not told`, async () => {
    const phone = phoneOn(await emptied());
    const page = await textOf(phone, get(path));
    assert.ok(page.includes(OWED) && !page.includes("그대로예요"));
    assert.deepEqual([phone.fetched, phone.said], [[], ["ask"]]);
  });
}

test("once it was told, it answers again", async () => {
  const db = await emptied();
  const ask = async () => sync(db, serverOf(calm).world);
  assert.equal(await textOf(phoneOn(db, { ask }), get("/devices")), "of the server");
});

test("a screen that breaks does not show what was erased either", async (t) => {
  t.mock.method(console, "error", () => {});
  const db = await emptied();
  const phone = phoneOn(db, { newId: () => { throw new TypeError(); } });
  assert.ok((await textOf(phone, get("/members/new"))).includes(OWED));
  assert.deepEqual(phone.fetched, []);
});

test("one may begin anew meanwhile; what is new goes to a new household", async () => {
  const db = await emptied();
  const phone = phoneOn(db, { answer: down });
  await respond(post("/members", { name: "나", year: "2026", band: "", id: newId(), op_id: newOpId() }), phone);
  const { asked, world } = serverOf(calm);
  await sync(db, world);
  const [push] = asked.slice(1).map(({ body }) => JSON.parse(body));
  assert.deepEqual([asked[0].path, push.household, push.ops.length], ["/leaving", null, 1]);
});

test("emptied once more, it still owes what it owed first", async () => {
  const db = await emptied("all");
  await respond(post("/leaving/phone", { what: "device", word: WORD }), phoneOn(db));
  assert.deepEqual(await leavingOf(db), { what: "all", household: "house", told: false });
});

test("a phone that was put out afterwards still knows that it was told", async () => {
  const db = await emptied();
  await sync(db, serverOf((path) => (path === "/leaving" ? calm(path) : Response.json({ error: "put_out" }, { status: 401 }))).world);
  assert.equal((await leavingOf(db))?.told, true);
  assert.deepEqual([await waiting(db), (await told(db)).taken], [[], true]);
});
