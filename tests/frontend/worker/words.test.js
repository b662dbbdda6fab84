/** Small twins of Python's: the order of texts, texts with variables, addresses. */
import assert from "node:assert/strict";
import { test } from "node:test";

import en from "../../../static/worker/generated/catalogue-en.js";
import { address, to } from "../../../static/worker/answers.js";
import { speak } from "../../../static/worker/gettext.js";
import { changes, newId, newOpId, same } from "../../../static/worker/op.js";
import { byCodePoint, compareAll } from "../../../static/worker/order.js";
import { moment } from "../../../static/worker/respond.js";
import { route } from "../../../static/worker/routes.js";
import { _ } from "../../../static/worker/say.js";
import { initials } from "../../../static/worker/synced.js";

// sorted(["🏥", "﨑", "가", "a", "", "\uffff", "😀", "가나", "\ud7a3", "\U0001f3e5a", "Z"]) of Python
const SORTED = ["", "Z", "a", "가", "가나", "\ud7a3", "﨑", "\uffff", "🏥", "🏥a", "😀"];

test("texts stand in Python's order, letters above the first plane last", () => {
  assert.deepEqual([...SORTED].reverse().sort(byCodePoint), SORTED);
  assert.ok(["\uffff", "🏥"].sort()[0] === "🏥"); // JavaScript's own order is another one
});

test("lists are compared like tuples", () => {
  assert.ok(compareAll(["가", 2], ["가", 10]) < 0);
  assert.ok(compareAll(["가"], ["가", 1]) < 0);
  assert.ok(compareAll([true], [false]) > 0);
  assert.equal(compareAll([1, "나"], [1, "나"]), 0);
});

test("a message without variables keeps its per cent signs", () => {
  assert.equal(_("100% 나"), "100% 나");
  assert.equal(_("100%% %(n)s"), "100%% %(n)s");
});

test("one with variables is filled once", () => {
  assert.equal(_("%(a)s, %(b)s의 100%%", { a: "%(b)s", b: "$&" }), "%(b)s, $&의 100%");
  assert.equal(_("%(n)d건 %(n)s", { n: 0 }), "0건 0");
});

test("and in English where that was chosen", () => {
  speak(/** @type {any} */ (en));
  assert.notEqual(_("옮길 것"), "옮길 것");
  assert.equal(_("아무 데도 없는 글"), "아무 데도 없는 글");
  assert.equal(_("constructor"), "constructor");
  speak();
  assert.equal(_("옮길 것"), "옮길 것");
});

// as Flask's url_for gives them
const ALL = "a+b%c=d#e?f/g:h;i,j@k$l!m*n'o(p)q~r\"s<t>u{v}|w\\x^y`z[ ]";
for (const [name, values, expected] of /** @type {[string, any, string][]} */ ([
  ["receipts", { q: "성모 병원", member: "a&b" }, "/receipts?q=%EC%84%B1%EB%AA%A8+%EB%B3%91%EC%9B%90&member=a%26b"],
  ["receipts", { q: ALL }, "/receipts?q=a%2Bb%25c%3Dd%23e?f/g:h;i,j@k$l!m*n'o(p)q~r%22s%3Ct%3Eu%7Bv%7D%7Cw%5Cx%5Ey%60z%5B+%5D"],
  ["receipts", { q: "😀\n\t" }, "/receipts?q=%F0%9F%98%80%0A%09"],
  ["receipts", { q: "", year: 2023 }, "/receipts?q=&year=2023"],
  ["receipts", { member: null, year: 2024 }, "/receipts?year=2024"],
  ["receipt", { receipt_id: "a b+c%d" }, "/receipts/a%20b+c%25d"],
  [
    "receipt",
    { receipt_id: "가나?다#라;마:바@사$아,자&차=차!*'()~" },
    "/receipts/%EA%B0%80%EB%82%98%3F%EB%8B%A4%23%EB%9D%BC;%EB%A7%88:%EB%B0%94@%EC%82%AC$%EC%95%84,%EC%9E%90&%EC%B0%A8=%EC%B0%A8!*'()~",
  ],
  ["bands", { member_id: "m", year: 2023, refused: 1 }, "/members/m/bands/2023?refused=1"],
  ["member_year", { member_id: "😀", year: 2023 }, "/members/%F0%9F%98%80/years/2023"],
  ["home", { deleted: "x", year: 2023 }, "/?deleted=x&year=2023"],
])) {
  test(`the address of ${name} with ${Object.keys(values)} is Flask's: ${expected}`, () => {
    assert.equal(address(name, values), expected);
    assert.deepEqual(to(name, values), { location: expected });
  });
}

test("an address leads back to its screen and its values", () => {
  for (const id of ["a b+c%d", "가나&다=라", "😀", "__proto__", "a?b#c"]) {
    const { pathname } = new URL(address("edit_receipt", { receipt_id: id }), "https://phone.example");
    const found = route("GET", pathname);
    assert.deepEqual([found?.screen.name, found?.params], ["edit_receipt", { receipt_id: id }]);
  }
});

test("an address of words wins over one of ids", () => {
  assert.equal(route("GET", "/receipts/new")?.screen.name, "new_receipt");
  assert.equal(route("GET", "/receipts/trash")?.screen.name, "trash");
  assert.equal(route("POST", "/receipts/split")?.screen.name, "split_receipt");
  assert.equal(route("GET", "/members/x/years/twenty"), null);
  assert.equal(route("GET", "/receipts/"), null);
  assert.equal(route("HEAD", "/receipts"), null);
});

test("today is Seoul's day, the moment is Python's isoformat", () => {
  assert.deepEqual(moment(new Date("2026-11-20T15:00:00Z")), { today: "2026-11-21", now: "2026-11-20T15:00:00+00:00" });
  assert.deepEqual(moment(new Date("2026-12-31T14:59:59.999Z")), {
    today: "2026-12-31",
    now: "2026-12-31T14:59:59.999+00:00",
  });
});

test("ids made here sort in the order in which they were made, also when the clock is set back", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-21T03:00:00Z") });
  const ids = Array.from({ length: 50 }, newId);
  t.mock.timers.setTime(Date.parse("2020-01-01T00:00:00Z"));
  ids.push(newId(), newId());
  assert.deepEqual([...ids].sort(), ids);
  assert.ok(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
  assert.match(newOpId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test("changes name what differs, as Python compares", () => {
  assert.deepEqual(changes({ a: 1, b: "x", c: null }, { a: true, b: "y", c: null, d: 0 }), { b: ["x", "y"], d: [null, 0] });
  assert.ok(same(true, 1) && same(0, false) && !same(null, 0) && !same("", null) && !same("1", 1));
  assert.deepEqual(changes({}, { constructor: "x" }), { constructor: [null, "x"] });
});

test("initial consonants, other letters small, no spaces, an end", () => {
  assert.equal(initials("서울 성모Clinic 1"), "ㅅㅇㅅㅁclinic1");
  assert.equal(initials("🏥 까치"), "🏥ㄲㅊ");
  assert.equal([...initials("가".repeat(99))].length, 60);
});
