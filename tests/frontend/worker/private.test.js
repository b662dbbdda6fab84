/** The practised application passes the worker by: it reads, copies and keeps nothing of it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { CONTRACT } from "../../../static/worker/generated/contract.js";
import { PATIENCE, respond } from "../../../static/worker/respond.js";
import { isPrivate } from "../../../static/worker/routes.js";
import {
  NEVER, SITE, byHand, down, everything, fresh, get, hanging, phoneOn, post, pulled, receiptOp, textOf, withMother,
} from "./phone.js";

const SECRETS = { name: "최복순", birth_date: "19480229", phone: "01098760003", account: "1234567890123" };

/** @param {string} text */
const holdsNothing = (text) => Object.values(SECRETS).every((secret) => !text.includes(secret));

/** Hangs, also where nobody gives it up. @param {any} request @param {any} options */
const silent = (request, options) => (options?.signal ? hanging(request, options) : NEVER());

/** Addresses behind each of the prefixes. */
const ADDRESSES = CONTRACT.PRIVATE.flatMap((/** @type {string} */ each) => [each, `${each}/x/account`]);

test("an address is private as a whole, not by how it begins", () => {
  assert.ok(ADDRESSES.length >= 8 && ADDRESSES.every(isPrivate));
  for (const path of ["/", "/authors", "/claimsx", "/receipts/auth", "//auth"]) assert.ok(!isPrivate(path));
});

for (const path of ADDRESSES) {
  test(`${path} is handed on as it is, and nothing of it is kept`, async () => {
    const db = await pulled([receiptOp()]);
    const before = await everything(db);
    const phone = phoneOn(db);
    assert.equal(await textOf(phone, get(path)), "of the server");
    assert.equal(await textOf(phone, post(path, SECRETS)), "of the server");
    assert.deepEqual(phone.fetched.map(({ method }) => method), ["GET", "POST"]);
    assert.equal(new URLSearchParams(phone.fetched[1].body).get("phone"), SECRETS.phone);
    assert.deepEqual(await everything(db), before);
    assert.deepEqual(phone.said, []);
  });

  for (const [trouble, answer] of /** @type {[string, any][]} */ ([["no network", down], ["a network that hangs", silent]])) {
    test(`${path} with ${trouble} ends in a page without what was typed`, () =>
      byHand(async (tick) => {
        const db = await withMother();
        const before = await everything(db);
        const answering = [get(`${path}?year=2023`), post(path, SECRETS)].map((request) =>
          respond(request, phoneOn(db, { answer })),
        );
        await tick(PATIENCE);
        const [read, sent] = await Promise.all(answering);
        assert.deepEqual([read.status, sent.status], [503, 503]);
        const [question, form] = [await read.text(), await sent.text()];
        assert.match(question, new RegExp(`href="${path}\\?year=2023"`));
        assert.ok(holdsNothing(form) && !form.includes("<input"));
        assert.match(form, new RegExp(`href="/${path.split("/")[1]}"`));
        assert.equal(sent.headers.get("Cache-Control"), "no-store");
        assert.deepEqual(await everything(db), before);
      }));
  }
}

test("without a network the refunds say what needs it, and that the estimates are here", async () => {
  const page = await textOf(phoneOn(await pulled(), { answer: down }), get("/statements"));
  assert.match(page, /조회와 신청은 인터넷이 있어야 해요. 예상 금액은 지금도 볼 수 있어요./);
  assert.match(page, /<a class="button primary wide" href="\/">예상 보기<\/a>/);
  assert.match(page, /<a class="button wide" href="\/statements">다시 해보기<\/a>/);
  assert.match(page, /href="\/statements" aria-current="page"/);
});

test("what was sent, and a phone that has pulled nothing yet, are not told of estimates", async () => {
  const phone = phoneOn(await pulled(), { answer: down });
  const newcomer = phoneOn(await fresh(), { answer: down });
  for (const page of [await textOf(phone, post("/claims", SECRETS)), await textOf(newcomer, get("/statements"))]) {
    assert.doesNotMatch(page, /예상 보기/);
  }
});

test("what was posted is never copied", async () => {
  class Sealed extends Request {
    /** @returns {never} */
    clone = () => assert.fail("copied");
    /** @returns {never} */
    text = () => assert.fail("read");
  }
  const body = new URLSearchParams(SECRETS);
  const request = new Sealed(`${SITE}/auth/request`, { method: "POST", body });
  const phone = phoneOn(await pulled(), { answer: down });
  phone.fetch = async () => {
    throw new TypeError("no network");
  };
  assert.equal((await respond(request, phone)).status, 503);
});
