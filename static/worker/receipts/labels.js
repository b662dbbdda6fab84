/**
 * The names of a receipt's fields and values, in the words of the official form.
 * Twin of webapp/receipts/labels.py.
 *
 * @import { Value } from "../op.js"
 */
import { CONTRACT } from "../generated/contract.js";
import { CARE_KINDS, exclusions, INSURANCE_KINDS, PROVIDER_KINDS } from "../law.js";
import { _ } from "../say.js";
import { comma } from "../won.js";
import { AMOUNTS, UNCOUNTED, UNCOUNTED_PREFIX } from "./schemas.js";

/**
 * The columns of the official form, in its order: field, circled number, label, hint.
 *
 * @type {[string, string, string, string][]}
 */
export const COLUMNS = CONTRACT.COLUMNS;

/** Every field of the form, by name. @returns {Record<string, string>} */
export function labels() {
  return {
    member_id: _("누구"),
    care_kind: _("진료 종류"),
    care_from: _("진료일"),
    care_to: _("끝나는 날"),
    provider_name: _("병원·약국 이름"),
    provider_kind: _("기관 종류"),
    insurance_kind: _("보험 종류"),
    discharged: _("퇴원"),
    separate: _("닮은 영수증"),
    unverified: _("확인 전"),
    indemnity_paid: _("받은 실손보험금"),
    ...Object.fromEntries(COLUMNS.map(([name, , label]) => [name, _(label)])),
    ...Object.fromEntries(exclusions().map(({ id, label }) => [UNCOUNTED_PREFIX + id, _(label)])),
    receipt_no: _("영수증번호"),
    note: _("메모"),
  };
}

/**
 * A field's value in words; `names` are the household's people by id.
 *
 * @param {string} name
 * @param {Value} value
 * @param {Readonly<Record<string, string>>} names
 */
export function shown(name, value, names) {
  if (name === "unverified") {
    const words = labels();
    const listed = asText(value ?? "").split(",").filter((each) => Object.hasOwn(words, each));
    return listed.map((each) => words[each]).join(", ") || _("모두 확인했어요");
  }
  if (value === null || value === "") return _("비어 있음");
  if (name === "member_id") {
    return Object.hasOwn(names, String(value)) ? names[String(value)] : _("모르는 사람");
  }
  if ([...AMOUNTS, ...UNCOUNTED, "indemnity_paid"].includes(name)) {
    return typeof value === "string" ? value : _("%(won)s원", { won: comma(Number(value)) });
  }
  if (name === "separate") {
    return value ? _("서로 다른 영수증이에요") : _("묻지 않았어요");
  }
  if (name === "discharged") return value ? _("퇴원함") : _("입원 중");
  const kinds = new Map([
    ...PROVIDER_KINDS,
    ...INSURANCE_KINDS,
    ...(name === "care_kind" ? CARE_KINDS : []),
  ]);
  const kind = name.endsWith("_kind") ? kinds.get(String(value)) : undefined;
  return kind === undefined ? asText(value) : _(kind);
}

/** Python's str(). @param {Value} value */
function asText(value) {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}
