/**
 * Rows → what the templates about people show. Twin of webapp/household/presenters.py.
 *
 * @import { Errors, Values } from "../op.js"
 * @import { MemberRow } from "../replica/store.js"
 */
import { first, kept, summary } from "../forms.js";
import { computedYears } from "../law.js";
import { _ } from "../say.js";

const labels = () => ({ name: _("부르는 이름"), band: _("분위"), year: _("해") });

/**
 * @param {Readonly<Values>} values
 * @param {Readonly<Record<string, string>>} control
 * @param {number} thisYear
 * @param {Errors} [errors]
 * @param {string} [notice]
 */
export function presentMemberForm(values, control, thisYear, errors = {}, notice = "") {
  const [typed, named] = [kept(values), labels()];
  const count = thisYear - Math.min(...computedYears()) + 1;
  return {
    title: _("누구의 병원비를 모을까요?"),
    tab: "home",
    values: Object.fromEntries(Object.keys(named).map((name) => [name, typed[name] ?? ""])),
    control: Object.entries(control).map(([name, value]) => ({ name, value })),
    starting: control.then === "start",
    errors: first(errors),
    summary: summary(errors, named),
    notice,
    years: Array.from({ length: count }, (_none, back) => String(thisYear - back)),
    bands: Array.from({ length: 10 }, (_none, at) => String(at + 1)),
  };
}

/** @param {MemberRow} member @param {Readonly<Values>} values @param {Errors} errors */
export function presentRename({ id, name }, values, errors) {
  return {
    title: _("이름 바꾸기"),
    tab: "home",
    member: { id, name },
    values: { name: kept(values).name ?? "" },
    errors: first(errors),
    summary: summary(errors, labels()),
  };
}
