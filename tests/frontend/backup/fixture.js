/**
 * Files of every version that there was, made by the code that wrote that version:
 *
 *   node tests/frontend/backup/fixture.js    writes version-<the present one>.sanghan
 *
 * A file of an older version is never made again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { VERSION, write } from "../../../static/backup/document.js";
import { seal } from "../../../static/backup/file.js";

export const PASSPHRASE = "되살릴 때 쓰는 말";
export const DAY = "2026-11-22";
export const MOTHER = "0190a7b2-0000-7000-8000-000000000001";

const OPEN = { near_closed: false, reached_closed: false };

/** @type {import("../../../static/backup/document.js").Given[]} */
export const RECORDS = [
  { entity: "member", id: MOTHER, values: { name: "엄마", avatar: "" } },
  { entity: "member_year", id: `${MOTHER}:2023`, values: { member_id: MOTHER, year: 2023, band: 2, ...OPEN } },
  {
    entity: "receipt",
    id: "0190a7b2-0000-7000-8000-000000000002",
    values: {
      member_id: MOTHER,
      provider_name: "늘봄종합병원",
      provider_kind: "general",
      care_kind: "inpatient",
      care_from: "2023-09-01",
      care_to: "2023-09-30",
      insurance_kind: "health",
      copay: 1_650_000,
      insurer_paid: null,
      full_self_pay: 0,
      noncovered: 300_000,
      advance: 0,
      patient_total: null,
      indemnity_paid: null,
      "uncounted-selective_benefit": 0,
      "uncounted-dental_implant": 0,
      "uncounted-shared_room": 400_000,
      "uncounted-chuna": 0,
      "uncounted-mild_tertiary": 0,
      "uncounted-over_365_visits": 0,
      "uncounted-arrears": 0,
      "uncounted-public_subsidy": 0,
      receipt_no: "2023-000123",
      note: "9월 것\n둘째 줄",
      discharged: true,
      separate: false,
      unverified: "copay",
    },
  },
];

/** @param {number} version */
export function fixture(version) {
  return new Blob([readFileSync(fileURLToPath(new URL(`version-${version}.sanghan`, import.meta.url)))]);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const made = await seal(PASSPHRASE, VERSION, write(RECORDS, DAY));
  writeFileSync(new URL(`version-${VERSION}.sanghan`, import.meta.url), new Uint8Array(await made.arrayBuffer()));
}
