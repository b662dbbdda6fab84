/**
 * Days in Seoul. Twin of webapp/clock.py. Korea has kept UTC+9 all year since 1988.
 *
 * @import { Day } from "./law/days.js"
 */

const SEOUL = 9 * 60 * 60 * 1000;

/** The day in Seoul at an instant. @param {string} instant @returns {Day} */
export function dayInSeoul(instant) {
  return new Date(Date.parse(instant) + SEOUL).toISOString().slice(0, 10);
}
