import { megabytes } from "../scan/megabytes.js";

const MEGABYTE = 1_000_000;

/** 12,345 → 13kB, 4,312,345 → 4.3MB: something is never nothing. @param {number} bytes @param {string} language */
export function sizeOf(bytes, language) {
  if (bytes >= MEGABYTE) return megabytes(bytes, language);
  const kilobytes = new Intl.NumberFormat(language, { style: "unit", unit: "kilobyte", unitDisplay: "narrow" });
  return kilobytes.format(Math.ceil(bytes / 1000));
}
