/**
 * What a private indemnity insurer (실손보험) paid for a receipt: written down, in no sum.
 * Twin of webapp/receipts/indemnity_views.py.
 *
 * @import { Answer, Ask } from "../answers.js"
 * @import { Errors, Values } from "../op.js"
 * @import { ReceiptRow } from "../replica/store.js"
 */
import { page, to } from "../answers.js";
import * as forms from "../forms.js";
import { _ } from "../say.js";
import { presentIndemnity } from "./form-presenters.js";
import { shown } from "./labels.js";
import { edit } from "./models.js";
import { checkIndemnity } from "./schemas.js";
import { receiptOr404 } from "./views.js";

/** @param {Ask} ask @returns {Promise<Answer>} */
async function indemnity(ask) {
  const found = await receiptOr404(ask);
  return indemnityPage(ask, found, { indemnity_paid: found.indemnity_paid });
}

/** Save the won that is typed; an empty field takes back what was written. @param {Ask} ask @returns {Promise<Answer>} */
async function tellIndemnity(ask) {
  const found = await receiptOr404(ask);
  const form = forms.posted(ask, ["was"]);
  const [values, wrong] = checkIndemnity(form.values);
  const errors = { ...wrong, ...form.errors };
  if (Object.keys(errors).length) return indemnityPage(ask, found, form.values, errors);
  const seen = { indemnity_paid: found.indemnity_paid, ...form.seen() };
  const [result] = await ask.visit.save([edit(found, seen, values, ask.newOpId())], ask.now);
  if (result.status === "applied") return to("receipt", { receipt_id: found.id, indemnity: 1 });
  const present = await receiptOr404(ask);
  const value = shown("indemnity_paid", present.indemnity_paid, {});
  const message = _("그 사이 ‘%(value)s’(으)로 바뀌었어요. 남길 것을 적고 다시 저장해 주세요.", { value });
  return indemnityPage(ask, present, form.values, { indemnity_paid: [message] });
}

/**
 * @param {Ask} ask
 * @param {ReceiptRow} found
 * @param {Readonly<Values>} typed
 * @param {Errors} [errors]
 * @returns {Promise<Answer>}
 */
async function indemnityPage({ visit, now }, found, typed, errors) {
  const names = await visit.names(now);
  const context = presentIndemnity(found, names, typed, errors ?? {});
  return page("indemnity", context, errors ? 422 : 200);
}

export const views = { indemnity, tell_indemnity: tellIndemnity };
