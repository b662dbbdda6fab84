/**
 * The form: new, edit, what it counts so far, and saving it. Twin of webapp/receipts/form_views.py.
 *
 * @import { Answer, Ask } from "../answers.js"
 * @import { Form } from "../forms.js"
 * @import { Errors, Op, Result, Values } from "../op.js"
 * @import { MemberRow, ReceiptRow } from "../replica/store.js"
 * @import { Typed } from "./form-presenters.js"
 * @import { Context } from "./presenters.js"
 */
import { address, HttpError, page, to } from "../answers.js";
import * as forms from "../forms.js";
import { CARE_KINDS, PROVIDER_KINDS } from "../law/kinds.js";
import { twinOf, usualMost, withoutAZero } from "../replica/doubts.js";
import { visited } from "../replica/search.js";
import { _ } from "../say.js";
import { values as valuesOf } from "../synced.js";
import { presentDays, presentForm, presentPreview, presentQuestion, toJson } from "./form-presenters.js";
import { shown } from "./labels.js";
import { edit, newReceipt as newReceiptOp, onceMore } from "./models.js";
import { presentRow } from "./presenters.js";
import { besidesNewYear, checkReceipt, crossesYear } from "./schemas.js";
import { splitPage } from "./split-views.js";
import { receiptOr404 } from "./views.js";

const CONTROL = [
  ...["id", "op_id", "was", "then", "then_asked"],
  ...["confirm_twin", "confirm_amount", "correct_amount", "verified"],
];

/** @param {Ask} ask @returns {Promise<Answer>} */
async function newReceipt(ask) {
  const members = await ask.visit.members();
  if (!members.length) return to("new_member", { then: "receipt" });
  /** @type {Values} */
  let values = {
    member_id: chosenMember(ask, members),
    insurance_kind: "health",
    ...chosenKinds(ask),
  };
  const copied = await ask.visit.receipt(forms.asked(ask, "copy"));
  if (copied !== null && copied.deleted_at === null) {
    const stay = copied.care_kind === "inpatient";
    values = onceMore(copied, stay ? "" : ask.today); // most often of that day
  }
  const saved = await ask.visit.receipt(forms.asked(ask, "saved"));
  return formPage(ask, values, newControl(ask), {
    action: address("create_receipt", {}),
    saved: saved && presentRow(saved, {}),
    again: copied === null,
  });
}

/** The person asked for, or the only one there is. @param {Ask} ask @param {readonly MemberRow[]} members */
export function chosenMember(ask, members) {
  const wanted = forms.asked(ask, "member");
  if (members.some(({ id }) => id === wanted)) return wanted;
  return members.length === 1 ? members[0].id : "";
}

/** The kinds of place and of care asked for, as 입원일 세기 does for a stay. @param {Ask} ask */
function chosenKinds(ask) {
  const known = Object.entries({ provider_kind: PROVIDER_KINDS, care_kind: CARE_KINDS });
  const wanted = known.filter(([name, kinds]) => kinds.has(forms.asked(ask, name)));
  return Object.fromEntries(wanted.map(([name]) => [name, forms.asked(ask, name)]));
}

/** @param {Ask} ask @returns {Record<string, string>} */
export function newControl(ask) {
  return { id: ask.newId(), op_id: ask.newOpId() };
}

/**
 * @param {Ask} ask
 * @param {Readonly<Values>} values
 * @param {Typed} control
 * @param {object} options
 * @param {string} options.action
 * @param {Errors | null} [options.errors]
 * @param {Context | null} [options.question]
 * @param {number} [options.status]
 * @param {Context | null} [options.saved]
 * @param {boolean} [options.again]  offers to write down a visit like one of the last ones
 * @returns {Promise<Answer>}
 */
async function formPage(
  { visit, today },
  values,
  control,
  { action, errors = null, question = null, status = 200, saved = null, again = false },
) {
  const [members, places] = [await visit.members(), await visited(visit)];
  const context = presentForm(values, members, places, { action, control, errors, question });
  const editing = Object.hasOwn(control, "was");
  const days = editing ? [] : presentDays(today);
  const name = editing ? "edit_receipt" : "new_receipt";
  return page(name, { ...context, saved, again, day: "", days }, status);
}

/** The live footer of the form: what counts of the amounts typed so far. @param {Ask} ask */
async function preview(ask) {
  const typed = forms.posted(ask, CONTROL).values;
  return page("receipt_preview", { preview: presentPreview(typed) });
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function createReceipt(ask) {
  const form = forms.posted(ask, CONTROL);
  const control = { id: form.id("id") || ask.newId(), op_id: form.id("op_id") || ask.newOpId() };
  return submit(ask, form, control, null);
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function editReceipt(ask) {
  const receipt = await receiptOr404(ask);
  const values = valuesOf("receipt", receipt);
  const control = { op_id: ask.newOpId(), was: toJson(values) };
  return formPage(ask, values, control, {
    action: address("update_receipt", { receipt_id: receipt.id }),
  });
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function updateReceipt(ask) {
  const form = forms.posted(ask, CONTROL);
  const receipt = await receiptOr404(ask, { deleted: true });
  form.control.was ??= toJson(valuesOf("receipt", receipt));
  const control = { op_id: form.id("op_id") || ask.newOpId(), was: form.control.was };
  return submit(ask, form, control, receipt);
}

/**
 * Check, ask what must be asked, save; or show the form again with all that was typed.
 *
 * @param {Ask} ask
 * @param {Form} form
 * @param {Record<string, string>} control
 * @param {ReceiptRow | null} receipt
 * @returns {Promise<Answer>}
 */
async function submit(ask, form, control, receipt) {
  const action = receipt
    ? address("update_receipt", { receipt_id: receipt.id })
    : address("create_receipt", {});
  if (form.control.correct_amount) form.values.copay = form.control.correct_amount;
  const [values, refused] = checkReceipt(form.values, ask.now);
  let errors = { ...refused, ...form.errors };
  if (!receipt && form.values.care_kind === "inpatient") {
    if (crossesYear(errors)) return splitPage(ask, form.values, control.id);
    errors = besidesNewYear(errors); // it is offered as two, once the rest is right
  }
  if (Object.keys(errors).length) {
    return formPage(ask, form.values, control, { action, errors, status: 422 });
  }
  values.separate = !!receipt?.separate || form.ticked("confirm_twin");
  if (form.ticked("verified")) values.unverified = "";
  const asked = await question(ask, form, values, control.id || (receipt?.id ?? ""));
  if (asked !== null) {
    const waiting = { ...control, then_asked: form.control.then ?? "" };
    return formPage(ask, form.values, waiting, { action, question: asked, status: 422 });
  }
  return save(ask, form, values, control, action, receipt);
}

/**
 * A twin or a suspicious amount, unless the person has answered already.
 *
 * @param {Ask} ask
 * @param {Form} form
 * @param {Readonly<Values>} values
 * @param {string} but
 * @returns {Promise<Context | null>}
 */
async function question({ visit }, form, values, but) {
  if (!visit.opened) return null;
  if (!values.separate) {
    const twin = await twinOf(visit, values, but);
    if (twin !== null) return twinQuestion(twin, but);
  }
  if (!form.ticked("confirm_amount")) {
    const usual = await usualMost(visit, values, but);
    const copay = Number(values.copay);
    if (usual !== null) {
      return presentQuestion("amount", { copay, tenth: withoutAZero(copay, usual), usual });
    }
  }
  return null;
}

/**
 * @param {ReceiptRow} twin
 * @param {string} own  id of the paper that may be the same: what the phone has of it goes with it
 */
function twinQuestion(twin, own) {
  return presentQuestion("twin", { receipt: presentRow(twin, {}), own });
}

/**
 * @param {Ask} ask
 * @param {Form} form
 * @param {Readonly<Values>} values
 * @param {Record<string, string>} control
 * @param {string} action
 * @param {ReceiptRow | null} receipt
 * @returns {Promise<Answer>}
 */
async function save(ask, form, values, control, action, receipt) {
  const { visit, now } = ask;
  if (!visit.opened) {
    const missing = { member_id: [_("누구의 영수증인지 골라 주세요.")] };
    return formPage(ask, form.values, control, { action, errors: missing, status: 422 });
  }
  const op = receipt
    ? edit(receipt, form.seen(), values, control.op_id)
    : newReceiptOp(control.id, values, control.op_id);
  if (await visit.saidOtherwise(op)) return savedBefore(ask, form, op);
  const [result] = await visit.save([op], now);
  if (result.status === "conflict") return conflictPage(ask, form, op, result, action);
  if (result.status === "rejected") {
    const again = { ...control, op_id: ask.newOpId() };
    const errors = { ...result.errors };
    return formPage(ask, form.values, again, { action, errors, status: 422 });
  }
  return saved(form, values, op, receipt);
}

/**
 * Where a saved form leads.
 *
 * @param {Form} form
 * @param {Readonly<Values>} values
 * @param {Op} op
 * @param {ReceiptRow | null} receipt
 * @returns {Answer}
 */
function saved({ control }, { member_id, care_from }, { id }, receipt) {
  const member = String(member_id);
  const then = [control.then, control.then_asked];
  if (then.includes("another")) return to("new_receipt", { member, saved: id });
  if (then.includes("scan")) return to("scan", { member, day: String(care_from), saved: id });
  if (receipt) return to("receipt", { receipt_id: id, saved: id });
  return to("receipts", { member, year: String(care_from).slice(0, 4), saved: id });
}

/**
 * The same form again with other values: somebody went back to correct what is saved.
 *
 * @param {Ask} ask
 * @param {Form} form
 * @param {Op} op
 * @returns {Promise<Answer>}
 */
async function savedBefore(ask, form, op) {
  const present = await ask.visit.receipt(op.id);
  if (present === null) throw new HttpError(404);
  const control = { op_id: ask.newOpId(), was: toJson(valuesOf("receipt", present)) };
  return formPage(ask, form.values, control, {
    action: address("update_receipt", { receipt_id: op.id }),
    errors: {
      "": [_("이미 저장한 영수증이에요. 고친 대로 바꾸려면 한 번 더 저장해 주세요.")],
    },
    status: 422,
  });
}

/**
 * Somebody changed the same field meanwhile: show both values and let the person choose.
 *
 * @param {Ask} ask
 * @param {Form} form
 * @param {Op} op
 * @param {Result} result
 * @param {string} action
 * @returns {Promise<Answer>}
 */
async function conflictPage(ask, form, op, { conflicts }, action) {
  if (conflicts.double) {
    const twin = await ask.visit.receipt(String(conflicts.double[0]));
    const waiting = { id: op.id, op_id: ask.newOpId(), then_asked: form.control.then ?? "" };
    const asked = twin ? twinQuestion(twin, op.id) : null;
    return formPage(ask, form.values, waiting, { action, question: asked, status: 422 });
  }
  const present = await ask.visit.receipt(op.id);
  const control = { op_id: ask.newOpId(), was: form.control.was ?? "" };
  /** @type {Errors} */
  let errors = {
    "": [_("그 사이 지운 영수증이에요. ‘지운 것’에서 되살린 뒤 저장해 주세요.")],
  };
  if (present !== null && !Object.hasOwn(conflicts, "deleted")) {
    control.was = toJson(valuesOf("receipt", present));
    const names = await ask.visit.names(ask.now);
    errors = Object.fromEntries(
      Object.entries(conflicts).map(([name, [theirs]]) => [
        name,
        [
          _("그 사이 ‘%(value)s’(으)로 바뀌었어요. 남길 것을 적고 다시 저장해 주세요.", {
            value: shown(name, theirs, names),
          }),
        ],
      ]),
    );
  }
  return formPage(ask, form.values, control, { action, errors, status: 422 });
}

export const views = {
  new_receipt: newReceipt,
  receipt_preview: preview,
  create_receipt: createReceipt,
  edit_receipt: editReceipt,
  update_receipt: updateReceipt,
};
