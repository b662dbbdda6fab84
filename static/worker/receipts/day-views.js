/**
 * Like that day: all visits of one day, hospital, clinic and pharmacy, written down once more.
 * Twin of webapp/receipts/day_views.py.
 *
 * @import { Answer, Ask } from "../answers.js"
 * @import { Errors } from "../op.js"
 * @import { ReceiptRow } from "../replica/store.js"
 */
import { HttpError, page, to } from "../answers.js";
import * as forms from "../forms.js";
import { cut } from "../letters.js";
import { onDay } from "../replica/search.js";
import { presentDay } from "./form-presenters.js";
import { newReceipt, onceMore } from "./models.js";
import { checkReceipt, dayOrNone } from "./schemas.js";
import { _ } from "../say.js";
import { receiptOr404 } from "./views.js";

// Fields of the page, each with the id of the receipt that is written once more.
const [TAKE, ID, OP] = ["take-", "id-", "op-"];

/** @param {Ask} ask @returns {Promise<Answer>} */
async function thatDay(ask) {
  const found = await receiptOr404(ask);
  const rows = await onDay(ask.visit, found.member_id, found.care_from);
  const known = await already(ask, found, rows, ask.today);
  const taken = without(idsOf(rows), known);
  return dayPage(ask, found, rows, ask.today, taken, newControl(ask, rows), { known });
}

/** Save those that are ticked, on the day that is typed. @param {Ask} ask @returns {Promise<Answer>} */
async function likeThatDay(ask) {
  const found = await receiptOr404(ask);
  const rows = await onDay(ask.visit, found.member_id, found.care_from);
  const fresh = newControl(ask, rows);
  const form = forms.posted(ask, [...Object.keys(fresh), ...rows.map(({ id }) => TAKE + id)]);
  const control = Object.fromEntries(
    Object.entries(fresh).map(([name, id]) => [name, form.id(name) || id]),
  );
  const taken = rows.filter(({ id }) => form.ticked(TAKE + id));
  const [ids, day] = [idsOf(taken), form.values.care_from ?? ""];
  const checked = taken.map((row) => checkReceipt({ ...onceMore(row), ...form.values }, ask.now));
  /** @type {Errors} */
  let errors = Object.assign({}, form.errors, ...checked.map(([, refused]) => refused));
  if (!taken.length) errors = { "": [_("적을 영수증을 골라 주세요.")] };
  if (Object.keys(errors).length) {
    return dayPage(ask, found, rows, day, ids, control, { errors, status: 422 });
  }
  const but = taken.map(({ id }) => control[ID + id]);
  const known = new Set([...(await already(ask, found, rows, day, but))].filter((id) => ids.has(id)));
  const ops = taken.map(({ id }, at) =>
    newReceipt(control[ID + id], checked[at][0], control[OP + id]),
  );
  const otherwise = await Promise.all(ops.map((op) => ask.visit.saidOtherwise(op)));
  if (known.size || otherwise.includes(true)) {
    const again = newControl(ask, rows);
    return dayPage(ask, found, rows, day, without(ids, known), again, { known, status: 422 });
  }
  if (!ask.visit.opened) throw new HttpError(404);
  const results = await ask.visit.save(ops, ask.now);
  if (results.some(({ status }) => status !== "applied")) {
    errors = Object.assign({}, ...results.map((result) => result.errors));
    const left = new Set([...ids].filter((_id, at) => results[at].status === "rejected"));
    const again = newControl(ask, rows);
    const saved = without(ids, left);
    return dayPage(ask, found, rows, day, left, again, { errors, known: saved, status: 422 });
  }
  return to("receipts", {
    member: found.member_id,
    year: cut(String(checked[0][0].care_from), 4),
    saved: ops[ops.length - 1].id,
    also: ops.slice(0, -1).map(({ id }) => id).join(",") || null,
  });
}

/** @param {readonly ReceiptRow[]} rows */
function idsOf(rows) {
  return new Set(rows.map(({ id }) => id));
}

/** @param {ReadonlySet<string>} ids @param {ReadonlySet<string>} others */
function without(ids, others) {
  return new Set([...ids].filter((id) => !others.has(id)));
}

/**
 * What makes pressing twice save once: an id and an operation for each that is written.
 *
 * @param {Ask} ask @param {readonly ReceiptRow[]} rows @returns {Record<string, string>}
 */
function newControl(ask, rows) {
  return Object.fromEntries(
    rows.flatMap(({ id }) => [
      [ID + id, ask.newId()],
      [OP + id, ask.newOpId()],
    ]),
  );
}

/**
 * Which of them stand on `day` already, as often as they would; `but` are of this very page.
 *
 * @param {Ask} ask
 * @param {ReceiptRow} found
 * @param {readonly ReceiptRow[]} rows
 * @param {string} day
 * @param {readonly string[]} [but]
 */
async function already({ visit }, found, rows, day, but = []) {
  const care_from = dayOrNone(day);
  if (care_from === null) return new Set();
  const there = (await onDay(visit, found.member_id, care_from)).filter(({ id }) => !but.includes(id));
  const known = new Set();
  for (const row of rows) {
    const at = there.findIndex(
      (other) => other.provider_name === row.provider_name && other.copay === row.copay,
    );
    if (at < 0) continue;
    there.splice(at, 1);
    known.add(row.id);
  }
  return known;
}

/**
 * `taken` are ticked; `known` are written down already.
 *
 * @param {Ask} ask
 * @param {ReceiptRow} found
 * @param {readonly ReceiptRow[]} rows
 * @param {string} day
 * @param {ReadonlySet<string>} taken
 * @param {Readonly<Record<string, string>>} control
 * @param {{errors?: Errors, known?: ReadonlySet<string>, status?: number}} options
 * @returns {Promise<Answer>}
 */
async function dayPage({ visit, now }, found, rows, day, taken, control, options) {
  const { status = 200, ...more } = options;
  const names = await visit.names(now);
  const context = presentDay(found, names, rows, day, taken, { control, ...more });
  return page("that_day", context, status);
}

export const views = { that_day: thatDay, like_that_day: likeThatDay };
