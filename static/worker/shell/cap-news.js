/**
 * The one notice that home has of a new cap table, until somebody has looked at what is new. Only the
 * phone can give it: it keeps the table that it had before.
 *
 * @import { Ask } from "../answers.js"
 * @import { CapTable } from "./cap-presenters.js"
 */
import { isLongStay, nursingDays } from "../law/stays.js";
import * as sums from "../replica/sums.js";
import { given, movedYears } from "./cap-changes.js";
import { asJson } from "./cap-presenters.js";

/**
 * The newest year that moved, whether it is one of several, and how many people's estimates moved.
 *
 * @param {Ask} ask
 */
export async function newTable(ask) {
  if (!ask.tableBefore || ask.tableBefore.seen) return null;
  const [before, after] = [ask.tableBefore.table, asJson()];
  const years = movedYears(before, after);
  if (!years.length) return null;
  const moved = await Promise.all(years.map((year) => movedPeople(ask, year, before, after)));
  return { year: years[0], several: years.length > 1, people: new Set(moved.flat()).size };
}

/**
 * Those whose year gives back something else by the new table, by id.
 *
 * @param {Ask} ask
 * @param {number} year
 * @param {CapTable} before
 * @param {CapTable} after
 */
async function movedPeople({ visit, today }, year, before, after) {
  const [bands, whole] = [await visit.bands(year), await sums.yearOf(visit, year)];
  const moved = (await visit.members()).filter(({ id }) => {
    const [band, { counted }] = [bands.get(id) ?? null, sums.sumOf(whole, id)];
    const days = nursingDays(year, sums.staysOf(whole, id), today).total;
    const [was, is] = [before, after].map((each) => given(each, year, band, counted, isLongStay(days)));
    return was.join() !== is.join();
  });
  return moved.map(({ id }) => id);
}
