/** What must not happen to a request: a broken replica, a bug, a full disk, forms of other sites. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { openDB } from "idb";

import { open } from "../../../static/worker/replica/store.js";
import { respond } from "../../../static/worker/respond.js";
import { VIEWS } from "../../../static/worker/routes.js";
import {
  NEVER, RECEIPT, byHand, down, everything, get, phoneOn, post, pulled, receiptOp, textOf, withView,
} from "./phone.js";

const NUMBER = "900101-1234567";

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

test("an old worker makes room for a newer one's replica, and leaves everything to the network", async (t) => {
  t.mock.method(console, "error", () => {});
  let lost = 0;
  const old = await open("in two versions", () => lost++);
  await old.put("meta", true, "pulled");
  const newer = await openDB("in two versions", old.version + 1);
  assert.equal(lost, 1);
  assert.equal(await newer.get("meta", "pulled"), true);
  assert.equal(await textOf(phoneOn(old), get("/")), "of the server");
  await assert.rejects(open("in two versions"), { name: "VersionError" });
});

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
