/**
 * A stay over 31 December: offered as two receipts, saved together.
 * Twin of webapp/receipts/split_views.py.
 *
 * @import { Answer, Ask } from "../answers.js"
 * @import { Errors } from "../op.js"
 * @import { Typed } from "./form-presenters.js"
 */
import { HttpError, page, to } from "../answers.js";
import * as forms from "../forms.js";
import { splitByDays } from "../law.js";
import { _ } from "../say.js";
import { presentSplit } from "./form-presenters.js";
import { newReceipt } from "./models.js";
import { AMOUNTS, checkReceipt, dayOrNone, UNCOUNTED, wonOrNone } from "./schemas.js";

const PREFIXES = ["first-", "second-"];
const CONTROL = ["first_op", "second_op", "first_id", "second_id"];

/**
 * A stay over 31 December: offered as two receipts, the amounts shared out by days. The first half
 * gets the id that the form had, and so the photo of it.
 *
 * @param {Ask} ask
 * @param {Typed} typed
 * @param {string} first_id
 * @returns {Promise<Answer>}
 */
export function splitPage(ask, typed, first_id) {
  const amounts = Object.fromEntries(
    [...AMOUNTS, ...UNCOUNTED].map((name) => [name, wonOrNone(typed[name]) ?? 0]),
  );
  const [care_from, care_to] = [dayOrNone(typed.care_from), dayOrNone(typed.care_to)];
  if (care_from === null || care_to === null) throw new TypeError("a stay without its days");
  const halves = splitByDays(care_from, care_to, amounts).map((part) => ({
    care_from: part.care_from,
    care_to: part.care_to,
    ...part.amounts,
  }));
  return showSplit(ask, halves, typed, { ...newSplitControl(ask), first_id }, null);
}

/** @param {Ask} ask @returns {Record<string, string>} */
function newSplitControl(ask) {
  return {
    first_op: ask.newOpId(),
    second_op: ask.newOpId(),
    first_id: ask.newId(),
    second_id: ask.newId(),
  };
}

/**
 * @param {Ask} ask
 * @param {readonly Readonly<Record<string, string | number>>[]} halves
 * @param {Typed} typed
 * @param {Typed} control
 * @param {Errors | null} errors
 * @returns {Promise<Answer>}
 */
async function showSplit({ visit }, halves, typed, control, errors) {
  const member = await visit.member(typed.member_id ?? "");
  return page(
    "split_receipt",
    presentSplit(halves, typed, member?.name ?? "", { control, errors }),
    422,
  );
}

/** Save both halves of a stay over 31 December. @param {Ask} ask @returns {Promise<Answer>} */
async function splitReceipt(ask) {
  const form = forms.posted(ask, CONTROL);
  const halves = PREFIXES.map((prefix) => partOf(form.values, prefix));
  const same = without(form.values, PREFIXES);
  if (!halves.every((half) => Object.hasOwn(half, "care_from") && Object.hasOwn(half, "care_to"))) {
    throw new HttpError(400);
  }
  const control = Object.fromEntries(
    Object.entries(newSplitControl(ask)).map(([name, fresh]) => [name, form.id(name) || fresh]),
  );
  const [first, second] = halves;
  const checked = [
    checkReceipt({ ...same, ...first, discharged: "" }, ask.now), // the stay went on
    checkReceipt({ ...same, ...second }, ask.now),
  ];
  const found = checked.flatMap(([, each], at) => named(each, halves[at], PREFIXES[at]));
  const errors = { ...Object.fromEntries(found), ...form.errors };
  const typed = { ...same, ...zeros(first), ...zeros(second) };
  if (Object.keys(errors).length) return showSplit(ask, halves, typed, control, errors);
  const ops = ["first", "second"].map((which, at) =>
    newReceipt(
      control[`${which}_id`],
      { ...checked[at][0], separate: true }, // two halves that were looked at side by side
      control[`${which}_op`],
    ),
  );
  if (!ask.visit.opened) throw new HttpError(404);
  for (const op of ops) {
    if (!(await ask.visit.saidOtherwise(op))) continue;
    const told = {
      "": [_("이미 두 장으로 저장했어요. 고칠 것은 영수증 목록에서 고쳐 주세요.")],
    };
    return showSplit(ask, halves, typed, control, told);
  }
  for (const result of await ask.visit.save(ops, ask.now)) {
    if (result.status !== "applied") {
      return showSplit(ask, halves, typed, newSplitControl(ask), { ...result.errors });
    }
  }
  return to("receipts", { member: same.member_id ?? null, saved: ops[1].id, also: ops[0].id });
}

/** The fields of one half, without its prefix. @param {Typed} values @param {string} prefix */
function partOf(values, prefix) {
  const part = Object.entries(values).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(part.map(([name, text]) => [name.slice(prefix.length), text]));
}

/** @param {Typed} values @param {readonly string[]} prefixes @returns {Typed} */
function without(values, prefixes) {
  const others = Object.entries(values).filter(
    ([name]) => !prefixes.some((prefix) => name.startsWith(prefix)),
  );
  return Object.fromEntries(others);
}

/**
 * The messages by the names that the fields have on the page.
 *
 * @param {Errors} errors @param {Typed} half @param {string} prefix @returns {[string, string[]][]}
 */
function named(errors, half, prefix) {
  return Object.entries(errors).map(([name, messages]) => [
    Object.hasOwn(half, name) ? prefix + name : name,
    messages,
  ]);
}

/** @param {Typed} half @returns {Typed} */
function zeros(half) {
  return Object.fromEntries(Object.keys(half).map((name) => [name, "0"]));
}

export const views = { split_receipt: splitReceipt };
