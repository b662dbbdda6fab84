/** Pictures that another app shares: kept on the phone, sent to nobody. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { respond } from "../../../static/worker/respond.js";
import { SITE, fresh, phoneOn, post, pulled } from "./phone.js";

const FROM_THE_SYSTEM = "";

/** @param {Record<string, string[]>} files  contents by field @param {string} from */
function sharing(files, from = FROM_THE_SYSTEM) {
  const body = new FormData();
  for (const [name, contents] of Object.entries(files)) {
    for (const content of contents) body.append(name, new File([content], `${content}.jpg`, { type: "image/jpeg" }));
  }
  return post("/scan", {}, { body, from });
}

/** @param {any} db @param {any} [share] */
function sharedWith(db, share = async () => {}) {
  const files = /** @type {File[]} */ ([]);
  const phone = phoneOn(db, {
    share: async (/** @type {File[]} */ given) => {
      await share();
      files.push(...given);
    },
  });
  return { phone, files };
}

for (const [what, database] of /** @type {[string, () => Promise<any>][]} */ ([
  ["before the first pull", fresh],
  ["afterwards", pulled],
])) {
  test(`they are kept ${what}, and the server never hears of them`, async () => {
    const { phone, files } = sharedWith(await database());
    const answer = await respond(sharing({ photo: ["one", "two"] }), phone);
    assert.deepEqual([answer.status, answer.headers.get("Location")], [303, `${SITE}/scan?shared=2`]);
    assert.deepEqual(files.map(({ name }) => name), ["one.jpg", "two.jpg"]);
    assert.deepEqual(phone.fetched, []);
  });
}

test("other fields are not looked at, and there is an end to what is kept", async () => {
  const { phone, files } = sharedWith(await pulled());
  await respond(sharing({ other: ["x"], photo: Array(30).fill("photo") }), phone);
  assert.equal(files.length, 20);
});

test("a share without a picture, and one that there is no room for, say so", async () => {
  for (const [given, share] of /** @type {[any, any][]} */ ([
    [{ other: ["x"] }, undefined],
    [{ photo: ["one"] }, async () => Promise.reject(new DOMException("", "QuotaExceededError"))],
  ])) {
    const { phone } = sharedWith(await pulled(), share);
    const answer = await respond(sharing(given), phone);
    assert.equal(answer.headers.get("Location"), `${SITE}/scan?shared=0`);
  }
});

test("another site's page that says who it is, is left to the server", async () => {
  const { phone, files } = sharedWith(await pulled());
  await respond(sharing({ photo: ["one"] }, "https://evil.example/"), phone);
  assert.deepEqual(files, []);
  assert.equal(phone.fetched.length, 1);
});
