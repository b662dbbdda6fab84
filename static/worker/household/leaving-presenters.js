/**
 * What 모두 지우기 asks before it does anything, and says afterwards. Twin of
 * webapp/household/leaving_presenters.py; only a phone knows that it was emptied.
 *
 * @import { Errors, Values } from "../op.js"
 * @import { Leaving } from "../leaving.js"
 */
import { CONTRACT } from "../generated/contract.js";
import { first, kept, summary } from "../forms.js";
import { isOwed } from "../leaving.js";
import { _ } from "../say.js";

const WHATS = ["device", "all"];

/** As phones type it: with spaces, in letters or in parts of letters. @param {string} typed */
function isWord(typed) {
  const word = typed.normalize("NFC").replace(/\s/gu, "").toLowerCase();
  return [CONTRACT.LEAVING_WORD, _(CONTRACT.LEAVING_WORD).toLowerCase()].includes(word);
}

/** @param {Record<string, string>} values */
export function wrongIn(values) {
  /** @type {Errors} */
  const errors = {};
  if (!WHATS.includes(values.what)) errors.what = [_("둘 가운데 하나를 골라 주세요.")];
  if (!isWord(values.word ?? "")) errors.word = [_("‘지우기’라고 적어 주세요.")];
  return errors;
}

/** @param {Readonly<Values>} values @param {Errors} errors */
export function presentEmptying(values, errors) {
  const typed = kept(values);
  const labels = { what: _("이어 둔 다른 기기에서는"), word: _("확인하는 말") };
  return {
    title: _("이 휴대전화 비우기"),
    tab: "menu",
    state: "asking",
    values: { what: typed.what ?? "", word: typed.word ?? "" },
    whats: [
      { value: "device", label: _("그대로 두기") },
      { value: "all", label: _("거기서도 지우기") },
    ],
    errors: first(errors),
    summary: summary(errors, labels),
  };
}

/** @param {Leaving} leaving */
export function presentEmptied(leaving) {
  const state = isOwed(leaving) ? "owed" : "told";
  return { title: _("이 휴대전화 비우기"), tab: "menu", state, what: leaving.what };
}
