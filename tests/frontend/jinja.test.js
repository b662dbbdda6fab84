import assert from "node:assert/strict";
import { test } from "node:test";

import * as filters from "../../static/worker/filters.js";
import * as formats from "../../static/worker/formats.js";
import * as gettext from "../../static/worker/gettext.js";
import * as jinja from "../../static/worker/jinja.js";

const { Markup, Tuple, Undefined, text } = jinja;

test("text is escaped as MarkupSafe escapes it", () => {
  assert.equal(jinja.show(`<a href="x">'&'</a>`), "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  assert.equal(jinja.show(new Markup("<br>")), "<br>");
});

test("values are spelt as in Python", () => {
  assert.equal([null, true, false, 0, -5].map(text).join(), "None,True,False,0,-5");
  assert.equal(text([1, "it's", null]), `[1, "it's", None]`);
  assert.equal(text(Tuple.of(1)), "(1,)");
  assert.equal(text({ a: new Map([[1, "b"]]) }), "{'a': {1: 'b'}}");
  assert.equal(text(["\u2028\x07\n가"]), "['\\u2028\\x07\\n가']");
});

test("what has no spelling is refused, not invented", () => {
  for (const value of [1.5, NaN, 2 ** 53, -(2 ** 53), () => 1, Symbol.iterator, new Date(0)]) {
    assert.throws(() => text(value), jinja.TemplateError);
  }
});

test("nothing of JavaScript's own is reachable from a template", () => {
  for (const name of ["constructor", "__proto__", "toString", "length", "valueOf"]) {
    for (const thing of [{}, [], "a", 1, new Map(), new Markup("a"), null]) {
      assert.ok(jinja.attribute(thing, name) instanceof Undefined, name);
    }
  }
  const own = JSON.parse('{"__proto__": "mine"}');
  assert.equal(jinja.item(own, "__proto__"), "mine");
});

test("a context cannot change what an object is", () => {
  const environment = new jinja.Environment(
    { "a.html": { root: (context) => text(context.resolve("x") ?? "none"), blocks: {} } },
    {},
  );
  assert.equal(environment.render("a.html", JSON.parse('{"__proto__": {"x": "stolen"}}')), "none");
});

test("an undefined value says its name when it is used", () => {
  const nobody = jinja.known(undefined, "nobody");
  assert.equal(text(nobody), "");
  assert.throws(() => jinja.attribute(nobody, "name"), /'nobody' is undefined/);
  assert.throws(() => jinja.call(nobody, []), /'nobody' is undefined/);
});

test("an object whose order is lost cannot be looped over, a Map can", () => {
  assert.throws(() => jinja.iterate({ 2024: "a", 2023: "b" }), /give a Map/);
  assert.deepEqual([...jinja.iterate(new Map([[2024, "a"], [2023, "b"]]))], [2024, 2023]);
  assert.equal(jinja.item({ 2024: "a" }, "2024"), "a");
});

test("integers divide as in Python, also below zero", () => {
  for (const [left, right, quotient, rest] of [
    [7, 2, 3, 1],
    [-7, 2, -4, 1],
    [7, -2, -4, -1],
    [-7, -2, 3, -1],
    [2 ** 53 - 1, 3, 3002399751580330, 1],
    [1 - 2 ** 53, 2, -4503599627370496, 1],
  ]) {
    assert.equal(jinja.floorDivide(left, right), quotient);
    assert.equal(jinja.modulo(left, right), rest);
  }
  assert.throws(() => jinja.add(2 ** 53 - 1, 1), /below 2\^53/);
});

test("a loop looks ahead only when it is asked to", () => {
  const fetched = /** @type {number[]} */ ([]);
  const loop = new jinja.Loop(
    (function* () {
      for (const each of [1, 2, 3]) {
        fetched.push(each);
        yield each;
      }
    })(),
  );
  loop.next();
  assert.deepEqual(fetched, [1]);
  assert.equal(jinja.attribute(loop, "last"), false);
  assert.deepEqual(fetched, [1, 2]);
  assert.equal(jinja.attribute(loop, "length"), 3);
});

test("a module without context is made once", () => {
  let made = 0;
  const root = () => String((made += 1));
  const environment = new jinja.Environment({ "m.html": { root, blocks: {} } }, {});
  const context = new jinja.Context(environment, {}, {});
  assert.equal(context.module("m.html"), context.module("m.html"));
  context.module("m.html", { x: 1 });
  assert.equal(made, 2);
});

test("a template that was not compiled is named", () => {
  const environment = new jinja.Environment({}, {});
  assert.throws(() => environment.render("gone.html", {}), /'gone.html'/);
  assert.throws(() => environment.render("constructor", {}), /'constructor'/);
});

test("gettext escapes variables, keeps the message, chooses the plural", () => {
  gettext.speak({
    messages: { "%(num)s day": ["%(num)s <dzień>", "%(num)s dni"], Hi: "Cześć" },
    plural: (n) => Number(n !== 1),
  });
  const days = (/** @type {number} */ n) => text(gettext.ngettext.invoke(["%(num)s day", "", n], {}));
  assert.equal(days(1), "1 <dzień>");
  assert.equal(days(5), "5 dni");
  assert.equal(text(gettext.gettext.invoke(["Hi"], {})), "Cześć");
  gettext.speak();
  assert.equal(text(gettext.gettext.invoke(["<%(who)s>"], { who: "<" })), "<&lt;>");
});

test("a day that is none is refused", () => {
  assert.equal(formats.day("2023-05-31"), "2023.05.31(수)");
  for (const each of ["2023-02-30", "2023-5-31", "0000-01-01", "", null, "2023-05-31T00:00"]) {
    assert.throws(() => formats.day(each), jinja.TemplateError);
  }
});

test("won, at the edges of 만 and 억", () => {
  const shown = [0, 9_999, 10_000, 99_999_999, 100_000_000, 100_010_000, -1].map(formats.man);
  assert.deepEqual(shown, ["0원", "9,999원", "1만\u00a0원", "9,999만\u00a0원", "1억\u00a0원", "1억 1만\u00a0원", "-1원"]);
});
