/**
 * Receipts: list, one, deleting and bringing back, trash. Twin of webapp/receipts/views.py.
 *
 * @import { Answer, Ask } from "../answers.js"
 * @import { Day } from "../law/days.js"
 * @import { Values } from "../op.js"
 * @import { ReceiptRow } from "../replica/store.js"
 * @import { Context } from "./presenters.js"
 */
import { address, HttpError, page, to } from "../answers.js";
import { CONTRACT } from "../generated/contract.js";
import * as forms from "../forms.js";
import { isDay } from "../law.js";
import { cut, integer } from "../letters.js";
import * as search from "../replica/search.js";
import { yearsWithReceipts } from "../replica/sums.js";
import { _ } from "../say.js";
import { looksLikeResidentNumber } from "../security.js";
import { isGone } from "../synced.js";
import * as models from "./models.js";
import {
  presentList,
  presentReceipt,
  presentRow,
  presentTrash,
  reasonLabel,
} from "./presenters.js";

/** @param {Ask} ask @returns {Promise<Answer>} */
async function index(ask) {
  const { visit } = ask;
  const refused = looksLikeResidentNumber(forms.asked(ask, "q"));
  const chosen = askedFilter(ask.query);
  let context;
  if (visit.opened) {
    const { rows, more } = await search.page(visit, chosen);
    const totals = await search.totals(visit, chosen);
    const [members, years] = [await visit.members(), await yearsWithReceipts(visit)];
    const places = (await search.visited(visit)).map((last) => last.provider_name);
    context = presentList(rows, more, totals, chosen, members, years, places, {
      notice: await notice(ask),
      q_error: refused ? _("주민등록번호처럼 보여요. 지워 드릴게요.") : "",
    });
  } else {
    context = presentList([], false, [0, 0, 0], chosen, [], []);
  }
  context.here = address("receipts", search.asked(chosen));
  return refused
    ? page("receipts", context, 422, { "HX-Push-Url": "false" })
    : page("receipts", context);
}

/** @param {URLSearchParams} query */
function askedFilter(query) {
  const q = forms.asked({ query }, "q");
  return {
    member: forms.asked({ query }, "member"),
    year: forms.askedYear({ query }),
    provider: forms.asked({ query }, "provider"),
    q: looksLikeResidentNumber(q) ? "" : q,
    reason: knownReason(forms.asked({ query }, "reason")),
    todo: knownTodo(forms.asked({ query }, "todo")),
    before: cursor(forms.asked({ query }, "before")),
  };
}

/** Back to the list as it was: a form carries its address in the field `list`. @param {Ask} ask @param {Record<string, any>} told */
function toList(ask, told) {
  const [, query = ""] = cut(firstOf(ask, "list") ?? "", CONTRACT.LONGEST_ADDRESS).split(/\?(.*)/s);
  return to("receipts", { ...search.asked(askedFilter(new URLSearchParams(query))), ...told });
}

/** @param {string} text */
function knownReason(text) {
  return reasonLabel(text) ? text : "";
}

/** @param {string} text */
function knownTodo(text) {
  return CONTRACT.LEFT_TO_DO.includes(text) ? text : "";
}

/**
 * Where the next page begins: the day and id of the last row shown.
 *
 * @param {string} text
 * @returns {[Day, string] | null}
 */
function cursor(text) {
  const [day] = text.split(".", 1);
  return isDay(day) ? [day, text.slice(day.length + 1)] : null;
}

/** What has just happened to a receipt, told once on the page that follows. @param {Ask} ask @returns {Promise<Context | null>} */
async function notice(ask) {
  for (const what of ["saved", "deleted", "restored"]) {
    if (!ask.query.has(what)) continue;
    const receipt = await ask.visit.receipt(forms.asked(ask, what));
    if (receipt !== null && (what === "deleted") === (receipt.deleted_at !== null)) {
      const others = await there(ask.visit, ask.query.get("also") ?? "");
      const ids = [receipt.id, ...others.map(({ id }) => id)];
      return { what, receipt: presentRow(receipt, {}), count: ids.length, ids: ids.join(",") };
    }
  }
  const gone = integer(ask.query.get("gone") ?? "") ?? 0;
  return gone > 0 ? { what: "gone", count: gone } : null;
}

/** Those receipts of a list of ids that are here and not deleted. @param {Ask["visit"]} visit @param {string} ids */
async function there(visit, ids) {
  const found = await Promise.all(forms.idsIn(ids).map((id) => visit.receipt(id)));
  return found.filter((each) => each !== null).filter(({ deleted_at }) => deleted_at === null);
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function receipt(ask) {
  const found = await receiptOr404(ask, { deleted: true });
  return receiptPage(ask, found, stateOf(ask, found) ?? (await notice(ask)));
}

/**
 * What has just happened to the receipt, or could not happen to it.
 *
 * @param {Ask} ask @param {ReceiptRow} found @returns {Context | null}
 */
function stateOf({ query }, found) {
  if (query.has("changed")) return { what: "changed" };
  if (query.has("reverted")) return { what: "reverted" };
  if (query.has("verified") && !found.unverified) return { what: "verified" };
  if (!query.has("indemnity")) return null;
  return { what: found.indemnity_paid === null ? "no_indemnity" : "indemnity" };
}

/**
 * @param {Ask} ask
 * @param {ReceiptRow} found
 * @param {Context | null} told
 * @param {number} [status]
 * @returns {Promise<Answer>}
 */
async function receiptPage({ visit, now, today }, found, told, status = 200) {
  const names = await visit.names(now);
  const context = presentReceipt(found, names, found.history, today, { notice: told });
  const { length: that_day } = await search.onDay(visit, found.member_id, found.care_from);
  return page("receipt", { ...context, that_day }, status);
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function deleteReceipt(ask) {
  const found = await receiptOr404(ask);
  const base = integer(firstOf(ask, "base") ?? "");
  const [result] = await ask.visit.save([models.deletion(found, base, ask.newOpId())], ask.now);
  return result.status === "conflict"
    ? to("receipt", { receipt_id: found.id, changed: 1 })
    : toList(ask, { deleted: found.id });
}

/** What was saved with one press goes with one press. @param {Ask} ask @returns {Promise<Answer>} */
async function deleteReceipts(ask) {
  if (!ask.visit.opened) throw new HttpError(404);
  const found = await there(ask.visit, firstOf(ask, "ids") ?? "");
  const ops = found.map((each) => models.deletion(each, null, ask.newOpId()));
  const results = ops.length ? await ask.visit.save(ops, ask.now) : [];
  return toList(ask, { gone: results.filter(({ status }) => status === "applied").length });
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function restoreReceipt(ask) {
  const found = await receiptOr404(ask, { deleted: true });
  await ask.visit.save([models.restoration(found, ask.newOpId())], ask.now);
  return toList(ask, { restored: found.id });
}

/**
 * The person has left the nursing hospital on the last day of this receipt, or not yet.
 *
 * @param {Ask} ask
 * @returns {Promise<Answer>}
 */
async function discharge(ask) {
  const found = await receiptOr404(ask);
  const discharged = (firstOf(ask, "discharged") ?? "1") === "1";
  const seen = { discharged: found.discharged };
  await ask.visit.save([models.edit(found, seen, { discharged }, ask.newOpId())], ask.now);
  return to("stays", { member_id: found.member_id, year: found.year });
}

/** The person has looked at all that the phone read from the photo. @param {Ask} ask @returns {Promise<Answer>} */
async function verifyReceipt(ask) {
  const found = await receiptOr404(ask);
  await ask.visit.save([models.verification(found, ask.newOpId())], ask.now);
  return to("receipt", { receipt_id: found.id, verified: 1 });
}

/** Take one change of the history back. @param {Ask} ask @returns {Promise<Answer>} */
async function revertReceipt(ask) {
  const found = await receiptOr404(ask);
  const op_id = firstOf(ask, "op_id");
  const change = found.history.find((done) => done.op_id === op_id);
  if (change === undefined) throw new HttpError(404);
  const [before, after] = [0, 1].map((side) => sideOf(change.set, side));
  const op = models.edit(found, after, before, ask.newOpId());
  const [result] = await ask.visit.save([op], ask.now);
  if (result.status === "applied") return to("receipt", { receipt_id: found.id, reverted: 1 });
  return receiptPage(ask, await receiptOr404(ask), { what: "refused" }, 422);
}

/** @param {import("../op.js").Changes} set @param {number} side  0 before, 1 after @returns {Values} */
function sideOf(set, side) {
  return Object.fromEntries(Object.entries(set).map(([name, pair]) => [name, pair[side]]));
}

/** @param {Ask} ask @returns {Promise<Answer>} */
async function trash({ visit, now, today }) {
  if (!visit.opened) return page("trash", presentTrash([], [], {}, today));
  const gone = await visit.deletedMembers(now);
  const receipts = await search.inTrash(visit, now);
  return page("trash", presentTrash(receipts, gone, await visit.names(now), today));
}

/**
 * The household's receipt of the address; one in the trash only if asked for.
 *
 * @param {Ask} ask
 * @param {{deleted?: boolean}} [options]
 * @returns {Promise<ReceiptRow>}
 */
export async function receiptOr404({ visit, params, now }, { deleted = false } = {}) {
  const found = await visit.receipt(params.receipt_id ?? "");
  if (found === null || (found.deleted_at !== null && !deleted) || isGone(found, now)) {
    throw new HttpError(404);
  }
  return found;
}

/** The posted field; the first, if there are more. @param {Ask} ask @param {string} wanted */
function firstOf({ form }, wanted) {
  return form.find(([name]) => name === wanted)?.[1];
}

export const views = {
  receipts: index,
  receipt,
  delete_receipt: deleteReceipt,
  delete_receipts: deleteReceipts,
  restore_receipt: restoreReceipt,
  verify_receipt: verifyReceipt,
  discharge,
  revert_receipt: revertReceipt,
  trash,
};
