/** The closed vocabularies of a receipt: id → Korean label. Twin of webapp/law/kinds.py. */

/** @type {ReadonlyMap<string, string>} */
export const PROVIDER_KINDS = new Map([
  ["clinic", "의원"],
  ["hospital", "병원"],
  ["general", "종합병원"],
  ["tertiary", "상급종합병원"],
  ["nursing", "요양병원"],
  ["pharmacy", "약국"],
  ["dental", "치과"],
  ["oriental", "한방병원"],
  ["health_center", "보건소"],
]);

/** @type {ReadonlyMap<string, string>} */
export const CARE_KINDS = new Map([
  ["outpatient", "외래"],
  ["inpatient", "입원"],
  ["pharmacy", "약국"],
]);

/** @type {ReadonlyMap<string, string>} */
export const INSURANCE_KINDS = new Map([
  ["health", "건강보험"],
  ["medical_aid", "의료급여"],
  ["auto", "자동차보험"],
  ["industrial", "산재보험"],
  ["none", "일반(보험 없음)"],
]);
