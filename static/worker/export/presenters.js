/**
 * What 내보내기 and its screens show. Twin of webapp/export/presenters.py, without the sheet.
 *
 * @import { MemberRow } from "../replica/store.js"
 * @import { Context } from "../shell/presenters.js"
 */
import { CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS } from "../law.js";
import { COLUMNS, labels } from "../receipts/labels.js";
import { UNCOUNTED } from "../receipts/schemas.js";
import { _ } from "../say.js";

const KINDS = { provider_kind: PROVIDER_KINDS, care_kind: CARE_KINDS, insurance_kind: INSURANCE_KINDS };
const AMOUNTS = COLUMNS.map(([name]) => name);
const NEEDED = ["care_from", "provider_name", "copay", "member_id"];
const OTHERS = [
  ...["care_to", ...Object.keys(KINDS)],
  ...AMOUNTS.filter((name) => !NEEDED.includes(name)),
  ...[...UNCOUNTED, "discharged", "receipt_no", "note", "unverified", "indemnity_paid"],
];

/** @param {number[]} years @param {number} chosen @returns {Context} */
export function presentExport(years, chosen) {
  return { title: _("기록 내보내기"), tab: "menu", ...presentYears(years, chosen) };
}

/** @param {number[]} years @param {number} chosen @returns {Context} */
function presentYears(years, chosen) {
  return { years: years.map((year) => ({ year, chosen: year === chosen })), year: chosen };
}

/** @returns {Context} */
export function presentBackup() {
  return { title: _("암호 걸어 백업"), tab: "menu" };
}

/** @returns {Context} */
export function presentRestoration() {
  return { title: _("되살리기"), tab: "menu" };
}

/** @param {readonly MemberRow[]} people @param {string} chosen @returns {Context} */
export function presentHandOver(people, chosen) {
  return { title: _("가족에게 넘기기"), tab: "menu", people: people.map(named), chosen };
}

/** @param {number[]} years @param {number} chosen @returns {Context} */
export function presentBundle(years, chosen) {
  const columns = ["member_id", "care_from", "care_to", "provider_name", ...Object.keys(KINDS), ...AMOUNTS, ...UNCOUNTED];
  return {
    title: _("묶음(ZIP)"),
    tab: "menu",
    ...presentYears(years, chosen),
    ...presentNames([...columns, "receipt_no", "note"]),
  };
}

/** @param {readonly MemberRow[]} people @returns {Context} */
export function presentImport(people) {
  const found = presentNames([...NEEDED, ...OTHERS]);
  return {
    title: _("표 가져오기"),
    tab: "menu",
    people: people.map(named),
    needed: found.columns.slice(0, NEEDED.length),
    others: found.columns.slice(NEEDED.length),
    ...found,
  };
}

/** What fields are called, and the words that stand for kinds. @param {readonly string[]} fields */
function presentNames(fields) {
  const words = labels();
  return {
    columns: fields.map((name) => ({ name, label: words[name] })),
    kinds: Object.entries(KINDS).flatMap(([field, kinds]) =>
      [...kinds].map(([value, label]) => ({ field, value, label: _(label) })),
    ),
    discharged: _("퇴원함"),
  };
}

/** @param {MemberRow} row */
function named({ id, name }) {
  return { value: id, label: name };
}
