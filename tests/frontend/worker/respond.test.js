/** Who answers a request: the replica, the network, or the page that says that neither can. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { CONTRACT } from "../../../static/worker/generated/contract.js";
import { absorb, standing } from "../../../static/worker/replica/absorb.js";
import { PATIENCE, respond } from "../../../static/worker/respond.js";
import { route } from "../../../static/worker/routes.js";
import {
  MOTHER, NEVER, NOW, RECEIPT, SITE, answerOf, byHand, down, everything, fresh, get, hanging, naming, newId,
  newOpId, phoneOn, post, pulled, receiptOp, rowsOf, textOf, told, waiting, whole, withMother,
} from "./phone.js";

const NUMBER = "900101-1234567";

test("before the first pull the network answers", async () => {
  const phone = phoneOn(await fresh());
  assert.equal(await textOf(phone, get("/receipts")), "of the server");
});

test("after it the replica answers, also if the network would", async () => {
  const phone = phoneOn(await pulled([receiptOp()]));
  assert.match(await textOf(phone, get("/receipts")), /성모병원/);
  assert.deepEqual(phone.fetched, []);
  assert.deepEqual(phone.said, ["looked"]);
});

test("and is not waited for when it is asked what it has", async () => {
  const phone = phoneOn(await fresh(), { ask: NEVER });
  assert.equal(await textOf(phone, get("/receipts")), "of the server");
});

test("a pull of which pages are missing is not the first pull", async () => {
  const db = await fresh();
  await told(db, { more: true, changes: rowsOf([naming()]) });
  assert.equal(await textOf(phoneOn(db), get("/")), "of the server");
});

for (const path of ["/examples", "/devices", "/join", "/leaving", "/nowhere", "/receipts/a/b/c", "//receipts"]) {
  test(`${path} is left to the server`, async () => {
    const phone = phoneOn(await pulled());
    assert.equal(await textOf(phone, get(path)), "of the server");
  });
}

for (const method of ["HEAD", "PUT", "DELETE"]) {
  test(`${method} is left to the server`, async () => {
    const phone = phoneOn(await pulled());
    await respond(new Request(`${SITE}/receipts`, { method }), phone);
    assert.equal(phone.fetched[0].method, method);
  });
}

test("a page of the replica carries the headers that Flask's has", async () => {
  const { status, headers } = await respond(get("/", { navigate: false }), phoneOn(await pulled()));
  assert.equal(status, 200);
  const expected = {
    ...CONTRACT.HEADERS,
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    Vary: "HX-Request",
  };
  const lower = Object.entries(expected).map(([name, value]) => [name.toLowerCase(), value]);
  assert.deepEqual(Object.fromEntries(headers), Object.fromEntries(lower));
});

test("a page that is opened names what it is drawn with; one that is swapped in has it", async () => {
  const phone = phoneOn(await pulled());
  const opened = (await respond(get("/receipts"), phone)).headers.get("Link") ?? "";
  assert.deepEqual(opened.split(", "), [
    "</static/app.css>; rel=preload; as=style",
    "</static/app.js>; rel=modulepreload",
    "</static/own-regular.woff2>; rel=preload; as=font; crossorigin",
    "</static/own-bold.woff2>; rel=preload; as=font; crossorigin",
  ]);
  const swapped = await respond(get("/receipts", { navigate: false, headers: { "HX-Request": "true" } }), phone);
  assert.equal(swapped.headers.get("Link"), null);
});

for (const [what, headers, isPage] of /** @type {[string, Record<string, string>, boolean][]} */ ([
  ["a navigation", {}, true],
  ["a part that htmx swaps", { "HX-Request": "true" }, false],
  ["a boosted link", { "HX-Request": "true", "HX-Boosted": "true" }, true],
  ["a restored history", { "HX-Request": "true", "HX-History-Restore-Request": "true" }, true],
])) {
  test(`${what} gets ${isPage ? "the whole page" : "its part"}`, async () => {
    const text = await textOf(phoneOn(await pulled()), get("/receipts", { headers }));
    assert.equal(text.includes("<!doctype html>"), isPage);
  });
}

test("English where it was chosen", async () => {
  const phone = phoneOn(await pulled(), { language: async () => "en" });
  assert.match(await textOf(phone, get("/receipts")), /lang="en"/);
});

test("a saved form leads on with an absolute address of this site", async () => {
  const phone = phoneOn(await pulled());
  const answer = await respond(post("/receipts", { ...RECEIPT, id: newId(), op_id: newOpId() }), phone);
  assert.equal(answer.status, 303);
  const to = new URL(answer.headers.get("Location") ?? "");
  assert.deepEqual([to.origin, to.pathname], [SITE, "/receipts"]);
  assert.deepEqual(phone.said, ["wrote"]);
});

test("a network that hangs ends in a page that says so, after the patience", () =>
  byHand(async (tick) => {
    const phone = phoneOn(await fresh(), { answer: hanging });
    const answering = respond(get("/devices?x=1"), phone);
    await tick(PATIENCE - 1);
    await tick(1);
    const answer = await answering;
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get("Content-Security-Policy"), CONTRACT.HEADERS["Content-Security-Policy"]);
    assert.match(await answer.text(), /href="\/devices\?x=1"/);
  }));

test("what was typed can be sent again, but for what looks like a resident number", async () => {
  const phone = phoneOn(await fresh(), { answer: down });
  const form = { provider_name: "<성모>병원", note: `번호 ${NUMBER}`, copay: "12,000" };
  const answer = await respond(post("/receipts", form), phone);
  const text = await answer.text();
  assert.equal(answer.status, 503);
  assert.match(text, /action="\/receipts"/);
  assert.match(text, /value="&lt;성모&gt;병원"/);
  assert.match(text, /value="12,000"/);
  assert.ok(!text.includes("1234567"));
});

test("the page of no answer is told in English, too", async () => {
  const phone = phoneOn(await fresh(), { answer: down, language: async () => "en" });
  assert.match(await textOf(phone, get("/devices")), /lang="en"/);
});

test("a language that nobody can tell is Korean", async () => {
  const phone = phoneOn(await fresh(), { answer: down, language: down });
  assert.match(await textOf(phone, get("/devices")), /lang="ko"/);
});

test("a file that was not sent is not shown as text", async () => {
  const body = new FormData();
  body.set("photo", new Blob(["secret"]), "a.jpg");
  const text = await textOf(phoneOn(await fresh(), { answer: down }), post("/receipts", {}, { body }));
  assert.ok(!text.includes("secret") && !text.includes('action="/receipts"'));
});

test("a form of another kind is left to the server, which reads it", async () => {
  const body = new FormData();
  for (const [name, value] of Object.entries(RECEIPT)) body.set(name, String(value));
  const phone = phoneOn(await pulled());
  assert.equal(await textOf(phone, post("/receipts", {}, { body })), "of the server");
  assert.match(phone.fetched[0].body, /성모병원/);
});

test("a form that the replica is not ready for goes past it whole, and takes a turn", async () => {
  const db = await fresh();
  const phone = phoneOn(db);
  assert.equal(await textOf(phone, post("/receipts", { note: "가" })), "of the server");
  assert.equal(phone.fetched[0].body, "note=%EA%B0%80");
  assert.equal(await db.get("meta", "turn"), 1);
  assert.equal(phone.said.at(-1), "replaced");
});

test("a form that arrived nowhere takes no turn", async () => {
  const db = await fresh();
  const phone = phoneOn(db, { answer: down });
  await respond(post("/receipts", { note: "가" }), phone);
  assert.equal(await db.get("meta", "turn"), undefined);
  assert.ok(!phone.said.includes("replaced"));
});

for (const path of CONTRACT.REPLACING.filter((/** @type {string} */ each) => !route("POST", each))) {
  test(`${path} begins anew`, async () => {
    const db = await pulled([receiptOp()]);
    const phone = phoneOn(db, { answer: () => new Response("", { status: 200 }) });
    await db.put("meta", "en", "language");
    await respond(post(path), phone);
    assert.deepEqual([await db.count("receipt"), await db.get("meta", "household")], [0, undefined]);
    assert.deepEqual([await db.get("meta", "pulled"), await db.get("meta", "language")], [undefined, "en"]);
    assert.deepEqual(phone.said, [path === "/leaving" || path === "/examples/deletion" ? "left" : "replaced"]);
  });

  test(`${path} that was refused changes nothing`, async () => {
    const db = await pulled([receiptOp()]);
    const before = await everything(db);
    for (const answer of [() => new Response("", { status: 422 }), down]) {
      await respond(post(path), phoneOn(db, { answer }));
    }
    assert.deepEqual(await everything(db), before);
  });
}

test("what waits goes along with a phone that joins; the rows of before go with the first pull", async () => {
  const db = await pulled([receiptOp()]);
  const [old] = await db.getAllKeys("receipt");
  const op = receiptOp({ provider_name: "새병원" });
  const phone = phoneOn(db);
  await respond(post("/receipts", { ...RECEIPT, id: op.id, op_id: op.op_id, provider_name: "새병원" }), phone);
  await respond(post("/join/entry"), phone);
  assert.deepEqual((await waiting(db)).map(({ op_id }) => op_id), [op.op_id]);
  await told(db, { household: "other", changes: rowsOf([naming(newId(), "할머니")]) });
  assert.deepEqual(await db.getAllKeys("receipt"), [op.id]);
  assert.ok(old !== op.id);
  assert.deepEqual((await db.getAll("month_sum")).map(({ receipts }) => receipts), [1]);
  assert.deepEqual((await db.getAll("member")).map(({ name }) => name), ["할머니"]);
});

test("what is still to be settled goes along with a phone that joins", async () => {
  const db = await pulled();
  await db.put("problem", { op: receiptOp(), kind: "refused", conflicts: {}, errors: {}, seen: null });
  await respond(post("/join/entry"), phoneOn(db));
  assert.equal(await db.count("problem"), 1);
});

test("an answer to before the phone joined is not taken", async () => {
  const db = await withMother();
  const asked = await standing(db);
  await respond(post("/join/entry"), phoneOn(db));
  const { taken } = await absorb(db, asked, answerOf(), NOW);
  assert.equal(taken, false);
});

test("no samples into a phone that something waits on", async () => {
  const phone = phoneOn(await withMother());
  const answer = await respond(post("/examples"), phone);
  assert.deepEqual([answer.status, answer.headers.get("Location")], [303, `${SITE}/outbox`]);
  assert.deepEqual(phone.fetched, []);
});

test("what waits is shown also before the first pull: the server does not know it", async () => {
  assert.match(await textOf(phoneOn(await withMother()), get("/outbox")), /엄마/);
});

test("a phone that knows nothing asks first", async () => {
  const db = await fresh();
  await told(db, { household: null, epoch: null, cursor: 0 });
  const ask = () => told(db, { changes: rowsOf([naming()]) });
  assert.match(await textOf(phoneOn(db, { ask }), get("/")), /엄마/);
});

test("but it waits two seconds at most", () =>
  byHand(async (tick) => {
    const db = await fresh();
    await told(db, { household: null, epoch: null, cursor: 0 });
    const answering = respond(get("/"), phoneOn(db, { ask: NEVER }));
    await tick(2_000);
    assert.equal((await answering).status, 200);
  }));

test("one that knows something, or on which something waits, asks nobody", async () => {
  const unsent = await withMother();
  await unsent.put("meta", true, "pulled");
  for (const db of [await pulled(), unsent]) {
    const phone = phoneOn(db, { ask: NEVER });
    assert.match(await textOf(phone, get("/")), /엄마/);
  }
});

test("a phone that was put out is told by a page, and begins anew", async () => {
  const db = await fresh();
  await db.put("meta", true, "put_out");
  const phone = phoneOn(db);
  await respond(get("/style.css", { navigate: false }), phone);
  assert.equal(await db.get("meta", "put_out"), true);
  await respond(get("/put-out"), phone);
  assert.equal(await db.get("meta", "put_out"), undefined);
  assert.deepEqual(phone.said, ["replaced"]);
});

test("the same form twice is saved once", async () => {
  const db = await pulled();
  const form = { ...RECEIPT, id: newId(), op_id: newOpId() };
  const answers = await Promise.all([1, 2].map(() => respond(post("/receipts", form), phoneOn(db))));
  assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
  assert.deepEqual([await db.count("receipt"), await db.count("outbox")], [1, 1]);
});

test("a receipt that was pulled stands in the waterfall", async () => {
  const db = await fresh();
  await told(db, { changes: rowsOf([naming(MOTHER), receiptOp()]).map(whole) });
  assert.match(await textOf(phoneOn(db), get(`/members/${MOTHER}/years/2026`)), /성모병원/);
});
