const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * 2023-05-31 → 2023.05.31, or 31 May 2023: as the server tells it. What is no day stays as it was given.
 *
 * @param {string} given
 * @param {string} language
 */
export function wholeDay(given, language) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(given) ?? [];
  const name = MONTHS[Number(month) - 1];
  return language === "en" && name ? `${Number(day)} ${name} ${year}` : given.replaceAll("-", ".");
}
