/**
 * Answers questions to the worker's reading of forms: a JSON list of [name, ...arguments] on
 * standard input, a list of {ok} or {error} on standard output. Objects go as lists of pairs, so
 * that their order is seen. It is run by validate_twins.py.
 */
import { readFileSync, writeSync } from "node:fs";
import * as forms from "../../static/worker/forms.js";
import * as household from "../../static/worker/household/schemas.js";
import * as letters from "../../static/worker/letters.js";
import * as receipts from "../../static/worker/receipts/schemas.js";
import { forgetResidentNumbers, looksLikeResidentNumber } from "../../static/worker/security.js";
import { isSeen, load } from "../../static/worker/validate.js";

const questions = {
  member: (pairs, now) => inOrder(household.checkMember(Object.fromEntries(pairs), now)),
  member_year: (pairs, now) => inOrder(household.checkMemberYear(Object.fromEntries(pairs), now)),
  member_form: (pairs) => inOrder(load(household.MEMBER_FORM, Object.fromEntries(pairs))),
  receipt: (pairs, now) => {
    const [loaded, errors] = receipts.checkReceipt(Object.fromEntries(pairs), now);
    return [...inOrder([loaded, errors]), receipts.crossesYear(errors)];
  },
  half_filled: (pairs) => receipts.halfFilled(Object.fromEntries(pairs)),
  resident: (text) => looksLikeResidentNumber(text),
  forgotten: (form) => inOrder(forgetResidentNumbers(form)),
  posted(form, control, labels) {
    const { values, control: told, errors } = forms.posted({ form }, control);
    const summary = forms.summary(errors, Object.fromEntries(labels));
    return [...inOrder([values, told, errors, forms.first(errors)]), summary];
  },
  seen: (was) => inOrder([new forms.Form({}, { was }).seen()]),
  id: (id) => new forms.Form({}, { id }).id("id"),
  kept: (pairs) => inOrder([forms.kept(Object.fromEntries(pairs))]),
  asked: (name, text) => forms.asked({ query: new URLSearchParams([[name, text]]) }, name),
  asked_year: (year) => forms.askedYear({ query: new URLSearchParams({ year }) }),
  letter: (letter) => [letters.isPrintable(letter), isSeen(letter), letters.strip(`${letter}x`) === "x"],
  digit: (letter) => letters.inAscii(letter),
  constants: () => ({ amounts: receipts.AMOUNTS, uncounted: receipts.UNCOUNTED }),
};

/** Objects as lists of pairs. */
function inOrder(found) {
  return found.map((each) => (Array.isArray(each) ? each : Object.entries(each)));
}

const answers = JSON.parse(readFileSync(0, "utf8")).map(([name, ...given]) => {
  try {
    return { ok: questions[name](...given) };
  } catch (error) {
    return { error: String(error) };
  }
});
const text = Buffer.from(JSON.stringify(answers));
for (let sent = 0; sent < text.length; ) sent += writeSync(1, text, sent);
