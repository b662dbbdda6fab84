/**
 * Calendar dates as ISO strings: `"2023-03-02"`. Equal days are equal strings, and the order of the
 * strings is the order of the days. Years 1 to 9999, as in Python's `date`.
 *
 * @typedef {string} Day
 */

/** @param {number} year @param {number} month @param {number} date @returns {Day} */
export function day(year, month, date) {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

/** @param {Day} day */
export function yearOf(day) {
  return Number(day.slice(0, 4));
}

/** @param {Day} day */
export function monthOf(day) {
  return Number(day.slice(5, 7));
}

/** @param {Day} day */
export function dateOf(day) {
  return Number(day.slice(8, 10));
}

/** Whether this is a day of the calendar, in full: "2023-02-29" is not. @param {unknown} text */
export function isDay(text) {
  return (
    typeof text === "string" &&
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) &&
    yearOf(text) > 0 &&
    dayFrom(numberOf(text)) === text
  );
}

/** The day `days` later; earlier, if negative. @param {Day} day @param {number} days */
export function addDays(day, days) {
  return dayFrom(numberOf(day) + days);
}

/** How many days from `first` to `last`: 0 on the same day. @param {Day} first @param {Day} last */
export function daysBetween(first, last) {
  return numberOf(last) - numberOf(first);
}

/** @param {Day} one @param {Day[]} others */
export function earliest(one, ...others) {
  return others.reduce((least, other) => (other < least ? other : least), one);
}

/** @param {Day} one @param {Day[]} others */
export function latest(one, ...others) {
  return others.reduce((most, other) => (other > most ? other : most), one);
}

/**
 * Days since 1 March of year 0. Years are taken to begin in March, so that the leap day comes last
 * (Howard Hinnant, "chrono-compatible low-level date algorithms").
 *
 * @param {Day} day
 */
function numberOf(day) {
  const month = monthOf(day);
  const year = month > 2 ? yearOf(day) : yearOf(day) - 1;
  const leapDays = whole(year, 4) - whole(year, 100) + whole(year, 400);
  return 365 * year + leapDays + whole(153 * ((month + 9) % 12) + 2, 5) + dateOf(day) - 1;
}

/** The inverse of `numberOf`. @param {number} number @returns {Day} */
function dayFrom(number) {
  const era = whole(number, 146_097);
  const ofEra = number - era * 146_097;
  const leapDays = whole(ofEra, 1460) - whole(ofEra, 36_524) + whole(ofEra, 146_096);
  const yearOfEra = whole(ofEra - leapDays, 365);
  const ofYear = ofEra - (365 * yearOfEra + whole(yearOfEra, 4) - whole(yearOfEra, 100));
  const month = whole(5 * ofYear + 2, 153);
  const date = ofYear - whole(153 * month + 2, 5) + 1;
  const year = 400 * era + yearOfEra;
  return month < 10 ? day(year, month + 3, date) : day(year + 1, month - 9, date);
}

/** @param {number} number @param {number} by */
function whole(number, by) {
  return Math.floor(number / by);
}

/** @param {number} number @param {number} width */
function padded(number, width) {
  return String(number).padStart(width, "0");
}
