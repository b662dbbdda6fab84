/**
 * 찍기: photos of receipts. Twin of webapp/receipts/scan_views.py; what is shared with the app comes
 * in by respond.js.
 *
 * @import { Answer, Ask } from "../answers.js"
 */
import { page, to } from "../answers.js";
import * as forms from "../forms.js";
import { isDay } from "../law/days.js";
import { integer } from "../letters.js";
import { visited } from "../replica/search.js";
import { presentDays, presentForm } from "./form-presenters.js";
import { chosenMember, newControl } from "./form-views.js";
import { presentRow } from "./presenters.js";
import { presentScan } from "./scan-presenters.js";

const MOST_SHARED = 100;

/** @param {Ask} ask @returns {Promise<Answer>} */
async function scan(ask) {
  const members = await ask.visit.members();
  if (!members.length) return to("new_member", { then: "scan" });
  const member = chosenMember(ask, members);
  const values = { member_id: member, insurance_kind: "health" };
  const places = await visited(ask.visit);
  const form = presentForm(values, members, places, { action: "/receipts", control: newControl(ask) });
  const saved = await ask.visit.receipt(forms.asked(ask, "saved"));
  return page("scan", {
    ...form,
    days: presentDays(ask.today),
    ...presentScan(members, member, {
      shared: askedCount(ask),
      day: askedDay(ask),
      saved: saved && presentRow(saved, {}),
    }),
  });
}

/** The day of the receipt saved before this one: those of one day are often one outing. @param {Ask} ask */
function askedDay(ask) {
  const text = forms.asked(ask, "day");
  return isDay(text) ? text : "";
}

/** How many photos came from another app. @param {Ask} ask */
function askedCount({ query }) {
  const count = integer(query.get("shared") ?? "");
  return count !== null && count >= 0 && count <= MOST_SHARED ? count : null;
}

export const views = { scan };
