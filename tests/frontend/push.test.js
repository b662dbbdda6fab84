/** How 휴대전화 알림 stands, from what the browser says of itself. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { stateOf } from "../../static/page/push.js";

const ON = { able: true, way: "menu", permission: "granted", subscribed: true, known: true };

test("it is on when browser and server both say so", () => {
  assert.equal(stateOf(ON), "on");
});

for (const less of [{ subscribed: false }, { known: false }, { permission: "default" }]) {
  test(`it is off with ${JSON.stringify(less)}`, () => {
    assert.equal(stateOf({ ...ON, ...less }), "off");
  });
}

test("who said no is told how to change that, whatever is left from before", () => {
  assert.equal(stateOf({ ...ON, permission: "denied" }), "denied");
  assert.equal(stateOf({ ...ON, permission: "denied", subscribed: false }), "denied");
});

test("a browser that cannot is told so", () => {
  assert.equal(stateOf({ ...ON, able: false, permission: "" }), "unsupported");
});

test("a tab on an iPhone is led to the home screen, and the app on it is not", () => {
  assert.equal(stateOf({ ...ON, able: false, permission: "", way: "ios" }), "ios");
  assert.equal(stateOf({ ...ON, able: false, permission: "", way: "installed" }), "unsupported");
});
