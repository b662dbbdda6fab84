/** 4,312,345 → 4.3MB. @param {number} bytes @param {string} language @returns {string} */
export function megabytes(bytes, language) {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: "megabyte",
    unitDisplay: "narrow",
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  }).format(bytes / 1_000_000);
}
