/** 옮길 것: what waits and what must be settled, in words; every choice carried out once. */
import assert from "node:assert/strict";
import { test } from "node:test";

import en from "../../../static/worker/generated/catalogue-en.js";
import { HttpError } from "../../../static/worker/answers.js";
import { speak } from "../../../static/worker/gettext.js";
import { op } from "../../../static/worker/op.js";
import { choices, presentOutbox } from "../../../static/worker/outbox/presenters.js";
import { views } from "../../../static/worker/outbox/views.js";
import { markOf } from "../../../static/page/status.js";
import { respond } from "../../../static/worker/respond.js";
import { write } from "../../../static/worker/replica/write.js";
import {
  MOTHER, NOW, get, made, naming, newId, newOpId, phoneOn, post, pulled, receiptOp, rowsOf, told, visitOf, waiting, whole,
} from "./phone.js";

const KEEP = "되살려서 이 휴대전화 것으로";

/** @param {any} problem */
const problemOf = ({ kind = "conflict", conflicts = {}, errors = {}, seen = null, ...more }) => ({
  op: op({ op_id: newOpId(), entity: "receipt", id: newId(), ...more }),
  at: NOW,
  kind,
  conflicts,
  errors,
  seen,
});

const going = () => ({ sending: /** @type {string[]} */ ([]), offline: false });

/** @param {any} db @param {any} problem @param {string} choice */
function settle(db, problem, choice) {
  const ask = { visit: visitOf(db), params: { op_id: problem.op.op_id }, form: [["choice", choice]], now: NOW, going };
  return views.settle_problem(/** @type {any} */ ({ ...ask, newId, newOpId }));
}

/** A phone with one receipt of the server's, and a problem about it. @param {any} [about] */
async function withProblem(about = {}) {
  const first = receiptOp({ note: "비" });
  const db = await pulled([first]);
  const problem = problemOf({ id: first.id, base: 1, ...about });
  await db.put("problem", problem);
  return { db, problem, id: first.id };
}

const NOTE = { set: { note: ["", "낮"], receipt_no: ["", "7"] }, conflicts: { note: ["비", "낮"] } };
const REFUSED = { kind: "refused", set: { note: ["비", "낮"] }, errors: { note: ["너무 길어요"] } };
const EDITED_GONE = { set: { note: ["비", "낮"] }, conflicts: { deleted: [true, false] } };
const DELETED_CHANGED = { kind: "conflict", conflicts: { deleted: [false, true] } };

/** @param {any[]} waiting @param {any[]} problems @param {any} [rows] */
const shown = (waiting, problems, rows = [], stopped = null, more = {}) =>
  presentOutbox({ waiting, problems, moved: [], stopped, going: going(), ...more }, { [MOTHER]: "엄마" }, new Map(rows));

for (const [what, about, expected] of /** @type {[string, any, string[]][]} */ ([
  ["a receipt", receiptOp(), ["영수증 적음", "2026.03.02 성모병원"]],
  ["an edit of what nobody sent yet", made({ old: { note: "가" }, wanted: { note: "나" } }), ["영수증 고침", ""]],
  ["a deleted receipt", made({ kind: "delete", base: 3 }), ["영수증 지움", ""]],
  ["a restored receipt", made({ kind: "restore" }), ["영수증 되살림", ""]],
  ["a person", naming(), ["사람 더함", "엄마"]],
  ["a new name", made({ entity: "member", id: MOTHER, old: { name: "엄마" }, wanted: { name: "어머니" } }), ["이름 바꿈", "어머니"]],
  ["a new picture", made({ entity: "member", id: MOTHER, old: { avatar: "" }, wanted: { avatar: "cat" } }), ["그림 바꿈", "엄마"]],
  ["a deleted person", made({ entity: "member", id: MOTHER, kind: "delete" }), ["사람 지움", "엄마"]],
  ["a restored person", made({ entity: "member", id: MOTHER, kind: "restore" }), ["사람 되살림", "엄마"]],
  ["a band", made({ entity: "member_year", id: `${MOTHER}:2026`, wanted: { band: 3 } }), ["분위 고름", "엄마 2026"]],
  ["a notice that was read", made({ entity: "member_year", id: `${MOTHER}:2026`, wanted: { near_closed: true } }), ["알림 닫음", "엄마 2026"]],
  ["the band of nobody", made({ entity: "member_year", id: "x:2026", wanted: { band: 3 } }), ["분위 고름", "2026"]],
])) {
  test(`${what} that waits is said as “${expected.join(" ").trim()}”`, () => {
    const { waiting, count } = shown([{ op: about }], []);
    assert.deepEqual([waiting, count], [[{ what: expected[0], about: expected[1], going: false }], 1]);
  });
}

test("a deletion that waits says of what, from the row", () => {
  const about = made({ kind: "delete" });
  const row = { care_from: "2026-01-02", provider_name: "나루의원" };
  assert.equal(shown([{ op: about }], [], [[about.op_id, row]]).waiting[0].about, "2026.01.02 나루의원");
});

for (const [what, problem, title, values] of /** @type {[string, any, string, string[]][]} */ ([
  ["two values", NOTE, "같은 것을 두 곳에서 다르게 적었어요", ["mine", "theirs", "both"]],
  ["a refusal", REFUSED, "옮기지 못했어요", ["again", "discard"]],
  ["an edit of what was deleted", EDITED_GONE, "여기서는 고쳤는데 다른 휴대전화에서 지웠어요", ["mine", "theirs"]],
  ["a deletion of what was edited", DELETED_CHANGED, "여기서는 지웠는데 다른 휴대전화에서 고쳤어요", ["theirs", "mine"]],
  ["the same paper", { conflicts: { double: ["a", "b"] } }, "같은 영수증이 이미 있어요", ["theirs", "both"]],
  ["two names", { entity: "member", conflicts: { name: ["가", "나"] } }, "같은 것을 두 곳에서 다르게 적었어요", ["mine", "theirs"]],
])) {
  test(`${what}: what happened, and what can be done`, () => {
    const found = problemOf(problem);
    if (what.startsWith("a deletion")) found.op.kind = "delete";
    const [said] = shown([], [found]).problems;
    assert.equal(said.title, title);
    assert.deepEqual(said.choices.map(({ value }) => value), values);
    assert.ok(said.choices.every(({ label }) => label));
  });
}

test("two values stand side by side, theirs as it is now", () => {
  const problem = problemOf({ set: { copay: [1, 2000] }, conflicts: { copay: [1000, 2000] } });
  const [{ fields }] = shown([], [problem], [[problem.op.op_id, { copay: 3000 }]]).problems;
  assert.deepEqual(fields.map(({ mine, theirs }) => [mine, theirs]), [["2,000원", "3,000원"]]);
  const [gone] = shown([], [problem]).problems;
  assert.equal(gone.fields[0].theirs, "1,000원");
});

test("two pictures stand side by side by what they are called", () => {
  const problem = problemOf({ entity: "member", conflicts: { avatar: ["", "cat"] } });
  const [{ fields }] = shown([], [problem]).problems;
  assert.deepEqual(fields.map(({ label, mine, theirs }) => [label, mine, theirs]), [["그림", "고양이", "없이"]]);
});

test("a refusal says why, in the words of its field, and shows what was typed", () => {
  const [said] = shown([], [problemOf({ ...REFUSED, errors: { note: ["너무 길어요"], "": ["모르는 내용이에요"] } })]).problems;
  assert.deepEqual(said.reasons, ["메모: 너무 길어요", "모르는 내용이에요"]);
  assert.deepEqual(said.fields.map(({ mine }) => mine), ["낮"]);
});

for (const [why, part] of [["upgrade", "새 버전"], ["household", "다른 가족"], ["refused", "받지 않았어요"], [null, ""]]) {
  test(`why nothing moves: ${why}`, () => {
    assert.ok(shown([], [], [], /** @type {any} */ (why)).stopped.includes(String(part)));
    if (!why) assert.equal(shown([], [], [], null).stopped, "");
  });
}

test("all of it in English", () => {
  speak(/** @type {any} */ (en));
  const problems = [NOTE, REFUSED, EDITED_GONE, DELETED_CHANGED, { conflicts: { double: ["a", "b"] } }].map(problemOf);
  const said = shown([receiptOp(), naming(), made({ kind: "delete" })].map((op) => ({ op })), problems, [], /** @type {any} */ ("upgrade"));
  speak();
  const words = JSON.stringify({ ...said, waiting: said.waiting.map(({ what }) => what) });
  assert.ok(!/[가-힣]/.test(words.replaceAll("낮", "").replaceAll("비", "").replaceAll("너무 길어요", "")), words);
});

test("a problem that nobody has is settled already", async () => {
  const { db } = await withProblem(NOTE);
  assert.deepEqual(await settle(db, { op: { op_id: newOpId() } }, "mine"), { location: "/outbox" });
  assert.equal(await db.count("problem"), 1);
});

for (const choice of ["", "again", "MINE", "__proto__"]) {
  test(`${choice || "no"} choice that is not offered is not understood`, async () => {
    const { db, problem } = await withProblem(NOTE);
    await assert.rejects(settle(db, problem, choice), new HttpError(400));
    assert.deepEqual([await db.count("problem"), await db.count("outbox")], [1, 0]);
  });
}

test("mine: only what the conflict was about is written again, over what is there now", async () => {
  const { db, problem, id } = await withProblem(NOTE);
  await settle(db, problem, "mine");
  assert.deepEqual((await waiting(db)).map(({ set, base }) => [set, base]), [[{ note: ["비", "낮"] }, 2]]);
  assert.deepEqual([(await db.get("receipt", id)).note, await db.count("problem")], ["낮", 0]);
});

test("theirs: nothing is written", async () => {
  const { db, problem, id } = await withProblem(NOTE);
  await settle(db, problem, "theirs");
  assert.deepEqual([await db.count("outbox"), await db.count("problem")], [0, 0]);
  assert.equal((await db.get("receipt", id)).note, "비");
});

test("both: the other one is a receipt of its own", async () => {
  const { db, problem, id } = await withProblem(NOTE);
  await settle(db, problem, "both");
  const rows = await db.getAll("receipt");
  assert.deepEqual(rows.map(({ note }) => note).sort(), ["낮", "비"]);
  const copy = rows.find((row) => row.id !== id);
  assert.deepEqual([copy.separate, copy.copay, copy.rev], [true, 12_000, 0]);
});

test("both, pressed in two tabs, makes one more receipt", async () => {
  const { db, problem } = await withProblem(NOTE);
  const answers = await Promise.all([settle(db, problem, "both"), settle(db, problem, "both")]);
  assert.deepEqual(answers, [{ location: "/outbox" }, { location: "/outbox" }]);
  assert.deepEqual([await db.count("receipt"), await db.count("problem")], [2, 0]);
});

test("a choice that breaks off half-way leaves problem and rows as they were", async (t) => {
  const { db, problem } = await withProblem(NOTE);
  t.mock.method(IDBObjectStore.prototype, "delete", () => {
    throw new DOMException("", "AbortError");
  });
  await assert.rejects(settle(db, problem, "both"));
  assert.deepEqual([await db.count("receipt"), await db.count("outbox"), await db.count("problem")], [1, 0, 1]);
});

test("the same paper, kept twice, has all that was typed", async () => {
  const { db, problem, id } = await withProblem();
  const twin = receiptOp({ receipt_no: "7" });
  await db.put("problem", { ...problem, op: { ...twin, op_id: problem.op.op_id }, conflicts: { double: [id, twin.id] } });
  await settle(db, problem, "both");
  const [copy] = (await db.getAll("receipt")).filter((row) => row.id !== id);
  assert.deepEqual([copy.receipt_no, copy.provider_name, copy.separate], ["7", "성모병원", true]);
});

test("the same paper, kept once, is written nowhere", async () => {
  const { db, problem } = await withProblem({ conflicts: { double: ["a", "b"] } });
  await settle(db, problem, "theirs");
  assert.deepEqual([await db.count("receipt"), await db.count("problem")], [1, 0]);
});

test(`${KEEP}: it is restored first, then written`, async () => {
  const { db, problem, id } = await withProblem(EDITED_GONE);
  const row = await db.get("receipt", id);
  await db.put("receipt", { ...row, deleted_at: NOW, live: 0 });
  await settle(db, problem, "mine");
  assert.deepEqual((await waiting(db)).map(({ kind }) => kind), ["restore", "put"]);
  const now = await db.get("receipt", id);
  assert.deepEqual([now.deleted_at, now.note], [null, "낮"]);
});

test("그래도 지우기 goes from the revision that is here now", async () => {
  const { db, problem, id } = await withProblem();
  const deletion = { ...problem.op, kind: "delete" };
  await db.put("problem", { ...problem, op: deletion, kind: "conflict", conflicts: { deleted: [false, true] } });
  await settle(db, problem, "mine");
  assert.deepEqual((await waiting(db)).map(({ kind, base }) => [kind, base]), [["delete", 2]]);
  assert.equal((await db.get("receipt", id)).deleted_at, NOW);
});

test("a refused change that is refused again says why, and is kept", async () => {
  const { db, problem } = await withProblem({ ...REFUSED, set: { copay: [12_000, -1] }, errors: { copay: ["예전 까닭"] } });
  const answer = /** @type {any} */ (await settle(db, problem, "again"));
  assert.equal(answer.status, 422);
  const [said] = answer.context.problems;
  assert.deepEqual(said.reasons, ["금액은 0원보다 작을 수 없어요."]);
  assert.deepEqual([await db.count("problem"), await db.count("outbox")], [1, 0]);
});

test("a refused change that meets the same paper on its second try becomes that question", async () => {
  const { db, problem } = await withProblem();
  const twin = receiptOp();
  await db.put("problem", { ...problem, op: { ...twin, op_id: problem.op.op_id }, kind: "refused", errors: { "": ["까닭"] } });
  const answer = /** @type {any} */ (await settle(db, problem, "again"));
  const [said] = answer.context.problems;
  assert.deepEqual([answer.status, said.title], [422, "같은 영수증이 이미 있어요"]);
  assert.deepEqual(choices(await db.get("problem", problem.op.op_id)).map(({ value }) => value), ["theirs", "both"]);
  await settle(db, problem, "both");
  assert.deepEqual([await db.count("receipt"), await db.count("problem")], [2, 0]);
});

test("a refused change that goes through waits with a new id", async () => {
  const { db, problem } = await withProblem(REFUSED);
  await settle(db, problem, "again");
  const [sent] = await waiting(db);
  assert.deepEqual([sent.set, sent.op_id === problem.op.op_id], [{ note: ["비", "낮"] }, false]);
  assert.equal(await db.count("problem"), 0);
});

test("a refused change that is thrown away is gone", async () => {
  const { db, problem } = await withProblem(REFUSED);
  await settle(db, problem, "discard");
  assert.deepEqual([await db.count("problem"), await db.count("outbox")], [0, 0]);
});

test("each choice tells the worker to exchange", async () => {
  const { db, problem } = await withProblem(NOTE);
  const phone = phoneOn(db);
  const answer = await respond(post(`/outbox/${problem.op.op_id}`, { choice: "theirs" }), phone);
  assert.equal(answer.status, 303);
  assert.deepEqual(phone.said, ["wrote"]);
});

test("what is on its way, what still waits and what has arrived are told apart", async () => {
  const [first, second] = [receiptOp(), receiptOp()];
  const now = { going: { sending: [first.op_id], offline: false }, moved: [{ op: naming(), at: NOW }] };
  const { waiting, moved, mark } = shown([{ op: first }, { op: second }], [], [], null, now);
  assert.deepEqual(waiting.map(({ going }) => going), [true, false]);
  assert.deepEqual(moved, [{ what: "사람 더함", about: "엄마" }]);
  const status = { waiting: 2, sending: 1, problems: 0, stopped: null, offline: false };
  assert.equal(mark, markOf(/** @type {any} */ (status)));
});

test("the page knows by its mark that it shows what is no more", () => {
  const marks = [
    shown([{ op: receiptOp() }], []),
    shown([], [problemOf(REFUSED)]),
    shown([], [], [], /** @type {any} */ ("upgrade")),
    shown([], [], [], null, { going: { sending: [], offline: true } }),
    shown([], []),
  ].map(({ mark }) => mark);
  assert.equal(new Set(marks).size, marks.length);
});

test("what has arrived is shown for some minutes, the last of it", async () => {
  const db = await pulled();
  const all = Array.from({ length: 12 }, () => receiptOp({ separate: true }));
  await write(db, all, NOW);
  const results = all.map(({ op_id }) => ({ op_id, status: "applied", conflicts: {}, errors: {} }));
  await told(db, { results, cursor: 13, changes: rowsOf(all, 2).map(whole) });
  const page = await (await respond(get("/outbox"), phoneOn(db))).text();
  assert.deepEqual([page.match(/>됨</g)?.length, page.includes("기다리는 것이 없어요")], [10, true]);
  const later = new Date(Date.parse(NOW) + 10 * 60_000);
  assert.ok(!(await (await respond(get("/outbox"), phoneOn(db, { clock: () => later }))).text()).includes(">됨<"));
});

test("of two versions neither is urged; a refused change has one way on", async () => {
  const { db } = await withProblem(NOTE);
  const outbox = async () => (await respond(get("/outbox"), phoneOn(db))).text();
  const urged = (/** @type {string} */ page) => [...page.matchAll(/value="(\w+)" class="button wide primary"/g)].map(([, value]) => value);
  assert.deepEqual(urged(await outbox()), []);
  const refused = problemOf(REFUSED);
  await db.put("problem", refused);
  assert.deepEqual(urged(await outbox()), ["again"]);
});

test("hostile text on this screen is text", async () => {
  const { db } = await withProblem({ ...REFUSED, set: { note: ["", "<script>alert(1)</script>"] }, errors: { "<b>": ["<i>"] } });
  await write(db, [naming(newId(), "<img src=x>")], NOW);
  const text = await (await respond(get("/outbox"), phoneOn(db))).text();
  assert.ok(text.includes("&lt;script&gt;") && text.includes("&lt;img") && text.includes("&lt;i&gt;"));
  assert.ok(!/<script>alert|<img src=x|<i>/.test(text));
});
