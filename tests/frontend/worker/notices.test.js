/** What a push brings becomes words on the screen; what it cannot be is some reminder. */
import assert from "node:assert/strict";
import { test } from "node:test";

import en from "../../../static/worker/generated/catalogue-en.js";
import { speak } from "../../../static/worker/gettext.js";
import { noticeOf, placeOf } from "../../../static/worker/notices.js";

const SENT = { title: "상한지기", body: "이번 달 영수증을 정리할 때예요.", kind: "monthly", lang: "ko", path: "/receipts" };
const SITE = "https://app.example";

test("a notice shows what was sent, and a later one of its kind takes its place", () => {
  assert.deepEqual(noticeOf(JSON.stringify(SENT), "en"), {
    title: SENT.title,
    body: SENT.body,
    tag: "monthly",
    lang: "ko",
    data: "/receipts",
  });
});

for (const odd of ["", "x", "null", "1", "[]", "{}", JSON.stringify({ ...SENT, body: 4370000 }), JSON.stringify({ ...SENT, path: undefined })]) {
  test(`something is shown for ${odd || "nothing"}: a browser wants that`, () => {
    assert.deepEqual(noticeOf(odd, "ko"), {
      title: "상한지기",
      body: "알려 드릴 것이 있어요. 앱에서 확인해 보세요.",
      tag: "reminder",
      lang: "ko",
      data: "/",
    });
  });
}

test("it is told in the language of the phone", () => {
  speak(en);
  const { body, lang } = noticeOf("", "en");
  speak();
  assert.deepEqual([body, lang], ["There is something to tell you. Please look in the app.", "en"]);
});

test("a tap leads into the app", () => {
  assert.equal(placeOf("/receipts", SITE), `${SITE}/receipts`);
});

for (const odd of ["https://elsewhere.example/", "//elsewhere.example/x", "javascript:alert(1)", "http://[", null, undefined, 3]) {
  test(`${odd} leads to the first page and nowhere else`, () => {
    assert.equal(placeOf(odd, SITE), `${SITE}/`);
  });
}
