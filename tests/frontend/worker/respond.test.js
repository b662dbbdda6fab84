/** Who answers a request: the replica, the network, or the page that says that neither can. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { CONTRACT } from "../../../static/worker/generated/contract.js";
import { PATIENCE, respond } from "../../../static/worker/respond.js";
import { VIEWS } from "../../../static/worker/routes.js";
import {
  MOTHER, RECEIPT, SITE, answerOf, everything, fresh, get, naming, newId, newOpId, phoneOn, post, pulled,
  receiptOp, rowsOf, told, waiting, whole, withMother,
} from "./phone.js";

const NUMBER = "900101-1234567";
const NEVER = () => new Promise(() => {});

/** @param {any} phone @param {Request} request */
const textOf = async (phone, request) => (await respond(request, phone)).text();

/** A network that accepts and never answers, until it is given up. @param {any} _request @param {any} options */
const hanging = (_request, { signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

const down = () => Promise.reject(new TypeError("fetch failed"));

/** @param {string} screen @param {any} view @param {() => Promise<void>} work */
async function withView(screen, view, work) {
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
async function byHand(work) {
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
  const { status, headers } = await respond(get("/"), phoneOn(await pulled()));
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

for (const path of CONTRACT.REPLACING) {
  test(`${path} begins anew`, async () => {
    const db = await pulled([receiptOp()]);
    const phone = phoneOn(db, { answer: () => new Response("", { status: 200 }) });
    await db.put("meta", "en", "language");
    await respond(post(path), phone);
    assert.deepEqual([await db.count("receipt"), await db.get("meta", "household")], [0, undefined]);
    assert.deepEqual([await db.get("meta", "pulled"), await db.get("meta", "language")], [undefined, "en"]);
    assert.deepEqual(phone.said, ["replaced"]);
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
  const { absorb, standing } = await import("../../../static/worker/replica/absorb.js");
  const asked = await standing(db);
  await respond(post("/join/entry"), phoneOn(db));
  const { taken } = await absorb(db, asked, answerOf(), "2026-11-21T03:00:00+00:00");
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

for (const [what, open] of /** @type {[string, () => any][]} */ ([
  ["does not open", () => Promise.reject(new DOMException("", "InvalidStateError"))],
  ["is of a newer worker", () => Promise.reject(new DOMException("", "VersionError"))],
  ["lost its stores", async () => ({ get: () => Promise.reject(new DOMException("", "NotFoundError")) })],
])) {
  test(`a replica that ${what} leaves everything to the network`, async (t) => {
    t.mock.method(console, "error", () => {});
    const phone = phoneOn(null, { open });
    assert.equal(await textOf(phone, get("/")), "of the server");
    assert.equal(await textOf(phone, post("/receipts", { note: "가" })), "of the server");
    assert.equal(await textOf(phone, post("/examples")), "of the server");
    assert.equal(phone.fetched[1].body, "note=%EA%B0%80");
  });
}

test("a replica that never opens holds up nothing for ever", () =>
  byHand(async (tick) => {
    const quiet = mock.method(console, "error", () => {});
    const answering = textOf(phoneOn(null, { open: NEVER }), get("/", { navigate: false }));
    await tick(3_000);
    assert.equal(await answering, "of the server");
    quiet.mock.restore();
  }));

test("a bug in a screen is the network's turn, and no private text is logged", () =>
  withView("receipts", () => Promise.reject(new TypeError("성모병원")), async () => {
    const phone = phoneOn(await pulled());
    assert.equal(await textOf(phone, get("/receipts?q=성모")), "of the server");
    const logged = /** @type {any} */ (console.error).mock.calls.map((/** @type {any} */ call) => call.arguments);
    assert.deepEqual(logged, [["worker:", "TypeError"]]);
  }));

test("a bug before anything was saved sends the form to the server, whole", () =>
  withView("create_receipt", () => Promise.reject(new TypeError("bug")), async () => {
    const phone = phoneOn(await pulled());
    assert.equal(await textOf(phone, post("/receipts", { note: "가" })), "of the server");
    assert.equal(phone.fetched[0].body, "note=%EA%B0%80");
  }));

test("and without a server shows what was typed, and the screens stay open", () =>
  withView("create_receipt", () => Promise.reject(new TypeError("bug")), async () => {
    const phone = phoneOn(await pulled(), { answer: down });
    assert.match(await textOf(phone, post("/receipts", { note: "머리" })), /value="머리"/);
    assert.match(await textOf(phone, get("/")), /엄마/);
  }));

test("a bug after the saving does not save it once more on the server", () => {
  const real = VIEWS.create_receipt;
  const buggy = async (/** @type {any} */ ask) => {
    await real(ask);
    throw new TypeError("bug");
  };
  return withView("create_receipt", buggy, async () => {
    const db = await pulled();
    const phone = phoneOn(db);
    const answer = await respond(post("/receipts", RECEIPT), phone);
    assert.equal(answer.status, 500);
    assert.match(await answer.text(), /저장해 둔 내용은 안전해요/);
    assert.deepEqual([phone.fetched.length, await db.count("outbox")], [0, 1]);
  });
});

test("a full disk sends the form to the server, and keeps nothing by halves", async (t) => {
  t.mock.method(console, "error", () => {});
  const db = await pulled();
  const before = await everything(db);
  t.mock.method(IDBObjectStore.prototype, "add", () => {
    throw new DOMException("", "QuotaExceededError");
  });
  assert.equal(await textOf(phoneOn(db), post("/receipts", RECEIPT)), "of the server");
  await db.delete("meta", "turn");
  await db.put("meta", true, "pulled");
  assert.deepEqual(await everything(db), before);
});

for (const from of ["https://evil.example/", "", "https://phone.example.evil.example/"]) {
  for (const path of ["/members", "/leaving", "/settings/language"]) {
    test(`a form from ${from || "nobody knows where"} to ${path} goes to the server untouched`, async () => {
      const db = await pulled();
      const before = await everything(db);
      const phone = phoneOn(db, { answer: () => new Response("", { status: 403 }) });
      const answer = await respond(post(path, { name: "나" }, { from }), phone);
      assert.equal(answer.status, 403);
      assert.equal(phone.fetched[0].options, undefined); // with options it would come from this worker
      assert.deepEqual(await everything(db), before);
      assert.deepEqual(phone.said, []);
    });
  }
}

test("nobody is asked to send such a form again", async () => {
  const phone = phoneOn(await pulled(), { answer: down });
  const text = await textOf(phone, post("/leaving", { sure: "1" }, { from: "https://evil.example/" }));
  assert.ok(!text.includes('action="/leaving"'));
});

test("addresses that nobody made are answered, not thrown at", async () => {
  const phone = phoneOn(await pulled([receiptOp()]));
  const hostile = [
    "/receipts/%00", "/receipts/%ff%fe", "/receipts/__proto__", `/receipts/${"a".repeat(5000)}`,
    "/members/constructor", "/members/x/years/99999999999999999999", "/receipts/%F0%9F%98%80",
  ];
  for (const path of hostile) assert.equal((await respond(get(path), phone)).status, 404, path);
  for (const query of ["year=１", "before=.", "before=2026-01-01", "member=__proto__", "q=%ff", "q=%00"]) {
    assert.equal((await respond(get(`/receipts?${query}`), phone)).status, 200, query);
  }
  assert.deepEqual(phone.fetched, []);
});

test("five million letters in a form are refused, and not kept", async () => {
  const db = await pulled();
  const form = { ...RECEIPT, note: "a".repeat(5_000_000) };
  const answer = await respond(post("/receipts", form), phoneOn(db));
  assert.equal(answer.status, 422);
  assert.ok((await answer.text()).length < 100_000);
  assert.equal(await db.count("outbox"), 0);
});

test("a resident number goes into no page and no store", async () => {
  const db = await pulled();
  const answer = await respond(post("/receipts", { ...RECEIPT, note: NUMBER }), phoneOn(db));
  assert.equal(answer.status, 422);
  assert.ok(!(await answer.text()).includes("1234567"));
  assert.ok(!JSON.stringify(await everything(db)).includes("1234567"));
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
